"""Intervals by bootstrap, for benchmarks whose figure is a mean over documents or rows."""

from __future__ import annotations

import random
from collections.abc import Sequence


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
