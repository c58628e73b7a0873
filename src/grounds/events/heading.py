"""A table's heading against a mapping: which column is which, under current or earlier names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from grounds.events.mapping import Kind, Mapping
from grounds.events.mapping_files import load_mapping, shipped
from grounds.model.errors import MappingError


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The columns of a file, each by the name it goes by in ``own``: the mapping's where it knows it, else its own."""

    names: tuple[str, ...]
    types: dict[str, Kind]
    #: Columns of the mapping that the file has not.
    lacking: tuple[str, ...]
    #: Whether the file has no heading, and the names are the mapping's.
    is_headless: bool = False


def heading_of(first: Sequence[str], mapping: Mapping, place: str) -> Heading:
    """The heading that a file's first record makes. Raises :class:`MappingError` where it is another dataset's."""
    known = {key_of(n): name for name, c in mapping.columns.items() for n in (name, *c.also)}
    cells = [cell.strip() for cell in first]
    if not any(key_of(cell) in known for cell in cells):
        for names in mapping.headers:
            if len(names) == len(cells):
                return _heading(names, mapping, is_headless=True)
    names = tuple(known.get(key_of(cell), cell) for cell in cells)
    blank = [n for n, name in enumerate(names, 1) if not name]
    if blank:
        names = tuple(name or f"column_{n}" for n, name in enumerate(names, 1))
    _check(names, mapping, place)
    return _heading(names, mapping)


def _heading(names: Sequence[str], mapping: Mapping, *, is_headless: bool = False) -> Heading:
    types: dict[str, Kind] = {n: mapping.columns[n].type if n in mapping.columns else "text" for n in names}
    lacking = tuple(sorted(mapping.used - set(names)))
    return Heading(names=tuple(names), types=types, lacking=lacking, is_headless=is_headless)


def _check(names: Sequence[str], mapping: Mapping, place: str) -> None:
    lacking = [c for c in mapping.required if c not in names]
    if lacking:
        told = ", ".join(" or ".join((c, *mapping.columns[c].also)) for c in lacking)
        better = best_mappings(names)
        hint = f"its columns are those of {' or '.join(better)}" if better else "see docs/event-data.md"
        raise MappingError(f"is no table of {mapping.dataset}: it has no column {told}", place=place, remedy=hint)
    twice = [name for name, number in Counter(names).items() if number > 1]
    if twice:
        problem = f"has the column {twice[0]!r} twice, counting earlier names"
        raise MappingError(problem, place=place, remedy="take one of them out")


def best_mappings(names: Sequence[str]) -> list[str]:
    """The shipped datasets whose required columns these names have; of several, those that know most of them."""
    found = {}
    for dataset, path in shipped().items():
        mapping = load_mapping(path)
        known = {key_of(n): name for name, c in mapping.columns.items() for n in (name, *c.also)}
        have = {known[key_of(n)] for n in names if key_of(n) in known}
        if set(mapping.required) <= have:
            found[dataset] = len(have)
    return [dataset for dataset, known in found.items() if known == max(found.values())]


def key_of(name: str) -> str:
    """Names are compared without case, and blanks, points and hyphens are as underscores."""
    return "_".join(name.strip().casefold().replace(".", " ").replace("-", " ").replace("_", " ").split())
