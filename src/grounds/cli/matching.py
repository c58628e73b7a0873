"""``grounds events match``: the same events in two datasets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow
import typer

from grounds.actors import Catalogue, load_catalogue
from grounds.api import event_tables
from grounds.cli.output import Listing, clean, number_of, write
from grounds.events import EventTables
from grounds.events.store import Release
from grounds.ledger import Ledger
from grounds.ledger.beside import catalogues
from grounds.matching.incidents import as_rows
from grounds.matching.match import Matched, match
from grounds.model.errors import UsageError

INCIDENTS = "incidents"
_FIELDS = ("source_id", "other_id", "probability", "gap", "km", "time", "place", "sides", "type", "deaths")


def match_rows(
    one: str,
    other: str,
    least: float | None,
    ledger: Path,
    catalogue: Sequence[Path],
    form: tuple[str, Path | None],
) -> None:
    """Match two datasets, or the incidents of the ledger with one, and list the pairs."""
    if other == INCIDENTS:
        remedy = "name them first: events match incidents DATASET"
        raise UsageError("incidents are matched with a dataset", remedy=remedy)
    files = catalogues(ledger, catalogue)
    tables, known = event_tables(ledger, catalogue), load_catalogue(files)
    right = _release(tables, other)
    left = _incidents(ledger, known, files) if one == INCIDENTS else _release(tables, one)
    if left == right:
        raise UsageError("a release is not matched with itself", remedy="name two releases or datasets")
    found = match(tables, left, right, known, least=least)
    format_, output = form
    pairs = found.pairs.to_pylist()
    if format_ == "table" and output is None:
        _tell(found, one, other)
    listing = Listing(
        records=pairs, rows=pairs, fields=_FIELDS, shown=map(_shown, pairs), columns=dict.fromkeys(_FIELDS, 0)
    )
    write(format_, output, listing, keep=ledger)


def _release(tables: EventTables, told: str) -> Release:
    dataset, _, release = told.partition("@")
    return tables.store.release(dataset, release or None)


def _incidents(ledger: Path, known: Catalogue, files: Sequence[Path]) -> pyarrow.Table:
    from grounds.weighing.workbench import Weighing

    with Ledger.open(ledger, create=False) as store:
        return as_rows(Weighing(store, known, files).incidents())


def _tell(found: Matched, one: str, other: str) -> None:
    pairs = number_of(found.pairs.num_rows, "pair")
    typer.echo(clean(f"{one} and {other}: {pairs} at least {found.least:.2f} probable, of {found.compared} compared"))
    for name, number in zip((one, other), found.unplaced, strict=True):
        if number:
            typer.echo(clean(f"  {number_of(number, 'row')} of {name} without coordinates were not compared"))


def _shown(pair: dict[str, Any]) -> dict[str, Any]:
    return {k: "" if v is None else str(v) for k, v in pair.items()}
