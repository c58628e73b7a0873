"""A release as a DuckDB view in the form of the event row."""

from __future__ import annotations

import duckdb

from grounds.events.engine import parquet, quoted
from grounds.events.links import Linked
from grounds.events.rowform import EVENT_ROW
from grounds.events.sql import field_sql, killed_sql, own_columns, own_sql, sides_sql, text_sql
from grounds.events.store import Release


def show(engine: duckdb.DuckDBPyConnection, name: str, release: Release, links: Linked) -> None:
    """Make the view ``name`` of a release's rows."""
    paths = [part.path for part in release.parts]
    own = own_columns(engine, paths)
    mapping = release.mapping
    sides, joins = sides_sql(mapping, own, f"{name}_sides")
    made = {
        "dataset": quoted(release.dataset, "'"),
        "release": quoted(release.release, "'"),
        "sides": sides,
        "country": "NULL::VARCHAR",
        "killed": killed_sql(mapping, own),
        "licence": quoted(mapping.terms.licence, "'"),
        "own": own_sql(own),
    }
    told = mapping.fields.get("country")
    if told is not None and told.column in own:
        made["country"] = "land.country"
        joins.append(
            f"LEFT JOIN {_table(engine, name, 'countries', links)} land ON land.cell = {text_sql(told.column)}"
        )
    _table(engine, name, "sides", links)
    columns = ", ".join(f"{made.get(c) or field_sql(mapping, c, own)} AS {quoted(c)}" for c in EVENT_ROW)
    rows = f"{parquet(paths)} events"
    engine.execute(f"CREATE VIEW {quoted(name)} AS SELECT {columns}, line FROM {rows} {' '.join(joins)}")


def _table(engine: duckdb.DuckDBPyConnection, name: str, what: str, links: Linked) -> str:
    """One of the tables of links, in memory: it is small."""
    table = quoted(f"{name}_{what}")
    path = links.sides if what == "sides" else links.countries
    engine.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} AS SELECT * FROM {parquet([path])}")
    return table
