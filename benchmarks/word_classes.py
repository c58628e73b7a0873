"""What the product's own parse says of each word, by offsets: its class, and the vector behind the class."""

from __future__ import annotations

from collections.abc import Sequence

from grounds.language.pipeline import parse
from grounds.model.document import Document

#: A word's class (part of speech and relation) and its vector in the sentence.
Seen = tuple[str, tuple[float, ...]]
UNSEEN: Seen = ("none", ())


def word_classes(documents: Sequence[Document], words: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[Seen, ...]]:
    """What the parse says of each word of each document; the word is told by where it begins."""
    by_id: dict[str, dict[int, Seen]] = {}
    for parsed in parse(d for d in {d.id: d for d in documents}.values()):
        held: dict[int, Seen] = {}
        for token, vector in zip(parsed.doc, parsed.doc.tensor, strict=True):
            _, start, end = parsed.words(token.idx, token.idx + len(token.text))
            seen = f"{token.tag_} {token.dep_}", tuple(round(float(x), 2) for x in vector)
            held |= dict.fromkeys(range(start, end), seen)
        by_id[parsed.document.id] = held
    return [
        tuple(by_id.get(d.id, {}).get(start, UNSEEN) for start, _ in places)
        for d, places in zip(documents, words, strict=True)
    ]
