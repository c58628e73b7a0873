"""Choose the format's module, draw the text, gather the facts, make the ``Document``."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from grounds.documents import facts as found_facts
from grounds.documents import isolation
from grounds.documents.drawn import Drawn
from grounds.documents.formats import FORMATS
from grounds.documents.options import ReadOptions
from grounds.model.document import Document, DocumentState, Fact, Passage, Piece
from grounds.model.errors import EmptyFile, TooLarge, UnreadableFile, UnsupportedFile
from grounds.model.ids import document_id, sha256_bytes, sha256_text

#: Languages that can be read; a text in another is recorded as such.
LANGUAGES = frozenset({"en"})

#: States of documents that are read, as far as they go.
READ = frozenset({"readable", "paywall_stub"})

#: How much of a file is read at a time, in bytes.
_PART = 8_000_000
#: So many signs without a blank are no word (packed data, a drawn line, a slip of the keyboard), and so many without a
#: letter no sentence.
_RUN = re.compile(r"(?<!\S)\S{600,}|(?<![\W\d_])[\W\d_]{600,}")
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".json", ".jsonl", ".parquet", ".db", ".sqlite"})
_PACKED = {".docx": "docx", ".odt": "odt", ".epub": "epub"}
_ZIP = b"PK\x03\x04"
#: Where the first member of an archive may say what the archive is, as ODT and EPUB must; and how far from its end the
#: list of members is looked at for that of a DOCX.
_SAYS, _LISTED = slice(30, 80), 65_536
_SAID = {b"mimetypeapplication/vnd.oasis.opendocument.text": "odt", b"mimetypeapplication/epub+zip": "epub"}
#: The first bytes of old office files, in which encrypted new ones are wrapped.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_BY_NAME = {".eml": "email", ".md": "markdown", ".markdown": "markdown"}
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body")


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
    form = _format(data, name, place)
    drawn = isolation.draw(form, data, place, options)
    return document_from(data, drawn, options, FORMATS[form].media_type, path, beside=beside, place=place)


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
    if not drawn.text.strip() and drawn.state != "needs_ocr":
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
    if options.usual_publisher and facts["publisher"].value is None:
        facts["publisher"] = Fact(options.usual_publisher, "the usual one, by the settings")
    return _document(data, drawn, facts, media_type, path, url)


def _check_size(size: int, place: str, options: ReadOptions) -> None:
    if size > options.max_bytes:
        problem = f"is larger than the limit of {options.max_bytes:,} bytes"
        raise TooLarge(problem, place=place, remedy="raise it with --max-size or split the file")


def _format(data: bytes, name: str, place: str) -> str:
    """The name of the format: by the first bytes where they tell, else by the name's ending, else plain text."""
    suffix = Path(name).suffix.lower()
    head = data[:1024].lstrip()
    if head.startswith(b"%PDF-"):
        return "pdf"
    if suffix == ".pdf":
        raise UnsupportedFile("is named .pdf but is none", place=place, remedy="check the file")
    if suffix in _TABLES:
        raise UnsupportedFile(
            "is a table or data file, not a document",
            place=place,
            remedy="save what is to be read as text",
        )
    if head.startswith(b"{\\rtf"):
        raise UnsupportedFile("is an RTF file, which is not read", place=place, remedy="save it as DOCX, ODT or text")
    if suffix in {".html", ".htm", ".xhtml"} or head.lower().startswith(_HTML):
        return "html"
    if head.startswith(_OLD_OFFICE):
        remedy = "save it again as DOCX, without a password"
        raise UnsupportedFile("is encrypted, or of an old binary form", place=place, remedy=remedy)
    if data.startswith(_ZIP):
        return _packed(data, suffix, place)
    if suffix in _PACKED:
        raise UnsupportedFile(f"is named {suffix} but is none", place=place, remedy="check the file")
    return _BY_NAME.get(suffix, "text")


def _packed(data: bytes, suffix: str, place: str) -> str:
    """The format of an archive: what it says itself goes before its name, which is often wrong."""
    said = next((form for words, form in _SAID.items() if data[_SAYS].startswith(words)), None)
    listed = data[-_LISTED:]
    if said is None and b"word/document" in listed:
        said = "docx"
    found = said or _PACKED.get(suffix)
    if found is None:
        raise UnsupportedFile("is an archive, not a document", place=place, remedy="unpack it and give what is in it")
    return found


def _document(
    data: bytes, drawn: Drawn, facts: dict[str, Fact], media_type: str, path: str | None, url: str | None
) -> Document:
    sha256 = sha256_bytes(data)
    language = facts["language"].value
    state: DocumentState = "readable"
    if drawn.state == "needs_ocr":
        state = "needs_ocr"
    elif language is not None and language not in LANGUAGES:
        state = "unsupported_language"
    elif not drawn.passages:
        state = "no_text"
    elif drawn.state is not None:
        state = drawn.state
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
        passages=tuple(_prose(drawn)) if state in READ else (),
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
        begin, end = _whole_words(text, piece, *run.span())
        if begin > start:
            yield Piece(start, begin, glue)
        start, glue = end, " "
    if start < piece.end:
        yield Piece(start, piece.end, glue)


def _whole_words(text: str, piece: Piece, begin: int, end: int) -> tuple[int, int]:
    """A run without the marks that belong to the words before and after it ("Monday." and what follows)."""
    while piece.start < begin < end and not text[begin - 1].isspace():
        begin += 1
    while begin < end < piece.end and not (text[end].isspace() or text[end - 1].isspace()):
        end -= 1
    return begin, end
