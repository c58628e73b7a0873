"""A file into the tables: in pieces, column by column, with memory that does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from grounds.events.columns import Columns
from grounds.events.faults import Fault, blank_runs, parted
from grounds.events.feed import digest_of
from grounds.events.mapping import Mapping
from grounds.events.opening import NotOfType, Piece, Table
from grounds.events.repeats import take_out_repeats
from grounds.events.store import Part, Store
from grounds.model.errors import BrokenFile, EmptyFile, GroundsError, UsageError


@dataclass(frozen=True)
class Added:
    """What an import did: the part as it is now, the rows that were left out, whether the file was in already, and the
    rows without any value, which are no fault; each entry tells a run of them."""

    part: Part
    faults: tuple[Fault, ...] = ()
    was_in: bool = False
    blanks: tuple[Fault, ...] = ()


def import_file(
    store: Store,
    path: Path,
    mapping: Mapping,
    *,
    release: str | None = None,
    encoding: str | None = None,
    accessed: str | None = None,
) -> Added:
    """Import a file of a dataset. Where no release is given or told by the file's name, its content names one.

    ``accessed`` is the day on which the file was got (YYYY-MM-DD), today where none is given. Raises an
    :class:`~grounds.model.errors.InputError` or :class:`~grounds.model.errors.MappingError` where the file as a whole
    cannot be one of the dataset; rows that cannot be right are listed in what it gives.
    """
    day = _day(accessed)
    table = Table(path, mapping, encoding)
    name = release or mapping.release_of(path.name) or f"file-{digest_of(path)[:8]}"
    folder = store.place(mapping.dataset, name)
    others = [part.path for part in store.parts(mapping.dataset, name)]
    if others and (known := store.has(mapping.dataset, name, digest_of(path))):
        return Added(known, was_in=True)
    goal = folder / f".{path.name[:40]}.importing"
    try:
        rows = _write(table, goal)
        repeats = take_out_repeats(goal, others, mapping)
        faults = sorted([*rows.faults, *repeats.faults], key=lambda f: f.line)
        sha256 = table.digest()
        part = Part(
            dataset=mapping.dataset,
            release=name,
            file=path.name,
            sha256=sha256,
            rows=rows.good - repeats.taken,
            bad=len(faults),
            blank=len(rows.blanks),
            known=repeats.known,
            imported=datetime.now(UTC).isoformat(timespec="seconds"),
            accessed=day,
            columns={n: table.heading.types[n] for n in table.heading.names},
            lacking=table.heading.lacking,
            mapping=mapping.raw,
            path=folder / f"{sha256[:16]}.parquet",
        )
        goal.replace(part.path)
        blanks = tuple(blank_runs(rows.blanks))
        listed = sorted([*faults, *blanks], key=lambda f: f.line)
        return Added(store.keep(part, listed), tuple(faults), blanks=blanks)
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise GroundsError(problem, place=str(folder), remedy="make room, or give another --ledger") from error
    finally:
        goal.unlink(missing_ok=True)
        with suppress(OSError):  # a folder that holds something stays
            folder.rmdir()


def _day(accessed: str | None) -> str:
    try:
        return (date.fromisoformat(accessed) if accessed else date.today()).isoformat()
    except ValueError as error:
        raise UsageError(f"--accessed {accessed!r} is no day", remedy="give it as YYYY-MM-DD") from error


@dataclass
class _Rows:
    """What is learnt on the way through the file."""

    faults: list[Fault] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)
    good: int = 0
    error: Exception | None = None


def _write(table: Table, goal: Path) -> _Rows:
    """The file's rows as Parquet; begins again where a column turns out to be text."""
    while True:
        try:
            rows = _write_once(table, goal)
            break
        except NotOfType as found:
            table.as_text(found.column)
    if not rows.good and rows.faults:
        first = rows.faults[0]
        problem = f"none of its {len(rows.faults)} rows can be right; line {first.line} {first.problem}"
        raise BrokenFile(problem, place=str(table.path), remedy="check --dataset and the file")
    if not rows.good:
        raise EmptyFile("has no rows", place=str(table.path), remedy="give a table with rows")
    return rows


def _write_once(table: Table, goal: Path) -> _Rows:
    columns = Columns(table.mapping, table.schema)
    rows = _Rows()

    def frames(*_: object) -> Iterator[pl.DataFrame]:
        try:
            for piece in table.pieces():
                yield _good(piece, columns, rows)
        except (GroundsError, NotOfType) as error:
            rows.error = error  # raised by us when Polars has let go of the file

    source = register_io_source(frames, schema=columns.stored())
    source.sink_parquet(goal, compression="zstd", compression_level=1, statistics=True)
    if rows.error is not None:
        raise rows.error
    return rows


def _good(piece: Piece, columns: Columns, rows: _Rows) -> pl.DataFrame:
    good, faults = parted(columns.worked_out(piece.frame), tuple(columns.mapping.killed))
    rows.faults += sorted([*piece.faults, *faults], key=lambda f: f.line)
    rows.blanks += piece.blanks
    rows.good += len(good)
    return columns.kept(good)
