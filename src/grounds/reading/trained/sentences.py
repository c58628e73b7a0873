"""What the encoder sees of a sentence: its words, and of each what parse and resolution know of it already.

The vocabulary is without capitals, and the encoder knows no catalogue. So each word comes with its shape, its word
class, its relation in the parse, and the kind of name or party that it is part of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span

#: What is known of a word, in this order.
KNOWN = ("shape", "tag", "relation", "part")
#: A stretch of so many words at most is looked at in one go; a longer sentence is looked at in several.
LONGEST = 120

_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or a piece of a very long one: its words by their place in the reading text, and of each the four
    things of :data:`KNOWN`."""

    words: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    known: tuple[tuple[str, str, str, str], ...]


def stretches(resolved: Resolved, sentence: Span) -> Iterator[Stretch]:
    """The stretches of a sentence, in order; none where it has no word."""
    text, first = sentence.text, sentence.start_char
    found = list(_WORD.finditer(text))
    parts = _parts(resolved, sentence)
    tokens = {place: token for token in sentence for place in range(token.idx, token.idx + len(token))}
    for begin in range(0, len(found), LONGEST):
        some = found[begin : begin + LONGEST]
        known = []
        for match in some:
            token = tokens[first + match.start()]
            known.append((shape(match.group()), token.tag_, token.dep_, parts.get(token.i, "none")))
        words = tuple((first + m.start(), first + m.end()) for m in some)
        yield Stretch(words, tuple(m.group() for m in some), tuple(known))


def shape(word: str) -> str:
    """How a word is written: ``lower``, ``title``, ``upper``, ``mixed``, ``letter``, ``digits``, ``some digits``,
    ``mark``."""
    if not word[0].isalnum():
        return "mark"
    if word.isdigit():
        return "digits"
    if any(c.isdigit() for c in word):
        return "some digits"
    if word.islower() or not word[0].isupper():
        return "lower" if word.islower() else "mixed"
    if len(word) == 1:
        return "letter"
    return "upper" if word.isupper() else "title" if word[1:].islower() else "mixed"


def _parts(resolved: Resolved, sentence: Span) -> dict[int, str]:
    """Of each token in a name or a party, the kind of it, and whether it is its first."""
    out: dict[int, str] = {}
    for token in sentence:
        named = resolved.named.get(token.i)
        if named is not None:
            kind = named.actor.kind if named.actor else None
            level = named.place.place.level if named.place and named.place.place else None
            told = f"actor {kind}" if kind else f"place {level}" if level else "name"
            out[token.i] = f"{'first' if token.i == named.first else 'in'} {told}"
        elif referents := resolved.referents.get(token.i):
            out[token.i] = f"head {referents[0].actor_kind}"
    return out


def numbers(stretch: Stretch, values: Mapping[str, Mapping[str, int]]) -> Sequence[tuple[int, ...]]:
    """What is known of each word as the encoder's numbers; 0 for a value that it was not trained on."""
    tables = [values[name] for name in KNOWN]
    return [tuple(t.get(v, 0) for t, v in zip(tables, known, strict=True)) for known in stretch.known]
