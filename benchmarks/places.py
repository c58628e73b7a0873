"""Place names against coordinates: how near the resolver comes, as UCDP coders placed the same words.

``python -m benchmarks.places --data ged.csv [--json OUT] [--misses]``. Reads any UCDP GED file (the columns
``where_coordinates`` or ``where_description``, ``adm_1``, ``adm_2``, ``country``, ``latitude``, ``longitude``). Each
row is asked in five ways: all its names as text; the place with its country alone; the second-level and the first-level
division with their country; and all names but the country, from which the country has to be told. What stays
unresolved counts as a miss. The score is the share of rows whose whole text lands within 161 km (100 miles); the
baseline puts every row at its country's middle.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.bootstrap import interval, mean
from grounds.places import Gazetteer, distance_km, load_gazetteer
from grounds.resolution.context import Context
from grounds.resolution.place_words import locate

NEAR = 161.0


@dataclass(frozen=True)
class Row:
    """One event: its names and the coder's coordinates."""

    place: str
    second: str
    first: str
    country: str
    lat: float
    lon: float
    precision: str


def rows(path: Path) -> Iterator[Row]:
    """The rows that have coordinates."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            if row.get("latitude") and row.get("longitude"):
                place = row.get("where_coordinates") or row.get("where_description") or ""
                yield Row(
                    place.strip(),
                    row["adm_2"].strip(),
                    row["adm_1"].strip(),
                    row["country"].strip(),
                    float(row["latitude"]),
                    float(row["longitude"]),
                    row.get("where_prec", ""),
                )


class Measure:
    """Distances of each way of asking, row by row."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    @lru_cache(maxsize=100_000)  # noqa: B019 - one measure lives as long as the run
    def ask(self, words: str, beside: tuple[str, ...], country: str | None) -> tuple[Any, ...]:
        """Latitude, longitude and country of the words."""
        context = Context(countries={country: 1.0} if country else {})
        found = locate(words, self.gazetteer, context, beside)
        place = found.place
        return (None, None, None) if place is None else (place.lat, place.lon, place.country)

    def code(self, name: str) -> str | None:
        """ISO 3166-1 code of a country's name, as the gazetteer knows it."""
        return next((p.country for p in self.gazetteer.find(name) if p.level == "country"), None)

    def row(self, row: Row) -> dict[str, Any]:
        """Distances in km (null where unresolved or not asked) and whether the country was told right."""
        code = self.code(row.country.split("(")[0].strip())
        ways = {
            "all names": (row.place, tuple(filter(None, (row.second, row.first))), code),
            "place": (row.place, (), code),
            "second level": (row.second, (), code),
            "first level": (row.first, (), code),
            "without country": (row.place, tuple(filter(None, (row.second, row.first))), None),
            "country's middle": (row.country, (), code),
        }
        out: dict[str, Any] = {}
        for way, (words, beside, country) in ways.items():
            if words:
                lat, lon, told = self.ask(words, beside, country)
                out[way] = None if lat is None else distance_km(lat, lon, row.lat, row.lon)
                if way == "without country" and beside:
                    out["country"] = float(told == code and code is not None)
        return out


def figures(measured: list[dict[str, Any]], way: str) -> dict[str, Any]:
    """Share within 161 km of all asked, share resolved, and the median error of those resolved, in km."""
    asked = [m[way] for m in measured if way in m]
    known = [d for d in asked if d is not None]
    return {
        "asked": len(asked),
        "within_161": mean([float(d is not None and d <= NEAR) for d in asked]),
        "resolved": mean([float(d is not None) for d in asked]),
        "median_km": round(statistics.median(known), 1) if known else None,
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    measure, listed = Measure(load_gazetteer()), list(rows(given.data))
    measured = [measure.row(row) for row in listed]
    if given.misses:
        missed = {(r.place, r.second, r.first) for r, m in zip(listed, measured, strict=True) if not m.get("place")}
        for names in sorted(missed):
            print("   unresolved:", " | ".join(names))
    ways = ("all names", "place", "second level", "first level", "without country", "country's middle")
    table = {way: figures(measured, way) for way in ways}
    print(f"{'':18}{'asked':>8}{'within 161 km':>15}{'resolved':>10}{'median km':>11}")
    for way, row in table.items():
        print(f"{way:18}{row['asked']:>8}{row['within_161']!s:>15}{row['resolved']!s:>10}{row['median_km']!s:>11}")
    country = [m["country"] for m in measured if "country" in m]
    print(f"{'country told':18}{len(country):>8}{mean(country)!s:>15}")
    hits = [float(m["all names"] is not None and m["all names"] <= NEAR) for m in measured]
    result = {
        "score": mean(hits),
        "interval": interval(hits),
        "baseline": table["country's middle"]["within_161"],
        "country": mean(country),
        **{way.replace(" ", "_").replace("'", ""): row for way, row in table.items()},
    }
    line = json.dumps(result)
    if given.json:
        given.json.write_text(line + "\n", "utf-8")
    print(line)


if __name__ == "__main__":
    main()
