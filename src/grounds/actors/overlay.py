"""Entries on top of others: new actors, additions to known ones, merges and their undoing, in the order given.

A file is only ever added to, so that what was decided before can be read in it and taken back:

* an actor's entry adds it; with ``extends: true`` its fields replace those given before, its aliases, links,
  designations and sources are added, and names listed under ``without`` are taken off;
* ``{merge: b, into: a}`` makes one actor of two: ``a`` bears the names of ``b``, and the id ``b`` leads to ``a``;
* ``{split: b}`` takes that merge back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from grounds.actors.entries import FIELDS, Entry, actor_of
from grounds.model.actor import Actor, Alias
from grounds.model.errors import CatalogueError

_ADDED = ("aliases", "lineage", "designations", "sources")
_REMEDY = "see docs/catalogue.md"


class Layers:
    """Actors and merges as they stand after the entries added so far."""

    def __init__(self, actors: dict[str, Actor], merged: dict[str, str]) -> None:
        self.actors = actors
        self.merged = merged
        #: File and line of the last entry about each actor, and the lines of its fields where the file has them apart.
        self.places: dict[str, str] = {}
        self._lines: dict[str, dict[str, str]] = {}

    def add(self, entries: Iterable[Entry]) -> None:
        """Take entries in order. Raises :class:`CatalogueError` with file and line."""
        for entry in entries:
            if "merge" in entry.values:
                self._merge(entry)
            elif "split" in entry.values:
                self._split(entry)
            else:
                self._actor(entry)

    def _actor(self, entry: Entry) -> None:
        actor = actor_of(entry)
        known = self.actors.get(actor.id)
        extends = bool(entry.values.get("extends"))
        if known is not None and not extends:
            raise CatalogueError(
                f"the id {actor.id!r} stands twice", place=entry.at("id"), remedy="add 'extends: true' to extend it"
            )
        if known is None and extends and "name" not in entry.values:
            raise CatalogueError(
                f"{actor.id!r} extends nobody: no such id", place=entry.at("id"), remedy="give a known id, or a name"
            )
        self.actors[actor.id] = actor if known is None else _extended(known, actor, entry)
        self.places[actor.id] = entry.at()
        self._lines.pop(actor.id, None)
        if entry.lines:
            self._lines[actor.id] = {field: entry.at(field) for field in entry.lines}

    def place(self, actor_id: str, field: str | None = None) -> str:
        """File and line of what was last said of an actor, or of one field of it."""
        return self._lines.get(actor_id, {}).get(field or "", self.places[actor_id])

    def _merge(self, entry: Entry) -> None:
        one, into = self._ids(entry, ("merge", "into"))
        if one in self.merged:
            raise CatalogueError(
                f"{one!r} is merged already, into {self.merged[one]!r}", place=entry.at(), remedy="split it first"
            )
        if self.root(into) == one:
            raise CatalogueError(f"{one!r} would be merged into itself", place=entry.at(), remedy=_REMEDY)
        self.merged[one] = into
        self.places[into] = entry.at()

    def _split(self, entry: Entry) -> None:
        (one,) = self._ids(entry, ("split",))
        if one not in self.merged:
            raise CatalogueError(f"{one!r} is not merged", place=entry.at(), remedy="only a merge can be taken back")
        del self.merged[one]

    def _ids(self, entry: Entry, keys: tuple[str, ...]) -> list[str]:
        if set(entry.values) - {*keys, "note"} or not all(isinstance(entry.values.get(k), str) for k in keys):
            raise CatalogueError(
                f"{keys[0]} must be an id and stand with {' and '.join(keys[1:]) or 'nothing else'}",
                place=entry.at(keys[0]),
                remedy=_REMEDY,
            )
        for key in keys:
            if entry.values[key] not in self.actors:
                raise CatalogueError(
                    f"no actor has the id {entry.values[key]!r}", place=entry.at(key), remedy="check it with `resolve`"
                )
        return [entry.values[key] for key in keys]

    def root(self, actor_id: str) -> str:
        """The actor that ``actor_id`` leads to over all merges."""
        while actor_id in self.merged:
            actor_id = self.merged[actor_id]
        return actor_id

    def settled(self) -> tuple[dict[str, Actor], dict[str, str]]:
        """The actors with merges carried out, and where each merged id leads."""
        if not self.merged:
            return self.actors, {}
        roots = {one: self.root(one) for one in self.merged}
        actors = {i: a for i, a in self.actors.items() if i not in roots}
        for one, root in roots.items():
            actors[root] = _together(actors[root], self.actors[one])
        return {i: _redirected(a, roots) for i, a in actors.items()}, roots


def _extended(known: Actor, new: Actor, entry: Entry) -> Actor:
    given: dict[str, Any] = {
        k: getattr(new, k) for k in entry.values if k in FIELDS and k not in {"extends", "without", "id", *_ADDED}
    }
    gone = set(entry.values.get("without") or ())
    stray = gone - {a.text for a in known.aliases}
    if stray:
        raise CatalogueError(
            f"{known.id!r} has no alias {sorted(stray)[0]!r}", place=entry.at("without"), remedy="write it as listed"
        )
    aliases = tuple(a for a in known.aliases if a.text not in gone)
    added: dict[str, Any] = {k: (*getattr(known, k), *getattr(new, k)) for k in _ADDED[1:]}
    return replace(known, **given, **added, aliases=(*aliases, *_fresh(aliases, new.aliases)))


def _fresh(known: Iterable[Alias], new: Iterable[Alias]) -> Iterable[Alias]:
    texts = {a.text for a in known}
    return [a for a in new if a.text not in texts]


def _together(actor: Actor, other: Actor) -> Actor:
    names = [Alias(other.name), *other.aliases]
    fresh = [a for a in _fresh(actor.aliases, names) if a.text != actor.name]
    return replace(
        actor,
        aliases=(*actor.aliases, *fresh),
        countries=tuple(dict.fromkeys((*actor.countries, *other.countries))),
        sources=tuple(dict.fromkeys((*actor.sources, *other.sources))),
        lineage=(*actor.lineage, *(link for link in other.lineage if link["actor"] != actor.id)),
        external={**other.external, **actor.external},
    )


def _redirected(actor: Actor, roots: Mapping[str, str]) -> Actor:
    if actor.parent not in roots and all(link["actor"] not in roots for link in actor.lineage):
        return actor
    links = ({**link, "actor": roots.get(link["actor"], link["actor"])} for link in actor.lineage)
    parent = roots.get(actor.parent or "", actor.parent)
    return replace(
        actor,
        parent=None if parent == actor.id else parent,
        lineage=tuple(link for link in links if link["actor"] != actor.id),
    )
