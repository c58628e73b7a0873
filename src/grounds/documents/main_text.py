"""Which blocks of a page are its main text.

Left out are the parts that pages mark as something else (by element, role, or a word of their class or id: menus,
share bars, teasers, comments), unless they hold most of the page's prose, and blocks that are next to nothing but
links. What is left is read from the deepest element that holds most of the prose on, with the headline before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grounds.documents.markup import HEADINGS, Block, Element

_TAGS = frozenset(["nav", "footer", "aside", "form", "menu", "dialog", "address"])
_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "alertdialog", "menu",
     "menubar", "toolbar", "form"]
)  # fmt: skip
#: Words of which class names and ids of clutter are made; "with-sidebar" says something of the rest.
_WORDS = frozenset(
    ["ad", "ads", "advert", "advertisement", "alert", "author", "breadcrumb", "breadcrumbs", "byline", "comment",
     "comments", "consent", "cookie", "cookies", "copyright", "credit", "credits", "dateline-date", "disqus", "donate",
     "footer", "gdpr", "jumplinks", "login", "masthead", "menu", "meta", "metadata", "modal", "more", "nav", "navbar",
     "navigation", "newsletter", "outbrain", "overlay", "pager", "pagination", "paywall", "popular", "popup", "print",
     "promo", "promos", "promotion", "recirc", "recommended", "related", "rss", "share", "sharedaddy", "sharing",
     "shares", "sidebar", "signup", "skip", "skiplink", "social", "sponsor", "sponsored", "subscribe", "subscription",
     "taboola", "tags", "teaser", "teasers", "timestamp", "toolbar", "toolbox", "topics", "trending", "widget",
     "widgets"]
)  # fmt: skip
#: How programs mark what a message quotes of another.
_QUOTED = frozenset(["gmail_quote", "gmail_attr", "yahoo_quoted", "moz-cite-prefix", "divRplyFwdMsg", "appendonsend"])
_NOT = frozenset(["has", "with", "no", "without", "is", "not"])
#: Elements that hold the whole, whatever their class says.
_WHOLE = frozenset(["html", "body", "main", "article"])
_SPLIT = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
_STOP, _LETTERS = re.compile("[.!?]"), re.compile(r"[^\W\d_]{2}")
#: A sentence has so many characters from its first two letters to its stop.
_SHORTEST = 22

#: An element that holds so much of the prose is no clutter; one that holds so much is the main text; a block of which
#: so much stands in links is a link.
_MOST, _MAIN, _LINKED = 0.5, 0.7, 0.6


def main_blocks(text: str, blocks: Sequence[Block], elements: Sequence[Element]) -> list[Block]:
    """The blocks to read, in order."""
    filled = [b for b in blocks if text[b.start : b.end].strip()]
    prose = {id(b): _prose(text[b.start : b.end]) for b in filled}
    held = _held(filled, prose, elements)
    total = held[0] or 1
    clutter = _clutter(elements, [h > _MOST * total for h in held])
    kept = [b for b in filled if not clutter[b.element] and not _is_links(text, b)]
    if not kept:
        return []
    inside = _held(kept, prose, elements)
    top = _deepest(elements, inside)
    within = _within(elements, top)
    found = [b for b in kept if within[b.element]]
    return _headline(kept, found, elements) + found


def _prose(block: str) -> int:
    """How many characters of a block stand in sentences."""
    counted = start = 0
    for stop in _STOP.finditer(block):  # one step a stop: a block without one is as long as its writer likes
        first = _LETTERS.search(block, start, stop.start())
        if first is not None and stop.start() - first.start() >= _SHORTEST:
            counted += stop.end() - first.start()
        start = stop.end()
    return counted


def _held(blocks: Sequence[Block], prose: dict[int, int], elements: Sequence[Element]) -> list[int]:
    """How much prose each element holds, itself and all within it."""
    held = [0] * len(elements)
    for block in blocks:
        held[block.element] += prose[id(block)]
    for number in range(len(elements) - 1, 0, -1):  # an element stands behind the one around it
        held[elements[number].parent] += held[number]
    return held


def _clutter(elements: Sequence[Element], exempt: Sequence[bool]) -> list[bool]:
    """Which elements are clutter, or stand in it."""
    found = [False] * len(elements)
    for number in range(1, len(elements)):
        element = elements[number]
        own = not exempt[number] and _is_clutter(element)
        # The main text does not stand in a menu: one in which it begins was never closed.
        found[number] = own or (found[element.parent] and element.tag not in {"main", "article"})
    return found


def _is_clutter(element: Element) -> bool:
    if element.tag in _WHOLE:
        return False
    if element.attributes.get("type") == "cite" or not _QUOTED.isdisjoint(
        f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}".split()
    ):
        return True
    if element.tag in _TAGS or element.attributes.get("role", "").lower() in _ROLES:
        return True
    return any(_names_clutter(element.attributes.get(k, "")) for k in ("class", "id", "data-component"))


def _names_clutter(names: str) -> bool:
    for name in names.split():
        words = [w.lower() for w in _SPLIT.split(name) if w]
        if words and words[0] not in _NOT and not _WORDS.isdisjoint(words):
            return True
    return False


def _is_links(text: str, block: Block) -> bool:
    """Whether a block is next to nothing but links, or a time; a sentence with a link in it is none."""
    words = text[block.start : block.end].strip()
    if block.timed > _LINKED * len(words):
        return True
    return block.linked > _LINKED * len(words) and (len(words) < 160 or block.linked > 0.9 * len(words))


def _deepest(elements: Sequence[Element], held: Sequence[int]) -> int:
    """The deepest element that holds most of the prose."""
    top = 0
    for number in range(1, len(elements)):
        if elements[number].parent == top and held[number] >= _MAIN * held[0] > 0:
            top = number
    while held[0] and elements[top].tag not in {"", "html", "body", "div", "main", "article", "section", "td"}:
        top = elements[top].parent  # not the one long paragraph of the text, but what stands around it
    return top


def _within(elements: Sequence[Element], top: int) -> list[bool]:
    found = [number == top for number in range(len(elements))]
    for number in range(1, len(elements)):
        found[number] = found[number] or found[elements[number].parent]
    return found


def _headline(kept: Sequence[Block], found: Sequence[Block], elements: Sequence[Element]) -> list[Block]:
    """The page's headline and what stands between it and the text, where it stands before the text's element."""
    first = found[0].start if found else 0
    before = [b for b in kept if b.start < first]
    heads = [i for i, b in enumerate(before) if _heading(b, elements) == "h1"]
    if not heads or any(_heading(b, elements) == "h1" for b in found):
        return []
    return list(before[heads[-1] :])


def _heading(block: Block, elements: Sequence[Element]) -> str | None:
    number = block.element
    tag = elements[number].tag
    return tag if tag in HEADINGS else None
