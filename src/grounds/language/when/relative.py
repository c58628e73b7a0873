"""Dates that count from another date of the text: "three months later", "the next day", "since then"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from grounds.language.when.find import tied_to
from grounds.language.when.span import DateSpan

#: A date as rough as this cannot be counted from by a unit finer than itself.
_FINENESS = {"day": 0, "week": 1, "month": 2, "quarter": 3, "season": 4, "year": 5, "decade": 6, "vague": 7}


def resolve_relative(spans: Iterable[DateSpan], reference: date | None) -> list[DateSpan]:
    """The spans of one text in its order, each that counts from another resolved against the last dated one before it.

    Dates are inherited forwards, never backwards. A date that is rougher than what is counted ("in 2012 … two days
    later") gives no days, nor does one that lies open to the past. Without an earlier date such a span stays
    unresolved: the reference date is the day of writing, not of an event. It serves only to drop what would lie
    after it.
    """
    previous: DateSpan | None = None
    out: list[DateSpan] = []
    for span in spans:
        if span.shift is not None and previous is not None:
            span = _counted(span, previous, reference)
        out.append(span)
        if span.resolved and span.from_ is not None:
            previous = span
    return out


def _counted(span: DateSpan, previous: DateSpan, reference: date | None) -> DateSpan:
    if span.shift is None or previous.from_ is None or _too_rough(span, previous):
        return span
    base = date.fromisoformat(previous.from_)
    found = tied_to(span, base)
    if reference is not None and found.from_ is not None and date.fromisoformat(found.from_) > reference >= base:
        return span  # a count that leads beyond the day of writing was not counted from this date
    return replace(found, anchor="event")


def _too_rough(span: DateSpan, previous: DateSpan) -> bool:
    if span.shift is None or span.shift.onwards:
        return False
    unit = {"weekday": "day", "hour": "day", "hours": "day"}.get(span.shift.unit, span.shift.unit)
    return _FINENESS.get(unit, 7) < _FINENESS[previous.precision]
