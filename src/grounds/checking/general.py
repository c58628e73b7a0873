"""Claims about many events: the figures of a release that bear on them.

"Numerous attacks on schools", "active since 2015", "has weakened", "the deadliest year": no row agrees with such a
claim or disagrees. What can be told is how many rows there are, with how many dead, and how that changed; whether that
proves the claim is for the reader to say.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from grounds.checking.check import is_single
from grounds.checking.counting import Counted, Counter, Wanted, ranked
from grounds.checking.data import settings
from grounds.checking.reading import Report
from grounds.checking.scope import Scope
from grounds.checking.telling import Told, is_placed, told_events
from grounds.checking.verdicts import Checked, Figures, Points
from grounds.weighing.items import Item, Party, Period, Place, day_number, day_text
from grounds.weighing.wording import claim_line

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n\s*\n")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


@dataclass(frozen=True)
class GeneralCheck:
    """Gathers figures of one release."""

    counter: Counter
    scope: Scope

    def claims(self, report: Report) -> Iterator[Checked]:
        """The claims of a report that are about many events, each with figures or the reason why there are none."""
        told = {t.item.id: t for t in told_events(report)}
        for item in report.items:
            if item.kind == "event":
                if not is_single(told[item.id]):
                    yield self._many(told[item.id], report)
            else:
                yield self._judged(item, report)
        for item, unit, place in superlatives(report):
            yield self._superlative(item, unit, place, report)

    # ------------------------------------------------------------------------------------------------- many events

    def _many(self, told: Told, report: Report) -> Checked:
        item = told.item
        blank = self._blank(item)
        if item.factuality not in ("asserted", "qualified", "alleged", "possible"):
            return replace(blank, reason=_why("hypothetical").format(factuality=item.factuality))
        outside = self.scope.time(item.period) or self.scope.country(told.countries, item.period)
        if outside is not None:
            return replace(blank, status="out_of_scope", reason=outside)
        wanted, about, problem = self._wanted(item.subjects, item.objects, item.places, item.period)
        if problem:
            return replace(blank, reason=problem)
        found = self.counter.counted(wanted)
        count, words = report.counts.get(item.id, (None, ""))
        key = "count" if count is not None else "many"
        points: Points = "bears" if found.rows else "against" if item.positive else "supports"
        if count is not None and found.rows:
            points = "supports" if found.rows == count else "bears"
        says = self._say(key, rows=_rows(found.rows), told=words, about=about, deaths=_dead(found.deaths))
        return replace(blank, status="figures", figures=Figures(says, found.years, points))

    def _wanted(
        self, subjects: tuple[Party, ...], objects: tuple[Party, ...], places: tuple[Place, ...], period: Period | None
    ) -> tuple[Wanted, str, str]:
        """What rows to count, in words, and why none can be counted (empty where they can)."""
        about: list[str] = []
        actors, unnamed = self._actors(subjects, about)
        target, untold = self._target(objects, about)
        within = next((p for p in places if is_placed(p) and p.level not in ("country", "vague")), None)
        countries = tuple(sorted({p.country for p in places if p.country}))
        about += [f"in {p.name}" for p in places[:1]]
        about = [" ".join(about)] if about else []
        first, last = (period.first, period.last) if period is not None else (None, None)
        if first is not None or last is not None:
            about.append(f"{day_text(first) or '…'} to {day_text(last) or self.scope_end}")
        wanted = Wanted(actors, None, target, countries, within, first, last)
        problem = unnamed or untold
        if not problem and not (actors or target or countries):
            problem = _why("nothing")
        return wanted, ", ".join(about) or "all rows", problem

    @property
    def scope_end(self) -> str | None:
        """The last day of the release."""
        return day_text(self.scope.days[1])

    def _actors(self, subjects: tuple[Party, ...], about: list[str]) -> tuple[tuple[str, ...], str]:
        named = [p for p in subjects if p.actor is not None]
        found = tuple(dict.fromkeys(a for p in named for a in self.counter.within(p.actor or "")))
        if named and not found:
            return (), self._say_general("no_subject", subject=named[0].name)
        about += [f"with {p.name}" for p in named[:1]]
        return found, ""

    def _target(self, objects: tuple[Party, ...], about: list[str]) -> tuple[str | None, str]:
        told = next((p for p in objects if p.target and p.target not in ("other", "unknown", "militants")), None)
        if told is None or told.target is None:
            return None, ""
        if not self.counter.tells_target(told.target):
            return None, self._say_general("no_target", target=told.name)
        about.append(f"telling of {told.target.replace('_', ' ')}")
        return told.target, ""

    # ------------------------------------------------------------------------------------------------- judgements

    def _judged(self, item: Item, report: Report) -> Checked:
        rules = settings("general")
        blank = self._blank(item)
        if item.factuality not in ("asserted", "qualified", "alleged", "possible"):
            return replace(blank, reason=_why("hypothetical").format(factuality=item.factuality))
        starts = item.period is not None and item.period.first is not None
        if item.predicate in rules["since"] and starts and item.trend is None:
            return self._since(item)
        if item.predicate in rules["trends"] and item.trend in ("up", "down", "steady"):
            return self._trend(item, report)
        key = "quality" if item.kind == "assessment" else "kind"
        told = item.predicate.replace("_", " ")
        return replace(blank, reason=_why(key).format(dataset=self.scope.dataset, predicate=told))

    def _since(self, item: Item) -> Checked:
        blank = self._blank(item)
        wanted, about, problem = self._wanted(item.subjects, item.objects, item.places, None)
        if problem or item.period is None or item.period.first is None:
            return replace(blank, reason=problem)
        found, first = self.counter.counted(wanted), item.period.first
        if not found.rows or found.first is None:
            return replace(
                blank, status="figures", figures=Figures(self._say("since_none", about=about), (), "against")
            )
        before = self.counter.counted(wanted._replace(last=first - 1))
        after = self.counter.counted(wanted._replace(first=first))
        says = self._say(
            "since",
            about=about,
            first=day_text(found.first),
            before=_rows(before.rows),
            since=day_text(first),
            after=_rows(after.rows),
            begins=self._say("since_begins", day=day_text(self.scope.days[0])) if self.scope.days[0] >= first else "",
        )
        points: Points = "against" if not after.rows or before.rows > after.rows else "bears"
        if not before.rows and after.rows and self.scope.days[0] < first:
            points = "supports"
        return replace(blank, status="figures", figures=Figures(says, found.years, points))

    def _trend(self, item: Item, report: Report) -> Checked:
        rules = settings("general")
        blank = self._blank(item)
        now = self._stretch(item, report)
        if now is None:
            return replace(blank, reason=_why("unread_day"))
        length = now[1] - now[0] + 1
        then = now[0] - length, now[0] - 1
        if self._covered(*now) < rules["covered_share"] or self._covered(*then) < rules["covered_share"]:
            first, last = map(day_text, self.scope.days)
            stretch = _stretch(then[0], now[1])
            reason = self._say_general("not_covered", stretch=stretch, first=first, last=last)
            return replace(blank, status="out_of_scope", reason=reason)
        how = rules["trends"][item.predicate]
        subjects = () if how.get("of_place") else item.subjects
        objects = item.subjects if how.get("of_target") else item.objects
        places = item.places if item.places else ()
        wanted, about, problem = self._wanted(() if how.get("of_target") else subjects, objects, places, None)
        if problem:
            return replace(blank, reason=problem)
        a, b = (self.counter.counted(wanted._replace(first=s[0], last=s[1])) for s in (now, then))
        figures = Figures(
            self._say(
                "trend",
                about=about,
                now=_rows(a.rows),
                now_dead=a.deaths,
                stretch=_stretch(*now),
                then=_rows(b.rows),
                then_dead=b.deaths,
                stretch_before=_stretch(*then),
            ),
            (*b.years, *a.years),
            _points(item.trend or "steady", a, b, falls_is_up=bool(how.get("worse_is_up"))),
        )
        return replace(blank, status="figures", figures=figures)

    def _stretch(self, item: Item, report: Report) -> tuple[int, int] | None:
        """The time that a judgement is about: its own, else the last year before its document."""
        source = report.sources.get(item.document)
        end = source.day if source is not None else None
        period = item.period
        if period is not None and period.first is not None:
            last = period.last if period.last is not None else end if end is not None else self.scope.days[1]
            return period.first, max(period.first, last)
        return None if end is None else (end - settings("general")["trend_days"] + 1, end)

    def _covered(self, first: int, last: int) -> float:
        """The share of a stretch that the release covers."""
        begin, end = self.scope.days
        return max(0, min(last, end) - max(first, begin) + 1) / (last - first + 1)

    # ------------------------------------------------------------------------------------------------ superlatives

    def _superlative(self, item: Item, unit: str, place: Place | None, report: Report) -> Checked:
        blank = self._blank(item)
        countries = (place.country,) if place is not None and place.country else ()
        if not countries:
            return replace(blank, reason=_why("nothing"))
        outside = self.scope.country(frozenset(countries), None) or self.scope.time(item.period)
        if outside is not None:
            return replace(blank, status="out_of_scope", reason=outside)
        within = place if place is not None and place.level != "country" else None
        found = self.counter.counted(Wanted(countries=countries, within=within))
        about = place.name if place is not None else "all rows"
        if not found.rows or found.worst is None:
            return replace(
                blank, status="figures", figures=Figures(self._say("since_none", about=about), (), "against")
            )
        told = _year_of(item, report)
        if unit != "year" or told is None:
            worst = found.worst
            says = self._say(
                "superlative_attack", about=about, row=worst.source_id, dead=worst.best or 0, day=day_text(worst.first)
            )
            return replace(blank, status="figures", figures=Figures(says, found.years))
        order = ranked(found.years)
        rank = next((n for n, y in enumerate(order, 1) if y["year"] == told), None)
        dead = next((y["deaths"] for y in order if y["year"] == told), 0)
        says = self._say(
            "superlative",
            about=about,
            told=dead,
            unit=told,
            rank=rank or "none",
            of=len(order),
            most=order[0]["year"],
            most_dead=order[0]["deaths"],
        )
        return replace(
            blank, status="figures", figures=Figures(says, found.years, "supports" if rank == 1 else "against")
        )

    # ------------------------------------------------------------------------------------------------------- words

    def _blank(self, item: Item) -> Checked:
        line = item.quote if item.predicate == "superlative" else claim_line(item)
        return Checked(item, line, self.scope.dataset, self.scope.rows.release.release, "not_checkable")

    def _say(self, key: str, **words: Any) -> str:
        form: str = settings("general")["says"][key]
        return form.format(dataset=self.scope.dataset, release=self.scope.rows.release.release, **words)

    def _say_general(self, key: str, **words: Any) -> str:
        form: str = settings("general")[key]
        return form.format(dataset=self.scope.dataset, release=self.scope.rows.release.release, **words)


def superlatives(report: Report) -> Iterator[tuple[Item, str, Place | None]]:
    """Sentences that call a year, month or attack the deadliest: as an item of the sentence, what it is of, and the
    place that the sentence names, else the country that the document names most."""
    for document, text in report.texts.items():
        named = report.named.get(document, [])
        seen: set[int] = set()
        for found in (m for pattern in _superlatives() for m in pattern.finditer(text)):
            start, end = _sentence(text, found.start(), found.end())
            if start in seen:
                continue
            seen.add(start)
            here = [p for at, p in named if start <= at < end]
            place = here[0] if here else _usual(named)
            yield _item(document, text[start:end], start, len(report.items) + len(seen)), found["unit"].lower(), place


@cache
def _superlatives() -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in settings("general")["superlatives"]]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    before = [m.end() for m in _SENTENCE_END.finditer(text, 0, start)]
    begin = before[-1] if before else 0
    begin += len(text[begin:start]) - len(text[begin:start].lstrip())
    after = _SENTENCE_END.search(text, end)
    return begin, after.end() if after else len(text)


def _usual(named: list[tuple[int, Place]]) -> Place | None:
    countries = [p for _, p in named if p.level == "country"]
    counted = {p.country: sum(q.country == p.country for q in countries) for p in countries}
    return max(countries, key=lambda p: counted[p.country]) if countries else None


def _item(document: str, quote: str, start: int, row: int) -> Item:
    blank: dict[str, Any] = dict.fromkeys(Item._fields)
    blank |= dict.fromkeys(("modes", "subjects", "objects", "places", "figures", "voices", "passed_on"), ())
    digest = hashlib.sha256(f"{document}\0{start}\0{quote}".encode()).hexdigest()[:12]
    told = _YEAR.search(quote)
    year = told[0] if told else None
    period = _of_year(year) if year is not None else None
    own = {"id": f"txt_{digest}", "row": row, "document": document, "kind": "assessment", "predicate": "superlative"}
    blank |= own | {"positive": True, "factuality": "asserted", "period": period, "self_told": False, "confidence": 1.0}
    return Item(**{**blank, "quote": quote, "start": start})


def _of_year(year: str) -> Period:
    return Period(day_number(f"{year}-01-01"), day_number(f"{year}-12-31"), "actual", "actual", "no", False)


def _year_of(item: Item, report: Report) -> int | None:
    """The year that a superlative is of: told, else that of the document ("this year")."""
    if item.period is not None:
        return int(str(day_text(item.period.first))[:4])
    source = report.sources.get(item.document)
    return int(str(day_text(source.day))[:4]) if source is not None and source.day is not None else None


def _points(trend: str, now: Counted, then: Counted, *, falls_is_up: bool) -> Points:
    """Whether rows went the way of a judgement."""
    steady = settings("general")["steady"]
    change = (now.rows - then.rows) / max(then.rows, 1)
    went = "steady" if abs(change) < steady else "up" if change > 0 else "down"
    if falls_is_up:
        went = {"up": "down", "down": "up"}.get(went, went)
    if not now.rows and not then.rows:
        return "bears"
    return "supports" if went == trend else "against" if {went, trend} == {"up", "down"} else "bears"


def _rows(number: int) -> str:
    return f"{number} row{'s' if number != 1 else ''}"


def _dead(number: int) -> str:
    return f", {number} dead" if number else ""


def _stretch(first: int, last: int) -> str:
    return f"{day_text(first)} to {day_text(last)}"


def _why(key: str) -> str:
    told: str = settings("check")["not_checkable"][key]
    return told
