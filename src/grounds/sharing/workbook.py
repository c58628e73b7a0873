"""Rows as a spreadsheet (XLSX): text stays text, never a formula; ids link to the page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from grounds.model.errors import UsageError
from grounds.outputs import placing

#: The page that `grounds report` writes beside it by default.
PAGE = "report.html"
_WIDE = {"quote": 80, "sentence": 80, "subjects": 30, "objects": 30, "title": 40, "text": 80}
_LONGEST = 32_000  # a cell holds no more
#: Rows that a sheet holds below the head; rows with links: it holds 65,530, and a row has two at most.
_MOST_ROWS, _LINKED = 1_048_575, 32_000


def write_workbook(
    path: Path, rows: Iterable[dict[str, Any]], columns: Sequence[str], *, keep: Path, anchors: str = ""
) -> None:
    """Write one sheet with a header that stays in sight and can be filtered; ``columns`` stand where no row does.

    A row's id, and the id of a document in it, link to their place in the HTML report, where that lies beside the
    workbook as ``report.html``; ``anchors`` stands there before the row's id.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    made = io.BytesIO()  # packed, so that a full disk is met in one place, by us
    with placing(path, keep=keep) as goal:
        with xlsxwriter.Workbook(made, options) as book:
            _fill(book, rows, columns, path, anchors)
        goal.write_bytes(made.getvalue())


def _fill(book: Any, rows: Iterable[dict[str, Any]], columns: Sequence[str], path: Path, anchors: str) -> None:
    sheet = book.add_worksheet("grounds")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    names: list[str] = []
    line = 0
    for line, row in enumerate(rows, start=1):
        if line > _MOST_ROWS:
            remedy = "choose fewer with the filters, or write CSV"
            raise UsageError(f"a sheet holds no more than {_MOST_ROWS:,} rows", place=str(path), remedy=remedy)
        if not names:
            names = list(row)
            _head(sheet, names, bold)
        for column, name in enumerate(names):
            place = {"id": f"{anchors}{row[name]}", "document": row[name]}.get(name)
            _cell(sheet, line, column, row[name], place, wrapped)
    if not names:
        names = list(columns)
        _head(sheet, names, bold)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, line, len(names) - 1)


def _head(sheet: Any, names: Sequence[str], bold: Any) -> None:
    for column, name in enumerate(names):
        sheet.set_column(column, column, _WIDE.get(name, 14))
        sheet.write_string(0, column, name, bold)


def _cell(sheet: Any, line: int, column: int, value: Any, place: str | None, wrapped: Any) -> None:
    """One cell; ``place`` is where in the page it leads."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(line, column, value)
    elif place is not None and line <= _LINKED:
        sheet.write_url(line, column, f"external:{PAGE}#{place}", string=str(value))
    else:
        text = value if isinstance(value, str) else str(value)
        sheet.write_string(line, column, text[:_LONGEST], wrapped)
