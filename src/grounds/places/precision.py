"""How exactly a place is known: distances, radii, and the precision scales of UCDP and ACLED."""

from __future__ import annotations

import math

_EARTH_KM = 6371.0
#: UCDP ``where_prec``: 1 exact, 2 near it (25 km), 3 second-level division, 4 first-level division, 5 a line or an area
#: with no sharp border, 6 country, 7 waters or air of nobody.
_UCDP = {"site": 1, "settlement": 1, "admin2": 3, "admin1": 4, "border": 5, "region": 5, "vague": 5, "country": 6}
#: ACLED ``geo_precision``: 1 the town, 2 a part of a region near it, 3 a larger region.
_ACLED = {"site": 1, "settlement": 1, "admin2": 2, "admin1": 3, "border": 3, "region": 3, "vague": 3, "country": 3}


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def settlement_radius(population: int) -> float:
    """How far a town of so many people may reach from its middle, in km, roughly; 3 where nobody counted."""
    return round(min(25.0, max(3.0, math.sqrt(population / 1500))), 1)


def ucdp_precision(
    level: str | None, *, near: bool = False, inferred: bool = False, international: bool = False
) -> int:
    """UCDP's ``where_prec`` of a place's level (null counts as vague).

    ``near``: the text says near it, or outside it. ``inferred``: a named place is put where the division that holds
    it lies. ``international``: waters or air that belong to no country.
    """
    if international:
        return 7
    known = _UCDP.get(level or "vague", 5)
    if known == 1 and inferred:
        return 3
    return 2 if known == 1 and near else known


def acled_precision(level: str | None, *, near: bool = False, inferred: bool = False) -> int:
    """ACLED's ``geo_precision`` of a place's level."""
    known = _ACLED.get(level or "vague", 3)
    return 2 if known == 1 and (near or inferred) else known


def area_radius(points: list[tuple[float, float]], lat: float, lon: float) -> float:
    """How far nine in ten of an area's points lie from its middle, in km."""
    reach = sorted(distance_km(lat, lon, *p) for p in points)
    return round(reach[int(len(reach) * 0.9)], 1) if reach else 0.0
