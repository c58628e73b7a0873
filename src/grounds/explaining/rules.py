"""What a rule says, in words: from its fields, each with the meaning that stands beside it in the class ``Rule``."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from grounds.reading.carriers import Trigger
from grounds.reading.lexicon import Lexicon, Rule

#: Fields that call the rule; those that are told in a way of their own.
WORDS = ("verbs", "nouns", "adjectives", "telling")
_TOLD_APART = frozenset({"id", "predicate", "kind", "file", "pattern", "examples", *WORDS})
#: What is set on the claim.
SETS = ("modes", "weapons", "support", "subtype", "trend", "state", "phase", "bounded", "negative")
_FIELD = re.compile(r"    (\w+): ")
_DEFAULTS = {f.name: f.default for f in fields(Rule)}


@cache
def meanings() -> dict[str, str]:
    """What each field of a rule means: the comment above it, which a field without one shares with that before it."""
    found: dict[str, str] = {}
    held: list[str] = []
    fresh = True
    for line in inspect.getsource(Rule).splitlines():
        if line.startswith("    #: "):
            held = [*([] if fresh else held), line[7:].replace("``", "")]
            fresh = False
        elif match := _FIELD.match(line):
            found[match.group(1)] = " ".join(held)
            fresh = True
    return found


def is_set(rule: Rule, name: str) -> bool:
    """Whether a rule gives a field a value of its own."""
    return bool(getattr(rule, name) != _DEFAULTS[name])


def conditions(rule: Rule) -> list[str]:
    """The fields of a rule that say when and how it reads, apart from its words and what it sets."""
    return [name for name in _DEFAULTS if name not in _TOLD_APART and name not in SETS and is_set(rule, name)]


def describe(rule: Rule, lexicon: Lexicon, word: str) -> Iterator[str]:
    """The documentation of a rule as a verb, noun or adjective calls it: what it gives, its file, where its parties
    stand, its conditions with their meaning, an example."""
    sets = [f"{name} {shown(getattr(rule, name))}" for name in SETS if is_set(rule, name)]
    yield f"{rule.id} (data/rules/{rule.file}): {rule.kind} {rule.predicate}" + (f"; {', '.join(sets)}" if sets else "")
    yield f"pattern {rule.pattern}: {'; '.join(_slots(rule, lexicon, word)) or 'a way of its own to find parties'}"
    for name in conditions(rule):
        value = getattr(rule, name)
        told = f"{name} ({shown(value)})" if value is not True else name
        yield f"{told}: {meanings().get(name, '')}".rstrip(": ")
    if rule.examples:
        yield f"example: {rule.examples[0]['text']}"


def _slots(rule: Rule, lexicon: Lexicon, word: str) -> list[str]:
    pattern = lexicon.patterns[rule.pattern]
    slots = pattern.noun if word == "noun" else pattern.verb
    sides = (("subject", slots.subject), ("object", slots.object))
    return [f"{side} {' or '.join(listed)}" for side, listed in sides if listed]


def entry_of(rule: Rule, trigger: Trigger) -> str:
    """The entry of the lexicon that a word has fired: the list and the word as it stands there."""
    token = trigger.token
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    forms = (f"{before} {token.lemma_.lower()}", token.lemma_.lower(), token.lower_)
    for name in (f"{trigger.word}s", *WORDS):
        for form in forms:
            if form in getattr(rule, name, ()):
                return f"{form!r} among the {name} of {rule.id} (data/rules/{rule.file})"
    return f"by a reading of its own of {rule.id} (data/rules/{rule.file})"


def source_told(source: str, lexicon: Lexicon) -> str:
    """A source of a pattern in words."""
    if source.startswith("prep:"):
        return f"behind {' or '.join(f'“{word}”' for word in source[5:].split('|'))}"
    return lexicon.sources.get(source, source)


def shown(value: Any) -> str:
    """A field's value in a line."""
    if isinstance(value, tuple):
        listed = ", ".join(map(str, value[:8]))
        return listed + (f" … {len(value)} in all" if len(value) > 8 else "")
    return str(value)
