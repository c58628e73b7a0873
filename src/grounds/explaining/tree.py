"""A piece of a parse as an indented tree: the words concerned, and those by which they hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree: strokes, the word, its part of speech and how it hangs on the word above, and what it is."""

    strokes: str
    word: str
    label: str
    note: str


def tree(notes: Mapping[int, str], tokens: Mapping[int, Token]) -> list[Branch]:
    """The smallest tree that holds the words of ``notes`` (by their place in the text), in the order of the text."""
    inside = _inside([tokens[i] for i in notes])
    roots = [t for t in sorted(inside.values(), key=lambda t: t.i) if t.head.i not in inside or t.head.i == t.i]
    lines: list[Branch] = []
    for root in roots:
        _grow(root, "", "", inside, notes, lines)
    return lines


def _inside(wanted: list[Token]) -> dict[int, Token]:
    """The words and all between them and the lowest word that holds them all."""
    ways = [_way_up(token) for token in wanted]
    common = set.intersection(*({t.i for t in way} for way in ways)) if ways else set()
    found: dict[int, Token] = {}
    for way in ways:
        for token in way:
            found[token.i] = token
            if token.i in common:  # the lowest that they share: what is above it concerns none of them
                break
    return found


def _way_up(token: Token) -> list[Token]:
    way = [token]
    while way[-1].head.i != way[-1].i:
        way.append(way[-1].head)
    return way


def _grow(
    token: Token, before: str, stroke: str, inside: Mapping[int, Token], notes: Mapping[int, str], lines: list[Branch]
) -> None:
    label = f"{token.pos_.lower()} · {token.dep_.lower()}"
    lines.append(Branch(before + stroke, token.text, label, notes.get(token.i, "")))
    below = sorted((c for c in token.children if c.i in inside), key=lambda t: t.i)
    deeper = before + ("" if not stroke else "│  " if stroke == "├─ " else "   ")
    for number, child in enumerate(below, start=1):
        _grow(child, deeper, "└─ " if number == len(below) else "├─ ", inside, notes, lines)
