"""The closed lists of the claim record, kept as YAML beside this file and loaded once.

Code never spells these lists out: it asks ``VOCABULARY`` and gets an error that names the list where a value is none
of it. ``VOCABULARY["when.precision"]`` is the list of one field; ``modes``, ``families`` and ``symmetric`` have
names of their own because rules lean on them. Every value has a :class:`Meaning`, from which the codebook page is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

import yaml

from grounds.model.errors import VocabularyError
from grounds.model.vocabulary.meaning import Meaning, meaning

#: Lists that only refer to values or fields described elsewhere.
REFERRING = ("symmetric", "place_or_goal_instead_of_object", "free_text")


@dataclass(frozen=True)
class Vocabulary:
    """All closed lists by name; build one with :func:`load`. Modes have their meanings under ``modes.TYPE``."""

    lists: dict[str, tuple[str, ...]]
    modes: dict[str, tuple[str, ...]]
    families: tuple[frozenset[str], ...]
    meanings: dict[str, dict[str, Meaning]]

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
    """Read every YAML file beside this module; see :func:`build` for what is checked."""
    raw: dict[str, Any] = {}
    for path in sorted((p for p in files(__name__).iterdir() if p.name.endswith(".yaml")), key=lambda p: p.name):
        raw.update(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    return build(raw)


def build(raw: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary of the files' content.

    Checked: no list is empty or holds a value twice, and every value of a list that is not :data:`REFERRING` has its
    meaning, example and near miss.
    """
    described = {name: entries for name, entries in raw.items() if name not in (*REFERRING, "families", "modes")}
    described |= {f"modes.{kind}": entries for kind, entries in raw["modes"].items()}
    meanings = {name: _meanings(name, entries) for name, entries in described.items()}
    values = {name: tuple(raw[name]) for name in REFERRING} | {name: tuple(m) for name, m in meanings.items()}
    for name, listed in values.items():
        if not listed or len(set(listed)) != len(listed):
            raise VocabularyError("the list is empty or holds a value twice", place=_place(name))
    modes = {kind: values.pop(f"modes.{kind}") for kind in raw["modes"]}
    return Vocabulary(values, modes, tuple(frozenset(f) for f in raw["families"]), meanings)


def _meanings(name: str, entries: Any) -> dict[str, Meaning]:
    if not isinstance(entries, dict):
        raise VocabularyError(
            "its values have no meanings", place=_place(name), remedy="give each as VALUE: {means: …}"
        )
    return {value: meaning(entry, f"{_place(name)}, value {value!r}") for value, entry in entries.items()}


def _place(name: str) -> str:
    return f"vocabulary list {name}"


VOCABULARY = load()
