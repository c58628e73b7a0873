"""Press releases coded by hand: the province and the first day of what each tells, read by the product.

``python -m benchmarks.isaf_where_when --data FILE.jsonl [--json OUT] [--misses] [--months]``. Each line has ``text``,
``province`` (a list; one element may join several by ``;``) and ``start_date``. Only the text is given: the release's
own date is told from it. A release tells several acts; the coders coded the first. So the answer is taken from the
reading's event claims in their order (with ``where`` of a province, with ``when`` of a day); where no claim has one,
from the first province and the first day that resolution found outside of the date line; where the text tells no day
at all, from the release's own date (``source`` says how many). Both are exact matches over all releases; an empty
answer is right only where nothing was coded. The score is the mean of
both; the baseline answers the commonest province and the release's own date.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import finish
from benchmarks.bootstrap import interval, mean
from benchmarks.command import json_lines
from grounds.documents import ReadOptions, read_bytes
from grounds.language.pipeline import Parsed, parse
from grounds.language.when import find_dates, resolve_relative
from grounds.model.claim import Claim
from grounds.pipeline import Pipeline
from grounds.places import Gazetteer
from grounds.resolution.context import Context
from grounds.resolution.place_words import locate
from grounds.resolution.resolved import Resolved

#: So far from the top a text's own date may stand.
_HEAD = 400


class Answers:
    """What the product says of each release."""

    def __init__(self) -> None:
        pipeline = Pipeline()
        self.reader, self.resolver = pipeline.reader, pipeline.resolver
        self.gazetteer: Gazetteer = self.resolver.gazetteer
        self.source: Counter[str] = Counter()

    def of(self, texts: Sequence[str]) -> list[tuple[str | None, str | None, str | None]]:
        """Province, day and the release's own date of each text."""
        options = ReadOptions(language="en")
        documents = [read_bytes(t.encode(), name="release.txt", options=options) for t in texts]
        return [self._one(parsed) for parsed in parse(documents)]

    def _one(self, parsed: Parsed) -> tuple[str | None, str | None, str | None]:
        resolved = self.resolver.resolve(parsed)
        events = [c for c in self.reader.read(resolved).claims if c.kind == "event"]
        province = self._first("province", (self._province(c) for c in events), self._provinces_named(resolved))
        day = self._first("day", (self._day(c) for c in events), self._days_named(resolved))
        own = parsed.document.date
        self.source["day of the release"] += day is None and own is not None
        return province, day or own, own

    def _first(self, what: str, claimed: Any, named: list[str]) -> str | None:
        found = next((value for value in claimed if value), None)
        self.source[f"{what} of a claim" if found else f"{what} of a mention" if named else f"{what} unknown"] += 1
        return found or (named[0] if named else None)

    def _province(self, claim: Claim) -> str | None:
        return next((where.admin1 for where in claim.where if where.admin1), None)

    @staticmethod
    def _day(claim: Claim) -> str | None:
        told = claim.when
        return told.from_ if told is not None and told.precision in {"day", "week"} and told.open == "no" else None

    @staticmethod
    def _provinces_named(resolved: Resolved) -> list[str]:
        below = resolved.parsed.document.reading.text.find(")") + 1
        found = [
            n.place.place.admin1
            for i, n in sorted(resolved.named.items())
            if n.place is not None and n.place.place is not None and resolved.parsed.doc[i].idx >= below
        ]
        return [name for name in found if name]

    @staticmethod
    def _days_named(resolved: Resolved) -> list[str]:
        document = resolved.parsed.document
        reference = date.fromisoformat(document.date) if document.date else None
        text = document.reading.text
        spans = resolve_relative(find_dates(text, reference), reference)
        days = [s for s in spans if s.precision == "day" and s.from_]
        return [
            s.from_
            for s in days
            if s.from_ and not (s.start < _HEAD and s.from_ == document.date and s.words[-1].isdigit())
        ]


def same_province(gazetteer: Gazetteer, told: str | None, listed: Sequence[str], country: str) -> bool:
    """Whether the told province is all that was coded."""
    names = [n.strip() for joined in listed for n in joined.split(";") if n.strip()]
    if told is None or not names:
        return told is None and not names
    context = Context(countries={country: 1.0})
    places = [locate(f"{n} province", gazetteer, context).place for n in (told, *names)]
    return len(names) == 1 and places[0] is not None and places[0] == places[1]


#: How a told day lies beside the coded one.
_AGREEMENT = ("agree", "coded a day earlier", "coded a day later", "other", "no date")


def by_month(coded: Sequence[str], told: Sequence[str | None]) -> dict[str, Counter[str]]:
    """How told days lie beside coded ones, by the month of the coded day; "no date" where the text dates nothing."""
    table: dict[str, Counter[str]] = {}
    for one, other in zip(coded, told, strict=True):
        table.setdefault(one[:7], Counter())[_beside(one, other)] += 1
    return dict(sorted(table.items()))


def _beside(coded: str, told: str | None) -> str:
    if told is None:
        return "no date"
    days = (date.fromisoformat(told) - date.fromisoformat(coded)).days
    return {0: "agree", 1: "coded a day earlier", -1: "coded a day later"}.get(days, "other")


def show_months(table: dict[str, Counter[str]]) -> None:
    """A line a month, in the form of a page's table, with the sum of all below."""
    print("| month coded | releases | " + " | ".join(_AGREEMENT) + " |\n|" + "---|" * (2 + len(_AGREEMENT)))
    for month, row in [*table.items(), ("all", sum(table.values(), Counter()))]:
        print(f"| {month} | {row.total()} | " + " | ".join(str(row[a]) for a in _AGREEMENT) + " |")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--country", default="AFG", help="ISO 3166-1 code of the coded provinces' country")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--months", action="store_true", help="how told days lie beside coded ones, by month")
    given = parser.parse_args()
    releases, answers = json_lines(given.data), Answers()
    told = answers.of([r["text"] for r in releases])
    where, when, base_when = [], [], []
    commonest = Counter(tuple(r["province"]) for r in releases).most_common(1)[0][1]
    for release, (province, day, own) in zip(releases, told, strict=True):
        where.append(float(same_province(answers.gazetteer, province, release["province"], given.country)))
        when.append(float(day == release["start_date"]))
        base_when.append(float(own == release["start_date"]))
        if given.misses and not (where[-1] and when[-1]):
            print(f"   {release['province']} {release['start_date']} told {province} {day} of {own}: {release['id']!r}")
    if given.months:
        show_months(by_month([r["start_date"] for r in releases], [day for _, day, _ in told]))
    both = [(a + b) / 2 for a, b in zip(where, when, strict=True)]
    result: dict[str, Any] = {
        "score": mean(both),
        "interval": interval(both),
        "baseline": round((commonest / len(releases) + (mean(base_when) or 0)) / 2, 3),
        "releases": len(releases),
        "province": mean(where),
        "province_interval": interval(where),
        "province_baseline": round(commonest / len(releases), 3),
        "start_date": mean(when),
        "start_date_interval": interval(when),
        "start_date_baseline": mean(base_when),
        "source": dict(answers.source),
    }
    for name in ("province", "start_date"):
        print(f"{name:12} {result[name]!s:>6} {result[name + '_interval']} baseline {result[name + '_baseline']}")
    print("taken from:", ", ".join(f"{k} {n}" for k, n in sorted(answers.source.items())))
    finish(result, given.json)


if __name__ == "__main__":
    main()
