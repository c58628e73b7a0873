"""Dates in running English text, against the document's date.

``find_dates`` gives spans with full days: the first and the last of the period meant, and a precision that tells how
much of it is meant. Conventions of news writing are followed: a weekday is the latest such day up to the document's date,
a day or month without a year the latest one before it, unless a word such as "until" or "next" points forward. What
stays open is null; what cannot be resolved (no document date, "in recent years") is returned unresolved, never guessed.
Not supported: times of day, other calendars, dates relative to another event ("two days later").
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from dateutil.relativedelta import relativedelta


@dataclass(frozen=True, slots=True)
class DateSpan:
    """``text[start:end] == words`` means ``from_``..``to`` (ISO days, null is unbounded)."""

    start: int
    end: int
    words: str
    from_: str | None
    to: str | None
    precision: str
    open: str = "no"
    from_kind: str = "actual"
    to_kind: str = "actual"
    anchor: str = "document"
    resolved: bool = True


Period = tuple[date, date, str]


@cache
def _data() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.load(
        files("grounds.language").joinpath("en", "dates.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return raw


def find_dates(text: str, reference: date | None) -> list[DateSpan]:
    """All dates of a sentence or paragraph, left to right, without overlap."""
    if not _worth_a_look(text):
        return []
    found: list[DateSpan] = []
    end = 0
    for match in _pattern().finditer(text):
        if match.start() < end:
            continue
        span = _span(match, reference)
        if span is not None:
            found.append(span)
            end = match.end()
    return _joined(text, found)


def _worth_a_look(text: str) -> bool:
    return _hint().search(text) is not None


@cache
def _hint() -> re.Pattern[str]:
    words = [
        *_data()["months"],
        *_data()["weekdays"],
        *_data()["seasons"],
        "day",
        "week",
        "month",
        "year",
        "decade",
        "recent",
        "past",
        "ago",
    ]
    return re.compile(r"\d{4}|\d\ds\b|" + "|".join(words), re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    data = _data()
    month = "(?:" + "|".join(m.capitalize() for m in sorted(data["months"], key=len, reverse=True)) + r")\b\.?"
    weekday = "(?:" + "|".join(w.capitalize() for w in data["weekdays"]) + ")"
    season = "(?:" + "|".join(data["seasons"]) + ")"
    number = r"(?:\d{1,3}|" + "|".join(data["numbers"]) + ")"
    vague = "|".join(re.escape(v) for v in sorted(data["vague"], key=len, reverse=True))
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    year = r"(?:19|20)\d\d"
    part = r"(?:early|late|mid|the (?:beginning|start|end|middle) of)[\s-]"
    unit = "(?:days?|weeks?|months?|years?|decades?)"
    return re.compile(
        rf"""(?P<lead>(?:\b(?:since|until|till|from|before|after|by|through|around)\s+(?:about\s+)?)?)(?:
        (?P<iso>\b{year}-\d\d-\d\d\b)
        |(?P<range>\b{day}\s?[-–]\s?{day}\s+{month}(?:,?\s+{year})?)
        |(?P<rangemdy>\b{month}\s+{day}\s?[-–]\s?{day}\b(?:,?\s+{year})?)
        |(?P<between>\b[Bb]etween\s+(?:{day}\s+)?{month}(?:\s+{year})?\s+and\s+(?:{day}\s+)?{month}(?:,?\s+{year})?)
        |(?P<years>\b{year}\s?[-–]\s?(?:{year}|\d\d)\b|\b[Bb]etween\s+{year}\s+and\s+{year})
        |(?P<dmy>\b{day}\s+(?:of\s+)?{month}(?:,?\s+{year}\b)?)
        |(?P<mdy>\b{month}\s+{day}\b(?!\d)(?:,?\s+{year}\b)?)
        |(?P<my>\b(?:{part})?{month},?\s+(?:of\s+)?{year}\b)
        |(?P<decade>\b(?:(?:the\s+)?(?:early|late|mid)[\s-])?(?:the\s+)?{year[:-4]}\d0s\b)
        |(?P<quarter>\b(?:the\s+)?(?:first|second|third|fourth|last)\s+quarter\s+of\s+{year})
        |(?P<seasonyear>\b(?:the\s+)?{season}\s+(?:of\s+)?{year})
        |(?P<lastm>\b(?:last|this|next)\s+{month})
        |(?P<weekday>\b(?:(?:last|this|next|early|late)\s+)?{weekday}(?:\s+(?:morning|afternoon|evening|night))?\b)
        |(?P<relday>\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|overnight)\b)
        |(?P<relunit>\b(?:[Ee]arlier\s+)?(?:[Ll]ast|[Tt]his|[Nn]ext)\s+(?:week|month|year|decade)\b)
        |(?P<ago>\b{number}\s+{unit}\s+ago\b)
        |(?P<past>\b(?:in|over|during|within|for)\s+the\s+(?:past|last)\s+(?:{number}\s+)?{unit}\b)
        |(?P<vague>\b(?:{vague})\b)
        |(?P<month>\b(?:{part})?{month})
        |(?P<year>(?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\buntil\s)|(?<=\bby\s)|(?<=\bfrom\s)|(?<=\bof\s)|(?<=\bduring\s)|(?<=\bearly\s)|(?<=\blate\s)|(?<=mid-)|(?<=\bbefore\s)|(?<=\bafter\s)|(?<=\bthrough\s)|(?<=\bafter\s)|(?<=\bthe\s)){year}\b(?!\s+(?:people|men|fighters|soldiers)))
        )""".replace("{year[:-4]}", "(?:19|20)"),
        re.VERBOSE,
    )


def _span(match: re.Match[str], reference: date | None) -> DateSpan | None:
    kind = next(k for k, v in match.groupdict().items() if v and k != "lead")
    body, lead = match.group(kind), match.group("lead").strip().lower().removesuffix(" about")
    period = _READERS[kind](body, reference, lead)
    if period is _NOT_A_DATE:
        return None
    start = (
        match.start()
        if lead in {"since", "until", "till", "from", "before", "after", "by", "through"}
        else match.start(kind)
    )
    words = match.string[start : match.end()]
    if kind == "month" and not _month_is_meant(match, body, lead):
        return None
    if period is None:
        return DateSpan(start, match.end(), words, None, None, "vague", resolved=False)
    return _bounded(DateSpan(start, match.end(), words, period[0].isoformat(), period[1].isoformat(), period[2]), lead)


def _bounded(span: DateSpan, lead: str) -> DateSpan:
    if lead in {"since", "from"}:
        return replace(span, to=None, open="yes")
    if lead in {"until", "till", "through"}:
        return replace(span, from_=None)
    if lead in {"before", "by"}:
        return replace(span, from_=None)
    if lead == "after":
        return replace(span, to=None, open="unknown")
    return span


def _month_is_meant(match: re.Match[str], body: str, lead: str) -> bool:
    """ "may" and "march" are verbs, too: a month alone needs a preposition before it."""
    before = (
        match.string[: match.start(next(k for k, v in match.groupdict().items() if v and k != "lead"))].rstrip().lower()
    )
    return (
        bool(lead)
        or before.endswith((" in", " since", " until", " by", " during", " of", " and", " to", " from"))
        or before in {"in", "since", "by", "during"}
        or " " in body.strip()
    )


# ------------------------------------------------------------------------------------------------ one reader a form

_NOT_A_DATE: Period = (date.min, date.min, "")
_FORWARD = frozenset({"until", "till", "by", "through", "before", "around"})


def _month(text: str) -> int | None:
    for word in re.findall(r"[A-Za-z]+", text):
        number: int | None = _data()["months"].get(word.lower())
        if number is not None:
            return number
    return None


def _year(text: str) -> int | None:
    found = re.search(r"(?:19|20)\d\d", text)
    return int(found.group()) if found else None


def _days(text: str) -> list[int]:
    return [int(d) for d in re.findall(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)", text)]


def _placed(day: int | None, month: int, year: int | None, reference: date | None, lead: str) -> Period | None:
    """A day or month; without a year the nearest one before the reference, or after it where the lead points there."""
    if year is None:
        if reference is None:
            return None
        year = reference.year
        first = _safe(year, month, day or 1)
        if first is None:
            return _NOT_A_DATE
        if lead in _FORWARD:
            year += first < reference - timedelta(days=180)
        elif first > reference + timedelta(days=14):
            year -= 1
    start = _safe(year, month, day or 1)
    if start is None:
        return _NOT_A_DATE
    if day is not None:
        return start, start, "day"
    return start, start.replace(day=monthrange(year, month)[1]), "month"


def _safe(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _iso(body: str, reference: date | None, lead: str) -> Period | None:
    try:
        day = date.fromisoformat(body)
    except ValueError:
        return _NOT_A_DATE
    return day, day, "day"


def _day_month(body: str, reference: date | None, lead: str) -> Period | None:
    year = _year(body)
    days = _days(body.replace(str(year), "") if year else body)
    return _placed(days[0], _month(body) or 1, year, reference, lead)


def _day_range(body: str, reference: date | None, lead: str) -> Period | None:
    year = _year(body)
    days = _days(body.replace(str(year), "") if year else body)
    one, two = (_placed(d, _month(body) or 1, year, reference, lead) for d in days[:2])
    if one is None or two is None or _NOT_A_DATE in (one, two):
        return one and _NOT_A_DATE
    return one[0], two[1], "day"


def _between(body: str, reference: date | None, lead: str) -> Period | None:
    left, right = re.split(r"\s+and\s+", body[8:], maxsplit=1)
    last_year = _year(right)
    ends = []
    for side in (left, right):
        year = _year(side) or last_year
        days = _days(re.sub(r"(?:19|20)\d\d", "", side))
        ends.append(_placed(days[0] if days else None, _month(side) or 1, year, reference, ""))
    if ends[0] is None or ends[1] is None or _NOT_A_DATE in ends:
        return None
    return ends[0][0], ends[1][1], ends[0][2]


def _years(body: str, reference: date | None, lead: str) -> Period | None:
    numbers = re.findall(r"\d{4}|\d\d", body)
    last = numbers[1] if len(numbers[1]) == 4 else numbers[0][:2] + numbers[1]
    if int(last) < int(numbers[0]):
        return _NOT_A_DATE
    return date(int(numbers[0]), 1, 1), date(int(last), 12, 31), "year"


def _month_year(body: str, reference: date | None, lead: str) -> Period | None:
    return _parted(body, _placed(None, _month(body) or 1, _year(body), reference, lead))


def _month_alone(body: str, reference: date | None, lead: str) -> Period | None:
    return _parted(body, _placed(None, _month(body) or 1, None, reference, lead))


def _parted(body: str, period: Period | None) -> Period | None:
    if period is None or period is _NOT_A_DATE:
        return period
    first, last, precision = period
    lowered = body.lower()
    if "early" in lowered or "beginning" in lowered or "start" in lowered:
        return first, first.replace(day=10), precision
    if "late" in lowered or "end" in lowered.split():
        return first.replace(day=21), last, precision
    if "mid" in lowered:
        return first.replace(day=11), first.replace(day=20), precision
    return period


def _decade(body: str, reference: date | None, lead: str) -> Period | None:
    year = int(re.findall(r"\d{4}", body)[0])
    return date(year, 1, 1), date(year + 9, 12, 31), "decade"


def _quarter(body: str, reference: date | None, lead: str) -> Period | None:
    number = next(q for w, q in _data()["quarters"].items() if w in body.lower())
    first = date(_year(body) or 1, 3 * number - 2, 1)
    return first, first + relativedelta(months=3, days=-1), "quarter"


def _season(body: str, reference: date | None, lead: str) -> Period | None:
    first, last = next(m for w, m in _data()["seasons"].items() if w in body.lower())
    year = _year(body) or 1
    end_year = year + (last < first)
    return date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1]), "season"


def _last_month(body: str, reference: date | None, lead: str) -> Period | None:
    if reference is None:
        return None
    month = _month(body) or 1
    year = reference.year
    if body.lower().startswith("last") and month >= reference.month:
        year -= 1
    if body.lower().startswith("next") and month <= reference.month:
        year += 1
    return _placed(None, month, year, reference, lead)


def _weekday(body: str, reference: date | None, lead: str) -> Period | None:
    if reference is None:
        return None
    number = next(n for w, n in _data()["weekdays"].items() if w in body.lower())
    back = (reference.weekday() - number) % 7
    if body.lower().startswith("last") and back == 0:
        back = 7
    day = reference - timedelta(days=back)
    if body.lower().startswith("next"):
        day += timedelta(days=7)
    return day, day, "day"


def _relative_day(body: str, reference: date | None, lead: str) -> Period | None:
    if reference is None:
        return None
    shift = {"yesterday": -1, "tomorrow": 1}.get(body.lower(), 0)
    day = reference + timedelta(days=shift)
    return day, day, "day"


def _relative_unit(body: str, reference: date | None, lead: str) -> Period | None:
    if reference is None:
        return None
    words = body.lower().split()
    shift = {"last": -1, "this": 0, "next": 1}[words[-2]]
    period = _unit_period(words[-1], reference, shift)
    if words[0] == "earlier":
        return period[0], min(period[1], reference), period[2]
    return period


def _unit_period(unit: str, reference: date, shift: int) -> Period:
    if unit == "week":
        first = reference - timedelta(days=reference.weekday()) + timedelta(weeks=shift)
        return first, first + timedelta(days=6), "week"
    if unit == "month":
        first = reference.replace(day=1) + relativedelta(months=shift)
        return first, first + relativedelta(months=1, days=-1), "month"
    if unit == "year":
        return date(reference.year + shift, 1, 1), date(reference.year + shift, 12, 31), "year"
    first = date((reference.year // 10 + shift) * 10, 1, 1)
    return first, date(first.year + 9, 12, 31), "decade"


def _number(text: str) -> int | None:
    for word in text.lower().split():
        if word.isdigit():
            return int(word)
        value: int | None = _data()["numbers"].get(word)
        if value is not None:
            return value
    return None


def _ago(body: str, reference: date | None, lead: str) -> Period | None:
    number = _number(body)
    if reference is None or number is None:
        return None
    unit = body.split()[-2].rstrip("s").lower()
    if unit == "day":
        day = reference - timedelta(days=number)
        return day, day, "day"
    return _unit_period(unit, reference, -number)


def _past(body: str, reference: date | None, lead: str) -> Period | None:
    unit = body.split()[-1].rstrip("s").lower()
    number = _number(re.sub(r"^\w+\s+the\s+\w+\s*", "", body)) or (1 if not body.endswith("s") else None)
    if reference is None or number is None:
        return None
    shift = {"day": relativedelta(days=number), "week": relativedelta(weeks=number), "month": relativedelta(months=number),
             "year": relativedelta(years=number), "decade": relativedelta(years=10 * number)}[unit]  # fmt: skip
    return reference - shift, reference, unit


def _unresolved(body: str, reference: date | None, lead: str) -> Period | None:
    return None


def _year_alone(body: str, reference: date | None, lead: str) -> Period | None:
    return date(int(body), 1, 1), date(int(body), 12, 31), "year"


_READERS: dict[str, Callable[[str, date | None, str], Period | None]] = {
    "iso": _iso, "range": _day_range, "rangemdy": _day_range, "between": _between, "years": _years, "dmy": _day_month,
    "mdy": _day_month, "my": _month_year, "decade": _decade, "quarter": _quarter, "seasonyear": _season, "lastm": _last_month,
    "weekday": _weekday, "relday": _relative_day, "relunit": _relative_unit, "ago": _ago, "past": _past, "vague": _unresolved,
    "month": _month_alone, "year": _year_alone,
}  # fmt: skip


def _joined(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    """ "from 3 May to 9 June", "Sunday and Monday": two neighbours are one period."""
    out: list[DateSpan] = []
    for span in spans:
        if out and span.resolved and out[-1].resolved and span.from_ is not None:
            between = text[out[-1].end : span.start].strip().lower()
            before = out[-1]
            opens = before.words.lower().startswith("from") and before.from_ is not None
            days = between == "and" and before.precision == span.precision == "day" and before.to is not None
            if (opens and between in {"to", "until", "till", "through"}) or (
                days and before.from_ is not None and before.from_ < span.from_
            ):
                out[-1] = replace(before, end=span.end, words=text[before.start : span.end], to=span.to, open="no")
                continue
        out.append(span)
    return out
