"""Whether words that look like a date are one, by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from grounds.language.number_words import alternation
from grounds.language.when.patterns import DATA, HIJRI, Hit, month_key

_STRONG = frozenset(DATA["strong_leads"])
_COUNTED = frozenset(DATA["counted"])
_EVENTS = frozenset(DATA["events"])
_JOINED_TO = re.compile(r"(?:\d\s+(?:to|and|or|until|through)\s+|\d\s*[–—-]\s*)$")
_PLURAL = re.compile(r"\s+([a-z][\w-]*)")
#: Hijri months that reports tell without a year: Muharram, Ramadan, Dhu al-Hijja.
_OFTEN_TOLD = frozenset({1, 9, 12})
_SEASON_LEADS = frozenset({"since", "until", "by", "before", "after", "beyond", "around", "at", "from"})


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with the words before it: kind of lead, its own words, part of the period, and where all begin."""

    hit: Hit
    start: int
    lead: str | None = None
    lead_words: str = ""
    part: str | None = None
    article: bool = False


def is_date(text: str, one: Found) -> bool:
    """Whether the words of a hit are a date where they stand."""
    check = _CHECKS.get(one.hit.rule)
    return check is None or check(text, one)


def _year_stands(text: str, one: Found) -> bool:
    """A bare year; "2000 soldiers" is one only behind "in" and the like."""
    before = text[one.hit.start - 1 : one.hit.start]
    if (before and before in "$€£#–/.,@:") or (before == "-" and one.part is None):
        return False
    after = _PLURAL.match(text, one.hit.end)
    if after is None or one.lead_words in _STRONG:
        return True
    word = after[1]
    return word in _EVENTS or (
        word not in _COUNTED and not (word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3)
    )


def _month_stands(text: str, one: Found) -> bool:
    """ "May" and "March" are verbs, too: alone they need a word that leads them in, and no genitive behind them."""
    if one.hit.match["mon"].lower() not in DATA["ambiguous_months"]:
        return True
    if text[one.hit.end : one.hit.end + 2] in ("'s", "’s"):
        return False
    return one.lead is not None or one.part is not None or _closes_range(text, one.hit)


def _closes_range(text: str, hit: Hit) -> bool:
    """Whether "March to May" or "April and May" stands around the month."""
    around = alternation(DATA["months"])
    before = text[max(0, hit.start - 20) : hit.start]
    after = text[hit.end : hit.end + 20]
    joint = r"(?:\s*[–—-]\s*|\s+(?:to|and|until|through|or)\s+)"
    closes = re.search(rf"\b(?:{around}){joint}$", before) is not None
    return closes or re.match(rf"{joint}(?:{around})\b", after) is not None


def _season_stands(text: str, one: Found) -> bool:
    """ "spring" is water and "fall" an event, too: a season alone needs a lead, and "fall" an article."""
    if one.hit.match["season"] == "fall":
        return one.article and one.lead == "at"
    return one.part is not None or (one.lead in _SEASON_LEADS and (one.article or one.lead_words in {"in", "during"}))


def _part_stands(_: str, one: Found) -> bool:
    return one.part is not None


def _no_noun_use(text: str, one: Found) -> bool:
    """ "an overnight operation" tells the time of day, not the day."""
    plain = one.hit.end - one.hit.start == len("overnight")
    before = text[: one.hit.start].rstrip().rsplit(None, 1)[-1:] if plain else []
    return not before or before[0].lower() not in {"an", "the", "overnight", "any", "that", "this", "several"}


def _weekend_stands(_: str, one: Found) -> bool:
    return one.lead == "at"


def _hijri_stands(text: str, one: Found) -> bool:
    """ "Ramadan" is a man's name, too: without a year it needs a lead, and no further name behind it."""
    if one.hit.get("hy"):
        return True
    name = month_key(one.hit.match["hm"])
    if " " not in name and HIJRI[name] not in _OFTEN_TOLD:
        return False
    behind = text[one.hit.end : one.hit.end + 2].strip()
    return one.lead is not None and not behind[:1].isupper()


def _solar_stands(text: str, one: Found) -> bool:
    """The months are names of men too: "the commander Asad 1390 times"."""
    led = one.lead is not None or one.part is not None
    return led or _JOINED_TO.search(text, max(0, one.hit.start - 10), one.hit.start) is not None


def _feast_stands(_: str, one: Found) -> bool:
    """A feast dates something only behind a lead or with its year: "the Eid truce" does not."""
    return one.lead is not None or bool(one.hit.get("y"))


_CHECKS: dict[str, Callable[[str, Found], bool]] = {
    "year": _year_stands,
    "month": _month_stands,
    "season": _season_stands,
    "period_end": _part_stands,
    "overnight": _no_noun_use,
    "the_weekend": _weekend_stands,
    "hijri_month": _hijri_stands,
    "solar_month": _solar_stands,
    "feast": _feast_stands,
}
