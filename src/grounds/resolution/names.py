"""Find catalogue and gazetteer names in running text: one pass, longest match first.

Names are compared word by word, without case, accents and the marks between words, so that "al Qa'ida" meets
"Al-Qaida"; the text itself is never changed. A match must hold a capital letter (or stand in a script without them), so
that "an Islamic state" is no organisation, and an acronym must be written as it is listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*", re.UNICODE)
_MARKS = re.compile("['’ʼ`]")
_POSSESSIVE = re.compile("['’ʼ`][sS]$")
_BETWEEN = re.compile(r"(?:['’ʼ`][sS])?[\s\-‐‑–/.]{0,3}")


def word_key(word: str) -> str:
    """The form in which two spellings of a word are compared."""
    word = _MARKS.sub("", word)
    if word.isascii():
        return word.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and key of each word; a possessive ending is no part of it."""
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        yield match.start(), match.start() + len(word), word_key(word)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """``text[start:end]`` is one of ``entries`` (whatever was put into the index under that name)."""

    start: int
    end: int
    entries: tuple[object, ...]


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    entries: list[tuple[str, bool, object]] = field(default_factory=list)


class NameIndex:
    """A tree of words; build it once, then :meth:`find` in any number of texts."""

    def __init__(self, names: Iterable[tuple[str, bool, object]] = ()) -> None:
        self._root = _Node()
        for name, exact, entry in names:
            self.add(name, entry, exact=exact)

    def add(self, name: str, entry: object, *, exact: bool = False) -> None:
        """Enter a name; with ``exact`` (acronyms) upper and lower case must agree."""
        node = self._root
        for _, _, key in _words(name):
            node = node.next.setdefault(key, _Node())
        if node is not self._root:
            node.entries.append((name, exact, entry))

    def find(self, text: str) -> Iterator[NameMatch]:
        """Matches from left to right, the longest at each place, without overlap."""
        words = list(_words(text))
        index = 0
        while index < len(words):
            match, length = self._at(text, words, index)
            if match is not None:
                yield match
            index += length

    def _at(self, text: str, words: list[tuple[int, int, str]], index: int) -> tuple[NameMatch | None, int]:
        node, start = self._root, words[index][0]
        best: NameMatch | None = None
        length = 1
        for step in range(index, len(words)):
            if step > index and not _BETWEEN.fullmatch(text, words[step - 1][1], words[step][0]):
                break
            following = node.next.get(words[step][2])
            if following is None:
                break
            node = following
            entries = self._fitting(node, text[start : words[step][1]])
            if entries:
                best, length = NameMatch(start, words[step][1], entries), step - index + 1
        return best, length

    @staticmethod
    def _fitting(node: _Node, written: str) -> tuple[object, ...]:
        if not node.entries or (written.islower() and written.isascii()):
            return ()
        return tuple(entry for name, exact, entry in node.entries if not exact or name == written)
