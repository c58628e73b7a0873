"""Ids that come twice: in one file, or in a file and the release that it is added to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from grounds.events.engine import connected, parquet, quoted
from grounds.events.faults import Fault
from grounds.events.mapping import Mapping
from grounds.events.sql import OWN, field_sql, own_columns


@dataclass(frozen=True)
class Repeated:
    """How many rows were taken out; ``known`` of them are in the release already, just as they are."""

    taken: int = 0
    known: int = 0
    faults: tuple[Fault, ...] = ()


def take_out_repeats(path: Path, others: Sequence[Path], mapping: Mapping) -> Repeated:
    """Take out of a file of rows what repeats an earlier id, or what the other files have."""
    with connected() as engine:
        doubles = _doubles(engine, _with_id(engine, path, mapping))
        known, differing = _known(engine, path, others, mapping)
        dropped = sorted({*(line for line, _, _ in doubles), *(line for line, _ in (*known, *differing))})
        if not dropped:
            return Repeated()
        _rewrite(engine, path, dropped)
    faults = [Fault(line, f"repeats the id {i!r} of line {first}", i) for line, i, first in doubles]
    seen = {fault.line for fault in faults}
    told = "has an id that this release has already, with other values"
    faults += [Fault(line, told, i) for line, i in differing if line not in seen]
    return Repeated(len(dropped), len(dropped) - len(faults), tuple(faults))


def _doubles(engine: duckdb.DuckDBPyConnection, rows: str) -> list[tuple[int, str, int]]:
    """Line, id and the line that has it first."""
    distinct = engine.execute(f"SELECT count(*) = count(DISTINCT source_id) FROM {rows}").fetchone()
    if distinct and distinct[0]:
        return []
    return engine.execute(
        f"""SELECT line, source_id, first FROM (
              SELECT line, source_id, min(line) OVER (PARTITION BY source_id) AS first FROM {rows}
              WHERE source_id IN (SELECT source_id FROM {rows} GROUP BY 1 HAVING count(*) > 1))
            WHERE line > first ORDER BY line"""
    ).fetchall()


def _with_id(engine: duckdb.DuckDBPyConnection, path: Path, mapping: Mapping) -> str:
    """A file of rows, with the id of each."""
    source_id = field_sql(mapping, "source_id", own_columns(engine, [path]))
    return f"(SELECT *, {source_id} AS source_id FROM {parquet([path])})"


def _known(
    engine: duckdb.DuckDBPyConnection, path: Path, others: Sequence[Path], mapping: Mapping
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Lines and ids of rows that other files have: just so, and with other values."""
    same: list[tuple[int, str]] = []
    differing: list[tuple[int, str]] = []
    for other in others:
        equal = " AND ".join(_equal(own_columns(engine, [path]), own_columns(engine, [other]))) or "true"
        found = engine.execute(
            f"""SELECT n.line, n.source_id, {equal} FROM {_with_id(engine, path, mapping)} n
                JOIN {_with_id(engine, other, mapping)} e ON n.source_id = e.source_id ORDER BY 1"""
        ).fetchall()
        for line, source_id, is_same in found:
            (same if is_same else differing).append((line, source_id))
    return same, differing


def _equal(mine: dict[str, str], theirs: dict[str, str]) -> list[str]:
    """The own columns that both files have, compared as text, as one file may have typed them otherwise."""
    both = [quoted(OWN + name) for name in mine if name in theirs]
    return [f"CAST(n.{c} AS VARCHAR) IS NOT DISTINCT FROM CAST(e.{c} AS VARCHAR)" for c in both]


def _rewrite(engine: duckdb.DuckDBPyConnection, path: Path, dropped: list[int]) -> None:
    rest = path.with_name(f"{path.name}.rest")
    try:
        engine.execute("CREATE TEMP TABLE dropped AS SELECT unnest($1::BIGINT[]) AS line", [dropped])
        engine.execute(
            f"""COPY (SELECT * FROM {parquet([path])} WHERE line NOT IN (SELECT line FROM dropped))
                TO {quoted(str(rest), "'")} (FORMAT parquet, COMPRESSION zstd)"""
        )
        rest.replace(path)
    finally:
        rest.unlink(missing_ok=True)
