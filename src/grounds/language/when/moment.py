"""From when a text counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grounds.language.when.periods import Aim


@dataclass(frozen=True, slots=True)
class Moment:
    """The day from which a text counts (null where unknown) and which occurrence of a recurring date is meant."""

    reference: date | None
    aim: Aim = "past"
    article: bool = False  # "the" stands before the expression: "the last month" is not "last month"
