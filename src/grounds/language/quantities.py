"""Numbers and casualty figures in running English text.

A figure is low, best and high with a bound: "at least five" is 5, 5, null; "more than ten" 11, null, null; "about 500"
null, 500, null; "up to 10" null, null, 10; "between 5 and 9" 5, null, 9. Number words without a figure ("several",
"dozens") keep their words and the bound ``vague``; a number rule turns them into figures at output, never here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """``text[start:end] == words``."""

    start: int
    end: int
    words: str
    low: float | None
    best: float | None
    high: float | None
    bound: str


@dataclass(frozen=True, slots=True)
class CasualtySpan:
    """One outcome and category; ``part_of`` is the index of the total in the list it came in."""

    start: int
    end: int
    words: str
    outcome: str
    of: str
    low: int | None
    best: int | None
    high: int | None
    bound: str
    part_of: int | None = None


@cache
def _data() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.load(
        files("grounds.language").joinpath("en", "numbers.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return raw


def _either(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    data = _data()
    word = _either([*data["units"], *data["scales"]])
    figure = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:a\s+)?(?:{word})(?:[\s-](?:and\s+)?(?:{word}))*)"
    bounds = _either([b for listed in data["bounds"].values() for b in listed])
    return re.compile(
        rf"\b(?:(?P<between>between\s+(?P<low>{figure})\s+and\s+(?P<high>{figure}))"
        rf"|(?P<range>(?P<from>\d[\d,]*)\s?(?:[-–]|to|or)\s?(?P<to>\d[\d,]*))"
        rf"|(?:(?P<bound>{bounds})\s+)?(?P<figure>{figure})(?:\s+(?P<or>or)\s+(?P<other>{word}))?"
        rf"|(?P<vague>{_either(data['vague'])}))\b(?!%)",
        re.IGNORECASE,
    )


def find_numbers(text: str) -> list[NumberSpan]:
    """All quantities, left to right; years, ordinals and numbered names ("44th Brigade", "M23") are none."""
    return [span for m in _pattern().finditer(text) if (span := _number_span(m)) is not None]


def _number_span(match: re.Match[str]) -> NumberSpan | None:
    start, end = match.span()
    before = match.string[:start].rstrip().lower()
    words = match.group()
    if match.group("vague"):
        return NumberSpan(start, end, words, None, None, None, "vague")
    if match.group("between") or match.group("range"):
        low = _value(match.group("low") or match.group("from"))
        high = _value(match.group("high") or match.group("to"))
        return NumberSpan(start, end, words, low, None, high, "between") if low < high else None
    figure = match.group("figure")
    if (
        figure.isdigit()
        and len(figure) == 4
        and figure[:2] in {"19", "20"}
        and before.endswith(("in", "since", "of", "by", "until", "from"))
    ):
        return None
    value = _value(figure)
    if match.group("or"):
        return NumberSpan(start, end, words, value, None, _value(match.group("other")), "between")
    return _with_bound(
        NumberSpan(start, end, words, value, value, value, "exact"), (match.group("bound") or "").lower()
    )


def _with_bound(span: NumberSpan, bound: str) -> NumberSpan:
    bound = " ".join(bound.split())
    kind = next((k for k, words in _data()["bounds"].items() if bound in words), None)
    value = span.best or 0.0
    if kind == "at_least":
        return replace(span, high=None, bound="at_least")
    if kind == "more_than":
        return replace(span, low=value + 1, best=None, high=None, bound="at_least")
    if kind == "up_to":
        return replace(span, low=None, best=None, bound="up_to")
    if kind == "fewer_than":
        return replace(span, low=None, best=None, high=value - 1, bound="up_to")
    if kind == "about":
        return replace(span, low=None, high=None, bound="about")
    return span


def _value(figure: str) -> float:
    plain = figure.replace(",", "").lower()
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+", plain):
        if word in _data()["units"]:
            current += _data()["units"][word]
        elif word in _data()["scales"]:
            current = (current or 1) * _data()["scales"][word]
            if word in {"thousand", "million"}:
                total, current = total + current, 0.0
    return total + current


@cache
def _casualty_patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str], dict[str, str]]:
    data = _data()
    nouns = {n: c for c, listed in data["categories"].items() for n in listed}
    verbs = {v: o for o, listed in data["outcomes"].items() for v in listed}
    # a plural is the listed noun with s or es; irregular ones are listed themselves
    noun = rf"(?:{_either(list(nouns))})(?:e?s)?"
    return (
        re.compile(
            rf"\s+(?:(?:of\s+(?:the|them|its|their)\s+)|(?:[a-z][a-zA-Z-]*\s+|[A-Z][\w-]*\s+){{0,3}}?)(?P<noun>{noun})\b"
        ),
        re.compile(rf"\b(?:{_either(list(verbs))})\b", re.IGNORECASE),
        nouns,
        verbs,
    )


def find_casualties(text: str) -> list[CasualtySpan]:
    """Casualty figures of one sentence: each number with a noun of persons, under the nearest verb of an outcome.

    A verb before the number ("killing at least five people") or a passive or "died" behind it ("four people were
    injured") gives the outcome; a part ("three of them civilians") takes that of its total.
    """
    after, verb_pattern, nouns, verbs = _casualty_patterns()
    found_verbs = list(verb_pattern.finditer(text))
    if not found_verbs:
        return []
    spans: list[CasualtySpan] = []
    for number in find_numbers(text):
        noun = after.match(text, number.end)
        part = re.compile(r"\s+(?:of\s+(?:them|whom|the\s+dead)|were)\s+(\w+)").match(text, number.end)
        if noun is None and not (part and spans):
            spans.extend(_bare(text, number, found_verbs, verbs, spans))
            continue
        end = noun.end() if noun is not None else part.end() if part is not None else number.end
        word = (noun.group("noun") if noun is not None else part.group(1) if part is not None else "").lower()
        category = nouns.get(word) or nouns.get(word.removesuffix("s")) or nouns.get(word.removesuffix("es")) or "all"
        outcome = _outcome(text, number.start, end, found_verbs, verbs)
        total = _total(spans, text, number.start, category)
        if outcome is None and total is None:
            continue
        told = outcome if total is None else spans[total].outcome
        spans.append(_casualty(text, number, end, told or spans[-1].outcome, category, total))
    return spans


def _bare(
    text: str, number: NumberSpan, found: list[re.Match[str]], verbs: dict[str, str], spans: list[CasualtySpan]
) -> list[CasualtySpan]:
    """ "wounding six", "30 dead": a number whose noun is left out."""
    before = next(
        (
            v
            for v in found
            if text[v.end() : number.start].strip().lower() in {"", "another", "a further"} and v.end() <= number.start
        ),
        None,
    )
    behind = next(
        (
            v
            for v in found
            if text[number.end : v.start()].strip() in {"", "were", "was", "others", "more"} and v.start() >= number.end
        ),
        None,
    )
    verb = before or behind
    if verb is None:
        return []
    category = spans[-1].of if spans and spans[-1].part_of is None and behind is None else "unknown"
    end = behind.end() if behind is not None and before is None else number.end
    return [_casualty(text, number, end if before is None else number.end, verbs[verb.group().lower()], category, None)]


def _outcome(text: str, start: int, end: int, found: list[re.Match[str]], verbs: dict[str, str]) -> str | None:
    """The verb just before the figure, else just behind it with a passive auxiliary between, or "died"."""
    before = [
        v
        for v in found
        if v.end() <= start
        and len(text[v.end() : start].split()) <= 4
        and not re.search(r"[;:]|\b(?:when|after|while)\b", text[v.end() : start])
    ]
    behind = [v for v in found if v.start() >= end and len(text[end : v.start()].split()) <= 6]
    behind = [
        v
        for v in behind
        if re.search(r"\b(?:was|were|been|be|had)\b", text[end : v.start()])
        or v.group().lower() in {"died", "fled", "surrendered", "dead", "die"}
    ]
    if before:
        return verbs[before[-1].group().lower()]
    return verbs[behind[0].group().lower()] if behind else None


def _total(spans: list[CasualtySpan], text: str, start: int, category: str) -> int | None:
    if not spans:
        return None
    between = text[spans[-1].end : start]
    if re.fullmatch(r",?\s*(?:including|among them|of whom)?,?\s*", between, re.IGNORECASE) and (
        "," in between or "includ" in between
    ):
        return next((i for i in range(len(spans) - 1, -1, -1) if spans[i].part_of is None), None)
    if spans[-1].part_of is not None and re.fullmatch(r",?\s*(?:and\s*)?", between):
        return spans[-1].part_of
    return None


def _casualty(text: str, number: NumberSpan, end: int, outcome: str, category: str, total: int | None) -> CasualtySpan:
    whole = [None if v is None else int(v) for v in (number.low, number.best, number.high)]
    return CasualtySpan(
        number.start,
        end,
        text[number.start : end],
        outcome,
        category,
        whole[0],
        whole[1],
        whole[2],
        number.bound,
        total,
    )
