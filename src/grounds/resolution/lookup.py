"""What one name may mean: candidates with scores and reasons, and names near it where nobody bears it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest
from typing import Any

from grounds.actors import Catalogue
from grounds.actors.keys import name_key
from grounds.model.actor import Actor
from grounds.resolution.actors import Resolution, compose_force, resolve_actor, weigh
from grounds.resolution.context import Context

#: How many near names are told, and how alike they must be (0–1).
_NEAR = 5
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a name may mean. ``score`` is null for names that are only near: they are never chosen."""

    actor: Actor
    score: float | None
    reasons: tuple[str, ...]
    chosen: bool

    def record(self) -> dict[str, Any]:
        """The candidate as JSON."""
        return {
            **self.actor.record(),
            "score": self.score,
            "chosen": self.chosen,
            "reasons": list(self.reasons),
            "designations": list(self.actor.designations),
            "sources": list(self.actor.sources),
        }


def look_up(name: str, catalogue: Catalogue, context: Context) -> tuple[Resolution, list[Candidate]]:
    """The choice for a name as a text with that context would make it, and everybody who comes into question."""
    bearers = catalogue.find(name)
    if not bearers:
        composed = compose_force(name, catalogue, context)
        if composed is not None and composed.actor is not None:
            return composed, [Candidate(composed.actor, composed.score, (composed.why,), True)]
    choice = resolve_actor(name, bearers, context)
    chosen = choice.actor.id if choice.actor is not None else None
    found = [
        Candidate(w.actor, round(choice.score if w.actor.id == chosen else w.score, 2), w.reasons, w.actor.id == chosen)
        for w in weigh(name, bearers, context)
    ]
    return choice, found or list(_near(name, catalogue))


def _near(name: str, catalogue: Catalogue) -> Iterator[Candidate]:
    """Actors with a name like this one: as an acronym written otherwise, or alike in its letters."""
    key = name_key(name)
    seen: set[str] = set()
    for other in nlargest(_NEAR, _alike(key, catalogue)):
        for alias, actor in catalogue.by_key[other[1]]:
            if actor.id not in seen:
                seen.add(actor.id)
                told = f"bears the name {alias.text!r}, which is like it ({other[0]:.2f})"
                yield Candidate(actor, None, (told,), False)


def _alike(key: str, catalogue: Catalogue) -> Iterator[tuple[float, str]]:
    if not key:
        return
    matcher = SequenceMatcher(b=key, autojunk=False)
    words = set(key.split())
    for other in catalogue.by_key:
        if other[:1] != key[:1] and words.isdisjoint(other.split()):
            continue
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
            ratio = matcher.ratio()
            if ratio >= _ALIKE:
                yield round(ratio, 2), other
