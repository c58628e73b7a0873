"""RSS and Atom feeds by feedparser: each entry with its title, date, publisher and link."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import lxml.html

from grounds.documents.composed import Block, compose
from grounds.documents.formats import Part
from grounds.documents.options import ReadOptions
from grounds.model.document import Fact
from grounds.model.errors import BrokenFile, UnsupportedFile

_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf")
_SUFFIXES = frozenset({".rss", ".atom", ".xml", ".rdf"})
_BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "blockquote", "td", "th", "pre"})
_UNREAD = frozenset({"script", "style", "template", "noscript"})


def is_feed(head: bytes, suffix: str) -> bool:
    """Whether the first bytes of a file are those of a feed."""
    return suffix.lower() in _SUFFIXES and any(root in _plain_bytes(head) for root in _ROOTS)


def _plain_bytes(data: bytes) -> bytes:
    """Lower case, and without the zeros that wide encodings put between ASCII letters."""
    return data.replace(b"\0", b"").lower()


def parts(data: bytes, place: str, options: ReadOptions) -> Iterator[Part | BrokenFile]:
    """The entries in the order of the feed; one that cannot be taken apart comes as its error."""
    import feedparser

    if b"<!entity" in _plain_bytes(data):
        remedy = "save it without them: they can be made to swell without end"
        raise UnsupportedFile("declares entities of its own", place=place, remedy=remedy)
    # Relative addresses stay as they are, and nothing is cleaned away: the words are taken from the markup here.
    parsed = feedparser.parse(data, resolve_relative_uris=False, sanitize_html=False)
    if not parsed.entries:
        problem = f"holds no entry ({parsed.bozo_exception})" if parsed.bozo else "holds no entry"
        raise BrokenFile(problem, place=place, remedy="check that it is an RSS or Atom feed")
    publisher = parsed.feed.get("title")
    for number, entry in enumerate(parsed.entries, start=1):
        try:
            yield _entry(number, entry, publisher)
        except Exception as error:  # the markup is anybody's, and any error in it is this one entry's
            problem = f"cannot be taken apart ({type(error).__name__}: {error})"
            yield BrokenFile(problem, place=f"{place}#{number}", remedy="get the feed again, or save the page itself")


def _entry(number: int, entry: Any, publisher: str | None) -> Part:
    """The id of an entry is made from its title, link and content."""
    title, link, markup = entry.get("title", ""), entry.get("link"), _markup(entry)
    drawn = compose([Block("heading", _plain(title)), *_blocks(markup)], _facts(entry, publisher))
    drawn.text.encode()  # halves of characters are no text, and no ledger takes them
    return Part(number, json.dumps([title, link, markup]).encode(), drawn, link)


def _markup(entry: Any) -> str:
    told: list[str] = [c.get("value", "") for c in entry.get("content", [])]
    told.append(entry.get("summary", ""))
    return max(told, key=len)


def _facts(entry: Any, publisher: str | None) -> dict[str, Fact]:
    found = {"publisher": Fact(publisher, "feed title")} if publisher else {}
    told = entry.get("published") or entry.get("updated")
    if told:  # as it is written: feedparser would make a day of "0000-00-00" too, and turns others to that of UTC
        found["date"] = Fact(told, "feed entry")
    language = entry.get("title_detail", {}).get("language")
    if language:
        found["language"] = Fact(language, "feed entry")
    return found


def _plain(markup: str) -> str:
    return " ".join(" ".join(block.text for block in _blocks(markup)).split()) if "<" in markup else markup


def _blocks(markup: str) -> list[Block]:
    """The words of a snippet of HTML, block by block."""
    if not markup.strip():
        return []
    lines: list[str] = [""]
    _gather(lxml.html.fragment_fromstring(markup, create_parent="div"), lines)
    return [Block("paragraph", text) for line in lines if (text := " ".join(line.split()))]


def _gather(node: Any, lines: list[str]) -> None:
    if not isinstance(node.tag, str) or node.tag in _UNREAD:
        lines[-1] += node.tail or ""
        return
    apart = node.tag in _BLOCKS or node.tag == "br"
    if apart:
        lines.append("")
    lines[-1] += node.text or ""
    for child in node:
        _gather(child, lines)
    if apart:
        lines.append("")
    lines[-1] += node.tail or ""
