"""Words between quotation marks, with the verb of speech outside them and who speaks.

A quotation may run over several sentences of one paragraph; a later one of the same paragraph that has no verb of
speech of its own goes on in the same voice ("“…,” X said. “…”"). Single marks are left alone: they are apostrophes too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from grounds.language.data import load_data
from grounds.language.syntax import grammatical_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENING, _CLOSING, _EITHER = frozenset("“«„"), frozenset("”»"), frozenset('"')
_MARKS = _OPENING | _CLOSING | _EITHER
#: First words of what stands below a statement.
_AFTER_STATEMENTS = frozenset({"notes", "note", "further", "ends", "background", "follow", "media", "contact"})
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
    marks, colons = _found(doc, _MARKS, frozenset(":"))
    if not marks and not colons:
        return ()
    starts = sorted(passage_starts)
    stretches = list(_stretches(marks, starts))
    inside = {i for first, last in stretches for i in range(first, last + 1)}
    found: list[Quotation] = []
    for first, last in stretches:
        cue = _cue(doc, first, last, inside)
        speaker = _speaker(cue, inside) if cue is not None else None
        if cue is not None and speaker is not None:
            found.append(Quotation(first, last, cue, speaker))
        elif cue is None and found and _paragraph(doc[found[-1].last], starts) == _paragraph(doc[first], starts):
            found.append(Quotation(first, last, found[-1].cue, found[-1].speaker))
    found.extend(_announced(doc, colons, starts, inside))
    return tuple(found)


def _announced(doc: Doc, colons: list[Token], starts: list[int], inside: set[int]) -> Iterator[Quotation]:
    """ "The minister said:" at the end of a paragraph: what follows without marks is the minister's, to the end of the
    text or to where somebody else speaks or the statement is told to end."""
    speech = frozenset(load_data("verbs.yaml")["speech"])
    for colon in colons:
        rest = [t for t in doc[colon.i + 1 :] if not t.is_space]
        cue = next((t for t in doc[max(0, colon.i - 2) : colon.i] if t.lemma_.lower() in speech), None)
        begins = bool(rest) and rest[0].text not in _MARKS and _paragraph(rest[0], starts) > _paragraph(colon, starts)
        speaker = _speaker(cue, inside) if cue is not None and begins and colon.i not in inside else None
        if cue is None or speaker is None:
            continue
        stop = next((t.i for t in rest if t.idx in starts and _closes(t, speech)), len(doc))
        if stop > rest[0].i:
            yield Quotation(rest[0].i, stop - 1, cue, speaker)


def _closes(first: Token, speech: frozenset[str]) -> bool:
    """Whether the paragraph that begins with ``first`` belongs to the document again."""
    told = (t for t in first.sent if t.tag_ in {"VBD", "VBZ"})
    return first.lower_ in _AFTER_STATEMENTS or any(t.lemma_.lower() in speech for t in told)


def _paragraph(token: Token, starts: list[int]) -> int:
    return bisect_right(starts, token.idx)


def _found(doc: Doc, *kinds: frozenset[str]) -> list[list[Token]]:
    """The marks of each kind in a text, told by number: each token's string would have to be asked for."""
    strings = doc.vocab.strings
    wanted = [{strings[mark] for mark in marks if mark in strings} for marks in kinds]
    found: list[list[Token]] = [[] for _ in kinds]
    either = set().union(*wanted)
    for i, word in enumerate(doc.to_array("ORTH").tolist()):
        if word in either:
            for marks, listed in zip(wanted, found, strict=True):
                if word in marks:
                    listed.append(doc[i])
    return found


def _stretches(marks: list[Token], starts: list[int]) -> Iterator[tuple[int, int]]:
    """First and last token between marks; a mark that is not closed in its paragraph opens nothing."""
    opened: Token | None = None
    for mark in marks:
        if opened is not None and _paragraph(mark, starts) != _paragraph(opened, starts):
            opened = None
        if mark.text in _OPENING or (mark.text in _EITHER and opened is None):
            opened = mark
        elif opened is not None:
            if mark.i - opened.i > _LEAST:
                yield opened.i + 1, mark.i - 1
            opened = None


def _cue(doc: Doc, first: int, last: int, inside: set[int]) -> Token | None:
    """The verb of speech nearest to the quotation in the sentences where it begins and ends."""
    around = {*range(doc[first].sent.start, first), *range(last + 1, doc[last].sent.end)}
    if last + 2 < len(doc) and doc[last].sent.end <= last + 2:  # "“… it is.” said X": the mark ended a sentence
        around |= set(range(last + 1, doc[last + 2].sent.end)) if doc[last + 2].text[0].islower() else set()
    speech = quoting_verbs()
    verbs = [doc[i] for i in around - inside if doc[i].pos_ == "VERB" and doc[i].lemma_.lower() in speech]
    return min(verbs, key=lambda v: min(abs(v.i - first), abs(v.i - last)), default=None)


@cache
def quoting_verbs() -> frozenset[str]:
    """The verbs by which somebody says what stands between marks."""
    verbs = load_data("verbs.yaml")
    return frozenset((*verbs["speech"], *verbs["quoting"]))


def _speaker(cue: Token, inside: set[int]) -> Token | None:
    subject = grammatical_subject(cue)
    return subject if subject is not None and subject.i not in inside else None
