"""What nouns take up, by kind, and which words set two against each other (``data/anaphors.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import yaml

from grounds.model.vocabulary import VOCABULARY

_PLACE = "resolution/data/anaphors.yaml"


@dataclass(frozen=True)
class AnaphorWords:
    """The lists of ``data/anaphors.yaml``, each described there."""

    kinds: dict[str, frozenset[str]]
    events: dict[str, frozenset[str]]
    against_the_state: frozenset[str]
    not_against_the_state: frozenset[str]
    of_somebody: frozenset[str]
    two_sided: frozenset[str]
    with_each_other: frozenset[str]
    against: frozenset[str]
    sides: frozenset[str]
    harming: frozenset[str]
    helping: frozenset[str]

    @cached_property
    def tellers(self) -> frozenset[str]:
        """All words that may tell an event."""
        return frozenset().union(*self.events.values())

    def kinds_of(self, noun: str) -> frozenset[str]:
        """The kinds of actor that a noun may take up; empty where any will do."""
        if noun in self.against_the_state:
            return _kinds() - self.not_against_the_state
        return self.kinds.get(noun, frozenset())


@cache
def _kinds() -> frozenset[str]:
    return frozenset(VOCABULARY["actor_kind"])


@cache
def load_anaphors() -> AnaphorWords:
    """Read and check the data file."""
    text = files("grounds.resolution").joinpath("data/anaphors.yaml").read_text("utf-8")
    raw = yaml.load(text, yaml.CSafeLoader)
    kinds = {noun: frozenset(listed) for noun, listed in raw.pop("kinds").items()}
    events = {noun: frozenset((noun, *words)) for noun, words in raw.pop("events").items()}
    small = {name: frozenset(words) for name, words in raw.items()}
    for noun, listed in (*kinds.items(), ("not_against_the_state", small["not_against_the_state"])):
        for kind in listed:
            VOCABULARY.check("actor_kind", kind, f"{_PLACE}, {noun}")
    return AnaphorWords(kinds=kinds, events=events, **small)
