"""Number words and figures as text: "twenty-three", "two hundred and five", "1,200", "2.5 million".

The words stand in ``en/figures.yaml``. :func:`parse_number` gives the value of one number without bounds;
:data:`NUMBER` is the pattern of what it takes.
"""

from __future__ import annotations

import re
from typing import Any

from grounds.language.data import load_data


def alternation(words: list[str] | dict[str, Any]) -> str:
    """A regular expression of ``words``, the longest first; a blank matches any white space or a hyphen."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace("\\ ", r"[\s-]+") for w in ordered)


_DATA = load_data("figures.yaml")
_SMALL: dict[str, int] = {**_DATA["ones"], **_DATA["tens"]}
_SCALES: dict[str, int] = _DATA["scales"]
_LETTERS: dict[str, int] = _DATA["scale_letters"]

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_WORD = rf"(?:{alternation({**_SMALL, **_SCALES})})"
#: "and" joins what stands behind a scale; "five and nine" are two numbers.
_AND = rf"(?:{'|'.join(f'(?<={scale})' for scale in _SCALES)})[\s-]+and"
#: "a hundred", "two hundred and five", "twenty-three".
_SPELLED = rf"(?:a\s+(?={alternation(_SCALES)}))?{_WORD}(?:(?:{_AND})?[\s-]+{_WORD})*"
_SCALED = rf"{_DIGITS}(?:(?:\s|-)?(?:{alternation(_SCALES)})|(?:{alternation(_LETTERS)}))?"
#: One number, in figures or words, without bounds; compile with ``re.IGNORECASE``.
NUMBER = rf"(?<![\w.,])(?:{_SCALED}|{_SPELLED})(?!\w)"

_SPLIT = re.compile(r"[\s-]+")
_FIGURE = re.compile(rf"({_DIGITS})[\s-]?([a-z]*)", re.IGNORECASE)


def parse_number(words: str) -> float | None:
    """The value of one number, or null where ``words`` is none ("two two", "hundreds"). Whole values are integers."""
    words = words.strip().lower()
    figure = _FIGURE.fullmatch(words)
    if figure is not None:
        return _figure_value(figure[1], figure[2])
    return _spelled_value(_SPLIT.split(words))


def parse_count(words: str) -> int | None:
    """As :func:`parse_number`, for whole numbers only."""
    value = parse_number(words)
    return None if value is None or value != int(value) else int(value)


def _figure_value(digits: str, scale: str) -> float | None:
    factor = 1 if not scale else _SCALES.get(scale, _LETTERS.get(scale))
    if factor is None:
        return None
    value = float(digits.replace(",", "")) * factor if "." in digits else int(digits.replace(",", "")) * factor
    return int(value) if value == int(value) else value


def _spelled_value(words: list[str]) -> int | None:
    total, group, last = 0, 0, 0  # `last`: the least word of the group so far, which the next must undercut
    for word in words:
        if word in ("and", "a"):
            group = max(group, 1) if word == "a" else group
            continue
        if word in _SMALL:
            value = _SMALL[word]
            if last and not (last >= 100 or (last >= 20 and value < 10)):
                return None
            group, last = group + value, value
        elif word == "hundred":
            group, last = max(group, 1) * 100, 100
        elif word in _SCALES:
            total, group, last = total + max(group, 1) * _SCALES[word], 0, 0
        else:
            return None
    return total + group
