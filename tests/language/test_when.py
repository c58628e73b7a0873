from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounds.language.when import find_dates

TODAY = date(2024, 6, 12)  # a Wednesday

CASES = [
    ("on 13 April 2011", "2011-04-13", "2011-04-13", "day"),
    ("on April 13, 2011", "2011-04-13", "2011-04-13", "day"),
    ("on 2011-04-13", "2011-04-13", "2011-04-13", "day"),
    ("in April 2011", "2011-04-01", "2011-04-30", "month"),
    ("in late April 2011", "2011-04-01", "2011-04-30", "month"),
    ("in 2011", "2011-01-01", "2011-12-31", "year"),
    ("since 2015", "2015-01-01", None, "year"),
    ("since 15 September", "2023-09-15", None, "day"),
    ("until 1 October", None, "2024-10-01", "day"),
    ("on 3 May", "2024-05-03", "2024-05-03", "day"),
    ("on 20 December", "2023-12-20", "2023-12-20", "day"),
    ("in March", "2024-03-01", "2024-03-31", "month"),
    ("on Monday", "2024-06-10", "2024-06-10", "day"),
    ("on Wednesday", "2024-06-12", "2024-06-12", "day"),
    ("last Wednesday", "2024-06-05", "2024-06-05", "day"),
    ("on Sunday and Monday", "2024-06-09", "2024-06-10", "day"),
    ("yesterday", "2024-06-11", "2024-06-11", "day"),
    ("last month", "2024-05-01", "2024-05-31", "month"),
    ("this month", "2024-06-01", "2024-06-12", "month"),
    ("last year", "2023-01-01", "2023-12-31", "year"),
    ("earlier this year", "2024-01-01", "2024-06-12", "year"),
    ("last week", "2024-06-03", "2024-06-09", "week"),
    ("last March", "2024-03-01", "2024-03-31", "month"),
    ("two years ago", "2022-01-01", "2022-12-31", "year"),
    ("three days ago", "2024-06-09", "2024-06-09", "day"),
    ("15–17 May 2023", "2023-05-15", "2023-05-17", "day"),
    ("between April and June 2023", "2023-04-01", "2023-06-30", "month"),
    ("in the 1990s", "1990-01-01", "1999-12-31", "decade"),
    ("in the first quarter of 2020", "2020-01-01", "2020-03-31", "quarter"),
    ("in the summer of 2012", "2012-06-01", "2012-08-31", "season"),
    ("in recent years", None, None, "vague"),
    ("over the past two months", "2024-04-12", "2024-06-12", "month"),
    ("in 2014–15", "2014-01-01", "2015-12-31", "year"),
]


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"), [c for c in CASES if c[3]], ids=[c[0] for c in CASES if c[3]]
)
def test_a_date_is_resolved_to_full_days(text, first, last, precision):
    spans = find_dates(f"The army attacked the camp {text}.", TODAY)
    assert [(s.from_, s.to, s.precision) for s in spans] == [(first, last, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "The army may march on the town.",
        "They fired 2015 rounds.",
        "31 February 2020 is no day.",
        "The 44th Brigade moved.",
        "It could march in.",
    ],
)
def test_what_is_no_date_gives_none(text):
    assert find_dates(text, TODAY) == []


def test_without_a_reference_nothing_is_guessed():
    spans = find_dates("They left on Monday, on 3 May and in 2019.", None)
    assert [(s.from_, s.resolved) for s in spans] == [(None, False), (None, False), ("2019-01-01", True)]


@given(st.text(alphabet="0123456789 -–./abcJunemayMondysincutlf,", max_size=60))
def test_spans_stand_in_the_text(text):
    end = 0
    for span in find_dates(text, TODAY):
        assert text[span.start : span.end] == span.words
        assert span.start >= end
        end = span.end
