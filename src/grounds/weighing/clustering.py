"""Links → groups: what tells of one event, and what says the same.

Links are taken from the surest on. Two groups become one only where most of their members can stand together: a chain
of links that are each probable must not lead from one day to the next, or from one town to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from grounds.weighing import places, times
from grounds.weighing.items import Item
from grounds.weighing.lineage import Lineage
from grounds.weighing.links import Link

#: How many members stand for a group when two are joined.
_STAND_FOR = 4
#: Days that members of one event may be apart: reports that differ by a night are of one event.
_NIGHT = 1
#: A link so probable holds against a day or a place that is told otherwise: that is where sources disagree.
_SURE = 0.8


def grouped(
    items: Mapping[str, Item], links: Iterable[Link], apart: Mapping[str, frozenset[str]] | None = None
) -> list[list[Item]]:
    """Groups of claims joined by links, each in the order of the ledger; those without a link stand alone.

    ``apart`` leads from a claim to those of which a person has said that they are another's: they are kept apart.
    """
    groups: dict[str, list[Item]] = {i: [item] for i, item in items.items()}
    root = {i: i for i in items}
    for link in sorted(links, key=lambda x: (-x.probability, x.one, x.other)):
        a, b = _root(root, link.one), _root(root, link.other)
        if a == b or (apart and _kept_apart(groups[a], groups[b], apart)):
            continue
        if link.probability < _SURE and not _stand_together(groups[a], groups[b]):
            continue
        if len(groups[a]) < len(groups[b]):
            a, b = b, a
        groups[a] += groups.pop(b)
        root[b] = a
    found = [sorted(group, key=lambda i: (i.row, i.id)) for group in groups.values()]
    return sorted(found, key=lambda group: (group[0].row, group[0].id))


def _root(root: dict[str, str], member: str) -> str:
    while root[member] != member:
        root[member] = root[root[member]]
        member = root[member]
    return member


def _stand_together(one: Sequence[Item], other: Sequence[Item]) -> bool:
    if len(one) == 1 and len(other) == 1:
        return True  # the link itself has weighed them
    pairs = [opposed(a, b) for a in _few(one) for b in _few(other)]
    return 2 * sum(pairs) <= len(pairs)


def _kept_apart(one: Sequence[Item], other: Sequence[Item], apart: Mapping[str, frozenset[str]]) -> bool:
    ids = {item.id for item in other}
    return any(not ids.isdisjoint(apart.get(item.id, ())) for item in one)


def _few(group: Sequence[Item]) -> Sequence[Item]:
    """Members that stand for a group: those that are most exact come first in small ones, and are spread in large."""
    if len(group) <= _STAND_FOR:
        return group
    step = len(group) / _STAND_FOR
    return [group[int(i * step)] for i in range(_STAND_FOR)]


def opposed(one: Item, other: Item) -> bool:
    """Whether two claims cannot be of one event or state."""
    if one.kind == "event" and one.period is not None and other.period is not None:
        if one.period.exact and other.period.exact and times.gap(one.period, other.period) > _NIGHT:
            return True
    return places.compare(one.places, other.places).relation == "apart"


def same_sayings(event: Sequence[Item], lineage: Lineage) -> list[list[Item]]:
    """The claims of one event, parted by what they say: that it was or was not, and who did it to whom.

    A claim that leaves open who did it is counted with those that it does not oppose, the largest of them.
    """
    parted: list[list[Item]] = []
    for item in sorted(event, key=lambda i: (-len(i.subjects) - len(i.objects), i.row)):
        fitting = [group for group in parted if _says_the_same(item, group[0], lineage)]
        if fitting:
            max(fitting, key=len).append(item)
        else:
            parted.append([item])
    return [sorted(group, key=lambda i: (i.row, i.id)) for group in parted]


def _says_the_same(one: Item, other: Item, lineage: Lineage) -> bool:
    if one.positive != other.positive:
        return False
    for side in ("subjects", "objects"):
        mine, theirs = getattr(one, side), getattr(other, side)
        relations = {lineage.relation(a, b) for a in mine for b in theirs}
        if relations and relations <= {"apart"}:
            return False
    return True
