"""Examples as tensors: batches of like length, the pieces of words, and the words that pieces begin."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from grounds.reading.trained.sentences import KNOWN
from grounds.reading.trained.wordpiece import Pieces
from training.examples import Example


@dataclass
class Batch:
    """Some examples: ``heads`` is where each word's first piece stands, ``words`` 1 for a word and 0 for none."""

    pieces: Tensor
    known: Tensor
    mask: Tensor
    heads: Tensor
    words: Tensor
    examples: list[Example]


class Batches:
    """Makes batches; in training pieces and what is known are left out at random, so that neither is leant on alone."""

    def __init__(self, pieces: Pieces, values: dict[str, dict[str, int]], *, size: int = 16, seed: int = 7) -> None:
        self.pieces, self.values, self.size = pieces, values, size
        self.random = random.Random(seed)

    def shuffled(self, examples: Sequence[Example]) -> Iterator[Batch]:
        """All examples once, those of like length together, in a new order each time."""
        order = sorted(range(len(examples)), key=lambda i: len(examples[i]["texts"]) + self.random.random() * 6)
        groups = [order[i : i + self.size] for i in range(0, len(order), self.size)]
        self.random.shuffle(groups)
        for group in groups:
            yield self.batch([examples[i] for i in group], blank=0.06)

    def plain(self, examples: Sequence[Example], size: int = 32) -> Iterator[Batch]:
        """All examples once, in order, with nothing left out."""
        for i in range(0, len(examples), size):
            yield self.batch(list(examples[i : i + size]), blank=0.0)

    def batch(self, examples: list[Example], blank: float) -> Batch:
        """The tensors of some examples."""
        rows = [self._row(e, blank) for e in examples]
        length, words = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
        pieces = torch.zeros(len(rows), length, dtype=torch.long)
        known = torch.zeros(len(rows), length, len(KNOWN), dtype=torch.long)
        mask, real = torch.zeros(len(rows), length), torch.zeros(len(rows), words)
        heads = torch.zeros(len(rows), words, dtype=torch.long)
        for i, (own, told, first) in enumerate(rows):
            pieces[i, : len(own)], mask[i, : len(own)] = torch.tensor(own), 1
            known[i, : len(own)] = torch.tensor(told)
            heads[i, : len(first)], real[i, : len(first)] = torch.tensor(first), 1
        return Batch(pieces, known, mask, heads, real, examples)

    def _row(self, e: Example, blank: float) -> tuple[list[int], list[tuple[int, ...]], list[int]]:
        none = (0,) * len(KNOWN)
        own, told, first = [self.pieces.first], [none], []
        for word, known in zip(e["texts"], e["known"], strict=True):
            cut = self.pieces(word)
            if blank and self.random.random() < blank:
                cut = (self.pieces.blank,) * len(cut)
            figures = tuple(self.values[n].get(v, 0) for n, v in zip(KNOWN, known, strict=True))
            if blank:
                figures = tuple(0 if self.random.random() < 0.1 else f for f in figures)
            first.append(len(own))
            own += cut
            told += [figures] * len(cut)
        return [*own, self.pieces.last], [*told, none], first
