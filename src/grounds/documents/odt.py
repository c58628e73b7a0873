"""ODT by lxml: paragraphs, headings, list items, table cells and notes in reading order; deleted text left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from grounds.documents.archive import Aside, check_zip, parsed
from grounds.documents.composed import Block, compose
from grounds.documents.drawn import Drawn
from grounds.documents.options import ReadOptions
from grounds.model.document import PassageKind
from grounds.model.errors import BrokenFile, UnsupportedFile

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_CONTENT, _META, _MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
#: So many blanks one element may stand for: the file says a number, and the number may be any.
_MOST_BLANKS = 1000
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
#: What is no part of a paragraph's line: blocks of their own, remarks, what describes a picture, how a word is spoken.
_APART = {f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}ruby-text", *_PARAGRAPHS}
_APART |= {f"{_DRAWN}title", f"{_DRAWN}desc"}


def draw(data: bytes, name: str, options: ReadOptions) -> Drawn:
    """Text and passages of an ODT file, with its title."""
    members = check_zip(data, name, options)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _MANIFEST in members and b"encryption-data" in archive.read(_MANIFEST):
            raise UnsupportedFile("is encrypted", place=name, remedy="save it without a password")
        if _CONTENT not in members:
            raise BrokenFile("lacks its text", place=name, remedy="open it where it was written and save it again")
        content = parsed(archive.read(_CONTENT), name, _CONTENT)
        aside = Aside(name)
        meta = aside.opened(archive.read(_META), _META) if _META in members else None
    body = content.find(f"{_OFFICE}body")
    return compose(_blocks(content if body is None else body), aside.facts(meta))


def _blocks(root: Any) -> Iterator[Block]:
    for node in root.iter(*_PARAGRAPHS):
        above = {a.tag for a in node.iterancestors()}
        if not above & {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation"}:
            yield Block(_kind(node, above), "".join(_texts(node)))


def _texts(node: Any) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c") or 1), _MOST_BLANKS)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _APART and isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""


def _kind(node: Any, above: set[str]) -> PassageKind:
    if node.tag == f"{_TEXT}h":
        return "heading"
    if f"{_TABLE}table-cell" in above:
        return "table"
    return "item" if f"{_TEXT}list-item" in above else "paragraph"
