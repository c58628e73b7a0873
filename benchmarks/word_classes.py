"""The word classes that the product's own parse gives, beside words by offsets."""

from __future__ import annotations

from collections.abc import Sequence

from grounds.language.pipeline import parse
from grounds.model.document import Document


def word_classes(documents: Sequence[Document], words: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[str, ...]]:
    """Of each document, the class (part of speech and relation) of each word, by where it begins."""
    by_id: dict[str, dict[int, str]] = {}
    for parsed in parse(d for d in {d.id: d for d in documents}.values()):
        held: dict[int, str] = {}
        for token in parsed.doc:
            _, start, end = parsed.words(token.idx, token.idx + len(token.text))
            held |= dict.fromkeys(range(start, end), f"{token.tag_} {token.dep_}")
        by_id[parsed.document.id] = held
    return [
        tuple(by_id.get(d.id, {}).get(start, "none") for start, _ in places)
        for d, places in zip(documents, words, strict=True)
    ]
