"""Numbers of a running text with their bounds and units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from grounds.language.data import load_data
from grounds.language.number_words import NUMBER, alternation, parse_number
from grounds.language.when import find_dates

_DATA = load_data("figures.yaml")


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A quantity at ``text[start:end] == words``.

    ``bound`` is a value of the list ``bound``; a figure that is not known is null, and where all three are null the
    bound is ``vague``. ``unit`` is null for a count, ``%`` for a share, a currency code for money ("USD"), or a measure
    ("km", "day").
    """

    start: int
    end: int
    words: str
    low: float | None
    best: float | None
    high: float | None
    bound: str
    unit: str | None = None


_FIXED: dict[str, int] = _DATA["fixed"]
_COLLECTIVE: dict[str, int] = _DATA["collective"]
_CURRENCY: dict[str, str] = {**_DATA["currency_words"], **{c.lower(): c for c in _DATA["currency_codes"]}}
_MEASURES: dict[str, str] = {word: unit for unit, words in _DATA["measures"].items() for word in words}
_BEFORE: dict[str, str] = {words: kind for kind, listed in _DATA["before"].items() for words in listed}
_AFTER: dict[str, str] = {words: kind for kind, listed in _DATA["after"].items() for words in listed}
_NOT_AFTER = frozenset(_DATA["not_after"])

_I = re.IGNORECASE
_DOZENS = rf"(?:{NUMBER}\s+|a\s+)?(?:{alternation(_COLLECTIVE)})(?!\w)"
_CORE = re.compile(
    rf"(?:(?P<vague>{alternation(_DATA['vague'])})|(?P<fixed>{alternation(_FIXED)})|(?P<dozens>{_DOZENS}))(?!\w)"
    rf"|(?P<number>{NUMBER})",
    _I,
)
_SIGN = re.compile(rf"(?:{alternation(_DATA['currency_signs'])}|\b(?:{'|'.join(_DATA['currency_codes'])}))\s?$")
_UNIT = re.compile(
    rf"(?P<percent>\s?%|\s(?:{alternation([p for p in _DATA['percent'] if p != '%'])})\b)"
    rf"|\s?(?P<money>{alternation(_CURRENCY)})\b|[\s-]?(?P<measure>{alternation(_MEASURES)})(?!\w)",
    _I,
)
_BOUND = re.compile(rf"(?<![\w-])(?P<bound>between|{alternation(_BEFORE)})\s+(?:another\s+|the\s+)?$", _I)
_BOUND_AFTER = re.compile(rf"\s+(?P<bound>{alternation(_AFTER)})\b", _I)
_TO = re.compile(r"\s*[–—-]\s*|\s+(?P<word>to|or|and)\s+", _I)
_FROM = re.compile(r"\bfrom\s+$", _I)
_WORD_BEFORE = re.compile(r"([^\W\d]+)\.?\s+$")
_COUNTABLE = re.compile(
    r"\s+(?!was\b|is\b|has\b|as\b)(?:[a-z-]+\s+)?(?!was\b|is\b|has\b)(?:[a-z]+s|people|men|women|children)\b"
)
_AS_MANY = re.compile(r"\b(?:as|how|so|too)\s+$", _I)
_WORD = re.compile(r"\w+")
_MONTH = re.compile(rf"\s+(?:{alternation(load_data('when.yaml')['months'])})\b")
_ONE_BEFORE = re.compile(rf"[\s-]+(?:{alternation(_DATA['one_not_before'])})\b", _I)


def _first_words() -> frozenset[str]:
    listed = [*_DATA["vague"], *_FIXED, *_COLLECTIVE, *_DATA["ones"], *_DATA["tens"], *_DATA["scales"]]
    return frozenset(words.split()[0] for words in listed)


_FIRST = _first_words()


def find_numbers(text: str, *, dates: Sequence[tuple[int, int]] | None = None) -> list[NumberSpan]:
    """All quantities of ``text``, left to right, without overlap.

    ``dates`` are the stretches of dates, which hold no quantities; they are looked for where none are given. Ordinals,
    references ("Resolution 2254"), names ("M23", "44th Brigade"), ages and clock times are none either.
    """
    spans: list[NumberSpan] = []
    done = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < done or not (word[0].lower() in _FIRST or text[start].isdigit() or word[0] in "aA"):
            continue
        match = _CORE.match(text, start)
        if match is None or not _is_quantity(text, match):
            continue
        if dates is None:
            dates = [(s.start, s.end) for s in find_dates(text, None)]
        if any(a < match.end() and start < b for a, b in dates):
            continue
        span = _read(text, match, done)
        done = span.end
        spans.append(span)
    return spans


# ------------------------------------------------------------------------------------------------------ is it a
# quantity


def _is_quantity(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if match["number"] is None:
        return match[0].lower() != "many" or _AS_MANY.search(text, max(0, start - 6), start) is None
    if end < len(text) - 1 and text[end] in "-/:." and (text[end + 1].isalpha() or text[end] != "-"):
        joined = text[end] == "." and not text[end + 1].isdigit()  # a full stop
        if not joined:
            return _has_unit(text, end)
    if start and (text[start - 1] in "/:#@_." or (text[start - 1] in "-–" and start > 1 and text[start - 2].isalnum())):
        return False
    if _numbers_a_line(text, start, end):
        return False
    if match[0].lower() == "one":
        return _one_counts(text, start, end)
    if _MONTH.match(text, end) is not None:  # the day of a name: "23 March Movement"
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 24), start)
    if before is None or before[1].lower() not in _NOT_AFTER:
        return True
    return _COUNTABLE.match(text, end) is not None


def _has_unit(text: str, end: int) -> bool:
    """ "25-km", "12-year": a measure with a hyphen; "12-man", "25-year-old" are no quantities."""
    unit = _UNIT.match(text, end)
    return unit is not None and text[unit.end() : unit.end() + 1] != "-"


def _numbers_a_line(text: str, start: int, end: int) -> bool:
    opens = start == 0 or text[start - 1] == "\n" or text[max(0, start - 2) : start] == "\n("
    return opens and text[end : end + 1] in (".", ")") and text[end + 1 : end + 2].isspace()


def _one_counts(text: str, start: int, end: int) -> bool:
    """ "one soldier", not "no one", "one another"."""
    before = _WORD_BEFORE.search(text, max(0, start - 24), start)
    if before is not None and before[1].lower() in _DATA["one_not_after"]:
        return False
    return _ONE_BEFORE.match(text, end) is None


# ----------------------------------------------------------------------------------------------------- value and bounds


def _value(match: re.Match[str]) -> float | None:
    if match["vague"]:
        return None
    words = " ".join(match[0].lower().split())
    if match["fixed"]:
        return _FIXED[words]
    if match["dozens"]:
        *times, collective = words.split()
        factor = 1 if not times or times == ["a"] else parse_number(" ".join(times))
        return None if factor is None else factor * _COLLECTIVE[collective]
    return parse_number(words)


def _read(text: str, match: re.Match[str], floor: int) -> NumberSpan:
    value, (start, end) = _value(match), match.span()
    sign = _SIGN.search(text, max(floor, start - 5), start)
    if sign is not None:
        start = sign.start()
    value, unit, end = _with_unit(text, match, value, sign)
    bound = _BOUND.search(text, max(floor, start - 30), start)
    kind = None if bound is None else " ".join(bound["bound"].lower().split())
    other = _other_end(text, end, kind, start, value)
    if other is not None and value is not None:
        high, unit_behind, end = other
        low, unit = value, unit or unit_behind
        if bound is not None and (kind == "between" or _BEFORE.get(kind or "") == "about"):
            start = bound.start()
        return NumberSpan(start, end, text[start:end], low, None, high, "between", unit)
    if bound is not None and kind != "between" and value is not None:
        start = bound.start()
    return _bounded(text, start, end, value, unit, _BEFORE.get(kind or ""), _rounds(match))


def _rounds(match: re.Match[str]) -> bool:
    """ "a dozen" and the like are round by nature: the bound is ``about`` where no other is said."""
    return match["dozens"] is not None or (match["fixed"] is not None and match[0].lower() in _DATA["rounded"])


def _with_unit(
    text: str, match: re.Match[str], value: float | None, sign: re.Match[str] | None
) -> tuple[float | None, str | None, int]:
    """The value, its unit and the end of both; "500m" is metres, "$500m" millions."""
    end = match.end()
    if sign is not None:
        return value, _currency(sign[0]), end
    unit = _UNIT.match(text, end) if match["number"] else None
    metres = re.fullmatch(r"([\d.,]+)m", match[0]) if match["number"] else None
    if metres is not None and not (unit is not None and unit["money"]):
        return parse_number(metres[1]), "m", end
    if unit is None:
        return value, None, end
    if unit["percent"]:
        return value, "%", unit.end()
    if unit["money"]:
        return value, _CURRENCY[" ".join(unit["money"].lower().split())], unit.end()
    return value, _MEASURES[" ".join(unit["measure"].lower().split())], unit.end()


def _currency(sign: str) -> str:
    bare = sign.strip()
    found: str = _DATA["currency_signs"].get(bare, bare)
    return found


def _other_end(
    text: str, end: int, kind: str | None, start: int, low: float | None
) -> tuple[float, str | None, int] | None:
    """The upper number of "5 to 9", "5–9", "two or three", "between 5 and 9"; "rose from 5 to 9" are two numbers."""
    joint = _TO.match(text, end)
    if joint is None or low is None:
        return None
    word = (joint["word"] or "-").lower()
    if (word == "and") != (kind == "between") or (word == "to" and _FROM.search(text, max(0, start - 8), start)):
        return None
    second = _after_sign(text, joint.end())
    match = _CORE.match(text, second)
    high = None if match is None else _value(match)
    if match is None or high is None or high <= low or (word == "or" and high > 2 * low):
        return None
    value, unit, stop = _with_unit(text, match, high, _SIGN.search(text, joint.start(), second))
    return (high if value is None else value), unit, stop


def _after_sign(text: str, start: int) -> int:
    sign = re.compile(rf"(?:{alternation(_DATA['currency_signs'])})\s?").match(text, start)
    return start if sign is None else sign.end()


def _bounded(
    text: str, start: int, end: int, value: float | None, unit: str | None, kind: str | None, rounded: bool
) -> NumberSpan:
    after = _BOUND_AFTER.match(text, end)
    if after is not None and kind is None and value is not None:
        kind, end = _AFTER[" ".join(after["bound"].lower().split())], after.end()
    words = text[start:end]
    if value is None:
        return NumberSpan(start, end, words, None, None, None, "vague", unit)
    span = NumberSpan(start, end, words, value, value, value, "exact", unit)
    step = 1 if unit is None and value == int(value) else 0  # "more than $2m" may be a cent more, not a dollar
    if kind == "at_least":
        return replace(span, high=None, bound="at_least")
    if kind == "more_than":
        return replace(span, low=value + step, best=None, high=None, bound="at_least")
    if kind == "up_to":
        return replace(span, low=None, best=None, bound="up_to")
    if kind == "fewer_than":
        return replace(span, low=None, best=None, high=max(value - step, 0), bound="up_to")
    if kind == "about" or rounded:
        return replace(span, low=None, high=None, bound="about")
    return span
