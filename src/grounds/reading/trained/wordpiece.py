"""Words → pieces of a fixed vocabulary, as the encoder was trained on: small letters, no accents, longest piece first.

Only single words are cut here (:mod:`~grounds.reading.trained.sentences` finds them), so that every piece belongs to
one word, and words that come again are cut once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

#: A word longer than this is unknown, as it was in training.
_LONGEST = 100


class Pieces:
    """The vocabulary; calling it with a word gives the numbers of its pieces, at least one."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}
        self.unknown = self._numbers["[UNK]"]
        self.first, self.last, self.blank = (self._numbers[f"[{name}]"] for name in ("CLS", "SEP", "MASK"))

    def __call__(self, word: str) -> tuple[int, ...]:
        """The pieces of one word."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._cut(_plain(word))
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        if not word or len(word) > _LONGEST:
            return (self.unknown,)
        out: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start and (piece := self._numbers.get(("##" if start else "") + word[start:end])) is None:
                end -= 1
            if end == start:
                return (self.unknown,)
            assert piece is not None
            out.append(piece)
            start = end
        return tuple(out)


def _plain(word: str) -> str:
    """Small letters without accents."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")
