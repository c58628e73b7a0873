"""What each rule of ``en/when.yaml`` means in days, given the reference date and where its date is to be sought."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from grounds.language.when import calendars, periods, portions
from grounds.language.when.moment import Moment
from grounds.language.when.patterns import MONTHS, ORDINALS, SEASONS, WEEKDAYS, Hit, count_of, weekday_number
from grounds.language.when.span import Period, Shift

_VAGUE = Period()
_PAST_WORDS = frozenset({"last", "past", "this past"})


def build(hit: Hit, moment: Moment) -> Period | None:
    """The period of a hit; an unresolved one where the days cannot be told, null where the words are no date."""
    return _BUILDERS[hit.rule](hit, moment)


def _month_number(words: str) -> int:
    return MONTHS[words.lower().rstrip(".")]


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 31 June: such a day cannot be meant
        return None


# ------------------------------------------------------------------------------------------------- dates of calendars


def _iso(hit: Hit, _: Moment) -> Period | None:
    value = _valid(int(hit.match["y"]), int(hit.match["m"]), int(hit.match["d"]))
    return None if value is None else periods.day(value)


def _numeric(hit: Hit, _: Moment) -> Period | None:
    """Day and month in figures: resolved only where the order cannot be read in two ways."""
    year, a, b = int(hit.match["y"]), int(hit.match["a"]), int(hit.match["b"])
    readings = {v for v in (_valid(year, b, a), _valid(year, a, b)) if v is not None}
    if not readings:
        return None
    return periods.day(readings.pop()) if len(readings) == 1 else _VAGUE


def _day_of_month(hit: Hit, moment: Moment) -> Period | None:
    month = _month_number(hit.get("mon") or hit.get("mon2") or "")
    first = int(hit.match["d"].rstrip("stndrh"))
    last = int((hit.get("d2") or hit.match["d"]).rstrip("stndrh"))
    year = hit.get("y") or hit.get("y2")

    def at(number: int) -> Period | None:
        begin, end = _valid(number, month, first), _valid(number, month, last)
        return Period(begin, end, "day") if begin and end and begin <= end else None

    if year:
        return at(int(year))
    if at(2000) is None:  # a leap year holds every day there is
        return None
    if moment.reference is None:
        return _VAGUE
    weekday = hit.get("wd")
    fitting = periods.on_weekday(at, weekday_number(weekday), moment.reference) if weekday else None
    return fitting or periods.recurring(at, moment.reference, moment.aim)


def _month_year(hit: Hit, _: Moment) -> Period:
    return periods.month(int(hit.match["y"]), _month_number(hit.match["mon"]))


def _month_of_year(hit: Hit, moment: Moment) -> Period:
    which = hit.match["which"].lower().split()[-1]
    number = _month_number(hit.match["mon"])
    if moment.reference is None or which not in _STEPS:
        return _VAGUE
    return periods.month(moment.reference.year + _STEPS[which], number)


_STEPS = {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


def _month(hit: Hit, moment: Moment) -> Period:
    number = _month_number(hit.match["mon"])
    if moment.reference is None:
        return _VAGUE
    return periods.recurring(lambda y: periods.month(y, number), moment.reference, moment.aim)


def _last_month(hit: Hit, moment: Moment) -> Period:
    """ "last March": the latest one before the present month; "next March": the first one after it."""
    number, which = _month_number(hit.match["mon"]), " ".join(hit.match["which"].lower().split())
    if moment.reference is None:
        return _VAGUE
    if which == "this":
        return periods.month(moment.reference.year, number)
    here = moment.reference
    if which in _PAST_WORDS:
        return periods.month(here.year - (number >= here.month), number)
    return periods.month(here.year + (number <= here.month), number)


def _year(hit: Hit, _: Moment) -> Period:
    return periods.year(int(hit.match["y"]))


def _year_range(hit: Hit, _: Moment) -> Period | None:
    first, second = int(hit.match["y"]), hit.match["y2"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last <= first:
        return None
    return Period(date(first, 1, 1), date(last, 12, 31), "year")


def _decade(hit: Hit, _: Moment) -> Period:
    return periods.containing("decade", date(int(hit.match["y"]), 1, 1))


def _quarter(hit: Hit, moment: Moment) -> Period:
    number = ORDINALS.get(hit.match["o"].lower()) or int(hit.match["o"])
    year = _year_number(hit, moment)
    if year is None:
        return _VAGUE
    if hit.get("half") == "H":
        return periods.months(year, number * 6 - 5, 6, "season") if number <= 2 else _VAGUE
    return periods.months(year, (number if number > 0 else 4) * 3 - 2, 3, "quarter")


def _year_number(hit: Hit, moment: Moment) -> int | None:
    if hit.get("y"):
        return int(hit.match["y"])
    which = hit.get("which")
    if which is None or moment.reference is None:
        return None
    return moment.reference.year + _STEPS[which.lower()]


def _half(hit: Hit, moment: Moment) -> Period:
    second = hit.match["o"].lower() != "first"
    if hit.get("mon"):
        whole = _named_month(hit, "my", moment)
        if whole.start is None or whole.end is None:
            return whole
        middle = whole.start + timedelta(days=14)
        return replace(whole, start=middle + timedelta(days=1)) if second else replace(whole, end=middle)
    year = _year_number(hit, moment)
    return _VAGUE if year is None else periods.months(year, 7 if second else 1, 6, "season")


def _named_month(hit: Hit, year_group: str, moment: Moment) -> Period:
    number, year = _month_number(hit.match["mon"]), hit.get(year_group)
    if year:
        return periods.month(int(year), number)
    if moment.reference is None:
        return _VAGUE
    return periods.recurring(lambda y: periods.month(y, number), moment.reference, moment.aim)


def _week_of(hit: Hit, moment: Moment) -> Period:
    """The first week of a month are its days 1–7, the second 8–14 …, the last its last seven."""
    whole, number = _named_month(hit, "y", moment), ORDINALS[hit.match["o"].lower()]
    if whole.start is None or whole.end is None:
        return whole
    if number < 0:
        return Period(whole.end - timedelta(days=6), whole.end, "week")
    first = whole.start + timedelta(days=7 * (number - 1))
    return Period(first, first + timedelta(days=6), "week")


def _season_year(hit: Hit, moment: Moment) -> Period:
    year = _year_number(hit, moment)
    return _VAGUE if year is None else periods.season(year, *SEASONS[hit.match["season"].lower()])


def _season(hit: Hit, moment: Moment) -> Period:
    months = SEASONS[hit.match["season"].lower()]
    which = (hit.get("which") or "").lower()
    if moment.reference is None:
        return _VAGUE
    reference = moment.reference
    if which == "next":
        return periods.recurring(lambda y: periods.season(y, *months), reference, "future")
    found = periods.recurring(lambda y: periods.season(y, *months), reference, moment.aim)
    running = found.start is not None and found.end is not None and found.start <= reference <= found.end
    if which == "last" and running and found.start is not None:
        return periods.season(found.start.year - 1, *months)
    return found


# ----------------------------------------------------------------------------------- dates that count from the
# reference


def _weekday(hit: Hit, moment: Moment) -> Period:
    number = WEEKDAYS[hit.match["w"].lower()]
    which = " ".join((hit.get("which") or "").lower().split())
    if which.endswith("following"):
        return Period(anchor="event", shift=Shift("weekday", number))
    if moment.reference is None:
        return _VAGUE
    if which == "next":
        return periods.day(moment.reference + timedelta(days=(number - moment.reference.weekday() - 1) % 7 + 1))
    if which == "this" or hit.get("week"):
        monday = periods.week(moment.reference).start or moment.reference
        return periods.day(monday + timedelta(days=number - (7 if hit.get("week") else 0)))
    if which:
        return periods.weekday(number, moment.reference - timedelta(days=1), "past")
    return periods.weekday(number, moment.reference, moment.aim)


def _weekdays(_: Hit, __: Moment) -> Period:
    return Period(open="yes")


_FIXED = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0, "last night": -1, "the day before yesterday": -2}


def _fixed_day(hit: Hit, moment: Moment) -> Period:
    if moment.reference is None:
        return _VAGUE
    words = " ".join(hit.match["fixed"].lower().split())
    return periods.day(moment.reference + timedelta(days=_FIXED.get(words, 0)))


def _overnight(hit: Hit, moment: Moment) -> Period:
    """The night that ended on the reference day, hence two days; with a weekday that day alone."""
    if moment.reference is None:
        return _VAGUE
    if hit.get("w"):
        return periods.weekday(WEEKDAYS[hit.match["w"].lower()], moment.reference, "past")
    if hit.get("w2"):
        last = periods.weekday(WEEKDAYS[hit.match["w2"].lower()], moment.reference, "past").end
        return _VAGUE if last is None else Period(last - timedelta(days=1), last, "day")
    return Period(moment.reference - timedelta(days=1), moment.reference, "day")


def _unit(hit: Hit, moment: Moment) -> Period:
    """ "last month" is the calendar month before; "the past month" the month up to now; "this month" ends now."""
    which, unit = hit.match["which"].lower(), hit.match["u"].lower()
    if moment.reference is None:
        return _VAGUE
    if which == "past" or (which == "last" and moment.article and unit != "weekend"):
        return _window(moment.reference, unit, 1)
    target = periods.moved(moment.reference, unit, _STEPS[which])
    if target is None:
        return _VAGUE
    found = periods.containing(unit, target)
    if _STEPS[which] == 0 and unit != "weekend":
        return replace(found, end=moment.reference)
    return found


def _window(reference: date, unit: str, amount: int) -> Period:
    start = periods.moved(reference, unit, -amount)
    precision = {"hour": "day", "century": "decade", "weekend": "week"}.get(unit, unit)
    return _VAGUE if start is None else Period(start, reference, precision, "unknown")


def _unit_name(words: str) -> str:
    lowered = words.lower()
    return "century" if lowered.startswith("centur") else lowered


def _counted_window(hit: Hit, moment: Moment) -> Period:
    """ "the past two months": up to the reference; "the next two months": from it; "the past few years": vague."""
    amount, unit = count_of(hit.match["n"]), _unit_name(hit.match["u"])
    which = hit.match["which"].lower()
    if amount is None or moment.reference is None:
        return Period(open="unknown")
    if which == "following":
        return Period(anchor="event")
    if which not in ("next", "coming"):
        return _window(moment.reference, unit, amount)
    end = periods.moved(moment.reference, unit, amount)
    precision = {"hour": "day", "century": "decade"}.get(unit, unit)
    return _VAGUE if end is None else Period(moment.reference, end, precision)


def _ago(hit: Hit, moment: Moment) -> Period:
    amount, unit = count_of(hit.match["n"]), _unit_name(hit.match["u"])
    if amount is None or moment.reference is None:
        return _VAGUE
    if unit == "decade":  # "a decade ago": the year ten years back, as roughly as the word says
        return replace(periods.shifted(moment.reference, Shift("year", -10 * amount)), precision="decade")
    if unit == "century":
        return _VAGUE
    return periods.shifted(moment.reference, Shift(unit, -amount))


def _earlier_in(hit: Hit, moment: Moment) -> Period:
    if moment.reference is None:
        return _VAGUE
    found = periods.containing(hit.match["u"].lower(), moment.reference)
    if hit.match["dir"].lower() == "earlier":
        return replace(found, end=moment.reference)
    return replace(found, start=moment.reference)


def _period_end(hit: Hit, moment: Moment) -> Period:
    if moment.reference is None:
        return _VAGUE
    return periods.containing(hit.match["u"].lower(), moment.reference)


# ------------------------------------------------------------------------------------- dates that count from an event

_BACK = frozenset({"earlier", "before", "previously", "previous", "preceding"})
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "hour"})


def _shift(hit: Hit, _: Moment) -> Period:
    amount, unit = count_of(hit.match["n"]), _unit_name(hit.match["u"])
    sign = -1 if hit.match["dir"].lower() in _BACK else 1
    if amount is None or unit == "century":
        return Period(anchor="event")
    return Period(anchor="event", shift=Shift(unit, sign * amount))


def _neighbour(hit: Hit, _: Moment) -> Period:
    unit = hit.match["u"].lower()
    direction = (hit.get("dir") or "same").lower()
    sign = 0 if direction == "same" else -1 if direction in _BACK else 1
    return Period(anchor="event", shift=Shift("day" if unit in _PARTS_OF_DAY else unit, sign))


def _within_unit(hit: Hit, _: Moment) -> Period:
    return Period(anchor="event", shift=Shift(hit.match["u"].lower(), 0))


def _since_then(_: Hit, __: Moment) -> Period:
    return Period(anchor="event", open="yes", shift=Shift("day", 0, onwards=True))


def _since_event(_: Hit, __: Moment) -> Period:
    return Period(anchor="event", open="yes")


# ----------------------------------------------------------------------------------------------------- no days at all


def _vague(_: Hit, __: Moment) -> Period:
    return Period(open="unknown")


def _vague_event(_: Hit, __: Moment) -> Period:
    return Period(anchor="event")


_BUILDERS: dict[str, Callable[[Hit, Moment], Period | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "day_month": _day_of_month,
    "month_day": _day_of_month,
    "month_year": _month_year,
    "month_of_year": _month_of_year,
    "last_month": _last_month,
    "month": _month,
    "year_range": _year_range,
    "year": _year,
    "decade": _decade,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "fixed_day": _fixed_day,
    "overnight": _overnight,
    "unit": _unit,
    "window": _counted_window,
    "ago": _ago,
    "vague_ago": _vague_event,
    "shift": _shift,
    "neighbour": _neighbour,
    "neighbour_after": _neighbour,
    "within_unit": _within_unit,
    "earlier_in": _earlier_in,
    "earlier_today": _fixed_day,
    "recent": _vague,
    "for_years": _vague,
    "over_the_years": _vague,
    "within": _vague_event,
    "quarter": _quarter,
    "quarter_short": _quarter,
    "half": _half,
    "week_of": _week_of,
    "season_year": _season_year,
    "last_season": _season,
    "season": _season,
    "period_end": _period_end,
    "since_then": _since_then,
    "since_event": _since_event,
    **portions.BUILDERS,
    **calendars.BUILDERS,
}
