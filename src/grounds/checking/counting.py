"""Rows of a release counted: of an actor and those within it, against a target, in a place, over a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from grounds.checking.data import settings
from grounds.events.engine import quoted
from grounds.matching.rows import Placing, Row, Rows
from grounds.weighing import places
from grounds.weighing.items import Place, day_text
from grounds.weighing.lineage import Lineage

_SIDES = "list_transform(sides, lambda s: {})"
_CIVILIANS = "(violence_type = 'one_sided' OR killed.civilians > 0)"


class Wanted(NamedTuple):
    """What rows are counted of; null or empty where all are. ``country`` are codes of three letters, ``within`` a place
    below the country."""

    actors: tuple[str, ...] = ()
    side: str | None = None
    target: str | None = None
    countries: tuple[str, ...] = ()
    within: Place | None = None
    first: int | None = None
    last: int | None = None


class Counted(NamedTuple):
    """Rows and deaths, by year too, the first and last day, and the row with most deaths."""

    rows: int
    deaths: int
    years: tuple[dict[str, Any], ...]
    first: int | None
    last: int | None
    worst: Row | None


@dataclass(frozen=True)
class Counter:
    """Counts rows of one release."""

    rows: Rows
    lineage: Lineage
    placing: Placing

    @cached_property
    def actors(self) -> frozenset[str]:
        """The actors that its rows name."""
        found = self.rows.asked("SELECT DISTINCT unnest(list_transform(sides, lambda s: s.actor)) FROM events")
        return frozenset(actor for (actor,) in found if actor is not None)

    def within(self, actor: str) -> tuple[str, ...]:
        """An actor and those within it, as far as rows name them."""
        wanted = self.lineage.canonical(actor)
        return tuple(sorted(a for a in self.actors if wanted in self.lineage.above(self.lineage.canonical(a))))

    def tells_target(self, target: str) -> bool:
        """Whether the release has columns that could tell of a target."""
        return target == "civilians" or (
            target in settings("general")["targets"] and bool(self.rows.release.mapping.texts)
        )

    def counted(self, wanted: Wanted) -> Counted:
        """The rows that are wanted."""
        found = [row for row in self.rows.where(self.condition(wanted)) if self._is_in(row, wanted.within)]
        return counted(found)

    def _is_in(self, row: Row, within: Place | None) -> bool:
        if within is None:
            return True
        place = self.placing.place(row)
        return place is not None and places.of_two(within, place).relation in ("same", "holds", "meets")

    def condition(self, wanted: Wanted) -> str:
        """What is wanted as a condition in SQL, but for the place within a country."""
        told = ["true"]
        if wanted.actors:
            listed = ", ".join(quoted(a, "'") for a in wanted.actors)
            which = f"list_filter(sides, lambda s: s.side = '{wanted.side}')" if wanted.side else "sides"
            told.append(f"list_has_any(list_transform({which}, lambda s: s.actor), [{listed}])")
        if wanted.target is not None:
            told.append(self._target(wanted.target))
        if wanted.countries:
            told.append(f"country IN ({', '.join(quoted(c, chr(39)) for c in wanted.countries)})")
        if wanted.first is not None:
            told.append(f'"to" >= {_day(wanted.first)}')
        if wanted.last is not None:
            told.append(f'"from" <= {_day(wanted.last)}')
        return " AND ".join(told)

    def _target(self, target: str) -> str:
        if target == "civilians":
            return _CIVILIANS
        pattern = quoted(rf"\b(?:{settings('general')['targets'][target]})\b", "'")
        names = f"array_to_string({_SIDES.format('s.name')}, ' ')"
        return f"regexp_matches(concat_ws(' ', {names}, {self.rows.words_sql}), {pattern}, 'i')"


def counted(rows: Iterable[Row]) -> Counted:
    """What rows come to."""
    listed = list(rows)
    years: dict[int, list[int]] = {}
    for row in listed:
        held = years.setdefault(date.fromordinal(row.first).year, [0, 0])
        held[0] += 1
        held[1] += row.best or 0
    table = tuple({"year": y, "rows": n, "deaths": d} for y, (n, d) in sorted(years.items()))
    return Counted(
        len(listed),
        sum(row.best or 0 for row in listed),
        table,
        min((r.first for r in listed), default=None),
        max((r.last for r in listed), default=None),
        max(listed, key=lambda r: r.best or 0, default=None),
    )


def ranked(years: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Years by their deaths, the deadliest first."""
    return sorted(years, key=lambda y: (-y["deaths"], y["year"]))


def _day(number: int) -> str:
    return f"DATE '{day_text(max(1, number))}'"
