"""Parts of a period that are counted or pointed out: "the first three months of 2014", "over the weekend",
"January–March 2014", "the 4th of last month", "hours earlier", "later that month", "2014 onwards"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from grounds.language.when import periods
from grounds.language.when.moment import Moment
from grounds.language.when.patterns import MONTHS, Hit, count_of
from grounds.language.when.span import Period, Shift

_VAGUE = Period()
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "the": 0, "next": 1}
_AT_THE_START = frozenset({"first", "opening", "initial"})


def months_between(hit: Hit, moment: Moment) -> Period:
    """Two months of one year, or over the new year where the second comes first in it ("November–February 2014")."""
    first, last = (MONTHS[hit.match[g].lower().rstrip(".")] for g in ("mon", "mon2"))
    length = (last - first) % 12 + 1
    if hit.get("y"):
        year = int(hit.match["y"]) - (last < first)
        return periods.months(year, first, length, "month")
    if moment.reference is None:
        return _VAGUE
    return periods.recurring(lambda y: periods.months(y, first, length, "month"), moment.reference, moment.aim)


def counted_part(hit: Hit, moment: Moment) -> Period:
    """So many days, weeks or months at the start or the end of a month or year."""
    whole, amount = _whole(hit, moment), count_of(hit.match["n"])
    unit = hit.match["u"].lower()
    if whole is None or whole.start is None or whole.end is None or amount is None:
        return _VAGUE
    if hit.match["o"].lower() in _AT_THE_START:
        end = periods.moved(whole.start, unit, amount)
        return _VAGUE if end is None else replace(whole, end=end - timedelta(days=1), precision=unit)
    start = periods.moved(whole.end + timedelta(days=1), unit, -amount)
    return _VAGUE if start is None else replace(whole, start=start, precision=unit)


def _whole(hit: Hit, moment: Moment) -> Period | None:
    if hit.get("y") and not hit.get("mon"):
        return periods.year(int(hit.match["y"]))
    if hit.get("mon"):
        number = MONTHS[hit.match["mon"].lower().rstrip(".")]
        if hit.get("y"):
            return periods.month(int(hit.match["y"]), number)
        if moment.reference is None:
            return None
        return periods.recurring(lambda y: periods.month(y, number), moment.reference, moment.aim)
    which = (hit.get("which") or "the").lower()
    target = moment.reference and periods.moved(moment.reference, hit.match["wu"].lower(), _STEPS[which])
    return periods.containing(hit.match["wu"].lower(), target) if target else None


def day_of_month(hit: Hit, moment: Moment) -> Period | None:
    """ "the 4th of this month"."""
    if moment.reference is None:
        return _VAGUE
    target = periods.moved(moment.reference, "month", _STEPS[hit.match["which"].lower()])
    try:
        return _VAGUE if target is None else periods.day(target.replace(day=int(hit.match["d"])))
    except ValueError:  # the 31st of a shorter month
        return None


def the_weekend(_: Hit, moment: Moment) -> Period:
    """ "over the weekend": the last one that has begun, or the next where the text looks ahead."""
    if moment.reference is None:
        return _VAGUE
    step = 7 if moment.aim == "future" else 0
    saturday = moment.reference - timedelta(days=(moment.reference.weekday() - 5) % 7 - step)
    return Period(saturday, saturday + timedelta(days=1), "day")


def vague_hours(hit: Hit, _: Moment) -> Period:
    """ "hours earlier": that day or the one before; "hours later": that day or the next."""
    back = hit.match["dir"].lower() in {"earlier", "before"}
    return Period(anchor="event", shift=Shift("hours", -1 if back else 1))


def rest_of(hit: Hit, _: Moment) -> Period:
    """ "later that month", "earlier that year": from the last date on, or up to it."""
    return Period(anchor="event", shift=Shift(hit.match["u"].lower(), 0, part=hit.match["dir"].lower()))


def year_onwards(hit: Hit, _: Moment) -> Period:
    """ "2014 onwards", "from 2014 on"."""
    return Period(date(int(hit.match["y"]), 1, 1), None, "year", "yes")


BUILDERS: dict[str, Callable[[Hit, Moment], Period | None]] = {
    "month_range": months_between,
    "counted_part": counted_part,
    "day_of_which": day_of_month,
    "the_weekend": the_weekend,
    "vague_hours": vague_hours,
    "rest_of": rest_of,
    "year_onwards": year_onwards,
}
