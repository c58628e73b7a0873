"""Sides to actors and countries to their codes, by the catalogue: each distinct name is looked up once a release.

The links are a table beside the rows and not in them: where the catalogue changes they are made anew, the rows stay. A
name goes to an actor that bears it. Where several do, or the name is one that others bear too, it goes to the one at
home in the countries of the rows that name it, and to nobody where that leaves more than one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from grounds._version import __version__
from grounds.actors import Catalogue
from grounds.actors.keys import name_key
from grounds.actors.loading import country_codes, data_files
from grounds.events.engine import connected, parquet, quoted
from grounds.events.mapping import Mapping
from grounds.events.sql import OWN, own_columns
from grounds.events.store import Release
from grounds.model.actor import Actor
from grounds.outputs import placing

_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_SIDES = pyarrow.schema(
    [
        ("column", pyarrow.int32()),
        ("cell", pyarrow.string()),
        ("parties", pyarrow.list_(pyarrow.struct([("name", pyarrow.string()), ("actor", pyarrow.string())]))),
    ]
)
_COUNTRIES = pyarrow.schema([("cell", pyarrow.string()), ("country", pyarrow.string())])


@dataclass(frozen=True)
class Linked:
    """The two tables of links of a release, and where its event rows are kept for engines that read them."""

    sides: Path
    countries: Path
    rows: Path


@dataclass(frozen=True)
class Names:
    """What names and countries of one dataset mean in a catalogue."""

    mapping: Mapping
    catalogue: Catalogue

    def actor(self, name: str, countries: frozenset[str]) -> Actor | None:
        """The actor of a name that rows about these countries have; null where that is unsure or nobody's."""
        for pattern, entry in self._patterns:
            found = pattern.fullmatch(name)
            if found and "country" in found.groupdict():
                country = self._state(found["country"])
                actor = self.catalogue.force_of(country, str(entry.get("role") or "government")) if country else None
            else:
                actor = self._bearer(entry.get("name") or found["name"], countries) if found else None
            if actor is not None:
                return actor
        return self._bearer(name, countries) or self._bearer(_BRACKETS.sub("", name), countries)

    def country(self, cell: str) -> str | None:
        """The three letters of a country as the dataset gives it."""
        field = self.mapping.fields["country"]
        if cell in field.values:
            return str(field.values[cell])
        if field.code in (None, "name"):
            return self._state(cell)
        return country_codes(field.code).get(cell.upper().lstrip("0") if field.code == "isonumeric" else cell.upper())

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], dict[str, str]]]:
        return [(re.compile(entry["match"]), dict(entry)) for entry in self.mapping.naming]

    def _state(self, name: str) -> str | None:
        values = self.mapping.fields["country"].values if "country" in self.mapping.fields else {}
        if name in values:
            return str(values[name])
        for form in dict.fromkeys((name, _BRACKETS.sub("", name))):
            states = [a for a in self.catalogue.find(form) if a.id.startswith("state-") and a.country]
            if len(states) == 1:
                return states[0].country
        return name if name in country_codes("iso3") else None

    def _bearer(self, name: str, countries: frozenset[str]) -> Actor | None:
        bearers = self.catalogue.find(name)
        if not bearers:
            return None
        shared = {a.id for alias, a in self.catalogue.by_key.get(name_key(name), ()) if alias.ambiguous}
        if len(bearers) == 1 and bearers[0].id not in shared:
            return bearers[0]
        here = [a for a in bearers if not countries.isdisjoint({a.country, *a.countries})]
        usual = [a for a in (here or bearers) if a.id not in shared]
        if len(here) == 1:
            return here[0]
        return usual[0] if len(usual) == 1 else None


def catalogue_identity(extra: Sequence[Path]) -> str:
    """Changes when the catalogue does: with Grounds itself, and with the files of the user."""
    found = hashlib.sha256(__version__.encode())
    for path in (*(Path(str(p)) for p in data_files()), *extra):
        found.update(path.read_bytes() if path.exists() else b"")
    return found.hexdigest()


def linked(release: Release, catalogue: Callable[[], Catalogue], identity: str) -> Linked:
    """The links of a release by the catalogue of that identity; made where they are not there yet."""
    parts = "".join(part.sha256 for part in release.parts)
    key = hashlib.sha256(f"{identity}\0{parts}".encode()).hexdigest()[:12]
    found = Linked(*(release.folder / f"linked-{key}.{what}.parquet" for what in ("sides", "countries", "rows")))
    if not (found.sides.exists() and found.countries.exists()):
        for old in release.folder.glob("linked-*"):
            old.unlink(missing_ok=True)
        _make(release, Names(release.mapping, catalogue()), found)
    return found


def counts(links: Linked) -> dict[str, int]:
    """How many distinct names and countries there are, and how many are known."""
    parties = pyarrow.parquet.read_table(links.sides)["parties"].to_pylist()
    names = {(p["name"], p["actor"]) for listed in parties for p in listed}
    known = {name for name, actor in names if actor is not None}
    countries = pyarrow.parquet.read_table(links.countries)["country"]
    return {
        "names": len({name for name, _ in names}),
        "linked": len(known),
        "countries": len(countries),
        "countries_known": len(countries) - countries.null_count,
    }


def _make(release: Release, names: Names, goal: Linked) -> None:
    paths = [part.path for part in release.parts]
    with connected() as engine:
        own = own_columns(engine, paths)
        told = names.mapping.fields.get("country")
        column = told.column if told is not None and told.column in own else None
        cells = _cells(engine, paths, column, None) if column else []
        countries = {cell: names.country(cell) for cell, _ in cells}
        sides = list(_sides(engine, paths, names, own, column, countries))
    _save(goal.countries, [{"cell": c, "country": iso3} for c, iso3 in countries.items()], _COUNTRIES)
    _save(goal.sides, sides, _SIDES)


def _sides(
    engine: Any,
    paths: Sequence[Path],
    names: Names,
    own: dict[str, str],
    column: str | None,
    known: dict[str, str | None],
) -> Iterator[dict[str, Any]]:
    """For each cell of each side, the names in it with their actors."""
    looked_up: dict[tuple[str, frozenset[str]], Actor | None] = {}
    for number, side in enumerate(names.mapping.sides):
        if side.name not in own or side.name is None:
            continue
        for cell, told in _cells(engine, paths, side.name, column):
            where = frozenset(c for word in told if word is not None and (c := known.get(word)))
            parties = []
            for name in _parted(cell, side.split):
                if name in names.mapping.nobody:
                    continue
                if (name, where) not in looked_up:
                    looked_up[name, where] = names.actor(name, where)
                actor = looked_up[name, where]
                parties.append({"name": name, "actor": actor.id if actor is not None else None})
            yield {"column": number, "cell": cell, "parties": parties}


def _cells(engine: Any, paths: Sequence[Path], column: str, country: str | None) -> list[tuple[str, list[str | None]]]:
    """Each distinct cell of a column, with the words for the countries of its rows."""
    cell = f"nullif(trim(CAST({quoted(OWN + column)} AS VARCHAR)), '')"
    where = f"nullif(trim(CAST({quoted(OWN + country)} AS VARCHAR)), '')" if country else "NULL"
    return list(
        engine.execute(
            f"SELECT {cell} AS cell, list(DISTINCT {where}) FROM {parquet(paths)} WHERE {cell} IS NOT NULL GROUP BY 1"
        ).fetchall()
    )


def _parted(cell: str, mark: str | None) -> list[str]:
    return [name for part in cell.split(mark) if (name := part.strip())] if mark else [cell]


def _save(path: Path, rows: list[dict[str, Any]], schema: pyarrow.Schema) -> None:
    with placing(path) as goal:
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema), goal)
