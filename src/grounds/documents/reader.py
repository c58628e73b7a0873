"""Choose the format's module, draw the text, gather the facts, make the ``Document``."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from grounds.documents import facts as found_facts
from grounds.documents.drawn import Drawn
from grounds.model.document import Document, DocumentState, Fact, Passage, Piece
from grounds.model.errors import BrokenFile, EmptyFile, InputError, TooLarge, UnreadableFile, UnsupportedFile
from grounds.model.ids import document_id, sha256_bytes, sha256_text

#: Languages that can be read; a text in another is recorded as such.
LANGUAGES = frozenset({"en"})

#: How much of a file is read at a time, in bytes.
_PART = 8_000_000
#: So many signs without a blank are no word: packed data, a drawn line, a slip of the keyboard.
_RUN = re.compile(r"\S{600,}")
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".json", ".jsonl", ".parquet", ".db", ".sqlite"})
_PACKED = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
}
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about the documents of one read, and the size limit in bytes."""

    date: str | None = None
    publisher: str | None = None
    title: str | None = None
    kind: str | None = None
    tlp: str | None = None
    language: str | None = None
    max_bytes: int = 50_000_000


def read_file(path: Path, options: ReadOptions | None = None) -> Document:
    """Read one file. Raises an :class:`~grounds.model.errors.InputError` that names it."""
    options = options or ReadOptions()
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _no_file(path, status.st_mode)
        _check_size(status.st_size, str(path), options)
        with path.open("rb") as file:
            data = _limited(file, options.max_bytes)
    except OSError as error:
        dangling = os.path.islink(path) and isinstance(error, FileNotFoundError)
        problem = "is a link that leads nowhere" if dangling else f"cannot be opened ({error.strerror})"
        raise UnreadableFile(problem, place=str(path), remedy="check the path and the rights") from error
    beside = found_facts.sidecar(path)
    return read_bytes(data, name=path.name, options=options, path=shown_path(path), beside=beside)


def _limited(stream: BinaryIO, limit: int) -> bytes:
    """All of a stream, or one byte over the limit; bit by bit, for one read sets aside all the room it may need."""
    parts: list[bytes] = []
    left = limit + 1
    while left > 0 and (part := stream.read(min(left, _PART))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def shown_path(path: Path) -> str:
    """A path as a ledger keeps it: bytes of a name that are no UTF-8 are written out, for a ledger keeps text only."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode()


def _no_file(path: Path, mode: int) -> UnreadableFile:
    if stat.S_ISDIR(mode):
        return UnreadableFile("is a folder", place=str(path), remedy="give it to `grounds read`, which reads folders")
    return UnreadableFile(
        "is a pipe or a device, not a file", place=str(path), remedy="pipe its content into `grounds read -`"
    )


def read_stream(stream: BinaryIO, options: ReadOptions | None = None) -> Document:
    """Read standard input or another stream to its end, or one byte over the limit."""
    options = options or ReadOptions()
    data = _limited(stream, options.max_bytes)
    return read_bytes(data, name="standard input", options=options)


def read_bytes(
    data: bytes,
    *,
    name: str,
    options: ReadOptions | None = None,
    path: str | None = None,
    beside: dict[str, Fact] | None = None,
) -> Document:
    """Read a document from memory; ``name`` tells the format where the bytes do not."""
    options = options or ReadOptions()
    place = path or name
    _check_size(len(data), place, options)
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise EmptyFile("is empty", place=place, remedy="leave it out")
    media_type, draw = _format(data, name, place)
    try:
        drawn = draw(data, place)
        drawn.text.encode()  # halves of characters are no text, and no ledger takes them
    except InputError:
        raise
    except Exception as error:  # the formats' parsers are others' work, and any of their errors is this one file's
        problem = f"cannot be taken apart ({type(error).__name__}: {error})"
        raise BrokenFile(problem, place=place, remedy="get it again, or save it as text") from error
    return document_from(data, drawn, options, media_type, path, beside=beside, place=place)


def document_from(
    data: bytes,
    drawn: Drawn,
    options: ReadOptions,
    media_type: str,
    path: str | None,
    *,
    url: str | None = None,
    beside: dict[str, Fact] | None = None,
    place: str | None = None,
) -> Document:
    """The document of drawn text, with all facts gathered; ``data`` are the bytes that its id is made from."""
    if not drawn.text.strip() and not drawn.needs_ocr:
        raise EmptyFile("holds no text", place=place or path, remedy="leave it out")
    given = {
        "date": options.date,
        "publisher": options.publisher,
        "title": options.title,
        "kind": options.kind,
        "tlp": options.tlp,
        "language": options.language,
    }
    facts = found_facts.gather(drawn, given, beside or {})
    return _document(data, drawn, facts, media_type, path, url)


def _check_size(size: int, place: str, options: ReadOptions) -> None:
    if size > options.max_bytes:
        problem = f"is larger than the limit of {options.max_bytes:,} bytes"
        raise TooLarge(problem, place=place, remedy="raise it with --max-size or split the file")


def _format(data: bytes, name: str, place: str) -> tuple[str, Callable[[bytes, str], Drawn]]:
    suffix = Path(name).suffix.lower()
    head = data[:1024].lstrip().lower()
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from grounds.documents import pdf

        return "application/pdf", pdf.draw
    if suffix == ".pdf":
        raise UnsupportedFile("is named .pdf but is none", place=place, remedy="check the file")
    if suffix in _TABLES:
        raise UnsupportedFile(
            "is a table or data file, not a document",
            place=place,
            remedy="save what is to be read as text",
        )
    if suffix in {".html", ".htm", ".xhtml"} or head.startswith(_HTML):
        from grounds.documents import html

        return "text/html", html.draw
    if suffix in _PACKED and data[:2] == b"PK":
        return _packed(suffix)
    if suffix == ".eml":
        from grounds.documents import email

        return "message/rfc822", email.draw
    if suffix in {".md", ".markdown"}:
        from grounds.documents import markdown

        return "text/markdown", markdown.draw
    from grounds.documents import text

    return "text/plain", text.draw


def _packed(suffix: str) -> tuple[str, Callable[[bytes, str], Drawn]]:
    if suffix == ".docx":
        from grounds.documents import docx

        return _PACKED[suffix], docx.draw
    from grounds.documents import odt

    return _PACKED[suffix], odt.draw


def _document(
    data: bytes, drawn: Drawn, facts: dict[str, Fact], media_type: str, path: str | None, url: str | None
) -> Document:
    sha256 = sha256_bytes(data)
    language = facts["language"].value
    state: DocumentState = "readable"
    if drawn.needs_ocr:
        state = "needs_ocr"
    elif language is not None and language not in LANGUAGES:
        state = "unsupported_language"
    elif not drawn.passages:
        state = "no_text"
    return Document(
        id=document_id(sha256),
        sha256=sha256,
        text_sha256=sha256_text(drawn.text),
        text=drawn.text,
        media_type=media_type,
        encoding=drawn.encoding,
        path=path,
        url=url,
        title=facts["title"].value,
        publisher=facts["publisher"].value,
        kind=facts["kind"].value,
        date=facts["date"].value,
        language=language,
        tlp=facts["tlp"].value,
        origin=sha256_text(drawn.text)[:16],
        state=state,
        passages=tuple(_prose(drawn)) if state == "readable" else (),
        pages=drawn.pages,
        source_map=drawn.source_map,
        facts=facts,
    )


def _prose(drawn: Drawn) -> Iterator[Passage]:
    """The passages without runs of signs that are no words: what has no blank for hundreds of signs is not read."""
    for passage in drawn.passages:
        pieces = tuple(cut for piece in passage.pieces for cut in _cut(drawn.text, piece))
        if pieces:
            yield replace(passage, pieces=pieces)


def _cut(text: str, piece: Piece) -> Iterator[Piece]:
    start, glue = piece.start, piece.glue
    for run in _RUN.finditer(text, piece.start, piece.end):
        if run.start() > start:
            yield Piece(start, run.start(), glue)
        start, glue = run.end(), " "
    if start < piece.end:
        yield Piece(start, piece.end, glue)
