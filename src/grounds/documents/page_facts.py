"""What a page tells about itself: title, publisher, date, kind, language; and whether it is the stub of a paid text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from grounds.documents.markup import Drawer
from grounds.model.document import Fact, Passage

_NEWS = re.compile(r"(?:News|Reportage|Blog|BackgroundNews|OpinionNews)\w*Article|LiveBlogPosting|NewsArticle")
#: Where each fact may stand in the head, the surest first.
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "application-name")
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "dcterms.created", "citation_publication_date", "publish-date", "pubdate",
    "publication_date", "sailthru.date", "parsely-pub-date", "date",
)  # fmt: skip
#: What stands behind a headline in a page's title: " | The Paper", " - The Paper".
_BEHIND = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,60}$")
#: What stands between the parts of a page's title.
_BETWEEN = re.compile(r"\s+[|–—·»«-]+\s+")
_STUB = re.compile(
    r"(?i)\b(?:subscribe(?:\s+now)? to (?:continue|keep|read|unlock)|(?:log|sign) in to (?:continue|read)"
    r"|to (?:continue|keep) reading,? (?:please )?(?:subscribe|log in|sign in|register|become)"
    r"|(?:this|the) (?:article|content|story|page) is (?:for|available to|reserved for|only for) (?:our )?"
    r"(?:paying |premium )?(?:subscribers|members)"
    r"|already a subscriber\?|you have (?:reached|read) (?:your|the) (?:limit|last free)|unlock this (?:article|story))"
)
_SHORT = 1_500


def facts_of(drawer: Drawer, headings: Sequence[str] = ()) -> dict[str, Fact]:
    """The facts of the head, by name; each says where it stood. ``headings`` are those of the page's main text."""
    told = _metas(drawer)
    linked = list(_linked(drawer.scripts))
    facts: dict[str, Fact] = {}
    for name, places in (("title", _TITLES), ("publisher", _PUBLISHERS), ("date", _DATES)):
        found = _of_linked(name, linked) or next((Fact(told[p], f"page's {p}") for p in places if told.get(p)), None)
        if found is not None:
            facts[name] = found
    title = " ".join("".join(drawer.title).split())
    if "title" not in facts and title:
        facts |= _parted(title, headings, "publisher" in facts)
    if any(_NEWS.search(str(item.get("@type"))) for item in linked):
        facts["kind"] = Fact("news story", "page's structured data")
    language = next((a["lang"] for tag, a in drawer.heads if tag == "html" and a.get("lang")), told.get("og:locale"))
    if language:
        facts["language"] = Fact(language.replace("_", "-"), "page's language")
    if "date" not in facts:
        times = [a["datetime"] for tag, a in drawer.heads if tag == "time" and a.get("datetime")]
        facts |= {"date": Fact(times[0], "page's first time")} if times else {}
    return facts


def _parted(title: str, headings: Sequence[str], published: bool) -> dict[str, Fact]:
    """A page's title by its parts: the one that the page has for a heading is the document's, and what stands beside it
    alone is the publisher, before it or behind it."""
    parts = _BETWEEN.split(title)
    shown = {heading.casefold() for heading in headings}
    named = next((part for part in parts if part.casefold() in shown), None)
    if named is None or len(parts) == 1:
        return {"title": Fact(_BEHIND.sub("", title), "page's title")}
    found = {"title": Fact(named, "page's title, which is its heading")}
    if len(parts) == 2 and not published:
        found["publisher"] = Fact(next(p for p in parts if p != named), "beside the heading in the page's title")
    return found


def _metas(drawer: Drawer) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag, given in drawer.heads:
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        if tag == "meta" and name and given.get("content", "").strip():
            found.setdefault(name, given["content"].strip())
    return found


def _linked(scripts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The objects of the page's structured data (JSON-LD) that tell of an article."""
    for script in scripts:
        try:
            waiting = [json.loads(script)]
        except (ValueError, RecursionError):
            continue  # a page's structured data may be broken: its other facts are told by its head
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting += item
            elif isinstance(item, dict):
                waiting += [item["@graph"]] if "@graph" in item else []
                if "headline" in item or "datePublished" in item:
                    yield item


def _of_linked(name: str, linked: Sequence[dict[str, Any]]) -> Fact | None:
    key = {"title": "headline", "publisher": "publisher", "date": "datePublished"}[name]
    for item in linked:
        value = item.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return Fact(value.strip(), "page's structured data")
    return None


def is_stub(drawer: Drawer, text: str, passages: Sequence[Passage]) -> bool:
    """Whether a page shows but the beginning of a text that is sold: it says so, and little of it is there."""
    read = sum(piece.end - piece.start for p in passages for piece in p.pieces)
    if read > _SHORT:
        return False
    closed = any(item.get("isAccessibleForFree") in (False, "False", "false") for item in _linked(drawer.scripts))
    return closed or _STUB.search(text) is not None
