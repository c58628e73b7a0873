"""The words that decide how a statement is held (``data/governors.yaml``), loaded and checked once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from grounds.model.errors import LexiconError
from grounds.model.vocabulary import VOCABULARY
from grounds.reading.words import read_yaml


@dataclass(frozen=True, slots=True)
class Effect:
    """What a governor does to what stands below it; null leaves a field alone."""

    factuality: str | None = None
    polarity: str | None = None
    phase: str | None = None
    outcome: str | None = None
    stance: str | None = None
    likelihood: tuple[float | None, float | None] | None = None
    degree: str | None = None


@dataclass(frozen=True)
class Governors:
    """Entries by lemma for each word class, and the small closed classes."""

    verbs: dict[str, Effect]
    #: With "from" behind them ("stopped X from returning"), whatever they mean alone.
    preventing: dict[str, Effect]
    adjectives: dict[str, Effect]
    nouns: dict[str, Effect]
    modals: dict[str, Effect]
    adverbs: dict[str, Effect]
    #: Range of an adjective of likelihood with its adverb ("very likely").
    degrees: dict[str, tuple[float, float]]
    negations: frozenset[str]
    conditions: frozenset[str]
    own_clause: frozenset[str]
    means: frozenset[str]
    courses: dict[str, str]
    consensus: frozenset[str]
    precedence: tuple[str, ...]

    def strongest(self, values: list[str]) -> str:
        """The value that prevails where several cues apply; asserted where none does."""
        return min(values, key=self.precedence.index, default="asserted")


_KEYS = {f.name for f in fields(Effect)} | {"lemmas", "effect"}


@cache
def load_governors() -> Governors:
    """Read and check the data file."""
    raw = read_yaml("governors.yaml")
    return Governors(
        verbs=_by_lemma(raw["verbs"], "verbs"),
        preventing=_by_lemma(raw["preventing"], "preventing"),
        adjectives=_by_lemma(raw["adjectives"], "adjectives"),
        nouns=_by_lemma(raw["nouns"], "nouns"),
        modals={word: _effect(entry, "modals") for word, entry in raw["modals"].items()},
        adverbs={word: _effect(entry, "adverbs") for word, entry in raw["adverbs"].items()},
        degrees={words: (low, high) for words, (low, high) in raw["degrees"].items()},
        negations=frozenset(raw["negations"]),
        conditions=frozenset(raw["conditions"]),
        own_clause=frozenset(raw["own_clause"]),
        means=frozenset(raw["means"]),
        courses={verb: phase for phase, verbs in raw["courses"].items() for verb in verbs},
        consensus=frozenset(raw["consensus"]),
        precedence=tuple(raw["precedence"]),
    )


def _by_lemma(entries: list[dict[str, Any]], section: str) -> dict[str, Effect]:
    found: dict[str, Effect] = {}
    for entry in entries:
        effect = _effect(entry, section)
        for lemma in entry["lemmas"]:
            found.setdefault(lemma, effect)
    return found


def _effect(entry: dict[str, Any], section: str) -> Effect:
    place = f"reading/data/governors.yaml, {section}"
    if set(entry) - _KEYS:
        raise LexiconError(f"unknown keys {sorted(set(entry) - _KEYS)}", place=place)
    for name in ("factuality", "polarity", "phase", "outcome", "degree"):
        VOCABULARY.check(name, entry.get(name), place)
    VOCABULARY.check("attribution.stance", entry.get("stance"), place)
    values = {k: v for k, v in entry.items() if k not in {"lemmas", "effect"}}
    if "likelihood" in values:
        low, high = values["likelihood"]
        values["likelihood"] = (low, high)
    return Effect(**values)
