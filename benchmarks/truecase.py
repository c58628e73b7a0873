"""Capitals for text without any: names that the product knows, and words that English does not have.

A word gets a capital at the beginning of a sentence, where the catalogue or the gazetteer has it in a name and the
dictionary of the product's lemmatiser does not know it as a plain word, and where no dictionary knows it at all. Short
words in brackets are acronyms, there and everywhere else in the text. Lengths and offsets stay.
"""

from __future__ import annotations

import calendar
import re
from functools import cache

from grounds.actors import load_catalogue
from grounds.language.pipeline import load_model

_WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ'’]*")
_START = re.compile(r"(?:^|(?<!\.\w)[.!?\]]\s+|\n\s*|[,:]\s\"|^\")([a-zà-ÿ])")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_ACRONYM = re.compile(r"\(([a-z][a-z-]{1,7})\)")
_BEFORE_NAME = re.compile(r"\b(?:san|santa|santo|el|la|las|los|col|gen|lt|capt|sgt|mr|dr)(?=\.? [A-Z])")
_CALENDAR = frozenset(n.lower() for n in (*calendar.month_name[1:], *calendar.day_name) if n != "May")
_ENDINGS = ("", "s", "es", "ed", "d", "ing", "ly", "er", "ers", "'s", "n", "r")


@cache
def plain_words() -> frozenset[str]:
    """Words of the lemmatiser's dictionary, and words without which no sentence is made."""
    nlp = load_model()
    lookups = nlp.get_pipe("lemmatizer").lookups
    index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    listed = {word for kind in index for word in index[kind]} | {w for kind in exceptions for w in exceptions[kind]}
    return frozenset(listed | set(nlp.Defaults.stop_words))


@cache
def actor_names() -> dict[str, list[str]]:
    """Actors' names of several words, by their first word in small letters, the longest first."""
    out: dict[str, list[str]] = {}
    for actor in load_catalogue().actors.values():
        for name in (actor.name, *(alias.text for alias in actor.aliases)):
            if " " in name and name.isascii():
                out.setdefault(name.split()[0].lower(), []).append(name)
    return {first: sorted(names, key=len, reverse=True) for first, names in out.items()}


@cache
def _known_acronyms() -> frozenset[str]:
    """The acronyms of actors, in small letters."""
    names = (alias.text for actor in load_catalogue().actors.values() for alias in actor.aliases)
    return frozenset(n.lower() for n in names if n.isalpha() and n.isupper() and len(n) > 2)


@cache
def is_plain(word: str) -> bool:
    """Whether English has the word, in some form."""
    stems = {word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)}
    stems |= {s + "e" for s in stems} | {s[:-1] + "y" for s in stems if s.endswith("i")}
    return any(stem in plain_words() for stem in stems if len(stem) > 1) or len(word) == 1


def with_capitals(text: str) -> str:
    """The text with capitals; a text that has some is left as it is."""
    if any(c.isupper() for c in text):
        return text
    acronyms = {m.group(1) for m in _ACRONYM.finditer(text) if not is_plain(m.group(1))}

    def cased(match: re.Match[str]) -> str:
        word = match.group()
        bare = word.removesuffix("'s")
        if bare in acronyms or (bare in _known_acronyms() and bare not in plain_words()):
            return bare.upper() + word[len(bare) :]
        if not is_plain(bare) or bare in _peoples() or bare in _CALENDAR:
            return word[:1].upper() + word[1:]
        return word

    out = _with_names(text, _WORD.sub(cased, text))
    out = _BEFORE_NAME.sub(lambda m: m.group()[:1].upper() + m.group()[1:], out)
    out = _INITIALS.sub(lambda m: m.group() if m.group() in {"a.m.", "p.m."} else m.group().upper(), out)
    out = _START.sub(lambda m: m.group()[:-1] + m.group(1).upper(), out)
    return out if len(out) == len(text) else text


def _with_names(plain: str, out: str) -> str:
    """``out`` with the names of actors that stand in the plain text as the catalogue writes them."""
    for match in _WORD.finditer(plain):
        for name in actor_names().get(match.group(), ()):
            end = match.start() + len(name)
            if plain.startswith(name.lower(), match.start()) and not plain[end : end + 1].isalnum():
                out = out[: match.start()] + name + out[end:]
                break
    return out


@cache
def _peoples() -> frozenset[str]:
    """Words of the names of states and of what is called after them ("colombian"), whatever the dictionary says."""
    states = [a for a in load_catalogue().actors.values() if a.id.startswith("state-")]
    names = [n for a in states for n in (a.name, *(alias.text for alias in a.aliases))]
    words = {w.lower() for name in names for w in re.findall(r"\b[A-ZÀ-Þ]\w{3,}", name)}
    common = {"states", "state", "republic", "kingdom", "islands", "united", "democratic", "government", "people"}
    return frozenset(words - common)
