"""PDF: canonical text is the pages' lines in reading order, a form feed after each page; nothing is joined in it.

Lines are joined by pieces: a blank where a line ended, nothing where a hyphen broke a word. Running heads and feet,
page numbers, footnotes and the marks that lead to them are in no passage. A paragraph that runs over a column or a page
goes on in the same passage. A document whose pages hold next to no text is a scan: it needs OCR and says so, and so
does one whose fonts do not tell which letters they show.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from grounds.documents import glyphs, layout
from grounds.documents.drawn import Drawn
from grounds.documents.options import ReadOptions
from grounds.documents.pages import passages_of
from grounds.documents.running import left_out, running_lines
from grounds.documents.sheets import Sheet
from grounds.model.document import Fact, Page
from grounds.model.errors import BrokenFile, UnreadableFile

#: Pages with fewer letters hold no text to speak of; so large a share of odd signs is no writing.
_LETTERS, _ODD = 10, 0.2
_LINE_END, _PAGE_END = "\r\n", "\f"
#: What programs write as a title for want of one.
_NO_TITLE = re.compile(r"(?i)^(?:microsoft word\b.*|untitled.*|document\d*|layout \d+|.*\.(?:docx?|indd|pdf|odt|rtf))$")


def draw(data: bytes, name: str, options: ReadOptions) -> Drawn:
    """Text of all pages; damaged files raise :class:`~grounds.model.errors.BrokenFile`, locked ones
    :class:`~grounds.model.errors.UnreadableFile`."""
    drawn_pages, facts = _pages(data, name, options.password)
    sheets: list[Sheet] = []
    parts: list[str] = []
    length = 0
    for blocks, askew in drawn_pages:
        sheet = Sheet.of(blocks, askew, length, _LINE_END)
        parts += [sheet.text, _PAGE_END]
        length += len(sheet.text) + 1
        sheets.append(sheet)
    pages = tuple(Page(n, s.start, s.start + len(s.text) + 1) for n, s in enumerate(sheets, start=1))
    whole = "".join(parts)
    facts |= _without_text(sheets)
    if sum(c.isalnum() for c in whole) < _LETTERS * max(1, len(sheets)):
        return Drawn(whole, (), pages, facts=facts, state="needs_ocr")
    if _is_garbled(whole):
        facts["needs_ocr"] = Fact("yes", "its fonts do not tell which letters they show")
        return Drawn(whole, (), pages, facts=facts, state="needs_ocr")
    running = running_lines(sheets)
    facts |= left_out(sheets, running)
    return Drawn(whole, tuple(passages_of(whole, sheets, running)), pages, facts=facts)


def _pages(
    data: bytes, name: str, password: str | None
) -> tuple[list[tuple[list[list[layout.Line]], list[layout.Line]]], dict[str, Fact]]:
    import pypdfium2

    pdf = _opened(data, name, password)
    try:
        found = []
        gutter = None
        for index in range(len(pdf)):
            page = pdf[index]
            textpage = page.get_textpage()
            upright, askew = glyphs.pieces(textpage)
            blocks, gutter = layout.blocks(upright, gutter)
            found.append((blocks, askew))
            textpage.close()
            page.close()
        title = (pdf.get_metadata_dict().get("Title") or "").strip()
    except pypdfium2.PdfiumError as error:
        raise BrokenFile("has a page that cannot be read", place=name, remedy="get it again from its source") from error
    finally:
        pdf.close()
    return found, {"title": Fact(title, "PDF metadata")} if title and not _NO_TITLE.match(title) else {}


def _opened(data: bytes, name: str, password: str | None) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if "password" not in str(error).lower():
            problem = "is a damaged or truncated PDF"
            raise BrokenFile(problem, place=name, remedy="get it again from its source") from error
        if password is None:
            raise UnreadableFile("needs a password", place=name, remedy="give it with --password") from error
        raise UnreadableFile("has another password", place=name, remedy="give the right one") from error


def _without_text(sheets: list[Sheet]) -> dict[str, Fact]:
    """Which pages hold no text, where others do: they may be pictures of text."""
    empty = [str(n) for n, sheet in enumerate(sheets, start=1) if sum(c.isalnum() for c in sheet.text) < _LETTERS]
    if not empty or len(empty) == len(sheets):
        return {}
    return {"pages_without_text": Fact(", ".join(empty), "they hold pictures, or nothing")}


def _is_garbled(text: str) -> bool:
    """Whether a large share of the signs are of no script: private ones, or stand-ins for unknown letters."""
    signs = [c for c in text if not c.isspace()]
    odd = sum(c == "\ufffd" or unicodedata.category(c) in {"Co", "Cn"} for c in signs)
    return odd > _ODD * len(signs)
