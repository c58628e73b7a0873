"""What changed from one release of a dataset to another: rows added, removed and changed, and what that does to the
deaths of each country and year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from grounds.events.store import Release

#: What a change may be in, and the columns of the event row that tell it.
_ASPECTS = {
    "what": ("type", "violence_type", "directed", "clarity"),
    "who": ("names",),
    "when": ("from", "to", "date_precision"),
    "where": ("lat", "lon", "place_precision", "country", "admin1"),
    "how_many": ("killed_low", "killed_best", "killed_high", "killed"),
}
#: Names and not actors are compared: a better catalogue is no change of the dataset.
_NAMES = "list_sort(list_transform(sides, lambda s: s.side || ':' || s.name)) AS names"


@dataclass(frozen=True)
class Difference:
    """Two releases compared by the dataset's ids. ``rows`` are the differences one by one: ``change`` is added, removed
    or changed, ``in`` names the aspects, ``before`` and ``after`` the values of those columns that differ. ``deaths``
    has a row for each country and year in which the number of events or the best estimate of deaths differs."""

    old: str
    new: str
    unchanged: int
    rows: list[dict[str, Any]]
    deaths: list[dict[str, Any]]

    def number(self, change: str) -> int:
        """How many rows were added, removed or changed."""
        return sum(row["change"] == change for row in self.rows)


def difference(engine: duckdb.DuckDBPyConnection, old: Release, new: Release) -> Difference:
    """Compare the views ``old`` and ``new``."""
    for name in ("old", "new"):
        engine.execute(f"CREATE TEMP TABLE {name}_rows AS SELECT *, {_NAMES} FROM {name}")
    rows = [*_on_one_side(engine, "added"), *_on_one_side(engine, "removed"), *_changed(engine)]
    both = engine.execute("SELECT count(*) FROM old_rows JOIN new_rows USING (source_id)").fetchone()
    changed = sum(row["change"] == "changed" for row in rows)
    order = {"added": 0, "removed": 1, "changed": 2}
    rows.sort(key=lambda row: (order[row["change"]], row["country"] or "", row["year"] or 0, row["source_id"]))
    return Difference(old.release, new.release, (both[0] if both else 0) - changed, rows, _deaths(engine))


def _on_one_side(engine: duckdb.DuckDBPyConnection, change: str) -> list[dict[str, Any]]:
    here, there = ("new", "old") if change == "added" else ("old", "new")
    found = engine.execute(
        f"""SELECT source_id, country, year("from") AS year, killed_best AS deaths FROM {here}_rows
            WHERE source_id NOT IN (SELECT source_id FROM {there}_rows) ORDER BY source_id"""
    )
    named = _named(found)
    sides = ("before", "after") if change == "removed" else ("after", "before")
    return [
        {
            **{k: row[k] for k in ("source_id", "country", "year")},
            "change": change,
            "in": [],
            sides[0]: {"killed_best": row["deaths"]},
            sides[1]: {},
        }
        for row in named
    ]


def _changed(engine: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    columns = [column for listed in _ASPECTS.values() for column in listed]
    unlike = " OR ".join(f'o."{c}" IS DISTINCT FROM n."{c}"' for c in columns)
    told = ", ".join(f'o."{c}" AS "old {c}", n."{c}" AS "new {c}"' for c in columns)
    found = engine.execute(
        f"""SELECT source_id, n.country, year(n."from") AS year, {told}
            FROM old_rows o JOIN new_rows n USING (source_id) WHERE {unlike}"""
    )
    return [_change(row) for row in _named(found)]


def _change(row: dict[str, Any]) -> dict[str, Any]:
    aspects: list[str] = []
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for aspect, columns in _ASPECTS.items():
        unlike = [c for c in columns if row[f"old {c}"] != row[f"new {c}"]]
        aspects += [aspect] if unlike else []
        before.update((c, row[f"old {c}"]) for c in unlike)
        after.update((c, row[f"new {c}"]) for c in unlike)
    plain = {k: row[k] for k in ("source_id", "country", "year")}
    return {**plain, "change": "changed", "in": aspects, "before": before, "after": after}


def _deaths(engine: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    counted = 'SELECT country, year("from") AS year, count(*) AS events, sum(killed_best)::BIGINT AS deaths FROM'
    found = engine.execute(
        f"""SELECT coalesce(n.country, o.country) AS country, coalesce(n.year, o.year) AS year,
                   o.events AS events_before, n.events AS events_after, o.deaths AS deaths_before,
                   n.deaths AS deaths_after
            FROM ({counted} old_rows GROUP BY ALL) o
            FULL JOIN ({counted} new_rows GROUP BY ALL) n
              ON o.country IS NOT DISTINCT FROM n.country AND o.year = n.year
            WHERE o.events IS DISTINCT FROM n.events OR o.deaths IS DISTINCT FROM n.deaths
            ORDER BY ALL"""
    )
    return _named(found)


def _named(found: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
