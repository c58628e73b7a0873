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


def wilson(right: int, number: int, *, z: float = 1.96) -> tuple[float, float] | None:
    """Wilson's 95 % interval of a share of ``number`` judged one by one; null of none."""
    if not number:
        return None
    share, spread = right / number, z * z / number
    middle = (share + spread / 2) / (1 + spread)
    half = z * ((share * (1 - share) + spread / 4) / number) ** 0.5 / (1 + spread)
    return round(middle - half, 3), round(middle + half, 3)
