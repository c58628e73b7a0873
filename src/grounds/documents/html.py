"""HTML: canonical text is the visible text in reading order (:mod:`grounds.documents.markup`), with a map back to the
file's characters; what is read is the main text (:mod:`grounds.documents.main_text`).

Where nothing on a page looks like running text, trafilatura is asked. Marks of notes are in no piece.
"""

from __future__ import annotations

import re

from grounds.documents.drawn import Drawn, lines_of, paragraphs, passage, without
from grounds.documents.hyphens import Joiner
from grounds.documents.main_text import main_blocks
from grounds.documents.markup import HEADINGS, Block, Drawer, Element
from grounds.documents.options import ReadOptions
from grounds.documents.page_facts import facts_of, is_stub
from grounds.documents.text import decode
from grounds.model.document import Passage, PassageKind

_DECLARED = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)|<\?xml[^>]+encoding=[\"']([A-Za-z0-9_.:-]+)", re.IGNORECASE
)
_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]+|[↩↑⤴^\ufe0e]+)(?:,\s*\d{1,3})*[\])]?\s*")
_KINDS: dict[str, PassageKind] = {"li": "item", "dd": "item", "blockquote": "quote", "td": "table", "th": "table"}
#: Whose the page is, wherever it says so: no part of what it tells.
_RIGHTS = re.compile(r"(?i)(?:©|\(c\) ?\d|copyright\b(?! (?:law|act|claim|case))).{0,160}$")


def draw(data: bytes, name: str, options: ReadOptions, *, declared: str | None = None) -> Drawn:
    """Visible text, the main text's passages, and the facts that the page tells about itself.

    ``declared`` is the encoding told from outside (by a message's header), which goes before what the page says.
    """
    source, encoding = decode(data, name, declared=declared or _declared(data))
    return draw_text(source, name, options, encoding)


def draw_text(source: str, name: str, options: ReadOptions, encoding: str | None) -> Drawn:
    """The same for a page that is decoded already."""
    drawer = Drawer(source, name, options.max_depth)
    drawer.feed(source)
    text = drawer.finish()
    blocks = main_blocks(text, drawer.blocks, drawer.elements) or _by_trafilatura(text, source, drawer.blocks)
    joiner = Joiner(text)
    listed = (p for b in blocks for p in _passages(text, b, drawer.elements, joiner))
    passages = tuple(p for p in listed if not _RIGHTS.match(_words(text, p)))
    return Drawn(
        text,
        passages,
        source_map=tuple(drawer.map),
        facts=facts_of(drawer, [_words(text, p) for p in passages if p.kind == "heading"]),
        encoding=encoding,
        state="paywall_stub" if is_stub(drawer, text, passages) else None,
    )


def _words(text: str, passage: Passage) -> str:
    return " ".join("".join(p.glue + text[p.start : p.end] for p in passage.pieces).split())


def _declared(data: bytes) -> str | None:
    """The encoding that the page names; one that could not have been read as ASCII is a slip for UTF-8."""
    found = _DECLARED.search(data[:4096])
    name = (found.group(1) or found.group(2)).decode("ascii").lower() if found else ""
    return None if name.startswith(("utf-16", "utf-32", "utf-7")) else name or None


def _passages(text: str, block: Block, elements: list[Element], joiner: Joiner) -> list[Passage]:
    tag = elements[block.element].tag
    if tag == "pre":
        return paragraphs(text, block.start, block.end)
    around = tag if tag in _KINDS else elements[elements[block.element].parent].tag
    kind: PassageKind = "heading" if tag in HEADINGS else _KINDS.get(around, "paragraph")
    marks = [m for m in block.marks if _NOTE.fullmatch(text, *m)]
    found = []
    for start, end in _stretches(text, block):
        made = passage(text, lines_of(text, start, end), kind=kind, joiner=joiner)
        if made is not None:
            found.append(without(made, marks))
    return [p for p in found if p.pieces]


def _stretches(text: str, block: Block) -> list[tuple[int, int]]:
    """A block parted at its line breaks, but where they break running text by its width."""
    ends = [*block.breaks, block.end]
    starts = [block.start, *(b + 1 for b in block.breaks)]
    lines = [(a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]
    if len(lines) < 2:
        return lines
    lengths = [b - a for a, b in lines]
    open_ended = sum(text[a:b].rstrip()[-1] not in ".!?:;”\"'" for a, b in lines[:-1])
    if max(lengths) <= 160 and open_ended >= 0.5 * (len(lines) - 1) and min(lengths[:-1]) > 0.5 * max(lengths):
        return [(block.start, block.end)]
    return lines


def _by_trafilatura(text: str, source: str, blocks: list[Block]) -> list[Block]:
    """The blocks that trafilatura takes for the main text; all where it finds none."""
    from lxml.etree import LxmlError
    from trafilatura import extract

    filled = [b for b in blocks if text[b.start : b.end].strip()]
    try:
        found = extract(source, include_comments=False, include_tables=True, favor_recall=True) or ""
    except (LxmlError, ValueError, RecursionError):
        return filled  # what trafilatura cannot take is still read, block by block
    lines = {_plain(line) for line in found.split("\n")}
    return [b for b in filled if _plain(text[b.start : b.end]) in lines] or filled


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text)
