"""What a disagreement is, and who stands on its sides.

Each has a type (``who``, ``whether``, ``how_many``, ``when``, ``where``), a strength (``contradiction``, ``tension``,
``scope_difference``, ``update``, ``definition_difference``) and two sides, each with its claims, their documents and
the origins that say so independently of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from grounds.weighing.data import settings
from grounds.weighing.items import Item
from grounds.weighing.lineage import Lineage
from grounds.weighing.origins import Documents, Origin, trace

#: From the weightiest to the lightest.
STRENGTHS = ("contradiction", "tension", "definition_difference", "scope_difference", "update")


@dataclass(frozen=True)
class Side:
    """Claims that say one thing: ``value`` is what they say, in words."""

    value: str
    items: tuple[Item, ...]
    origins: Mapping[str, Origin]
    parties: frozenset[str]

    @property
    def claims(self) -> list[str]:
        """Ids of the claims, in the order of the ledger."""
        return [item.id for item in self.items]

    @property
    def independent(self) -> int:
        """How many origins say so independently."""
        return len(self.origins)

    def record(self) -> dict[str, Any]:
        """The side as JSON-ready values."""
        return {
            "value": self.value,
            "claims": self.claims,
            "documents": list(dict.fromkeys(item.document for item in self.items)),
            "independent_origins": self.independent,
            "origins": [
                {"name": origin.name, "party": key in self.parties, "named": not origin.unnamed}
                for key, origin in self.origins.items()
            ],
        }


@dataclass(frozen=True)
class Disagreement:
    """Two sides that do not say the same."""

    id: str
    type: str
    strength: str
    about: str
    sides: tuple[Side, Side]
    explanation: str
    reason: str = ""

    def record(self) -> dict[str, Any]:
        """The disagreement as JSON-ready values, in the contract's form."""
        return {
            "id": self.id,
            "type": self.type,
            "strength": self.strength,
            "claims": [claim for side in self.sides for claim in side.claims],
            "about": self.about,
            "explanation": self.explanation,
            "independent_origins": [side.independent for side in self.sides],
            "sides": [side.record() for side in self.sides],
            "reason": self.reason,
            "status": "open",
        }


class Matter(NamedTuple):
    """Who stands on a side of a matter: known actors, and the kinds of bodies that its sides are."""

    actors: frozenset[str]
    kinds: frozenset[str]


def matter_of(items: Iterable[Item]) -> Matter:
    """The sides that claims tell of: who did it, or is said to have, and whom it was done to."""
    parties = [p for item in items if item.is_held for p in (*item.subjects, *item.objects)]
    kinds = {kind for p in parties for kind in (p.kind, p.target) if kind is not None}
    return Matter(frozenset(p.actor for p in parties if p.actor is not None), frozenset(kinds))


def is_party(origin: Origin, items: Sequence[Item], lineage: Lineage, matter: Matter | None = None) -> bool:
    """Whether who says so is a party to the matter: told so by the claim, of one body with a side of it, or, where the
    catalogue does not know who speaks, a body of the kind of one of the sides ("an army spokesman").

    ``matter``: the sides of the whole event where the claims are but a part of what is told of it.
    """
    if any(item.self_told for item in items):
        return True
    sides = matter or matter_of(items)
    if origin.actor is None:
        return origin.speaks and speaks_for_a_side(origin.name, sides.kinds)
    return any(lineage.is_one_side(origin.actor, actor) for actor in sides.actors)


@cache
def speaks_for_a_side(name: str, kinds: frozenset[str]) -> bool:
    """Whether a speaker's words name a body of the kind of one of the sides."""
    rules = settings("origins")
    if re.search(rules["no_party"], name, re.IGNORECASE):
        return False
    return any(
        not kinds.isdisjoint(body["sides"]) and re.search(rf"\b(?:{body['words']})\b", name, re.IGNORECASE)
        for body in rules["parties"].values()
    )


def side_of(
    value: str, items: Sequence[Item], documents: Documents, lineage: Lineage, matter: Matter | None = None
) -> Side:
    """A side of claims that say one thing; ``matter``: the sides of the whole event."""
    ordered = tuple(sorted(items, key=lambda i: (i.row, i.id)))
    traced = trace(ordered, documents)
    by_key: dict[str, list[Item]] = {}
    for item in ordered:
        by_key.setdefault(traced.origins[item.id].key, []).append(item)
    origins = {traced.origins[item.id].key: traced.origins[item.id] for item in ordered}
    parties = frozenset(k for k, o in origins.items() if is_party(o, by_key[k], lineage, matter))
    return Side(value, ordered, origins, parties)
