"""Templates of incidents, and how those given are scored against those coded.

A template is a type and, for each role, entities; an entity is a set of mentions of which one will do. Templates are
put beside each other one to one, those of one type alone, so that most agrees; then the type of each pair and each of
its entities that agrees counts as right, and everything given or coded counts as given or coded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


@dataclass
class Template:
    """A type and the entities of each role."""

    type: str
    roles: dict[str, list[frozenset[str]]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How much the template states: its type and each entity."""
        return 1 + sum(len(entities) for entities in self.roles.values())


def coded_templates(row: dict[str, Any]) -> list[Template]:
    """The coded templates of a row; a type may join several, of which the first is taken."""
    out = []
    for template in row.get("templates") or []:
        roles = {r: [frozenset(bare(m[0]) for m in entity) for entity in template.get(r) or []] for r in ROLES}
        out.append(Template(str(template["incident_type"]).split(" / ")[0], roles))
    return out


def bare(mention: str) -> str:
    """A mention to compare: small letters, no articles before it, no quotation marks."""
    return re.sub(r"^(the|a|an) ", "", re.sub(r"[\"“”]", "", mention.lower()).strip())


def agreeing(given: Template, coded: Template) -> int:
    """How much of two templates agrees, each coded entity once; nothing where the types differ."""
    if given.type != coded.type:
        return 0
    hits = 1
    for role in ROLES:
        left = list(coded.roles.get(role, []))
        for entity in given.roles.get(role, []):
            found = next((c for c in left if c & entity), None)
            if found is not None:
                left.remove(found)
                hits += 1
    return hits


def counts(given: Sequence[Template], coded: Sequence[Template]) -> tuple[int, int, int]:
    """How much is right, given and coded; the pairs that agree most are taken first."""
    pairs = sorted(
        ((agreeing(g, c), i, j) for i, g in enumerate(given) for j, c in enumerate(coded)), key=lambda p: (-p[0], p[1:])
    )
    right, one, other = 0, set(), set()
    for hits, i, j in pairs:
        if hits and i not in one and j not in other:
            right, one, other = right + hits, one | {i}, other | {j}
    return right, sum(g.size for g in given), sum(c.size for c in coded)


def micro_f1(rows: Sequence[tuple[int, int, int]]) -> float:
    """F1 of what is right, given and coded over all texts."""
    right, either = sum(r[0] for r in rows), sum(r[1] + r[2] for r in rows)
    return 2 * right / either if either else 0.0
