"""Mentions: who and what a text names, whether or not a claim is read of it.

A mention is a stretch of the canonical text with its kind, and what readers know of it. It stands in the ledger beside
the claims: it says that something is named, not what is told of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grounds.model.records import plain_record

#: Kinds of mentions, each with what it is.
KINDS: dict[str, str] = {
    "person": "one named person",
    "people": "persons without a name, by what they are or how many",
    "organisation": "a body of people with a name: a state, an armed group, an agency, a company",
    "nationality": "people or things of a nation, by its adjective",
    "place": "a place or an area on the ground",
    "facility": "something built or owned that may be attacked: an office, a bridge, a vehicle",
    "weapon": "an arm, a munition or a substance used as one",
    "platform": "what carries arms: an aircraft, a tank, a ship",
    "quantity": "a number of something",
    "money": "a sum of money",
    "period": "a date or a stretch of time",
    "document": "a document or message by its name or number",
}
#: Parts that a mention may have in an act of violence.
ROLES: dict[str, str] = {
    "perpetrator": "who does it, or is said to",
    "target": "the thing that it is aimed at",
    "victim": "the person who suffers it",
    "instrument": "what it is done with",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention. ``kind`` is of :data:`KINDS`, ``role`` of :data:`ROLES` or null; ``detail`` is the kind of actor or
    the level of place where it is known, ``actor`` the catalogue's id. ``evidence`` names the readers that saw it,
    ``confidence`` (0–1) is that of the surest; null where a reader gives none."""

    start: int
    end: int
    kind: str
    role: str | None = None
    detail: str | None = None
    actor: str | None = None
    confidence: float | None = None
    evidence: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """The mention as JSON-ready values."""
        return plain_record(self)
