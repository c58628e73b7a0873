"""Same and not the same: which claims, and which actors, people hold to be one or two.

What is the same as a third is the same. Where decisions that were taken apart contradict each other over several steps,
what is *not the same* is kept apart, and the decision that would join it is told as a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from grounds.model.decision import Decision
from grounds.model.standing import settle, undone

Pair = frozenset[str]
VERBS = ("same", "not_same", "split")


@dataclass
class Pairs:
    """What holds of pairs: each with the decision that says so."""

    same: dict[Pair, Decision] = field(default_factory=dict)
    apart: dict[Pair, Decision] = field(default_factory=dict)
    conflicts: list[tuple[Decision, ...]] = field(default_factory=list)

    def group(self, one: str) -> dict[str, tuple[Decision, ...]]:
        """All that are the same as one, each with the decisions that lead to it."""
        found: dict[str, tuple[Decision, ...]] = {one: ()}
        near = _near(self.same)
        edge = [one]
        while edge:
            here = edge.pop(0)
            for there, decision in near.get(here, ()):
                if there not in found:
                    found[there] = (*found[here], decision)
                    edge.append(there)
        return found

    def against_same(self, one: str, other: str) -> Decision | None:
        """A decision that what would be one by this is not."""
        for a, b in product(self.group(one), self.group(other)):
            if (decision := self.apart.get(frozenset((a, b)))) is not None:
                return decision
        return None

    def against_apart(self, one: str, other: str) -> Decision | None:
        """A decision by which these are one."""
        way = self.group(one).get(other)
        return way[-1] if way else None


def pairs_of(decisions: Iterable[Decision], named: Callable[[str], str | None] = lambda x: x) -> Pairs:
    """What holds of pairs; ``named`` leads from what was decided on to what stands for it now (null: nothing)."""
    listed = list(decisions)
    gone = undone(listed)
    found = Pairs()
    for pair, of in sorted(_by_pair(listed, named).items(), key=lambda item: sorted(item[0])):
        settled = settle(of, gone)
        if settled.conflict:
            found.conflicts.append(settled.heads)
        if settled.holds is not None:
            held = found.same if settled.holds.verb == "same" else found.apart
            held[pair] = settled.holds
    return _without_contradictions(found)


def _without_contradictions(found: Pairs) -> Pairs:
    """Leave out what would join what is kept apart, the earliest decisions first."""
    kept = Pairs({}, found.apart, found.conflicts)
    for pair, decision in sorted(found.same.items(), key=lambda item: (item[1].at, item[1].id, sorted(item[0]))):
        one, other = sorted(pair)
        against = kept.against_same(one, other)
        if against is not None:
            kept.conflicts.append((decision, against))
        else:
            kept.same[pair] = decision
    return kept


def _by_pair(decisions: Iterable[Decision], named: Callable[[str], str | None]) -> dict[Pair, list[Decision]]:
    found: dict[Pair, list[Decision]] = {}
    for one in decisions:
        for a, b in told_pairs(one):
            first, second = named(a), named(b)
            if first is not None and second is not None and first != second:
                found.setdefault(frozenset((first, second)), []).append(_of_pair(one))
    return found


def _of_pair(decision: Decision) -> Decision:
    """What a decision says of one pair: who splits a group says of each pair that it is not the same."""
    return replace(decision, verb="not_same", value=None) if decision.verb == "split" else decision


def told_pairs(decision: Decision) -> Iterator[tuple[str, str]]:
    """The pairs that a decision is about."""
    if decision.verb in ("same", "not_same") and decision.other is not None:
        yield decision.target, decision.other
    elif decision.verb == "split":
        yield from product(decision.value["part"], decision.value["rest"])


def _near(same: Mapping[Pair, Decision]) -> dict[str, list[tuple[str, Decision]]]:
    found: dict[str, list[tuple[str, Decision]]] = {}
    for pair, decision in same.items():
        one, other = sorted(pair)
        found.setdefault(one, []).append((other, decision))
        found.setdefault(other, []).append((one, decision))
    return found
