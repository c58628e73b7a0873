"""What became of claims when a document was read again: which stand as they were, which changed, went or appeared.

Two claims of one document have the same content where their records agree in all but ids, the reader's note, status and
time. A claim changed into another where the predicate is the same and the quotes overlap; of several, the pair that
agrees in most is one. The rest went, or appeared.

Decisions that people take on a claim belong to what it says at its words: :func:`successor` leads from a claim of an
earlier reading to the one that stands for it now, by content, else by predicate and span.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grounds.ledger import Ledger

Record = dict[str, Any]

#: What may differ between two records of the same content.
_NOT_CONTENT = frozenset({"id", "reader", "status", "supersedes", "created"})
#: How a party or place was resolved, which is no part of what is said.
_HOW = frozenset({"why", "score", "resolved_by"})
#: Sides by which two claims are held to be about the same.
_SIDES = ("subjects", "objects", "against", "where")


@dataclass(frozen=True)
class Succession:
    """What became of the claims of one document: pairs of earlier and later records, and those without another."""

    same: list[tuple[Record, Record]] = field(default_factory=list)
    changed: list[tuple[Record, Record]] = field(default_factory=list)
    gone: list[Record] = field(default_factory=list)
    new: list[Record] = field(default_factory=list)

    def after(self, claim_id: str) -> Record | None:
        """The later record of an earlier claim; null where it went."""
        pairs = ((old, new) for pair in (self.same, self.changed) for old, new in pair)
        return next((new for old, new in pairs if old["id"] == claim_id), None)


def succession(earlier: Sequence[Record], later: Sequence[Record]) -> Succession:
    """Compare two readings of one document."""
    found = Succession()
    left: dict[str, list[Record]] = {}
    for record in later:
        left.setdefault(content(record), []).append(record)
    old: list[Record] = []
    for record in earlier:
        waiting = left.get(content(record))
        if waiting:
            found.same.append((record, waiting.pop(0)))
        else:
            old.append(record)
    new = [record for waiting in left.values() for record in waiting]
    _pair(old, new, found)
    return found


def _pair(old: list[Record], new: list[Record], found: Succession) -> None:
    """Pair what changed, the likest first; equal ones in the order of the text."""
    likeness = [(-_likeness(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new) if _may_be_one(a, b)]
    before: dict[int, int] = {}
    for _, i, j in sorted(likeness):
        if i not in before and j not in before.values():
            before[i] = j
    found.changed.extend((old[i], new[j]) for i, j in sorted(before.items()))
    found.gone.extend(record for i, record in enumerate(old) if i not in before)
    found.new.extend(record for j, record in enumerate(new) if j not in before.values())


def content(record: Record) -> str:
    """What a claim says, as one text: its record without ids, the reader's note, explanations, status and time."""
    return json.dumps(_said(record), sort_keys=True)


def _said(value: Any, outermost: bool = True) -> Any:
    if isinstance(value, dict):
        left_out = _NOT_CONTENT if outermost else _HOW
        return {key: _said(inner, False) for key, inner in value.items() if key not in left_out}
    if isinstance(value, list):
        return [_said(inner, False) for inner in value]
    return value


def differing(old: Record, new: Record) -> dict[str, tuple[Any, Any]]:
    """The fields in which two records say different things: the earlier value, the later one."""
    one, other = _said(old), _said(new)
    return {key: (one.get(key), other.get(key)) for key in {**one, **other} if one.get(key) != other.get(key)}


def _may_be_one(old: Record, new: Record) -> bool:
    one, other = old["quote"], new["quote"]
    overlap = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return bool(old["predicate"] == new["predicate"] and overlap > 0)


def _likeness(old: Record, new: Record) -> int:
    """How many parties and places they share, before how many fields agree."""
    shared = sum(len(_who(old, side) & _who(new, side)) for side in _SIDES)
    return 100 * shared + len(old) - len(differing(old, new))


def _who(record: Record, side: str) -> set[str]:
    return {str(party.get("actor") or party["name"]) for party in record[side]}


def successor(ledger: Ledger, claim_id: str) -> Record | None:
    """The claim shown that stands for a claim of any reading: itself, or the one that came in its place through all
    readings between; null where it went. This is how decisions keyed to a claim are carried over.
    """
    readings = ledger.readings_of(ledger.claim(claim_id)["quote"]["document"])
    given = [list(ledger.claims_of(reading.number)) for reading in readings]
    last = max((i for i, claims in enumerate(given) if any(c["id"] == claim_id for c in claims)), default=None)
    if last is None:
        return None
    now: Record | None = next(claim for claim in given[last] if claim["id"] == claim_id)
    for earlier, later in pairwise(given[last:]):
        now = succession(earlier, later).after(now["id"]) if now is not None else None
    return now
