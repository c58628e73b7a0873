"""A place of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A country, division, settlement or named region. ``country`` is ISO 3166-1 alpha-3; ``admin1`` a name.

    ``level`` is a value of ``where.level``; ``basis`` is ``named`` for a settlement's own coordinates and ``centroid``
    for an area's. ``radius_km`` is how far the place may reach from its point, where known.
    """

    name: str
    level: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    basis: str = "named"
    population: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
