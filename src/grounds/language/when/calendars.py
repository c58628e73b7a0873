"""Dates of other calendars, and feasts: Hijri (Umm al-Qura, hijridate), Solar Hijri (persiantools).

A Hijri month begins with the new moon: what a country observed may differ by a day from the computed one. A Hijri
date without a year recurs, as does "Ramadan"; a Solar Hijri date is read with its year only, for its months are also
names of men. Years beyond the tables (Hijri 1343–1500, from 1924) are unresolved.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from grounds.language.when import periods
from grounds.language.when.moment import Moment
from grounds.language.when.patterns import FEASTS, HIJRI, SOLAR, Hit, month_key
from grounds.language.when.span import Period

_VAGUE = Period()


def hijri_day(hit: Hit, moment: Moment) -> Period:
    """ "12 Ramadan 1436": that day; without a year the latest one (see :mod:`periods`)."""
    month = HIJRI[month_key(hit.match["hm"])]
    return _yearly(lambda year: _days(hit, lambda day: _hijri(year, month, day, day)), hit.get("hy"), moment)


def hijri_month(hit: Hit, moment: Moment) -> Period:
    """ "Ramadan 1436", "Ramadan"."""
    month = HIJRI[month_key(hit.match["hm"])]
    return _yearly(lambda year: _hijri(year, month, 1, 30), hit.get("hy"), moment)


def hijri_numeric(hit: Hit, _: Moment) -> Period:
    """ "29/05/1437H": day, month, year."""
    return _hijri(int(hit.match["hy"]), int(hit.match["m"]), int(hit.match["d"]), int(hit.match["d"])) or _VAGUE


def other_year(hit: Hit, _: Moment) -> Period:
    """ "1435 AH", "1394 SH": a year of either calendar."""
    year = int(hit.match["hy"])
    if hit.match["era"].replace(".", "").upper() in {"AH", "H"}:
        first, last = _hijri(year, 1, 1, 30), _hijri(year, 12, 1, 30)
    else:
        first, last = _solar(year, 1, 1), _solar(year, 12, 0)
    return Period(first.start, last.end, "year") if first is not None and last is not None else _VAGUE


def solar_day(hit: Hit, _: Moment) -> Period:
    """ "22 Bahman 1357", "3 to 5 Hamal 1394"."""
    month, year = SOLAR[month_key(hit.match["sm"])], int(hit.match["hy"])
    return _days(hit, lambda day: _solar(year, month, day)) or _VAGUE


def solar_month(hit: Hit, _: Moment) -> Period:
    """ "Hamal 1394"."""
    month, year = SOLAR[month_key(hit.match["sm"])], int(hit.match["hy"])
    first, last = _solar(year, month, 1), _solar(year, month, 0)
    return Period(first.start, last.end, "month") if first is not None and last is not None else _VAGUE


def solar_numeric(hit: Hit, _: Moment) -> Period:
    """ "22/11/1357 SH" and "1357/11/22 SH"."""
    named = (("hy", "year"), ("m", "month"), ("d", "day"))
    year, month, day = (int(hit.get(last) or hit.get(first) or 0) for last, first in named)
    return (_solar(year, month, day) if day else None) or _VAGUE


def _days(hit: Hit, at: Callable[[int], Period | None]) -> Period | None:
    """The day of a hit, or the days from one to another of the same month; null where one of them is none."""
    first, last = (at(int(words.rstrip("stndrh"))) for words in (hit.get("d1") or hit.match["d"], hit.match["d"]))
    if first is None or last is None or first.start is None or last.end is None or first.start > last.end:
        return None
    return Period(first.start, last.end, "day")


def feast(hit: Hit, moment: Moment) -> Period:
    """ "Eid al-Fitr", "New Year's Eve 2014": the day itself, in the calendar in which it is fixed."""
    calendar, month, day = FEASTS[month_key(hit.match["feast"])]
    year = hit.get("y")
    if calendar == "hijri":
        return _in_gregorian_year(lambda y: _hijri(y, month, day, day), year, moment, offset=579)
    if calendar == "solar":
        return _in_gregorian_year(lambda y: _solar(y, month, day), year, moment, offset=621)
    return _in_gregorian_year(lambda y: _gregorian(y, month, day), year, moment, offset=0)


# -------------------------------------------------------------------------------------------------------- conversion


def _hijri(year: int, month: int, first: int, last: int) -> Period | None:
    from hijridate import Hijri

    try:
        start = Hijri(year, month, first)
        end = Hijri(year, month, min(last, start.month_length()))
        days = [date(*d.to_gregorian().datetuple()) for d in (start, end)]
    except (OverflowError, ValueError):  # beyond the table, or no such day
        return None
    return Period(days[0], days[1], "day" if first == last else "month")


def _solar(year: int, month: int, day: int) -> Period | None:
    """A day; day 0 is the last of the month."""
    from persiantools.jdatetime import JalaliDate

    try:
        solar: Any = JalaliDate  # the library is typed in part only
        found: date = solar(year, month, day or solar.days_in_month(month, year)).to_gregorian()
    except ValueError:  # no such day
        return None
    return periods.day(found)


def _gregorian(year: int, month: int, day: int) -> Period:
    return periods.day(date(year, month, day))


def _yearly(at: Callable[[int], Period | None], year: str | None, moment: Moment) -> Period:
    if year is not None:
        return at(int(year)) or _VAGUE
    return _in_gregorian_year(at, None, moment, offset=579)


def _in_gregorian_year(at: Callable[[int], Period | None], year: str | None, moment: Moment, *, offset: int) -> Period:
    """The occurrence in a year, else the one that the moment's aim chooses; ``offset`` is that of the calendar."""
    if year is None and moment.reference is None:
        return _VAGUE
    middle = int(year) if year is not None else moment.reference.year if moment.reference is not None else 0
    near = round((middle - 621.57) * 33 / 32) if offset == 579 else middle - offset
    found = [p for y in range(near - 2, near + 3) if (p := at(y)) is not None and p.start is not None]
    if year is not None:
        return next((p for p in found if p.start is not None and p.start.year == middle), _VAGUE)
    reference = moment.reference or date.min
    begun = [(p.start, p) for p in found if p.start is not None]
    past = max((b for b in begun if b[0] <= reference), default=None, key=lambda b: b[0])
    ahead = min((b for b in begun if b[0] > reference), default=None, key=lambda b: b[0])
    return periods.chosen(past, ahead, reference, moment.aim)


BUILDERS: dict[str, Callable[[Hit, Moment], Period | None]] = {
    "hijri_day": hijri_day,
    "hijri_month": hijri_month,
    "hijri_numeric": hijri_numeric,
    "other_year": other_year,
    "solar_day": solar_day,
    "solar_month": solar_month,
    "solar_numeric": solar_numeric,
    "feast": feast,
}
