"""How a document is cut for the parse, so that no long document and no endless sentence costs more than its share.

A very long document is read in portions, as though each were a document with the facts of the whole: what "the group"
means is not sought across their borders. A portion is parsed in stretches of whole passages; an endless passage is cut
behind a sentence, else between words. A sentence that the parser gives more than ``LONGEST`` words is parsed once more
in windows, cut where a clause or the member of a list ends: nothing of it is lost, and no offset moves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from grounds.language.runons import beginnings
from grounds.model.document import Document, Passage, Piece

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

#: So many words are read as one sentence and no more; the longest sentences of treaties and resolutions have fewer.
LONGEST = 250

#: Longer documents are parsed in stretches of whole passages, so that memory stays flat.
STRETCH = 20_000
#: A document of more characters is resolved and read in portions of about so many: a book, a whole archive in one file.
PORTION = 500_000
#: So many characters are parsed at a time, and so many stretches; fewer at first, so that a first result comes soon.
_ROOM = 60_000
_FIRST = 4

#: A name written with hyphens stays one word ("Tehreek-e-Taliban"), for the parser takes its pieces for many; but
#: "US-led" and "Iran-backed" say something about the name before the hyphen and are left apart.
_HYPHENATED = re.compile(r"\b[A-Z][^\W\d_]*[-‐](?:[^\W\d_]+[-‐])*[A-Z][^\W\d_]*\b")

#: "GOMA, Democratic Republic of the Congo (Agency) — " before a story: a line of its own, no part of its sentence.
DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{2,30}(?:[,/] ?[A-Z][\w'’. ]{1,40}){0,3}(?:, \d{1,2} [A-Z][a-z]+(?: \d{4})?)?"
    r"(?:(?: ?\([\w '’.]{2,30}\))? ?(?:—|–|--|-) (?=\S)"
    r"| ?\([^()\n]{0,20}\d[^()\n]{0,20}\)(?: ?[—–-])? (?=[A-Z\"“]))"
)
#: Where a window may end, best first.
_ENDS = (frozenset({";", ":", "—", "–"}), frozenset({","}), frozenset({"and", "or", "but"}))


def portions(document: Document) -> Iterator[tuple[Document, bool]]:
    """A document in portions of whole passages (of an endless one, of its sentences), each with whether it is the last.
    Their offsets are those of the whole."""
    if len(document.text) <= PORTION:
        yield document, True
        return
    held: list[Passage] = []
    size = 0
    for passage in (cut for whole in document.passages for cut in _bearable(document.text, whole)):
        length = sum(p.end - p.start for p in passage.pieces)
        if held and size + length > PORTION:
            yield replace(document, passages=tuple(held)), False
            held, size = [], 0
        held.append(passage)
        size += length
    yield replace(document, passages=tuple(held)), True


def _bearable(text: str, passage: Passage) -> Iterator[Passage]:
    """A passage, or its parts where it is longer than a portion."""
    held: list[Piece] = []
    size = 0
    for piece in passage.pieces:
        bounds = [*_within(text, piece.start, piece.end, STRETCH), piece.end]
        for start, end in pairwise(bounds):
            if held and size + end - start > PORTION:
                yield replace(passage, pieces=tuple(held))
                held, size = [], 0
            held.append(Piece(start, end, piece.glue if start == piece.start else ""))
            size += end - start
    yield replace(passage, pieces=tuple(held))


def stretches(nlp: Language, document: Document) -> Iterator[tuple[Doc, bool]]:
    """A document's stretches, made ready for the parse, each with whether it is the last."""
    view = document.reading
    cuts = [0]
    for start in view.passage_starts[1:]:
        if start - cuts[-1] >= STRETCH:
            cuts.append(start)
    cuts.append(len(view.text))
    cuts = [cut for begin, end in pairwise(cuts) for cut in _within(view.text, begin, end, STRETCH)] + cuts[-1:]
    starts = sorted(view.passage_starts)
    for begin, end in pairwise(cuts):
        yield _prepared(nlp, view.text[begin:end], begin, starts), end == cuts[-1]


def batches(listed: Iterable[tuple[Doc, Any]], most: int) -> Iterator[list[tuple[Doc, Any]]]:
    """What is parsed at a time: at most ``most`` stretches with at most ``_ROOM`` characters between them, or one."""
    held: list[tuple[Doc, Any]] = []
    size, now = 0, min(_FIRST, most)
    for doc, told in listed:
        length = doc[-1].idx if len(doc) else 0
        if held and (len(held) >= now or size + length > _ROOM):
            yield held
            held, size, now = [], 0, min(2 * now, most)
        held.append((doc, told))
        size += length
    if held:
        yield held


def in_windows(nlp: Language, doc: Doc) -> Doc:
    """A parsed stretch, its endless sentences parsed again in windows."""
    if len(doc) <= LONGEST:
        return doc
    starts = {start for sentence in doc.sents for start in _window_starts(sentence)}
    if len(starts) == sum(1 for _ in doc.sents):
        return doc
    from spacy.tokens import Doc as NewDoc

    spaces = [bool(t.whitespace_) for t in doc]
    begun: list[bool | int | None] = [t.i in starts for t in doc]
    again: Doc = NewDoc(doc.vocab, words=[t.text for t in doc], spaces=spaces, sent_starts=begun)
    for _, component in nlp.pipeline:
        again = component(again)
    return again


def _window_starts(sentence: Span) -> Iterator[int]:
    """Where the windows of a sentence start, its own start first."""
    words, at = [t.lower_ for t in sentence], 0
    yield sentence.start
    while len(words) - at > LONGEST:
        at = _window_end(words, at)
        yield sentence.start + at


def _window_end(words: Sequence[str], at: int) -> int:
    """Behind the last good place to cut in the second half of a window; before a conjunction; else at its end."""
    for ends in _ENDS:
        for position in range(at + LONGEST - 1, at + LONGEST // 2, -1):
            if words[position] in ends:
                return position if words[position].isalpha() else position + 1
    return at + LONGEST


def _within(text: str, begin: int, end: int, most: int) -> Iterator[int]:
    """Where one endless passage is cut: behind a sentence's end, else between words."""
    while end - begin > 2 * most:
        yield begin
        found = max(text.rfind(mark, begin + 1, begin + most) for mark in (". ", "! ", "? ", "\n"))
        blank = text.rfind(" ", begin + 1, begin + most)
        begin = found + 2 if found > begin else blank + 1 if blank > begin else begin + most
    yield begin


def _prepared(nlp: Language, text: str, shift: int, starts: Sequence[int]) -> Doc:
    """The words of a stretch, names with hyphens as one, sentences begun where passages and datelines begin."""
    doc = nlp.make_doc(text)
    spans = [doc.char_span(m.start(), m.end()) for m in _HYPHENATED.finditer(text)]
    with doc.retokenize() as retokenizer:
        for span in spans:
            if span is not None and len(span) > 1:
                retokenizer.merge(span)
    own = starts[bisect_left(starts, shift) : bisect_left(starts, shift + len(text))]
    begun = {start - shift for start in own}
    for start in list(begun):
        dateline = DATELINE.match(text, start)
        if dateline is not None:
            begun.add(dateline.end())
            for token in doc.char_span(dateline.start(), dateline.end(), alignment_mode="contract") or ():
                token.is_sent_start = False
    begun.update(beginnings(text))
    for token in doc:
        if token.idx in begun:
            token.is_sent_start = True
    return doc


def is_dateline(text: str) -> bool:
    """Whether ``text`` is nothing but the place (and date) before a story."""
    found = DATELINE.match(text.rstrip() + " x")
    return found is not None and found.end() > len(text.rstrip())
