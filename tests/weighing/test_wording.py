"""Sentences of views, in every number."""

from __future__ import annotations

import re

import pytest

from grounds.weighing.counting import Count, days_in_words
from grounds.weighing.data import settings
from grounds.weighing.grades import Standing, credibility
from grounds.weighing.opposing import STRENGTHS
from grounds.weighing.wording import called, claim_line, event_name
from tests.weighing.made import item, party, period, place

#: Numbers whose verb or noun does not go with them, and forms left unfilled.
WRONG = re.compile(
    r"\b(?:one|1) (?:origins|independent origins|contradict\b|hold\b|say\b|of them parties)|"
    r"\b(?:two|three|\d\d) (?:origin |independent origin |contradicts|holds|says|of them a)|\b[02-9] |"
    r"[{}#|]|\(\)| {2}|was is"
)


@pytest.mark.parametrize("origins", [1, 2, 3, 12])
@pytest.mark.parametrize("outside", [0, 1, 2, 3])
@pytest.mark.parametrize("opposing", [0, 1, 2, 3])
@pytest.mark.parametrize("named", [0, 1, 3])
def test_credibility_is_told_in_good_english(origins, outside, opposing, named):
    told = Standing(
        origins=origins,
        outside=min(outside, origins),
        named=min(named, origins),
        sides=1,
        opposing=opposing,
        opposing_outside=max(0, opposing - 1),
        held=1,
        best="F",
        names="River Post",
    )
    why = credibility(told).why
    assert not WRONG.search(why), why
    assert not why[0].islower()
    assert why.endswith(".")


def test_what_is_not_told_alike_is_added():
    told = Standing(2, 2, 2, 0, 0, 0, 1, "F", "x", differing="how many, when")
    assert credibility(told).why.endswith("nobody contradicts it. Not told alike: how many, when.")


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "none of them"), (1, "one of them"), (4, "four of them"), (12, "12 of them")],
)
def test_a_number_chooses_its_words(number, words):
    assert f"{Count(number):none|one|#} of them" == words


def test_days_in_words():
    assert (days_in_words(1), days_in_words(3)) == ("a day", "three days")


@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize("form", settings("wording")["disagreement"])
def test_every_form_has_a_place_for_both_sides(strength, form):
    words = settings("wording")["disagreement"][form]
    assert "{one}, {other}" in words
    assert words.format(about="the raid", what="killed", one="A", other="B")
    assert settings("wording")["strengths"][strength].format(reason="") is not None


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"objects": (party("~market"),)}, "the attack on a market"),
        ({"objects": (party("~markets"),)}, "the attack on markets"),
        ({"objects": (party("~five people"),)}, "the attack on five people"),
        ({"objects": (party("boko-haram"),), "modes": ("armed_clash",)}, "the armed clash with boko-haram"),
        ({"modes": ("ied",), "places": (place("Kaya"),)}, "the roadside bombing in Kaya"),
        ({"period": period("2024-03-02")}, "the attack by al-shabaab on 2024-03-02"),
        ({"period": period("2024-03-01", "2024-03-31")}, "the attack by al-shabaab (2024-03)"),
    ],
)
def test_events_are_named(fields, told):
    assert event_name([item(**fields)]) == told


def test_a_claim_in_a_line():
    said = item(objects=(party("~police post"),), modes=("bombing",), positive=False)
    assert claim_line(said) == "not so (al-shabaab: bombing of a police post)"
    assert claim_line(item(subjects=())) == "somebody: attack"
    ends = item(kind="relation", predicate="allied_with", objects=(party("m23"),), phase="ends")
    assert claim_line(ends) == "al-shabaab is allied with m23: no longer"
    assert called(party("~armed men")) == "armed men"
