"""Choose the place that a name means: by country, by what holds it, by the word beside it, by size.

Every candidate keeps its points and the reasons for them; the choice says why. A name for which nothing speaks, or
for which two far places speak alike, stays unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from grounds.model.place import Place
from grounds.places import ENGLISH, Gazetteer, distance_km
from grounds.places.keys import asked_key
from grounds.resolution.context import Context

#: Points of a candidate for what speaks for it (or against it); below ``LEAST`` a name stays unresolved.
WEIGHTS = {
    "country": 1.0,  # the text is about its country, by share of what it names
    "holder": 0.6,  # it lies in the division or country named beside it
    "stranger": -0.6,  # it lies outside of that
    "kind": 0.5,  # "province", "town" … beside the name fit its level
    "misfit": -0.4,  # that word fits another level
    "area": 0.5,  # a country or region: known far beyond itself
    "level": 0.15,  # the larger unit of one name is told of more often
    "town": 0.05,  # more than 50,000 people, and once more from 200,000
    "city": 0.2,  # more than a million
    "only": 0.2,  # the name tells its country alone: see is_telling
    "sound": -0.3,  # another spelling of a listed name
    "consonants": -0.5,  # a spelling with other vowels
}
LEAST = 0.2
#: Two candidates this near in points and this far apart in km cannot be told apart.
_ALIKE, _FAR = 0.03, 100.0
_LEVELS = {"country": 4, "region": 3, "border": 3, "admin1": 3, "settlement": 2, "site": 2, "admin2": 1}
Guess = Sequence[Literal["sound", "consonants"]]
#: All ways to guess, the surer first.
GUESSES: Guess = ("sound", "consonants")
#: A country with at least this share of a document's names is searched for small towns.
_SHARE = 0.2
#: Nor small towns of an English-speaking country that is named less than half as often as the first: it only sends
#: troops or money, and its towns bear everybody's names.
_BESIDE = 2
_KEPT = 5


class PlaceCandidate(NamedTuple):
    """A place that the name may mean, with its points by what they were given for."""

    place: Place
    score: float
    points: tuple[tuple[str, float], ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for it and against it, for people."""
        return tuple(f"{name} {value:+.2f}" for name, value in self.points)


class PlaceResolution(NamedTuple):
    """The choice with its score (0–1) and reason; ``candidates`` are the best few, best first."""

    place: Place | None
    score: float
    why: str
    candidates: tuple[PlaceCandidate, ...] = ()


class Beside(NamedTuple):
    """What stands beside a name: the levels that its kind word may mean, and the place that holds it.

    ``sure`` is false where the holder is only the next name of the text, which may be a neighbour in a list: then it
    counts only for those that lie in it.
    """

    levels: tuple[str, ...] = ()
    holder: Place | None = None
    sure: bool = True


def resolve_place(
    name: str, gazetteer: Gazetteer, context: Context, beside: Beside | None = None, *, guess: Guess = ()
) -> PlaceResolution:
    """The best candidate. ``guess`` names what else than its spelling may make a name count: see ``GUESSES``."""
    beside = beside or Beside()
    found, how = _candidates(name, gazetteer, context, beside, guess)
    if not found:
        return PlaceResolution(None, 0.0, f"{name!r} is in no gazetteer")
    only = how == "spelling" and is_telling(name, found)
    ranked = sorted((_weighed(p, how, context, beside, only) for p in found), key=lambda c: -c.score)[:_KEPT]
    best = ranked[0]
    if best.score < LEAST:
        why = f"{name!r} may be a place in {best.place.country}, but nothing here speaks for it"
        return PlaceResolution(None, 0.0, why, tuple(ranked))
    rival = next((c for c in ranked[1:] if _alike(best, c, gazetteer)), None)
    if rival is not None:
        why = f"{name!r} may be in {_home(best.place)} or in {_home(rival.place)}: nothing here tells which"
        return PlaceResolution(None, 0.0, why, tuple(ranked))
    place = gazetteer.as_of(gazetteer.located(best.place), context.date)
    why = f"{place.level} of {place.country or ', '.join(place.countries)}: {_told(best, context)}"
    return PlaceResolution(place, round(min(best.score / 1.5, 0.95), 2), why, tuple(ranked))


# ------------------------------------------------------------------------------------------------------- candidates


def _candidates(
    name: str, gazetteer: Gazetteer, context: Context, beside: Beside, guess: Guess
) -> tuple[list[Place], str]:
    """The places of that name and how they were found: by spelling, else by sound, else by consonants."""
    listed = list(gazetteer.find(name))
    homes = _homes(context, beside)
    if beside.holder is not None or not any(_lies_in(p, homes) for p in listed):
        listed += [p for c in homes for p in gazetteer.find_within(name, c)]
    if beside.holder is not None and beside.holder.level in {"admin1", "admin2"}:
        listed = [gazetteer.located(p) if p.country == beside.holder.country else p for p in listed]
    fitting = [p for p in listed if not beside.levels or _fits(p, beside.levels)]
    if (listed and (not beside.sure or any(_lies_in(p, homes) for p in fitting))) or not guess:
        return _distinct(listed), "spelling"
    for how in guess:
        alike = [p for c in homes for p in gazetteer.find_within(name, c, by=how)]
        if how == "consonants" and len({(p.admin1, p.admin2) for p in alike}) > 1:
            alike = [p for p in alike if beside.holder is not None and _held(p, beside.holder)]
        if beside.holder is not None and beside.sure:
            alike = [p for p in alike if plausible(p, beside.holder)]
        if alike:
            return _distinct([*listed, *alike]), how
    return _distinct(listed), "spelling"


def _homes(context: Context, beside: Beside) -> list[str]:
    if beside.holder is not None and beside.sure:
        return [c for c in (beside.holder.country, *beside.holder.countries) if c]
    ranked = sorted(context.countries.items(), key=lambda pair: -pair[1])[:2]
    least = {c: ranked[0][1] / _BESIDE if c in ENGLISH else _SHARE for c, _ in ranked}
    return [c for c, share in ranked if share >= max(_SHARE, least[c])]


def _lies_in(place: Place, countries: Sequence[str]) -> bool:
    return place.country in countries or any(c in countries for c in place.countries)


def _distinct(places: Sequence[Place]) -> list[Place]:
    kept: dict[tuple[object, ...], Place] = {}
    for place in places:
        key = (place.ids.get("geonames"),) if place.ids.get("geonames") else (place.name, place.level, place.country)
        if key not in kept or (kept[key].lat is None and place.lat is not None):
            kept[key] = place
    return list(kept.values())


# ------------------------------------------------------------------------------------------------------------ points


def _weighed(place: Place, how: str, context: Context, beside: Beside, only: bool) -> PlaceCandidate:
    points = {"level": WEIGHTS["level"] * _LEVELS.get(place.level, 0) / 4}
    homes = (place.country, *place.countries) if place.countries else (place.country,)
    share = max([context.countries.get(c, 0.0) for c in homes if c], default=0.0)
    if share:
        points["country"] = WEIGHTS["country"] * (0.3 * min(1.0, 10 * share) + 0.7 * share)
    if place.level in {"country", "region"}:
        points["area"] = WEIGHTS["area"]
    if place.population > 50_000:
        points["town"] = WEIGHTS["town"] * (1 + (place.population > 200_000))
    if place.population > 1_000_000:
        points["city"] = WEIGHTS["city"]
    if only:
        points["only"] = WEIGHTS["only"]
    if how != "spelling" and place.level != "country":
        points[how] = WEIGHTS[how]
    if beside.levels:
        points["kind"] = WEIGHTS["kind" if _fits(place, beside.levels) else "misfit"]
    if beside.holder is not None:
        points["holder"] = _held_points(place, beside.holder, beside.sure)
    kept = tuple((name, value) for name, value in points.items() if value)
    return PlaceCandidate(place, round(sum(points.values()), 3), kept)


def _fits(place: Place, levels: tuple[str, ...]) -> bool:
    return place.level in levels or (place.level == "country" and levels[0] == "admin1" and place.population == 0)


def _held_points(place: Place, holder: Place, sure: bool) -> float:
    if _held(place, holder):
        return WEIGHTS["holder"] * (1.0 if holder.level == "country" else 1.5)
    if not sure:
        return 0.0
    abroad = not _lies_in(place, [c for c in (holder.country, *holder.countries) if c])
    return WEIGHTS["stranger"] * (1.0 if abroad or place.level not in {"country", "admin1"} else 0.5)


def _held(place: Place, holder: Place) -> bool:
    """Whether ``place`` lies in ``holder``, as far as their divisions tell."""
    if holder.level == "country" and len(place.countries) > 1:
        return False  # a region of several countries is held by none of them
    if holder.level in {"country", "region"}:
        return _lies_in(place, [c for c in (holder.country, *holder.countries) if c]) and place.name != holder.name
    if place.country != holder.country or place.level in {"country", "region", "admin1"}:
        return False
    if holder.level == "admin1":
        return place.admin1 is not None and same_division(place.admin1, holder.admin1 or holder.name)
    if holder.level == "admin2" and place.level not in {"admin2"}:
        return place.admin2 is not None and same_division(place.admin2, holder.admin2 or holder.name)
    return False


def plausible(place: Place, holder: Place) -> bool:
    """Whether a place may lie in ``holder``: names of a kind repeat all over a country."""
    if place.level in {"region", "border", "country"} or holder.level == "region" or _held(place, holder):
        return True
    if holder.country is not None and place.country != holder.country:
        return False
    if place.lat is None or place.lon is None or holder.lat is None or holder.lon is None or holder.level == "country":
        return True
    return distance_km(place.lat, place.lon, holder.lat, holder.lon) <= 40 + 1.5 * (holder.radius_km or 100)


def is_telling(name: str, places: Sequence[Place]) -> bool:
    """Whether a name tells its country alone: nothing abroad bears it, and it is that of a country, a large city, a
    place of our own lists, or of a division in two words or more."""
    if len({p.country for p in places}) != 1:
        return False
    two = " " in asked_key(name)
    return any(
        p.level == "country" or p.population > 500_000 or not p.ids or (two and p.level in {"admin1", "admin2"})
        for p in places
    )


def is_well_known(place: Place) -> bool:
    """Countries, regions, first-level divisions and large towns: known beyond their own country."""
    return place.level in {"country", "region", "border", "admin1"} or place.population > 200_000


def same_division(one: str, other: str) -> bool:
    """Whether two names are of one division, as far as spelling tells."""
    return asked_key(one) == asked_key(other)


def _alike(best: PlaceCandidate, other: PlaceCandidate, gazetteer: Gazetteer) -> bool:
    if best.score - other.score >= _ALIKE or best.place.level != other.place.level:
        return False
    one, two = gazetteer.located(best.place), gazetteer.located(other.place)
    if one.country != two.country:
        return True
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return one.admin1 != two.admin1
    return distance_km(one.lat, one.lon, two.lat, two.lon) > _FAR


def _home(place: Place) -> str:
    return ", ".join(n for n in (place.admin1, place.country) if n) or ", ".join(place.countries)


def _told(best: PlaceCandidate, context: Context) -> str:
    place = best.place
    told = {name for name, _ in best.points}
    if "holder" in told:
        return "what stands beside it holds it"
    if "only" in told and place.country not in context.countries:
        return "no other place bears the name"
    if place.country in context.countries or any(c in context.countries for c in place.countries):
        return "the text is about its country"
    return "the word beside it fits" if "kind" in told and place.level != "country" else "the largest of that name"


def put_into(name: str, level: str, holder: Place, why: str) -> PlaceResolution:
    """A place that no gazetteer knows, where the division that holds it lies: its words, no id, ``basis`` inferred.

    In a country alone it has no coordinates: the middle of a country tells nothing of a village.
    """
    if holder.level == "country":
        holder = replace(holder, lat=None, lon=None, radius_km=None)
    place = replace(
        holder,
        name=name,
        level=level,
        ids={},
        basis="inferred",
        population=0,
        since=None,
        until=None,
        admin2=(holder.admin2 or holder.name) if holder.level == "admin2" else holder.admin2,
    )
    if level == "admin2":
        place = replace(place, admin2=name)
    return PlaceResolution(place, 0.4, f"{name!r} is in no gazetteer; {why}")
