"""Intervals by bootstrap, for benchmarks whose figure is a mean over documents or rows."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


def interval(values: Sequence[float], *, rounds: int = 1000, seed: int = 20) -> tuple[float, float] | None:
    """The 95 % interval of the mean of ``values``, drawn with replacement; null with fewer than two."""
    if len(values) < 2:
        return None
    draw = random.Random(seed)
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(rounds))
    return round(means[int(rounds * 0.025)], 3), round(means[int(rounds * 0.975)], 3)


def mean(values: Sequence[float]) -> float | None:
    """The mean, rounded; null of nothing."""
    return round(sum(values) / len(values), 3) if values else None


def wilson(right: int, number: int, *, z: float = 1.96) -> tuple[float, float] | None:
    """Wilson's 95 % interval of a share of ``number`` judged one by one; null of none."""
    if not number:
        return None
    share, spread = right / number, z * z / number
    middle = (share + spread / 2) / (1 + spread)
    half = z * ((share * (1 - share) + spread / 4) / number) ** 0.5 / (1 + spread)
    return round(middle - half, 3), round(middle + half, 3)


@dataclass(frozen=True, slots=True)
class Hits:
    """How many of ours are right, out of how many of ours and of those asked for."""

    right: int = 0
    ours: int = 0
    gold: int = 0

    def __add__(self, other: Hits) -> Hits:
        return Hits(self.right + other.right, self.ours + other.ours, self.gold + other.gold)

    def figures(self) -> dict[str, Any]:
        """Precision, recall and F1; null where there is nothing to count."""
        precision = self.right / self.ours if self.ours else None
        recall = self.right / self.gold if self.gold else None
        f1 = 2 * self.right / (self.ours + self.gold) if self.ours + self.gold else None
        told = {"precision": precision, "recall": recall, "f1": f1}
        return {"gold": self.gold} | {k: round(v, 3) if v is not None else None for k, v in told.items()}


def f1_interval(documents: Sequence[Hits], *, rounds: int = 1000, seed: int = 20) -> tuple[float, float] | None:
    """The 95 % interval of F1 over all, by documents drawn with replacement; null with fewer than two."""
    if len(documents) < 2:
        return None
    draw = random.Random(seed)
    sums = (sum(draw.choices(documents, k=len(documents)), Hits()) for _ in range(rounds))
    values = sorted(s.figures()["f1"] or 0.0 for s in sums)
    return round(values[int(rounds * 0.025)], 3), round(values[int(rounds * 0.975)], 3)


def interval_of(
    rows: Sequence[Any], figure: Callable[[Sequence[Any]], float], *, rounds: int = 300, seed: int = 20
) -> tuple[float, float] | None:
    """The 95 % interval of any figure over rows (documents), drawn with replacement; null with fewer than two."""
    if len(rows) < 2:
        return None
    draw = random.Random(seed)
    figures = sorted(figure(draw.choices(rows, k=len(rows))) for _ in range(rounds))
    return round(figures[int(rounds * 0.025)], 3), round(figures[int(rounds * 0.975)], 3)
