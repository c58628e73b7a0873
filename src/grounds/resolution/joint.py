"""Forces named together: "Afghan and coalition forces", "Kenyan-Somali troops": one noun, several owners.

The parser hangs the first owner on the noun, on the second owner, or takes it for a noun of its own; so the words are
read from left to right instead: owner, "and" or a hyphen, owner, then the noun with what tells its sort.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.resolution.resolved import Named
from grounds.resolution.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_JOINED = frozenset({"and", "or", "-", "/", "–"})
#: Words between the last owner and the noun ("coalition SECURITY force").
_MOST = 3


def owners(noun: Token, named: dict[int, Named]) -> list[tuple[int, int]]:
    """First and last token of each owner before ``noun``, in order; nothing where there is only one."""
    doc, near = noun.doc, range(noun.i - 1, max(-1, noun.i - _MOST - 1), -1)
    last = next((i for i in near if _owns(doc, i, named)), None)
    if last is None or not all(_tells_sort(doc[i]) for i in range(last + 1, noun.i)):
        return []
    first = noun.sent.start
    if last < first:
        return []
    found = [_span(last, named)]
    while (before := found[0][0] - 2) >= first and doc[before + 1].lower_ in _JOINED and _owns(doc, before, named):
        found.insert(0, _span(before, named))
    return found if len(found) > 1 else []


def owns_jointly(token: Token, named: dict[int, Named], nouns: frozenset[str]) -> bool:
    """Whether ``token`` is an owner before another and their noun, and so is no party by itself."""
    doc = token.doc
    for i in range(token.i + 2, min(token.i + 4 + _MOST, len(doc))):
        noun = doc[i]
        if noun.lemma_.lower() in nouns and any(a <= token.i <= b for a, b in owners(noun, named)[:-1]):
            return True
    return False


def _tells_sort(word: Token) -> bool:
    """Whether a word between the last owner and the noun belongs to the noun: "coalition SECURITY force"."""
    return word.pos_ in {"NOUN", "ADJ", "PROPN"} or (word.tag_ == "VBN" and word.lemma_.lower() in {"combine", "unite"})


def _owns(doc: Doc, i: int, named: dict[int, Named]) -> bool:
    """A state's adjective, a body that sends forces, or a word that tells of such ("coalition", "international")."""
    name = named.get(i)
    if name is not None:
        body = name.actor is not None and name.actor.kind in {"mission", "igo"}
        return name.actor is not None and (name.alias_kind == "adjective" or body)
    return doc[i].lower_ in words("of_others")


def _span(i: int, named: dict[int, Named]) -> tuple[int, int]:
    name = named.get(i)
    return (name.first, name.last) if name is not None else (i, i)
