"""Which decisions hold: those that are not undone, and that no standing one goes over.

All of it is a function of the decisions alone, whatever the order in which they came: two copies of a ledger that have
the same decisions show the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grounds.model.decision import Decision


def undone(decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of decisions that are undone; an undoing that is itself undone undoes nothing."""
    undoing = {d.id: d.target for d in decisions if d.verb == "undo"}
    waiting: dict[str, int] = dict.fromkeys(undoing, 0)
    for target in undoing.values():
        if target in waiting:
            waiting[target] += 1
    settled = [one for one, number in waiting.items() if not number]
    gone: set[str] = set()
    while settled:
        one = settled.pop()
        target = undoing[one]
        if one not in gone:
            gone.add(target)
        if target in waiting:
            waiting[target] -= 1
            if not waiting[target]:
                settled.append(target)
    return frozenset(gone)


@dataclass(frozen=True, slots=True)
class Settled:
    """What decisions on one matter come to: ``holds`` is the one that holds (null: none), ``heads`` those that nothing
    goes over. More heads than one that say different things are a conflict; then what both went over holds."""

    holds: Decision | None
    heads: tuple[Decision, ...]
    conflict: bool = False


def settle(decisions: Sequence[Decision], gone: frozenset[str]) -> Settled:
    """Settle the decisions on one matter."""
    by_id = {d.id: d for d in decisions}
    standing = {d.id for d in decisions} - gone
    seen = {d: _gone_over(d, by_id) for d in standing}
    heads = sorted(standing - {o for over in seen.values() for o in over}, key=lambda d: (by_id[d].at, d))
    if not heads:
        return Settled(None, ())
    told = tuple(by_id[d] for d in heads)
    if len({outcome(d) for d in told}) == 1:
        return Settled(told[-1], told)
    common = frozenset.intersection(*(seen[d] for d in heads)) & standing
    return Settled(settle([by_id[d] for d in sorted(common)], gone).holds, told, True)


def outcome(decision: Decision) -> str:
    """What a decision says of its matter; two that say the same do not conflict."""
    return json.dumps([decision.verb, decision.value], sort_keys=True)


def _gone_over(decision: str, by_id: dict[str, Decision]) -> frozenset[str]:
    """All that a decision goes over, also through others."""
    found: set[str] = set()
    edge = list(by_id[decision].seen)
    while edge:
        one = edge.pop()
        if one in by_id and one not in found:
            found.add(one)
            edge += by_id[one].seen
    return frozenset(found)
