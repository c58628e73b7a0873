"""The forms in which place names are compared. Text is never changed: these are copies, for comparing only.

================= ============================ ======================================================
function          "Qal‘ah-ye Now District"     what it does away with
================= ============================ ======================================================
``place_key``     ``qalah ye now``             case, accents, marks, "Province", "District" and the like
``sound_key``     ``kalaynau``                 spellings of one name in Latin letters: articles, q and k,
                                               -pore and -pur, doubled letters, ou and u, spaces
``split_kind``    ``("Qal‘ah-ye Now", …)``     the word that tells what kind of place it is
================= ============================ ======================================================

``sound_key`` is rough: it is asked only within a country that the text speaks of, and only after ``place_key``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


def read_data(name: str) -> Any:
    """A file of ``places/data``."""
    return yaml.load(files("grounds.places").joinpath("data", name).read_text("utf-8"), yaml.CSafeLoader)


_KINDS: dict[str, Any] = read_data("kinds.yaml")
#: A word that tells a place's kind → the levels that it may stand for, likeliest first.
KIND_LEVELS: dict[str, tuple[str, ...]] = {
    word: tuple(kinds.split()) for kinds, words in _KINDS["levels"].items() for word in words
}
_ENDINGS = "|".join(sorted((re.escape(w) for w in _KINDS["endings"]), key=len, reverse=True))
_TYPE = re.compile(rf"\s+(?:{_ENDINGS})$|^(?:{'|'.join(_KINDS['beginnings'])})\s+", re.IGNORECASE)
#: Words without which no ending or beginning can stand there.
_LAST = frozenset(w.split()[-1] for w in _KINDS["endings"])
_FIRST = frozenset(w.split()[0] for w in _KINDS["beginnings"])
_KIND_WORDS = "|".join(sorted((re.escape(w) for w in KIND_LEVELS), key=len, reverse=True))
_KIND_BEHIND = re.compile(rf"^(?P<name>.+?)[\s-]+(?P<kind>{_KIND_WORDS})$", re.IGNORECASE)
_KIND_BEFORE = re.compile(rf"^(?:the\s+)?(?P<kind>{_KIND_WORDS})\s+of\s+(?:the\s+)?(?P<name>.+)$", re.IGNORECASE)
_MARKS = str.maketrans(dict.fromkeys("’'ʼ‘`ʻʿʾ´", "") | dict.fromkeys("-–‐‑/", " "))


class _Unaccented(dict[int, int | None]):
    """For ``translate``: takes out marks that stand on other characters; each is asked for once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_UNACCENTED = _Unaccented()


def plain(text: str) -> str:
    """Lower case without accents and marks, single spaces."""
    return " ".join(_lowered(text).split())


def _lowered(text: str) -> str:
    text = text.translate(_MARKS).casefold()
    return text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_UNACCENTED)


def place_key(name: str) -> str:
    """The form in which place names are compared."""
    return _without_kind(plain(name))


def place_keys(names: Sequence[str]) -> list[str]:
    """:func:`place_key` of each name, a line each on the way: a third of the time."""
    lines = _lowered("\n".join(names)).split("\n")
    if len(lines) != len(names):  # a name with a line break in it
        return [place_key(name) for name in names]
    return [_without_kind(" ".join(line.split())) if not line.isalnum() else line for line in lines]


#: :func:`place_key` for names that are asked for: they come again, those of the tables do not.
asked_key = lru_cache(maxsize=1 << 14)(place_key)


def _without_kind(name: str) -> str:
    if " " not in name:
        return name
    words = name.casefold().split(" ")
    return _TYPE.sub("", name) if words[-1] in _LAST or words[0] in _FIRST else name


def split_kind(words: str) -> tuple[str, tuple[str, ...], str]:
    """Name, the levels that its kind word may stand for, and that word: "the town of X" → ``X``, settlement, town.

    Without such a word the levels are empty.
    """
    words = " ".join(words.split())
    found = _KIND_BEFORE.match(words) or _KIND_BEHIND.match(words)
    if found is None:
        return words, (), ""
    kind = found["kind"].lower()
    return found["name"].strip(), KIND_LEVELS[kind], kind


# ------------------------------------------------------------------------------------------------------ by its sound

#: Articles before a name ("Al Bab", "El Fasher", "Ash Shaddadah"), by word.
_ARTICLES = frozenset(_KINDS["articles"])
#: Small words within names, which are written without a capital.
PARTICLES = _ARTICLES | frozenset(_KINDS["particles"])
_SOUNDS = [(re.compile(pattern, re.MULTILINE), by) for pattern, by in _KINDS["sounds"]]


@lru_cache(maxsize=200_000)
def sound_key(name: str) -> str:
    """One form for the spellings of a name; empty where next to nothing would be left of it."""
    return sound_keys([name])[0]


def sound_keys(names: Iterable[str]) -> list[str]:
    """:func:`sound_key` of each name, a line each while the patterns go over them: a fifth of the time."""
    lines = "\n".join(map(_letters, place_keys(list(names))))
    for pattern, by in _SOUNDS:
        lines = pattern.sub(by, lines)
    return [sound if len(sound) >= 3 else "" for sound in lines.split("\n")]


def _letters(key: str) -> str:
    """The letters and figures of a name's key, without articles."""
    words = key.split()
    kept = [w for w in words if w not in _ARTICLES] if len(words) > 1 else words
    joined = "".join(kept or words)
    return joined if joined.isalnum() else "".join(c for c in joined if c.isalnum())


def bare(name: str) -> str:
    """A division's name as written, without "Province" and the like."""
    return _without_kind(name) or name


def consonants(sound: str) -> str:
    """The first letter and the consonants of a :func:`sound_key`; empty where they are too few to tell names apart."""
    kept = ("a" if sound[:1] in "aiu" else sound[:1]) + "".join(c for c in sound[1:] if c not in "aiuwh")
    return kept if len(kept) >= 4 else ""


_ARABIC: dict[str, str] = _KINDS["arabic"]
_ARABIC_KINDS = re.compile(rf"(?:^|\s)(?:{'|'.join(_KINDS['arabic_kinds'])})(?=\s|$)")


def is_arabic(name: str) -> bool:
    """Whether a name is written in the Arabic script (Arabic, Persian, Pashto, Urdu …)."""
    return "\u0600" <= name[0] <= "\u06ff"


@lru_cache(maxsize=200_000)
def arabic_sound(name: str) -> str:
    """What :func:`sound_key` would give for a name in the Arabic script, but for its vowels."""
    bared = _ARABIC_KINDS.sub(" ", name)
    words = [w.removeprefix("ال") for w in bared.split()]
    letters = "".join(_ARABIC.get(c, "") for c in "".join(words))
    return re.sub(r"(.)\1+", r"\1", letters)
