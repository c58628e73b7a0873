"""How two places relate: one place, one within the other, meeting, or apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

from grounds.weighing.items import Place

#: ``same``: one place. ``holds``: one lies in the other. ``meets``: their radii meet. ``apart``: neither. ``unknown``:
#: what is known of them does not tell.
Relation = Literal["same", "holds", "meets", "apart", "unknown"]
_RANK: dict[Relation, int] = {"same": 0, "holds": 1, "meets": 2, "unknown": 3, "apart": 4}
#: Levels of places that are points rather than areas.
_POINTS = frozenset({"site", "settlement"})
_EARTH_KM = 6371.0


class Compared(NamedTuple):
    """How two places relate, and how far apart they are where that is known."""

    relation: Relation
    km: float | None = None


def compare(one: Sequence[Place], other: Sequence[Place]) -> Compared:
    """How the places of two claims relate: the nearest pair of them tells."""
    if not one or not other:
        return Compared("unknown")
    if len(one) == 1 and len(other) == 1:
        return of_two(one[0], other[0])
    return min((of_two(a, b) for a in one for b in other), key=lambda c: (_RANK[c.relation], c.km or 0.0))


def of_two(one: Place, other: Place) -> Compared:
    """How two places relate."""
    if one.geonames is not None and one.geonames == other.geonames:
        return Compared("same", 0.0)
    if one.country and other.country and one.country != other.country:
        return _far(one, other) if "border" not in (one.level, other.level) else Compared("unknown")
    if _holds(one, other) or _holds(other, one):
        return Compared("holds")
    if one.key == other.key and not _divided(one, other):
        return Compared("same", 0.0)
    if _divided(one, other):
        return _far(one, other)
    return _by_distance(one, other)


def _holds(one: Place, other: Place) -> bool:
    """Whether the first is a division or country in which the second lies."""
    if one.level == other.level and one.key != other.key:
        return False
    if one.level == "country":
        return one.country is not None and one.country == other.country and other.level != "country"
    if one.level == "admin1":
        return other.admin1 == (one.admin1 or one.key) and other.level != "admin1"
    if one.level == "admin2":
        return other.admin2 == (one.admin2 or one.key) and other.level in _POINTS
    if one.level in ("region", "border"):
        distance = _distance(one, other)
        return distance is not None and distance <= one.radius and other.level in (*_POINTS, "admin2")
    return False


def _divided(one: Place, other: Place) -> bool:
    """Whether they lie in different divisions of one level: two villages of one name are told apart so."""
    if one.admin1 and other.admin1 and one.admin1 != other.admin1:
        return True
    both_known = one.admin2 is not None and other.admin2 is not None
    return both_known and one.admin2 != other.admin2 and not (one.level in _POINTS and other.level in _POINTS)


def _far(one: Place, other: Place) -> Compared:
    """Places of different divisions are apart, unless they are points that stand beside one border."""
    near = _by_distance(one, other) if one.level in _POINTS and other.level in _POINTS else Compared("apart")
    return near if near.relation in ("same", "meets") else Compared("apart", _distance(one, other))


def _by_distance(one: Place, other: Place) -> Compared:
    distance = _distance(one, other)
    if distance is None:
        both_points = one.level in _POINTS and other.level in _POINTS
        return Compared("apart" if both_points and _both_known(one, other) else "unknown")
    if distance <= one.radius + other.radius:
        return Compared("meets", distance)
    return Compared("apart", distance)


def _both_known(one: Place, other: Place) -> bool:
    """Whether both are placed: a village that no gazetteer knows may lie anywhere in its country."""
    return bool(one.geonames and other.geonames)


def _distance(one: Place, other: Place) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b, c, d = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
