"""What a link of two claims is: its probability, and the reasons that it rests on, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from grounds.weighing.data import settings


class Reason(NamedTuple):
    """One comparison: what was compared, how it came out, its weight, and what it is told of."""

    what: str
    outcome: str
    weight: float
    told: str
    kind: str

    @property
    def words(self) -> str:
        """The reason in words; empty where it says nothing."""
        rules = settings("links")[self.kind][self.what]
        words: str = (rules if self.what == "another" else rules[self.outcome])[1]
        return words.format(told=self.told)


class Link(NamedTuple):
    """Two claims that tell of one event (``event``) or say the same of a state (``state``)."""

    one: str
    other: str
    kind: str
    probability: float
    reasons: tuple[Reason, ...]

    def sentence(self) -> str:
        """Why, in a sentence."""
        told = [r.words for r in self.reasons if r.words]
        return f"{self.probability:.2f}: {'; '.join(told)}"


class Total:
    """Reasons as they are gathered."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.rules = settings("links")[kind]
        self.total: float = self.rules["prior"]
        self.reasons: list[Reason] = []

    def add(self, what: str, outcome: str, told: str = "") -> float:
        """Add how a comparison came out; gives the sum so far."""
        weight = (self.rules[what][outcome] if what != "another" else self.rules[what])[0]
        self.total += weight
        if weight:
            self.reasons.append(Reason(what, outcome, weight, told, self.kind))
        return self.total


@cache
def _family(name: str) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, family in enumerate(settings("links")[name]):
        for value in family:
            found[value] = (*found.get(value, ()), number)
    return found


@cache
def are_near(name: str, one: str, other: str) -> bool:
    """Whether two values are equal or stand in one family of a list of the rules."""
    family = _family(name)
    return one == other or bool(set(family.get(one, ())) & set(family.get(other, ())))


@cache
def symmetric() -> frozenset[str]:
    """Predicates whose sides may be swapped."""
    from grounds.model.vocabulary import VOCABULARY

    return VOCABULARY.symmetric


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(settings("links")[name]), re.IGNORECASE)


@cache
def takes_up(quote: str, modes: tuple[str, ...]) -> bool:
    """Whether a text takes up an event of such modes with a definite noun: "the raid" is no word for an arson."""
    nouns = settings("links")["back_nouns"]
    for found in _back().finditer(quote):
        meant = nouns[found[1].casefold().removesuffix("s").removesuffix("e")]
        if meant == "any" or any(are_near("near_modes", a, b) for a in modes for b in meant):
            return True
    return False


@cache
def _back() -> re.Pattern[str]:
    nouns = "|".join(settings("links")["back_nouns"])
    return re.compile(rf"\b(?:the|this|that|their|its)\s+(?:\w+\s+){{0,2}}?(({nouns})e?s?)\b", re.IGNORECASE)


def tells_another(quote: str) -> bool:
    """Whether a text tells an event apart from one before."""
    return _patterns("another").search(quote) is not None


def in_words(names: Iterable[str]) -> str:
    """Values in a sentence."""
    return " and ".join(dict.fromkeys(name.replace("_", " ") for name in names))
