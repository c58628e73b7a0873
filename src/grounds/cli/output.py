"""Tables, JSON Lines and CSV, on the terminal or into a file."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import typer

from grounds.model.errors import GroundsError
from grounds.tables import safe_cell

FORMATS = ("table", "jsonl", "csv")


def clean(text: str) -> str:
    """Text from a document, with control characters made visible: none of them may reach a terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


@contextmanager
def target(output: Path | None) -> Iterator[TextIO]:
    """The file to write, or standard output."""
    if output is None:
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise GroundsError(
            f"cannot be written ({error.strerror})", place=str(output), remedy="choose another --output"
        ) from error


def write(
    format_: str,
    output: Path | None,
    records: Iterable[dict[str, Any]],
    rows: Iterable[dict[str, Any]],
    columns: Sequence[str],
) -> None:
    """Write ``records`` as JSON Lines, or ``rows`` as CSV or as a table of ``columns``. Only one of both is drawn
    on."""
    if format_ not in FORMATS:
        raise typer.BadParameter(f"one of {', '.join(FORMATS)} is meant", param_hint="--format")
    with target(output) as file:
        if format_ == "jsonl":
            for record in records:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        elif format_ == "csv":
            _csv(file, rows)
        else:
            _table(file, rows, columns)


def _csv(file: TextIO, rows: Iterable[dict[str, Any]]) -> None:
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(file, list(row), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow({k: safe_cell(v) for k, v in row.items()})


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
