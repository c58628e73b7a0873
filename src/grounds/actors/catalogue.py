"""The catalogue in memory: actors by id and by name, and the forces that a text names only by their state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from grounds.actors.entries import is_acronym
from grounds.actors.keys import name_key
from grounds.model.actor import Actor, Alias


@dataclass(frozen=True, slots=True)
class ForceNoun:
    """What a noun beside a state's adjective names."""

    role: str
    suffix: str
    kind: str
    name: str


@dataclass(frozen=True)
class Catalogue:
    """All actors by id; ``merged`` leads from ids that the user has merged. Made by ``load_catalogue``."""

    actors: Mapping[str, Actor]
    force_nouns: Mapping[str, ForceNoun]
    merged: Mapping[str, str] = field(default_factory=dict)

    def get(self, actor_id: str) -> Actor | None:
        """The actor of that id or of an id merged into it, or null."""
        return self.actors.get(self.merged.get(actor_id, actor_id))

    def names(self) -> Iterator[tuple[Alias, Actor]]:
        """Every name and alias with its actor."""
        for actor in self.actors.values():
            yield Alias(actor.name, "acronym" if is_acronym(actor.name) else "name"), actor
            for alias in actor.aliases:
                yield alias, actor

    def find(self, name: str) -> tuple[Actor, ...]:
        """Actors that bear the name: without case, accents and article; acronyms as they are written."""
        found = self.by_key.get(name_key(name), ())
        return tuple({a.id: a for alias, a in found if alias.kind != "acronym" or alias.text == name.strip()}.values())

    @cached_property
    def by_key(self) -> dict[str, list[tuple[Alias, Actor]]]:
        """Who bears each name, by :func:`name_key`."""
        index: dict[str, list[tuple[Alias, Actor]]] = {}
        for alias, actor in self.names():
            index.setdefault(name_key(alias.text), []).append((alias, actor))
        return index

    @cached_property
    def state_by_country(self) -> dict[str, Actor]:
        """ISO 3166-1 alpha-3 → the state."""
        return {
            a.country: a for a in self.actors.values() if a.kind == "state" and a.id.startswith("state-") and a.country
        }

    def force_of(self, country: str, role: str, year: int | None = None) -> Actor | None:
        """The body of a state for a role: the catalogue's own of that year, else composed from ``forces.yaml``."""
        state = self.state_by_country.get(country)
        noun = next((n for n in self.force_nouns.values() if n.role == role), None)
        if state is None or noun is None:
            return None
        if role == "government":
            return state
        own = [a for a in self._forces.get((country, role), ()) if year is None or is_active(a, year)]
        if own:
            return own[0]
        adjective = next((a.text for a in state.aliases if a.kind == "adjective"), state.name)
        return Actor(
            id=f"{state.id}/{noun.suffix}",
            name=noun.name.format(state=adjective),
            kind=noun.kind,
            country=country,
            parent=state.id,
            sources=("composed from the state's name",),
        )

    def mission_of(self, parent: str, country: str, year: int | None) -> Actor | None:
        """The one mission that an organisation has in a country in that year; null where there are several."""
        active = [a for a in self._missions.get((parent, country), ()) if year is None or is_active(a, year)]
        return active[0] if len(active) == 1 else None

    @cached_property
    def force_words(self) -> tuple[str, ...]:
        """The nouns of forces, longest first."""
        return tuple(sorted(self.force_nouns, key=len, reverse=True))

    @cached_property
    def _forces(self) -> dict[tuple[str, str], list[Actor]]:
        forces: dict[tuple[str, str], list[Actor]] = {}
        for actor in self.actors.values():
            if actor.role is not None and actor.country is not None:
                forces.setdefault((actor.country, actor.role), []).append(actor)
        return forces

    @cached_property
    def _missions(self) -> dict[tuple[str, str], list[Actor]]:
        missions: dict[tuple[str, str], list[Actor]] = {}
        for actor in self.actors.values():
            if actor.kind == "mission" and actor.parent is not None and actor.country is not None:
                missions.setdefault((actor.parent, actor.country), []).append(actor)
        return missions


def is_active(actor: Actor, year: int) -> bool:
    """Whether the actor's years, as far as they are known, hold ``year``."""
    return (actor.active_from or 0) <= year <= (actor.active_to or 9999)
