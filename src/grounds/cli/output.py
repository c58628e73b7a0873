"""Tables, JSON Lines and CSV, on the terminal or into a file."""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import typer

from grounds.model.errors import UsageError
from grounds.outputs import writing
from grounds.tables import safe_cell

#: How wide a table is that goes into a file or a pipe.
_PIPED = 160

#: Controls and marks of writing direction that JSON leaves as they are.
_STEERING = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FORMATS = ("table", "jsonl", "csv", "xlsx")


def clean(text: str) -> str:
    """Text from a document, with control characters made visible: none of them may reach a terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


def number_of(count: int, what: str) -> str:
    """A number with its noun: "1 claim", "2 claims"."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def target(output: Path | None, keep: Path) -> AbstractContextManager[TextIO]:
    """The file to write, or standard output; never the ledger ``keep``."""
    return nullcontext(sys.stdout) if output is None else writing(output, keep=keep)


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One list in all its forms; only the form asked for is drawn on.

    ``records`` are for JSON Lines, ``rows`` with the columns ``fields`` for CSV and workbooks, ``shown`` for the
    table, where a cell may be several lines. ``columns`` are the table's, each with its share of what room is left: 0
    for one that is never broken, ``layout.BELOW`` for one that stands below its row. ``anchors`` stands before an id
    where the HTML report has its place.
    """

    records: Iterable[dict[str, Any]]
    rows: Iterable[dict[str, Any]]
    fields: Sequence[str]
    shown: Iterable[dict[str, Any]]
    columns: Mapping[str, int]
    anchors: str = ""


def write(format_: str, output: Path | None, listing: Listing, *, keep: Path) -> None:
    """Write a list in the form asked for, never over the ledger ``keep``."""
    if format_ not in FORMATS:
        raise typer.BadParameter(f"one of {', '.join(FORMATS)} is meant", param_hint="--format")
    if format_ == "xlsx":
        if output is None:
            raise UsageError("a workbook is no text", remedy="name a file with --output")
        from grounds.sharing.workbook import write_workbook

        write_workbook(output, listing.rows, listing.fields, keep=keep, anchors=listing.anchors)
        return
    with target(output, keep) as file:
        if format_ == "jsonl":
            for record in listing.records:
                file.write(_json(record) + "\n")
        elif format_ == "csv":
            _csv(file, listing.rows, listing.fields)
        else:
            _table(file, list(listing.shown), listing.columns)


def _json(record: dict[str, Any]) -> str:
    """JSON with what could steer a terminal escaped; it means the same."""
    return _STEERING.sub(lambda m: f"\\u{ord(m.group()):04x}", json.dumps(record, ensure_ascii=False))


def _csv(file: TextIO, rows: Iterable[dict[str, Any]], fields: Sequence[str]) -> None:
    """Rows with a header, also where there are none; on a terminal, control characters are made visible."""
    shown = clean if file.isatty() else str
    writer = csv.DictWriter(file, fields, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        cells = {k: safe_cell(v) for k, v in row.items()}
        writer.writerow({k: shown(v) if isinstance(v, str) else v for k, v in cells.items()})


def _table(file: TextIO, rows: list[dict[str, Any]], columns: Mapping[str, int]) -> None:
    """Rows as a table as wide as the terminal at most; columns that are blank in every row are left out."""
    from rich.console import Console
    from rich.text import Text

    from grounds.cli.layout import lines

    wide = None if file.isatty() or "COLUMNS" in os.environ else _PIPED
    console = Console(file=file, highlight=False, width=wide)
    if not rows:
        console.print("nothing found")
        return
    shown = [{column: _clean(row[column]) for column in columns} for row in rows]
    for part, line in lines(shown, columns, console.width):
        console.print(Text(line, style=_STYLES[part]), soft_wrap=True)


_STYLES = {"head": "bold", "row": "", "below": "dim"}


def _clean(value: Any) -> Any:
    """A cell: a value, or several below each other, with control characters made visible."""
    if isinstance(value, list):
        return [clean(str(line)) for line in value]
    return value if value is None else clean(str(value))
