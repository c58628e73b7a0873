"""Checking reports against a record with planted disagreements.

``python -m benchmarks.event_check --data FILE.csv [--json OUT] [--seed 7] [--part dev|held|all] [--misses]``. The file
has one sentence an incident beside its date, place and automatic codes (as ``benchmarks.incidents_places``). Each
sentence is a report of the row's date. The record is made of the codes: place, deaths by side, and sides by the kind of
incident. In half of its rows one thing is changed: the sides are swapped, the day is moved by 5 to 60 days, the dead
are changed by more than a third, or the place is put into another province. Found is a change where the check of the
row's report tells a disagreement in just that field; every other disagreement told is a false one, though some are
faults of the codes.

Two ways: ``whole``, each report against the whole record, in which the row must be found among all others; and
``alone``, each against its own row, which is what the comparing itself can do. ``reached`` leaves out the changes of
what no claim of the report tells (a day is always told, by the report's date). ``sound`` leaves out the rows whose
report disagrees with its own codes before anything is changed: the figure for a record whose codes are right.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks import finish
from benchmarks.bootstrap import interval_of
from benchmarks.incidents_places import incidents, text_of
from grounds.actors import load_catalogue
from grounds.checking.check import EventCheck, by_row
from grounds.checking.reading import Report, only, read_report
from grounds.checking.scope import Scope
from grounds.checking.telling import told_events
from grounds.documents import ReadOptions, read_bytes
from grounds.events import EventTables
from grounds.matching.rows import Placing, Row, Rows
from grounds.pipeline import Pipeline
from grounds.places import load_gazetteer
from grounds.weighing.items import Item
from grounds.weighing.lineage import Lineage

Coded = dict[str, str]
KINDS = {"sides": "who", "day": "when", "dead": "how_many", "place": "where"}
_PROVINCES = {"kp": "Khyber Pakhtunkhwa", "fata": "Federally Administered Tribal Areas"}
_SPELLED = {"kurrum": "Kurram"}
_MAPPING = Path(__file__).with_name("data") / "coded-incidents.yaml"
_DEAD = {"security_forces": "fat_personnel", "militants": "fat_militant", "civilians": "fat_civilian"}
_NAMES = {"security_forces": "security forces", "militants": "militants", "civilians": "civilians"}


def coded(number: int, row: dict[str, str]) -> Coded:
    """A row of the record by the set's codes."""
    dead = {of: int(row[column]) for of, column in _DEAD.items() if row[column].isdigit()}
    is_so = {k for k in ("suicide", "operations", "ied", "clash", "drone", "sectarian") if row[k].upper() == "TRUE"}
    victims = max(dead, key=lambda of: dead[of], default="")
    side_a, side_b, directed = "", _NAMES.get(victims, ""), "no"
    if "drone" in is_so:
        side_a, side_b, directed = "United States", "militants", "yes"
    elif "clash" in is_so:
        side_a, side_b = "security forces", "militants"
    elif "operations" in is_so:
        side_a, side_b, directed = "security forces", "militants", "yes"
    elif is_so & {"suicide", "ied", "sectarian"} and victims != "militants":
        side_a, directed = "militants", "yes"
    province = _PROVINCES.get(row["province"], row["province"].title())
    return {
        "id": f"i{number}",
        "day": row["date"],
        "country": "PAK",
        "province": province,
        "district": _SPELLED.get(row["district"], row["district"].title()),
        "side_a": side_a,
        "side_b": side_b,
        "directed": directed,
        "killed": str(sum(dead.values())) if dead else "",
        **{of: str(dead[of]) if of in dead else "" for of in _DEAD},
    }


# ----------------------------------------------------------------------------------------------------------- plants


def _swapped(row: Coded, draw: random.Random, _: Sequence[Coded]) -> Coded | None:
    """Sides and their dead the other way round, where both are told and one is known to have begun."""
    keys = {name: of for of, name in _NAMES.items()} | {"United States": "security_forces"}
    one, other = keys.get(row["side_a"]), keys.get(row["side_b"])
    if row["directed"] != "yes" or not one or not other or row[one] == row[other]:
        return None
    return {**row, "side_a": row["side_b"], "side_b": row["side_a"], one: row[other], other: row[one]}


def _moved_day(row: Coded, draw: random.Random, _: Sequence[Coded]) -> Coded:
    days = draw.choice([-1, 1]) * draw.randint(5, 60)
    return {**row, "day": (date.fromisoformat(row["day"]) + timedelta(days)).isoformat()}


def _changed_dead(row: Coded, draw: random.Random, _: Sequence[Coded]) -> Coded | None:
    """The number of the side with most dead, by more than a third and at least two."""
    told = {of: int(row[of]) for of in _DEAD if row[of]}
    if not told or not max(told.values()):
        return None
    most = max(told, key=lambda of: told[of])
    step = max(2, round(told[most] * draw.uniform(0.4, 1.2)))
    number = told[most] + step if told[most] <= step or draw.random() < 0.6 else told[most] - step
    return {**row, most: str(number), "killed": str(sum(told.values()) - told[most] + number)}


def _moved_place(row: Coded, draw: random.Random, rows: Sequence[Coded]) -> Coded:
    other = draw.choice(rows)
    while other["province"] == row["province"] or other["district"] == row["district"]:
        other = draw.choice(rows)
    return {**row, "province": other["province"], "district": other["district"]}


_PLANT: dict[str, Callable[[Coded, random.Random, Sequence[Coded]], Coded | None]] = {
    "sides": _swapped,
    "day": _moved_day,
    "dead": _changed_dead,
    "place": _moved_place,
}


def planted(rows: Sequence[Coded], seed: int) -> tuple[list[Coded], dict[str, str]]:
    """The record with changes, and the kind of change of each changed id."""
    draw = random.Random(seed)
    record, kinds = [], {}
    for row in rows:
        kind = draw.choice(list(_PLANT)) if draw.random() < 0.5 else None
        changed = _PLANT[kind](row, draw, rows) if kind is not None else None
        record.append(changed or row)
        if changed is not None and kind is not None:
            kinds[row["id"]] = kind
    return record, kinds


# --------------------------------------------------------------------------------------------------------- checking


class Held:
    """Rows in memory, sorted by day: what many reports ask one after the other."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = sorted(rows, key=lambda r: r.first)
        self._days = [r.first for r in self.rows]

    def between(self, first: int, last: int, countries: Sequence[str] = ()) -> list[Row]:
        """Those of these days; all are of one country and one day each."""
        return self.rows[bisect_left(self._days, first) : bisect_right(self._days, last)]


@dataclass
class Record:
    """A record, imported by the product, ready to be checked against."""

    rows: list[Row]
    scope: Scope
    placing: Placing
    lineage: Lineage

    def flagged(self, report: Report, rows: Held) -> Iterator[tuple[str, str]]:
        """The rows and fields in which a report disagrees."""
        checked = EventCheck(rows, self.scope, self.lineage, self.placing).claims(report)
        for row, _, verdicts in by_row(checked):
            yield from ((row.source_id, v.field) for v in verdicts if v.outcome == "disagrees")


def imported(rows: Sequence[Coded], folder: Path) -> Record:
    """Rows as a release of event tables."""
    path = folder / "record.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    tables = EventTables(folder / "grounds.events")
    tables.add(path, str(_MAPPING), release=folder.name)
    catalogue = load_catalogue()
    held = Rows(tables, tables.store.release("coded-incidents", folder.name), catalogue)
    return Record(list(held.where("true")), Scope(held), Placing(load_gazetteer()), Lineage(catalogue))


def reports_of(rows: Sequence[dict[str, str]]) -> list[Report]:
    """Each row's sentence as a report of the row's date."""
    documents = [
        read_bytes(text_of(r).encode(), name="text.txt", options=ReadOptions(language="en", date=r["date"]))
        for r in rows
    ]
    whole = read_report(documents, Pipeline())
    return parted(whole, [d.id for d in documents])


def parted(whole: Report, documents: Sequence[str]) -> list[Report]:
    """A report for each document of one."""
    items: dict[str, list[Item]] = {}
    for item in whole.items:
        items.setdefault(item.document, []).append(item)
    return [only(whole, items.get(document, [])) for document in documents]


# ----------------------------------------------------------------------------------------------------------- scoring


@dataclass(frozen=True)
class Case:
    """One report: its row, what was changed in it, and the fields that the check flagged."""

    id: str
    kind: str | None
    flags: frozenset[tuple[str, str]]
    #: Whether it told disagreements before anything was changed.
    is_sound: bool
    #: Whether its claims tell what was changed.
    is_told: bool

    @property
    def found(self) -> bool:
        """Whether the change is told."""
        return self.kind is not None and (self.id, KINDS[self.kind]) in self.flags

    @property
    def false(self) -> int:
        """How many other disagreements are told."""
        return len(self.flags) - self.found


def scores(cases: Sequence[Case], *, seed: int = 1) -> dict[str, Any]:
    """Precision and recall with intervals over reports, and recall by kind of change."""
    changed = [c for c in cases if c.kind is not None]
    kinds = Counter(c.kind for c in changed)
    return {
        "reports": len(cases),
        "changed": len(changed),
        "precision": _rounded(_precision(cases)),
        "recall": _rounded(_recall(cases)),
        "recall_reached": _rounded(_recall([c for c in cases if c.is_told])),
        "precision_interval": interval_of(cases, _precision),
        "recall_interval": interval_of(cases, _recall),
        "by_kind": {k: _rounded(_recall([c for c in changed if c.kind == k])) for k in KINDS if kinds[k]},
        "false_by_field": dict(
            Counter(f for c in cases for i, f in c.flags if (i, f) != (c.id, KINDS.get(c.kind or "")))
        ),
    }


def _precision(cases: Sequence[Case]) -> float:
    told = sum(len(c.flags) for c in cases)
    return sum(c.found for c in cases) / told if told else 1.0


def _recall(cases: Sequence[Case]) -> float:
    changed = [c for c in cases if c.kind is not None]
    return sum(c.found for c in changed) / len(changed) if changed else 1.0


def _rounded(number: float) -> float:
    return round(number, 3)


def is_told(report: Report, kind: str | None) -> bool:
    """Whether the claims of a report tell what a change is of."""
    told = list(told_events(report))
    if kind == "dead":
        return any(f.outcome == "killed" and f.best is not None for t in told for f in t.item.figures)
    if kind == "place":
        return any(t.places for t in told)
    if kind == "sides":
        return any(t.item.subjects and t.item.objects for t in told) or any(
            f.outcome == "killed" and f.of != "all" for t in told for f in t.item.figures
        )
    return bool(told)


def measured(reports: Sequence[Report], rows: Sequence[Coded], seed: int) -> dict[str, list[Case]]:
    """The cases of both ways."""
    changed, kinds = planted(rows, seed)
    with tempfile.TemporaryDirectory() as name:
        (sound_folder := Path(name) / "sound").mkdir()
        (changed_folder := Path(name) / "changed").mkdir()
        sound, record = imported(rows, sound_folder), imported(changed, changed_folder)
        return _cases(list(zip(rows, reports, strict=True)), kinds, sound, record)


def _cases(
    listed: Sequence[tuple[Coded, Report]], kinds: dict[str, str], sound: Record, record: Record
) -> dict[str, list[Case]]:
    own, as_coded = ({r.source_id: r for r in of.rows} for of in (record, sound))
    whole = Held(record.rows)
    found: dict[str, list[Case]] = {"whole": [], "alone": []}
    for row, report in listed:
        key, kind = row["id"], kinds.get(row["id"])
        is_sound = not list(sound.flagged(report, Held([as_coded[key]])))
        for way, pool in (("whole", whole), ("alone", Held([own[key]]))):
            flags = frozenset(record.flagged(report, pool))
            found[way].append(Case(key, kind, flags, is_sound, is_told(report, kind)))
    return found


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--part", choices=("dev", "held", "all"), default="all", help="odd rows, even ones, or both")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    listed = list(enumerate(incidents(given.data)))
    chosen = [(n, r) for n, r in listed if given.part == "all" or (n % 2 == 1) == (given.part == "dev")]
    rows = [coded(n, r) for n, r in chosen]
    found = measured(reports_of([r for _, r in chosen]), rows, given.seed)
    figures = {
        f"{way}{name}": scores([c for c in cases if not only or c.is_sound])
        for way, cases in found.items()
        for name, only in (("", False), ("_sound", True))
    }
    for name, told in figures.items():
        print(f"{name:12} " + ", ".join(f"{k} {v}" for k, v in told.items()))
    if given.misses:
        for case in found["alone"]:
            if case.false or (case.kind and not case.found):
                print(case.id, case.kind, sorted(case.flags), "sound" if case.is_sound else "")
    both = figures["whole_sound"]
    finish(
        {"part": given.part, "seed": given.seed, **figures, "score": min(both["precision"], both["recall"])}, given.json
    )


if __name__ == "__main__":
    main()
