"""How sure a figure is: 95 % intervals by drawing again, and of a single share.

Claims of one document are no independent draws, so precision, recall and F1 are drawn by documents. Where figures are
many and small, as for each field or predicate, drawing again would give 1.0–1.0 for one right claim of one; Wilson's
interval does not.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Unit = TypeVar("Unit")
Interval = tuple[float, float]

#: The normal deviate of 95 %.
_DEVIATE = 1.959964


def drawn_intervals(
    units: Sequence[Unit],
    shares: Callable[[Sequence[Unit]], Mapping[str, float]],
    rounds: int,
    seed: int,
) -> dict[str, Interval | None]:
    """The 95 % interval of each share over units drawn with replacement; null with fewer than two of them."""
    names = shares(units)
    if len(units) < 2:
        return dict.fromkeys(names)
    draw = random.Random(seed)
    rows = [shares([draw.choice(units) for _ in units]) for _ in range(rounds)]
    return {name: _middle(sorted(row[name] for row in rows)) for name in names}


def _middle(values: Sequence[float]) -> Interval:
    return values[int(0.025 * len(values))], values[min(int(0.975 * len(values)), len(values) - 1)]


def share_interval(part: int, whole: int) -> Interval | None:
    """Wilson's 95 % interval of a share; null where there is nothing to share."""
    if not whole:
        return None
    share, square = part / whole, _DEVIATE**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = _DEVIATE / (1 + square / whole) * math.sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    return round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3)
