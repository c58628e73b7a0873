"""Calendar arithmetic: days of months, quarters, seasons and decades, and the nearest of recurring ones.

A day or month without a year recurs. ``aim`` chooses among its occurrences by the reference date:

* ``past``: the latest that began on or before it (the convention of reports);
* ``nearest``: the one that lies nearest, for "until", "by", "before" and "around";
* ``future``: the next, where it begins within half a year; else as ``past``. For dates behind "will", "scheduled" …
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.relativedelta import relativedelta

from grounds.language.when.span import Period, Shift

Aim = Literal["past", "nearest", "future"]

#: Days within which an occurrence counts as the next one of which a text looks ahead.
AHEAD = 183
_DAY = timedelta(days=1)
_THIRDS = {"early": 0, "middle": 1, "late": 2}
_DECADE_THIRDS = {"early": (0, 3), "middle": (4, 6), "late": (7, 9)}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def day(value: date) -> Period:
    """One day."""
    return Period(value, value, "day")


def month(year: int, number: int) -> Period:
    """One calendar month."""
    return months(year, number, 1, "month")


@lru_cache(maxsize=2048)
def months(year: int, number: int, length: int, precision: str) -> Period:
    """``length`` months from month ``number`` of ``year``."""
    first = date(year, number, 1)
    last = first + relativedelta(months=length - 1)
    return Period(first, last.replace(day=monthrange(last.year, last.month)[1]), precision)


def year(number: int) -> Period:
    """One calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def week(value: date) -> Period:
    """The Monday-to-Sunday week of a day."""
    monday = value - timedelta(days=value.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def season(year_number: int, first: int, last: int) -> Period:
    """A season from month ``first`` to ``last``; one that crosses the new year belongs to the year it begins in."""
    return months(year_number, first, (last - first) % 12 + 1, "season")


def containing(unit: str, value: date) -> Period:
    """The calendar unit that ``value`` lies in."""
    if unit == "day":
        return day(value)
    if unit == "week":
        return week(value)
    if unit == "weekend":
        saturday = value - timedelta(days=value.weekday()) + timedelta(days=5)
        return Period(saturday, saturday + _DAY, "day")
    if unit == "quarter":
        return months(value.year, (value.month - 1) // 3 * 3 + 1, 3, "quarter")
    if unit == "decade":
        return replace(months(value.year // 10 * 10, 1, 120, "year"), precision="decade")
    return month(value.year, value.month) if unit == "month" else year(value.year)


def moved(value: date, unit: str, amount: int) -> date | None:
    """``value`` moved by whole units; null where it leaves the calendar."""
    try:
        if unit == "week" or unit == "weekend":
            return value + timedelta(days=7 * amount)
        if unit == "hour":
            return value + timedelta(hours=amount)
        if unit == "day":
            return value + timedelta(days=amount)
        return value + relativedelta(months=_MONTHS[unit] * amount)
    except (OverflowError, ValueError):  # beyond year 1 or 9999: no such day
        return None


def shifted(base: date, shift: Shift) -> Period:
    """The period that lies ``shift`` from ``base``: a day for days, the day nearly (week) for weeks, else a whole
    unit."""
    if shift.unit == "hours":
        ends = sorted((base, base + _DAY * shift.amount))
        return Period(ends[0], ends[1], "day")
    if shift.part is not None and shift.unit != "day":
        whole = containing(shift.unit, base)
        return replace(whole, end=base) if shift.part == "earlier" else replace(whole, start=base)
    if shift.unit == "weekday":
        return day(base + timedelta(days=(shift.amount - base.weekday() - 1) % 7 + 1))
    target = moved(base, shift.unit, shift.amount)
    if target is None:
        return Period()
    if shift.onwards:
        return Period(target, None, "day", "yes")
    if shift.unit == "week" and shift.amount:
        return Period(target, target, "week")
    found = containing("day" if shift.unit == "hour" else shift.unit, target)
    return replace(found, precision="decade") if shift.unit == "decade" else found


def recurring(at: Callable[[int], Period | None], reference: date, aim: Aim) -> Period:
    """The occurrence of a yearly period (``at(year)``, null in years without it) that ``aim`` chooses."""
    found = _occurrences(at, reference.year, 1)
    if len(found) < 3:  # 29 February is no day of most years
        found = _occurrences(at, reference.year, 8)
    past = max((f for f in found if f[0] <= reference), key=lambda f: f[0], default=None)
    ahead = min((f for f in found if f[0] > reference), key=lambda f: f[0], default=None)
    return chosen(past, ahead, reference, aim)


def on_weekday(at: Callable[[int], Period | None], number: int, reference: date) -> Period | None:
    """The occurrence that begins on a weekday (Monday 0), of the year of ``reference`` and the two beside it; null
    where none does, for then the weekday or the day is a slip. Two of three following years never share a weekday."""
    found = (f for f in _occurrences(at, reference.year, 1) if f[0].weekday() == number)
    return next((period for _, period in found), None)


def _occurrences(at: Callable[[int], Period | None], middle: int, reach: int) -> list[tuple[date, Period]]:
    years = range(max(middle - reach, MINYEAR), min(middle + reach, MAXYEAR - 1) + 1)
    return [(p.start, p) for p in map(at, years) if p is not None and p.start is not None]


def weekday(number: int, reference: date, aim: Aim) -> Period:
    """The day of the week that ``aim`` chooses; ``nearest`` looks back, for stories tell of the week behind them."""
    back = reference - timedelta(days=(reference.weekday() - number) % 7)
    return day(back + timedelta(days=7)) if aim == "future" and back != reference else day(back)


def chosen(past: tuple[date, Period] | None, ahead: tuple[date, Period] | None, at: date, aim: Aim) -> Period:
    """Of the last occurrence that has begun and the next one, that which ``aim`` chooses; each with its start."""
    if past is None or ahead is None:
        only = past or ahead
        return only[1] if only is not None else Period()
    to_ahead = (ahead[0] - at).days
    if aim == "future" and to_ahead <= AHEAD:
        return ahead[1]
    if aim == "nearest" and past[1].end is not None and to_ahead < (at - past[1].end).days:
        return ahead[1]
    return past[1]


def narrowed(period: Period, part: str | None) -> Period:
    """The early, middle or late part of a year (four months, precision season) or decade; months stay whole."""
    if part is None or period.start is None or period.end is None:
        return period
    if period.precision == "year" and period.start.year == period.end.year:
        return months(period.start.year, _THIRDS[part] * 4 + 1, 4, "season")
    if period.precision == "decade" and period.start.year % 10 == 0:
        first, last = _DECADE_THIRDS[part]
        decade = period.start.year
        return Period(date(decade + first, 1, 1), date(decade + last, 12, 31), "decade")
    return period
