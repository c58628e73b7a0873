"""Files that hold several documents: mailboxes, feeds, messages with attachments. Each is a document of its own."""

from __future__ import annotations

import mailbox
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from grounds.documents import feed, isolation
from grounds.documents.options import ReadOptions
from grounds.documents.reader import document_from, read_bytes, read_file, shown_path
from grounds.documents.web import Network, fetch, keep
from grounds.model.document import Document, Fact
from grounds.model.errors import BrokenFile, InputError, TooLarge, UnreadableFile

_MAILBOXES = frozenset({".mbox", ".mbx"})
_HEAD = 2048
#: Attachments that are read, by the endings of their names; and how deep messages may stand in messages.
_READ_ATTACHED = frozenset({".pdf", ".docx", ".odt", ".epub", ".html", ".htm", ".txt", ".md", ".eml"})
_DEEPEST = 5
#: So many parts of one file that fail alike are told one by one; how many more do is told in one line.
_TOLD_ALIKE = 3


def read_all(path: Path, options: ReadOptions | None = None) -> Iterator[Document | InputError]:
    """Every document of one file; what cannot be read comes as its error, and the rest goes on."""
    yield from _told_in_few(_all_of(path, options or ReadOptions()), shown_path(path))


def _all_of(path: Path, options: ReadOptions) -> Iterator[Document | InputError]:
    try:
        if not os.path.isfile(path):
            yield read_file(path, options)  # tells what it is; a pipe is never opened, for that would wait for ever
        elif path.suffix.lower() in _MAILBOXES:
            yield from _messages(path, options)
        elif feed.is_feed(_head(path), path.suffix):
            yield from _entries(path, options)
        else:
            document = read_file(path, options)
            yield document
            if document.media_type == "message/rfc822":
                yield from _attached(path.read_bytes(), document.path or str(path), options)
    except InputError as error:
        yield error


def _told_in_few(found: Iterator[Document | InputError], place: str) -> Iterator[Document | InputError]:
    """The same, but that of errors that are alike the first few are given, and then one that counts the others: a feed
    may hold a hundred thousand empty entries."""
    alike: Counter[tuple[type[InputError], str, str]] = Counter()
    for item in found:
        if isinstance(item, InputError):
            kind = type(item), item.problem, item.remedy or ""
            alike[kind] += 1
            if alike[kind] > _TOLD_ALIKE:
                continue
        yield item
    for (error, problem, remedy), number in alike.items():
        if number > _TOLD_ALIKE:
            yield error(f"{number - _TOLD_ALIKE:,} more of its parts: {problem}", place=place, remedy=remedy)


def _attached(data: bytes, place: str, options: ReadOptions, depth: int = 1) -> Iterator[Document | InputError]:
    """What is attached to a message, each a document of its own; pictures and the like are but named in the message."""
    for number, (name, content) in enumerate(isolation.attached(data, place, options), start=1):
        if Path(name).suffix.lower() not in _READ_ATTACHED:
            continue
        inner = f"{place}#attachment-{number}-{name}"
        try:
            document = read_bytes(content, name=name, options=options, path=inner)
            yield document
            if document.media_type == "message/rfc822":
                if depth == _DEEPEST:
                    raise TooLarge("nests messages too deeply", place=inner, remedy="take the messages out of it")
                yield from _attached(content, inner, options, depth + 1)
        except InputError as error:
            yield error


def read_url(
    url: str, options: ReadOptions, folder: Path, network: Network | None = None
) -> Iterator[Document | InputError]:
    """Every document at an address; the copy that is read is kept in ``folder``."""
    try:
        fetched = fetch(url, options, network)
        copy = keep(fetched, folder)
    except InputError as error:
        yield error
        return
    how = Fact(fetched.at, f"the copy at {copy}")
    for found in read_all(copy, options):
        if isinstance(found, Document):
            yield replace(found, url=found.url or fetched.url, facts={**found.facts, "fetched": how})
        else:
            place = (found.place or "").replace(str(copy), url)
            yield type(found)(found.problem, place=place, remedy=found.remedy)


def _head(path: Path) -> bytes:
    """The first bytes; none where the file cannot be opened, which :func:`read_file` then tells."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def _messages(path: Path, options: ReadOptions) -> Iterator[Document | InputError]:
    try:
        box = mailbox.mbox(path, create=False)
    except (OSError, mailbox.Error) as error:
        raise UnreadableFile(f"cannot be opened ({error})", place=str(path), remedy="check the path") from error
    with closing(box):
        keys = box.keys()
        if not keys:
            raise BrokenFile("holds no message", place=str(path), remedy="check that it is a mailbox in the mbox form")
        for number, key in enumerate(keys, start=1):
            place = f"{shown_path(path)}#{number}"
            try:
                data = box.get_bytes(key)
                yield read_bytes(data, name=f"{path.stem}-{number}.eml", options=options, path=place)
                yield from _attached(data, place, options)
            except InputError as error:
                yield error
            except OSError as error:
                problem = f"cannot be read ({error.strerror or error})"
                yield UnreadableFile(problem, place=place, remedy="check the disk, or get the mailbox again")


def _entries(path: Path, options: ReadOptions) -> Iterator[Document | InputError]:
    if path.stat().st_size > options.max_bytes:
        problem = f"is larger than the limit of {options.max_bytes:,} bytes"
        raise TooLarge(problem, place=str(path), remedy="raise it with --max-size or split the file")
    listed = isolation.parts("feed", path.read_bytes(), str(path), options)
    for entry in listed:
        if isinstance(entry, InputError):
            yield entry
            continue
        place = f"{shown_path(path)}#{entry.number}"
        try:
            yield document_from(entry.data, entry.drawn, options, "application/rss+xml", place, url=entry.link)
        except InputError as error:
            yield error
