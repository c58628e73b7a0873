"""What a noun tells of the party it names: kind, target type and position, from ``data/described.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from grounds.model.errors import LexiconError
from grounds.model.vocabulary import VOCABULARY
from grounds.resolution.words import words


@dataclass(frozen=True, slots=True)
class NounSense:
    """The group of a party noun. ``anaphor`` is ``group``, ``state`` or ``event`` where it takes up a name."""

    group: str
    actor_kind: str
    target_type: str | None
    position: str | None = None
    members: bool = False
    person: bool = False
    anaphor: str | None = None


@dataclass(frozen=True)
class DescribedNouns:
    """All party nouns by lemma; multi-word ones ("police post") by their words."""

    senses: dict[str, NounSense]
    turned: dict[str, str]
    pairs: dict[str, frozenset[str]]
    events: frozenset[str]
    owned: frozenset[str]
    led: frozenset[str]
    past: frozenset[str]
    #: Nouns of a state's armed bodies, by lemma.
    forces: frozenset[str]

    def pair_sorts(self, noun: str) -> frozenset[str]:
        """The sorts of mention that a noun for two parties takes up: states, groups, or whoever is a side."""
        if noun in words("pairs_of_states"):
            return frozenset({"state"})
        if noun in words("pairs_of_groups"):
            return frozenset({"group"})
        return frozenset({"group", "state", "body"})

    @cached_property
    def _heads(self) -> frozenset[str]:
        """The last words of all party nouns."""
        return frozenset(noun.rpartition(" ")[2] for noun in self.senses)

    @cached_property
    def paired(self) -> frozenset[str]:
        """The nouns that may name two parties together."""
        return frozenset().union(*self.pairs.values())

    def says(self, lemma: str) -> bool:
        """Whether a common noun can name anybody, take somebody up, or name an event."""
        return self.is_known(lemma) or lemma in self.owned or lemma in self.paired or lemma in self.events

    def is_known(self, lemma: str) -> bool:
        """Whether a noun has a sense, perhaps only beside some word: nearly all have none."""
        return not self._heads.isdisjoint(_forms(lemma))

    @cached_property
    def _asked(self) -> Callable[[str, tuple[str, ...]], NounSense | None]:
        """The same nouns come again and again."""
        return lru_cache(maxsize=1 << 14)(self._sense)

    def sense(self, lemma: str, modifiers: tuple[str, ...] = ()) -> NounSense | None:
        """The sense of a noun, the longest known phrase with its modifiers first."""
        return self._asked(lemma, modifiers)

    def _sense(self, lemma: str, modifiers: tuple[str, ...]) -> NounSense | None:
        # A noun at the head of a sentence may be tagged as a name, plural and all.
        for form in _forms(lemma):
            for size in range(len(modifiers), -1, -1):
                found = self.senses.get(" ".join((*modifiers[len(modifiers) - size :], form)))
                if found is not None:
                    return found
        return None


def _forms(noun: str) -> tuple[str, ...]:
    return (noun, *_singulars(noun))


def _singulars(noun: str) -> tuple[str, ...]:
    if noun.endswith("ies"):
        return (noun[:-3] + "y",)
    return (noun[:-1], noun[:-2]) if noun.endswith("es") else (noun[:-1],) if noun.endswith("s") else ()


@cache
def load_described() -> DescribedNouns:
    """Read and check the data file."""
    place = "resolution/data/described.yaml"
    raw = yaml.load(files("grounds.resolution").joinpath("data/described.yaml").read_text("utf-8"), yaml.CSafeLoader)
    senses: dict[str, NounSense] = {}
    for group, entry in raw["groups"].items():
        sense = _sense(group, entry, place)
        for noun in entry["nouns"]:
            if noun in senses:
                raise LexiconError(f"{noun!r} stands in {senses[noun].group} and {group}", place=place)
            senses[noun] = sense
    pairs = {word: frozenset(nouns) for word, nouns in raw["pairs"].items()}
    small = {name: frozenset(raw[name]) for name in ("events", "owned", "led", "past")}
    forces = frozenset(noun for noun, sense in senses.items() if sense.actor_kind == "state_force")
    return DescribedNouns(senses, dict(raw["turned"]), pairs, **small, forces=forces)


def _sense(group: str, entry: dict[str, Any], place: str) -> NounSense:
    at = f"{place}, {group}"
    VOCABULARY.check("actor_kind", entry["actor_kind"], at)
    VOCABULARY.check("target_type", entry.get("target_type"), at)
    VOCABULARY.check("position", entry.get("position"), at)
    known = {"actor_kind", "target_type", "position", "members", "person", "anaphor", "nouns"}
    if set(entry) - known:
        raise LexiconError(f"unknown keys {sorted(set(entry) - known)}", place=at)
    return NounSense(group, **{k: v for k, v in entry.items() if k != "nouns"})
