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
        words: str = settings("links")[self.kind][self.what][self.outcome][1]
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
        weight: float = self.rules[what][outcome][0]
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
def takes_up(quote: str, modes: tuple[str, ...]) -> bool:
    """Whether a text takes up an event of such modes with a definite noun: "the raid" is no word for an arson."""
    nouns = settings("links")["back_nouns"]
    for found in _back().finditer(quote):
        meant = nouns[found[2].casefold()]
        if meant == "any" or any(are_near("near_modes", a, b) for a in modes for b in meant):
            return True
    return False


@cache
def _back() -> re.Pattern[str]:
    return re.compile(rf"\b(?:the|this|that|their|its)\s+(?:\w+\s+){{0,2}}?({_nouns()})\b", re.IGNORECASE)


@cache
def _nouns() -> str:
    """Nouns of events with their endings, the stem as a group."""
    return rf"({'|'.join(settings('links')['back_nouns'])})e?s?"


@cache
def _another(name: str) -> re.Pattern[str]:
    """One of the lists of words that tell events apart; ``{event}`` in them stands for a noun of events."""
    nouns = "|".join((*settings("links")["back_nouns"], *settings("links")["another_nouns"]))
    listed = (p.replace("{event}", f"(?:{nouns})e?s?") for p in settings("links")["another"][name])
    return re.compile("|".join(listed), re.IGNORECASE)


@cache
def tells_another(quote: str) -> bool:
    """Whether a text tells its event as one more of its kind: "attacked again", "a second raid"."""
    return _another("once_more").search(_another("but_not").sub(" ", quote)) is not None


@cache
def tells_apart(quote: str) -> bool:
    """Whether a text tells its event apart from what its document told before: "again", "elsewhere", "a day later"."""
    return tells_another(quote) or _another("here").search(quote) is not None


@cache
def tells_first(quote: str) -> bool:
    """Whether a text takes up the first of several events: "the earlier raid"."""
    return _another("first").search(quote) is not None


def in_words(names: Iterable[str]) -> str:
    """Values in a sentence."""
    return " and ".join(dict.fromkeys(name.replace("_", " ") for name in names))
