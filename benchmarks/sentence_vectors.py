"""What the trained encoder gives of a text's words, and means over stretches of them: figures for fitted parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grounds.language.pipeline import parse
from grounds.model.document import Document
from grounds.pipeline import Pipeline
from grounds.reading.trained.reader import TrainedReader


@dataclass(frozen=True)
class WordRows:
    """The words that the encoder looked at: where each begins in the canonical text, and its row of figures."""

    starts: Any
    rows: Any

    def mean(self, start: int = 0, end: int | None = None) -> Any:
        """The mean over the words that begin in ``start:end``; all zero where there is none."""
        last = len(self.starts) if end is None else int(np.searchsorted(self.starts, end))
        found = self.rows[int(np.searchsorted(self.starts, start)) : last]
        return found.mean(axis=0) if len(found) else np.zeros(self.rows.shape[1], np.float32)


def word_rows(documents: Sequence[Document]) -> list[WordRows]:
    """Of each document its words as the encoder sees them."""
    reader, resolver = TrainedReader(), Pipeline(reader="frames").resolver
    found: dict[str, list[tuple[int, Any]]] = {}
    for parsed in parse({d.id: d for d in documents}.values()):
        held = found.setdefault((parsed.whole or parsed.document).id, [])
        for one in reader.seen(resolver.resolve(parsed)):
            places = [parsed.offsets(*word)[0] for word in one.stretch.words]
            held += zip(places, one.words, strict=True)
    none = np.zeros((0, reader.width), np.float32)
    held = {i: sorted(words, key=lambda w: w[0]) for i, words in found.items()}
    rows = {
        i: WordRows(np.array([w[0] for w in words]), np.stack([w[1] for w in words]))
        for i, words in held.items()
        if words
    }
    return [rows.get(d.id, WordRows(np.zeros(0, np.int64), none)) for d in documents]


def vectors_by(reader: str, documents: Sequence[Document]) -> list[Any]:
    """Of each document the mean over its words where trained models read; null for each where the rules alone do."""
    return [None] * len(documents) if reader == "frames" else [found.mean() for found in word_rows(documents)]
