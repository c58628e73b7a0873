"""What is worked out of a dataset's own columns when a file comes in: days, codes, and what is checked.

Figures, coordinates and words are not written a second time: ``sql`` takes them from the own columns when they are
asked for. Written are only the columns that need working out, which are short lists of values and take next to no room.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Dict
from typing import Any

import polars as pl

from grounds.events.mapping import Field, Mapping

#: The columns that are worked out, with their types.
WRITTEN: dict[str, Any] = {
    "line": pl.UInt32,
    **dict.fromkeys(("type", "violence_type"), pl.String),
    "directed": pl.Boolean,
    **dict.fromkeys(("from", "to"), pl.Date),
    **dict.fromkeys(("date_precision", "place_precision", "clarity"), pl.String),
}
_CODED = ("type", "violence_type", "directed", "date_precision", "place_precision", "clarity")
_CHECKED = ("lat", "lon", "killed_low", "killed_best", "killed_high")
_ISO = "%Y-%m-%d"
_STEPS = {1: "1y", 2: "1mo", 3: "1d"}
_PRECISION = {0: None, 1: "year", 2: "month", 3: "day"}
Values = dict[str, "pl.Expr | pl.Series"]


class Columns:
    """The columns of one mapping for files with certain own columns, and their types."""

    def __init__(self, mapping: Mapping, own: Dict[str, Any]) -> None:
        self.mapping = mapping
        self.own = dict(own)

    def stored(self) -> pl.Schema:
        """The columns of the Parquet file: own ones begin with "own." (a struct of them would take twice as long)."""
        return pl.Schema({**WRITTEN, **{f"own.{name}": kind for name, kind in self.own.items()}})

    def worked_out(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The columns to write, and those that are only checked."""
        written = {name: self._coded(name, frame) for name in _CODED}
        days = self._days(frame)
        own = [pl.col(name).alias(f"own.{name}") for name in self.own]
        return frame.select(*own, **self._checked(frame), **{**written, **days}, line="line", _misread="_misread")

    def kept(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The columns to write."""
        return frame.select(self.stored().names())

    # ----------------------------------------------------------------------------------------------- checked

    def _checked(self, frame: pl.DataFrame) -> Values:
        """Figures as numbers, the id as far as it must be there."""
        ids = [pl.col(c) for c in self.mapping.fields["source_id"].used if c in frame.columns]
        figures = {name: self._figure(self._column(name), frame) for name in _CHECKED}
        killed = {f"killed_{of}": self._figure(column, frame) for of, column in self.mapping.killed.items()}
        return {"source_id": pl.coalesce(i.cast(pl.String) for i in ids), **figures, **killed}

    def _column(self, name: str) -> str | None:
        field = self.mapping.fields.get(name)
        return field.column if field else None

    def _figure(self, column: str | None, frame: pl.DataFrame) -> pl.Expr:
        if column is None or column not in frame.columns:
            return pl.lit(None, pl.Float64)
        figure = pl.col(column)
        unknown = [float(u) for u in self.mapping.unknown]
        return pl.when(~figure.is_in(unknown)).then(figure) if unknown else figure

    # ------------------------------------------------------------------------------------------------- coded

    def _coded(self, name: str, frame: pl.DataFrame) -> pl.Expr:
        field, kind = self.mapping.fields.get(name), WRITTEN[name]
        told = []
        while field is not None:
            if field.value is not None:
                told.append(pl.lit(field.value, kind))
            elif field.column in frame.columns:
                told.append(_coded(field, kind, frame))
            field = field.otherwise
        return pl.coalesce(told) if told else pl.lit(None, kind)

    # -------------------------------------------------------------------------------------------------- days

    def _days(self, frame: pl.DataFrame) -> Values:
        """First and last day, what stands in the file for them, and how exactly they are known."""
        first, last = self.mapping.fields["from"], self.mapping.fields.get("to")
        if first.parts:
            told = dict(_of_parts(frame, [p for p in first.parts if p in frame.columns]))
            return {k: v for k, v in told.items() if k not in self.mapping.fields or k == "from"}
        begins = _day(frame, str(first.column), first.forms)
        found: Values = {"from": begins, "_from_told": pl.col(str(first.column)).cast(pl.String)}
        if last is None or last.column not in frame.columns:
            return {**found, "to": begins, "_to_told": pl.lit(None, pl.String)}
        ends = _day(frame, str(last.column), last.forms)
        return {**found, "to": ends, "_to_told": pl.col(str(last.column)).cast(pl.String)}


def _coded(field: Field, kind: Any, frame: pl.DataFrame) -> pl.Expr:
    """A code's value, nothing for a code that is not listed; codes in words are compared without case."""
    column, values = str(field.column), field.values
    dtype = frame.schema[column]
    if dtype.is_integer() and all(k.lstrip("-").isdigit() for k in values):
        return pl.col(column).replace_strict({int(k): v for k, v in values.items()}, default=None, return_dtype=kind)
    cell = pl.col(column).cast(pl.String).str.strip_chars().str.to_lowercase()
    if dtype.is_float():
        cell = cell.str.strip_suffix(".0")
    if not values:
        return pl.col(column).cast(kind)
    folded = {k.casefold(): v for k, v in values.items()}
    return cell.replace_strict(folded, default=None, return_dtype=kind)


def _day(frame: pl.DataFrame, column: str, forms: tuple[str, ...]) -> pl.Series:
    """A column of days; of a moment, the day that it begins with. Further forms are tried where earlier ones fail."""
    cells = frame[column]
    if cells.dtype.is_temporal():
        return cells.cast(pl.Date)
    cells = cells.cast(pl.String)
    found = cells.str.to_date((forms or (_ISO,))[0], strict=False)
    if found.null_count() == cells.null_count():
        return found  # as in nearly every file
    cells = cells.str.strip_chars()
    for form in forms or (_ISO,):
        read = (cells.str.slice(0, 10) if form == _ISO else cells).str.to_date(form, strict=False)
        found = found.zip_with(found.is_not_null(), read)
    return found


def _of_parts(frame: pl.DataFrame, parts: list[str]) -> Iterator[tuple[str, pl.Expr | pl.Series]]:
    """Days from year, month and day, where 0 or a blank is "not known": the first and last of what is."""
    cells = [pl.col(p).cast(pl.Int64, strict=False) for p in parts]
    known = [pl.when(cell > 0).then(cell) for cell in cells]
    depth = pl.sum_horizontal(
        pl.all_horizontal(k.is_not_null() for k in known[: n + 1]).cast(pl.Int8) for n in range(len(known))
    )
    filled = [known[0], *(k.fill_null(1) for k in known[1:]), *[pl.lit(1)] * (3 - len(known))]
    # a day that is none must stay none, where pl.date would fail the whole piece
    written = pl.format("{}-{}-{}", *(p.cast(pl.String).str.zfill(n) for p, n in zip(filled, (4, 2, 2), strict=True)))
    worked = frame.select(begins=written.str.to_date(_ISO, strict=False), depth=depth)
    end = pl.lit(None, pl.Date)
    for size, step in _STEPS.items():
        last = pl.col("begins").dt.offset_by(step).dt.offset_by("-1d")
        end = pl.when(pl.col("depth") == size).then(last).otherwise(end)
    yield "from", worked["begins"]
    yield "to", worked.select(end=end)["end"]
    told = pl.concat_str(*(c.cast(pl.String) for c in cells), separator="-", ignore_nulls=True)
    yield "_from_told", pl.when(known[0].is_not_null()).then(told)
    yield "_to_told", pl.lit(None, pl.String)
    yield "date_precision", worked["depth"].replace_strict(_PRECISION, return_dtype=pl.String)
