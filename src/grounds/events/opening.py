"""CSV, tab-separated, Excel and Parquet files as pieces of the dataset's own columns, each row with its line."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from grounds.events.faults import Fault
from grounds.events.feed import BLOCK, Dialect, Feed, blocks, digest_of
from grounds.events.heading import Heading, heading_of
from grounds.events.mapping import Kind, Mapping
from grounds.model.errors import BrokenFile, EmptyFile, GroundsError, UnreadableFile

#: The types of own columns.
TYPES: dict[Kind, pl.DataType] = {"integer": pl.Int64(), "number": pl.Float64(), "text": pl.String()}
_PARQUET_ROWS = 50_000
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


@dataclass(frozen=True)
class Piece:
    """Some rows: their own columns, and a column ``line``. Values that are not of the type of their column are null
    there and told in ``_misread``. ``blanks`` are the lines of rows without any value, which were passed over."""

    frame: pl.DataFrame
    faults: tuple[Fault, ...] = ()
    blanks: tuple[int, ...] = ()


class NotOfType(Exception):
    """A column that nothing is made of holds a value of another type than its mapping says: it is text, then."""

    def __init__(self, column: str) -> None:
        self.column = column
        super().__init__(column)


class Table:
    """A file of rows, opened: its heading, its pieces in order, and, when they are read, its digest."""

    def __init__(self, path: Path, mapping: Mapping, encoding: str | None = None) -> None:
        if not path.is_file():
            raise UnreadableFile("is no file", place=str(path), remedy="give a CSV, Excel or Parquet file")
        self.path, self.mapping = path, mapping
        self._encoding = encoding or mapping.encoding
        self._feed: Feed | None = None
        self.form = _form(path)
        self.heading = self._first_heading()
        #: The types of its own columns; those of a Parquet file that the mapping does not know keep theirs.
        self.schema = {**{n: TYPES[t] for n, t in self.heading.types.items()}, **self._kept_types()}

    def as_text(self, column: str) -> None:
        """Take a column for text, whatever its mapping says."""
        self.schema[column] = pl.String()

    def pieces(self) -> Iterator[Piece]:
        """Its rows, but for those without any value, of which the lines are told. Raises :class:`NotOfType`."""
        found: Iterator[Piece]
        if self.form == "text":
            found = self._of_text()
        elif self.form == "parquet":
            found = self._of_parquet()
        else:
            found = iter([self._of_workbook()])
        for piece in found:
            frame, blanks = _without_blanks(piece.frame, self.heading.names)
            yield Piece(frame, piece.faults, tuple(sorted((*piece.blanks, *blanks))))

    def digest(self) -> str:
        """The SHA-256 of the file."""
        return self._feed.digest() if self._feed is not None else digest_of(self.path)

    def _first_heading(self) -> Heading:
        if self.form == "text":
            with Feed(self.path, self._encoding) as feed:
                self._dialect, first = _dialect(feed, self.mapping)
        elif self.form == "parquet":
            first = list(_parquet_schema(self.path))
        else:
            self._sheet = _sheet(self.path)
            first = self._sheet.columns
        return heading_of(first, self.mapping, str(self.path))

    def _kept_types(self) -> dict[str, pl.DataType]:
        if self.form != "parquet":
            return {}
        given = zip(self.heading.names, _parquet_schema(self.path).values(), strict=True)
        return {name: kind for name, kind in given if name not in self.mapping.columns}

    # ---------------------------------------------------------------------------------------------------- text

    def _of_text(self) -> Iterator[Piece]:
        with Feed(self.path, self._encoding) as feed:
            self._feed = feed
            if not self.heading.is_headless:
                _first_record(feed, self._dialect)
            for block in blocks(feed, self._dialect, len(self.heading.names), BLOCK):
                frame = self._parsed(block.data) if len(block.lines) else self._blank()
                if len(frame) != len(block.lines):
                    raise BrokenFile("its quotes do not close", place=str(self.path), remedy="check its quotes")
                numbered = frame.with_columns(line=pl.Series(block.lines, dtype=pl.UInt32))
                yield Piece(numbered, block.faults, block.blanks)

    def _blank(self) -> pl.DataFrame:
        blank = pl.DataFrame(schema=dict.fromkeys(self.heading.names, pl.String))
        return _typed(blank, self.schema, self.mapping)

    def _parsed(self, data: bytes) -> pl.DataFrame:
        try:
            parsed = self._polars(data, self.schema)
        except pl.exceptions.PolarsError:  # some value is of another type than its column
            return _typed(self._texts(data), self.schema, self.mapping)
        return parsed.with_columns(pl.col(pl.Float64).fill_nan(None), _misread=pl.lit(None, pl.String))

    def _texts(self, data: bytes) -> pl.DataFrame:
        try:
            return self._polars(data, dict.fromkeys(self.schema, pl.String()))
        except pl.exceptions.PolarsError as error:
            raise _broken(self.path, error) from error

    def _polars(self, data: bytes, schema: dict[str, pl.DataType]) -> pl.DataFrame:
        return pl.read_csv(
            data,
            has_header=False,
            schema=schema,
            separator=self._dialect.separator,
            quote_char='"' if self._dialect.quoted else None,
            null_values=list(self.mapping.nulls) or None,
        )

    # ------------------------------------------------------------------------------------------ other forms

    def _of_parquet(self) -> Iterator[Piece]:
        try:
            source = pl.scan_parquet(self.path).rename(self._renaming(_parquet_schema(self.path)))
            before = 0
            for frame in source.collect_batches(chunk_size=_PARQUET_ROWS, maintain_order=True):
                yield self._numbered(frame, before, first=1)
                before += len(frame)
        except pl.exceptions.PolarsError as error:
            raise _broken(self.path, error) from error

    def _of_workbook(self) -> Piece:
        return self._numbered(self._sheet.rename(self._renaming(self._sheet.columns)), 0, first=2)

    def _renaming(self, columns: object) -> dict[str, str]:
        return dict(zip(columns, self.heading.names, strict=True))  # type: ignore[call-overload]

    def _numbered(self, frame: pl.DataFrame, before: int, *, first: int) -> Piece:
        typed = _typed(frame, self.schema, self.mapping)
        return Piece(typed.with_row_index("line", offset=before + first))


def _without_blanks(frame: pl.DataFrame, names: Sequence[str]) -> tuple[pl.DataFrame, list[int]]:
    """Rows that have a value, and the lines of the others: programs write blank ones behind the last."""
    blank = [pl.col(n).is_null() | (pl.col(n).cast(pl.String) == "") for n in names]
    if not frame.select(blank[0].any()).item():  # as a rule the first column tells it
        return frame, []
    is_blank = pl.all_horizontal(*blank, pl.col("_misread").is_null())
    return frame.filter(~is_blank), frame.filter(is_blank)["line"].to_list()


def _form(path: Path) -> str:
    suffix = path.suffix.lower()
    return "parquet" if suffix in {".parquet", ".pq"} else "workbook" if suffix in _WORKBOOKS else "text"


def _parquet_schema(path: Path) -> pl.Schema:
    try:
        return pl.scan_parquet(path).collect_schema()
    except pl.exceptions.PolarsError as error:
        raise _broken(path, error) from error


def _broken(path: Path, error: Exception) -> BrokenFile:
    told = " ".join(str(error).split())
    return BrokenFile(f"cannot be read ({told:.120})", place=str(path), remedy="get it again")


def _dialect(feed: Feed, mapping: Mapping) -> tuple[Dialect, list[str]]:
    """How the file is written, and its first record."""
    line = feed.next_line()
    feed.give_back(line)
    if not line.strip():
        raise EmptyFile("begins with a blank line", place=str(feed.path), remedy="give a table with a heading")
    counts = {s: line.count(s.encode()) for s in (",", "\t", ";", "|")}
    likely = max(counts, key=lambda s: counts[s])
    dialect = Dialect(separator=mapping.separator or likely, quoted=mapping.quoted)
    return dialect, _first_record(feed, dialect)


def _first_record(feed: Feed, dialect: Dialect) -> list[str]:
    line = feed.next_line()
    while dialect.quoted and line.count(b'"') % 2 and (more := feed.next_line()):
        line += more
    feed.line += line.count(b"\n")
    text = line.decode("utf-8", "replace").rstrip("\r\n")
    return next(dialect.reader(io.StringIO(text, newline="")), [])


def _sheet(path: Path) -> pl.DataFrame:
    """The first sheet, all as text: days and figures are as the cells show them to a program."""
    import fastexcel

    try:
        sheet = fastexcel.read_excel(path).load_sheet(0, dtypes="string")
    except fastexcel.FastExcelError as error:
        told = " ".join(str(error).split())
        raise BrokenFile(f"is no workbook ({told:.120})", place=str(path), remedy="save it again as xlsx") from error
    except OSError as error:
        raise GroundsError(f"cannot be read ({error})", place=str(path), remedy="check name and rights") from error
    return sheet.to_polars()


def _typed(frame: pl.DataFrame, schema: dict[str, pl.DataType], mapping: Mapping) -> pl.DataFrame:
    """Columns cast to their types; what cannot be is told in ``_misread`` where an event row is made of it. Raises
    :class:`NotOfType` where it is not."""
    told: list[pl.Series] = []
    for name, wanted in schema.items():
        given = frame.schema[name]
        if given == wanted and not wanted.is_float():
            continue
        if wanted == pl.String or (given.is_numeric() and not (given.is_float() and wanted.is_integer())):
            frame = frame.with_columns(pl.col(name).fill_nan(None) if given.is_float() else pl.col(name).cast(wanted))
            continue
        cast = _as_integer(name) if wanted.is_integer() else _cell(name).cast(wanted, strict=False)
        cells = frame.select(given=_cell(name), cast=cast)
        wrong = cells["given"].is_not_null() & cells["cast"].is_null()
        if wrong.any():
            if name not in mapping.used:
                raise NotOfType(name)
            what = "whole number" if wanted.is_integer() else "number"
            told.append(cells.select(t=pl.when(wrong).then(pl.format(f"{name} is no {what}: {{}}", "given")))["t"])
        frame = frame.with_columns(cells["cast"].alias(name))
    if not told:
        return frame.with_columns(_misread=pl.lit(None, pl.String))
    joined = pl.concat_str(*told, separator="; ", ignore_nulls=True)
    return frame.with_columns(_misread=pl.when(joined != "").then(joined))


#: What stands in cells of figures for "nothing here".
_NOTHING = ("", "NA", "N/A", "NULL", "null", "nan", "NaN", ".", "None")


def _cell(name: str) -> pl.Expr:
    text = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.when(~text.is_in(_NOTHING)).then(text)


def _as_integer(name: str) -> pl.Expr:
    """Also of "3.0", which is how many programs write whole numbers of a column with blanks."""
    cell = _cell(name)
    figure = cell.cast(pl.Float64, strict=False)
    whole = pl.when(figure == figure.round()).then(figure).cast(pl.Int64, strict=False)
    return pl.coalesce(cell.cast(pl.Int64, strict=False), whole)
