"""Which module takes which file apart, and how what it gives travels between processes.

What comes out of a format's module is plain data: text, offsets, facts. It crosses the border of the parsers' process
as JSON, so that nothing but data can come back from a parser that a hostile file has turned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from typing import Any

from grounds.documents.drawn import Drawn
from grounds.documents.options import ReadOptions
from grounds.model import errors
from grounds.model.document import Fact, Page, Passage, Piece, SourceRange
from grounds.model.errors import BrokenFile, InputError, TooCostly, TooLarge

#: So much of a parser's own words is told: they may repeat what is in the file.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its media type, and whether its parser works in the parsers' process."""

    name: str
    media_type: str
    isolated: bool = True


#: Each has a module of its name in this package with ``draw(data, name, options) -> Drawn``.
FORMATS = {
    f.name: f
    for f in (
        Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        Format("email", "message/rfc822"),
        Format("epub", "application/epub+zip"),
        Format("html", "text/html"),
        Format("markdown", "text/markdown"),
        Format("odt", "application/vnd.oasis.opendocument.text"),
        Format("pdf", "application/pdf"),
        Format("text", "text/plain", isolated=False),
    )
}


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file that holds several: ``data`` are the bytes that its id is made from."""

    number: int
    data: bytes
    drawn: Drawn
    link: str | None = None


def draw(form: str, data: bytes, name: str, options: ReadOptions) -> Drawn:
    """Take a file apart in this process. Raises an :class:`~grounds.model.errors.InputError` whatever goes wrong."""
    module = import_module(f"grounds.documents.{form}")
    try:
        drawn: Drawn = module.draw(data, name, options)
        drawn.text.encode()  # halves of characters are no text, and no ledger takes them
    except Exception as error:
        raise translated(error, name, options) from error
    return drawn


def parts(form: str, data: bytes, name: str, options: ReadOptions) -> list[Part | InputError]:
    """The documents of a file that holds several, in its order, or their errors; raises as :func:`draw` does."""
    module = import_module(f"grounds.documents.{form}")
    try:
        return list(module.parts(data, name, options))
    except Exception as error:
        raise translated(error, name, options) from error


def attached(data: bytes, name: str, options: ReadOptions) -> list[tuple[str, bytes]]:
    """Name and bytes of what is attached to a message; errors as in :func:`draw`."""
    from grounds.documents import email

    try:
        return email.attached(data, name, options)
    except Exception as error:
        raise translated(error, name, options) from error


def translated(error: Exception, name: str, options: ReadOptions) -> InputError:
    """An error of a format's module as ours: the parsers are others' work, and any of their errors is this file's."""
    if isinstance(error, InputError):
        return error
    if isinstance(error, MemoryError):
        return over_memory(name, options)
    if isinstance(error, RecursionError):
        return TooLarge("nests deeper than its parser can follow", place=name, remedy="save it as text")
    problem = f"cannot be taken apart ({type(error).__name__}: {str(error)[:_LONGEST]})"
    return BrokenFile(problem, place=name, remedy="get it again, or save it as text")


def over_memory(name: str, options: ReadOptions) -> TooCostly:
    """The error of a file whose parser asks for more memory than it may have."""
    problem = f"needs more memory than the limit of {options.max_memory // 1_000_000:,} MB"
    return TooCostly(problem, place=name, remedy="raise it with --max-memory if you trust the file")


# ---------------------------------------------------------------------------------------------- between processes


def packed(drawn: Drawn) -> dict[str, Any]:
    """A drawn text as JSON values."""
    return {
        "text": drawn.text,
        "passages": [[p.kind, [[i.start, i.end, i.glue] for i in p.pieces]] for p in drawn.passages],
        "pages": [[p.number, p.start, p.end] for p in drawn.pages],
        "source_map": [[r.start, r.end, r.source_start, r.source_end] for r in drawn.source_map],
        "facts": {name: [fact.value, fact.how] for name, fact in drawn.facts.items()},
        "encoding": drawn.encoding,
        "state": drawn.state,
    }


def unpacked(values: Mapping[str, Any]) -> Drawn:
    """The drawn text of JSON values."""
    return Drawn(
        values["text"],
        tuple(Passage(kind, tuple(Piece(*i) for i in pieces)) for kind, pieces in values["passages"]),
        pages=tuple(Page(*p) for p in values["pages"]),
        source_map=tuple(SourceRange(*r) for r in values["source_map"]),
        facts={name: Fact(*fact) for name, fact in values["facts"].items()},
        encoding=values["encoding"],
        state=values["state"],
    )


def packed_error(error: InputError) -> dict[str, Any]:
    """An error as JSON values."""
    return {"kind": type(error).__name__, "problem": error.problem, "place": error.place, "remedy": error.remedy}


def unpacked_error(values: Mapping[str, Any]) -> InputError:
    """The error of JSON values; a kind that is none of ours is a broken file's."""
    kind = getattr(errors, str(values["kind"]), BrokenFile)
    if not (isinstance(kind, type) and issubclass(kind, InputError)):
        kind = BrokenFile
    return kind(values["problem"], place=values["place"], remedy=values["remedy"])


def options_as_json(options: ReadOptions) -> dict[str, Any]:
    """Options as JSON values."""
    return {f.name: getattr(options, f.name) for f in fields(options)}
