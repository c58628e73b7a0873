"""What a format's module gives: the text and how to read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from grounds.documents.hyphens import Joiner
from grounds.model.document import DocumentState, Fact, Page, Passage, PassageKind, Piece, SourceRange

#: Every character at which a line ends, as Unicode sees it (LF, CR, VT, FF, NEL, LS, PS).
LINE_END = "\n\r\v\f\x85\u2028\u2029"
_LINE = re.compile(f"[^{LINE_END}]+")
_ITEM = re.compile(r"\s*(?:[-–•*▪◦·]\s+|\(?\d{1,3}[.)]\s+|\([a-z]\)\s+|[a-z]\)\s+)")
_ENDED = re.compile(r"[.!?:;,…][\"'”’)\]]*\s*$")


@dataclass(frozen=True)
class Drawn:
    """Canonical text with passages, and what the format itself tells about the document."""

    text: str
    passages: tuple[Passage, ...]
    pages: tuple[Page, ...] = ()
    source_map: tuple[SourceRange, ...] = ()
    facts: dict[str, Fact] = field(default_factory=dict)
    encoding: str | None = None
    state: DocumentState | None = None


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets of the lines of ``text[start:end]``, empty ones left out, blanks at both ends trimmed."""
    found = []
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        line = match.group()
        left = len(line) - len(line.lstrip())
        if left < len(line):
            found.append((match.start() + left, match.start() + len(line.rstrip())))
    return found


def passage(
    text: str, lines: list[tuple[int, int]], *, kind: PassageKind | None = None, joiner: Joiner | None = None
) -> Passage | None:
    """One passage of neighbouring lines: joined by a blank, or by nothing where a hyphen broke a word."""
    if not lines:
        return None
    joiner = joiner or Joiner(text)
    start, end = lines[0]
    marker = _ITEM.match(text, start, end)
    if marker is not None and marker.end() < end:
        start, kind = marker.end(), kind or "item"
    pieces = [Piece(start, end)]
    for begin, stop in lines[1:]:
        last = pieces[-1]
        reached, glue = joiner.glue(last.end, begin) if last.end - last.start > 1 else (last.end, " ")
        pieces[-1] = Piece(last.start, reached, last.glue)
        pieces.append(Piece(begin, stop, glue))
    if kind is None:
        short = len(lines) == 1 and end - start < 90 and not _ENDED.search(text[start:end])
        kind = "heading" if short else "paragraph"
    return Passage(kind, tuple(pieces))


def without(made: Passage, marks: Sequence[tuple[int, int]]) -> Passage:
    """A passage whose pieces leave out some stretches (marks of notes); it may have no pieces then."""
    if not marks:
        return made
    return replace(made, pieces=tuple(cut for piece in made.pieces for cut in _cut(piece, marks)))


def _cut(piece: Piece, marks: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    start, glue = piece.start, piece.glue
    for low, high in marks:
        if start < high and low < piece.end:
            if low > start:
                yield Piece(start, low, glue)
                glue = ""
            start = high
    if start < piece.end:
        yield Piece(start, piece.end, glue)


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Passage]:
    """Passages of plain text: blank lines part them, and so does a line that begins a list item."""
    found: list[Passage] = []
    held: list[tuple[int, int]] = []

    def close() -> None:
        made = passage(text, held, joiner=joiner)
        if made is not None:
            found.append(made)
        held.clear()

    wrapped, joiner = _is_wrapped(text, start, end), Joiner(text)
    for line in lines_of(text, start, end):
        if held and (not wrapped or _blank_between(text, held[-1][1], line[0]) or _is_item(text, held, line)):
            close()
        held.append(line)
    close()
    return found


def _is_item(text: str, held: list[tuple[int, int]], line: tuple[int, int]) -> bool:
    """Whether a list item begins with a line: a dash within a sentence may come to stand there too."""
    if not _ITEM.match(text, *line):
        return False
    return _ENDED.search(text[slice(*held[-1])]) is not None or _ITEM.match(text, *held[0]) is not None


def _blank_between(text: str, start: int, end: int) -> bool:
    gap = text[start:end].replace("\r\n", "\n")
    return sum(c in LINE_END for c in gap) > 1


def _is_wrapped(text: str, start: int, end: int | None) -> bool:
    """Whether lines are broken by width: most long lines end about as long and without a full stop."""
    lines = [b - a for a, b in lines_of(text, start, end)]
    if not lines:
        return False
    longest = max(lines)
    full = [text[b - 1] for a, b in lines_of(text, start, end) if b - a > 0.6 * longest]
    return longest <= 160 and sum(c not in ".!?:”\"'" for c in full) >= 0.4 * len(full)
