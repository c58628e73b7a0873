"""Where sentences begin in text that has lost its full stops: scraped summaries, captions, cables.

Only stretches of many words without any mark are looked at; in punctuated prose nothing is found. A sentence begins
before a speaker and a verb of saying ("… in Wana local officials said the …"), at a word that links sentences
("meanwhile"), at a small word with a capital ("… in Kohat The blast …"), and before "the blast was" behind a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from grounds.language.data import load_data

#: So many words without a mark are no sentence of prose, and so many at least lie between two beginnings.
_LONG, _APART = 28, 5
_MARKLESS = re.compile(r"[^.,;:!?()\[\]\"“”—\n]+")
_WORD = re.compile(r"\S+")


def beginnings(text: str) -> Iterator[int]:
    """Offsets at which a sentence begins inside of a long stretch without marks."""
    for stretch in _MARKLESS.finditer(text):
        found = list(_WORD.finditer(text, stretch.start(), stretch.end()))
        if len(found) < _LONG:
            continue
        words, last = [w[0] for w in found], 0
        for i in range(_APART, len(words) - 2):
            if i - last >= _APART and _begins(words, i):
                last = i
                yield found[i].start()


def _begins(words: list[str], i: int) -> bool:
    data = _words()
    if words[i - 1].lower() in data["open"]:
        return False  # "and", "that", "of": what follows belongs to it
    if words[i].lower() in data["linking"]:
        return True
    small = words[i].lower() in data["determiners"]
    if words[i].istitle() and words[i + 1][0].islower() and (small or words[i].lower() in data["capital_only"]):
        return True
    return _speaks(words, i) or (small and words[i - 1][0].isupper() and _acts(words, i))


def _speaks(words: list[str], i: int) -> bool:
    """Whether a speaker with a verb of saying begins at ``i``: "the local security officials said"."""
    data, end = _words(), i
    while end < min(i + 5, len(words) - 1) and words[end].lower() in data["before_speakers"]:
        end += 1
    told = end + 4 < len(words) and words[end].lower() in data["speakers"] and words[end + 1].lower() in data["saying"]
    whole = words[i - 1].lower() not in data["before_speakers"]
    return told and whole


def _acts(words: list[str], i: int) -> bool:
    """Whether a noun with its verb stands behind the article at ``i``: "the blast was", "two missiles hit"."""
    data = _words()
    return any(
        words[k].lower() in data["finite"] and words[k - 1].islower() and words[k - 1].lower() not in data["open"]
        for k in range(i + 2, min(i + 5, len(words)))
    )


@cache
def _words() -> dict[str, frozenset[str]]:
    return {use: frozenset(listed) for use, listed in load_data("runons.yaml").items()}
