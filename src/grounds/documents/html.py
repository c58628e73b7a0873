"""HTML: canonical text is the visible text, drawn once in reading order, with a map back to the file's characters.

The standard library's parser tells where each stretch of text stands in the source. Block elements part paragraphs;
scripts, styles and hidden parts are no text. Which blocks are the main text is told by trafilatura; where it finds
nothing, the blocks of ``<article>`` or ``<main>`` are read, else all outside navigation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from grounds.documents.drawn import Drawn, passage
from grounds.documents.options import ReadOptions
from grounds.documents.text import decode
from grounds.model.document import Fact, Passage, PassageKind, SourceRange

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "head",
        "iframe",
        "object",
        "select",
        "textarea",
        "button",
    ]
)
#: What browsers take for ended, or show, where one of the following begins inside it: a page whose button or head is
#: never closed is not lost.
_ENDED = frozenset(["button", "head", "math", "select", "svg"])
_ENDING = frozenset(
    ["article", "blockquote", "body", "h1", "h2", "h3", "h4", "h5", "h6", "main", "ol", "p", "section", "table", "ul"]
)
_CLUTTER = frozenset(["nav", "header", "footer", "aside", "form", "menu", "dialog"])
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


@dataclass
class _Block:
    """Text of one block: offsets in the drawn text, its element and the elements around it."""

    start: int
    end: int
    tag: str
    around: frozenset[str]


class _Drawer(HTMLParser):
    """Collects visible text with its place in the source."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.line_starts = [0, *(m.end() for m in re.finditer("\n", source))]
        self.parts: list[str] = []
        self.length = 0
        self.map: list[SourceRange] = []
        self.blocks: list[_Block] = []
        self.open: list[str] = []
        self.dropping = 0
        self.block_start = 0
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS:
            self._close_block()
        while tag in _ENDING and self.hidden and self.hidden[-1] in _ENDED:
            self.hidden.pop()
            self.dropping -= 1
        if tag in _VOID:
            return
        hidden = (
            "hidden" in given
            or given.get("aria-hidden") == "true"
            or "display:none" in (given.get("style") or "").replace(" ", "")
        )
        if tag in _DROPPED or hidden or (self.dropping and tag in self.hidden):
            self.hidden.append(tag)
            self.dropping += 1
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._close_block()
        if self.dropping and self.hidden and self.hidden[-1] == tag:
            self.hidden.pop()
            self.dropping -= 1
        if self.open and tag in self.open[-64:]:
            while self.open and self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._text(data, self._offset(), len(data))

    def handle_entityref(self, name: str) -> None:
        raw = self._raw(f"&{name}")
        self._text(unescape(raw), self._offset(), len(raw))

    def handle_charref(self, name: str) -> None:
        raw = self._raw(f"&#{name}")
        self._text(unescape(raw), self._offset(), len(raw))

    def _raw(self, written: str) -> str:
        start = self._offset()
        return written + ";" if self.source.startswith(written + ";", start) else written

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column

    def _text(self, text: str, source: int, length: int) -> None:
        if self.dropping or not text:
            return
        self.map.append(SourceRange(self.length, self.length + len(text), source, source + length))
        self.parts.append(text)
        self.length += len(text)

    def _close_block(self) -> None:
        if self.length > self.block_start:
            tag = next((t for t in reversed(self.open) if t in _BLOCKS), "body")
            self.blocks.append(_Block(self.block_start, self.length, tag, frozenset(self.open)))
            self.parts.append("\n")
            self.length += 1
            self.block_start = self.length

    def finish(self) -> str:
        """Close what is open and give the text."""
        self.close()
        self._close_block()
        return "".join(self.parts)


def draw(data: bytes, name: str, options: ReadOptions) -> Drawn:
    """Visible text, the main text's passages, and the facts that the page tells about itself."""
    source, encoding = decode(data, name, declared=_declared(data))
    drawer = _Drawer(source)
    drawer.feed(source)
    text = drawer.finish()
    facts, main = _page(source)
    passages = tuple(p for b in _main_blocks(text, drawer.blocks, main) if (p := _passage(text, b)) is not None)
    return Drawn(text, passages, source_map=tuple(drawer.map), facts=facts, encoding=encoding)


def _declared(data: bytes) -> str | None:
    """The encoding that the page names; one that could not have been read as ASCII is a slip for UTF-8."""
    found = _DECLARED.search(data[:4096])
    name = found.group(1).decode("ascii").lower() if found else ""
    return None if name.startswith(("utf-16", "utf-32", "utf-7")) else name or None


def _passage(text: str, block: _Block) -> Passage | None:
    lines = [
        (m.start(), m.end()) for m in re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+").finditer(text, block.start, block.end)
    ]
    trimmed = []
    for start, end in lines:
        line = text[start:end]
        if line.strip():
            trimmed.append((start + len(line) - len(line.lstrip()), start + len(line.rstrip())))
    kind: PassageKind = (
        "heading"
        if block.tag in _HEADINGS
        else "item"
        if block.tag == "li"
        else "quote"
        if block.tag == "blockquote"
        else "paragraph"
    )
    return passage(text, trimmed, kind=kind)


def _page(source: str) -> tuple[dict[str, Fact], str]:
    """Facts and main text as trafilatura finds them."""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            source, with_metadata=True, include_comments=False, include_tables=True, favor_recall=True
        )
    except (LxmlError, ValueError, RecursionError):
        return {}, ""  # what trafilatura cannot take is still read by the blocks of the page
    if found is None or isinstance(found, dict):
        return {}, ""
    values = {"title": found.title, "publisher": found.sitename, "date": found.date, "language": found.language}
    return {k: Fact(str(v), "page metadata") for k, v in values.items() if v}, found.text or ""


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _main_blocks(text: str, blocks: list[_Block], main: str) -> list[_Block]:
    filled = [b for b in blocks if text[b.start : b.end].strip()]
    wanted = _plain(main)
    if len(wanted) > 200:
        kept = [
            b
            for b in filled
            if (words := _plain(text[b.start : b.end])) and words in wanted and not b.around & {"nav", "footer"}
        ]
        if sum(b.end - b.start for b in kept) > 200:
            return kept
    inside = [b for b in filled if b.around & {"article", "main"} and not b.around & _CLUTTER]
    return inside or [b for b in filled if not b.around & _CLUTTER]
