"""Zip archives that are documents (DOCX, ODT, EPUB): opened only where they unpack to a bearable size."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from grounds.documents.options import ReadOptions
from grounds.model.document import Fact
from grounds.model.errors import BrokenFile, TooLarge, UnsupportedFile

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
#: Members that unpack to less than this may be packed as tightly as they like.
_SMALL = 1_000_000


def check_zip(data: bytes, place: str, options: ReadOptions) -> set[str]:
    """The names of the members. Raises where the archive is damaged, encrypted or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BrokenFile(f"is a damaged archive ({error})", place=place, remedy="get it again") from error
    if any(m.flag_bits & 1 for m in members):
        raise UnsupportedFile("is encrypted", place=place, remedy="save it without a password")
    _check_unpacked(members, place, options)
    return {m.filename for m in members}


def _check_unpacked(members: list[zipfile.ZipInfo], place: str, options: ReadOptions) -> None:
    ratio = max((m.file_size / max(m.compress_size, 1) for m in members if m.file_size > _SMALL), default=0)
    if ratio > options.max_ratio:
        problem = f"unpacks to far more than it holds: a part of it to {ratio:,.0f} times its size"
        raise TooLarge(problem, place=place, remedy="raise --max-ratio if you trust it")
    total = sum(m.file_size for m in members)
    if total > options.max_unpacked:
        problem = f"unpacks to far more than it holds: to {total / 1_000_000:,.0f} MB"
        raise TooLarge(problem, place=place, remedy="raise --max-unpacked if you trust it")


#: What the XML library refuses for its cost, by a word of its message, and how the user is told.
_REFUSED = (
    ("depth", "nests elements deeper than its parser can follow"),
    ("amplification", "declares entities that swell"),
    ("", "holds more than ten million characters in one stretch"),
)


def parsed(data: bytes, place: str, part: str) -> Any:
    """The root of a member's XML; no entity is written out, and nothing is fetched. Errors name the member."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            told = next(words for sign, words in _REFUSED if sign in str(error.msg))
            raise TooLarge(f"{told} ({part})", place=place, remedy="save it as text") from error
        problem = f"holds broken XML ({part}: {' '.join(str(error.msg).split()).replace(' ,', ',')})"
        raise BrokenFile(problem, place=place, remedy="get it again, or save it as text") from error


class Aside:
    """The parts of a document's archive without which its text can be read, and which of them are broken."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._broken: list[str] = []

    def opened(self, data: bytes, part: str) -> Any:
        """The root of a part's XML; null where it is broken."""
        try:
            return parsed(data, self._place, part)
        except BrokenFile:
            self._broken.append(part)  # told among the facts
            return None

    def facts(self, *properties: Any) -> dict[str, Fact]:
        """The title that the file's properties tell, and the parts that were found broken."""
        titles = (t.text or "" for root in properties if root is not None for t in root.iter(_TITLE))
        title = next(titles, "").strip()
        found = {"title": Fact(title, "file properties")} if title else {}
        if self._broken:
            found["broken_parts"] = Fact(", ".join(self._broken), "could not be taken apart; they hold no text")
        return found
