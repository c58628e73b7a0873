"""Things that belong together, joined two by two; the first that came stands for its group."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

_T = TypeVar("_T", bound=Hashable)


class Groups(Generic[_T]):
    """Disjoint sets (union-find). Of a group the member that was added first is its root."""

    def __init__(self) -> None:
        self._parent: dict[_T, _T] = {}
        self._place: dict[_T, int] = {}

    def add(self, member: _T) -> None:
        """Enter a member, in a group of its own where it is new."""
        if member not in self._parent:
            self._parent[member] = member
            self._place[member] = len(self._place)

    def root(self, member: _T) -> _T:
        """The first of the member's group."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, one: _T, other: _T) -> None:
        """Make one group of two."""
        self.add(one)
        self.add(other)
        a, b = self.root(one), self.root(other)
        if a == b:
            return
        if self._place[a] > self._place[b]:
            a, b = b, a
        self._parent[b] = a

    def __contains__(self, member: object) -> bool:
        return member in self._parent

    def groups(self) -> Iterator[list[_T]]:
        """All groups, members in the order in which they were added."""
        found: dict[_T, list[_T]] = {}
        for member in self._place:
            found.setdefault(self.root(member), []).append(member)
        yield from found.values()
