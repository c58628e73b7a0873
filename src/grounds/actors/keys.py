"""The forms in which names are compared, word by word; text itself is never changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*", re.UNICODE)
_MARKS = re.compile("['’ʼ`]")
_POSSESSIVE = re.compile("['’ʼ`][sS]$")


def word_key(word: str) -> str:
    """The form in which two spellings of a word are compared: without case, accents and apostrophes."""
    if word.isascii():
        return word.replace("'", "").replace("`", "").casefold()
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", word).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


#: The words of running text come again and again; those of a long list of names do not, and would only fill it.
_word_key = lru_cache(maxsize=1 << 16)(word_key)


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and key of each word; a possessive ending is no part of it."""
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if not word.isalnum():
            word = _POSSESSIVE.sub("", word)
        yield start, start + len(word), _word_key(word)


def name_key(name: str) -> str:
    """The keys of a name's words, without a leading article; empty where the name holds no word."""
    found = _WORD.findall(name)
    if len(found) > 1 and found[0].casefold() == "the":
        del found[0]
    return " ".join([word_key(_POSSESSIVE.sub("", w)) if not w.isalnum() else word_key(w) for w in found])
