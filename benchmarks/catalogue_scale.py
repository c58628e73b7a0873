"""A million names of one's own: how long they take to load, how much memory, and what they cost in reading.

``python -m benchmarks.catalogue_scale [--names 1000000] [--documents 400] [--data isaf.jsonl] [--repeats 3] [--json
OUT]``. The list is made up, as JSON Lines: four names an actor, the first words common ones. Each measurement is of a
process of its own, in processor time, so that other programs do not matter; with and without the list take turns, and
the median of the ratios is told. Bounds: reading 1.2 times, resolution 20 % of reading with the list and 10 % without.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks import finish
from benchmarks.reading_speed import texts
from grounds.documents import ReadOptions, read_bytes

_FIRST = ("National", "United", "Free", "Islamic", "People's", "Popular", "Army", "Front", "Movement", "Democratic")
_LAST = ("Army", "Front", "Brigade", "Movement", "Forces", "Militia", "Council", "Party", "Battalion", "Alliance")
_SYLLABLES = (
    "ka",
    "ro",
    "mi",
    "ta",
    "lu",
    "be",
    "no",
    "sha",
    "di",
    "fe",
    "gu",
    "ha",
    "ji",
    "za",
    "ye",
    "po",
    "wa",
    "ni",
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one process: seconds of processor time to load names, to parse, resolve and read the documents; megabytes."""

    names: int
    load: float
    parse: float
    resolve: float
    read: float
    peak_mb: float

    @property
    def reading(self) -> float:
        """All of it but loading."""
        return self.parse + self.resolve + self.read

    @property
    def share(self) -> float:
        """Resolution's part of reading."""
        return self.resolve / self.reading


def write_names(path: Path, number: int) -> None:
    """A list of made-up actors with ``number`` names in all; the same each time."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        for actor in range(-(-number // 4)):
            place = "".join(chance.choices(_SYLLABLES, k=4)).capitalize() + f"{actor:x}"
            first, last = chance.choice(_FIRST), chance.choice(_LAST)
            aliases = [f"{place} {last}", f"{first} {last} of {place}", f"al-{place}"]
            entry = {"id": f"own-{actor}", "name": f"{first} {place} {last}", "kind": "armed_group", "aliases": aliases}
            file.write(json.dumps({**entry, "country": chance.choice(("NER", "COL", "IRQ", "MMR"))}) + "\n")


def measure(files: Sequence[Path], written: Sequence[str]) -> Figures:
    """Load, then read; runs in a process of its own."""
    from grounds.actors import load_catalogue
    from grounds.language.pipeline import parse
    from grounds.places import load_gazetteer
    from grounds.reading.reader import FramesReader
    from grounds.resolution.resolver import Resolver

    documents = [
        read_bytes(t.encode(), name=f"{n}.txt", options=ReadOptions(language="en")) for n, t in enumerate(written)
    ]
    gazetteer, reader = load_gazetteer(), FramesReader()
    list(parse(documents[:1]))
    start = time.process_time()
    catalogue = load_catalogue(files)
    resolver = Resolver(catalogue, gazetteer)
    reader.read(resolver.resolve(next(iter(parse(documents[:1])))))
    load = time.process_time() - start
    start = time.process_time()
    parsed = list(parse(documents))
    parsing = time.process_time() - start
    start = time.process_time()
    resolved = [resolver.resolve(p) for p in parsed]
    resolving = time.process_time() - start
    start = time.process_time()
    for one in resolved:
        reader.read(one)
    reading = time.process_time() - start
    return Figures(sum(1 for _ in catalogue.names()), load, parsing, resolving, reading, _peak())


def _peak() -> float:
    try:
        import resource
    except ImportError:  # not on Windows
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def alone(files: Sequence[Path], written: Sequence[str]) -> Figures:
    """:func:`measure` in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, files, written).result()


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    written = texts(given.data, given.documents)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.jsonl"
        write_names(path, given.names)
        size = path.stat().st_size / 1e6
        pairs = [(alone([], written), alone([path], written)) for _ in range(given.repeats)]
    for name, runs in (("shipped", [p[0] for p in pairs]), (f"and {size:.0f} MB of one's own", [p[1] for p in pairs])):
        load, share = (statistics.median(getattr(f, k) for f in runs) for k in ("load", "share"))
        reading = statistics.median(f.reading for f in runs)
        print(
            f"{name:26} {runs[0].names:9,} names  load {load:6.1f} s  reading {reading:6.1f} s  "
            f"resolution {share:.1%}  {runs[0].peak_mb:5.0f} MB"
        )
    ratio = statistics.median(b.reading / a.reading for a, b in pairs)
    figures = {
        "score": round(ratio, 3),
        "names": pairs[0][1].names,
        "documents": len(written),
        "load_seconds": round(statistics.median(b.load - a.load for a, b in pairs), 1),
        "resolution_share": round(statistics.median(a.share for a, _ in pairs), 3),
        "resolution_share_with_names": round(statistics.median(b.share for _, b in pairs), 3),
        "resolution_ratio": round(statistics.median(b.resolve / a.resolve for a, b in pairs), 2),
        "extra_mb": round(statistics.median(b.peak_mb - a.peak_mb for a, b in pairs)),
    }
    print(f"reading takes {ratio:.2f} times as long (bound 1.2)")
    finish(figures, given.json)


if __name__ == "__main__":
    main()
