"""Which actors belong to each other: by the catalogue's parents and lineage, and by the states whose forces they are.

One side of a matter is often named at another height: "the army" and "the government", a faction and the group that it
left. Such names do not oppose each other, and what both say is no word of two sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from grounds.weighing.items import Party

if TYPE_CHECKING:
    from grounds.actors import Catalogue

#: ``same``: one actor. ``holds``: one is part of the other. ``kin``: they share a body or came from each other.
#: ``apart``: two actors. ``unknown``: at least one is only described.
Relation = Literal["same", "holds", "kin", "apart", "unknown"]

#: Links of the catalogue by which an actor stands within another, and those by which two are near.
_WITHIN = frozenset({"part_of", "renamed_to", "merged_with"})
_NEAR = frozenset({"affiliated_with", "split_from", "successor_of"})
#: Kinds of bodies that stand within the state of their country.
_OF_STATE = frozenset({"state_force", "intelligence_service"})
_DEPTH = 8


class Lineage:
    """The relations of actors, each pair worked out once."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        self._catalogue = catalogue
        self._above: dict[str, frozenset[str]] = {}
        self._near: dict[str, frozenset[str]] = {}
        self._known: dict[tuple[str, str], Relation] = {}
        self._canonical: dict[str, str] = {}

    def canonical(self, actor: str) -> str:
        """The actor that an id leads to after the user's merges."""
        if self._catalogue is None:
            return actor
        return self._catalogue.merged.get(actor, actor)

    def relation(self, one: Party, other: Party) -> Relation:
        """How two parties relate."""
        if one.actor is not None and other.actor is not None:
            return self.of_actors(one.actor, other.actor)
        return "same" if one.key == other.key else "unknown"

    def of_actors(self, one: str, other: str) -> Relation:
        """How two actors relate."""
        if one == other:
            return "same"
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = self._work_out(self.canonical(one), self.canonical(other))
        return self._known[pair]

    def above(self, actor: str) -> frozenset[str]:
        """The bodies that an actor stands within, through all heights, itself among them."""
        if actor not in self._above:
            found, edge = {actor}, [actor]
            for _ in range(_DEPTH):
                edge = [up for one in edge for up in self._up(one) if up not in found]
                found.update(edge)
            self._above[actor] = frozenset(found)
        return self._above[actor]

    def is_one_side(self, one: str, other: str) -> bool:
        """Whether two actors stand within one body: the police and the army of one state do."""
        return bool(self.above(self.canonical(one)) & self.above(self.canonical(other)))

    def _up(self, actor: str) -> list[str]:
        found = []
        if "/" in actor:  # a force composed from its state: state-som/police
            found.append(actor.split("/", 1)[0])
        entry = self._catalogue.get(actor) if self._catalogue is not None else None
        if entry is not None:
            if entry.parent is not None:
                found.append(entry.parent)
            found += [link["actor"] for link in entry.lineage if link["type"] in _WITHIN]
            if entry.kind in _OF_STATE and entry.country is not None:
                state = self._catalogue.state_by_country.get(entry.country) if self._catalogue is not None else None
                found += [state.id] if state is not None else []
        return found

    def _work_out(self, one: str, other: str) -> Relation:
        if one == other:
            return "same"
        if one in self.above(other) or other in self.above(one):
            return "holds"
        if self.above(one) & self.above(other) or other in self._kin(one) or one in self._kin(other):
            return "kin"
        return "apart"

    def _kin(self, actor: str) -> frozenset[str]:
        if actor not in self._near:
            entry = self._catalogue.get(actor) if self._catalogue is not None else None
            links = entry.lineage if entry is not None else ()
            self._near[actor] = frozenset(link["actor"] for link in links if link["type"] in _NEAR)
        return self._near[actor]
