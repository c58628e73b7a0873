"""Choose the place that a name means: by country, by what stands beside it, by size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grounds.model.place import Place
from grounds.places import Gazetteer, place_key
from grounds.resolution.context import Context

#: Points of a candidate; below ``LEAST`` a name stays unresolved.
WEIGHTS = {"country": 1.0, "beside": 0.6, "level": 0.15, "population": 0.05}
LEAST = 0.2
_LEVELS = {"country": 4, "region": 3, "admin1": 3, "settlement": 2, "admin2": 1}


@dataclass(frozen=True, slots=True)
class PlaceResolution:
    """The choice with its score (0–1) and reason."""

    place: Place | None
    score: float
    why: str


def resolve_place(name: str, gazetteer: Gazetteer, context: Context, beside: Sequence[str] = ()) -> PlaceResolution:
    """The best candidate; none where the document's countries speak against all and the place is small."""
    candidates = gazetteer.find(name)
    if not candidates:
        return PlaceResolution(None, 0.0, f"{name!r} is in no gazetteer")
    near = {place_key(b) for b in beside}
    scored = sorted(((_score(p, context, near), p) for p in candidates), key=lambda pair: -pair[0])
    best, place = scored[0]
    if best < LEAST:
        return PlaceResolution(None, 0.0, f"{name!r} may be a place in {place.country}, but nothing here speaks for it")
    reason = "the text is about its country" if place.country in context.countries else "the largest of that name"
    return PlaceResolution(place, round(min(best / 1.5, 0.95), 2), f"{place.level} of {place.country}: {reason}")


def _score(place: Place, context: Context, near: set[str]) -> float:
    score = WEIGHTS["level"] * _LEVELS.get(place.level, 0) / 4
    homes = {place.country, *place.countries}
    share = max((context.countries.get(c, 0.0) for c in homes if c), default=0.0)
    score += WEIGHTS["country"] * (0.3 + 0.7 * share if share else 0.0)
    score += WEIGHTS["beside"] * (place.admin1 is not None and place_key(place.admin1) in near)
    if place.level in {"country", "region"}:
        score += 0.5
    size = place.population
    return score + WEIGHTS["population"] * (size > 50_000) + 0.2 * (size > 1_000_000) + 0.05 * (size > 200_000)
