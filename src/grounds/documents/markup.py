"""HTML → its visible text, drawn once in reading order, with the way back to the file's characters, and its elements.

The standard library's parser tells where each stretch of text stands in the source. Block elements part paragraphs, and
so do two line breaks in a row; scripts, styles and hidden parts are no text. Nothing is hidden by what is never closed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from grounds.model.document import SourceRange
from grounds.model.errors import TooLarge

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BLOCKS = HEADINGS | frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "menu",
     "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
     "ul"]
)  # fmt: skip
_DROPPED = frozenset(
    ["script", "style", "template", "noscript", "svg", "math", "head", "iframe", "object", "select", "textarea",
     "button", "video", "audio", "canvas"]
)  # fmt: skip
#: What browsers take for ended, or show, where one of the following begins inside it: a page whose button or head is
#: never closed is not lost.
_ENDED = frozenset(["button", "head", "math", "select", "svg", "video", "audio", "object"])
_ENDING = HEADINGS | frozenset(["article", "blockquote", "body", "main", "ol", "p", "section", "table", "ul"])
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
#: Elements that their own kind, or another part of the same list or table, ends.
_ENDED_BY_NEXT = {
    "p": _BLOCKS - frozenset(["address"]),
    "li": frozenset(["li"]),
    "dt": frozenset(["dt", "dd"]),
    "dd": frozenset(["dt", "dd"]),
    "td": frozenset(["td", "th", "tr"]),
    "th": frozenset(["td", "th", "tr"]),
    "tr": frozenset(["tr"]),
    "option": frozenset(["option"]),
}
#: The words of links that lead from a note back to its mark.
_BACK = "↩↑⤴^\ufe0e \n"
_UNSEEN = frozenset(["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "hidden", "d-none", "hide"])


@dataclass(slots=True)
class Element:
    """An element: what it is, and where it stands (``parent`` is the number of the element around it)."""

    tag: str
    parent: int
    attributes: dict[str, str]


@dataclass(slots=True)
class Block:
    """The text of one block: offsets in the drawn text, and its element's number. ``breaks`` are the offsets of line
    breaks, ``linked`` and ``timed`` how many characters stand in links and in times, ``marks`` are marks of notes."""

    start: int
    end: int
    element: int
    breaks: list[int] = field(default_factory=list)
    linked: int = 0
    timed: int = 0
    marks: list[tuple[int, int]] = field(default_factory=list)


class Drawer(HTMLParser):
    """Collects visible text with its place in the source."""

    def __init__(self, source: str, name: str, max_depth: int) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.elements: list[Element] = [Element("", -1, {})]
        self.blocks: list[Block] = []
        self.map: list[SourceRange] = []
        self.heads: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.title: list[str] = []
        self._name = name
        self._max_depth = max_depth
        self._last_close = source.rfind(">")
        self._comments_open = False
        self._line_starts = [0, *(m.end() for m in re.finditer("\n", source))]
        self._parts: list[str] = []
        self._length = 0
        self._open: list[int] = [0]
        self._hidden: list[str] = []
        self._block = Block(0, 0, 0)
        self._links = 0
        self._times = 0
        self._raised: int | None = None
        self._within: tuple[int, int] = (0, 0)
        self._behind = 0

    # ------------------------------------------------------------------------------------------------------- tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; see the base class."""
        given = {k: v or "" for k, v in attrs}
        if tag in _BLOCKS:
            self._close_block()
        if tag in _ENDING:
            while self._hidden and self._hidden[-1] in _ENDED:
                self._hidden.pop()
        if tag in {"meta", "time", "base", "html"}:
            self.heads.append((tag, given))
        if tag == "br":
            self._break()
        if tag in _VOID:
            return
        while self._tag in _ENDED_BY_NEXT and tag in _ENDED_BY_NEXT[self._tag]:
            self._open.pop()
        self._open_element(tag, given)

    def _open_element(self, tag: str, given: dict[str, str]) -> None:
        if tag in _DROPPED or _is_unseen(given) or (self._hidden and tag in self._hidden):
            self._hidden.append(tag)
        self.elements.append(Element(tag, self._open[-1], given))
        self._open.append(len(self.elements) - 1)
        if len(self._open) > self._max_depth:
            problem = f"nests elements deeper than the limit of {self._max_depth:,}"
            raise TooLarge(problem, place=self._name, remedy="raise it with --max-depth if you trust the file")
        self._links += tag == "a"
        self._times += tag == "time"
        if tag == "a":
            self._within = self._length, len(self._parts)
        if tag == "sup" and self._raised is None:
            self._raised = self._length

    @property
    def _tag(self) -> str:
        return self.elements[self._open[-1]].tag

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what is open within it."""
        if tag in _BLOCKS:
            self._close_block()
        if self._hidden and self._hidden[-1] == tag:
            self._hidden.pop()
        if any(self.elements[i].tag == tag for i in self._open[-64:]):
            while len(self._open) > 1:
                closed = self.elements[self._open.pop()].tag
                self._links -= closed == "a"
                self._times -= closed == "time"
                if closed == tag:
                    break
        start, number = self._within
        if tag == "a" and start >= self._block.start and self._length > start:
            if not "".join(self._parts[number:]).strip(_BACK):  # leads back to where a note's mark stands
                self._block.marks.append((start, self._length))
            self._within = self._length, len(self._parts)
        if tag == "sup" and self._raised is not None:
            if self._length > self._raised:
                self._block.marks.append((self._raised, self._length))
            self._raised = None

    def _break(self) -> None:
        """One line break goes on with the block; a second, with nothing between, ends it."""
        if self._hidden:
            return
        since = self._block.breaks[-1] + 1 if self._block.breaks else None
        if since is not None and not "".join(self._parts[self._behind :]).strip():
            self._close_block()
        elif self._length > self._block.start:
            self._block.breaks.append(self._length)
            self._add("\n")
            self._behind = len(self._parts)

    # ------------------------------------------------------------------------------------------------------- text

    def parse_starttag(self, i: int) -> int:
        """``<a``: text where it is never closed."""
        return super().parse_starttag(i) if self._closes(i) else self._as_text(i, 1)

    def parse_endtag(self, i: int) -> int:
        """``</a``: text where it is never closed."""
        return super().parse_endtag(i) if self._closes(i) else self._as_text(i, 2)

    def parse_pi(self, i: int) -> int:
        """``<?``: text where it is never closed."""
        return super().parse_pi(i) if self._closes(i) else self._as_text(i, 2)

    def parse_html_declaration(self, i: int) -> int:
        """``<!``: text where it is never closed."""
        return super().parse_html_declaration(i) if self._closes(i) else self._as_text(i, 2)

    def parse_comment(self, i: int, report: bool = True) -> int:
        """``<!--``: text where it is never closed; that none of the following is, is remembered."""
        end = -1 if self._comments_open or not self._closes(i) else super().parse_comment(i, report)
        self._comments_open = end < 0
        return end if end >= 0 else self._as_text(i, 4)

    def _closes(self, i: int) -> bool:
        """Whether any mark can still be closed: to look for the end of each would take the square of their number."""
        return i + len(self.source) - len(self.rawdata) < self._last_close

    def _as_text(self, i: int, length: int) -> int:
        self.handle_data(self.rawdata[i : i + length])
        return i + length

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """``<![anything``: what the parser takes for a fault of the page is a comment to a browser."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._tag == "title" and len(self.title) < 9:
            self.title.append(data)
        if self._tag == "script" and "ld+json" in self.elements[self._open[-1]].attributes.get("type", ""):
            self.scripts.append(data)
        self._text(data, self._offset(), len(data))

    def handle_entityref(self, name: str) -> None:
        """Take a named character."""
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """Take a numbered character."""
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        start = self._offset()
        raw = written + ";" if self.source.startswith(written + ";", start) else written
        if self._tag == "title":
            self.title.append(unescape(raw))
        self._text(unescape(raw), start, len(raw))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _text(self, text: str, source: int, length: int) -> None:
        if self._hidden or not text:
            return
        self.map.append(SourceRange(self._length, self._length + len(text), source, source + length))
        self._block.linked += len(text.strip()) if self._links else 0
        self._block.timed += len(text.strip()) if self._times else 0
        self._add(text)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _close_block(self) -> None:
        if self._length > self._block.start:
            block, self._block = self._block, Block(0, 0, 0)
            block.end = self._length
            block.element = next((i for i in reversed(self._open) if self.elements[i].tag in _BLOCKS), 0)
            self.blocks.append(block)
            self._add("\n")
        self._block = Block(self._length, self._length, 0)
        self._behind = len(self._parts)

    def finish(self) -> str:
        """Close what is open and give the text."""
        self.close()
        self._close_block()
        return "".join(self._parts)


def _is_unseen(given: dict[str, str]) -> bool:
    style = given.get("style", "").replace(" ", "").lower()
    return (
        "hidden" in given
        or given.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
        or not _UNSEEN.isdisjoint(given.get("class", "").lower().split())
    )
