"""Entries of a catalogue file: parsed with care, for users write them, and checked field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, cast, get_args

import yaml

from grounds.model.actor import Actor, Alias, AliasKind
from grounds.model.errors import CatalogueError, VocabularyError
from grounds.model.vocabulary import VOCABULARY

#: How deep lists and mappings may lie in each other.
_DEEPEST = 20
_OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
_CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
FIELDS = {f.name for f in fields(Actor)} | {"extends"}


def parse(text: str, place: str) -> Any:
    """The YAML of a file. Aliases and deep nesting are refused, for both can be made to swell without end."""
    try:
        depth = 0
        for token in yaml.scan(text, yaml.CSafeLoader):
            if isinstance(token, yaml.AliasToken):
                raise CatalogueError("YAML aliases are not allowed", place=place, remedy="write the entry out")
            depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
            if depth > _DEEPEST:
                raise CatalogueError("is nested too deep", place=place, remedy="see docs/catalogue.md")
        return yaml.load(text, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        raise CatalogueError("broken YAML: " + " ".join(str(error).split()), place=place) from error


def actor_of(entry: Any, place: str) -> tuple[Actor, bool]:
    """The actor of an entry, and whether it extends one that is known. Raises :class:`CatalogueError`."""
    if not isinstance(entry, dict) or not _is_name(entry.get("id")) or not _is_name(entry.get("name")):
        raise CatalogueError("an entry needs id and name", place=place, remedy="see docs/catalogue.md")
    unknown = sorted(str(key) for key in set(entry) - FIELDS)
    if unknown:
        raise CatalogueError(f"unknown keys {unknown}", place=place)
    for key, value in entry.items():
        fits, meant = _TYPES[key]
        if value is not None and not fits(value):
            raise CatalogueError(
                f"{key} must be {meant}, not {value!r:.60}", place=place, remedy="see docs/catalogue.md"
            )
    values: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v
        for k, v in entry.items()
        if k not in {"extends", "aliases"} and v is not None
    }
    values.setdefault("kind", "armed_group")
    try:
        VOCABULARY.check("actor_kind", values["kind"], place)
    except VocabularyError as error:
        raise CatalogueError(error.problem, place=place) from error
    aliases = tuple(alias_of(a, place) for a in entry.get("aliases") or ())
    return Actor(**values, aliases=aliases), bool(entry.get("extends"))


def alias_of(entry: Any, place: str) -> Alias:
    """An alias, given as a name or as text, kind and ambiguous."""
    if isinstance(entry, str):
        entry = {"text": entry}
    known = {"text", "kind", "ambiguous"}
    if not isinstance(entry, dict) or not _is_name(entry.get("text")) or set(entry) - known:
        raise CatalogueError(
            f"not an alias: {entry!r:.60}", place=place, remedy="give a name, or text, kind and ambiguous"
        )
    text = entry["text"]
    kind = entry.get("kind") or ("acronym" if is_acronym(text) else "name" if text[:1].isascii() else "native")
    if kind not in get_args(AliasKind):
        raise CatalogueError(f"unknown kind of alias {kind!r}", place=place)
    return Alias(text, cast(AliasKind, kind), bool(entry.get("ambiguous", False)))


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: short, without blanks, two capitals or more."""
    letters = [c for c in name if c.isalpha()]
    return len(letters) <= 7 and sum(c.isupper() for c in letters) >= 2 and " " not in name


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_name, value))


def _is_words(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(x, str) for pair in value.items() for x in pair)


def _is_year(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_TYPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(("id", "name", "kind", "country", "parent"), (_is_name, "a name")),
    "note": (lambda v: isinstance(v, str), "text"),
    **dict.fromkeys(("countries", "sources"), (_is_names, "a list of names")),
    **dict.fromkeys(("active_from", "active_to"), (_is_year, "a year")),
    "aliases": (lambda v: isinstance(v, list), "a list of names"),
    "lineage": (lambda v: isinstance(v, list) and all(_is_words(x) and "actor" in x for x in v), "a list of links"),
    "external": (_is_words, "a mapping of names"),
    "extends": (lambda v: isinstance(v, bool), "true or false"),
}
