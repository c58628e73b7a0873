"""Mappings read from YAML and checked key by key.

Users write mappings too (``grounds events map`` drafts one), so that every fault is told with file and key. The keys
are described in docs/event-data.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from dataclasses import fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import yaml

from grounds.events.mapping import Code, Column, Field, Inclusion, Kind, Mapping, Permission, Side, Terms
from grounds.events.rowform import DATE_PRECISION, DOERS, FIELDS, KILLED, PLACE_PRECISION, SIDES, TYPES, VIOLENCE
from grounds.model.errors import MappingError, UsageError
from grounds.model.plain_yaml import find_swelling

_REMEDY = "see docs/event-data.md"
_NEEDED = frozenset({"dataset", "title", "follows", "terms", "columns", "fields"})
#: Short names that people give datasets.
_ALIASES = {"ged": "ucdp-ged", "esd": "ucdp-esd", "candidate": "ucdp-candidate"}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")


@cache
def shipped() -> Dict[str, Path]:
    """The mappings that come with Grounds, by name of dataset."""
    folder = Path(str(files("grounds.events").joinpath("datasets")))
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def find_mapping(dataset: str) -> Mapping:
    """The mapping of a dataset that Grounds knows, or of a file. Raises :class:`UsageError`, :class:`MappingError`."""
    name = dataset_name(dataset)
    if name in shipped():
        return load_mapping(shipped()[name])
    if dataset.endswith((".yaml", ".yml")):
        return load_mapping(Path(dataset))
    known = ", ".join(shipped())
    remedy = f"choose among {known}, or give a mapping file drafted by `grounds events map`"
    raise UsageError(f"--dataset {dataset!r} is no dataset", remedy=remedy)


def dataset_name(name: str) -> str:
    """The name that a dataset goes by, where a short one is given."""
    return _ALIASES.get(name, name)


def load_mapping(path: Path) -> Mapping:
    """The mapping in a YAML file. Raises :class:`MappingError` with file and key."""
    try:
        text = path.read_text("utf-8")
        swelling = find_swelling(text)
        raw = None if swelling else yaml.load(text, yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        told = " ".join(str(error).split())
        raise MappingError(f"cannot be read ({told:.120})", place=str(path), remedy="give a YAML file") from error
    if swelling or not isinstance(raw, dict):
        raise MappingError("is no plain mapping", place=str(path), remedy=_REMEDY)
    return mapping_of({**_like(raw, path), **{k: v for k, v in raw.items() if k != "like"}}, str(path))


def _like(raw: Dict[str, Any], path: Path) -> Dict[str, Any]:
    """What a mapping takes from the dataset that it says it is like."""
    other = raw.get("like")
    if other is None:
        return {}
    if other not in shipped() or shipped()[other] == path:
        raise MappingError(f"like: {other!r} is no dataset", place=str(path), remedy=f"one of {', '.join(shipped())}")
    return load_mapping(shipped()[other]).raw


def mapping_of(raw: Dict[str, Any], place: str) -> Mapping:
    """A mapping checked from its document."""
    check = _Checker(place)
    known = {f.name for f in fields(Mapping)} - {"raw"}
    check.keys(raw, known, "the mapping", needed=_NEEDED)
    check.that(_NAME.fullmatch(str(raw["dataset"])), "dataset", "must be small letters, figures and '-'")
    columns = {str(k): check.column(k, v) for k, v in check.table(raw, "columns").items()}
    built = {k: check.field(k, v) for k, v in check.table(raw, "fields").items()}
    mapping = Mapping(
        dataset=raw["dataset"],
        title=str(raw["title"]),
        follows=str(raw["follows"]),
        terms=check.terms(raw["terms"]),
        columns=columns,
        fields=built,
        inclusion=check.inclusion(raw.get("inclusion") or {}),
        killed={str(k): str(v) for k, v in check.table(raw, "killed").items()},
        places={str(k): str(v) for k, v in check.table(raw, "places").items()},
        texts=tuple(map(str, check.listed(raw, "texts"))),
        sides=tuple(check.side(s) for s in check.listed(raw, "sides")),
        naming=tuple(check.naming(n) for n in check.listed(raw, "naming")),
        nulls=tuple(map(str, check.listed(raw, "nulls"))),
        nobody=tuple(map(str, check.listed(raw, "nobody"))),
        headers=tuple(tuple(map(str, h)) for h in check.listed(raw, "headers")),
        required=tuple(map(str, check.listed(raw, "required"))),
        unknown=tuple(map(str, check.listed(raw, "unknown"))),
        raw=dict(raw),
        **{k: raw[k] for k in ("unit", "release", "separator", "quoted", "encoding") if raw.get(k) is not None},
    )
    check.whole(mapping)
    return mapping


class _Checker:
    """Builds the parts of a mapping, and says what is wrong with which key."""

    def __init__(self, place: str) -> None:
        self.place = place

    def that(self, holds: Any, key: str, problem: str) -> None:
        if not holds:
            raise MappingError(f"{key} {problem}", place=self.place, remedy=_REMEDY)

    def keys(self, given: Any, known: set[str], what: str, needed: frozenset[str] = frozenset()) -> None:
        self.that(isinstance(given, dict), what, "must be keys with values")
        unknown = sorted(str(k) for k in given if k not in known)
        self.that(not unknown, what, f"has keys that mean nothing: {', '.join(unknown)}")
        lacking = sorted(needed - set(given))
        self.that(not lacking, what, f"lacks {', '.join(lacking)}")

    def table(self, raw: Dict[str, Any], key: str) -> dict[str, Any]:
        given = raw.get(key) or {}
        self.that(isinstance(given, dict), key, "must be keys with values")
        return dict(given)

    def listed(self, raw: Dict[str, Any], key: str) -> list[Any]:
        given = raw.get(key) or []
        self.that(isinstance(given, list), key, "must be a list")
        return list(given)

    def column(self, name: Any, given: Any) -> Column:
        given = given or {}
        self.keys(given, {"type", "also", "means"}, f"columns.{name}")
        kind = given.get("type", "text")
        self.that(kind in get_args(Kind), f"columns.{name}.type", f"must be one of {', '.join(get_args(Kind))}")
        also = tuple(map(str, self.listed(given, "also")))
        return Column(type=kind, also=also, means=str(given.get("means") or ""))

    def field(self, name: str, given: Any) -> Field:
        self.that(name in FIELDS, f"fields.{name}", f"is no column of the event row ({', '.join(FIELDS)})")
        given = {"column": given} if isinstance(given, str) else given
        self.keys(given, {f.name for f in fields(Field)}, f"fields.{name}")
        several = {k: tuple(map(str, self.listed(given, k))) for k in ("columns", "parts", "forms")}
        ways = [k for k in ("column", "columns", "parts", "value") if given.get(k) is not None]
        self.that(len(ways) == 1, f"fields.{name}", "needs one of column, columns, parts, value")
        code = given.get("code")
        self.that(code is None or code in get_args(Code), f"fields.{name}.code", f"must be of {get_args(Code)}")
        values = {str(k): v for k, v in self.table(given, "values").items()}
        allowed = _ALLOWED.get(name)
        wrong = [v for v in (*values.values(), given.get("value")) if allowed and v is not None and v not in allowed]
        self.that(not wrong, f"fields.{name}", f"gives values that are not in its list: {wrong}")
        further = given.get("otherwise")
        return Field(
            column=given.get("column"),
            value=given.get("value"),
            values=values,
            code=code,
            otherwise=self.field(name, further) if further is not None else None,
            **several,
        )

    def naming(self, given: Any) -> Dict[str, str]:
        self.keys(given, {"match", "name", "role"}, "naming", needed=frozenset({"match"}))
        try:
            groups = re.compile(given["match"]).groupindex
        except re.error as error:
            raise MappingError(f"naming.match is no pattern ({error})", place=self.place, remedy=_REMEDY) from error
        self.that({"name", "country"} & ({*groups, *given} - {"match"}), "naming", "must give a name or a country")
        return dict(given)

    def side(self, given: Any) -> Side:
        self.keys(given, {f.name for f in fields(Side)}, "sides", needed=frozenset({"side"}))
        self.that(given["side"] in SIDES, "sides.side", f"must be one of {', '.join(SIDES)}")
        self.that(("name" in given) != ("value" in given), "sides", "needs either name or value")
        return Side(**given)

    def terms(self, given: Any) -> Terms:
        self.keys(given, {f.name for f in fields(Terms)}, "terms", needed=frozenset({"licence", "citation"}))
        for key in ("redistribute", "derive", "train", "third_party"):
            value = given.get(key, "ask")
            self.that(value in get_args(Permission), f"terms.{key}", "must be 'yes', 'no' or 'ask', in quotes")
        return Terms(**given)

    def inclusion(self, given: Any) -> Inclusion:
        self.keys(given, {f.name for f in fields(Inclusion)}, "inclusion")
        several = {k: tuple(map(str, self.listed(given, k))) for k in ("types", "doers", "targets", "countries")}
        for key, allowed in (("types", TYPES), ("doers", DOERS)):
            self.that(set(several[key]) <= allowed, f"inclusion.{key}", f"must be of {', '.join(sorted(allowed))}")
        self.that(type(given.get("lethal_only", False)) is bool, "inclusion.lethal_only", "must be true or false")
        figures = [given.get(k) for k in ("deaths_at_least", "from_year", "to_year")]
        self.that(all(f is None or type(f) is int for f in figures), "inclusion", "gives years and deaths as numbers")
        return Inclusion(**{**given, **several})

    def whole(self, mapping: Mapping) -> None:
        """What holds between the parts."""
        named = {*mapping.required, *mapping.places.values(), *mapping.texts}
        strange = sorted((mapping.used | named) - set(mapping.columns))
        self.that(not strange, "columns", f"does not describe {', '.join(strange)}")
        levels = ("site", "settlement", "admin2", "admin1")
        self.that(set(mapping.places) <= set(levels), "places", f"must name {', '.join(levels)}")
        self.that(set(mapping.killed) <= set(KILLED), "killed", f"must name {', '.join(KILLED)}")
        figures = {mapping.fields[f].column for f in _FIGURES if f in mapping.fields} | set(mapping.killed.values())
        words = sorted(c for c in figures if c and mapping.columns[c].type == "text")
        self.that(not words, "columns", f"must give {', '.join(words)} the type integer or number")
        self.that("source_id" in mapping.fields and "from" in mapping.fields, "fields", "needs source_id and from")
        try:
            re.compile(mapping.release or "")
        except re.error as error:
            raise MappingError(f"release is no pattern ({error})", place=self.place, remedy=_REMEDY) from error


_FIGURES = ("lat", "lon", "killed_low", "killed_best", "killed_high")
_ALLOWED: dict[str, frozenset[Any]] = {
    "type": TYPES,
    "violence_type": VIOLENCE,
    "date_precision": DATE_PRECISION,
    "place_precision": PLACE_PRECISION,
    "directed": frozenset({True, False}),
}
