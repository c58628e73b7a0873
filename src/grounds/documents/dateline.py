"""The date that a text shows near its top: whole, or a day and month whose year stands beside it.

================================================= ============
near the top                                      date
================================================= ============
``Geneva, 3 May 2014`` / ``(May 3, 2014)``        2014-05-03
``NAIROBI, Kenya (Sept. 9, 2014) –``              2014-09-09
``2012-04-S-053 … KABUL (Apr. 27) –``             2012-04-27
``Press release 14/2013 … (Dec. 3) –``            2013-12-03
``(Tuesday, May 3) –``, 2014 to 2017 in the text   2016-05-03
``(May 3) –`` with no year, or several, beside it none
================================================= ============

A day that stands in running prose ("attacked on 3 May 2014") is told apart (:data:`IN_PROSE`): the text was published
on it or later.

Nothing is guessed: a day without a year that can be told is none. A weekday beside it tells the year where only one
of those from the first year that the text names to the one after the last has that day on that weekday.
"""

from __future__ import annotations

import re
from datetime import date

_TOP = 400
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Sept|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = "Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs?(?:day)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?"
#: So far a text is searched for the years that it names.
_TEXT = 50_000
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_WHOLE = re.compile(
    rf"\b(?:(?P<d>{_DAY})(?:\s+of)?\s+(?P<m>{_MONTH})\.?,?\s+(?P<y>{_YEAR})"
    rf"|(?P<m2>{_MONTH})\.?\s+(?P<d2>{_DAY})[.,]?\s+(?P<y2>{_YEAR})"
    rf"|(?P<y3>{_YEAR})-(?P<m3>0[1-9]|1[0-2])-(?P<d3>0[1-9]|[12]\d|3[01]))(?![\w-])",
    re.IGNORECASE,
)
#: A day and month in brackets, or at the head of a line before a dash or colon, as datelines have them.
_PARTIAL = re.compile(
    rf"(?:\(\s*|^\s*|,\s+)(?:(?P<w>{_WEEKDAY})[.,]*\s+)?(?:(?P<m>{_MONTH})\.?\s+(?P<d>{_DAY})|(?P<d2>{_DAY})\s+(?P<m2>{_MONTH})\.?)(?:\s*\)|\s*(?:[–—:-]|\(\w+\)))",
    re.IGNORECASE | re.MULTILINE,
)
#: How a date was found that is no dateline, but a day of which the text tells.
IN_PROSE = "a day told in the text near its top"
#: What stands before a day of which prose tells, and what before or after a dateline.
_TOLD_OF = re.compile(r"\b(?:on|since|from|until|till|before|after|by|between|in|to|of|and)\s+$", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:publi(?:shed|cation)|posted|updated|issued|released?|dated?|reported|as)(?:\s+(?:on|of))?\s*:?\s*$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*(?:$|[)\]|–—:-])", re.MULTILINE)
#: The year of a release's number, with its month where that has one: 2012-04-S-053, 14/2013, S/2015/203.
_NUMBERED = re.compile(
    rf"(?<![\d-])(?P<y>{_YEAR})\s?[-/]\s?(?:(?P<m>0[1-9]|1[0-2])\s?[-/]\s?)?[A-Z\d]|\d/(?P<y2>{_YEAR})\b"
)
_BARE_YEAR = re.compile(rf"(?<![\d/-])({_YEAR})(?![\d/-])")


def find_dateline(text: str) -> tuple[str, str] | None:
    """The ISO date and how it was found; null where the text tells none near its top."""
    top = text[:_TOP]
    wholes = ((d, m) for m in _WHOLE.finditer(top) if (d := _day(m, m["y"] or m["y2"] or m["y3"])))
    whole, match_of_whole = next(wholes, (None, None))
    if whole is not None and match_of_whole is not None:
        return whole.isoformat(), IN_PROSE if _in_prose(text, match_of_whole) else "date near the top"
    for match in _PARTIAL.finditer(top):
        year = _year_beside(top, _month_number(match["m"] or match["m2"]))
        found = _day(match, year) if year is not None else None
        if found is not None and (_NUMBERED.search(top) or _on_its_weekday(match, found)):
            return found.isoformat(), "day near the top, its year from beside it"
        found = _by_weekday(match, text[:_TEXT])
        if found is not None:
            return found.isoformat(), "day near the top, its year from the weekday and the years that the text names"
    return None


def _in_prose(text: str, match: re.Match[str]) -> bool:
    """Whether a date is one of which a sentence tells, and not the text's own."""
    before = text[max(0, match.start() - 60) : match.start()]
    if _PUBLISHED.search(before):
        return False
    return _TOLD_OF.search(before) is not None or not _CLOSED.match(text, match.end())


def _on_its_weekday(match: re.Match[str], day: date) -> bool:
    """Whether a day falls on the weekday that stands beside it, if one does."""
    return match["w"] is None or _WEEKDAYS[day.weekday()] == match["w"][:3].lower()


def _by_weekday(match: re.Match[str], text: str) -> date | None:
    """The only day that falls on its weekday in the years that the text names, those between them and the next."""
    years = [int(year) for year in _BARE_YEAR.findall(text)] if match["w"] else []
    if not years:
        return None
    days = (_day(match, year) for year in range(min(years), max(years) + 2))
    fitting = [day for day in days if day is not None and _on_its_weekday(match, day)]
    return fitting[0] if len(fitting) == 1 else None


def _month_number(words: str) -> int:
    return int(words) if words.isdigit() else [n.lower() for n in _NAMES].index(words[:3].lower()) + 1


def _day(match: re.Match[str], year: str | int | None) -> date | None:
    groups = match.groupdict()
    month = next(v for k, v in groups.items() if k.startswith("m") and v)
    day = next(v for k, v in groups.items() if k.startswith("d") and v)
    try:
        return date(int(year or 0), _month_number(month), int(re.sub(r"\D", "", day)))
    except ValueError:  # 31 June: no date
        return None


def _year_beside(top: str, month: int) -> int | None:
    """The year of the release's number, else the only year that stands there; a number of January may be of a day of
    December."""
    numbered = _NUMBERED.search(top)
    if numbered is not None:
        year = int(numbered["y"] or numbered["y2"])
        told = int(numbered["m"]) if numbered["m"] else month
        return year - 1 if (told, month) == (1, 12) else year + 1 if (told, month) == (12, 1) else year
    years = {int(y) for y in _BARE_YEAR.findall(top)}
    return years.pop() if len(years) == 1 else None
