"""What a dataset does not take up: by its own rules, and by what the imported release covers.

A claim outside of it is never "absent from the record". The rules are data (``inclusion`` in the dataset's mapping);
what the release covers is told by its rows: their first and last day, and the countries with rows in a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from grounds.checking.data import settings
from grounds.checking.telling import Told
from grounds.events.mapping import Inclusion
from grounds.matching import sides
from grounds.matching.rows import Rows
from grounds.weighing import figures
from grounds.weighing.items import Period, day_text


@dataclass(frozen=True)
class Scope:
    """The scope of one release."""

    rows: Rows

    @property
    def dataset(self) -> str:
        """What to call the dataset in a sentence."""
        return self.rows.release.dataset

    @property
    def rules(self) -> Inclusion:
        """The dataset's rules."""
        return self.rows.release.mapping.inclusion

    @cached_property
    def days(self) -> tuple[int, int]:
        """The first and last day of its rows."""
        found = self.rows.asked('SELECT min("from"), max(coalesce("to", "from")) FROM events')
        return found[0][0].toordinal(), found[0][1].toordinal()

    @cached_property
    def covered(self) -> frozenset[tuple[str, int]]:
        """The countries and years that have rows."""
        told = self.rows.asked('SELECT DISTINCT country, year("from") FROM events WHERE country IS NOT NULL')
        return frozenset((country, year) for country, year in told)

    def outside(self, told: Told) -> str | None:
        """Why a claim lies outside of the dataset, in a sentence; null where it lies within."""
        return (
            self._type(told)
            or self.time(told.period)
            or self._deaths(told)
            or self._parties(told)
            or self.country(told.countries, told.period)
        )

    def _type(self, told: Told) -> str | None:
        types = self.rules.types
        if not types or told.item.predicate in types:
            return None
        return self._say("types", types=" and ".join(types), type=told.item.predicate)

    def _deaths(self, told: Told) -> str | None:
        least = self.rules.deaths_at_least or (1 if self.rules.lethal_only else None)
        if least is None:
            return None
        needed = f"{least} death{'s' if least != 1 else ''}"
        own = [f for f in told.figures if f.outcome == "killed"]
        if not own:
            return self._say("no_death", number=needed)
        most = [figures.interval(f)[1] for f in own]
        number = sum(f.best or f.low or 0 for f in own)
        if all(m is not None for m in most) and max(m or 0 for m in most) < least and number < least:
            return self._say("few_deaths", number=needed, told=figures.told(own[0]))
        return None

    def _parties(self, told: Told) -> str | None:
        doers = {sides.class_of(p) for p in told.item.subjects} - {None}
        wanted = {"state": "state", "non_state": "armed"}
        if self.rules.doers and doers and not doers & {wanted[d] for d in self.rules.doers}:
            return self._say("doers", doers=" and ".join(d.replace("_", "-") for d in self.rules.doers) + " actors")
        targets = {p.target for p in told.item.objects if p.target}
        if self.rules.targets and targets and not targets & set(self.rules.targets):
            return self._say("targets", targets=" and ".join(self.rules.targets))
        return None

    def time(self, period: Period | None) -> str | None:
        """Why a time lies outside."""
        if period is None:
            return None
        first, last = (period.first, period.last)
        rules = self.rules
        if last is not None and rules.from_year is not None and int(str(day_text(last))[:4]) < rules.from_year:
            return self._say("before", year=rules.from_year)
        if first is not None and rules.to_year is not None and int(str(day_text(first))[:4]) > rules.to_year:
            return self._say("after", year=rules.to_year)
        if last is not None and last < self.days[0]:
            return self._say("release_before", day=day_text(self.days[0]))
        if first is not None and first > self.days[1]:
            return self._say("release_after", day=day_text(self.days[1]))
        return None

    def country(self, countries: frozenset[str], period: Period | None) -> str | None:
        """Why countries lie outside: by the rules, or because the release has no row there in those years."""
        if not countries:
            return None
        names = " and ".join(sorted(countries))
        if self.rules.countries and not countries & set(self.rules.countries):
            return self._say("country", country=names)
        if not self.covered:
            return None
        years = _years(period)
        if years is not None and period is not None and period.last is None and period.open != "no":
            years = range(years.start, int(str(day_text(self.days[1]))[:4]) + 1)
        if any(c in countries and (years is None or y in years) for c, y in self.covered):
            return None
        told = "any year" if years is None else f"{years.start}" + (f" to {years.stop - 1}" if len(years) > 1 else "")
        return self._say("no_country", country=names, years=told)

    def _say(self, key: str, **words: object) -> str:
        form: str = settings("check")["scope"][key]
        return form.format(dataset=self.dataset, release=self.rows.release.release, **words)


def _years(period: Period | None) -> range | None:
    if period is None or period.first is None:
        return None
    first = int(str(day_text(period.first))[:4])
    last = int(str(day_text(period.last))[:4]) if period.last is not None else first
    return range(first, max(first, last) + 1)
