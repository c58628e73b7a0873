"""Incident sentences beside their province and district: whether the product tells both from the sentence.

``python -m benchmarks.incidents_places --data FILE.csv [--json OUT] [--misses]``. The columns are ``province``,
``district`` and ``original`` (one sentence or a few, all in one, lower-cased at the start; no other fact is given than
the row's date). The answer is that of the first place, in the order of the text, that
names a province or district below the country. Codes are noisy (some rows are coded to a place that the sentence
does not name), and a province may have been renamed since: both names mean one place. Score: mean of both; baseline:
the commonest value of each.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import finish
from benchmarks.bootstrap import interval, mean
from grounds.documents import ReadOptions, read_bytes
from grounds.language.pipeline import parse
from grounds.model.place import Place
from grounds.pipeline import Pipeline
from grounds.places import Gazetteer, place_key
from grounds.resolution.context import Context
from grounds.resolution.place_words import locate

#: Acronyms of the file's own codes, written out.
_WRITTEN_OUT = {"kp": "Khyber Pakhtunkhwa", "fata": "Federally Administered Tribal Areas"}


def incidents(path: Path) -> list[dict[str, str]]:
    """The rows that have a text and a coded province."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["original"].strip()]
    return [r for r in rows if r["province"] != "contestedareas" and r["district"] != "unknown"]


def of_rows(rows: list[dict[str, str]], country: str) -> list[list[Place]]:
    """The places of each row's sentence, read as of the row's date."""
    return told([text_of(r) for r in rows], [r["date"] for r in rows], country)


def text_of(row: dict[str, str]) -> str:
    """The sentence as a document: the file's own damage to marks is left out, its first letter is a capital."""
    text = re.sub(r"[�\s]+", " ", row["original"]).strip()
    return text[:1].upper() + text[1:] + "."


def told(texts: Sequence[str], days: Sequence[str], country: str) -> list[list[Place]]:
    """The places of each text in their order, those of the country alone."""
    resolver = Pipeline().resolver
    documents = [
        read_bytes(t.encode(), name="a.txt", options=ReadOptions(language="en", date=day))
        for t, day in zip(texts, days, strict=True)
    ]
    out = []
    for parsed in parse(documents):
        resolved = resolver.resolve(parsed)
        named = [n.place.place for _, n in sorted(resolved.named.items()) if n.place is not None]
        out.append([p for p in named if p is not None and p.country == country and p.level != "country"])
    return out


def expected(name: str, kind: str, gazetteer: Gazetteer, country: str) -> set[str]:
    """All names under which the gazetteer knows the coded division."""
    place = locate(f"{_WRITTEN_OUT.get(name, name)} {kind}", gazetteer, Context(countries={country: 1.0})).place
    return {place_key(name)} | ({place_key(place.name), place.name} if place is not None else set())


def _bared(names: set[str]) -> set[str]:
    """Names without their vowels: codes are spelled as they come ("kurrum")."""
    return {re.sub(r"(?<=.)[aeiouy]|[^a-z]|(.)(?=\1)", "", place_key(name)) for name in names}


def names_of(places: list[Place], level: str) -> set[str]:
    """The first name of the level that the places give; a town's own name counts too, for districts bear their
    seat's (a city of several districts is coded as one)."""
    for place in places:
        found = place.name if place.level == level else getattr(place, level)
        if found:
            seat = {place_key(place.name)} if place.level == "settlement" and level == "admin2" else set()
            return {place_key(found), found} | seat
    return set()


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--country", default="PAK")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    listed, gazetteer = incidents(given.data), Pipeline().resolver.gazetteer
    answers = of_rows(listed, given.country)
    result: dict[str, Any] = {"rows": len(listed)}
    hits: dict[str, list[float]] = {}
    known = {
        (kind, r[kind]): expected(r[kind], kind, gazetteer, given.country)
        for r in listed
        for kind in ("province", "district")
    }
    for kind, level in (("province", "admin1"), ("district", "admin2")):
        hits[kind] = []
        for row, places in zip(listed, answers, strict=True):
            hits[kind].append(float(bool(_bared(names_of(places, level)) & _bared(known[kind, row[kind]]))))
            if given.misses and not hits[kind][-1]:
                names = [(p.name, p.level, p.admin2, p.admin1) for p in places[:3]]
                print(f"   {kind} {row[kind]}: {names} {row['original'][:160]!r}")
        commonest = Counter(r[kind] for r in listed).most_common(1)[0][1]
        result |= {
            kind: mean(hits[kind]),
            f"{kind}_interval": interval(hits[kind]),
            f"{kind}_baseline": round(commonest / len(listed), 3),
        }
        print(f"{kind:10} {result[kind]!s:>6} {result[f'{kind}_interval']} baseline {result[f'{kind}_baseline']}")
    both = [(a + b) / 2 for a, b in zip(hits["province"], hits["district"], strict=True)]
    base = round((result["province_baseline"] + result["district_baseline"]) / 2, 3)
    result = {"score": mean(both), "interval": interval(both), "baseline": base, **result}
    finish(result, given.json)


if __name__ == "__main__":
    main()
