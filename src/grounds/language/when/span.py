"""What a date expression means: a period in full days, and where its words stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Shift:
    """How an event-anchored date lies to the one it counts from.

    ``unit`` is day, week, month, quarter, year, decade or weekday; ``amount`` is signed, 0 means "the same". For
    ``weekday`` the amount is the number of the day (Monday 0) and the first such day after the base is meant.
    ``onwards`` marks "since then": the period runs on from the base. Unit ``hours`` is "hours later" or "earlier" (the
    day of the base and the next, or the one before); ``part`` is earlier or later in the unit that holds the base.
    """

    unit: str
    amount: int
    onwards: bool = False
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A date expression at ``text[start:end] == words``.

    ``from_``/``to`` are ISO days, the first and the last of the period, null for unbounded or unknown; ``precision``,
    ``open``, ``anchor`` and the kinds are values of the lists ``when.*``; a kind is null where its day is. ``resolved``
    is false where the calendar days could not be told: then both days are null. ``shift`` is set on dates that count
    from another one, until :func:`~grounds.language.when.resolve_relative` has found it.
    """

    start: int
    end: int
    words: str
    from_: str | None
    to: str | None
    precision: str
    open: str = "no"
    from_kind: str | None = None
    to_kind: str | None = None
    anchor: str = "document"
    resolved: bool = True
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A period in days before it is tied to words; the fields mean what they mean in :class:`DateSpan`."""

    start: date | None = None
    end: date | None = None
    precision: str = "vague"
    open: str = "no"
    anchor: str = "document"
    shift: Shift | None = None
    from_kind: str = "actual"

    @property
    def resolved(self) -> bool:
        """Whether at least one end is known."""
        return self.start is not None or self.end is not None
