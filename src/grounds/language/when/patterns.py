"""Where date expressions stand: rules of ``en/when.yaml``, compiled once and looked up by the first word.

Most words begin no date, so each word is looked up in one dictionary; only the few rules that may begin with it are
tried, and the longest match wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from grounds.language.data import load_data
from grounds.language.number_words import alternation, parse_count

DATA = load_data("when.yaml")
_NUMBERS = load_data("figures.yaml")

MONTHS: dict[str, int] = {m.lower(): i for i, m in enumerate(DATA["months"], 1)} | {
    m.lower(): n for m, n in DATA["month_abbreviations"].items()
}
WEEKDAYS: dict[str, int] = {w.lower(): i for i, w in enumerate(DATA["weekdays"])}
#: Weekdays by their first three letters, as every abbreviation has them.
_WEEKDAY_BEGINNINGS = {w[:3]: n for w, n in WEEKDAYS.items()}
SEASONS: dict[str, tuple[int, int]] = {s: (a, b) for s, (a, b) in DATA["seasons"].items()}
ORDINALS: dict[str, int] = DATA["ordinals"]


def weekday_number(words: str) -> int:
    """Monday is 0; ``words`` are a weekday or its abbreviation."""
    return _WEEKDAY_BEGINNINGS[words[:3].lower()]


def month_key(words: str) -> str:
    """The form in which names of months and feasts of other calendars are looked up."""
    return re.sub(r"[^a-z]+", " ", re.sub("['’‘ʿʾ`]", "", words.lower())).strip()


#: Months of the Hijri and the Solar Hijri calendar and feasts (calendar, month, day), by :func:`month_key`.
HIJRI: dict[str, int] = {month_key(n): i for i, names in enumerate(DATA["hijri_months"], 1) for n in names}
SOLAR: dict[str, int] = {month_key(n): i for i, names in enumerate(DATA["solar_months"], 1) for n in names}
FEASTS: dict[str, tuple[str, int, int]] = {
    month_key(n): (calendar, month, day) for n, (calendar, month, day) in DATA["feasts"].items()
}
_SMALL = {**_NUMBERS["ones"], **_NUMBERS["tens"]}
_VAGUE_COUNTS = ("a couple of", "a few", "several", "many", "some", "a number of", "few")


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern with its name in the data."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched."""

    rule: str
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.match.end()

    def get(self, group: str) -> str | None:
        """The words of a group, or null where the rule lacks it or it did not take part."""
        return self.match.groupdict().get(group)


def _both_cases(words: list[str]) -> list[str]:
    return [*words, *(w.upper() for w in words)]


def _places() -> dict[str, str]:
    months, days = _both_cases(DATA["months"]), _both_cases(DATA["weekdays"])
    short = "|".join(sorted(DATA["month_abbreviations"], key=len, reverse=True))
    short_days = "|".join(sorted(DATA["weekday_abbreviations"], key=len, reverse=True))
    counts = "|".join((alternation(list(_VAGUE_COUNTS)), alternation(list(_SMALL)), r"\d{1,4}", "an?"))
    tens = alternation(_NUMBERS["tens"])
    return {
        "month": f"(?:{alternation(months)})",
        "month_any": rf"(?:{alternation(months)}|(?:{short}|SEPT)(?:\.|\b))",
        "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
        "year": r"(?:19|20)\d\d",
        "weekday": f"(?:{alternation(days)})",
        "weekday_any": rf"(?:{alternation(days)}|(?:{short_days})\b\.?)",
        "season": "|".join(SEASONS),
        "unit": alternation(DATA["units"]).replace("century", "centur(?:y|ie)"),
        "count": rf"(?:(?:{tens})-(?:{alternation(_NUMBERS['ones'])})|{counts})",
        "hijri": _spelled(n for names in DATA["hijri_months"] for n in names),
        "solar": _spelled(n for names in DATA["solar_months"] for n in names),
        "feast": _spelled(DATA["feasts"]),
        "ordinal": "|".join(map(re.escape, ORDINALS)),
        "event": alternation(DATA["events"]),
        "event_verb": alternation(DATA["event_verbs"]),
    }


def _spelled(names: Iterable[str]) -> str:
    """Names with their marks in any form: an apostrophe may be curly or missing, a blank a hyphen."""
    ordered = sorted(names, key=lambda n: (-len(n), n))
    return "|".join(
        re.escape(n).replace("'", "['’‘ʿʾ`]?").replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?") for n in ordered
    )


def _compiled() -> dict[str, tuple[Rule, ...]]:
    places = _places()
    found: dict[str, list[Rule]] = {}
    for name, entry in DATA["rules"].items():
        lines = entry["pattern"].format(**places).splitlines()
        rule = Rule(name, re.compile("".join(line.strip() for line in lines)))
        for word in sorted({w for start in entry["start"] for w in _starters(start)}):
            found.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in found.items()}


def _starters(start: str) -> list[str]:
    known: dict[str, Any] = {
        "digits": ["0"],
        "month": [*MONTHS],
        "weekday": [*WEEKDAYS, *(f"{w}s" for w in WEEKDAYS), *map(str.lower, DATA["weekday_abbreviations"])],
        "season": [*SEASONS],
        "hijri": sorted(
            {month_key(n).split()[0] for names in DATA["hijri_months"] for n in names} | {"sha", "dhu", "zul"}
        ),
        "solar": sorted({month_key(n).split()[0] for names in DATA["solar_months"] for n in names}),
        "feast": sorted({n.split()[0].split("'")[0].lower() for n in DATA["feasts"]}),
        "ordinal": [w for w in ORDINALS if not w[0].isdigit()] + ["0"],
        "count": [*_SMALL, "0", "a", "an", "few", "several", "many", "some"],
    }
    return list(known[start] if start in known else DATA["starters"][start])


_RULES = _compiled()
_WORD = re.compile(r"\w+")
_BREAK = "\n\n"


def hits(text: str) -> Iterator[Hit]:
    """The longest rule at each word that begins one, from left to right and without overlap."""
    done, stop = 0, -1
    for word in _WORD.finditer(text):
        start = word.start()
        first = "0" if text[start].isdigit() else word[0].lower()
        rules = _RULES.get(first)
        if rules is None or start < done or (first == "0" and _inside_number(text, start)):
            continue
        if stop < start:  # no date runs over the end of a paragraph
            found = text.find(_BREAK, start)
            stop = len(text) if found < 0 else found
        hit = _longest(rules, text, start, stop)
        if hit is not None:
            done = hit.end  # also where it is a name: no part of it is a date
            if _stands(hit.rule, hit.match, text):
                yield hit


def _longest(rules: tuple[Rule, ...], text: str, start: int, stop: int) -> Hit | None:
    best: Hit | None = None
    for rule in rules:
        match = rule.pattern.match(text, start, stop)
        if match is not None and (best is None or match.end() > best.end):
            best = Hit(rule.name, match)
    return best


def _inside_number(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] in "-–/.,:" and text[start - 2].isdigit()


def count_of(words: str) -> int | None:
    """The whole number that ``words`` say; null for "several" and the like."""
    lowered = " ".join(words.lower().split())
    if lowered in ("a", "an"):
        return 1
    return 2 if lowered == "a couple of" else parse_count(lowered)


# --------------------------------------------------------------------------------------- is the match a date at all?

_NAME_AFTER = frozenset(DATA["name_after"])
_NAME_BEFORE = frozenset(DATA["name_before"])
_NEXT_WORD = re.compile(r"[\s-]+(\w+)")
_LAST_WORD = re.compile(r"(\w+)\.?\s+$")
_NAMED = frozenset({"day_month", "month_day", "month", "year", "weekday"})
_DAYS = frozenset({"day_month", "month_day"})


def _stands(rule: str, match: re.Match[str], text: str) -> bool:
    """False where the words belong to a name: "23 March Movement", "Resolution 1973"."""
    if rule not in _NAMED:
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 20), match.start())
    if before is not None and before[1].lower() in _NAME_BEFORE:
        return False
    after = _NEXT_WORD.match(text, match.end())
    if after is None or after[1].lower() not in _NAME_AFTER or rule not in _DAYS:
        return True
    return any(match.groupdict().get(group) for group in ("y", "y2"))
