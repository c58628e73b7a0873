"""DOCX by python-docx: paragraphs, headings, list items, table cells, text boxes and notes in reading order.

Deleted text of tracked changes is left out, inserted text is in. The file's own dates say when it was saved, not when
it was published, and are no facts.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import XMLSyntaxError

from grounds.documents.archive import check_zip
from grounds.documents.composed import Block, compose
from grounds.documents.drawn import Drawn
from grounds.documents.options import ReadOptions
from grounds.model.document import Fact, PassageKind
from grounds.model.errors import BrokenFile

_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_APART = {qn("w:txbxContent"), qn("w:del"), qn("w:moveFrom")}
#: The strict form's names of its vocabularies differ from the usual ones by host and year alone.
_STRICT = b"http://purl.oclc.org/ooxml/"
_FAMILY = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)")
_NOTES = ("/word/footnotes.xml", "/word/endnotes.xml")


def draw(data: bytes, name: str, options: ReadOptions) -> Drawn:
    """Text and passages of a DOCX file, with its title."""
    check_zip(data, name, options)
    try:
        document = docx.Document(io.BytesIO(_transitional(data)))
    except XMLSyntaxError as error:
        remedy = "get it again, or save it as text"
        raise BrokenFile(f"holds broken XML ({error})", place=name, remedy=remedy) from error
    if document.element.tag != qn("w:document") or document.element.body is None:
        raise BrokenFile("holds no body of text", place=name, remedy="open it where it was written and save it again")
    title = (document.core_properties.title or "").strip()
    styles = {style.style_id: style.name or "" for style in document.styles}
    blocks = [*_blocks(document.element.body, styles)]
    for part in document.part.package.iter_parts():
        if str(part.partname) in _NOTES:
            blocks += _blocks(parse_xml(part.blob), styles)
    return compose(blocks, {"title": Fact(title, "file properties")} if title else {})


def _transitional(data: bytes) -> bytes:
    """A file of the strict form (ISO/IEC 29500) in the names of the usual one; any other as it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        main = next((i for i in archive.infolist() if i.filename.lower() == "word/document.xml"), None)
        if main is None or _STRICT not in archive.read(main)[:4096]:
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            for member in archive.infolist():
                content = archive.read(member)
                if member.filename.endswith((".xml", ".rels")):
                    content = _FAMILY.sub(rb"http://schemas.openxmlformats.org/\1/2006", content)
                made.writestr(member.filename, content)
    return out.getvalue()


def _blocks(root: Any, styles: dict[str, str]) -> Iterator[Block]:
    """Every paragraph in document order, also those in tables and text boxes, each once."""
    for paragraph in root.iter(qn("w:p")):
        if any(a.tag in _APART - {qn("w:txbxContent")} for a in paragraph.iterancestors()):
            continue
        text = "".join(_texts(paragraph))
        if not _second_copy(paragraph):
            yield Block(_kind(paragraph, styles), text)


def _texts(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag in _APART:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag != qn("w:pPr"):
            yield from _texts(child)


def _second_copy(paragraph: Any) -> bool:
    """A text box is stored twice, the second time for old programs."""
    return any(a.tag.endswith("}Fallback") for a in paragraph.iterancestors())


def _kind(paragraph: Any, styles: dict[str, str]) -> PassageKind:
    properties = paragraph.find(qn("w:pPr"))
    style = properties.find(qn("w:pStyle")) if properties is not None else None
    name = styles.get(style.get(qn("w:val")), "") if style is not None else ""
    if name.startswith(("Heading", "Title", "Subtitle")):
        return "heading"
    if name.startswith("List") or (properties is not None and properties.find(qn("w:numPr")) is not None):
        return "item"
    if name.startswith(("Quote", "Intense Quote")):
        return "quote"
    inside = any(a.tag == qn("w:tc") for a in paragraph.iterancestors())
    return "table" if inside else "paragraph"
