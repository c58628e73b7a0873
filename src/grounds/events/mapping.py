"""What a dataset's columns mean. A mapping is read from YAML by ``mapping_files``; its keys are described in
docs/event-data.md."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["integer", "number", "text"]
Code = Literal["name", "iso2", "iso3", "isonumeric", "fips"]
Permission = Literal["yes", "no", "ask"]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What may be done with the rows: each of ``redistribute`` (give them on), ``derive`` (publish what is worked out
    from them), ``train`` (fit models) and ``third_party`` (pass them to a service or partner) is yes, no or ask.

    ``citation`` may hold {release} and {accessed}.
    """

    licence: str
    citation: str
    url: str | None = None
    redistribute: Permission = "ask"
    derive: Permission = "ask"
    train: Permission = "ask"
    third_party: Permission = "ask"
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Inclusion:
    """What a dataset takes up, so that what is outside of it is never "absent from the record"."""

    deaths_at_least: int | None = None
    lethal_only: bool = False
    #: Types of events that it takes up, kinds of those who do them, and kinds of targets; empty: all.
    types: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    from_year: int | None = None
    to_year: int | None = None
    countries: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Column:
    """One of the dataset's own columns: its earlier names, its type and its meaning."""

    type: Kind = "text"
    also: tuple[str, ...] = ()
    means: str = ""


@dataclass(frozen=True, kw_only=True)
class Field:
    """Where a column of the event row comes from: a ``column``, several ``columns`` joined by "-", a constant
    ``value``, or the ``parts`` of a day (year, month, day).

    ``values`` leads from codes to values, ``forms`` are the forms of dates to try, ``code`` is how a country is given;
    ``otherwise`` is tried where a code is not in ``values``.
    """

    column: str | None = None
    columns: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    value: Any = None
    values: Dict[str, Any] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    code: Code | None = None
    otherwise: Field | None = None

    @property
    def used(self) -> tuple[str, ...]:
        """The dataset's columns that it is made of."""
        own = (*((self.column,) if self.column else ()), *self.columns, *self.parts)
        return (*own, *self.otherwise.used) if self.otherwise else own


@dataclass(frozen=True, kw_only=True)
class Side:
    """A party of a row: whose side, which columns hold its name and its number in the dataset; ``split`` parts several
    names in one cell. ``value`` stands for a party that the dataset has by definition."""

    side: str
    name: str | None = None
    id: str | None = None
    split: str | None = None
    value: str | None = None


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """One dataset, whole. ``headers`` name the columns of files that have no heading; ``unknown`` are figures that mean
    "not known", ``places`` the columns that name the place, by level (settlement, admin2 …), ``texts`` those that tell
    in words what happened, ``nulls`` are words for a blank cell, ``nobody`` names that stand for no party. ``naming``
    leads from how the dataset writes a name to how the catalogue does: the groups ``name`` or ``country`` (with
    ``role``, a state's force) of patterns, or a ``name`` given."""

    dataset: str
    title: str
    follows: str
    terms: Terms
    columns: Dict[str, Column]
    fields: Dict[str, Field]
    unit: str = "event"
    release: str | None = None
    separator: str | None = None
    quoted: bool = True
    headers: tuple[tuple[str, ...], ...] = ()
    encoding: str | None = None
    required: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    inclusion: Inclusion = field(default_factory=Inclusion)
    killed: Dict[str, str] = field(default_factory=dict)
    places: Dict[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    naming: tuple[Dict[str, str], ...] = ()
    nulls: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    #: The document as it was written, kept with what is imported by it.
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def used(self) -> frozenset[str]:
        """The dataset's columns that some column of the event row is made of."""
        names = {c for f in self.fields.values() for c in f.used} | set(self.killed.values())
        return frozenset(names | {n for s in self.sides for n in (s.name, s.id) if n})

    def release_of(self, name: str) -> str | None:
        """The release that a file's name tells."""
        found = re.search(self.release, name, re.IGNORECASE) if self.release else None
        return ".".join(g for g in found.groups() if g) if found and found.groups() else None

    def citation(self, release: str, accessed: str) -> str:
        """How to cite a release."""
        return " ".join(self.terms.citation.replace("{release}", release).replace("{accessed}", accessed).split())
