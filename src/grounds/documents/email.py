"""E-mail (EML) by the standard library: subject, sender and date are facts, the body is read.

What is quoted from another message and the signature stand in the text, but are not read: they are others' words, or
nobody's statement. Attachments are named in the text; each is a document of its own and is read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import Any, cast

from grounds.documents.composed import Block, compose
from grounds.documents.drawn import Drawn, paragraphs
from grounds.documents.options import ReadOptions
from grounds.documents.text import decode
from grounds.model.document import Fact, Passage
from grounds.model.errors import BrokenFile

_QUOTED = re.compile(r"^\s*>")
_INTRODUCED = re.compile(r"^(?:On .{6,120} wrote:|-{2,}\s*(?:Original|Forwarded) [Mm]essage\s*-{2,}|_{10,})\s*$")
_SIGNATURE = re.compile(r"^-- ?$")


def draw(data: bytes, name: str, options: ReadOptions) -> Drawn:
    """Text and passages of one message."""
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise BrokenFile("is no e-mail message", place=name, remedy="check the file")
    body = message.get_body(preferencelist=("plain", "html"))
    facts = _facts(message)
    if body is None:
        return compose(_attachments(message), facts)
    declared = body.get_content_charset()
    content = cast(bytes, body.get_payload(decode=True))  # a body that was chosen as text has no parts
    if body.get_content_type() == "text/html":
        from grounds.documents import html

        drawn = html.draw(content, name, options, declared=declared)
        return Drawn(drawn.text, drawn.passages, source_map=(), facts={**drawn.facts, **facts}, encoding=drawn.encoding)
    # Not the library's own decoding, which puts a mark of loss for each byte that the header tells wrongly.
    text, encoding = decode(content, name, declared=declared)
    return _plain(text, facts, encoding, [*_attachments(message)])


def _facts(message: EmailMessage) -> dict[str, Fact]:
    told = {"title": message["subject"], "publisher": message["from"], "date": message["date"]}
    found = {name: Fact(str(value).strip(), "message header") for name, value in told.items() if value}
    addresses = getattr(message["from"], "addresses", None)
    if addresses and addresses[0].display_name:
        found["publisher"] = Fact(addresses[0].display_name, "message header")
    date = message["date"]
    if date is not None and getattr(date, "datetime", None) is not None:
        found["date"] = Fact(date.datetime.date().isoformat(), "message header")
    return {**found, "kind": Fact("e-mail", "message header")}


def _plain(text: str, facts: dict[str, Fact], encoding: str, attached: list[Block]) -> Drawn:
    """The body as it stands; quoted lines and the signature in no passage."""
    drawn = compose(attached)
    whole = text + ("\n\n" + drawn.text if drawn.text else "")
    passages: list[Passage] = []
    for start, end in _own_stretches(text):
        passages += paragraphs(text, start, end)
    return Drawn(whole, tuple(passages), facts=facts, encoding=encoding)


def _own_stretches(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that the sender wrote: no quoted lines, nothing behind the signature."""
    begun: int | None = None
    position = 0
    for line in text.splitlines(keepends=True):
        plain = line.rstrip("\r\n")
        if _SIGNATURE.match(plain):
            break
        foreign = bool(_QUOTED.match(plain) or _INTRODUCED.match(plain))
        if foreign and begun is not None:
            yield begun, position
            begun = None
        elif not foreign and begun is None:
            begun = position
        position += len(line)
    if begun is not None:
        yield begun, position


def _attachments(message: EmailMessage) -> Iterator[Block]:
    for part in message.iter_attachments():
        yield Block("paragraph", f"[attachment: {_name(part)}]", read=False)


def attached(data: bytes, name: str, options: ReadOptions) -> list[tuple[str, bytes]]:
    """Name and bytes of each attachment; of a message that is attached, its whole source."""
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage):
        return []
    found = []
    for part in message.iter_attachments():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            found += [(f"{_name(part)}.eml", m.as_bytes()) for m in inner if isinstance(m, Message)]
        elif not part.is_multipart():
            content = part.get_payload(decode=True)
            found.append((_name(part), content if isinstance(content, bytes) else b""))
    return found


def _name(part: Any) -> str:
    return str(part.get_filename() or part.get_content_type())
