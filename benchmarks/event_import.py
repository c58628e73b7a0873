"""Importing event data against Polars reading the same CSV and writing Parquet.

``python -m benchmarks.event_import [--rows 1000000] [--repeats 3] [--json OUT]``. The file is made up in the columns of
UCDP GED 25.1, with the lengths of texts of real ones. Polars infers types from 10,000 rows and writes its default
Parquet; the import checks each row, works out the event row, looks for ids that repeat and hashes the file. Each on all
cores, warm, in turn in one process; the best of several runs. Linking names to actors is measured apart: it is a matter
of distinct names and not of rows. Bound: 2 times.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks import finish
from grounds.events import EventTables

_WORDS = np.array(
    [
        "shelling",
        "clash",
        "raid",
        "village",
        "bridge",
        "army",
        "said",
        "fighters",
        "wounded",
        "near",
        "road",
        "camp",
        "police",
        "night",
    ]
)


def made(path: Path, rows: int) -> None:
    """A CSV of so many made-up events, in pieces: a long one need not fit in memory."""
    step = 50_000
    with path.open("wb") as file:
        for first in range(0, rows, step):
            _frame(first, min(step, rows - first)).write_csv(file, include_header=first == 0)


def _frame(first: int, number: int) -> pl.DataFrame:
    draw = np.random.default_rng(first)
    ids = np.arange(first, first + number)
    start = np.datetime64("1989-01-01") + draw.integers(0, 13_000, number)
    latitude, longitude = np.round(draw.uniform(-35, 40, number), 6), np.round(draw.uniform(-20, 60, number), 6)
    best = draw.poisson(3, number)
    texts = np.array([" ".join(draw.choice(_WORDS, 12)) for _ in range(2_000)])[draw.integers(0, 2_000, number)]

    def named(many: int, what: str) -> np.ndarray:
        return np.char.add(f"{what} ", draw.integers(0, many, number).astype(str))

    def code(many: int) -> np.ndarray:
        return draw.integers(1, many, number)

    frame = pl.DataFrame(
        {
            "id": ids,
            "relid": np.char.add("MAD-2021-1-", ids.astype(str)),
            "year": start.astype("datetime64[Y]").astype(int) + 1970,
            "active_year": 1,
            "code_status": "Clear",
            "type_of_violence": code(4),
            **{name: code(900) for name in ("conflict_dset_id", "conflict_new_id")},
            "conflict_name": named(900, "Land: Government"),
            **{name: code(2_000) for name in ("dyad_dset_id", "dyad_new_id")},
            "dyad_name": named(2_000, "Government of Land - Front"),
            **{name: code(500) for name in ("side_a_dset_id", "side_a_new_id")},
            "side_a": named(500, "Government of Land"),
            **{name: code(900) for name in ("side_b_dset_id", "side_b_new_id")},
            "side_b": named(900, "Front"),
            "number_of_sources": code(9),
            "source_article": texts,
            "source_office": named(50, "Wire"),
            "source_date": start.astype(str),
            "source_headline": texts,
            "source_original": named(3_000, "officials of district"),
            "where_prec": code(8),
            "where_coordinates": named(20_000, "Town"),
            "where_description": named(50_000, "by the river, near town"),
            "adm_1": named(700, "Province"),
            "adm_2": named(5_000, "District"),
            "latitude": latitude,
            "longitude": longitude,
            "geom_wkt": pl.Series(latitude).cast(pl.String),
            "priogrid_gid": code(259_200),
            "country": named(80, "Land"),
            "country_id": code(900),
            "region": named(5, "Region"),
            "event_clarity": code(3),
            "date_prec": code(6),
            "date_start": start.astype(str),
            "date_end": (start + draw.integers(0, 3, number)).astype(str),
            "deaths_a": best,
            **dict.fromkeys(("deaths_b", "deaths_civilians", "deaths_unknown"), 0),
            "best": best,
            "high": best + code(5),
            "low": best,
            "gwnoa": code(900),
            "gwnob": pl.Series([None] * number, dtype=pl.Int64),
        }
    )
    article = pl.format('"Wire {},{},""{}"""', pl.col("id") % 40, "source_date", "source_article")
    point = pl.format("POINT ({} {})", "longitude", "latitude")
    return frame.with_columns(source_article=article, geom_wkt=point)


def by_polars(path: Path, folder: Path) -> None:
    """What is measured against."""
    pl.read_csv(path, infer_schema_length=10_000).write_parquet(folder / "polars.parquet")


def by_import(path: Path, folder: Path) -> None:
    """The product, into an empty folder."""
    goal = folder / "grounds.events"
    shutil.rmtree(goal, ignore_errors=True)
    EventTables(goal).add(path, "ucdp-ged")


def linking(folder: Path) -> None:
    """Names to actors, of what was imported last; the catalogue is loaded anew."""
    tables = EventTables(folder / "grounds.events")
    tables.links(tables.releases()[0])


def timed(what: Callable[[], None]) -> tuple[float, float]:
    """Seconds of the clock, and of all cores together."""
    clock, cores = time.perf_counter(), time.process_time()
    what()
    return time.perf_counter() - clock, time.process_time() - cores


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "GEDEvent_v25_1.csv"
        made(path, given.rows)
        ours, memory, peer = [], 0, []
        for turn in range(given.repeats):
            ours.append(timed(lambda: by_import(path, folder)))
            if not turn:  # before Polars has read the whole file into memory
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            peer.append(timed(lambda: by_polars(path, folder)))
        links = timed(lambda: linking(folder))[0]
        size = path.stat().st_size / 1e6
    clock, cores = (min(t[n] for t in ours) for n in (0, 1))
    bare, bare_cores = (min(t[n] for t in peer) for n in (0, 1))
    print(
        f"{given.rows} rows, {size:.0f} MB: import {clock:.2f} s, Polars {bare:.2f} s, ratio {clock / bare:.2f} "
        f"(bound 2; of the time of all cores {cores / bare_cores:.2f}); names linked in {links:.2f} s; "
        f"at most {memory} MB of memory"
    )
    finish(
        {
            "rows": given.rows,
            "ratio": round(clock / bare, 2),
            "ratio_of_cores": round(cores / bare_cores, 2),
            "seconds": round(clock, 2),
            "peer_seconds": round(bare, 2),
            "linking_seconds": round(links, 2),
            "memory_mb": memory,
            "polars": pl.__version__,
            "score": round(2 * bare / clock, 2),
        },
        given.json,
    )


if __name__ == "__main__":
    main()
