"""What a disagreement is, and who stands on its sides.

Each has a type (``who``, ``whether``, ``how_many``, ``when``, ``where``), a strength (``contradiction``, ``tension``,
``scope_difference``, ``update``, ``definition_difference``) and two sides, each with its claims, their documents and
the origins that say so independently of each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


def is_party(origin: Origin, items: Sequence[Item], lineage: Lineage) -> bool:
    """Whether who says so is a party to the matter: told so by the claim, or of one body with a side of it."""
    if any(item.self_told for item in items):
        return True
    if origin.actor is None:
        return False
    sides = {p.actor for item in items for p in (*item.subjects, *item.objects) if p.actor is not None}
    return any(lineage.is_one_side(origin.actor, actor) for actor in sides)


def side_of(value: str, items: Sequence[Item], documents: Documents, lineage: Lineage) -> Side:
    """A side of claims that say one thing."""
    ordered = tuple(sorted(items, key=lambda i: (i.row, i.id)))
    traced = trace(ordered, documents)
    by_key: dict[str, list[Item]] = {}
    for item in ordered:
        by_key.setdefault(traced.origins[item.id].key, []).append(item)
    origins = {traced.origins[item.id].key: traced.origins[item.id] for item in ordered}
    parties = frozenset(k for k, o in origins.items() if is_party(o, by_key[k], lineage))
    return Side(value, ordered, origins, parties)
