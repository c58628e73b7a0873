"""Markdown: the decoded file is the canonical text; markup is in no piece. Structure by markdown-it-py.

Front matter (YAML between ``---`` lines, TOML between ``+++`` lines) gives title, date and publisher. What a block's
inline content shows is found again in its source lines from left to right, so that each piece leads to exact offsets.
Code blocks, raw HTML, marks of notes, boxes of tasks and attributes of headings are not read.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from itertools import pairwise

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from grounds.documents.drawn import Drawn, paragraphs, without
from grounds.documents.options import ReadOptions
from grounds.documents.text import decode
from grounds.model.document import Fact, Passage, PassageKind, Piece
from grounds.model.plain_yaml import find_swelling

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FACTS = ("title", "date", "publisher", "kind", "language")
#: Where a note is written (``[^1]: Ibid.``), which CommonMark may take for a link's address, and marks that lead there.
_NOTE = re.compile(r"^ {0,3}\[(\^[^\]\s]{1,40})\]:[ \t]*", re.MULTILINE)
_MARK = re.compile(r"\[(\^[^\]\s]{1,40})\]")
_TASK = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(\[[ xX]\][ \t]+)", re.MULTILINE)
#: What converters write behind a heading (``{#talks .unnumbered}``).
_ATTRIBUTES = re.compile(r"[ \t]*\{[ ]*[#.-][\w#.:= \"-]{0,200}\}[ \t]*#*[ \t]*$", re.MULTILINE)
#: A letter that no text holds, for a sign of the source that the parser must not take for one of its own.
_NO_LETTER = "\ue000"
#: So many of one mark make the inline parser's work grow with their square.
_MOST_MARKS = 20_000
_LINES = re.compile(r"\r\n|\n|\r")

#: What stands in the source otherwise than it is shown: a backslash before a sign, an entity.
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_OTHERWISE = re.compile(rf"{_ESCAPE.pattern}|&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|\w+);")


def draw(data: bytes, name: str, options: ReadOptions) -> Drawn:
    """Passages of a Markdown file, with the facts of its front matter."""
    text, encoding = decode(data, name)
    front = _FRONT.match(text)
    body = front.end() if front else 0
    if max(map(text.count, "[`*_<")) > _MOST_MARKS:
        passages = tuple(paragraphs(text, body))  # no page has so many; taking them apart would take for ever
    else:
        passages = tuple(_passages(text, body))
    return Drawn(text, passages, facts=_FRONTS[front[1]](front[2]) if front else {}, encoding=encoding)


def _facts_of_toml(front: str) -> dict[str, Fact]:
    try:
        values = tomllib.loads(front.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}  # see below
    told = {k: values[k].isoformat() if isinstance(values.get(k), date) else values.get(k) for k in _FACTS}
    return {k: Fact(v, "front matter") for k, v in told.items() if v and isinstance(v, str)}


def _facts_of_yaml(front: str) -> dict[str, Fact]:
    try:
        if find_swelling(front):
            return {}
        values = yaml.load(front, yaml.CBaseLoader)  # every value stays the text that it is
    except (yaml.YAMLError, RecursionError):
        return {}  # not front matter after all: a text may begin with a rule; nothing of it is lost from the text
    if not isinstance(values, dict):
        return {}
    return {k: Fact(values[k], "front matter") for k in _FACTS if values.get(k) and isinstance(values[k], str)}


_FRONTS = {"---": _facts_of_yaml, "+++": _facts_of_toml}


@dataclass(frozen=True, slots=True)
class _Unread:
    """Stretches of the source that are no words, in order; those in ``notes`` begin a note, those in ``behind`` stand
    behind a heading."""

    marks: Sequence[tuple[int, int]]
    notes: frozenset[int]
    behind: frozenset[int]

    def parted(self, made: Passage) -> Iterator[Passage]:
        """The passage without them; where notes follow each other line by line, one for each."""
        start, end = made.pieces[0].start, made.pieces[-1].end
        low, high = bisect_left(self.marks, (start, start)), bisect_left(self.marks, (end, end))
        marks = [m for m in self.marks[low:high] if made.kind == "heading" or m[0] not in self.behind]
        borders = sorted({start, *(m[0] for m in marks if m[0] in self.notes and m[0] > start), end})
        for first, last in pairwise(borders):
            pieces = tuple(p for p in made.pieces if first <= p.start < last)
            left = without(Passage(made.kind, pieces), marks).pieces
            if left:
                yield Passage(made.kind, (replace(left[0], glue=""), *left[1:]))


def _unread(text: str, body: int) -> _Unread:
    notes = {m[1]: m for m in _NOTE.finditer(text, body)}
    written = {m.start(1) - 1: m.end() for m in _NOTE.finditer(text, body)}
    marks = {m.start(): m.end() for m in _MARK.finditer(text, body) if m[1] in notes} | written
    marks |= {m.start(1): m.end(1) for m in _TASK.finditer(text, body)}
    behind = {m.start(): m.end() for m in _ATTRIBUTES.finditer(text, body)}
    return _Unread(sorted((marks | behind).items()), frozenset(written), frozenset(behind))


def _passages(text: str, body: int) -> Iterator[Passage]:
    unread = _unread(text, body)
    source = text[:body] + _NOTE.sub(lambda m: m[0].replace("[", _NO_LETTER, 1), text[body:])
    for made in _marked_up(source, body):
        yield from unread.parted(made)


def _marked_up(text: str, body: int) -> Iterator[Passage]:
    """Each block's shown text; offsets are those of ``text``."""
    starts = [body, *(m.end() for m in _LINES.finditer(text, body))]
    tokens = MarkdownIt("commonmark").enable("table").parse(text[body:])
    kind: PassageKind = "paragraph"
    reached = body  # cells of one row share its lines: the next is looked for behind the one before
    for index, token in enumerate(tokens):
        if token.type == "inline" and token.map is not None:
            opener = tokens[index - 1].type
            inside_item = token.level >= 3 and opener == "paragraph_open"
            kind = (
                "heading"
                if opener == "heading_open"
                else "table"
                if opener in {"td_open", "th_open"}
                else "item"
                if inside_item
                else "paragraph"
            )
            first = max(starts[min(token.map[0], len(starts) - 1)], reached)
            last = starts[token.map[1]] if token.map[1] < len(starts) else len(text)
            pieces = tuple(_pieces(text, token, first, last))
            if pieces:
                reached = pieces[-1].end
                yield Passage(kind, pieces)


def _pieces(text: str, inline: Token, first: int, last: int) -> Iterator[Piece]:
    """Each run of shown text, found in the source lines of its block; a soft break is a blank."""
    position, glue = first, ""
    last_odd = max((m.start() for m in _OTHERWISE.finditer(text, first, last)), default=-1)
    for child in inline.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            glue = " "
        elif child.type in {"text", "code_inline"} and child.content:
            found = text.find(child.content, position, last)
            if found >= 0 and last_odd < position:
                yield Piece(found, found + len(child.content), glue)
                position, glue = found + len(child.content), ""
                continue
            for piece in _by_words(text, child.content, position, last, glue):
                yield piece
                position = piece.end
            glue = " " if child.content[-1].isspace() else ""


def _by_words(text: str, content: str, position: int, last: int, glue: str) -> Iterator[Piece]:
    """Words that may be written otherwise than they are shown, with escapes or entities."""
    glue = " " if content[0].isspace() else glue
    for word in content.split():
        pattern = re.compile("".join(rf"\\?(?:{re.escape(c)}|&#?\w+;)" for c in word))
        matches = (m for m in pattern.finditer(text, position, last) if _as_shown(m.group()) == word)
        found = next(matches, None)
        if found is None:  # no word of this source: nothing is read that does not stand there
            continue
        for start, end in _shown(text, *found.span()):
            yield Piece(start, end, glue)
            glue = ""
        position, glue = found.end(), " "


def _as_shown(written: str) -> str:
    return unescape(_ESCAPE.sub("", written))


def _shown(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What of a written word is read: no backslash; of an entity its own ``&``, and the whole where it is a letter."""
    for found in _OTHERWISE.finditer(text, start, end):
        shown = unescape(found.group())
        keep = 1 if shown == "&" else len(found.group()) if shown.isalnum() else 0
        if found.start() + keep > start:
            yield start, found.start() + keep
        start = found.end()
    if start < end:
        yield start, end
