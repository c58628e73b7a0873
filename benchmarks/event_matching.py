"""Matching the rows of two datasets, in made-up worlds with known truth (``benchmarks.event_worlds``).

``python -m benchmarks.event_matching [--events 20000] [--worlds 3] [--scale 300000] [--json OUT]``. At each level of
noise F1 of pairs for the product and for the window method (``benchmarks.event_windows``), the latter with the window
of several that does best at that level, which it could not know. Then the time for worlds of growing size that are no
denser, the exponent of time over rows, and the calibration: how many of the pairs told with a probability are pairs.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow

from benchmarks import finish
from benchmarks.event_windows import Window, by_window
from benchmarks.event_worlds import World, world
from grounds.events.engine import connected
from grounds.matching.comparing import prepare
from grounds.matching.match import Matched, matched

WINDOWS = [Window(days, km) for days in (0, 1, 2, 3, 5) for km in (5.0, 10.0, 25.0, 50.0)]
LEVELS = (0.0, 1.0, 2.0, 3.0)


@contextmanager
def opened(made: World) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with a world's datasets as views, and numbers for its parties."""
    with connected() as found:
        found.register("one", made.one)
        found.register("other", made.other)
        found.execute(
            """CREATE TABLE actors AS SELECT actor, row_number() OVER (ORDER BY actor)::INTEGER AS number,
            number AS body FROM (SELECT DISTINCT unnest(list_transform(sides, lambda s: s.actor)) AS actor
            FROM (SELECT sides FROM one UNION ALL SELECT sides FROM other))"""
        )
        yield found


def by_product(made: World) -> Matched:
    """The product's pairs."""
    with opened(made) as found:
        prepare(found, "left_rows", "one")
        prepare(found, "right_rows", "other")
        return matched(found)


def f1(pairs: set[tuple[str, str]], truth: frozenset[tuple[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = len(pairs & truth)
    precision, recall = right / max(len(pairs), 1), right / max(len(truth), 1)
    return precision, recall, 2 * right / max(len(pairs) + len(truth), 1)


def ids(pairs: pyarrow.Table) -> set[tuple[str, str]]:
    return set(zip(pairs["source_id"].to_pylist(), pairs["other_id"].to_pylist(), strict=True))


def level(events: int, noise: float, worlds: int) -> dict[str, Any]:
    """Both methods at one level of noise, over several worlds."""
    ours, bins = [], np.zeros((10, 2))
    windows: dict[Window, list[tuple[float, float, float]]] = {w: [] for w in WINDOWS}
    for seed in range(worlds):
        made = world(events, noise, seed)
        found = by_product(made)
        ours.append(f1(ids(found.pairs), made.pairs))
        told = zip(found.pairs["source_id"].to_pylist(), found.pairs["other_id"].to_pylist(), strict=True)
        for pair, probable in zip(told, found.pairs["probability"].to_pylist(), strict=True):
            bins[min(int(probable * 10), 9)] += (1, pair in made.pairs)
        with opened(made) as held:
            for window in WINDOWS:
                windows[window].append(f1(by_window(held, window), made.pairs))
    best = max(WINDOWS, key=lambda w: np.mean([x[2] for x in windows[w]]))
    mean, peer = (np.mean(x, axis=0).round(3).tolist() for x in (ours, windows[best]))
    return {
        "noise": noise,
        "precision": mean[0],
        "recall": mean[1],
        "f1": mean[2],
        "f1_range": [round(min(x[2] for x in ours), 3), round(max(x[2] for x in ours), 3)],
        "window": f"{best.days} days, {best.km:g} km",
        "window_precision": peer[0],
        "window_recall": peer[1],
        "window_f1": peer[2],
        "ahead": round(mean[2] - peer[2], 3),
        "calibration": {f"{n / 10:.1f}": round(float(r / c), 3) for n, (c, r) in enumerate(bins) if c},
    }


def scale(sizes: Sequence[int]) -> dict[str, Any]:
    """Seconds for worlds of growing size, the second dataset with three rows to ten of the first, and the exponent of
    the time of all cores, which other programs on the machine do not lengthen."""
    told = []
    for size in sizes:
        made = world(int(size * 1.2), 1.0, 5)
        made = World(made.one, made.other.slice(0, int(0.3 * len(made.one))), made.pairs)
        start, cores = time.perf_counter(), time.process_time()
        found = by_product(made)
        rows = len(made.one) + len(made.other)
        told.append({"rows": [len(made.one), len(made.other)], "pairs_compared": found.compared})
        told[-1]["seconds"] = round(time.perf_counter() - start, 2)
        told[-1]["seconds_of_cores"] = round(time.process_time() - cores, 2)
        told[-1]["total"] = rows
        print(told[-1], flush=True)
    logs = np.log([[t["total"], t["seconds_of_cores"]] for t in told])
    exponent = float(np.polyfit(logs[:, 0], logs[:, 1], 1)[0]) if len(told) > 1 else None
    return {"sizes": told, "exponent": round(exponent, 2) if exponent is not None else None}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--worlds", type=int, default=3)
    parser.add_argument("--scale", type=int, default=1_000_000, help="rows of the largest first dataset, about")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    levels = []
    for noise in LEVELS:
        levels.append(level(given.events, noise, given.worlds))
        print(levels[-1], flush=True)
    sizes = [given.scale // 16, given.scale // 4, given.scale] if given.scale else []
    timed = scale(sizes) if sizes else {}
    score = min(one["ahead"] for one in levels)
    finish(
        {"events": given.events, "worlds": given.worlds, "levels": levels, "scale": timed, "score": score}, given.json
    )


if __name__ == "__main__":
    main()
