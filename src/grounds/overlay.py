"""A user's own actors: a file beside the ledger, only ever added to, so that every step can be taken back.

``grounds.db`` has ``grounds.actors.yaml`` beside it. What is shipped is never changed. Each change is one more entry at
the end of the file; it is checked with all that stands before it, and the file is replaced whole or not at all.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from grounds.actors import Catalogue, load_catalogue
from grounds.actors.files import read_entries
from grounds.actors.loading import layered
from grounds.model.actor import Actor
from grounds.model.errors import CatalogueError, UsageError
from grounds.outputs import placing

_FIND = "find the id with `grounds resolve NAME`"


class Overlay:
    """Adds to one file; ``others`` are files that hold besides and come before it."""

    def __init__(self, path: Path, others: Sequence[Path] = ()) -> None:
        self.path = path
        self.others = tuple(o for o in others if o != path)

    def catalogue(self) -> Catalogue:
        """All actors as they stand now."""
        return load_catalogue([*self.others, *([self.path] if self.path.exists() else [])])

    def add(self, name: str, fields: Mapping[str, Any], *, actor_id: str | None = None) -> Actor:
        """A new actor, with an id from its name where none is given."""
        catalogue = self.catalogue()
        self._check_free(name, catalogue)
        actor_id = actor_id or _free_id(name, catalogue)
        given = _with_codes(_given(fields), catalogue)
        return self._append([{"id": actor_id, "name": name, **given}]).actors[actor_id]

    def edit(self, who: str, fields: Mapping[str, Any]) -> Actor:
        """Other fields for an actor, further aliases, links and sources; names under ``without`` are taken off."""
        actor = self.find(who)
        given = _with_codes(_given(fields), self.catalogue())
        if not given:
            raise UsageError("there is nothing to change", remedy="give a field, such as --alias or --until")
        return self._append([{"id": actor.id, "extends": True, **given}]).actors[actor.id]

    def merge(self, one: str, into: str, note: str | None = None) -> Actor:
        """One actor of two: ``into`` bears the names of both. Taken back by :meth:`split`."""
        first, second = self.find(one), self.find(into)
        entry = {"merge": first.id, "into": second.id, **_given({"note": note})}
        found = self._append([entry]).get(first.id)
        assert found is not None  # the file was checked as it was written
        return found

    def split(self, one: str, note: str | None = None) -> Actor:
        """Take a merge back; gives the actor that stands alone again."""
        merged = self.catalogue().merged
        if one not in merged:
            told = f"merged are {', '.join(sorted(merged))}" if merged else "nothing is merged"
            raise UsageError(f"{one!r} is not the id of a merged actor", remedy=told)
        return self._append([{"split": one, **_given({"note": note})}]).actors[one]

    def split_name(self, who: str, name: str, *, actor_id: str | None = None) -> Actor:
        """Make an actor of its own of an alias: what was taken for one body is two."""
        actor = self.find(who)
        if name not in {a.text for a in actor.aliases}:
            aliases = ", ".join(a.text for a in actor.aliases) or "none"
            raise UsageError(f"{actor.id!r} has no alias {name!r}", remedy=f"its aliases are {aliases}")
        actor_id = actor_id or _free_id(name, self.catalogue())
        new = {"id": actor_id, "name": name, "kind": actor.kind, **_given({"country": actor.country})}
        return self._append([{"id": actor.id, "extends": True, "without": [name]}, new]).actors[actor_id]

    def free_id(self, name: str) -> str:
        """An id from a name that no actor has."""
        return _free_id(name, self.catalogue())

    def find(self, who: str) -> Actor:
        """The actor of an id or name; an error where there is none, or several."""
        catalogue = self.catalogue()
        actor = catalogue.get(who)
        found = (actor,) if actor is not None else catalogue.find(who)
        if len(found) != 1:
            what = f"{who!r} may be {', '.join(a.id for a in found)}" if found else f"no actor {who!r} is known"
            raise UsageError(what, remedy="give the id" if found else _FIND)
        return found[0]

    def _check_free(self, name: str, catalogue: Catalogue) -> None:
        """A name that is another's alone cannot be shown for a new one."""
        for actor in catalogue.find(name):
            listed = [a for a in actor.aliases if a.text == name]
            if not any(a.ambiguous for a in listed):
                raise CatalogueError(
                    f"nothing was written: the name {name!r} is also that of {actor.id!r}",
                    place=str(self.path),
                    remedy=f"change that one with `grounds actors edit {actor.id}`, or name the new one otherwise and "
                    "give this name with --shared-alias",
                )

    def _append(self, entries: list[dict[str, Any]]) -> Catalogue:
        before = self._content()
        with placing(self.path) as part:
            part.write_bytes(before + (b"" if before.endswith(b"\n") or not before else b"\n") + self._written(entries))
            try:
                new = read_entries(part, shown=self.path)
                catalogue = layered([*(read_entries(path) for path in self.others), new])
            except CatalogueError as error:
                raise CatalogueError(
                    f"nothing was written: {error.problem}", place=error.place, remedy=error.remedy
                ) from error
            if self._content() != before:
                raise UsageError("was changed meanwhile", place=str(self.path), remedy="run the command again")
        return catalogue

    def _content(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise CatalogueError(f"cannot be read ({error.strerror})", place=str(self.path)) from error

    def _written(self, entries: list[dict[str, Any]]) -> bytes:
        if self.path.suffix == ".jsonl":
            return "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries).encode()
        text: str = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=120, default_flow_style=None)
        return text.encode()


def _given(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in fields.items() if v not in (None, [], ())}


def _with_codes(fields: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Countries by their three letters, also where they were given by name."""

    def code(told: str) -> str:
        states = [a for a in catalogue.find(told) if a.id.startswith("state-") and a.country]
        return states[0].country or told if len(states) == 1 else told

    if "country" in fields:
        fields["country"] = code(fields["country"])
    if "countries" in fields:
        fields["countries"] = list(dict.fromkeys(map(code, fields["countries"])))
    return fields


def _free_id(name: str, catalogue: Catalogue) -> str:
    """An id from a name, with a number where it is taken."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isascii() and c not in "'’`")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not slug:
        raise UsageError(f"no id can be made of {name!r}", remedy="give one with --id, in plain letters")
    taken = {*catalogue.actors, *catalogue.merged}
    number = 1
    while (slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    return slug if number == 1 else f"{slug}-{number}"
