"""How the parties of a claim and of a row, or of two rows, relate: by the catalogue, by name, or by what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from grounds.matching.data import settings
from grounds.weighing.items import Party
from grounds.weighing.lineage import Lineage

#: ``same``: one actor, or one within the other or near it. ``class``: both are of one class. ``unknown``: nothing
#: tells. ``other_actor``: two actors of one class. ``other_class``: of two classes.
Relation = Literal["same", "class", "unknown", "other_actor", "other_class"]
RANK: dict[Relation, int] = {"same": 0, "class": 1, "unknown": 2, "other_actor": 3, "other_class": 4}
_WORTH: dict[Relation, float] = {"same": 2.0, "class": 1.0, "unknown": 0.0, "other_actor": -1.5, "other_class": -2.0}


class Compared(NamedTuple):
    """How two sides relate, by the nearest pair of parties."""

    relation: Relation
    one: Party | None = None
    other: Party | None = None

    @property
    def worth(self) -> float:
        """Speaks for one side (positive) or for two (negative)."""
        return _WORTH[self.relation]


def compare(one: Sequence[Party], other: Sequence[Party], lineage: Lineage) -> Compared:
    """How two sides relate."""
    pairs = [Compared(_relation(a, b, lineage), a, b) for a in one for b in other]
    told = [pair for pair in pairs if pair.relation != "unknown"]
    return min(told, key=lambda pair: RANK[pair.relation]) if told else Compared("unknown")


def _relation(one: Party, other: Party, lineage: Lineage) -> Relation:
    if one.key == other.key:
        return "same"
    if one.actor is not None and other.actor is not None:
        if lineage.of_actors(one.actor, other.actor) != "apart" or lineage.is_one_side(one.actor, other.actor):
            return "same"
    classes = class_of(one), class_of(other)
    if None in classes:
        return "unknown"
    if classes[0] != classes[1]:
        return "other_class"
    return "other_actor" if one.actor is not None and other.actor is not None else "class"


@lru_cache(maxsize=1 << 14)
def class_of(party: Party) -> str | None:
    """state, armed, civilians or peacekeepers; null where neither kind nor words tell."""
    rules = settings("parties")
    found: str | None = rules["targets"].get(party.target) if party.target else None
    if found is None and party.kind:
        found = rules["kinds"].get(party.kind)
    if found is not None:
        return found
    return next((name for name, pattern in _patterns() if pattern.search(party.name)), None)


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    listed = settings("parties")["names"]
    return [(name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in listed]
