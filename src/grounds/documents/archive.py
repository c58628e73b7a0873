"""Zip archives that are documents (DOCX, ODT): opened only where they unpack to a bearable size."""

from __future__ import annotations

import io
import zipfile

from grounds.model.errors import BrokenFile, TooLarge, UnsupportedFile

#: Bytes that all members may unpack to, and how many times its packed size a large member may be.
MOST_BYTES = 300_000_000
MOST_TIMES = 200
_SMALL = 1_000_000


def check_zip(data: bytes, place: str) -> set[str]:
    """The names of the members. Raises where the archive is damaged, encrypted or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BrokenFile(f"is a damaged archive ({error})", place=place, remedy="get it again") from error
    if any(m.flag_bits & 1 for m in members):
        raise UnsupportedFile("is encrypted", place=place, remedy="save it without a password")
    swollen = any(m.file_size > _SMALL and m.file_size > MOST_TIMES * max(m.compress_size, 1) for m in members)
    if swollen or sum(m.file_size for m in members) > MOST_BYTES:
        raise TooLarge("unpacks to far more than it holds", place=place, remedy="do not open it if you do not trust it")
    return {m.filename for m in members}
