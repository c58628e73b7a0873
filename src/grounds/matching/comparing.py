"""Rows of two releases in the form in which they are compared, and pairs of them with the outcome of each comparison;
all in SQL, column by column.

Blocks are days and degrees: a pair is compared where both fall into one block or neighbouring ones. Rows that are known
no nearer than to a week or a division meet in large blocks, the rest in small ones, so that neither many exact rows nor
a few vague ones make too many pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from grounds.events.engine import quoted
from grounds.events.rowform import TYPES
from grounds.matching.data import settings

if TYPE_CHECKING:
    import duckdb
    import pyarrow

#: The features, in the order of a pattern's digits.
FEATURES = ("time", "place", "sides", "type", "deaths")
_KM_A_DEGREE = 111.2


def prepare(engine: duckdb.DuckDBPyConnection, name: str, view: str) -> None:
    """Make the table ``name`` of what is compared in the rows of ``view``; the table ``actors`` (actor, number, body)
    has a number for each actor and for the body that it stands within."""
    rules = settings("matching")
    slack, radius = (_cases(settings("rows")[key]) for key in ("slack_days", "radius_km"))
    slacked = f'CASE WHEN "to" IS NULL OR "to" = "from" THEN {slack("date_precision", 0)} ELSE 0 END'
    types = "[" + ", ".join(quoted(kind, "'") for kind in sorted(TYPES)) + "]"
    engine.execute(
        f"""CREATE TABLE {quoted(name)} AS
        WITH rows AS (
          SELECT (row_number() OVER () - 1)::INTEGER AS n, source_id, list_position({types}, type)::TINYINT AS kind,
            lat::FLOAT AS lat, lon::FLOAT AS lon,
            (date_diff('day', DATE '1900-01-01', "from") - {slacked})::INTEGER AS first,
            (date_diff('day', DATE '1900-01-01', coalesce("to", "from")) + {slacked})::INTEGER AS last,
            coalesce(date_diff('day', "from", "to"), 0) > 0 AS several,
            {radius("place_precision", 15)}::FLOAT AS radius,
            list_filter(list_transform(sides, lambda s: s.actor), lambda a: a IS NOT NULL) AS named,
            coalesce(killed_low, killed_best)::INTEGER AS low, coalesce(killed_high, killed_best)::INTEGER AS high,
            killed_best::INTEGER AS best
          FROM {view}
        )
        SELECT rows.* EXCLUDE (named), one.number AS a, one.body AS body_a, other.number AS b, other.body AS body_b,
          (last - first > {rules["fine_days"]} OR radius > {rules["fine_km"]}) AS coarse
        FROM rows
        LEFT JOIN actors one ON one.actor = named[1] LEFT JOIN actors other ON other.actor = named[2]"""
    )


def _cases(values: Mapping[str, float]) -> Callable[[str, float], str]:
    """A column's codes as figures in SQL."""
    whens = " ".join(f"WHEN '{code}' THEN {number}" for code, number in values.items())
    return lambda column, otherwise: f"CASE {column} {whens} ELSE {otherwise} END"


def make_pairs(engine: duckdb.DuckDBPyConnection, one: str, other: str) -> None:
    """Make the table ``pairs``: rows ``l`` of ``one`` and ``r`` of ``other`` that are near each other, with their
    pattern (a digit for each feature) and whether they met in the large blocks."""
    engine.execute("CREATE TABLE pairs (l INTEGER, r INTEGER, pattern INTEGER, coarse BOOLEAN, gap INTEGER, km FLOAT)")
    tiers = settings("matching")["tiers"]
    for coarse, (left, right) in (
        (False, ("NOT coarse", "NOT coarse")),
        (True, ("true", "coarse")),
        (True, ("coarse", "NOT coarse")),
    ):
        tier = tiers["coarse" if coarse else "fine"]
        engine.execute(f"INSERT INTO pairs {_pairs_sql(one, other, left, right, tier, coarse)}")


#: The columns that are compared, each as short as it can be kept: rows of the second are spread over several blocks.
_NARROW = ("first", "last", "lat", "lon", "radius", "a", "b", "body_a", "body_b", "kind", "low", "high", "best")


def _pairs_sql(one: str, other: str, left: str, right: str, tier: Mapping[str, float], coarse: bool) -> str:
    rules = settings("matching")
    gap = "greatest(l_first - r_last, r_first - l_last, 0)"
    km = f"{_KM_A_DEGREE} * sqrt(pow(l_lat - r_lat, 2) + pow((l_lon - r_lon) * cos(radians((l_lat + r_lat) / 2)), 2))"
    return f"""
        SELECT l, r, {_pattern()} AS pattern, {coarse} AS coarse, gap, km
        FROM (
          SELECT l, r, gap, km, {_time()} AS time, {_place()} AS place, {_sides()} AS sides, {_type()} AS type,
            {_deaths()} AS deaths
          FROM (
            SELECT l.*, r.*, {gap} AS gap, {km} AS km, l_radius + r_radius AS reach,
              greatest(l_last - l_first, r_last - r_first) AS span
            FROM ({_blocked(one, "l", left, tier)}) l JOIN ({_spread(other, right, tier)}) r
              ON l_tb = r_tb AND l_yb = r_yb AND l_xb = r_xb
            WHERE {gap} <= {rules["reach_days"]}
          )
          WHERE km - CASE WHEN reach > {rules["fine_km"]} THEN reach ELSE 0 END <= {rules["reach_km"]}
        )"""


def _blocked(table: str, side: str, which: str, tier: Mapping[str, float]) -> str:
    """The rows with the block that each stands in, and its place there (in blocks, with fractions)."""
    columns = ", ".join(f"{name} AS {side}_{name}" for name in _NARROW)
    places = {
        "t": f"(first + last) / {2.0 * tier['days']}",
        "y": f"lat / {tier['degrees']}",
        "x": f"lon / {tier['degrees']}",
    }
    blocks = ", ".join(f"floor({sql})::INTEGER AS {side}_{key}b" for key, sql in places.items())
    rest = "".join(f", {sql} - floor({sql}) AS {key}f" for key, sql in places.items()) if side == "r" else ""
    return f"SELECT n AS {side}, {columns}, {blocks}{rest} FROM {quoted(table)} WHERE {which} AND lat IS NOT NULL"


def _spread(table: str, which: str, tier: Mapping[str, float]) -> str:
    """The rows of the second in their own block and in the nearer one of each dimension: eight blocks. Blocks are twice
    as large as what is compared reaches, so that no pair is missed."""
    keys = ("t", "y", "x")
    moved = ", ".join(f"r_{k}b + d{k} * CASE WHEN {k}f < 0.5 THEN -1 ELSE 1 END AS r_{k}b" for k in keys)
    steps = ", ".join(f"(SELECT unnest([0, 1]) AS d{k})" for k in keys)
    placed = _blocked(table, "r", which, tier)
    return f"SELECT * EXCLUDE (tf, yf, xf, dt, dy, dx) REPLACE ({moved}) FROM ({placed}), {steps}"


def _time() -> str:
    return "CASE WHEN gap = 0 THEN (span > 0)::INTEGER ELSE least(gap, 3) + 1 END"


def _place() -> str:
    vague = f"greatest(l_radius, r_radius) > {settings('matching')['fine_km']}"
    near = "CASE WHEN km <= 1 THEN 0 WHEN km <= 4 THEN 1 WHEN km <= 12 THEN 2 WHEN km <= 30 THEN 3 ELSE 4 END"
    return f"CASE WHEN {vague} THEN CASE WHEN km <= reach THEN 5 ELSE 6 END ELSE {near} END"


def _sides() -> str:
    """A party counts as shared through the body that it stands within."""
    a = "(l_a IN (r_a, r_b) OR l_body_a IN (r_body_a, r_body_b))"
    b = "(l_b IN (r_a, r_b) OR l_body_b IN (r_body_a, r_body_b))"
    shared = f"coalesce({a}, false)::INTEGER + coalesce({b}, false)::INTEGER"
    unknown = "(l_a IS NULL AND l_b IS NULL) OR (r_a IS NULL AND r_b IS NULL)"
    return f"CASE WHEN {unknown} THEN 2 WHEN {shared} = 2 THEN 0 WHEN {shared} = 1 THEN 1 ELSE 3 END"


def _type() -> str:
    return "CASE WHEN l_kind = r_kind THEN 0 ELSE 1 END"


def _deaths() -> str:
    rules = settings("matching")
    within = "l_best BETWEEN r_low AND r_high OR r_best BETWEEN l_low AND l_high"
    near = "abs(l_best - r_best) <= greatest(1, 0.35 * greatest(l_best, r_best))"
    large, middling = rules["deaths_large"], rules["deaths_middling"]
    size = f"CASE WHEN r_best >= {large} THEN 0 WHEN r_best >= {middling} THEN 1 ELSE 2 END"
    return (
        "CASE WHEN l_best IS NULL OR r_best IS NULL THEN 7 WHEN l_best = 0 AND r_best = 0 THEN 6 "
        "WHEN l_best = 0 OR r_best = 0 THEN 5 "
        f"WHEN {within} THEN {size} WHEN {near} THEN 3 ELSE 4 END"
    )


def _pattern() -> str:
    """The outcomes as one number: three bits each, in the order of the features, the first highest."""
    return " + ".join(f"{name} * {1 << shift(name)}" for name in FEATURES)


def shift(name: str) -> int:
    """Where the outcome of a feature stands in a pattern."""
    return 3 * (len(FEATURES) - 1 - FEATURES.index(name))


def patterns(engine: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """How many pairs there are of each pattern, in the small blocks and in the large ones."""
    return engine.sql("SELECT coarse, pattern, count(*) AS pairs FROM pairs GROUP BY ALL ORDER BY ALL").to_arrow_table()
