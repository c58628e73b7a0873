"""Words → spans: a linear head, and the likeliest row of tags by the weights of tags that follow each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grounds.reading.trained.encoder import Array


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span of words ``first``..``last`` (inclusive), its label, and how sure it is (0–1, as the head gives it)."""

    first: int
    last: int
    label: str
    score: float


class Tagger:
    """One tagging head: ``name`` is that of its weights."""

    def __init__(self, weights: Mapping[str, Array], name: str, tags: Sequence[str]) -> None:
        self._weight, self._bias = weights[f"{name}.weight"].T, weights[f"{name}.bias"]
        self._steps, self._starts = weights[f"{name}.steps"], weights[f"{name}.starts"]
        self._tags = list(tags)

    def spans(self, rows: Sequence[Array]) -> list[list[Tagged]]:
        """The spans of each row of words."""
        if not rows:
            return []
        longest = max(len(row) for row in rows)
        scores = np.zeros((len(rows), longest, len(self._tags)), np.float32)
        for i, row in enumerate(rows):
            scores[i, : len(row)] = row @ self._weight + self._bias
        best = self._best(scores, [len(row) for row in rows])
        chances = _softmax(scores)
        return [self._cut(tags, chances[i]) for i, tags in enumerate(best)]

    def _best(self, scores: Array, lengths: Sequence[int]) -> list[list[int]]:
        """The likeliest rows of tags, all rows at once; behind its end a row stays as it is."""
        held = self._starts + scores[:, 0]
        number = np.array(lengths)
        back: list[Any] = []
        for i in range(1, scores.shape[1]):
            ways = held[:, :, None] + self._steps
            origin = ways.argmax(axis=1)
            further = np.take_along_axis(ways, origin[:, None, :], axis=1)[:, 0] + scores[:, i]
            goes_on = (i < number)[:, None]
            held = np.where(goes_on, further, held)
            back.append(np.where(goes_on, origin, np.arange(held.shape[1])))
        rows = [held.argmax(axis=1)]
        for origin in reversed(back):
            rows.append(np.take_along_axis(origin, rows[-1][:, None], axis=1)[:, 0])
        tags = np.stack(rows[::-1], axis=1)
        return [[int(t) for t in row[:length]] for row, length in zip(tags, lengths, strict=True)]

    def _cut(self, row: Sequence[int], chances: Array) -> list[Tagged]:
        spans: list[tuple[int, int, str]] = []
        for i, number in enumerate(row):
            tag = self._tags[number]
            if tag[0] == "I" and spans and spans[-1][1] == i - 1 and spans[-1][2] == tag[2:]:
                spans[-1] = (spans[-1][0], i, tag[2:])
            elif tag != "O":
                spans.append((i, i, tag[2:]))
        out = []
        for first, last, label in spans:
            own = [float(chances[i, row[i]]) for i in range(first, last + 1)]
            out.append(Tagged(first, last, label, float(np.exp(np.mean(np.log(np.maximum(own, 1e-9)))))))
        return out


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)
