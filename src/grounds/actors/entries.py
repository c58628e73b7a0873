"""Entries of a catalogue file, checked field by field: users write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, cast, get_args

from grounds.model.actor import LINKS, Actor, Alias, AliasKind
from grounds.model.errors import CatalogueError, VocabularyError
from grounds.model.vocabulary import VOCABULARY

#: What an overlay's entry may say beside an actor's fields: see ``actors.overlay``.
ORDERS = frozenset({"extends", "without", "merge", "into", "split"})
FIELDS = {f.name for f in fields(Actor)} | {"extends", "without"}
_REMEDY = "see docs/catalogue.md"
_APART = ("country", "dates", "kind")
_DATE = re.compile(r"(?:1[5-9]|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_COUNTRY = re.compile("[A-Z]{3}")
#: "Qaida" in "Al-Qaida", which is no acronym.
_PLAIN_WORD = re.compile(r"(?<![^\W_])[A-Z][a-z]{2,}(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file says of one actor, with the lines where it says it."""

    values: dict[str, Any]
    file: str
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, key: str | None = None) -> str:
        """File and line of a field, or of the entry."""
        return f"{self.file}, line {self.lines.get(key or '', self.line)}"


def actor_of(entry: Entry) -> Actor:
    """The actor of an entry; one that only extends may lack the name. Raises :class:`CatalogueError`."""
    values = entry.values
    _check(entry)
    kind = values.get("kind") or "armed_group"
    try:
        VOCABULARY.check("actor_kind", kind, entry.at("kind"))
    except VocabularyError as error:
        raise CatalogueError(error.problem, place=entry.at("kind"), remedy="see docs/codebook.md") from error
    plain = {k: v for k, v in values.items() if v is not None and k not in {"extends", "without", "aliases"}}
    for key in ("countries", "sources"):
        if key in plain:
            plain[key] = tuple(plain[key])
    for key in ("lineage", "designations"):
        if key in plain:
            plain[key] = tuple({k: _plain(v) for k, v in link.items()} for link in plain[key])
    plain["kind"] = kind
    plain.setdefault("name", values["id"])
    return Actor(**plain, aliases=tuple(alias_of(a, entry.at("aliases")) for a in values.get("aliases") or ()))


def _check(entry: Entry) -> None:
    values = entry.values
    named = _is_name(values.get("name")) or (values.get("extends") is True and values.get("name") is None)
    if not _is_name(values.get("id")) or not named:
        raise CatalogueError("an entry needs id and name", place=entry.at(), remedy=_REMEDY)
    unknown = sorted(str(key) for key in values if key not in FIELDS)
    if unknown:
        raise CatalogueError(f"unknown keys {unknown}", place=entry.at(unknown[0]), remedy=_REMEDY)
    for key, value in values.items():
        fits, meant = _TYPES[key]
        if value is not None and not fits(value):
            raise CatalogueError(f"{key} must be {meant}, not {value!r:.60}", place=entry.at(key), remedy=_REMEDY)


def alias_of(given: Any, place: str) -> Alias:
    """An alias, given as a name or as text with kind, ambiguous, apart, since and until."""
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, dict) or not _is_name(given.get("text")) or set(given) - set(_ALIAS):
        raise CatalogueError(
            f"not an alias: {given!r:.60}", place=place, remedy=f"give a name, or text with {', '.join(_ALIAS[1:])}"
        )
    text = given["text"]
    kind = given.get("kind") or ("acronym" if is_acronym(text) else "name" if text[:1].isascii() else "native")
    if kind not in get_args(AliasKind):
        raise CatalogueError(f"unknown kind of alias {kind!r}", place=place, remedy=_REMEDY)
    apart = tuple(given.get("apart") or ()) if isinstance(given.get("apart") or [], list) else (given["apart"],)
    since, until = given.get("since"), given.get("until")
    if any(a not in _APART for a in apart):
        raise CatalogueError(f"apart must be a list of {', '.join(_APART)}", place=place, remedy=_REMEDY)
    if not all(y is None or _is_year(y) for y in (since, until)):
        raise CatalogueError(f"since and until of {text!r} must be years", place=place, remedy=_REMEDY)
    return Alias(text, cast(AliasKind, kind), bool(given.get("ambiguous")) or bool(apart), apart, since, until)


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: short, without blanks, two capitals or more, no piece a plain word."""
    if len(name) > 14 or " " in name:
        return False
    letters = [c for c in name if c.isalpha()]
    return len(letters) <= 7 and sum(c.isupper() for c in letters) >= 2 and not _PLAIN_WORD.search(name)


_ALIAS = ("text", "kind", "ambiguous", "apart", "since", "until")


def _plain(value: Any) -> str:
    """A date that YAML has taken for a number or a day, as it was written."""
    return value if isinstance(value, str) else value.isoformat() if isinstance(value, date) else str(value)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_name, value))


def _is_words(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(x, str) for pair in value.items() for x in pair)


def _is_year(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1500 <= value <= 2100


def is_date(value: Any) -> bool:
    """Whether a value is a day or its beginning: YYYY, YYYY-MM, YYYY-MM-DD."""
    return isinstance(value, str | int | date) and bool(_DATE.fullmatch(_plain(value)))


def _is_country(value: Any) -> bool:
    return isinstance(value, str) and bool(_COUNTRY.fullmatch(value))


def _is_link(value: Any) -> bool:
    known = {"type", "actor", "date", "until", "source", "note"}
    return (
        isinstance(value, dict)
        and not set(value) - known
        and value.get("type") in LINKS
        and _is_name(value.get("actor"))
        and all(is_date(value[k]) for k in ("date", "until") if k in value)
        and all(_is_name(value[k]) for k in ("source", "note") if k in value)
    )


def _is_designation(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) <= {"issuer", "list", "since", "until", "source"}
        and all(_is_name(value.get(k)) for k in ("issuer", "list"))
        and is_date(value.get("since"))
        and all(is_date(value[k]) for k in ("until",) if k in value)
        and all(_is_name(value[k]) for k in ("source",) if k in value)
    )


def _is_list_of(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(fits, value))


_TYPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(("id", "name", "kind", "parent", "role"), (_is_name, "a name")),
    "country": (_is_country, "a country's three letters (ISO 3166-1 alpha-3)"),
    "countries": (_is_list_of(_is_country), "a list of countries' three letters (ISO 3166-1 alpha-3)"),
    "note": (lambda v: isinstance(v, str), "text"),
    **dict.fromkeys(("sources", "without"), (_is_names, "a list of names")),
    **dict.fromkeys(("active_from", "active_to"), (_is_year, "a year")),
    "aliases": (lambda v: isinstance(v, list), "a list of names"),
    "lineage": (
        _is_list_of(_is_link),
        f"a list of links, each with type ({', '.join(LINKS)}), actor, and date (YYYY-MM-DD or a part) and source",
    ),
    "designations": (_is_list_of(_is_designation), "a list, each with issuer, list and since (YYYY-MM-DD or a part)"),
    "external": (_is_words, "a mapping of names"),
    "extends": (lambda v: isinstance(v, bool), "true or false"),
}
