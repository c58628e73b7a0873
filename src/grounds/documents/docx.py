"""DOCX by lxml: paragraphs, headings, list items, table cells, text boxes and notes in reading order.

Deleted text of tracked changes is left out, inserted text is in. The file's own dates say when it was saved, not when
it was published, and are no facts. Of the archive only the parts that hold text, styles and the title are opened.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from grounds.documents.archive import Aside, check_zip, parsed
from grounds.documents.composed import Block, compose
from grounds.documents.drawn import Drawn
from grounds.documents.options import ReadOptions
from grounds.model.document import PassageKind
from grounds.model.errors import BrokenFile

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _SET, _STYLE, _RUN_TEXT = f"{_WORD}p", f"{_WORD}pPr", f"{_WORD}pStyle", f"{_WORD}t"
_BREAKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_BOX, _GONE = f"{_WORD}txbxContent", {f"{_WORD}del", f"{_WORD}moveFrom"}
_APART = {_BOX, *_GONE}
#: The strict form's names of its vocabularies differ from the usual ones by host and year alone.
_STRICT = b"http://purl.oclc.org/ooxml/"
_FAMILY = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)")
#: The part that is the document where the archive's list of parts names none.
_USUAL = "word/document.xml"


def draw(data: bytes, name: str, options: ReadOptions) -> Drawn:
    """Text and passages of a DOCX file, with its title."""
    members = check_zip(data, name, options)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = _Parts(archive, members, name)
        around = parts.related("")
        main = next((path for kind, path in around if kind == "officeDocument"), _USUAL)
        root = parts.opened(main)
        body = root.find(f"{_WORD}body") if root is not None and root.tag == f"{_WORD}document" else None
        if body is None:
            raise BrokenFile(
                "holds no body of text", place=name, remedy="open it where it was written and save it again"
            )
        beside = parts.related(main)
        notes = (parts.opened(path) for kind, path in beside if kind in {"footnotes", "endnotes"})
        told = [body, *(note for note in notes if note is not None)]
        # The styles are the larger part of a short file: they are opened where a paragraph has one.
        styled = any(next(part.iter(_STYLE), None) is not None for part in told)
        styles = _styles([parts.aside(path) for kind, path in beside if kind == "styles"] if styled else [])
        facts = parts.broken.facts(*(parts.aside(path) for kind, path in around if kind == "core-properties"))
    return compose([block for part in told for block in _blocks(part, styles)], facts)


class _Parts:
    """The parts of the archive by their paths, in which large and small letters are one."""

    def __init__(self, archive: zipfile.ZipFile, members: set[str], name: str) -> None:
        self._archive = archive
        self._paths = {path.lower(): path for path in members}
        self._name = name
        self.broken = Aside(name)

    def opened(self, path: str) -> Any:
        """The root of a part, in the names of the usual form; null where there is none."""
        found = self._paths.get(path.lower())
        return None if found is None else parsed(self._content(found), self._name, found)

    def aside(self, path: str) -> Any:
        """The same for a part without which the text can be read; null also where it is broken, which is noted."""
        found = self._paths.get(path.lower())
        return None if found is None else self.broken.opened(self._content(found), found)

    def _content(self, found: str) -> bytes:
        content = self._archive.read(found)
        if _STRICT in content[:4096]:
            content = _FAMILY.sub(rb"http://schemas.openxmlformats.org/\1/2006", content)
        return content

    def related(self, path: str) -> list[tuple[str, str]]:
        """What a part (or, with no path, the archive) is tied to: kinds ("styles", "footnotes") and paths within."""
        folder, base = posixpath.split(path)
        listed = self.opened(posixpath.join(folder, "_rels", f"{base}.rels"))
        return [
            (
                tie.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, tie.get("Target", ""))[1:]),
            )
            for tie in ([] if listed is None else listed.iter("{*}Relationship"))
            if tie.get("TargetMode") != "External"
        ]


def _styles(roots: list[Any]) -> dict[str, str]:
    """The names of the styles by their ids, in small letters: programs differ in which they write large."""
    found = {}
    for style in (s for root in roots if root is not None for s in root.iter(f"{_WORD}style")):
        named = style.find(f"{_WORD}name")
        if named is not None:
            found[style.get(f"{_WORD}styleId")] = (named.get(f"{_WORD}val") or "").lower()
    return found


def _blocks(root: Any, styles: dict[str, str]) -> Iterator[Block]:
    """Every paragraph in document order, also those in tables and text boxes, each once."""
    for paragraph in root.iter(_PARAGRAPH):
        if any(a.tag in _GONE for a in paragraph.iterancestors()):
            continue
        text = "".join(_texts(paragraph))
        if not _second_copy(paragraph):
            yield Block(_kind(paragraph, styles), text)


def _texts(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag in _APART:
            continue
        if child.tag == _RUN_TEXT:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag != _SET:
            yield from _texts(child)


def _second_copy(paragraph: Any) -> bool:
    """A text box is stored twice, the second time for old programs."""
    return any(a.tag.endswith("}Fallback") for a in paragraph.iterancestors())


def _kind(paragraph: Any, styles: dict[str, str]) -> PassageKind:
    properties = paragraph.find(_SET)
    style = properties.find(_STYLE) if properties is not None else None
    name = styles.get(style.get(f"{_WORD}val"), "") if style is not None else ""
    if name.startswith(("heading", "title", "subtitle")):
        return "heading"
    if name.startswith("list") or (properties is not None and properties.find(f"{_WORD}numPr") is not None):
        return "item"
    if name.startswith(("quote", "intense quote")):
        return "quote"
    inside = any(a.tag == f"{_WORD}tc" for a in paragraph.iterancestors())
    return "table" if inside else "paragraph"
