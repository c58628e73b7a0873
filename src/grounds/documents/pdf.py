"""PDF: canonical text is the pages' text in order, a form feed between them; pages are kept, nothing is joined in it.

Lines are joined by pieces: a blank where a line ended, nothing where a hyphen broke a word. Running heads, running feet
and page numbers (lines that come back on most pages at the same edge) are in no passage. A paragraph that runs over
a page goes on in the same passage. A document whose pages hold next to no text is a scan: it needs OCR and says so.
"""

from __future__ import annotations

import re
from collections import Counter

from grounds.documents.drawn import Drawn, lines_of, passage
from grounds.model.document import Fact, Page, Passage
from grounds.model.errors import BrokenFile

_PAGE_NUMBER = re.compile(r"^(?:page\s+)?[-–]?\s*\d{1,4}\s*(?:/\s*\d{1,4}|of\s+\d{1,4})?\s*[-–]?$", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…:][\"'”’)\]\d]*$")
_NUMBERED = re.compile(r"^(?:\d{1,3}[.)]|[-–•▪·]|\([a-z]\))\s")


def draw(data: bytes, name: str) -> Drawn:
    """Text of all pages; damaged or locked files raise :class:`~grounds.model.errors.BrokenFile`."""
    texts, facts = _texts(data, name)
    pages: list[Page] = []
    parts: list[str] = []
    length = 0
    for number, text in enumerate(texts, start=1):
        pages.append(Page(number, length, length + len(text) + 1))
        parts += [text, "\f"]
        length += len(text) + 1
    whole = "".join(parts)
    letters = sum(c.isalnum() for c in whole)
    if letters < 20 * max(1, len(texts)) // 2:
        return Drawn(whole, (), tuple(pages), facts=facts, needs_ocr=True)
    return Drawn(whole, tuple(_passages(whole, pages)), tuple(pages), facts=facts)


def _texts(data: bytes, name: str) -> tuple[list[str], dict[str, Fact]]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        problem, remedy = (
            ("needs a password", "save it without one")
            if locked
            else ("is a damaged or truncated PDF", "get it again from its source")
        )
        raise BrokenFile(problem, place=name, remedy=remedy) from error
    try:
        texts = []
        for index in range(len(pdf)):
            page = pdf[index]
            textpage = page.get_textpage()
            texts.append(textpage.get_text_bounded().replace("\ufffe", "-"))
            textpage.close()
            page.close()
        title = (pdf.get_metadata_dict().get("Title") or "").strip()
    except pypdfium2.PdfiumError as error:
        raise BrokenFile("has a page that cannot be read", place=name, remedy="get it again from its source") from error
    finally:
        pdf.close()
    return texts, {"title": Fact(title, "PDF metadata")} if title else {}


def _passages(text: str, pages: list[Page]) -> list[Passage]:
    per_page = [lines_of(text, p.start, p.end) for p in pages]
    running = _running(text, per_page)
    lines = [
        line
        for listed in per_page
        for line in listed
        if _shape(text[slice(*line)]) not in running and not _is_number(text, line, listed)
    ]
    widths = sorted(b - a for a, b in lines)
    usual = widths[int(len(widths) * 0.75)] if widths else 0
    found: list[Passage] = []
    held: list[tuple[int, int]] = []
    for line in lines:
        if held and _begins(text, held[-1], line, usual):
            found += [p for p in [passage(text, held)] if p is not None]
            held = []
        held.append(line)
    return found + [p for p in [passage(text, held)] if p is not None]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip().casefold())


def _running(text: str, per_page: list[list[tuple[int, int]]]) -> set[str]:
    """Shapes of lines that stand first or last on more than half of the pages."""
    edges = Counter(s for lines in per_page for s in {_shape(text[slice(*line)]) for line in (*lines[:2], *lines[-2:])})
    return {s for s, n in edges.items() if len(per_page) > 1 and n > len(per_page) / 2}


def _is_number(text: str, line: tuple[int, int], listed: list[tuple[int, int]]) -> bool:
    return line in (listed[0], listed[-1]) and _PAGE_NUMBER.match(text[slice(*line)]) is not None


def _begins(text: str, last: tuple[int, int], line: tuple[int, int], usual: int) -> bool:
    """Whether a new paragraph begins: the line before fell short, or a list marker or heading stands here."""
    before, here = text[slice(*last)], text[slice(*line)]
    if _NUMBERED.match(here):
        return True
    short = len(before) < 0.8 * usual
    if short and (_ENDED.search(before) or here[:1].isupper()):
        return True
    gap = text[last[1] : line[0]]
    return "\f" not in gap and gap.replace("\r\n", "\n").count("\n") > 1
