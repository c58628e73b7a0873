"""An actor of the catalogue: a group, force, state or body, with its names and years."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

AliasKind = Literal["name", "acronym", "native", "adjective", "capital", "described"]

#: Relations that lineage is told in; each leads from the entry to the other actor.
LINKS = ("split_from", "merged_with", "renamed_to", "successor_of", "part_of", "affiliated_with")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name. ``kind`` tells how it may be used.

    * ``name``, ``acronym``, ``native`` (original script): names in full.
    * ``adjective``: "Pakistani", which stands for the state only before a noun of office or force.
    * ``capital``: "Islamabad", a place that stands for the government only where it speaks or acts.
    * ``described``: "the military" of one country; needs that country in the context.

    ``ambiguous`` marks a name shared with other things: it needs context or an earlier full form. ``apart`` says what
    tells actors of one name from each other: ``country``, ``dates`` (active years) or ``kind``. ``since`` and ``until``
    are the years in which a former or later name was in use.
    """

    text: str
    kind: AliasKind = "name"
    ambiguous: bool = False
    apart: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A catalogue entry.

    * ``kind`` is a value of the list ``actor_kind``.
    * ``country`` is ISO 3166-1 alpha-3 of its home, ``countries`` all where it acts.
    * ``parent`` is the body that it belongs to now or belonged to last.
    * ``role`` is what a state's force is called for by ("the army"): a role of ``forces.yaml``, or null.
    * ``lineage`` holds links: ``type`` (a relation of :data:`LINKS`), ``actor``, and ``date``, ``until``, ``source``.
    * ``designations`` hold ``issuer``, ``list`` and ``since``, and ``until`` where it was lifted.
    * ``external`` ids elsewhere by the scheme's name; ``sources`` what the entry rests on.
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
    role: str | None = None
    lineage: tuple[dict[str, str], ...] = ()
    designations: tuple[dict[str, str], ...] = ()
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
