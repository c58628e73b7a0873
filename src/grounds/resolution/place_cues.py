"""Words around a name that speak of a place: its kind, what leads to it, what holds it. Surface text only, no parse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grounds.places.keys import KIND_LEVELS, PARTICLES

_WORDS_BEHIND = re.compile(r"\s+([A-Za-z-]+)(?:\s+([A-Za-z-]+))?")
_WORDS_BEFORE = re.compile(r"(?:([A-Za-z-]+)\s+)?([A-Za-z-]+)\s+(of|called|named)\s+(?:the\s+)?$")
_LETTERS_LAST = re.compile(r"[A-Za-z]+$")
_GAP = re.compile(r"(?P<sign>\s*,\s+(?:in\s+|of\s+)?|\s+(?:in|of|within|inside)\s+)(?:the\s+)?", re.IGNORECASE)
_OWNER = re.compile(r"['’]s\s+")
_SMALL = "|".join(sorted(PARTICLES - {"the", "of", "on", "and", "upon", "sur", "o"}))
_NAME = re.compile(rf"[A-Z][\w’'‘ʻ`-]*(?:\s(?:(?:{_SMALL})\s)*[A-Z‘ʻ][\w’'‘ʻ`-]*)*")
#: Words before a kind word that are no name, though a sentence may begin with them.
_PLAIN = frozenset(["the", "a", "an", "this", "that", "in", "at", "near", "from", "each", "every"])
_LEADS = frozenset(["in", "at", "near", "outside", "around", "from", "inside", "to", "into", "toward", "towards"])
#: So far before a name its kind word may begin.
_REACH = 40


@dataclass(frozen=True, slots=True)
class CuedName:
    """A name at offsets with a word of its kind beside it, or (``lead``) only a preposition of place before it."""

    start: int
    end: int
    lead: bool


def kind_behind(text: str, end: int) -> tuple[str, int] | None:
    """The kind word right behind a name, lower case, and where it ends: "X district", "X refugee camp"."""
    match = _WORDS_BEHIND.match(text, end, end + _REACH)
    if match is None:
        return None
    if match[2] and (both := f"{match[1]} {match[2]}".lower()) in KIND_LEVELS:
        return both, match.end(2)
    return (match[1].lower(), match.end(1)) if match[1].lower() in KIND_LEVELS else None


def kind_before(text: str, start: int) -> str | None:
    """The kind word before a name: "the village of X", "a town called X"."""
    window = text[max(0, start - _REACH) : start]
    if not window.rstrip().lower().endswith(("of", "called", "named", "the")):
        return None
    match = _WORDS_BEFORE.search(window)
    if match is None:
        return None
    both = f"{match[1]} {match[2]}".lower()
    if match[1] and match[1][0].isupper() and both not in KIND_LEVELS and match[1].lower() not in _PLAIN:
        return None  # "Bara district of Khyber": the word is that of the name before it
    return both if both in KIND_LEVELS else match[2].lower() if match[2].lower() in KIND_LEVELS else None


def holder_sign(text: str, end: int, start: int | None = None) -> tuple[str, int] | None:
    """What stands between a name that ends at ``end``, with its kind word, and one that holds it: "," or "in" or "of",
    and where the holder's name begins; only that at ``start``, where given."""
    if start is not None and start - end > _REACH:
        return None
    kind = kind_behind(text, end)
    gap = _GAP.match(text, kind[1] if kind is not None else end)
    if gap is None or (start is not None and gap.end() != start):
        return None
    return gap["sign"].strip(" ,"), gap.end()


def owns(text: str, end: int, start: int) -> bool:
    """Whether a name that ends at ``end`` stands in the possessive before another: "Helmand province's Sangin"."""
    kind = kind_behind(text, end)
    return any(_OWNER.fullmatch(text, stop, start) for stop in ((kind[1], end) if kind is not None else (end,)))


def cued_names(text: str, is_taken: Callable[[int, int], bool] = lambda start, end: False) -> Iterator[CuedName]:
    """Runs of capitalised words beside a word that speaks of a place, without the kind words in them and without those
    of which ``is_taken`` says that a name was found there already."""
    for match in _NAME.finditer(text):
        start, end = match.span()
        first = text[start:end].split(maxsplit=1)
        lead = first[0].lower() in _LEADS and len(first) > 1
        if lead:
            start += len(first[0]) + 1
        end = _without_kind(text, start, end)
        if end <= start or is_taken(start, end):
            continue
        if kind_behind(text, end) is not None or kind_before(text, start) is not None:
            yield CuedName(start, end, lead=False)
            continue
        if lead or _word_before(text, start) in _LEADS:
            yield CuedName(start, end, lead=True)


def _word_before(text: str, start: int) -> str:
    """The word right before ``start``, lower case, an article left out; empty where none stands there."""
    window = text[max(0, start - _REACH) : start]
    words = window.rsplit(None, 2) if window[-1:].isspace() else []
    if len(words) > 1 and words[-1] == "the":
        words.pop()
    found = _LETTERS_LAST.search(words[-1]) if words else None
    return found[0].lower() if found is not None else ""


def _without_kind(text: str, start: int, end: int) -> int:
    """The end of the name proper: "Baraki Barak District" is the name and its kind; so are marks left hanging."""
    words = text[start:end].split()
    while len(words) > 1 and words[-1].lower() in KIND_LEVELS:
        end -= len(words.pop()) + 1
    return start + len(text[start:end].rstrip("’'‘ʻ`- "))
