"""A text file of records, read in blocks that end with a record: memory stays the same however long the file is.

A block whose records all have their number of fields is handed on as it is. One that has not, or is no UTF-8, is read
record by record instead: what is right goes on, what is not is listed with its line.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from grounds.events.faults import Fault
from grounds.events.structure import structure
from grounds.model.errors import BrokenFile, EmptyFile, UnreadableFile, UsageError

#: So many bytes are read at a time.
BLOCK = 16 << 20
#: No record has more; a quote that is opened and never closed would swallow the rest of the file.
_LONGEST_RECORD = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SURROGATES = "".join(map(chr, range(0xDC80, 0xDD00)))
#: Stands for a carriage return; no text in UTF-8 has it, nor do bytes that are none.
_HIDDEN = "\udc0d"

_TABLES = (".csv", ".tsv", ".txt")


class _Raw(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records as clean CSV in UTF-8, the line each begins on, what was wrong with others, and the lines of those
    that were passed over because they hold separators and no value."""

    data: bytes
    lines: NDArray[np.int64]
    faults: tuple[Fault, ...] = ()
    blanks: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a file of records is written."""

    separator: str
    quoted: bool = True

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """The records in lines. A carriage return that ends no line is a letter of its value."""
        if not self.quoted:
            return (line.removesuffix("\n").removesuffix("\r").split(self.separator) for line in lines)
        records = csv.reader(map(_hidden, lines), delimiter=self.separator)
        return ([value.replace(_HIDDEN, "\r") for value in record] for record in records)

    def written(self, records: Iterable[list[str]]) -> bytes:
        """Records that were read, as bytes that every reader takes for the same."""
        if not self.quoted:
            return "".join(self.separator.join(record) + "\n" for record in records).encode()
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=self.separator, lineterminator="\r\n").writerows(records)
        return out.getvalue().encode()


def _hidden(line: str) -> str:
    """A line without the carriage returns that the csv module takes for ends of records."""
    end = "\r\n" if line.endswith("\r\n") else ""
    return line.removesuffix(end).replace("\r", _HIDDEN) + end


class Feed:
    """The bytes of a file, unpacked and in UTF-8, as they are asked for; ``line`` is the one that comes next."""

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        self.path = path
        self.line = 1
        self._hash = hashlib.sha256()
        self._decoder = _decoder(encoding)
        self._raw, self._is_plain = _opened(path)
        try:
            start = self._read_raw(4)
            if not start:
                raise EmptyFile("is empty", place=str(path), remedy="give a table")
            told = next((e for mark, e in _BOMS if start.startswith(mark)), None)
            self._decoder = self._decoder or _decoder(told)
            self._buffer, self._at = self._decoded(start).removeprefix(codecs.BOM_UTF8), 0
        except BaseException:
            self._raw.close()
            raise

    def __enter__(self) -> Feed:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    def digest(self) -> str:
        """The SHA-256 of the file's bytes, when all is read."""
        return self._hash.hexdigest() if self._is_plain else digest_of(self.path)

    def take(self, size: int) -> bytes:
        """So many bytes or more, first those put back; fewer only at the end."""
        held = self._buffer[self._at :] if self._at else self._buffer
        self._buffer, self._at = b"", 0
        return held if len(held) >= size else held + self._read(size - len(held))

    def give_back(self, data: bytes) -> None:
        """Bytes that the next :meth:`take` begins with."""
        self._buffer, self._at = data + self._buffer[self._at :], 0

    def next_line(self) -> bytes:
        """One line with its newline; empty at the end."""
        while True:
            end = self._buffer.find(b"\n", self._at) + 1
            if end:
                line, self._at = self._buffer[self._at : end], end
                return line
            more = self._read(1 << 16)
            if not more:
                line, self._buffer, self._at = self._buffer[self._at :], b"", 0
                return line
            self._buffer, self._at = self._buffer[self._at :] + more, 0

    def _read(self, size: int) -> bytes:
        """So many bytes or more; fewer only at the end. A decoder gives more or less than it is given."""
        parts, number = [], 0
        while number < size and (raw := self._read_raw(size - number)):
            parts.append(self._decoded(raw))
            number += len(parts[-1])
        if number < size:
            parts.append(self._decoded(b""))
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _read_raw(self, size: int) -> bytes:
        try:
            data = self._raw.read(size)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            raise BrokenFile(f"breaks off ({error})", place=str(self.path), remedy="get it again") from error
        if self._is_plain:
            self._hash.update(data)
        return data

    def _decoded(self, data: bytes) -> bytes:
        if self._decoder is None:
            return data
        try:
            return self._decoder.decode(data, final=not data).encode()
        except UnicodeDecodeError as error:
            problem = f"is not in {error.encoding} (about line {self.line})"
            raise BrokenFile(problem, place=str(self.path), remedy="give another --encoding") from error


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(BLOCK):
            found.update(part)
    return found.hexdigest()


def blocks(feed: Feed, dialect: Dialect, width: int, size: int = BLOCK) -> Iterator[Block]:
    """The records of a feed, from where it stands, that have ``width`` fields."""
    while data := feed.take(size):
        if len(data) < size:  # the end: without blank lines behind it, and with a newline at the last record
            data = stripped + b"\n" if (stripped := data.rstrip(b"\r\n")) else b""
            if not data:
                return
        found = structure(data, ord(dialect.separator), quoted=dialect.quoted)
        is_right = found.end and found.is_plain and bool((found.separators == width - 1).all())
        if not is_right or not _is_utf8(data[: found.end]):
            feed.give_back(data)
            yield _carefully(feed, dialect, width, max(found.end, 1))
            continue
        feed.give_back(data[found.end :])
        yield Block(data[: found.end], found.lines + feed.line)
        feed.line += found.newlines


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        codecs.utf_8_decode(data, "strict", True)
    except UnicodeDecodeError:
        return False
    return True


def _carefully(feed: Feed, dialect: Dialect, width: int, size: int) -> Block:
    """Records one by one, until about ``size`` bytes are read."""
    records: list[list[str]] = []
    lines, faults, blanks, used = [], [], [], 0
    while used < size:
        line = feed.line
        row, taken = _record(feed, dialect)
        if not taken:
            break
        if row is None or (len(taken) > 1 and len(row) != width):  # it has swallowed what comes behind it
            feed.give_back(b"".join(taken[1:]))
            row, taken = None, taken[:1]
        feed.line += len(taken)
        used += sum(map(len, taken))
        problem = _problem(row, width)
        if problem is not None:
            faults.append(Fault(line, problem))
        elif row and any(row):
            lines.append(line)
            records.append(row)
        elif row:
            blanks.append(line)
    return Block(dialect.written(records), np.array(lines, np.int64), tuple(faults), tuple(blanks))


def _problem(row: list[str] | None, width: int) -> str | None:
    """What is wrong with a record; null where nothing is, or where it has no values."""
    if row is None:
        return "a quote is opened here and not closed"
    if not any(row):
        return None
    if len(row) != width:
        return f"has {len(row)} values, not {width}"
    if any(not v.isascii() and not v.isprintable() and any(c in _SURROGATES for c in v) for v in row):
        return "is not in UTF-8 (a whole file in another encoding: --encoding cp1252 …)"
    return None


def _record(feed: Feed, dialect: Dialect) -> tuple[list[str] | None, list[bytes]]:
    """The next record, null where a quote stays open, and the lines that it took; none at the end."""
    taken: list[bytes] = []

    def lines() -> Iterator[str]:
        size = 0
        while line := feed.next_line():
            taken.append(line)
            size += len(line)
            if size > _LONGEST_RECORD:
                raise csv.Error
            yield line.decode("utf-8", "surrogateescape").replace("\0", "")
        if taken:
            raise csv.Error

    try:
        return next(dialect.reader(lines()), []), taken
    except csv.Error:
        return None, taken


def _opened(path: Path) -> tuple[_Raw, bool]:
    """The bytes of a file, and whether they are those that are read."""
    try:
        if path.suffix.lower() == ".gz":
            return gzip.open(path), False
        if path.suffix.lower() == ".zip":
            return _Member(path), False
        return path.open("rb"), True
    except OSError as error:
        problem = f"cannot be opened ({error.strerror or error})"
        raise UnreadableFile(problem, place=str(path), remedy="check name and rights") from error


class _Member:
    """The one table in an archive."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
        except zipfile.BadZipFile as error:
            raise BrokenFile("is no archive", place=str(path), remedy="get it again") from error
        names = [n for n in self._archive.namelist() if n.lower().endswith(_TABLES) and not n.startswith("__MACOSX")]
        if len(names) != 1:
            self._archive.close()
            problem = f"holds {len(names)} tables of text"
            raise UsageError(problem, place=str(path), remedy="unpack it and give one of its files")
        self._member = self._archive.open(names[0])

    def read(self, size: int) -> bytes:
        return self._member.read(size)

    def close(self) -> None:
        self._member.close()
        self._archive.close()


def _decoder(encoding: str | None) -> codecs.IncrementalDecoder | None:
    """What makes text of bytes; null where the bytes are UTF-8 as they are."""
    if encoding is None:
        return None
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        raise UsageError(f"--encoding {encoding!r} is unknown", remedy="give utf-8, cp1252, latin-1 …") from error
    return None if name in {"utf-8", "ascii"} else codecs.getincrementaldecoder(name)()
