"""The event row as SQL over the stored files: each column where the mapping says it stands."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from pathlib import Path

import duckdb

from grounds.events.engine import parquet, quoted
from grounds.events.mapping import Mapping, Side
from grounds.events.rowform import KILLED

#: What own columns begin with in the stored files.
OWN = "own."
_FIGURES = {"lat": "DOUBLE", "lon": "DOUBLE", **dict.fromkeys(("killed_low", "killed_best", "killed_high"), "BIGINT")}
_WORKED_OUT = (
    *("type", "violence_type", "directed", "from", "to", "date_precision", "place_precision", "clarity"),
    "line",
)
_SIDE = "STRUCT(side VARCHAR, name VARCHAR, id VARCHAR, actor VARCHAR)"


def own_columns(engine: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> dict[str, str]:
    """The own columns of stored files with their SQL types."""
    relation = engine.sql(f"SELECT * FROM {parquet(paths)}")
    named = zip(relation.columns, relation.types, strict=True)
    return {name.removeprefix(OWN): str(kind) for name, kind in named if name.startswith(OWN)}


def field_sql(mapping: Mapping, name: str, own: Dict[str, str]) -> str:
    """One column of the event row but sides, country and own."""
    if name in _WORKED_OUT:
        return quoted(name)
    field = mapping.fields.get(name)
    kind = _FIGURES.get(name, "VARCHAR")
    used = [column for column in field.used if column in own] if field else []
    if field is None or not used:
        value = quoted(str(field.value), "'") if field is not None and field.value is not None else "NULL"
        return f"CAST({value} AS {kind})"
    if field.columns:
        return f"concat_ws('-', {', '.join(f'coalesce({text_sql(c)}, $$none$$)' for c in field.columns if c in own)})"
    return text_sql(used[0]) if kind == "VARCHAR" else figure_sql(mapping, used[0], kind)


def figure_sql(mapping: Mapping, column: str, kind: str = "BIGINT") -> str:
    """A figure, nothing where the dataset writes "not known" as a figure."""
    cell = quoted(OWN + column)
    if mapping.unknown:
        cell = f"CASE WHEN {cell} NOT IN ({', '.join(mapping.unknown)}) THEN {cell} END"
    return f"CAST({cell} AS {kind})"


def killed_sql(mapping: Mapping, own: Dict[str, str]) -> str:
    """Deaths by category."""
    given = {of: column for of, column in mapping.killed.items() if column in own}
    cells = (f"{of} := {figure_sql(mapping, given[of]) if of in given else 'CAST(NULL AS BIGINT)'}" for of in KILLED)
    return f"struct_pack({', '.join(cells)})"


def own_sql(own: Dict[str, str]) -> str:
    """The own columns as one."""
    return f"struct_pack({', '.join(f'{quoted(name)} := {quoted(OWN + name)}' for name in own)})"


def sides_sql(mapping: Mapping, own: Dict[str, str], links: str) -> tuple[str, list[str]]:
    """The parties as a list, and the joins with the table ``links``, which leads from cells to names and actors."""
    lists, joins = [], []
    for number, side in enumerate(mapping.sides):
        if side.value is not None:
            lists.append(
                f"[{{'side': '{side.side}', 'name': {quoted(side.value, chr(39))}, 'id': NULL, 'actor': NULL}}]"
            )
        elif side.name is not None and side.name in own:
            table = f"side{number}"
            cell = f'{table}."column" = {number} AND {table}.cell = {text_sql(side.name)}'
            joins.append(f"LEFT JOIN {quoted(links)} {table} ON {cell}")
            lists.append(_parties(side, table, own))
    if not lists:
        return f"CAST([] AS {_SIDE}[])", []
    whole = lists[0] if len(lists) == 1 else f"list_concat({', '.join(lists)})"
    return f"CAST({whole} AS {_SIDE}[])", joins


def _parties(side: Side, table: str, own: Dict[str, str]) -> str:
    """One cell's names; the number in the dataset belongs to it where it holds one name."""
    number = (
        f"CASE WHEN len({table}.parties) = 1 THEN {text_sql(side.id)} END" if side.id in own and side.id else "NULL"
    )
    party = f"{{'side': '{side.side}', 'name': p.name, 'id': {number}, 'actor': p.actor}}"
    return f"coalesce(list_transform({table}.parties, lambda p: {party}), [])"


def text_sql(column: str) -> str:
    """A cell as text, nothing where it holds none."""
    return f"nullif(trim(CAST({quoted(OWN + column)} AS VARCHAR)), '')"
