"""``grounds reread``, and the runs of a ledger: what changes, who read when, what was undone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer

import grounds
from grounds.cli.output import Listing, clean, number_of, write
from grounds.cli.reading import checked, progress
from grounds.ledger import Ledger, RunRow
from grounds.rereading import Change, Reread
from grounds.review import settle_document
from grounds.tables import sentence

_CHANGES = (
    *("change", "predicate", "subjects", "objects", "fields", "before", "after", "quote", "document", "title"),
    *("start", "old", "new"),
)
_RUNS = ("number", "verb", "at", "reader", "asked", "documents", "claims", "undoes", "undone_by")


def facts(**given: str | None) -> dict[str, str | None]:
    """Facts as they were typed. Raises :class:`UsageError`."""
    return checked(given)


def reread(
    documents: list[str],
    ledger: Path,
    given: dict[str, str | None],
    setup: dict[str, Any],
    workers: int,
    *,
    dry_run: bool,
    form: tuple[str, Path | None],
) -> int:
    """Read again, list what changes, say how much; gives the exit code."""
    with grounds.open(ledger, create=False, **setup) as bench, progress() as step:
        found = bench.reread(documents, **given, workers=workers, dry_run=dry_run, on_progress=step)
    rows = [_row(change) for change in found.changes]
    listing = Listing(
        records=(_record(change) for change in found.changes),
        rows=rows,
        fields=_CHANGES,
        shown=(_shown(change) for change in found.changes),
        columns={"change": 0, "claim": 4, "differs": 4, "document": 2},
    )
    if found.changes or form != ("table", None):
        write(*form, listing, keep=ledger)
    return _tell(found, dry_run)


def _tell(found: Reread, dry_run: bool) -> int:
    """The summary goes to standard error, so that what is listed stays whole in a pipe."""
    would = "would " if dry_run else ""
    told = [f"{found.count(f'{verb}s')} {would}{verb}" for verb in ("appear", "change")]
    told.insert(1, f"{found.count('goes')} {would}go")
    done = f"{number_of(found.read, 'document')} read again: {number_of(found.same, 'claim')} as before"
    print(f"{done}, {', '.join(told)} ({found.seconds:.1f} s).", file=sys.stderr)
    if found.left:
        left = number_of(found.left, "document")
        print(f"{left} left as before: this reader has read them by the same facts.", file=sys.stderr)
    if dry_run:
        print("Nothing was written.", file=sys.stderr)
    for path, problem in found.failed:
        print(f"failed: {clean(path)}: {clean(problem)}", file=sys.stderr)
    if found.interrupted:
        print("interrupted: what is finished is kept; run the same command again to go on", file=sys.stderr)
    return 1 if found.failed or found.interrupted else 0


def _record(change: Change) -> dict[str, Any]:
    """A change as JSON: the fields that differ with both values, and both claims whole."""
    fields = {name: {"old": old, "new": new} for name, (old, new) in change.fields.items()}
    told = {"change": change.what, "document": change.document, "title": change.title, "fields": fields}
    return {**told, "old": change.old, "new": change.new}


def _row(change: Change) -> dict[str, Any]:
    claim, fields = change.claim, change.fields
    return {
        "change": change.what,
        "predicate": claim["predicate"],
        "subjects": _plain(claim["subjects"]),
        "objects": _plain(claim["objects"]),
        "fields": "; ".join(fields),
        "before": "; ".join(_plain(old) for old, _ in fields.values()),
        "after": "; ".join(_plain(new) for _, new in fields.values()),
        "quote": claim["quote"]["exact"],
        "document": change.document,
        "title": change.title,
        "start": claim["quote"]["start"],
        "old": change.old["id"] if change.old else None,
        "new": change.new["id"] if change.new else None,
    }


def _shown(change: Change) -> dict[str, Any]:
    differs = [f"{name}: {_plain(old)} → {_plain(new)}" for name, (old, new) in change.fields.items()]
    ids = " → ".join(r["id"][:12] for r in (change.old, change.new) if r)
    claim = [sentence(change.claim), f"“{' '.join(change.claim['quote']['exact'].split())}”", ids]
    return {"change": change.what, "claim": claim, "differs": differs or "", "document": change.title}


def _plain(value: Any) -> str:
    """A value of a record in a few words."""
    if value in (None, [], ""):
        return "none"
    if isinstance(value, list):
        return ", ".join(_plain(v) for v in value)
    if isinstance(value, dict):
        if "from" in value and "to" in value:
            return f"{value['from'] or '…'} – {value['to'] or '…'} (“{value['mention']}”)"
        if "source" in value:
            return f"{_plain(value['source'])} ({value['stance']})"
        told = next((value[k] for k in ("name", "words", "text", "exact", "claim") if value.get(k)), None)
        return str(told) if told is not None else "; ".join(f"{k} {_plain(v)}" for k, v in value.items())
    return str(value).replace("_", " ") if isinstance(value, str) else str(value)


def runs(ledger: Path, format_: str, output: Path | None) -> None:
    """List the runs of a ledger."""
    with Ledger.open(ledger, create=False) as store:
        rows = store.runs()
    listing = Listing(
        records=(run.record() for run in rows),
        rows=({name: _run(run)[name] for name in _RUNS} for run in rows),
        fields=_RUNS,
        shown=(_run(run) for run in rows),
        columns={"number": 0, "verb": 0, "at": 0, "reader": 2, "asked": 3, "documents": 0, "claims": 0, "state": 0},
    )
    write(format_, output, listing, keep=ledger)


def _run(run: RunRow) -> dict[str, Any]:
    reader = " ".join(str(run.reader[k]) for k in ("name", "version") if k in run.reader)
    facts = [f"{name} {value}" for name, value in run.asked.get("facts", {}).items()]
    state = f"undone by {run.undone_by}" if run.undone_by else f"undoes {run.undoes}" if run.undoes else ""
    return {
        **{name: getattr(run, name) for name in ("number", "verb", "at", "undoes", "undone_by")},
        "reader": reader,
        "asked": "; ".join([*run.asked.get("documents", []), *facts]),
        "documents": run.documents,
        "claims": run.claims,
        "state": state,
    }


def undo(ledger: Path, number: int | None) -> None:
    """Undo a reread and say so."""
    with Ledger.open(ledger, create=False) as store:
        run = store.undo(number, settle=settle_document)
    read = number_of(run.documents, "document")
    typer.echo(f"run {run.number} of {run.at[:10]} is undone: {read} shown as before it")
