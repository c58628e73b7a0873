"""The examples that stand in the data files of figures give what is told beside them."""

from __future__ import annotations

import pytest

from grounds.language.data import load_data
from grounds.language.figures import find_casualties, find_numbers

CASUALTIES, FIGURES = load_data("casualties.yaml"), load_data("figures.yaml")


def listed(data):
    return [(name, example["text"], example["gives"]) for name, each in data["examples"].items() for example in each]


def figure(value: float | None) -> str:
    return "-" if value is None else str(value)


@pytest.mark.parametrize(("name", "text", "gives"), listed(CASUALTIES))
def test_casualties(name, text, gives):
    found = [
        " ".join(
            [c.words, c.outcome, c.of, *map(figure, (c.low, c.best, c.high))]
            + ([str(c.part_of)] if c.part_of is not None else [])
        )
        for c in find_casualties(text)
    ]
    assert found == gives


@pytest.mark.parametrize(("name", "text", "gives"), listed(FIGURES))
def test_numbers(name, text, gives):
    (found,) = find_numbers(text)
    assert " ".join([found.words, *map(figure, (found.low, found.best, found.high)), found.bound]) == gives


def test_every_construction_has_an_example():
    grammar = {"undergoes", "does", "states", "leave", "cause", "idioms", "nouns_of", "counted", "lives", "toll"}
    assert grammar <= set(CASUALTIES["examples"])
    assert {*FIGURES["before"], *FIGURES["after"], "vague", "collective"} <= set(FIGURES["examples"])
