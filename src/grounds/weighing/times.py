"""How two periods relate: one day, overlapping, or so many days apart."""

from __future__ import annotations

from typing import Literal, NamedTuple

from grounds.weighing.items import Period

#: ``same_day``: both known to one day. ``overlaps``: they share a day. ``next_day``: one day apart, both known to the
#: day. ``apart``: further. ``unknown``: one is not told.
Relation = Literal["same_day", "overlaps", "next_day", "apart", "unknown"]


class Compared(NamedTuple):
    """How two periods relate, and how many days lie between them (0 where they overlap)."""

    relation: Relation
    days: int | None = None


def compare(one: Period | None, other: Period | None) -> Compared:
    """How two periods relate."""
    if one is None or other is None:
        return Compared("unknown")
    days = gap(one, other)
    if days == 0:
        return Compared("same_day" if one.exact and other.exact else "overlaps", 0)
    return Compared("next_day" if days == 1 and one.exact and other.exact else "apart", days)


def gap(one: Period, other: Period) -> int:
    """Days between two periods; 0 where they overlap. An open end reaches as far as it takes."""
    first, last = _ends(one)
    other_first, other_last = _ends(other)
    if first is not None and other_last is not None and first > other_last:
        return first - other_last
    if other_first is not None and last is not None and other_first > last:
        return other_first - last
    return 0


def _ends(period: Period) -> tuple[int | None, int | None]:
    """First and last day; a period that does not go on ends with its first day where no last one is told."""
    last = period.last
    if last is None and period.open == "no":
        last = period.first
    return period.first, last
