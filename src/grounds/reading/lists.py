"""Lists of event nouns: what a member of a list shares with the noun that the list hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grounds.language.syntax import children, first_conjunct, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token


def list_heads(noun: Token) -> Iterator[Token]:
    """The nouns whose parties an event noun of a list shares: "attacks on X, including bombings and kidnappings"."""
    node = first_conjunct(noun)
    if node.i != noun.i:
        yield node
    if node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.dep_ == "pobj":
        node = node.head.head  # "through sharing of intelligence and joint exercises"
    while node.dep_ == "pobj" and node.head.lower_ in {"including", "as", "like", "through"}:
        above = node.head.head
        while above.dep_ == "prep" and above.head.i != above.i:
            above = above.head
        yield above
        yield from (o for c in children(above, "acl", "relcl") for o in children(c, "dobj"))
        if above.dep_ == "pobj":  # the list was hung on the target instead of the event
            yield above.head.head
        node = first_conjunct(above)


def prepositions_of(token: Token, words: tuple[str, ...]) -> list[Token]:
    """Objects of the prepositions ``words`` on ``token``."""
    return [n for w, n in prepositions(token) if w in words]
