"""Faults of a catalogue.

Checked: parents and links lead to known actors, without a circle; years rise, links lie within the years of both sides;
a name borne by several actors is declared everywhere, with what tells them apart, and that does tell them apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from grounds.actors.catalogue import Catalogue
from grounds.model.actor import Actor, Alias

#: Links that say who came from whom, told from the younger; a renaming is told from the older.
_DESCENT = ("split_from", "successor_of")
_OPEN = frozenset({"adjective", "capital"})
_REMEDY = "see docs/catalogue.md"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an actor's entry, in which field of it where one is to blame, and what to do."""

    actor: str
    problem: str
    remedy: str = _REMEDY
    field: str | None = None

    def __str__(self) -> str:
        return f"{self.actor}: {self.problem}"


class Faults:
    """Finds the faults of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.actors = catalogue.actors

    def all(self, countries: Container[str]) -> Iterator[Fault]:
        """Every fault, with what only a shipped catalogue must fulfil; ``countries`` are the codes that exist."""
        yield from self._of(self.actors.values())
        for key, entries in self.catalogue.by_key.items():
            yield from _clashes(key, entries)
        for actor in self.actors.values():
            yield from self._bare(actor, countries)

    def of_users(self, ids: Mapping[str, str]) -> Iterator[Fault]:
        """Faults of the actors ``ids``, which users have added or changed."""
        actors = [self.actors[i] for i in ids if i in self.actors]
        yield from self._of(actors)
        own = {a.id for a in actors}
        for entries in self.catalogue.by_key.values():
            if len(entries) > 1:
                yield from _undeclared(entries, own)

    def _of(self, actors: Iterable[Actor]) -> Iterator[Fault]:
        cleared: set[str] = set()
        for actor in actors:
            if actor.active_from and actor.active_to and actor.active_from > actor.active_to:
                yield Fault(actor.id, "active_to is before active_from", field="active_to")
            yield from _in("aliases", _alias_years(actor))
            yield from _designation_days(actor)
            if actor.parent is None and not actor.lineage:
                continue
            if actor.parent is not None and actor.parent not in self.actors:
                told = f"the parent {actor.parent!r} is in no file"
                yield Fault(actor.id, told, "add it, or leave the parent out", "parent")
            for link in actor.lineage:
                yield from _in("lineage", self._link(actor, link))
            yield from self._circle(actor, cleared)

    # ------------------------------------------------------------------------------------------------ links

    def _link(self, actor: Actor, link: dict[str, str]) -> Iterator[Fault]:
        told = f"lineage: {link['type']} {link['actor']}"
        other = self.actors.get(link["actor"])
        if other is None:
            yield Fault(actor.id, f"lineage to {link['actor']!r}, who is in no file", "add it, or leave the link out")
            return
        if other.id == actor.id:
            yield Fault(actor.id, f"{told} leads to itself")
            return
        year = int(link["date"][:4]) if "date" in link else None
        until = int(link["until"][:4]) if "until" in link else None
        if year is not None and until is not None and year > until:
            yield Fault(actor.id, f"{told} ends before it begins")
        for named, at in (("date", year), ("until", until)):
            if at is not None:
                yield from _outside(actor, at, f"{told}: the {named} {at}")
                # A successor may come long after the end of whom it succeeds.
                yield from _outside(
                    other, at, f"{told}: the {named} {at}", to_the_end=link["type"] != "successor_of", by=actor
                )

    def _circle(self, actor: Actor, cleared: set[str]) -> Iterator[Fault]:
        for above, what in ((self._whole, "belongs to"), (self._older, "comes from")):
            trail = self._trail_back(actor.id, above)
            if trail:
                path = f" {what} ".join((*trail, actor.id))
                if not cleared & set(trail):
                    field = "lineage" if actor.lineage else "parent"
                    yield Fault(actor.id, f"a circle in lineage: {path}", "take one of the links out", field)
                cleared.update(trail)

    @staticmethod
    def _trail_back(start: str, above: Callable[[str], list[str]]) -> list[str]:
        """The way from ``start`` back to itself, empty where there is none."""
        stack: list[tuple[str, list[str]]] = [(start, [start])]
        seen: set[str] = set()
        while stack:
            here, trail = stack.pop()
            for following in above(here):
                if following == start:
                    return trail
                if following not in seen:
                    seen.add(following)
                    stack.append((following, [*trail, following]))
        return []

    def _whole(self, actor_id: str) -> list[str]:
        actor = self.actors.get(actor_id)
        if actor is None:
            return []
        parts = [link["actor"] for link in actor.lineage if link["type"] == "part_of"]
        return [*parts, actor.parent] if actor.parent is not None else parts

    def _older(self, actor_id: str) -> list[str]:
        actor = self.actors.get(actor_id)
        older = [link["actor"] for link in actor.lineage if link["type"] in _DESCENT] if actor is not None else []
        return [*older, *self._renamed.get(actor_id, ())]

    @cached_property
    def _renamed(self) -> dict[str, list[str]]:
        """Later name → the actors that took it."""
        found: dict[str, list[str]] = {}
        for actor in self.actors.values():
            for link in actor.lineage:
                if link["type"] == "renamed_to":
                    found.setdefault(link["actor"], []).append(actor.id)
        return found

    @staticmethod
    def _bare(actor: Actor, countries: Container[str]) -> Iterator[Fault]:
        """What a reviewed entry must have."""
        if not actor.sources:
            yield Fault(actor.id, "has no source")
        for link in actor.lineage:
            if "source" not in link:
                yield Fault(actor.id, f"lineage: {link['type']} {link['actor']} has no source")
        texts = [actor.name, *(a.text for a in actor.aliases)]
        for text, times in Counter(texts).items():
            if times > 1:
                yield Fault(actor.id, f"bears the name {text!r} twice")
        if actor.id.startswith("state-"):
            return
        if actor.country is not None and actor.countries and actor.country not in actor.countries:
            yield Fault(actor.id, "its home is not among the countries where it acts")
        for country in (actor.country, *actor.countries):
            if country is not None and country not in countries:
                yield Fault(actor.id, f"{country!r} is no country")


def _both_acronyms_differ(one: Alias, other: Alias) -> bool:
    """Acronyms count only as they are written."""
    return "acronym" in (one.kind, other.kind) and one.text != other.text


def _one_is_usual(one: Alias, other: Alias) -> bool:
    """One bears the name as a matter of course, the other only where its country is spoken of."""
    return one.ambiguous != other.ambiguous and not (one.apart or other.apart)


def _clashes(name: str, entries: list[tuple[Alias, Actor]]) -> Iterator[Fault]:
    """Names that several actors bear: each must say what tells it apart, and be right."""
    for (alias, actor), (other_alias, other) in combinations(_bearers(entries), 2):
        if _both_acronyms_differ(alias, other_alias) or _one_is_usual(alias, other_alias):
            continue
        if not _declared(alias, actor, other_alias, other) & _told_apart(alias, actor, other_alias, other):
            yield Fault(actor.id, f"{name!r} is also {other.id}, and nothing declared on both tells them apart")


def _undeclared(entries: list[tuple[Alias, Actor]], own: set[str]) -> Iterator[Fault]:
    """The same for users' actors, of whom it is enough that they say that a name is shared."""
    bearers = _bearers(entries)
    for alias, actor in bearers:
        if actor.id not in own or alias.ambiguous:
            continue
        for other_alias, other in bearers:
            if other.id != actor.id and not _settled(alias, actor, other_alias, other):
                shown = alias.text == actor.name
                remedy = "name it otherwise, with this one as a shared alias" if shown else "declare it shared"
                yield Fault(
                    actor.id,
                    f"the name {alias.text!r} is also that of {other.id!r}",
                    f"{remedy} ({{text: …, ambiguous: true}}), or merge the two",
                    "name" if shown else "aliases",
                )


def _bearers(entries: list[tuple[Alias, Actor]]) -> list[tuple[Alias, Actor]]:
    return list({actor.id: (alias, actor) for alias, actor in entries if alias.kind not in _OPEN}.values())


def _settled(mine: Alias, bearer: Actor, theirs: Alias, whose: Actor) -> bool:
    """Whether two names do not clash: acronyms written otherwise, or the bearer's own name that the other shares."""
    shared = mine.text == bearer.name and theirs.ambiguous and theirs.text != whose.name
    return shared or _both_acronyms_differ(mine, theirs)


def _declared(alias: Alias, actor: Actor, other_alias: Alias, other: Actor) -> set[str]:
    """What both say that it tells them apart; the one whose own name it is, of which there is one, need not say so."""
    ways = [set(a.apart) for a, bearer in ((alias, actor), (other_alias, other)) if a.text != bearer.name]
    return set.intersection(*ways) if ways else set()


def _told_apart(alias: Alias, actor: Actor, other_alias: Alias, other: Actor) -> set[str]:
    """In what the bearers of one name do differ."""
    ways = set()
    homes, others = ({a.country, *a.countries} - {None} for a in (actor, other))
    if not homes & others and homes and others:
        ways.add("country")
    if actor.kind != other.kind:
        ways.add("kind")
    start, end = _years(alias, actor)
    other_start, other_end = _years(other_alias, other)
    if end < other_start or other_end < start:
        ways.add("dates")
    return ways


def _years(alias: Alias, actor: Actor) -> tuple[int, int]:
    return alias.since or actor.active_from or 0, alias.until or actor.active_to or 9999


def _outside(
    actor: Actor, year: int, told: str, *, to_the_end: bool = True, by: Actor | None = None
) -> Iterator[Fault]:
    """A year of a link or name that lies outside the years of ``actor``."""
    if actor.active_from is not None and year < actor.active_from:
        yield Fault((by or actor).id, f"{told} is before {actor.id} began ({actor.active_from})")
    if to_the_end and actor.active_to is not None and year > actor.active_to:
        yield Fault((by or actor).id, f"{told} is after {actor.id} ended ({actor.active_to})")


def _in(field: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """The faults, with the field that they are in."""
    return (replace(fault, field=field) for fault in faults)


def _designation_days(actor: Actor) -> Iterator[Fault]:
    for listed in actor.designations:
        since, until = listed["since"], listed.get("until")
        if until is not None and until < since[: len(until)]:
            told = f"designations: {listed['list']} of {listed['issuer']} ends before it begins"
            yield Fault(actor.id, told, field="designations")


def _alias_years(actor: Actor) -> Iterator[Fault]:
    for alias in actor.aliases:
        if alias.since is not None and alias.until is not None and alias.since > alias.until:
            yield Fault(actor.id, f"the name {alias.text!r} ends before it begins")
        for year in (alias.since, alias.until):
            if year is not None:
                yield from _outside(actor, year, f"a year of the name {alias.text!r}, {year},")
