"""Zip archives that are documents (DOCX, ODT, EPUB): opened only where they unpack to a bearable size."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from grounds.documents.options import ReadOptions
from grounds.model.errors import BrokenFile, TooLarge, UnsupportedFile

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
    swollen = any(m.file_size > _SMALL and m.file_size > options.max_ratio * max(m.compress_size, 1) for m in members)
    if swollen or sum(m.file_size for m in members) > options.max_unpacked:
        raise TooLarge("unpacks to far more than it holds", place=place, remedy="raise --max-unpacked if you trust it")
    return {m.filename for m in members}


def parsed(data: bytes, place: str) -> Any:
    """The root of a member's XML; no entity is written out, and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenFile(
            f"holds broken XML ({error})", place=place, remedy="get it again, or save it as text"
        ) from error
