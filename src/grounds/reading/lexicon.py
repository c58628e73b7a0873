"""Rules and patterns as data: loaded once, checked against their schema, indexed by word.

A rule names its words (verbs, nouns, adjectives by lemma; a noun may be two words), the pattern that tells where its
parties stand, what must be found (``needs``) and what is set on the claim. Only rules whose word stands in a sentence
are ever looked at.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from grounds.model.errors import LexiconError, UsageError
from grounds.model.vocabulary import VOCABULARY
from grounds.reading.words import read_yaml

#: Fields of a rule with the closed list of their values: those of the claim record …
_LISTS = {
    **{name: name for name in ("weapons", "support", "trend", "state", "phase", "subtype")},
    "object_kinds": "actor_kind",
    "subject_kinds": "actor_kind",
    "subject_kinds_not": "actor_kind",
    "targets_not": "target_type",
    "doer_targets": "target_type",
    "subject_positions": "position",
}
#: … and those of rules alone.
_KNOWN = {
    "needs": frozenset({"subject", "object", "pair", "where"}),
    "tense": frozenset({"past", "perfect", "present", "infinitive"}),
}


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
    """One reading rule. Every field but ``id`` and ``predicate`` may be left out in the data.

    A condition that does not hold means that the rule gives nothing; the fields of the claim (``modes`` to ``phase``)
    are set as they are, and must stand in their closed lists.
    """

    #: A name of its own, by which the rule can be switched off.
    id: str
    predicate: str
    #: relation, event or assessment; follows from the predicate.
    kind: str = ""

    # ---- the words that call the rule, by lemma; a noun may be two words
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    #: Participles of "X-…ed" before a noun ("Iran-backed militias"); with ``swap`` the name is the subject.
    telling: tuple[str, ...] = ()
    #: A clause of purpose calls the rule ("fights to …").
    purpose: bool = False

    # ---- what is set on the claim
    modes: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    subtype: str | None = None
    trend: str | None = None
    state: str | None = None
    phase: str | None = None
    #: The event that a bounded use of the relation is ("gave them rifles in May": aid).
    bounded: str | None = None
    #: Nouns of objects that are no such objects ("two men fled": nobody is displaced).
    object_nouns_not: tuple[str, ...] = ()
    #: The noun of the rule counts people behind "of" ("the arrest of two").
    counts: bool = False
    #: The word denies by itself ("lacks the means").
    negative: bool = False

    # ---- conditions on the word and what stands beside it
    #: Tenses of the verb: past, perfect, present, infinitive.
    tense: tuple[str, ...] = ()
    #: Particles or prepositions one of which must stand on the verb ("pull" + out).
    particles: tuple[str, ...] = ()
    #: Particles or prepositions none of which may stand on the verb.
    particles_not: tuple[str, ...] = ()
    #: Adjectives or nouns one of which must stand before the noun ("joint" + exercise).
    modifiers: tuple[str, ...] = ()
    #: Adjectives or nouns none of which may stand before the noun ("a senior leader" leads not the whole).
    modifiers_not: tuple[str, ...] = ()
    #: Nouns one of which must be what the verb takes ("fire" + rocket); they are no party.
    themes: tuple[str, ...] = ()
    #: Nouns that the verb must not take ("demanded money" is no request).
    not_objects: tuple[str, ...] = ()
    #: Nouns that must not stand behind a preposition on the word.
    not_themes: tuple[str, ...] = ()
    #: Verbs one of which must stand above the noun ("relations have soured").
    carriers: tuple[str, ...] = ()
    #: Verbs under which the noun or adjective is read by another rule.
    not_carriers: tuple[str, ...] = ()
    #: The noun says what one party is to another ("X is a partner of Y", "Y's partner X"): ``roles.py`` finds both.
    predicative: bool = False
    #: The verb must have no object or predicate ("X disarmed", not "X disarmed Y"; not "X remains weak").
    intransitive: bool = False
    #: The verb must have no clause that tells what is so ("agreed to leave", not "agrees that X is right").
    not_stating: bool = False
    #: The verb must have an object ("the raids ended the war", not "the raids ended").
    transitive: bool = False
    #: The verb must tell a state: a passive in the present ("is divided").
    stative: bool = False
    #: "better armed", "weaker": the adjective must be compared; the word of comparison tells the trend.
    compared: bool = False
    #: A number must stand on the theme ("has 2,000 fighters").
    with_number: bool = False
    #: No number may stand on what follows ("consists of 500 men" tells a strength).
    without_number: bool = False

    # ---- where the parties stand, and which they may be
    #: An entry of ``patterns.yaml``.
    pattern: str = "does_to"
    #: What must be found, all of it: subject, object, pair (two sides), where (a place).
    needs: tuple[str, ...] = ()
    #: Prepositions of the object, instead of those of the pattern.
    object_preps: tuple[str, ...] = ()
    #: Groups of ``described.yaml``: the object must be described by a noun of one, or of none of them.
    object_groups: tuple[str, ...] = ()
    object_groups_not: tuple[str, ...] = ()
    #: Values of ``target_type``: the object must be none of them.
    targets_not: tuple[str, ...] = ()
    #: Values of ``actor_kind`` and ``position`` outside which parties are dropped.
    object_kinds: tuple[str, ...] = ()
    subject_kinds: tuple[str, ...] = ()
    #: Values of ``actor_kind`` that no subject may have, or the rule gives nothing.
    subject_kinds_not: tuple[str, ...] = ()
    subject_positions: tuple[str, ...] = ()
    #: Values of ``target_type``: the verb's own doer must be of one of them, whoever is judged by it.
    doer_targets: tuple[str, ...] = ()
    #: The object must be in the catalogue ("left the coalition", not "left Kitshanga").
    object_listed: bool = False
    #: The object must be a name, not a description ("known as the Vanguards", not "known as a militant").
    object_named: bool = False
    #: "X's activities are a threat": the subject's owner stands for it.
    possessor: bool = False
    #: "a threat to X's stability", "supports X's operations": the object's owner stands for it.
    object_owner: bool = False
    #: What is taken or held is ground, and becomes the place: the object; with themes, what stands behind the theme
    #: ("took control OF X"); where the pattern's doer is not the verb's subject, that subject ("X fell to …"). Or the
    #: object must be no such ground.
    object_place: bool = False
    not_place: bool = False
    #: The object may be such ground or a party ("taxes the town", "taxes traders").
    place_or_party: bool = False
    #: The subject is the place whose situation is judged.
    place_subject: bool = False
    #: The sides change places; or the object becomes the subject and there is no object.
    swap: bool = False
    flip: bool = False

    # ---- readings of their own
    #: The word means help: what is sent or said with it tells the kinds of support.
    provision: bool = False
    #: What is given tells the kinds of support; without such a theme the rule gives nothing.
    support_from_theme: bool = False
    #: What is depended on: the theme stands after "on", its adjective or owner gives it.
    reversed: bool = False
    #: Each thing in crisis is an assessment ("leadership and financial crises").
    crisis: bool = False
    #: What changes tells the predicate (``assessed.yaml``), its owner is the subject.
    changed: bool = False
    #: Tells what an act cost ("killed ten"): beside an act it belongs to that act.
    loss: bool = False
    #: The subject must be a thing that strikes ("a mine exploded"), or the theme ("hit a mine").
    instrument: bool = False
    #: The theme is persons, who are also the object ("holds six hostages").
    theme_is_object: bool = False
    #: With ``changed``: the predicate of the rule holds where what changes is itself a party ("weakened the group").
    whole: bool = False
    #: What the verb takes is what the judgement is about ("lacks the means to …") and gives no claim of its own.
    absorbs: bool = False
    #: An aim must hang on the word; it becomes the goal.
    goal: bool = False

    #: The file that it stands in, below ``data/rules``.
    file: str = ""
    #: Sentences with the claims that they must give; the tests run them.
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
    #: What each source of a pattern means.
    sources: dict[str, str] = field(default_factory=dict)

    @cached_property
    def second_words(self) -> frozenset[str]:
        """Nouns that some rule knows behind another word ("air strike")."""
        return frozenset(noun.split(" ")[-1] for noun in self.nouns if " " in noun)


@cache
def load_lexicon(without: frozenset[str] = frozenset()) -> Lexicon:
    """Read, check and index all rule files; rules named in ``without`` are switched off.

    Raises :class:`UsageError` where one of those is no rule.
    """
    drawn = read_yaml("patterns.yaml")
    patterns = {name: _pattern(entry, name, drawn["sources"]) for name, entry in drawn["patterns"].items()}
    every = tuple(_all_rules(patterns))
    _check_names(without, {r.id for r in every})
    rules = tuple(r for r in every if r.id not in without)
    return Lexicon(
        rules,
        patterns,
        sources=drawn["sources"],
        verbs=_index(rules, "verbs"),
        nouns=_index(rules, "nouns"),
        adjectives=_index(rules, "adjectives"),
        support_kinds={w: kind for kind, words in read_yaml("kinds_of_support.yaml").items() for w in words},
        goal_types={w: kind for kind, words in read_yaml("goals.yaml").items() for w in words},
        trends={w: trend for trend, words in read_yaml("trends.yaml").items() for w in words},
        measures=frozenset(w for words in read_yaml("measures.yaml") for w in words),
        assessed={n: (p, e.get("gone")) for p, e in read_yaml("assessed.yaml").items() for n in e["nouns"]},
    )


def _check_names(without: frozenset[str], known: set[str]) -> None:
    for name in sorted(without - known):
        near = difflib.get_close_matches(name, known, 3)
        remedy = f"perhaps {' or '.join(near)} is meant" if near else "rules stand in src/grounds/reading/data/rules"
        raise UsageError(f"no rule {name!r} can be switched off", remedy=remedy)


def _all_rules(patterns: dict[str, Pattern]) -> Iterator[Rule]:
    seen: set[str] = set()
    folder = files("grounds.reading").joinpath("data", "rules")
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml"):
            for entry in read_yaml(f"rules/{path.name}"):
                rule = rule_of(entry, path.name, patterns)
                if rule.id in seen:
                    raise LexiconError(f"the rule {rule.id!r} stands twice", place=f"reading/data/rules/{path.name}")
                seen.add(rule.id)
                yield rule


_RULE_FIELDS = {f.name: f for f in fields(Rule)}


def rule_of(entry: dict[str, Any], file: str, patterns: dict[str, Pattern]) -> Rule:
    """The rule of an entry. Raises :class:`LexiconError` or :class:`VocabularyError` with file and rule."""
    place = f"reading/data/rules/{file}, {entry.get('id', 'a rule without id')}"
    unknown = set(entry) - (set(_RULE_FIELDS) - {"kind", "file"})
    if unknown or "id" not in entry or entry.get("predicate") not in VOCABULARY.kind_of:
        raise LexiconError(f"unknown keys {sorted(unknown)}, or id or predicate is missing or wrong", place=place)
    for key, value in entry.items():
        if isinstance(value, list) and key != "examples" and not all(isinstance(word, str) for word in value):
            raise LexiconError(f"{key} holds what is no word", place=f"{place}: put on, off, yes and no in quotes")
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    rule = Rule(**{**values, "kind": VOCABULARY.kind_of[entry["predicate"]], "file": file})
    VOCABULARY.check_modes(rule.predicate, rule.modes, place)
    for name, lists in _LISTS.items():
        told = getattr(rule, name)
        for value in told if isinstance(told, tuple) else (told,):
            VOCABULARY.check(lists, value, place)
    wrong = [(f, v) for f, known in _KNOWN.items() for v in getattr(rule, f) if v not in known]
    wrong += [] if rule.pattern in patterns else [("pattern", rule.pattern)]
    wrong += [] if rule.bounded in {None, *VOCABULARY["event"]} else [("bounded", rule.bounded)]
    if wrong:
        raise LexiconError(f"unknown values {wrong}", place=place, remedy="see the class Rule in reading/lexicon.py")
    return rule


def _pattern(entry: dict[str, Any], name: str, sources: dict[str, str]) -> Pattern:
    slots = {side: Slots(tuple(entry[side]["subject"]), tuple(entry[side]["object"])) for side in ("verb", "noun")}
    for slot in slots.values():
        for source in (*slot.subject, *slot.object):
            if source not in sources and not source.startswith("prep:"):
                raise LexiconError(f"unknown source {source!r}", place=f"reading/data/patterns.yaml, {name}")
    return Pattern(**slots, pairs=entry.get("pairs", False), joint=entry.get("joint", False))


def _index(rules: tuple[Rule, ...], words: str) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for word in getattr(rule, words):
            found.setdefault(word, []).append(rule)
    return {word: tuple(listed) for word, listed in found.items()}
