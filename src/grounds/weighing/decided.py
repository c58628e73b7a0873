"""What people have decided on pairs of claims: that they are, or are not, of one event or state.

A decision goes before any probability, and is no more than one of the grounds of a view: where it is taken back, the
view is told without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from grounds.review.deciding import in_words
from grounds.review.pairs import Pairs
from grounds.weighing.items import Item
from grounds.weighing.links import Link, Reason

Pair = frozenset[str]


@dataclass(frozen=True)
class Decided:
    """Pairs of ids of claims, each with who decided so and why, in words."""

    same: Mapping[Pair, str] = field(default_factory=dict)
    other: Mapping[Pair, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything has been decided."""
        return bool(self.same or self.other)

    def claims(self) -> frozenset[str]:
        """All claims that something was decided on."""
        return frozenset(claim for pair in (*self.same, *self.other) for claim in pair)

    def apart(self) -> dict[str, frozenset[str]]:
        """By claim those that are not one with it."""
        found: dict[str, frozenset[str]] = {}
        for pair in self.other:
            for one in pair:
                found[one] = found.get(one, frozenset()) | (pair - {one})
        return found

    def links(self, found: Iterable[Link], items: Mapping[str, Item]) -> list[Link]:
        """Links as they stand after what was decided: those of decided pairs go, decisions that two are one come."""
        decided = {*self.same, *self.other}
        kept = [link for link in found if frozenset((link.one, link.other)) not in decided]
        for pair, told in self.same.items():
            one, two = sorted(pair)
            if one in items and two in items and _kind(items[one]) == _kind(items[two]):
                reason = Reason("decided", "same", 0.0, told, _kind(items[one]))
                kept.append(Link(one, two, _kind(items[one]), 1.0, (reason,)))
        return kept


def decided_of(pairs: Pairs) -> Decided:
    """What the decisions of a ledger come to."""
    told = [{pair: in_words(decision) for pair, decision in of.items()} for of in (pairs.same, pairs.apart)]
    return Decided(*told)


def _kind(item: Item) -> str:
    return "event" if item.kind == "event" else "state"


NOTHING = Decided()
