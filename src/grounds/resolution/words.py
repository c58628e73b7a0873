"""The small closed classes of words that resolution asks for (``data/words.yaml``)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from grounds.language.data import load_data


@cache
def words(use: str) -> frozenset[str]:
    """The words of one use, such as ``locative`` or ``counting``; every use stands in the data with its meaning."""
    return frozenset(_data()[use])


@cache
def calendar() -> frozenset[str]:
    """Months, weekdays and the like in small letters: names that are no parties."""
    told = load_data("when.yaml")
    names = ("months", "weekdays", "month_abbreviations", "weekday_abbreviations")
    return words("calendar") | set(told["seasons"]) | {name.lower() for key in names for name in told[key]}


@cache
def _data() -> dict[str, list[str]]:
    text = files("grounds.resolution").joinpath("data", "words.yaml").read_text("utf-8")
    found: dict[str, list[str]] = yaml.load(text, yaml.CSafeLoader)
    return found
