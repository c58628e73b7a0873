"""The closed lists of the claim record, kept as YAML beside this file and loaded once.

Code never spells these lists out: it asks ``VOCABULARY`` and gets an error that names the list where a value is none
of it. ``VOCABULARY["when.precision"]`` is the list of one field; ``modes``, ``families`` and ``symmetric`` have
names of their own because rules lean on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

import yaml

from grounds.model.errors import VocabularyError


@dataclass(frozen=True)
class Vocabulary:
    """All closed lists by name; build one with :func:`load`."""

    lists: dict[str, tuple[str, ...]]
    modes: dict[str, tuple[str, ...]]
    families: tuple[frozenset[str], ...]

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self.lists[name]

    @cached_property
    def symmetric(self) -> frozenset[str]:
        """Predicates whose two sides may be swapped."""
        return frozenset(self.lists["symmetric"])

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """Predicate → relation, event or assessment."""
        return {p: kind for kind in self.lists["kind"] for p in self.lists[kind]}

    def check(self, name: str, value: str | None, place: str) -> None:
        """Raise :class:`VocabularyError` unless ``value`` is null or stands in the list ``name``."""
        if value is not None and value not in self.lists[name]:
            raise VocabularyError(f"{value!r} is not in the list {name}", place=place, remedy="see docs/codebook.md")

    def check_modes(self, predicate: str, modes: tuple[str, ...], place: str) -> None:
        """Raise :class:`VocabularyError` where a mode does not belong to its event type."""
        for mode in modes:
            if mode not in self.modes.get(predicate, ()):
                raise VocabularyError(f"mode {mode!r} is not one of {predicate}", place=place)

    def same_family(self, one: str, other: str) -> bool:
        """Whether two predicates are equal or so near that careful readers may differ between them."""
        return one == other or any(one in f and other in f for f in self.families)


def load() -> Vocabulary:
    """Read every YAML file beside this module and check that no list is empty or holds a value twice."""
    raw: dict[str, Any] = {}
    for path in sorted((p for p in files(__name__).iterdir() if p.name.endswith(".yaml")), key=lambda p: p.name):
        raw.update(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    modes = {kind: tuple(values) for kind, values in raw.pop("modes").items()}
    families = tuple(frozenset(f) for f in raw.pop("families"))
    lists = {name: tuple(values) for name, values in raw.items()}
    for name, values in {**lists, **modes}.items():
        if not values or len(set(values)) != len(values):
            raise VocabularyError("the list is empty or holds a value twice", place=f"vocabulary list {name}")
    return Vocabulary(lists, modes, families)


VOCABULARY = load()
