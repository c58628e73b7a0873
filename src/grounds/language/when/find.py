"""Dates of a running text: hits, the words that lead them in, and ranges of two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from grounds.language.number_words import alternation
from grounds.language.when import periods
from grounds.language.when.builders import build
from grounds.language.when.moment import Moment
from grounds.language.when.patterns import DATA, Hit, hits
from grounds.language.when.periods import Aim
from grounds.language.when.span import DateSpan, Period
from grounds.language.when.stands import Found, is_date

_LEADS: dict[str, str] = {words: kind for kind, listed in DATA["leads"].items() for words in listed}
_PARTS: dict[str, str] = {words: kind for kind, listed in DATA["parts"].items() for words in listed}
_PART = rf"(?:the\s+(?:very\s+)?)?(?P<part>{alternation(_PARTS)})(?:\s+(?:of\s+)?|-)"
_LEAD_IN = re.compile(
    rf"(?<![\w-])(?:(?P<lead>{alternation(_LEADS)})\s+)?(?:{_PART})?(?P<the>the\s+)?(?:(?:month|year|week)\s+of\s+)?$",
    re.IGNORECASE,
)
#: No lead with its part of a period is longer.
_REACH = 44
_JOINED = re.compile(
    rf"\s*[–—-]\s*|\s+(?P<word>to|and|until|till|through|or|up\s+to)\s+(?:(?:in|on|to)\s+)?(?:{_PART})?(?:the\s+)?",
    re.IGNORECASE,
)
_AHEAD = re.compile(rf"\b(?:{'|'.join(DATA['forward'])})\b[^.;!?\n]*$", re.IGNORECASE)
_AHEAD_AFTER = re.compile(r"[^.,;!?\n]{0,25}\b(?:will|shall)\b", re.IGNORECASE)
_SAYING = re.compile(rf"\b(?:{alternation(DATA['saying'])})\b", re.IGNORECASE)
#: Names of the calendar in text without capitals; "march" and "may" only beside a number.
_DOUBTFUL = "|".join(DATA["ambiguous_months"])
_CALENDAR = "|".join(sorted({n.lower() for n in (*DATA["months"], *DATA["weekdays"])} - {*DATA["ambiguous_months"]}))
_SMALL = re.compile(rf"\b(?:{_CALENDAR})\b|(?<=\d )(?:{_DOUBTFUL})\b|\b(?:{_DOUBTFUL})(?= \d\d?,? \d{{4}}\b)")
_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)|\n\n")

_NEAR_LEADS = frozenset({"until", "by", "before", "around"})
#: Rules whose hits may be the end of a range.
_ENDS = frozenset(DATA["range_ends"])
#: Rules whose dates recur each year or week where no year is said.
_RECURRING = frozenset(
    [
        "day_month",
        "month_day",
        "month",
        "weekday",
        "season",
        "half",
        "week_of",
        "month_range",
        "hijri_day",
        "hijri_month",
        "feast",
        "the_weekend",
        "counted_part",
    ]
)


def find_dates(text: str, reference: date | None) -> list[DateSpan]:
    """All date expressions of ``text``, left to right, without overlap; the longest reading wins.

    ``reference`` is the day on which the text was written; without it only full dates are resolved. Dates that count
    from another date ("two days later") come out unresolved with a ``shift``: see :func:`resolve_relative`.
    """
    text = _SMALL.sub(lambda name: name[0].capitalize(), text)
    found = list(_led_in(text))
    spans: list[DateSpan] = []
    index = 0
    while index < len(found):
        one = found[index]
        other = found[index + 1] if index + 1 < len(found) else None
        span = None if other is None else _range(text, one, other, reference)
        if span is not None:
            index += 1
        else:
            before = found[index - 1] if index else None
            span = _single(text, _inheriting(text, before, one), reference)
        if span is not None:
            spans.append(span)
        index += 1
    return _counted_from_next(text, spans)


def _led_in(text: str) -> Iterator[Found]:
    done = 0
    for hit in hits(text):
        one = _with_lead(text, hit, done)
        if is_date(text, one):
            done = hit.end
            yield one


def _with_lead(text: str, hit: Hit, floor: int) -> Found:
    begin = max(floor, hit.start - _REACH)
    broken = text.rfind("\n\n", begin, hit.start)
    match = _LEAD_IN.search(text, begin if broken < 0 else broken + 2, hit.start)
    if match is None:
        return Found(hit, hit.start)
    words = " ".join((match["lead"] or "").lower().split())
    part = " ".join((match["part"] or "").lower().split())
    start = match.start("lead") if words else match.start() if part else hit.start
    return Found(hit, start, _LEADS.get(words), words, _PARTS.get(part), bool(match["the"]))


# ----------------------------------------------------------------------------------------------------------- one date


def _single(text: str, one: Found, reference: date | None) -> DateSpan | None:
    moment = Moment(reference, _aim(text, one), one.article)
    period = _beyond_season(one) or build(one.hit, moment)
    if period is None:
        return None
    period = periods.narrowed(period, one.part)
    # "from 3 to 9 March" has both its ends
    closed = one.hit.get("d2") or one.hit.get("d1") or one.hit.rule == "year_range"
    return _tied(text, one.start, one.hit.end, period if closed else _bounded(period, one.lead, reference))


def _beyond_season(one: Found) -> Period | None:
    """ "beyond the spring" may look to this one or the next: unresolved."""
    if one.lead == "beyond" and one.hit.rule == "season":
        return Period(precision="season", open="unknown")
    return None


def _aim(text: str, one: Found) -> Aim:
    if one.hit.rule not in _RECURRING:
        return "past"
    before = text[max(0, one.start - 120) : one.start]
    ahead = _AHEAD.search(before[_last_sentence(before) :])
    if ahead is not None and _SAYING.search(ahead[0]) is None:
        return "future"
    after = _AHEAD_AFTER.match(text, one.hit.end)
    if after is not None and _SAYING.search(after[0]) is None:
        return "future"
    return "nearest" if one.lead in _NEAR_LEADS and one.hit.rule != "weekday" else "past"


def _last_sentence(text: str) -> int:
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    return ends[-1] if ends else 0


def _bounded(period: Period, lead: str | None, reference: date | None) -> Period:
    """What the lead does to the period; the module's data names the words of each lead."""
    bound = _BOUNDS.get(lead or "")
    if bound is None or not period.resolved:
        return replace(period, open="yes") if lead == "since" else period
    return bound(period, reference)


def _around(period: Period, _: date | None) -> Period:
    return replace(period, precision="week") if period.precision == "day" else period


def _by(period: Period, reference: date | None) -> Period:
    """Behind us, "by" cites a state first seen then; before us it is a limit."""
    if reference is not None and period.start is not None and period.start <= reference:
        return replace(period, end=None, open="unknown", from_kind="first_cited")
    return replace(period, start=None)


def _day_off(value: date | None, days: int) -> date | None:
    return None if value is None else periods.moved(value, "day", days)


_BOUNDS: dict[str, Callable[[Period, date | None], Period]] = {
    "since": lambda p, _: replace(p, end=None, open="yes"),
    "from": lambda p, _: replace(p, end=None, open="unknown"),
    "until": lambda p, _: replace(p, start=None),
    "by": _by,
    "before": lambda p, _: replace(p, start=None, end=_day_off(p.start, -1)),
    "after": lambda p, _: replace(p, start=_day_off(p.end, 1), end=None, open="unknown"),
    "beyond": lambda p, _: Period(precision=p.precision, open="unknown"),
    "around": _around,
}


def _tied(text: str, start: int, end: int, period: Period) -> DateSpan:
    return DateSpan(
        start=start,
        end=end,
        words=text[start:end],
        from_=None if period.start is None else period.start.isoformat(),
        to=None if period.end is None else period.end.isoformat(),
        precision=period.precision,
        open=period.open,
        from_kind=None if period.start is None else period.from_kind,
        to_kind=None if period.end is None else "actual",
        anchor=period.anchor,
        resolved=period.resolved,
        shift=period.shift,
    )


def _inheriting(text: str, before: Found | None, one: Found) -> Found:
    """ "in 2010 and 2012": the second takes up the lead of the first."""
    if before is None or one.lead is not None or before.lead != "at":
        return one
    return replace(one, lead="at") if _JOINED.fullmatch(text, before.hit.end, one.hit.start) else one


# ------------------------------------------------------------------------------------------------------------- ranges


def _range(text: str, one: Found, other: Found, reference: date | None) -> DateSpan | None:
    """ "between April and June", "from 3 May to 9 June", "Sunday and Monday": one period from two hits, or null."""
    joint = _JOINED.fullmatch(text, one.hit.end, other.hit.start)
    if joint is None or one.hit.rule not in _ENDS or other.hit.rule not in _ENDS:
        return None
    word = (joint["word"] or "-").lower()
    adding = word in ("and", "or") and one.lead != "between"
    if adding and (one.hit.rule != other.hit.rule or one.lead in ("since", "until", "before", "after", "by")):
        return None
    part = _PARTS.get(" ".join((joint["part"] or "").lower().split()))
    first, last = _both_ends(text, replace(one, lead=None), replace(other, part=part or other.part), reference)
    if first is None or last is None or first.start is None or last.end is None or first.start > last.end:
        return None
    if adding and (first.end is None or last.start is None or last.start - first.end > timedelta(days=1)):
        return None
    whole = replace(last, start=first.start, open="no", precision=_coarser(first, last))
    return _tied(text, one.start, other.hit.end, whole)


def _both_ends(text: str, one: Found, other: Found, reference: date | None) -> tuple[Period | None, Period | None]:
    """The two ends; one without a year takes it from the other, two take the latest that lie behind the reference."""
    aim = _aim(text, replace(one, lead=None))
    bare_one, bare_other = (f.hit.rule in _RECURRING and not _has_year(f.hit) for f in (one, other))
    if bare_other and not bare_one:
        first = build(one.hit, Moment(reference, aim, one.article))
        begun = first.start if first is not None else None
        last = build(other.hit, Moment(begun, "future", other.article))
    else:
        last = build(other.hit, Moment(reference, aim, other.article))
        ended = last.end if last is not None else None
        first = build(one.hit, Moment(ended if bare_one else reference, "past", one.article))
    narrow = periods.narrowed
    return first and narrow(first, one.part), last and narrow(last, other.part)


def _has_year(hit: Hit) -> bool:
    return any(hit.get(group) for group in ("y", "y2", "my"))


_ORDER = ("day", "week", "month", "quarter", "season", "year", "decade", "vague")


def _coarser(one: Period, other: Period) -> str:
    return max(one.precision, other.precision, key=_ORDER.index)


# -------------------------------------------------------------------------------- dates that count from the next one


def _counted_from_next(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    """ "two weeks after the raid of 3 May": counts from the date behind it in its sentence, if from any.

    Where words follow "after" or "before" but no date, what it counts from is not told here: the shift is dropped, so
    that it is not counted from a date that came earlier in the text.
    """
    out = list(spans)
    starts = [s.start for s in spans]
    for index, span in enumerate(spans):
        if span.shift is None or not span.words.lower().endswith(("after", "before")):
            continue
        end = _SENTENCE_END.search(text, span.end)
        stop = len(text) if end is None else end.start()
        if text[span.end : span.end + 1] in (",", ")") or not text[span.end : stop].strip():
            continue
        behind = bisect_left(starts, span.end)
        base = spans[behind] if behind < len(spans) and spans[behind].start < stop else None
        if base is None or base.from_ is None:
            out[index] = replace(span, shift=None)
        else:
            out[index] = tied_to(span, date.fromisoformat(base.from_))
    return out


def tied_to(span: DateSpan, base: date) -> DateSpan:
    """``span`` with its days counted from ``base``; unchanged where it has no shift."""
    if span.shift is None:
        return span
    period = periods.shifted(base, span.shift)
    if not period.resolved:
        return replace(span, shift=None)
    start, end = period.start, period.end
    return replace(
        span,
        from_=None if start is None else start.isoformat(),
        to=None if end is None else end.isoformat(),
        from_kind=None if start is None else "actual",
        to_kind=None if end is None else "actual",
        precision=period.precision,
        open=period.open,
        resolved=True,
        shift=None,
    )
