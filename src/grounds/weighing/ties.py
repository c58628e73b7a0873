"""Ties as spells: between whom, of what kind, and over which times it is said to hold.

A spell runs from the first day told, or first cited, to the last; it is never drawn over a silence longer than the rule
of its predicate (``data/ties.yaml``), nor beyond what was last said of it. What a text denies makes no spell, but
stands beside it as a rival.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grounds.weighing.cluster import Weighed, made_id
from grounds.weighing.fields import Chooser, Field
from grounds.weighing.grades import Credibility
from grounds.weighing.items import Item, day_number, day_text
from grounds.weighing.linking import Linker, lasts
from grounds.weighing.links import symmetric
from grounds.weighing.opposing import Disagreement
from grounds.weighing.values import Value, gathered
from grounds.weighing.wording import span


@dataclass(frozen=True)
class Spell:
    """One time over which a tie is said to hold. Kinds are ``actual`` (told) and ``first_cited``/``last_cited``."""

    first: int
    last: int
    first_kind: str
    last_kind: str
    items: tuple[Item, ...]
    started: Field | None
    ended: Field | None
    origins: int
    credibility: Credibility
    gap_years: float

    def as_of(self, day: int) -> str | None:
        """How it stands on a day: held, silent (last cited before, within the gap), or null."""
        if self.first <= day <= self.last:
            return "held"
        if self.last < day <= self.last + round(self.gap_years * 365.25) and self.last_kind != "actual":
            return f"last cited {day_text(self.last)}"
        return None

    def words(self) -> str:
        """The spell in words, with what its ends are: "2015-03 – 2017-01", "cited 2024-03-15"."""
        told = span(self.first, self.last)
        if self.last_kind == "actual":
            return told if self.first_kind == "actual" else f"cited {told}, then ended"
        if self.first_kind != "actual":
            return f"cited {told}"
        return f"since {day_text(self.first)}, cited {day_text(self.last)}"

    def record(self) -> dict[str, Any]:
        """The spell as JSON-ready values."""
        return {
            "from": day_text(self.first),
            "to": day_text(self.last),
            "from_kind": self.first_kind,
            "to_kind": self.last_kind,
            "from_field": self.started.record() if self.started is not None else None,
            "to_field": self.ended.record() if self.ended is not None else None,
            "gap_years": round(self.gap_years, 2),
            "claims": [item.id for item in self.items],
            "independent_origins": self.origins,
            "credibility": self.credibility.grade,
            "credibility_why": self.credibility.why,
        }


@dataclass(frozen=True)
class Tie:
    """All spells of one relation of one pair, and who denies it."""

    id: str
    predicate: str
    one: str
    other: str
    one_actor: str | None
    other_actor: str | None
    directed: bool
    spells: tuple[Spell, ...]
    denied_by: tuple[Item, ...]
    undated: tuple[Item, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All claims of it: of its spells, without a day, and denials."""
        return (*(i for spell in self.spells for i in spell.items), *self.undated, *self.denied_by)

    def record(self) -> dict[str, Any]:
        """The tie as JSON-ready values."""
        return {
            "id": self.id,
            "predicate": self.predicate,
            "pair": [
                {"actor": self.one_actor, "name": self.one},
                {"actor": self.other_actor, "name": self.other},
            ],
            "directed": self.directed,
            "spells": [spell.record() for spell in self.spells],
            "denied_by": [item.id for item in self.denied_by],
            "undated": [item.id for item in self.undated],
            "disagreements": [d.id for d in self.disagreements],
        }

    def as_of(self, day: int) -> str | None:
        """How the tie stands on a day: held, silent (last cited before, within the gap), or null."""
        return next((state for spell in self.spells if (state := spell.as_of(day)) is not None), None)


class Ties:
    """Tells relations as ties."""

    def __init__(self, weighed: Weighed, chooser: Chooser, credibility_of: Mapping[str, Credibility]) -> None:
        self._weighed = weighed
        self._choose = chooser.choose
        self._credibility_of = credibility_of
        self._linker = Linker(weighed.lineage, weighed.documents)
        self._against: dict[str, list[Disagreement]] = {}
        for one in weighed.disagreements:
            for side in one.sides:
                for claim in side.claims:
                    self._against.setdefault(claim, []).append(one)

    def all(self) -> Iterator[Tie]:
        """All ties, by predicate and pair."""
        found: dict[tuple[str, str, str], list[Item]] = {}
        for item in self._weighed.items.values():
            if item.kind == "relation" and item.is_held and item.subjects:
                found.setdefault(self._pair(item), []).append(item)
        for key, items in sorted(found.items()):
            yield self._tie(key, items)

    def _pair(self, item: Item) -> tuple[str, str, str]:
        one, other = item.subjects[0].key, _other(item)[0]
        if item.predicate in symmetric() and other < one:
            one, other = other, one
        return item.predicate, one, other

    def _tie(self, key: tuple[str, str, str], items: list[Item]) -> Tie:
        predicate, one, _ = key
        first = next((i for i in items if i.subjects[0].key == one), items[0])
        positive = [i for i in items if i.positive]
        timed = [(i, t) for i in positive if (t := self._linker.time_of(i)) is not None]
        other_key, other_name, other_actor = _other(first)
        against = {d.id: d for item in items for d in self._against.get(item.id, ())}
        del other_key
        return Tie(
            id=made_id("tie", *key),
            predicate=predicate,
            one=first.subjects[0].name,
            other=other_name,
            one_actor=first.subjects[0].actor,
            other_actor=other_actor,
            directed=predicate not in symmetric(),
            spells=tuple(self._spells(predicate, timed)),
            denied_by=tuple(i for i in items if not i.positive),
            undated=tuple(i for i in positive if self._linker.time_of(i) is None),
            disagreements=tuple(against.values()),
        )

    def _spells(self, predicate: str, timed: list[tuple[Item, tuple[int, int]]]) -> Iterator[Spell]:
        """Citations in the order of their days; a silence longer than the rule, or a told end, parts them."""
        gap = lasts(predicate)
        held: list[tuple[Item, tuple[int, int]]] = []
        last = 0
        for item, (first, end) in sorted(timed, key=lambda t: (t[1], t[0].row)):
            told_end = any(i.phase == "ends" for i, _ in held)
            if held and (first - last > gap or (told_end and item.phase != "ends" and first > last)):
                yield self._spell(predicate, held)
                held = []
            held.append((item, (first, end)))
            last = max(last, end) if len(held) > 1 else end
        if held:
            yield self._spell(predicate, held)

    def _spell(self, predicate: str, held: Sequence[tuple[Item, tuple[int, int]]]) -> Spell:
        items = tuple(i for i, _ in held)
        started = self._end("started", _starts(items))
        ended = self._end("ended", _ends(items))
        first = day_number(started.value) if started is not None else None
        last = day_number(ended.value) if ended is not None else None
        cited_first, cited_last = min(t[0] for _, t in held), max(t[1] for _, t in held)
        clusters = {c.id: c for c in (self._weighed.cluster_of[i.id] for i in items)}
        best = max(clusters.values(), key=lambda c: (len(c.voices), -c.items[0].row))
        origins = {self._weighed.cluster_of[i.id].origins[i.id].key for i in items}
        return Spell(
            first=first if first is not None else cited_first,
            last=max(last, first or last) if last is not None else cited_last,
            first_kind="actual" if first is not None else "first_cited",
            last_kind="actual" if last is not None else "last_cited",
            items=items,
            started=started,
            ended=ended,
            origins=len(origins),
            credibility=self._credibility_of[best.id],
            gap_years=lasts(predicate) / 365.25,
        )

    def _end(self, name: str, told: list[tuple[Item, int, str]]) -> Field | None:
        values: list[Value[int]] = gathered(told, lambda a, b: a == b)
        return self._choose(name, values, day_text, number=float)


def _starts(items: Sequence[Item]) -> list[tuple[Item, int, str]]:
    """First days that texts tell as such: of what goes on since then, of what begins, of what happened once."""
    found = []
    for item in items:
        period = item.period
        if period is None or period.first is None or period.first_kind != "actual":
            continue
        if period.open == "yes" or item.phase == "begins" or _is_span(item):
            found.append((item, period.first, day_text(period.first) or ""))
    return found


def _ends(items: Sequence[Item]) -> list[tuple[Item, int, str]]:
    found = []
    for item in items:
        period = item.period
        if period is None or period.last is None or period.last_kind != "actual" or period.open == "yes":
            continue
        if item.phase == "ends" or _is_span(item):
            found.append((item, period.last, day_text(period.last) or ""))
    return found


def _is_span(item: Item) -> bool:
    """Whether a text gives it a time with both ends that is more than the unit of a date ("from 2012 to 2016")."""
    period = item.period
    if period is None or period.first is None or period.last is None:
        return False
    return period.last - period.first > 366


def _other(item: Item) -> tuple[str, str, str | None]:
    """The other end of a relation: its object, else its place, else its aim."""
    if item.objects:
        party = item.objects[0]
        return party.key, party.name, party.actor
    if item.place is not None:
        return f"@{item.place.key}|{item.place.country or ''}", item.place.name, None
    return f"={item.goal or ''}", item.goal or "", None
