"""The window-and-taxonomy method of matching event datasets, written down after its description.

Donnay, Dunford, McGrath, Backer and Cunningham, 2019, Integrating Conflict Event Data, Journal of Conflict Resolution
63(5) (MELTT). Rows of two datasets are candidates where they lie within a window of days and kilometres. Each is sorted
by taxonomies, which are lists of levels from the finest to the coarsest; rows may match where every taxonomy agrees at
some level, and match the better the finer the level is. Of several candidates the one with the best score is taken,
one to one, and among equals the one nearest in time, then in space. Taxonomies here: actors (both parties, one, any),
kind of event (type, any) and precision of the place (settlement, any), as the method's authors have them.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

_KM_A_DEGREE = 111.2


@dataclass(frozen=True)
class Window:
    """How far rows may lie apart."""

    days: int = 2
    km: float = 25.0


def by_window(engine: duckdb.DuckDBPyConnection, window: Window) -> set[tuple[str, str]]:
    """Pairs of ids of the views ``one`` and ``other``."""
    degrees = max(window.km / _KM_A_DEGREE * 2, 0.05)
    cells = (
        f"date_diff('day', DATE '1900-01-01', \"from\") // {window.days + 1} AS tb, "
        f"floor(lat / {degrees})::INTEGER AS yb, floor(lon / {degrees})::INTEGER AS xb"
    )
    around = "unnest([-1, 0, 1])"
    chosen = engine.execute(
        f"""
        WITH l AS (SELECT *, {cells} FROM one),
        r AS (
          SELECT * REPLACE (tb + dt AS tb, yb + dy AS yb, xb + dx AS xb)
          FROM (SELECT *, {cells} FROM other), (SELECT {around} AS dt), (SELECT {around} AS dy), (SELECT {around} AS dx)
        ),
        near AS (
          SELECT l.source_id AS i, r.source_id AS j, abs(date_diff('day', l."from", r."from")) AS days,
            {_KM_A_DEGREE} * sqrt(pow(l.lat - r.lat, 2) + pow((l.lon - r.lon) * cos(radians(l.lat)), 2)) AS km,
            len(list_intersect(list_transform(l.sides, lambda s: s.actor), list_transform(r.sides, lambda s: s.actor)))
            AS shared, l.type = r.type AS same_type, l.place_precision = r.place_precision AS same_precision
          FROM l JOIN r USING (tb, yb, xb)
        )
        SELECT i, j FROM near WHERE days <= {window.days} AND km <= {window.km}
        ORDER BY (CASE shared WHEN 0 THEN 2 WHEN 1 THEN 1 ELSE 0 END) / 2.0 + (NOT same_type)::INTEGER
          + (NOT same_precision)::INTEGER, days, km, i, j"""
    )
    taken_i: set[str] = set()
    taken_j: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    while part := chosen.fetchmany(100_000):
        for i, j in part:
            if i not in taken_i and j not in taken_j:
                taken_i.add(i)
                taken_j.add(j)
                pairs.add((i, j))
    return pairs
