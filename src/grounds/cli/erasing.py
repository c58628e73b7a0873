"""``grounds withdraw``, ``replace`` and ``purge``: what goes, and what changes with it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace as with_other
from pathlib import Path
from typing import Any

import typer

import grounds
from grounds.actors import load_catalogue
from grounds.cli.deciding import tell
from grounds.cli.output import Listing, number_of, write
from grounds.ledger import Ledger
from grounds.ledger.beside import catalogues
from grounds.ledger.finding import named_documents
from grounds.model.decision import CLAIM
from grounds.model.errors import UsageError
from grounds.review import Reviews
from grounds.review.deciding import Who
from grounds.weighing.workbench import Weighing
from grounds.withdrawing import Rests, rests_on

_FIELDS = ("kind", "id", "change", "what", "claims", "left", "status")
Form = tuple[str, Path | None]


def withdraw(target: str, ledger: Path, person: Who, form: Form) -> None:
    """Hide a claim, or a document with all that rests on it, and list what changes."""
    with Ledger.open(ledger, create=False) as store:
        if target.startswith(CLAIM):
            record = store.claim(target)
            rests = _rests(store, ledger, [record["quote"]["document"]], [record["id"]])
            made = [Reviews(store).withdraw(record["id"], person)]
        else:
            documents = named_documents(target, store.documents(), store.path)
            rests = _rests(store, ledger, documents)
            made = [Reviews(store).withdraw(document, person) for document in documents]
    _list(rests, form, ledger)
    for one in made:
        tell(one)


def replace(old: str, new: str, ledger: Path, person: Who, form: Form) -> int:
    """Read a document in place of another: the other is withdrawn, with all that rests on it. Gives the exit code."""
    with grounds.open(ledger, create=False) as bench:
        (document,) = _one(named_documents(old, bench.ledger.documents(), ledger), old)
        before = {r["id"] for r in bench.documents()}
        summary = bench.read([new])
        if summary.failed:
            print(f"failed: {summary.failed[0]}", file=sys.stderr)
            return 1
        fresh = [r["id"] for r in bench.documents() if r["id"] not in before]
        if not fresh:
            raise UsageError("is in already", place=new, remedy=f"withdraw {old} by itself")
        rests = _rests(bench.ledger, ledger, [document])
        made = Reviews(bench.ledger).withdraw(document, person, value={"replaced_by": fresh})
        _list(rests, form, ledger)
        tell(made)
        _tell_new(rests, summary.claims, fresh)
    return 0


def _one(found: Sequence[str], given: str) -> Sequence[str]:
    if len(found) != 1:
        raise UsageError(f"{given!r} is several documents", remedy="name one")
    return found


def _tell_new(rests: Sequence[Rests], claims: int, fresh: Sequence[str]) -> None:
    looked = sum(r.kind == "claim" and r.status != "machine" for r in rests)
    told = f"{', '.join(d[:12] for d in fresh)} gives {number_of(claims, 'claim')}"
    more = f"; {number_of(looked, 'claim')} that people had decided on went: decide anew" if looked else ""
    print(told + more, file=sys.stderr)


def purge(target: str, ledger: Path, person: Who, form: Form, *, sure: bool) -> int:
    """Take the words of a document out for good. Gives the exit code."""
    from grounds.review.erasing import purge as erase

    with Ledger.open(ledger, create=False) as store:
        documents = named_documents(target, store.documents(), store.path)
        rests = _rests(store, ledger, documents)
        if not sure and not _confirmed(documents, rests):
            print("nothing was done", file=sys.stderr)
            return 1
        done = [erase(store, document, person) for document in documents]
    _list([with_other(r, what="[purged]") for r in rests], form, ledger)
    failed = 0
    for one in done:
        typer.echo(f"{one.document}: purged, {number_of(one.claims, 'claim')} with it ({one.decision.id[:12]})")
        for path in (*one.backups, *one.copies):
            typer.echo(f"  also from {path}")
        for path, problem in one.failed:
            failed += 1
            print(f"  not from {path}: {problem}", file=sys.stderr)
        if one.origin is not None:
            print(f"  where it was read from is not touched: {one.origin}", file=sys.stderr)
        for alike in one.alike:
            print(f"  {alike} copies its text and is still here", file=sys.stderr)
    print("what was exported or shared before is out of reach: tell who has it", file=sys.stderr)
    return 1 if failed else 0


def _confirmed(documents: Sequence[str], rests: Sequence[Rests]) -> bool:
    claims = sum(r.kind == "claim" for r in rests)
    told = f"{', '.join(d[:12] for d in documents)} with {number_of(claims, 'claim')}"
    if not sys.stdin.isatty():
        raise UsageError(f"{told} would be gone for good", remedy="give --yes if that is meant")
    return typer.confirm(f"{told} will be gone for good. Go on?")


def _rests(store: Ledger, ledger: Path, documents: Sequence[str], claims: Sequence[str] = ()) -> list[Rests]:
    files = catalogues(ledger)
    bench = Weighing(store, load_catalogue(files), files, documents=frozenset(documents))
    return rests_on(store, bench, () if claims else documents, claims)


def _list(rests: Sequence[Rests], form: Form, ledger: Path) -> None:
    rows: list[dict[str, Any]] = [one.record() for one in rests]
    shown = [{**row, "id": row["id"][:12], "left": f"{row['left']} of {row['claims']}"} for row in rows]
    columns = {"kind": 0, "id": 0, "change": 0, "what": 1, "left": 0, "status": 0}
    listing = Listing(records=rows, rows=rows, fields=_FIELDS, shown=shown, columns=columns)
    write(form[0], form[1], listing, keep=ledger)
