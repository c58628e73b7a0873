"""Rounds of coding by several people: giving claims out, how far they are, how far they agree, adjudication."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from grounds.cli.output import Listing, clean, number_of, write
from grounds.cli.reviewing import Ask, _key
from grounds.ledger import Ledger
from grounds.ledger.finding import named_documents
from grounds.model.errors import Contested
from grounds.review import Reviews, coding
from grounds.review.agreement import agreement as of_batch
from grounds.review.coding import Batch, Coding
from grounds.review.deciding import Who
from grounds.review.queue import Queue, Wanted
from grounds.tables import sentence


def assign(
    ledger: Path,
    batch: str,
    to: Sequence[str],
    by: str,
    why: str,
    *,
    both: float,
    number: int,
    document: str | None,
    seed: int,
) -> None:
    """Give the most useful claims to coders."""
    with Ledger.open(ledger, create=False) as store:
        documents = () if document is None else tuple(named_documents(document, store.documents(), store.path))
        queue = Queue(store, Wanted(documents=documents))
        queue.refresh()
        claims = [claim for _, claim in queue.first(number)]
        made = coding.assign(Reviews(store), batch, claims, to, Who(by, why), both=both, seed=seed)
    for coder in made.coders:
        print(
            f"{coder}: {number_of(len(made.due(coder)), 'claim')} to code: grounds review --batch {batch} --by {coder}"
        )


def batches(ledger: Path, format_: str, output: Path | None) -> None:
    """List rounds, a line a coder."""
    with Ledger.open(ledger, create=False) as store:
        found = coding.batches(store.decisions())
    rows = [_row(batch, coder) for batch in found.values() for coder in batch.coders]
    fields = ("batch", "coder", "given", "coded", "due", "open", "adjudicated")
    columns = {"batch": 1, "coder": 1, "given": 0, "coded": 0, "due": 0, "open": 0, "adjudicated": 0}
    write(format_, output, Listing(records=rows, rows=rows, fields=fields, shown=rows, columns=columns), keep=ledger)


def _row(batch: Batch, coder: str) -> dict[str, Any]:
    given = sum(coder in listed for listed in batch.given.values())
    due = len(batch.due(coder))
    told = {"batch": batch.name, "coder": coder, "given": given, "coded": given - due, "due": due}
    return {**told, "open": len(batch.open()), "adjudicated": len(batch.settled)}


def agreement(ledger: Path, name: str, format_: str, output: Path | None) -> None:
    """Tell how far coders agree."""
    with Ledger.open(ledger, create=False) as store:
        batch = coding.batch(Reviews(store), name)
        records = {claim: store.claim(claim) for claim in batch.codings}
        found = of_batch(batch, records)
    rows = [
        {
            "field": one.field,
            "claims": one.claims,
            "alike": f"{one.alike:.2f}",
            "kappa": "; ".join(f"{a} and {b}: {_number(value)}" for (a, b), value in one.kappa.items()),
            "alpha": _number(one.alpha),
        }
        for one in found
    ]
    columns = {"field": 1, "claims": 0, "alike": 0, "kappa": 3, "alpha": 0}
    listing = Listing(
        records=[one.record() for one in found], rows=rows, fields=tuple(columns), shown=rows, columns=columns
    )
    write(format_, output, listing, keep=ledger)


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"


def adjudicate(ledger: Path, name: str, by: str, why: str, *, agreed_only: bool, ask: Ask = _key) -> None:
    """Enter what all coders say alike, then ask about the rest."""
    out = Console(highlight=False, soft_wrap=True)
    with Ledger.open(ledger, create=False) as store:
        reviews = Reviews(store)
        made, refused = coding.settle_agreed(reviews, name, Who(by, why))
        out.print(f"{number_of(len(made), 'decision')} where all coders say the same")
        for claim, problem in refused:
            out.print(f"{claim[:12]}: {clean(problem)}", markup=False)
        batch = coding.batch(reviews, name)
        for claim in () if agreed_only else batch.open():
            listed = list(batch.codings[claim].values())
            _show(out, store.claim(claim), listed)
            key = ask(f"[1-{len(listed)}] who is right, k skip, q quit ")
            if key is None or key == "q":
                return
            if key.isdigit() and 0 < int(key) <= len(listed):
                _enter(out, reviews, name, claim, listed[int(key) - 1], Who(by, why))


def _enter(out: Console, reviews: Reviews, name: str, claim: str, chosen: Coding, who: Who) -> None:
    try:
        made = coding.adjudicate(reviews, name, claim, chosen, who)
    except Contested as error:
        out.print(clean(str(error)), markup=False)
        return
    out.print(f"{number_of(len(made), 'decision')}: {clean(coding.told(chosen))}", markup=False)


def _show(out: Console, record: dict[str, Any], listed: Sequence[Coding]) -> None:
    out.rule(record["id"][:12], align="left", style="dim")
    out.print(f"“{clean(' '.join(record['quote']['exact'].split()))}”", markup=False)
    out.print(clean(sentence(record)), markup=False, style="bold")
    for number, one in enumerate(listed, 1):
        out.print(f"  {number}  {clean(coding.told(one))}", markup=False)
