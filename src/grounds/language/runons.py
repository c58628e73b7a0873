"""Where sentences begin in text that has lost its full stops: scraped summaries, captions, cables.

Only stretches of many words without any mark are looked at; in punctuated prose nothing is found. A sentence begins
before a speaker and a verb of saying ("… in Wana local officials said the …"), at a word that links sentences
("meanwhile"), at a small word with a capital ("… in Kohat The blast …"), before "the blast was" behind a name, and
before any doer with its verb where the words before it are a whole statement that does not want it ("… in Bara the SFs
clashed with …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from grounds.language.data import load_data

#: So many words without a mark are no sentence of prose, so many at least lie between two beginnings, and so far from
#: its beginning a doer has its verb.
_LONG, _APART, _DOER = 28, 5, 8
#: So many words behind "including" may be a list.
_LIST = 4
#: Shorter words belong to a name ("Tehreek e Taliban").
_SHORT = 2
#: Lists of words that want what follows them.
_WANTING = ("open", "saying", "determiners", "two_fold", "finite")
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
            if i - last >= _APART and (_begins(words, i) or _states(words, last, i)):
                last = i
                yield found[i].start()


def _begins(words: list[str], i: int) -> bool:
    data = _words()
    if words[i - 1].lower() in data["dangling"] and _speaks(words, i):
        return True  # "was killed on officials said": the day is lost
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
    whole = words[i - 1].lower() not in data["before_speakers"] and not (words[i].istitle() and words[i - 1].istitle())
    return told and whole


def _acts(words: list[str], i: int) -> bool:
    """Whether a noun with its verb stands behind the article at ``i``: "the blast was", "two missiles hit"."""
    data = _words()
    return any(
        words[k].lower() in data["finite"] and words[k - 1].islower() and words[k - 1].lower() not in data["open"]
        for k in range(i + 2, min(i + 5, len(words)))
    )


def _states(words: list[str], last: int, i: int) -> bool:
    """Whether a statement with a doer of its own begins at ``i``, behind one that is whole: "… in Bara the SFs also
    clashed", "… of Khyber troops targeted a camp"."""
    if not _may_begin(words, last, i) or not any(_finite(words, k) for k in range(last + 1, i)):
        return False
    end = next((k for k in range(i + 1, min(i + _DOER, len(words) - 1)) if not _of_a_doer(words, i, k)), None)
    return end is not None and _finite(words, end)


def _may_begin(words: list[str], last: int, i: int) -> bool:
    """Whether a doer may begin at ``i``: no word before it, and no name before it, wants it."""
    data, word, before = _words(), words[i].lower(), words[i - 1].lower()
    counts = word in data["determiners"] or word.isdigit() or f"{word} {words[i + 1].lower()}" in data["counting"]
    participle = before.endswith(("ing", "ed")) and before not in data["no_participles"]
    if participle or before.isdigit() or any(before in data[use] for use in _WANTING):
        return False
    if any(w.lower() == "including" for w in words[max(last, i - _LIST) : i]):
        return False
    governor = _governor(words, last, i)
    if governor in data["saying"] or _abbreviates(words, i):
        return False  # "told Reuters five people were hurt"
    if counts:
        return True
    if (
        len(before) < _SHORT
        or any(word in data[use] for use in ("open", "of_places", "two_fold", "finite"))
        or (word.endswith("ing") and word not in data["no_participles"])
    ):
        return False
    if governor == "of" and _left_open(words, last, i):
        return False  # "ten died and four members of the X militia were hurt"
    named, in_place = words[i - 1][0].isupper() and before not in data["bare"], governor in data["before_places"]
    if word in data["bare"]:
        return before not in data["bare"] and (
            in_place if named else words[i][0].isupper() or before in data["of_places"]
        )
    return in_place and named and words[i].islower()


def _abbreviates(words: list[str], i: int) -> bool:
    """ "the security forces SFs": the capitals of a short form begin the words before it."""
    capitals = [c.lower() for c in words[i] if c.isupper()]
    before = words[max(0, i - len(capitals)) : i]
    return len(capitals) > 1 and [w[0].lower() for w in before] == capitals


def _left_open(words: list[str], last: int, i: int) -> bool:
    """Whether a conjunction behind the last verb before ``i`` waits for a verb of its own."""
    data = _words()
    for word in reversed(words[last:i]):
        if word.lower() in {"and", "while", "when", "as"}:
            return True
        if word.lower() in data["finite"] or word.lower() in data["two_fold"]:
            return False
    return False


def _governor(words: list[str], last: int, i: int) -> str:
    """The word before the name, with its article and the nouns of places, that ends before ``i``."""
    data, k = _words(), i - 1
    while k > last and (words[k][0].isupper() or words[k].lower() in data["of_places"] or words[k].lower() == "the"):
        k -= 1
    return words[k].lower()


def _of_a_doer(words: list[str], i: int, k: int) -> bool:
    """Whether the word at ``k`` goes on with the noun that begins at ``i``."""
    data, word = _words(), words[k].lower()
    if word in data["finite"] or word in data["two_fold"] or word in data["adverbs"]:
        return False
    if word in {"and", "of"}:
        return k > i and not _finite(words, k + 1)
    if word in data["relatives"]:
        return False
    joined = words[k - 1].lower() in {"and", "of"} or f"{words[k - 1]} {word}".lower() in data["counting"]
    return word not in data["open"] or joined


def _finite(words: list[str], k: int) -> bool:
    """Whether the word at ``k``, an adverb before it or not, is a finite verb."""
    data = _words()
    while words[k].lower() in data["adverbs"] and k + 1 < len(words):
        k += 1
    word = words[k].lower()
    if word in data["two_fold"]:
        return k + 1 < len(words) and words[k + 1].lower() not in data["not_hit"]
    return word in data["finite"]


@cache
def _words() -> dict[str, frozenset[str]]:
    return {use: frozenset(listed) for use, listed in load_data("runons.yaml").items()}
