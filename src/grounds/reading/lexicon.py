"""Rules and patterns as data: loaded once, checked against their schema, indexed by word.

A rule names its words (verbs, nouns, adjectives by lemma; a noun may be two words), the pattern that tells where its
parties stand, what must be found (``needs``) and what is set on the claim. Only rules whose word stands in a sentence
are ever looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any

from grounds.model.errors import LexiconError
from grounds.model.vocabulary import VOCABULARY
from grounds.reading.words import read_yaml

_SOURCES = frozenset(
    ["subject", "any_subject", "object", "indirect", "poss", "support", "target", "compound", "between"]
)
_NEEDS = frozenset(
    [
        "subject",
        "object",
        "pair",
        "subject_and_object",
        "where",
        "casualties",
        "target_or_against",
        "theme",
        "theme_party",
        "place_subject",
        "goal",
        "changed",
    ]
)


@dataclass(frozen=True, slots=True)
class Slots:
    """Where subject and object of a word stand, each a list of sources tried in order."""

    subject: tuple[str, ...]
    object: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """How verbs and nouns of a rule take their parties."""

    verb: Slots
    noun: Slots
    pairs: bool = False
    joint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One reading rule. Every field but ``id`` and ``predicate`` may be left out in the data."""

    id: str
    predicate: str
    kind: str = ""
    pattern: str = "does_to"
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    subtype: str | None = None
    trend: str | None = None
    state: str | None = None
    phase: str | None = None
    #: Nouns one of which must be what the verb takes ("fire" + rocket); they are no party.
    themes: tuple[str, ...] = ()
    not_themes: tuple[str, ...] = ()
    #: Verbs under which the noun is read by another rule.
    not_carriers: tuple[str, ...] = ()
    #: Nouns whose of-phrase names the party ("the movement of fighters").
    theme_party: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    object_preps: tuple[str, ...] = ()
    object_groups: tuple[str, ...] = ()
    object_groups_not: tuple[str, ...] = ()
    object_kinds: tuple[str, ...] = ()
    subject_kinds: tuple[str, ...] = ()
    subject_positions: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    tense: tuple[str, ...] = ()
    #: The event that a bounded use of the relation is ("gave them rifles in May": aid).
    bounded: str | None = None
    provision: bool = False
    support_from_theme: bool = False
    #: What is depended on: the theme stands after "on", its adjective or owner gives it.
    reversed: bool = False
    object_place: bool = False
    not_place: bool = False
    place_subject: bool = False
    predicative: bool = False
    #: "better armed", "weaker": the adjective must be compared; the word of comparison tells the trend.
    compared: bool = False
    of_parties: bool = False
    #: "X's activities are a threat": the subject's owner stands for it.
    possessor: bool = False
    #: "a threat to X's stability", "supports X's operations": the object's owner stands for it.
    object_owner: bool = False
    swap: bool = False
    flip: bool = False
    harmed: bool = False
    crisis: bool = False
    changed: bool = False
    goal: bool = False
    purpose: bool = False
    #: Participles of "X-…ed" before a noun ("Iran-backed militias"); with ``swap`` the name is the subject.
    telling: tuple[str, ...] = ()
    with_number: bool = False
    examples: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """All rules with their index; ``assessed`` tells what a noun says about a party."""

    rules: tuple[Rule, ...]
    patterns: dict[str, Pattern]
    verbs: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    nouns: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    adjectives: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    support_kinds: dict[str, str] = field(default_factory=dict)
    goal_types: dict[str, str] = field(default_factory=dict)
    assessed: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    measures: frozenset[str] = frozenset()
    trends: dict[str, str] = field(default_factory=dict)


@cache
def load_lexicon(without: frozenset[str] = frozenset()) -> Lexicon:
    """Read, check and index all rule files; rules named in ``without`` are switched off."""
    patterns = {name: _pattern(entry, name) for name, entry in read_yaml("patterns.yaml")["patterns"].items()}
    rules = tuple(r for r in _all_rules(patterns) if r.id not in without)
    return Lexicon(
        rules,
        patterns,
        verbs=_index(rules, "verbs"),
        nouns=_index(rules, "nouns"),
        adjectives=_index(rules, "adjectives"),
        support_kinds={w: kind for kind, words in read_yaml("kinds_of_support.yaml").items() for w in words},
        goal_types={w: kind for kind, words in read_yaml("goals.yaml").items() for w in words},
        trends={w: trend for trend, words in read_yaml("trends.yaml").items() for w in words},
        measures=frozenset(w for words in read_yaml("measures.yaml") for w in words),
        assessed={n: (p, e.get("gone")) for p, e in read_yaml("assessed.yaml").items() for n in e["nouns"]},
    )


def _all_rules(patterns: dict[str, Pattern]) -> Iterator[Rule]:
    seen: set[str] = set()
    folder = files("grounds.reading").joinpath("data", "rules")
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml"):
            for entry in read_yaml(f"rules/{path.name}"):
                rule = _rule(entry, path.name, patterns)
                if rule.id in seen:
                    raise LexiconError(f"the rule {rule.id!r} stands twice", place=f"reading/data/rules/{path.name}")
                seen.add(rule.id)
                yield rule


_RULE_FIELDS = {f.name: f for f in fields(Rule)}


def _rule(entry: dict[str, Any], file: str, patterns: dict[str, Pattern]) -> Rule:
    place = f"reading/data/rules/{file}, {entry.get('id', 'a rule without id')}"
    unknown = set(entry) - set(_RULE_FIELDS)
    if unknown or "id" not in entry or entry.get("predicate") not in VOCABULARY.kind_of:
        raise LexiconError(f"unknown keys {sorted(unknown)}, or id or predicate is missing or wrong", place=place)
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    rule = Rule(**{**values, "kind": VOCABULARY.kind_of[entry["predicate"]]})
    VOCABULARY.check_modes(rule.predicate, rule.modes, place)
    for name in ("weapons", "support"):
        for value in getattr(rule, name):
            VOCABULARY.check(name, value, place)
    for name in ("trend", "state", "phase", "subtype"):
        VOCABULARY.check(name, getattr(rule, name), place)
    if rule.pattern not in patterns or set(rule.needs) - _NEEDS:
        raise LexiconError(f"unknown pattern {rule.pattern!r} or needs {rule.needs}", place=place)
    return rule


def _pattern(entry: dict[str, Any], name: str) -> Pattern:
    slots = {side: Slots(tuple(entry[side]["subject"]), tuple(entry[side]["object"])) for side in ("verb", "noun")}
    for slot in slots.values():
        for source in (*slot.subject, *slot.object):
            if source not in _SOURCES and not source.startswith("prep:"):
                raise LexiconError(f"unknown source {source!r}", place=f"reading/data/patterns.yaml, {name}")
    return Pattern(**slots, pairs=entry.get("pairs", False), joint=entry.get("joint", False))


def _index(rules: tuple[Rule, ...], words: str) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for word in getattr(rule, words):
            found.setdefault(word, []).append(rule)
    return {word: tuple(listed) for word, listed in found.items()}
