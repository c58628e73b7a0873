"""Tables, JSON Lines and CSV, on the terminal or into a file."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TextIO

import typer

from grounds.model.errors import UsageError
from grounds.outputs import writing
from grounds.tables import safe_cell

#: Controls and marks of writing direction that JSON leaves as they are.
_STEERING = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FORMATS = ("table", "jsonl", "csv", "xlsx")


def clean(text: str) -> str:
    """Text from a document, with control characters made visible: none of them may reach a terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


def target(output: Path | None, keep: Path) -> AbstractContextManager[TextIO]:
    """The file to write, or standard output; never the ledger ``keep``."""
    return nullcontext(sys.stdout) if output is None else writing(output, keep=keep)


def write(
    format_: str,
    output: Path | None,
    records: Iterable[dict[str, Any]],
    rows: Iterable[dict[str, Any]],
    columns: Sequence[str],
    *,
    keep: Path,
) -> None:
    """Write ``records`` as JSON Lines, or ``rows`` as CSV or as a table of ``columns``. Only one of both is drawn
    on."""
    if format_ not in FORMATS:
        raise typer.BadParameter(f"one of {', '.join(FORMATS)} is meant", param_hint="--format")
    if format_ == "xlsx":
        if output is None:
            raise UsageError("a workbook is no text", remedy="name a file with --output")
        from grounds.sharing.workbook import write_workbook

        write_workbook(output, rows, columns, keep=keep)
        return
    with target(output, keep) as file:
        if format_ == "jsonl":
            for record in records:
                file.write(_json(record) + "\n")
        elif format_ == "csv":
            _csv(file, rows, columns)
        else:
            _table(file, rows, columns)


def _json(record: dict[str, Any]) -> str:
    """JSON with what could steer a terminal escaped; it means the same."""
    return _STEERING.sub(lambda m: f"\\u{ord(m.group()):04x}", json.dumps(record, ensure_ascii=False))


def _csv(file: TextIO, rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> None:
    """Rows with a header, also where there are none; on a terminal, control characters are made visible."""
    shown = clean if file.isatty() else str
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(file, list(row), lineterminator="\r\n")
            writer.writeheader()
        cells = {k: safe_cell(v) for k, v in row.items()}
        writer.writerow({k: shown(v) if isinstance(v, str) else v for k, v in cells.items()})
    if writer is None:
        csv.writer(file, lineterminator="\r\n").writerow(columns)


def _table(file: TextIO, rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean("" if row.get(c) is None else str(row[c]))) for c in columns))
    console = Console(file=file, highlight=False) if file.isatty() else Console(file=file, highlight=False, width=160)
    if table.row_count:
        console.print(table)
    else:
        console.print("nothing found")
