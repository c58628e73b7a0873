"""The forms in which names are compared, word by word; text itself is never changed."""

from __future__ import annotations

import re
import unicodedata

#: A word of running text.
WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*", re.UNICODE)
_MARKS = re.compile("['’ʼ`]")
_POSSESSIVE = re.compile("['’ʼ`][sS]$")


def word_key(word: str) -> str:
    """The form in which two spellings of a word are compared: without case, accents and apostrophes."""
    if word.isascii():
        return word.replace("'", "").replace("`", "").casefold()
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", word).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def bare_word(written: str) -> tuple[str, str]:
    """A word without a possessive ending, and its key."""
    word = written if written.isalnum() else _POSSESSIVE.sub("", written)
    return word, word_key(word)


def name_key(name: str) -> str:
    """The keys of a name's words, without a leading article; empty where the name holds no word."""
    found = WORD.findall(name)
    if len(found) > 1 and found[0].casefold() == "the":
        del found[0]
    return " ".join([bare_word(w)[1] for w in found])
