"""A place of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A country, division, settlement, site or named region. ``country`` is ISO 3166-1 alpha-3, divisions are names.

    ``level`` is a value of ``where.level``. ``basis`` is ``named`` for a settlement's own coordinates, ``centroid`` for
    the middle of an area, ``inferred`` for a place that no gazetteer knows and that is put where what holds it lies.
    ``radius_km`` is how far the place may reach from its point, where known. ``countries`` are all that a region lies
    in. ``since`` and ``until`` bound, as ISO days, the time of a division or a name that is no more.
    """

    name: str
    level: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    basis: str = "named"
    population: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
