"""The same event in two releases, with stated probability.

Each row of the first is held against the near rows of the second. It belongs to one of them at most, so that rows
compete for it; a row of the second may be several rows of the first, for one dataset tells in one row what another
tells in many.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow
import pyarrow.compute
from numpy.typing import NDArray

from grounds.events.engine import quoted
from grounds.events.store import Release
from grounds.matching.comparing import FEATURES, make_pairs, patterns, prepare, shift
from grounds.matching.data import settings
from grounds.matching.weights import Weights, estimated, of_vague
from grounds.weighing.lineage import Lineage

if TYPE_CHECKING:
    import duckdb

    from grounds.actors import Catalogue
    from grounds.events import EventTables


@dataclass(frozen=True)
class Matched:
    """Pairs with their probability and what was estimated on the way."""

    pairs: pyarrow.Table
    fine: Weights
    coarse: Weights
    compared: int
    #: Rows without coordinates, which were not compared, of each side.
    unplaced: tuple[int, int]
    #: The probability down to which pairs are told.
    least: float


def match(
    tables: EventTables,
    one: Release | pyarrow.Table,
    other: Release,
    catalogue: Catalogue,
    *,
    least: float | None = None,
) -> Matched:
    """Match the rows of two releases, or of a table in the form of the event row (``incidents.as_rows``) and a release.
    ``pairs`` has source_id, other_id, probability, gap (days), km and the outcome of each comparison."""
    views = {"other": other} | ({"one": one} if isinstance(one, Release) else {})
    with tables.rows(**views) as engine:
        if not isinstance(one, Release):
            engine.register("one", one)
        _enter_actors(engine, catalogue)
        prepare(engine, "left_rows", "one")
        prepare(engine, "right_rows", "other")
        return matched(engine, least)


def matched(engine: duckdb.DuckDBPyConnection, least: float | None = None) -> Matched:
    """Match the tables ``left_rows`` and ``right_rows`` of a connection; ``least`` is the probability down to which
    pairs are told, where none is given that at which the expected F1 is highest."""
    make_pairs(engine, "left_rows", "right_rows")
    counted = patterns(engine)
    tiers = [_of_tier(counted, coarse) for coarse in (False, True)]
    exact = estimated(*tiers[0])
    weights = [exact, of_vague(*tiers[1], exact)]
    _enter_odds(engine, tiers, weights)
    unplaced = [_count(engine, f"SELECT count(*) FROM {t} WHERE lat IS NULL") for t in ("left_rows", "right_rows")]
    expected = sum(of.share * float(tier[1].sum()) for tier, of in zip(tiers, weights, strict=True))
    chosen = _choose(engine, expected)
    least = chosen if least is None else least
    pairs = engine.sql(_told(least)).to_arrow_table()
    return Matched(
        pairs=pairs,
        fine=weights[0],
        coarse=weights[1],
        compared=_count(engine, "SELECT count(*) FROM pairs"),
        unplaced=(unplaced[0], unplaced[1]),
        least=least,
    )


def _of_tier(counted: pyarrow.Table, coarse: bool) -> tuple[Any, Any]:
    rows = counted.filter(pyarrow.compute.equal(counted["coarse"], coarse))
    return tuple(rows[name].to_numpy().astype(np.int64) for name in ("pattern", "pairs"))


def _enter_odds(engine: duckdb.DuckDBPyConnection, tiers: list[tuple[Any, Any]], weights: list[Weights]) -> None:
    told = {"coarse": [], "pattern": [], "odds": []}  # type: dict[str, list[Any]]
    for coarse, ((found, _), of) in enumerate(zip(tiers, weights, strict=True)):
        told["coarse"] += [bool(coarse)] * len(found)
        told["pattern"] += found.tolist()
        told["odds"] += of.odds(found).tolist()
    schema = pyarrow.schema([("coarse", pyarrow.bool_()), ("pattern", pyarrow.int32()), ("odds", pyarrow.float64())])
    engine.register("odds_given", pyarrow.table(told, schema))
    engine.execute("CREATE TABLE odds AS SELECT * FROM odds_given")


def _choose(engine: duckdb.DuckDBPyConnection, expected: float) -> float:
    """Make the table ``chosen`` of each row's best partner with its probability, and give the least probability down to
    which pairs are told: that at which the expected F1 of what is told is highest.

    A row of the first belongs to one row of the second at most, and the other way round, but for rows of several days,
    which may tell of several events. So each pair's odds are those that both are still free, where how probably a row
    is free follows from its other pairs (mean field). ``expected`` is how many pairs there are by the estimated shares.
    """
    engine.execute(
        f"""CREATE TABLE weighed AS SELECT l, r, pattern, gap, km, odds FROM pairs JOIN odds USING (coarse, pattern)
        WHERE odds >= {settings("matching")["least_odds"]}"""
    )
    pairs = engine.sql("SELECT l, r, odds FROM weighed").to_arrow_table()
    several = engine.sql("SELECT several FROM right_rows ORDER BY n").to_arrow_table()["several"].to_numpy()
    rows = _count(engine, "SELECT count(*) FROM left_rows")
    left, right, odds = (pairs[name].to_numpy() for name in ("l", "r", "odds"))
    probable = competing(left, right, odds, rows, several, expected)
    probable = np.minimum(probable, 1.0)
    engine.register("probable", pyarrow.table({"probability": probable}))
    engine.execute(
        """CREATE TABLE chosen AS SELECT * FROM (
          SELECT *, row_number() OVER (PARTITION BY l ORDER BY probability DESC, gap, km, r) AS rank
          FROM (SELECT * FROM weighed POSITIONAL JOIN probable)
        ) WHERE rank = 1"""
    )
    ranked = engine.sql("SELECT probability FROM chosen ORDER BY probability DESC").to_arrow_table()
    told = ranked["probability"].to_numpy()
    if not len(told):
        return 1.0
    likely = 2 * np.cumsum(told) / (np.arange(1, len(told) + 1) + probable.sum())
    return float(told[int(np.argmax(likely))])


def competing(
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    odds: NDArray[np.float64],
    rows: int,
    several: NDArray[np.bool_],
    expected: float,
) -> NDArray[np.float64]:
    """The probability of each pair, where each left row is in one pair at most, and each right row that is not
    ``several``. The odds are of pairs by themselves: shut out by each other they would come to fewer pairs than were
    ``expected``, so that all are raised alike until they come to these, or to as many as there can be: half of the rows
    that may have a partner and do not surely have one are taken to have one."""
    alone = -np.log1p(odds)  # of no partner, by one pair alone
    sure = [float((1 - np.exp(np.bincount(s, alone, n))).sum()) for s, n in ((left, rows), (right, len(several)))]
    most = [len(np.unique(left)), len(np.unique(right))]
    expected = min(expected, *((a + b) / 2 for a, b in zip(sure, most, strict=True)))
    free_right, raised = np.ones(len(several)), odds.copy()
    rules = settings("matching")
    for _ in range(rules["competing_rounds"]):
        free_left = 1 / (1 + np.bincount(left, raised * free_right[right], rows))
        wanted = 1 / (1 + np.bincount(right, raised * free_left[left], len(several)))
        free_right = np.where(several, 1.0, np.sqrt(wanted * free_right))  # half the way, or it swings to and fro
        whole = float((raised * free_left[left] * free_right[right]).sum())
        raised *= np.clip(expected / max(whole, 1e-9), 1.0, rules["raised_at_most"])
    free_left = 1 / (1 + np.bincount(left, raised * free_right[right], rows))
    return np.asarray(raised * free_left[left] * free_right[right])


def _told(least: float) -> str:
    """The chosen pairs down to a probability, with the outcomes of their comparisons in words."""
    named = settings("matching")["outcomes"]
    lists = {name: ", ".join(quoted(outcome, "'") for outcome in named[name]) for name in FEATURES}
    outcomes = ", ".join(f"[{lists[name]}][((pattern >> {shift(name)}) & 7) + 1] AS {name}" for name in FEATURES)
    return f"""
        SELECT left_rows.source_id, right_rows.source_id AS other_id, round(probability, 4) AS probability, gap,
          round(km, 1) AS km, {outcomes}
        FROM chosen JOIN left_rows ON left_rows.n = l JOIN right_rows ON right_rows.n = r
        WHERE probability >= {least} ORDER BY l"""


def _count(engine: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(engine.execute(sql).fetchall()[0][0])


def _enter_actors(engine: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """The table ``actors``: a number for each actor of both releases, and one for the body that it stands within."""
    lineage = Lineage(catalogue)
    listed: set[str] = set()
    for view in ("one", "other"):
        actors = "SELECT DISTINCT unnest(list_transform(sides, lambda s: s.actor))"
        found = engine.execute(f"{actors} FROM {view}").fetchall()
        listed |= {actor for (actor,) in found if actor is not None}
    numbers: dict[str, int] = {}
    rows: dict[str, list[Any]] = {"actor": [], "number": [], "body": []}
    for actor in sorted(listed):
        highest = max(lineage.above(lineage.canonical(actor)), key=lambda a: (len(lineage.above(a)) == 1, a))
        for key, value in (("actor", actor), ("number", actor), ("body", highest)):
            rows[key].append(value if key == "actor" else numbers.setdefault(value, len(numbers)))
    schema = pyarrow.schema([("actor", pyarrow.string()), ("number", pyarrow.int32()), ("body", pyarrow.int32())])
    engine.register("actors_given", pyarrow.table(rows, schema))
    engine.execute("CREATE TABLE actors AS SELECT * FROM actors_given")
