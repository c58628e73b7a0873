"""Plain text: the decoded file is the canonical text, newlines and all; a byte order mark is not text."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import replace

from grounds.documents.drawn import Drawn, paragraphs
from grounds.documents.options import ReadOptions
from grounds.model.errors import UnsupportedFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


#: Characters that no text holds, but any decoded picture or archive does, and the share of them that tells.
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MANY = 0.005
_GIVE = "give text, Markdown, HTML, PDF, DOCX, ODT, EPUB or e-mail"
#: Where the noughts of Western text in UTF-16 stand, and the share of its characters that has one.
_WIDE = (("utf-16-le", 1), ("utf-16-be", 0))
_WESTERN = 0.5
#: Bytes that are no ASCII, and the share under which text is taken for Western.
_HIGH = tuple(bytes([n]) for n in range(0x80, 0x100))
_FEW = 0.03


def decode(data: bytes, name: str, *, declared: str | None = None) -> tuple[str, str]:
    """Text and encoding: by byte order mark, UTF-16 without one by its noughts, the declared encoding, UTF-8,
    Windows-1252 where next to all is ASCII, else the best guess of charset-normalizer.

    Raises :class:`~grounds.model.errors.UnsupportedFile` where the bytes are no text.
    """
    text, encoding = _decoded(data, name, declared)
    if len(_CONTROLS.findall(text)) > 2 + _MANY * len(text):
        raise UnsupportedFile("is a binary file", place=name, remedy=_GIVE)
    if "\0" in text:
        problem = f"is a binary file, or text with a NUL character (the first at {text.index(chr(0)):,})"
        raise UnsupportedFile(problem, place=name, remedy=f"take it out, or {_GIVE}")
    return text, encoding


def _decoded(data: bytes, name: str, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name), encoding
    for tried in (_wide(data), declared, "utf-8"):
        if tried:
            try:
                text = data.decode(tried)
                text.encode()  # some codecs give halves of characters, which are no text
                return text, tried.lower()
            except (ValueError, LookupError):  # a name with a nought in it is a ValueError
                continue  # the declaration was wrong or unknown: the next way is tried, and the one used is recorded
    return _guessed(data, name)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte is nought, and no other one."""
    if b"\0" not in data[:4096] or len(data) % 2:
        return None
    for encoding, side in _WIDE:
        if data[side::2].count(0) > _WESTERN * (len(data) // 2) and 0 not in data[1 - side :: 2]:
            return encoding
    return None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnsupportedFile(
            f"is marked as {encoding} but is not", place=name, remedy="save it again as UTF-8"
        ) from error


def _guessed(data: bytes, name: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    if b"\0" in data[:4096]:
        raise UnsupportedFile("is a binary file", place=name, remedy=_GIVE)
    if sum(map(data.count, _HIGH)) < _FEW * len(data):
        with suppress(UnicodeDecodeError):  # a few letters tell a guesser nothing, and English text is written so
            return data.decode("cp1252"), "cp1252"
    best = from_bytes(data).best()
    if best is None:
        raise UnsupportedFile("is in no encoding that can be told", place=name, remedy="save it as UTF-8")
    return data.decode(best.encoding), best.encoding


def draw(data: bytes, name: str, options: ReadOptions) -> Drawn:
    """Paragraphs, headings and list items of a text file."""
    text, encoding = decode(data, name)
    return replace(Drawn(text, tuple(paragraphs(text))), encoding=encoding)
