"""An actor of the catalogue: a group, force, state or body, with its names and years."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

AliasKind = Literal["name", "acronym", "native", "adjective", "capital", "described"]


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name. ``kind`` tells how it may be used.

    * ``name``, ``acronym``, ``native`` (original script): names in full.
    * ``adjective``: "Pakistani", which stands for the state only before a noun of office or force.
    * ``capital``: "Islamabad", a place that stands for the government only where it speaks or acts.
    * ``described``: "the military" of one country; needs that country in the context.

    ``ambiguous`` marks a name shared with other things: it needs context or an earlier full form.
    """

    text: str
    kind: AliasKind = "name"
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A catalogue entry.

    ``kind`` is a value of the list ``actor_kind``; ``country`` is ISO 3166-1 alpha-3 of its home, ``countries`` all
    where it acts; ``parent`` the id of the body that it is part of; ``lineage`` links to other actors (``actor``,
    ``type``, ``date`` …); ``external`` ids elsewhere by the scheme's name; ``sources`` what the entry rests on.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[Alias, ...] = ()
    country: str | None = None
    countries: tuple[str, ...] = ()
    active_from: int | None = None
    active_to: int | None = None
    parent: str | None = None
    lineage: tuple[dict[str, str], ...] = ()
    external: dict[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    note: str = ""

    def record(self) -> dict[str, Any]:
        """The actor's public record without its claims."""
        return {
            "id": self.id,
            "name": self.name,
            "aliases": [a.text for a in self.aliases],
            "kind": self.kind,
            "country": self.country,
            "active": {"from": self.active_from, "to": self.active_to},
            "lineage": list(self.lineage),
            "external": dict(self.external),
        }
