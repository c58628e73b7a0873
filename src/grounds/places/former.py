"""Our own places: regions without a sharp border (``data/regions.yaml``) and former names (``data/historic.yaml``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grounds.model.errors import CatalogueError
from grounds.model.place import Place
from grounds.places.keys import read_data


@dataclass(frozen=True, slots=True)
class Former:
    """A former name. ``now`` is today's name of the same place; without it the place itself is no more, and ``holds``
    are the second-level divisions of today that lay in it from ``since`` to ``until`` (ISO days, null unbounded)."""

    name: str
    level: str
    country: str
    now: str | None = None
    since: str | None = None
    until: str | None = None
    aliases: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    at: tuple[float, float, float] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name with its other spellings."""
        return (self.name, *self.aliases)

    def lasted(self, day: str) -> bool:
        """Whether it was in force on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def place(self) -> Place:
        """The place itself, with its time."""
        lat, lon, radius = self.at or (None, None, None)
        return Place(
            name=self.name,
            level=self.level,
            country=self.country,
            admin1=self.name if self.level == "admin1" else None,
            lat=lat,
            lon=lon,
            radius_km=radius,
            basis="centroid",
            since=self.since,
            until=self.until,
        )


def read_former() -> Iterator[Former]:
    """The former names of countries, divisions and towns."""
    raw = read_data("historic.yaml")
    for entry in raw["countries"]:
        yield _former(entry, "country", country=entry["now"], now=entry["now"])
    for entry in raw["divisions"]:
        yield _former(entry, entry["level"], country=entry["country"], now=entry.get("renamed"))
    for entry in raw["towns"]:
        yield _former(entry, "settlement", country=entry["country"], now=entry["now"])


def _former(entry: dict[str, Any], level: str, *, country: str, now: str | None) -> Former:
    return Former(
        name=entry["name"],
        level=level,
        country=country,
        now=now,
        since=_day(entry.get("since")),
        until=_day(entry.get("until")),
        aliases=tuple(entry.get("aliases", ())),
        holds=tuple(entry.get("holds", ())),
        at=tuple(entry["at"]) if entry.get("at") else None,
    )


def _day(value: object) -> str | None:
    return None if value is None else str(value)  # YAML reads ISO days as dates


def read_regions() -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Regions with their other names, former states of several countries among them."""
    for entry in (*read_data("regions.yaml"), *read_data("historic.yaml")["regions"]):
        countries = tuple(entry["countries"])
        if not entry.get("at"):
            raise CatalogueError(f"the region {entry['name']} has no middle", place="regions.yaml", remedy="add `at`")
        lat, lon, radius = entry["at"]
        level = entry.get("level", "region")
        place = Place(
            name=entry["name"],
            level=level,
            country=countries[0] if len(countries) == 1 else None,
            countries=countries,
            admin1=entry["name"] if level == "admin1" else entry.get("admin1"),
            lat=lat,
            lon=lon,
            radius_km=radius,
            basis="centroid",
            since=_day(entry.get("since")),
            until=_day(entry.get("until")),
        )
        yield place, tuple(entry.get("aliases", ()))
