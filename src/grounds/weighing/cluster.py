"""Groups of claims and what holds them together: the views that everything else is told from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from grounds.model.ids import sha256_text
from grounds.weighing.items import Item
from grounds.weighing.lineage import Lineage
from grounds.weighing.links import Link
from grounds.weighing.opposing import Matter, matter_of
from grounds.weighing.origins import Documents, Origin

if TYPE_CHECKING:
    from grounds.weighing.opposing import Disagreement


def made_id(kind: str, *parts: str) -> str:
    """The id of a view, by what it rests on: the same claims give the same id everywhere."""
    return f"{kind}_{sha256_text('|'.join(parts))[:16]}"


@dataclass(frozen=True)
class Cluster:
    """Claims that say the same; ``origins`` tells by claim whose word it is, after quotation chains."""

    id: str
    items: tuple[Item, ...]
    origins: Mapping[str, Origin]
    circles: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The documents of the claims, each once."""
        return tuple(dict.fromkeys(item.document for item in self.items))

    @cached_property
    def voices(self) -> dict[str, Origin]:
        """The origins, each once."""
        found: dict[str, Origin] = {}
        for origin in self.origins.values():
            found.setdefault(origin.key, origin)
        return found


@dataclass
class Weighed:
    """What came of weighing: groups of claims and the links by which they hold together."""

    items: dict[str, Item]
    documents: Documents
    lineage: Lineage
    links: list[Link] = field(default_factory=list)
    events: list[list[Item]] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    _matters: dict[int, Matter] = field(default_factory=dict)

    @cached_property
    def cluster_of(self) -> dict[str, Cluster]:
        """By claim the cluster that it is in."""
        return {item.id: cluster for cluster in self.clusters for item in cluster.items}

    @cached_property
    def event_of(self) -> dict[str, int]:
        """By claim the place of its event in ``events``."""
        return {item.id: number for number, event in enumerate(self.events) for item in event}

    def matter(self, item: Item) -> Matter | None:
        """The sides of the event that a claim tells of; null for what is no event."""
        number = self.event_of.get(item.id)
        if number is None:
            return None
        if number not in self._matters:
            self._matters[number] = matter_of(self.events[number])
        return self._matters[number]

    @cached_property
    def links_of(self) -> dict[str, list[Link]]:
        """By claim its links."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.one, []).append(link)
            found.setdefault(link.other, []).append(link)
        return found
