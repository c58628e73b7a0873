"""Markdown: the decoded file is the canonical text; markup is in no piece. Structure by markdown-it-py.

Front matter between ``---`` lines gives title, date and publisher. What a block's inline content shows is found
again in its source lines from left to right, so that each piece leads to exact offsets; code blocks and raw HTML
are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from grounds.documents.drawn import Drawn, paragraphs
from grounds.documents.options import ReadOptions
from grounds.documents.text import decode
from grounds.model.document import Fact, Passage, PassageKind, Piece
from grounds.model.plain_yaml import find_swelling

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
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
    starts = [body, *(m.end() for m in _LINES.finditer(text, body))]
    if max(map(text.count, "[`*_<")) > _MOST_MARKS:
        passages = tuple(paragraphs(text, body))  # no page has so many; taking them apart would take for ever
    else:
        passages = tuple(_passages(text, body, starts))
    return Drawn(text, passages, facts=_facts(front.group(1)) if front else {}, encoding=encoding)


def _facts(front: str) -> dict[str, Fact]:
    try:
        if find_swelling(front):
            return {}
        values = yaml.load(front, yaml.CBaseLoader)  # every value stays the text that it is
    except (yaml.YAMLError, RecursionError):
        return {}  # not front matter after all: a text may begin with a rule; nothing of it is lost from the text
    if not isinstance(values, dict):
        return {}
    return {
        k: Fact(values[k], "front matter")
        for k in ("title", "date", "publisher", "kind", "language")
        if values.get(k) and isinstance(values[k], str)
    }


def _passages(text: str, body: int, starts: list[int]) -> Iterator[Passage]:
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
