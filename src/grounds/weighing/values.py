"""The values that claims give one field, gathered: who says the same stands together, and who says otherwise apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Generic, TypeVar

from grounds.weighing.data import settings
from grounds.weighing.items import Item

_T = TypeVar("_T")


@dataclass
class Value(Generic[_T]):
    """One value of a field, in words, with the claims that give it."""

    value: _T
    words: str
    items: list[Item] = field(default_factory=list)


def gathered(told: Iterable[tuple[Item, _T, str]], same: Callable[[_T, _T], bool]) -> list[Value[_T]]:
    """The values told, equal ones as one, in the order in which they were first told."""
    found: list[Value[_T]] = []
    for item, value, words in told:
        known = next((v for v in found if same(v.value, value)), None)
        if known is None:
            known = Value(value, words)
            found.append(known)
        if item not in known.items:
            known.items.append(item)
    return found


def rivals(values: Sequence[Value[_T]]) -> Iterator[tuple[Value[_T], Value[_T]]]:
    """Pairs of values to set against each other: each two of a few, else each against the one most told."""
    if len(values) <= settings("oppositions")["most_values"]:
        yield from combinations(values, 2)
        return
    most = max(values, key=lambda v: len(v.items))
    for value in values:
        if value is not most:
            yield most, value
