"""A document as every later stage sees it: unaltered text, and how to read it.

``Document.text`` is the canonical text. All offsets in Grounds are Unicode code points into it. For a text file it is
the decoded file; for HTML and PDF it is the text that the format's module drew from the bytes, once. Nothing is
normalised afterwards.

What should be *read* is told by passages: a passage is one paragraph, heading or list item, given as pieces of the
canonical text with the glue that stands before each piece in reading (a blank where a line end was, nothing where a
hyphen broke a word). Clutter is simply in no passage. So a reader sees clean running text, and each of its characters
leads back to the canonical text by :class:`ReadingView`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

PassageKind = Literal["paragraph", "heading", "item", "quote", "table"]
#: ``paywall_stub``: but the beginning of a text that is sold; it is read as far as it goes. ``purged``: its words were
#: taken out of the ledger for good, its hash stays.
DocumentState = Literal["readable", "needs_ocr", "unsupported_language", "no_text", "paywall_stub", "purged"]

#: What stands between two passages in the reading text: a sentence never runs over it.
BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` of the canonical text, with what stands before it in reading (``""`` or ``" "``)."""

    start: int
    end: int
    glue: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading or list item: at least one piece, rising and without overlap."""

    kind: PassageKind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Page ``number`` (from 1) covers ``text[start:end]``."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceRange:
    """``text[start:end]`` stands at ``source_start:source_end`` of the decoded source (HTML: characters of the
    file)."""

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A found property of the document (title, publisher, date, language …) and how it was found, in a few words."""

    value: str | None
    how: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """One source as read. ``date`` is ISO (YYYY-MM-DD) or null; ``tlp`` a Traffic Light Protocol label or null."""

    id: str
    sha256: str
    text_sha256: str
    text: str
    media_type: str
    encoding: str | None
    path: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    publisher_actor: str | None = None
    kind: str | None = None
    date: str | None = None
    language: str | None = None
    tlp: str | None = None
    licence: str | None = None
    origin: str | None = None
    reliability: str | None = None
    state: DocumentState = "readable"
    passages: tuple[Passage, ...] = ()
    pages: tuple[Page, ...] = ()
    source_map: tuple[SourceRange, ...] = ()
    facts: dict[str, Fact] = field(default_factory=dict)

    @property
    def characters(self) -> int:
        """Length of the canonical text in code points."""
        return len(self.text)

    @cached_property
    def reading(self) -> ReadingView:
        """The running text of all passages, with the way back."""
        return ReadingView(self)

    def page_of(self, offset: int) -> int | None:
        """The page on which ``offset`` stands, or null where the document has no pages."""
        if not self.pages:
            return None
        index = bisect_right([p.start for p in self.pages], offset) - 1
        return self.pages[max(index, 0)].number

    def record(self) -> dict[str, Any]:
        """The document's public record without its claims (see the claim contract, "Records beside it")."""
        names = "id path url title publisher publisher_actor kind date language sha256 text_sha256 media_type encoding"
        more = "characters tlp licence origin reliability state"
        record: dict[str, Any] = {name: getattr(self, name) for name in f"{names} {more}".split()}
        record["facts"] = {name: {"value": f.value, "how": f.how} for name, f in self.facts.items()}
        return record


class ReadingView:
    """Running text for a parser, and the map back to the canonical text."""

    def __init__(self, document: Document) -> None:
        self._starts: list[int] = []
        self._pieces: list[Piece] = []
        self.passage_starts: list[int] = []
        parts: list[str] = []
        length = 0
        for passage in document.passages:
            if parts:
                parts.append(BREAK)
                length += len(BREAK)
            self.passage_starts.append(length)
            for piece in passage.pieces:
                parts.append(piece.glue)
                length += len(piece.glue)
                self._starts.append(length)
                self._pieces.append(piece)
                parts.append(document.text[piece.start : piece.end])
                length += piece.end - piece.start
        self.text = "".join(parts)

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """The canonical stretches that are read between two canonical offsets, neighbours not joined."""
        return [(max(p.start, start), min(p.end, end)) for p in self._pieces if p.start < end and p.end > start]

    def canonical(self, start: int, end: int) -> tuple[int, int]:
        """Canonical offsets of ``reading.text[start:end]``; the stretch must hold a character that stands in a
        piece."""
        index = bisect_right(self._starts, start) - 1
        if index >= 0:
            piece, inside = self._pieces[index], start - self._starts[index]
            if inside + end - start <= piece.end - piece.start and end > start:  # as nearly always: within one piece
                return piece.start + inside, piece.start + inside + end - start
        return self._at(start), self._at(end - 1) + 1

    def _at(self, position: int) -> int:
        index = max(bisect_right(self._starts, position) - 1, 0)
        piece = self._pieces[index]
        inside = position - self._starts[index]
        if inside >= piece.end - piece.start:  # on glue or a break: the last character before it
            return piece.end - 1
        return piece.start + max(inside, 0)
