from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounds.language.figures import find_casualties, find_numbers

NUMBERS = [
    ("at least five", 5, 5, None, "at_least"),
    ("more than ten", 11, None, None, "at_least"),
    ("about 500", None, 500, None, "about"),
    ("up to 10", None, None, 10, "up_to"),
    ("fewer than 20", None, None, 19, "up_to"),
    ("between 7,000 and 12,000", 7000, None, 12000, "between"),
    ("two or three", 2, None, 3, "between"),
    ("twenty-three", 23, 23, 23, "exact"),
    ("two hundred", 200, 200, 200, "exact"),
    ("1,200", 1200, 1200, 1200, "exact"),
    ("dozens of", None, None, None, "vague"),
    ("several", None, None, None, "vague"),
    ("nearly 40", None, 40, None, "about"),
    ("zero", 0, 0, 0, "exact"),
]


@pytest.mark.parametrize(("words", "low", "best", "high", "bound"), NUMBERS, ids=[n[0] for n in NUMBERS])
def test_numbers(words, low, best, high, bound):
    span = find_numbers(f"They hold {words} captives.")[0]
    assert (span.words, span.low, span.best, span.high, span.bound) == (words, low, best, high, bound)


CASUALTIES = [
    (
        "killing at least five people, three of them civilians",
        [("killed", "all", 5, None), ("killed", "civilians", 3, 0)],
    ),
    (
        "Gunmen killed 12 soldiers and wounded five.",
        [("killed", "security_forces", 12, None), ("injured", "security_forces", 5, None)],
    ),
    ("Four people were injured in the blast.", [("injured", "all", 4, None)]),
    ("At least three passengers died.", [("killed", "civilians", 3, None)]),
    (
        "They abducted nine people, among them two nuns.",
        [("abducted", "all", 9, None), ("abducted", "women", 2, 0)],
    ),
    ("More than 600 families fled the town.", [("displaced", "civilians", None, None)]),
    ("The army captured two commanders.", [("captured", "leaders", 2, None)]),
    ("The attack left 30 dead.", [("killed", "all", 30, None)]),
    ("The army has 200 soldiers there.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASUALTIES, ids=[c[0][:30] for c in CASUALTIES])
def test_casualties(text, wanted):
    assert [(c.outcome, c.of, c.best, c.part_of) for c in find_casualties(text)] == wanted


@given(st.text(alphabet="0123456789 ,-abdeklnotvwiy", max_size=60))
def test_figures_rise_and_words_stand_in_the_text(text):
    for span in find_numbers(text):
        assert text[span.start : span.end] == span.words
        figures = [v for v in (span.low, span.best, span.high) if v is not None]
        assert figures == sorted(figures)
