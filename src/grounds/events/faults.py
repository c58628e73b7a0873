"""Rows that cannot be right: which, where, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was left out. ``line`` is the line it begins on (of a workbook or Parquet file its row)."""

    line: int
    problem: str
    source_id: str | None = None

    def record(self) -> dict[str, object]:
        """The fault as a row."""
        return {"line": self.line, "source_id": self.source_id, "problem": self.problem}


def blank_runs(lines: Iterable[int]) -> Iterator[Fault]:
    """Rows without any value, those on lines that follow each other as one entry: a workbook may have a million."""
    run: list[int] = []
    for line in lines:
        if run and line == run[-1] + 1:
            run[1:] = [line]
            continue
        yield from _blank_run(run)
        run = [line]
    yield from _blank_run(run)


def _blank_run(run: list[int]) -> Iterator[Fault]:
    if run:
        more = f", with the {run[-1] - run[0]} behind it" if len(run) > 1 else ""
        yield Fault(run[0], f"holds no value{more}; passed over")


def tests(killed: Sequence[str]) -> list[tuple[polars.Expr, str]]:
    """What no row may be, and how it is told; ``{name}`` stands for the row's value. Blank values are no fault, but for
    the id and the day. ``killed`` are the categories of deaths that the dataset tells apart."""
    import polars as pl

    c = pl.col
    ranges = [(c(name) < 0, f"{name} is negative: {{{name}}}") for name in ("killed_low", "killed_best", "killed_high")]
    return [
        (c("source_id").is_null(), "has no id"),
        (c("from").is_null() & c("_from_told").is_null(), "has no day"),
        (c("from").is_null() & c("_from_told").is_not_null(), "its day is none: {_from_told}"),
        (c("to").is_null() & c("_to_told").is_not_null(), "its last day is none: {_to_told}"),
        (c("from") > c("to"), "begins on {from}, after it ends on {to}"),
        (~c("lat").is_between(-90, 90), "its latitude is impossible: {lat}"),
        (~c("lon").is_between(-180, 180), "its longitude is impossible: {lon}"),
        (c("lat").is_null() != c("lon").is_null(), "has half a coordinate: {lat}, {lon}"),
        *ranges,
        *((c(f"killed_{of}") < 0, f"deaths of {of} are negative: {{killed_{of}}}") for of in killed),
        (c("killed_low") > c("killed_high"), "its low estimate {killed_low} is over the high one {killed_high}"),
    ]


def parted(frame: polars.DataFrame, killed: Sequence[str]) -> tuple[polars.DataFrame, list[Fault]]:
    """The rows that may be right, and the faults of the others; ``frame`` has the core columns, ``line`` and
    ``_misread`` (what could not be read as the type of its column)."""
    import polars as pl

    listed = tests(killed)
    wrong = [test.fill_null(False) for test, _ in listed]
    mask = frame.select(bad=pl.any_horizontal(*wrong, pl.col("_misread").is_not_null()))["bad"]
    if not mask.any():
        return frame, []
    bad = frame.filter(mask)
    told = bad.select(test.alias(str(n)) for n, test in enumerate(wrong))
    words = [told for _, told in listed]
    faults = [
        Fault(row["line"], "; ".join(_told(row, words, found)), row["source_id"])
        for row, found in zip(bad.iter_rows(named=True), told.iter_rows(), strict=True)
    ]
    return frame.filter(~mask), faults


def _told(row: dict[str, object], words: Sequence[str], found: tuple[bool, ...]) -> Iterator[str]:
    """What could not be read comes first; half a coordinate is then no news."""
    if row["_misread"] is not None:
        yield str(row["_misread"])
    for phrase, is_so in zip(words, found, strict=True):
        if is_so and not (row["_misread"] is not None and phrase.startswith("has half")):
            yield phrase.format(**row)
