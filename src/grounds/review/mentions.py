"""Names that no list has: quiet until a person, or a written rule, brings them forward.

What readers only name makes no claim and no actor. A person promotes a name or keeps it quiet; else the rules of
``data/promotion.yaml`` say which are worth a look. Both can be asked why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grounds.ledger import decided
from grounds.ledger.opening import translated
from grounds.model.decision import Decision
from grounds.model.standing import settle, undone
from grounds.review.data import settings

if TYPE_CHECKING:
    from grounds.ledger import Ledger

_NAMED = """
    SELECT m.kind, substr(d.text, m.start + 1, m.end - m.start) AS name, d.id, m.seen_by, m.confidence
    FROM mentions m JOIN readings r ON r.number = m.reading JOIN documents d ON d.id = r.document
    WHERE m.actor IS NULL AND r.number = (SELECT max(number) FROM standing s WHERE s.document = r.document)
"""


@dataclass(slots=True)
class Name:
    """A name with what readers saw of it. ``key`` is what decisions are about; ``why`` tells who or which rule brought
    it forward, or keeps it quiet."""

    key: str
    kind: str
    name: str
    documents: set[str]
    readers: set[str]
    times: int = 0
    confidence: float | None = None
    promoted: bool = False
    why: str = "nobody has looked at it, and no rule holds"

    def record(self) -> dict[str, Any]:
        """The row as JSON-ready values."""
        told = {"key": self.key, "kind": self.kind, "name": self.name, "times": self.times}
        listed = {"documents": sorted(self.documents), "readers": sorted(self.readers)}
        return {**told, **listed, "status": "promoted" if self.promoted else "quiet", "why": self.why}


def key_of(kind: str, name: str) -> str:
    """What a decision on a name is about."""
    return f"mention:{kind}:{' '.join(name.split()).casefold()}"


def names(ledger: Ledger) -> list[Name]:
    """All names without an actor, the most seen first, each quiet or promoted."""
    found: dict[str, Name] = {}
    with translated(ledger.path), ledger.connect() as connection:
        for kind, name, document, seen_by, confidence in connection.exec_driver_sql(_NAMED):
            key = key_of(kind, name)
            one = found.setdefault(key, Name(key, kind, " ".join(name.split()), set(), set()))
            one.documents.add(document)
            one.readers.update(seen_by.split())
            one.times += 1
            one.confidence = max(filter(None, (one.confidence, confidence)), default=None)
        listed = decided.all_decisions(connection, "verb IN ('promote', 'quiet')")
        held = _held(decided.with_undoing(connection, listed))
    for one in found.values():
        _tell(one, held.get(one.key))
    return sorted(found.values(), key=lambda n: (not n.promoted, -len(n.documents), -n.times, n.key))


def _held(decisions: list[Decision]) -> dict[str, Decision]:
    gone = undone(decisions)
    of: dict[str, list[Decision]] = {}
    for one in decisions:
        if one.verb in ("promote", "quiet"):
            of.setdefault(one.target, []).append(one)
    settled = {target: settle(listed, gone).holds for target, listed in of.items()}
    return {target: one for target, one in settled.items() if one is not None}


def _tell(name: Name, decision: Decision | None) -> None:
    if decision is not None:
        name.promoted = decision.verb == "promote"
        name.why = f"{decision.verb} by {decision.by}: {decision.why}"
        return
    for rule in _rules_that_hold(name):
        name.promoted, name.why = True, f"the rule {rule}"
        return


def _rules_that_hold(name: Name) -> Iterator[str]:
    for rule, least in settings("promotion").items():
        enough = len(name.documents) >= least["documents"] and len(name.readers) >= least["readers"]
        sure = name.confidence is None or name.confidence >= least["confidence"]
        if enough and sure and name.kind in least["kinds"]:
            yield rule
