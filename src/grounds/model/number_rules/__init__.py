"""Number rules: how the words of a casualty figure become numbers at output.

A claim keeps the words and what they tell ("dozens" tells no figure). A named file turns that into numbers as a dataset
would: ``grounds`` leaves open what is open, ``acled`` gives one conservative figure, ``ucdp`` low, best and high. Each
file holds its examples, which are tests. The record itself is never altered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from grounds.model.errors import UsageError, VocabularyError

#: The three figures, in the order in which they are given.
FIGURES = ("low", "best", "high")
_BOUNDS = ("exact", "at_least", "up_to", "about", "between")
Three = tuple[int | None, int | None, int | None]
_NONE: Three = (None, None, None)


@dataclass(frozen=True)
class NumberRule:
    """A rule of its file.

    ``bounds`` tells for each bound and figure which of the told ones stand for it, the first that is known; ``words``
    gives figures to words that tell none, by the first entry of which a phrase stands in them. ``totals``: ``first``
    takes the first figure of an outcome, ``sum`` adds up all that are no part of another.
    """

    name: str
    version: int
    about: str
    totals: str
    bounds: Mapping[str, Mapping[str, list[str]]]
    words: tuple[Mapping[str, Any], ...]
    examples: tuple[Mapping[str, Any], ...]

    @property
    def label(self) -> str:
        """The name with its version, as records tell it: ``acled-1``."""
        return f"{self.name}-{self.version}"

    def figures(self, casualty: Mapping[str, Any]) -> Three:
        """Low, best and high of one entry of ``casualties``."""
        if casualty["bound"] == "vague":
            told = " ".join(casualty["words"].lower().split())
            entry = next((e for e in self.words if any(f"{w} " in f"{told} " for w in e["words"])), None)
            return _three(entry.get(name) for name in FIGURES) if entry is not None else _NONE
        bound = self.bounds[casualty["bound"]]
        return _three(
            next((casualty[one] for one in bound.get(name, ()) if casualty[one] is not None), None) for name in FIGURES
        )

    def total(self, casualties: Iterable[Mapping[str, Any]], outcome: str) -> Three:
        """Low, best and high of all that befell so: parts of a total add nothing to it."""
        found = [self.figures(c) for c in casualties if c["outcome"] == outcome and c["part_of"] is None]
        if not found:
            return _NONE
        return found[0] if self.totals == "first" else _three(map(_sum, zip(*found, strict=True)))


def _three(values: Iterable[int | None]) -> Three:
    low, best, high = values
    return low, best, high


def _sum(values: Iterable[int | None]) -> int | None:
    """The sum; unknown where one of them is, for a sum of the others would say too little."""
    known = list(values)
    return None if any(v is None for v in known) else sum(v for v in known if v is not None)


@cache
def load_number_rules() -> dict[str, NumberRule]:
    """All rules by name. Raises :class:`VocabularyError` where a file breaks its schema."""
    import yaml

    found = {}
    for path in sorted(files("grounds.model.number_rules").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml"):
            rule = _rule(yaml.safe_load(path.read_text("utf-8")), path.name)
            found[rule.name] = rule
    return found


def number_rule(name: str) -> NumberRule:
    """The rule of a name. Raises :class:`UsageError`."""
    rules = load_number_rules()
    if name not in rules:
        raise UsageError(f"{name!r} is no number rule", remedy=f"choose one of {', '.join(rules)}")
    return rules[name]


def _rule(raw: Any, file: str) -> NumberRule:
    place = f"model/number_rules/{file}"
    keys = {"name", "version", "about", "totals", "bounds", "words", "examples"}
    if not isinstance(raw, dict) or set(raw) != keys or file != f"{raw['name']}.yaml":
        raise VocabularyError(f"does not hold {', '.join(sorted(keys))}, or is named otherwise", place=place)
    wrong = [b for b in raw["bounds"] if b not in _BOUNDS] + [b for b in _BOUNDS if b not in raw["bounds"]]
    wrong += [f for figures in raw["bounds"].values() for f in figures if f not in FIGURES]
    if wrong or raw["totals"] not in {"first", "sum"}:
        raise VocabularyError(f"unknown or missing: {', '.join(wrong) or raw['totals']}", place=place)
    return NumberRule(**{**raw, "words": tuple(raw["words"]), "examples": tuple(raw["examples"])})
