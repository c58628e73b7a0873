"""Words broken at a line's end: whether the hyphen is the word's own or the line's."""

from __future__ import annotations

import re
from functools import cached_property

SOFT = "\u00ad"
HYPHENS = "-\u2010" + SOFT
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010'’][^\W\d_]+)*")
_LAST = re.compile(rf"({_WORD.pattern})$")
#: Parts of compounds that English writes with a hyphen (Chicago Manual of Style, hyphenation table), such as are no
#: syllables of other words: "to-day" and "Ger-man" break at the line's hyphen.
_FIRST = frozenset(
    ["anti", "neo", "non", "pseudo", "quasi", "self", "vice",
     "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
)  # fmt: skip
_SECOND = frozenset(
    ["affiliated", "aligned", "allied", "backed", "based", "controlled", "dominated", "driven", "elect", "funded",
     "led", "level", "linked", "oriented", "owned", "planned", "ranking", "related", "sharing", "sponsored",
     "supported", "trained"]
)  # fmt: skip
_QUARTERS = frozenset(["north", "south", "east", "west"])


class Joiner:
    """Decides for one text, from the words that stand elsewhere in it unbroken."""

    def __init__(self, text: str) -> None:
        self._text = text

    def glue(self, end: int, start: int) -> tuple[int, str]:
        """For a line that ends at ``end`` and a next one from ``start``: where the piece ends, and what comes
        between."""
        last, after = self._text[end - 1], self._text[start]
        if last not in HYPHENS or end < 2:
            return end, " "
        before = self._text[end - 2]
        if last == SOFT:
            return end - 1, ""
        if before.isdigit() and after.isdigit():
            return end, ""
        if not (before.isalpha() and after.isalnum()):
            return end, " "
        if after.isdigit() or after.isupper():
            return end, ""
        return (end, "") if self._is_own(end - 1, start) else (end - 1, "")

    def _is_own(self, end: int, start: int) -> bool:
        first = _LAST.search(self._text, max(0, end - 60), end)
        second = _WORD.match(self._text, start)
        if first is None or second is None:
            return False
        one, other = first.group().casefold(), second.group().casefold()
        if one + other in self._words:
            return False
        if f"{one}-{other}" in self._words:
            return True
        if one in _QUARTERS:  # "north-ern" is one word, "north-eastern" two
            return other not in {"ern", "erner", "erners", "ward", "wards", "erly"}
        return one in _FIRST or other in _SECOND

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._text.casefold()))
