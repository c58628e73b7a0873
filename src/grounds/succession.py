"""What became of claims when a document was read again: which stand as they were, which changed, went or appeared.

Two claims of one document have the same content where their records agree in all but ids, the reader's note, status and
time. A claim changed into another where the predicate is the same and the quotes overlap; of several, the pair that
agrees in most is one. The rest went, or appeared.

Decisions that people take on a claim belong to what it says at its words: :func:`successor` leads from a claim of an
earlier reading to the one that stands for it now, by content, else by predicate and span.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from grounds.model.content import Record, content, differing

if TYPE_CHECKING:
    from grounds.ledger import Ledger

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
    likeness = [(-_likeness(old[i], new[j]), i, j) for i, j in _meeting(old, new)]
    before: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(likeness):
        if i not in before and j not in taken:
            before[i] = j
            taken.add(j)
    found.changed.extend((old[i], new[j]) for i, j in sorted(before.items()))
    found.gone.extend(record for i, record in enumerate(old) if i not in before)
    found.new.extend(record for j, record in enumerate(new) if j not in taken)


def _meeting(old: list[Record], new: list[Record]) -> Iterator[tuple[int, int]]:
    """Places of claims of one predicate whose quotes overlap; in the order of the text, so that a long document costs
    no more than its length."""
    by_predicate: dict[str, list[tuple[int, int, int]]] = {}
    for j, record in enumerate(new):
        span = record["quote"]["start"], record["quote"]["end"], j
        by_predicate.setdefault(record["predicate"], []).append(span)
    for spans in by_predicate.values():
        spans.sort()
    longest = max((record["quote"]["end"] - record["quote"]["start"] for record in new), default=0)
    for i, record in enumerate(old):
        start, end = record["quote"]["start"], record["quote"]["end"]
        spans = by_predicate.get(record["predicate"], [])
        for first, last, j in spans[bisect_left(spans, (start - longest, 0, 0)) :]:
            if first >= end:
                break
            if last > start:
                yield i, j


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
