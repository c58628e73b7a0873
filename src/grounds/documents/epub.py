"""EPUB: the chapters of the spine in order, each read as the page of XHTML that it is; contents and covers left out.

The canonical text is the chapters' text, one after the other. Facts are those of the package file.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from grounds.documents import html
from grounds.documents.archive import check_zip, parsed
from grounds.documents.drawn import Drawn
from grounds.documents.options import ReadOptions
from grounds.documents.text import decode
from grounds.model.document import Fact, Passage
from grounds.model.errors import BrokenFile

_CONTAINER = "META-INF/container.xml"
_PAGES = frozenset(["application/xhtml+xml", "text/html"])
_FACTS = {"title": "title", "publisher": "publisher", "date": "date", "language": "language"}
_BETWEEN = "\n"


def draw(data: bytes, name: str, options: ReadOptions) -> Drawn:
    """Text and passages of all chapters, with the facts of the package."""
    members = check_zip(data, name, options)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "META-INF/encryption.xml" in members and b"EncryptedData" in archive.read("META-INF/encryption.xml"):
            raise BrokenFile("is locked by its seller", place=name, remedy="get a copy without a lock")
        package = _package(archive, members, name)
        tree = parsed(archive.read(package), name, package)
        text = ""
        passages: list[Passage] = []
        for chapter in _spine(tree, package):
            if chapter in members:
                place = f"{name}#{chapter}"
                source, encoding = decode(archive.read(chapter), place, declared="utf-8")
                drawn = html.draw_text(source, place, options, encoding)
                passages += (_shifted(p, len(text)) for p in drawn.passages)
                text += drawn.text + _BETWEEN
    return Drawn(text, tuple(passages), facts=_facts(tree), encoding="utf-8")


def _package(archive: zipfile.ZipFile, members: set[str], name: str) -> str:
    """The path of the package file."""
    if _CONTAINER not in members:
        raise BrokenFile("lacks its container file", place=name, remedy="get it again from its source")
    roots = parsed(archive.read(_CONTAINER), name, _CONTAINER).findall(".//{*}rootfile")
    path = roots[0].get("full-path", "") if roots else ""
    if path not in members:
        raise BrokenFile("lacks its package file", place=name, remedy="get it again from its source")
    return str(path)


def _spine(tree: Any, package: str) -> Iterator[str]:
    """Paths of the chapters in reading order, without the table of contents."""
    folder = posixpath.dirname(package)
    items = {
        item.get("id"): item
        for item in tree.findall(".//{*}manifest/{*}item")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    for reference in tree.findall(".//{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and reference.get("linear") != "no":
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _facts(tree: Any) -> dict[str, Fact]:
    found = {}
    for fact, tag in _FACTS.items():
        told = tree.find(f".//{{*}}metadata/{{http://purl.org/dc/elements/1.1/}}{tag}")
        if told is not None and (told.text or "").strip():
            found[fact] = Fact(told.text.strip(), "package file")
    return found


def _shifted(passage: Passage, by: int) -> Passage:
    return replace(passage, pieces=tuple(replace(p, start=p.start + by, end=p.end + by) for p in passage.pieces))
