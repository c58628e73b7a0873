"""Words between quotation marks, with the verb of speech outside them and who speaks.

A quotation may run over several sentences of one paragraph; a later one of the same paragraph that has no verb of
speech of its own goes on in the same voice ("“…,” X said. “…”"). Single marks are left alone: they are apostrophes too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grounds.language.data import load_data
from grounds.language.syntax import grammatical_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENING, _CLOSING, _EITHER = frozenset("“«„"), frozenset("”»"), frozenset('"')
#: A shorter stretch between marks is a word in inverted commas ("total war"), nobody's speech.
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens ``first``..``last`` between two marks; ``speaker`` is the subject of ``cue``, the verb of speech."""

    first: int
    last: int
    cue: Token
    speaker: Token


def find_quotations(doc: Doc, passage_starts: Iterable[int]) -> tuple[Quotation, ...]:
    """The quotations whose speaker is told, in reading order."""
    found: list[Quotation] = []
    starts = sorted(passage_starts)
    passage_of = [0] * len(doc)
    number = 0
    for token in doc:
        while number < len(starts) and token.idx >= starts[number]:
            number += 1
        passage_of[token.i] = number
    stretches = list(_stretches(doc, passage_of))
    inside = {i for first, last in stretches for i in range(first, last + 1)}
    for first, last in stretches:
        cue = _cue(doc, first, last, inside)
        speaker = _speaker(cue, inside) if cue is not None else None
        if cue is not None and speaker is not None:
            found.append(Quotation(first, last, cue, speaker))
        elif cue is None and found and passage_of[found[-1].last] == passage_of[first]:
            found.append(Quotation(first, last, found[-1].cue, found[-1].speaker))
    return tuple(found)


def _stretches(doc: Doc, passage_of: list[int]) -> Iterator[tuple[int, int]]:
    """First and last token between marks; a mark that is not closed in its paragraph opens nothing."""
    opened: int | None = None
    for token in doc:
        mark = token.text
        if opened is not None and passage_of[token.i] != passage_of[opened]:
            opened = None
        if mark in _OPENING or (mark in _EITHER and opened is None):
            opened = token.i
        elif opened is not None and (mark in _CLOSING or mark in _EITHER):
            if token.i - opened > _LEAST:
                yield opened + 1, token.i - 1
            opened = None


def _cue(doc: Doc, first: int, last: int, inside: set[int]) -> Token | None:
    """The verb of speech nearest to the quotation in the sentences where it begins and ends."""
    around = {*range(doc[first].sent.start, first), *range(last + 1, doc[last].sent.end)}
    if last + 2 < len(doc) and doc[last].sent.end <= last + 2:  # "“… it is.” said X": the mark ended a sentence
        around |= set(range(last + 1, doc[last + 2].sent.end)) if doc[last + 2].text[0].islower() else set()
    speech = frozenset(load_data("verbs.yaml")["speech"])
    verbs = [doc[i] for i in around - inside if doc[i].pos_ == "VERB" and doc[i].lemma_.lower() in speech]
    return min(verbs, key=lambda v: min(abs(v.i - first), abs(v.i - last)), default=None)


def _speaker(cue: Token, inside: set[int]) -> Token | None:
    subject = grammatical_subject(cue)
    return subject if subject is not None and subject.i not in inside else None
