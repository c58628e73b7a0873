"""Find catalogue and gazetteer names in running text: one pass, longest match first.

Names are compared word by word, without case, accents and the marks between words, so that "al Qa'ida" meets
"Al-Qaida"; the text itself is never changed. A match must hold a capital letter (or stand in a script without them), so
that "an Islamic state" is no organisation, and an acronym must be written as it is listed. Words that only begin a
sentence are no name: "Security forces" is not "Security Forces".

A name is looked up whole: the first word tells how many words the names that begin so have, and each such stretch of
the text is one look-up, whatever the size of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from grounds.actors.keys import WORD, bare_word, name_key
from grounds.model.actor import Actor, Alias

_BETWEEN = re.compile(r"(?:['’ʼ`][sS])?(?:[\s\-‐‑–/.]{0,3}|\s\()")
#: First words that are often written small ("al-Qaeda") and large at the beginning of a sentence.
_PARTICLES = ("al", "an", "ar", "as", "el", "la", "los", "the")

#: A catalogue name with its actor, or the name of a place.
Entry = tuple[Alias, Actor] | str


@dataclass(frozen=True, slots=True)
class NameMatch:
    """``text[start:end]`` is one of ``entries`` (whatever was put into the index under that name)."""

    start: int
    end: int
    entries: tuple[Entry, ...]


#: What is known of a word as it is written: its letters but for a possessive ending, its key, the lengths of names that
#: begin so (one bit each), whether it is written small.
_Known = tuple[int, str, int, bool]
#: A word of a text: where it starts and ends, and what is known of it.
_Word = tuple[int, int, _Known]


class NameIndex:
    """All names by key; build it once, then :meth:`find` in any number of texts."""

    def __init__(self, actors: Mapping[str, Sequence[tuple[Alias, Actor]]], places: Iterable[str] = ()) -> None:
        self._actors = actors
        self._places: dict[str, str] = {name_key(name): name for name in places}
        #: First word → the numbers of words of names that begin with it, one bit each.
        self._lengths: dict[str, int] = {}
        for names in (actors, self._places):
            for key in names:
                first, _, rest = key.partition(" ")
                bit = 1 << (rest.count(" ") + 2 if rest else 1)
                self._lengths[first] = self._lengths.get(first, 0) | bit
        #: What texts have in capitals comes again and again, and most of it is no name.
        self._entries = lru_cache(maxsize=1 << 15)(self._fitting)
        self._known = lru_cache(maxsize=1 << 16)(self._word)

    def find(self, text: str) -> Iterator[NameMatch]:
        """Matches from left to right, the longest at each place, without overlap."""
        found = self._words_of(text)
        ascii_alone = text.isascii()
        index = capital = 0
        while index < len(found):
            lengths = found[index][2][2]
            size = 1
            if lengths:
                capital = max(capital, index)
                while (
                    capital < len(found)
                    and found[capital][2][3]
                    and (ascii_alone or _after_ascii(text, found, capital))
                ):
                    capital += 1
                # A name of small words alone is none: it must reach as far as the next that is not small.
                if lengths >> capital - index + 1:
                    match, size = self._at(text, found, index, lengths)
                    if match is not None:
                        yield match
            index += size

    def _words_of(self, text: str) -> list[_Word]:
        known = self._known
        found = []
        for match in WORD.finditer(text):
            told, start = known(match.group()), match.start()
            found.append((start, start + told[0], told))
        return found

    def _word(self, written: str) -> _Known:
        word, key = bare_word(written)
        return len(word), key, self._lengths.get(key, 0), word.islower() and word.isascii() and word[0].isalpha()

    def _at(self, text: str, found: list[_Word], index: int, lengths: int) -> tuple[NameMatch | None, int]:
        start, longest = found[index][0], _joined(text, found, index, lengths.bit_length() - 1)
        for size in range(longest, 0, -1):
            if lengths >> size & 1:
                key = " ".join([w[2][1] for w in found[index : index + size]]) if size > 1 else found[index][2][1]
                if key not in self._actors and key not in self._places:
                    continue
                end = found[index + size - 1][1]
                entries = self._entries(text[start:end], key)
                if entries:
                    end += "(" in text[start:end] and text[end : end + 1] == ")"  # "Party of X (Maoist)"
                    return NameMatch(start, end, entries), size
        return None, 1

    def _fitting(self, written: str, key: str) -> tuple[Entry, ...]:
        if _is_small(written):
            return ()
        begins = _only_begins(written)
        actors: list[Entry] = [
            pair
            for pair in self._actors.get(key, ())
            if (pair[0].kind != "acronym" or pair[0].text.removesuffix(".") == written.removesuffix("."))
            and not (begins and _capitals_behind(pair[0].text))
        ]
        place = self._places.get(key)
        return (*actors, place) if place is not None else tuple(actors)


def _is_small(written: str) -> bool:
    """Whether words are written without capitals, in a script that has them."""
    return written.islower() and written.isascii()


def _joined(text: str, found: list[_Word], index: int, most: int) -> int:
    """How many words from ``index`` on, ``most`` at most, stand together as those of a name do."""
    size = 1
    while size < most and index + size < len(found):
        end, start = found[index + size - 1][1], found[index + size][0]
        if text[end:start] != " " and not _BETWEEN.fullmatch(text, end, start):
            break
        size += 1
    return size


def _after_ascii(text: str, found: list[_Word], index: int) -> bool:
    """Whether nothing but ASCII stands between a word and the one before."""
    return text[found[index - 1][1] if index else 0 : found[index][0]].isascii()


def _only_begins(written: str) -> bool:
    """ "Security forces": the one capital may be that of a sentence's beginning."""
    first, _, rest = written.replace("-", " ").partition(" ")
    return bool(rest) and first[:1].isupper() and first[1:].islower() and rest.islower() and rest.isascii()


def _capitals_behind(listed: str) -> bool:
    """Whether a listed name has a capital behind its first word, which is no mere article."""
    first, _, rest = listed.replace("-", " ").partition(" ")
    return first.casefold() not in _PARTICLES and rest != rest.lower()
