"""Numbers with their bounds and units, form by form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounds.language.figures import find_numbers
from grounds.language.number_words import parse_count, parse_number

CASES = """
12                      | 12 | 12 | 12 | exact
1,200                   | 1200 | 1200 | 1200 | exact
1,250,000               | 1250000 | 1250000 | 1250000 | exact
2.5 million             | 2500000 | 2500000 | 2500000 | exact
3 thousand              | 3000 | 3000 | 3000 | exact
seven                   | 7 | 7 | 7 | exact
twenty-three            | 23 | 23 | 23 | exact
forty two               | 42 | 42 | 42 | exact
a hundred               | 100 | 100 | 100 | exact
two hundred             | 200 | 200 | 200 | exact
two hundred and five    | 205 | 205 | 205 | exact
one thousand two hundred | 1200 | 1200 | 1200 | exact
six hundred thousand    | 600000 | 600000 | 600000 | exact
one million             | 1000000 | 1000000 | 1000000 | exact
zero                    | 0 | 0 | 0 | exact
at least five           | 5 | 5 | - | at_least
no fewer than 30        | 30 | 30 | - | at_least
no less than 30         | 30 | 30 | - | at_least
a minimum of 30         | 30 | 30 | - | at_least
30 or more              | 30 | 30 | - | at_least
at least a dozen        | 12 | 12 | - | at_least
more than ten           | 11 | - | - | at_least
over 40                 | 41 | - | - | at_least
upwards of 40           | 41 | - | - | at_least
in excess of 50,000     | 50001 | - | - | at_least
up to 10                | - | - | 10 | up_to
as many as 35           | - | - | 35 | up_to
at most 35              | - | - | 35 | up_to
no more than 35         | - | - | 35 | up_to
fewer than 20           | - | - | 19 | up_to
less than 20            | - | - | 19 | up_to
under 20                | - | - | 19 | up_to
about 500               | - | 500 | - | about
around 500              | - | 500 | - | about
roughly 500             | - | 500 | - | about
approximately 500       | - | 500 | - | about
some 500                | - | 500 | - | about
an estimated 500        | - | 500 | - | about
nearly 40               | - | 40 | - | about
almost 40               | - | 40 | - | about
close to 40             | - | 40 | - | about
40 or so                | - | 40 | - | about
a dozen                 | - | 12 | - | about
two dozen               | - | 24 | - | about
half a dozen            | - | 6 | - | about
a couple of             | - | 2 | - | about
between 5 and 9         | 5 | - | 9 | between
between 7,000 and 12,000 | 7000 | - | 12000 | between
5 to 9                  | 5 | - | 9 | between
5–9                     | 5 | - | 9 | between
10-20                   | 10 | - | 20 | between
some 20 to 30           | 20 | - | 30 | between
two or three            | 2 | - | 3 | between
two hundred to three hundred | 200 | - | 300 | between
several                 | - | - | - | vague
a few                   | - | - | - | vague
many                    | - | - | - | vague
numerous                | - | - | - | vague
dozens of               | - | - | - | vague
scores of               | - | - | - | vague
hundreds of             | - | - | - | vague
tens of thousands of    | - | - | - | vague
a string of             | - | - | - | vague
a number of             | - | - | - | vague
an unknown number of    | - | - | - | vague
"""

UNITS = [
    ("$2 million", 2_000_000, "USD"),
    ("US$1.5bn", 1_500_000_000, "USD"),
    ("3m dollars", 3_000_000, "USD"),
    ("500,000 euros", 500_000, "EUR"),
    ("£40", 40, "GBP"),
    ("USD 700", 700, "USD"),
    ("20 percent", 20, "%"),
    ("20 per cent", 20, "%"),
    ("4.5%", 4.5, "%"),
    ("12 km", 12, "km"),
    ("30 kilometres", 30, "km"),
    ("500m", 500, "m"),
    ("60 square kilometres", 60, "km2"),
    ("40 hectares", 40, "ha"),
    ("25 tonnes", 25, "t"),
    ("three hours", 3, "hour"),
    ("four-month", 4, "month"),
]

NONE = [
    "the 44th Brigade",
    "Brigade 44 was there",
    "M23 and AK-47",
    "Resolution 2254 (2015)",
    "in 2012",
    "on 3 May and 4 June 2013",
    "the 23 March Movement",
    "a 25-year-old man",
    "a 12-man team",
    "at 10:30",
    "9/11",
    "no one and one another",
    "one day",
    "paragraph 12",
    "page 7",
    "Phase two",
    "3. The panel met.",
    "the third attack",
]


def rows(table: str) -> list[list[str]]:
    return [[c.strip() for c in line.split("|")] for line in table.splitlines() if line.strip()]


def value(cell: str) -> float | None:
    return None if cell == "-" else float(cell)


@pytest.mark.parametrize(("words", "low", "best", "high", "bound"), rows(CASES), ids=lambda cell: cell)
def test_figure_and_bound(words, low, best, high, bound):
    (span,) = find_numbers(f"They hold {words} captives.")
    assert span.words == words
    assert (span.low, span.best, span.high, span.bound) == (value(low), value(best), value(high), bound)
    assert span.unit is None


@pytest.mark.parametrize(("words", "best", "unit"), UNITS, ids=[u[0] for u in UNITS])
def test_unit(words, best, unit):
    (span,) = find_numbers(f"It spoke of {words} there.")
    assert (span.words.rstrip("-"), span.best, span.unit) == (words, best, unit)


@pytest.mark.parametrize("text", NONE)
def test_names_dates_and_references_are_no_quantities(text):
    assert find_numbers(text) == []


def test_from_and_to_are_two_numbers():
    assert [s.best for s in find_numbers("The number rose from 5 to 10.")] == [5, 10]


def test_more_than_adds_one_only_to_counts():
    assert [s.low for s in find_numbers("more than 10 men, more than $10, more than 10%")] == [11, 10, 10]


def test_given_dates_hold_no_quantities():
    assert find_numbers("12 men", dates=[(0, 6)]) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [("two two", None), ("hundreds", None), ("five hundred", 500), ("1,5", None), ("twenty ten", None), ("", None)],
)
def test_parse_number(words, number):
    assert parse_number(words) == number


def test_parse_count_takes_whole_numbers_only():
    assert (parse_count("2.5"), parse_count("2.5 million")) == (None, 2_500_000)


WORDS = st.sampled_from(
    [
        "at",
        "least",
        "more",
        "than",
        "up",
        "to",
        "about",
        "between",
        "and",
        "or",
        "5",
        "12",
        "1,200",
        "2.5",
        "million",
        "two",
        "twenty",
        "hundred",
        "a",
        "dozen",
        "dozens",
        "of",
        "several",
        "$",
        "%",
        "euros",
        "km",
        "-",
        "–",
        ",",
        ".",
        "one",
        "no",
        "2012",
        "May",
        "44th",
        "from",
        "over",
    ]
)


@given(st.lists(WORDS, max_size=12))
def test_figures_rise_and_spans_do_not_overlap(words):
    text = " ".join(words)
    end = 0
    for span in find_numbers(text):
        assert text[span.start : span.end] == span.words
        assert end <= span.start < span.end
        end = span.end
        figures = [v for v in (span.low, span.best, span.high) if v is not None]
        assert figures == sorted(figures)
        assert (span.bound == "vague") == (not figures)


@given(st.text(max_size=60))
def test_any_text_is_read(text):
    for span in find_numbers(text):
        assert text[span.start : span.end] == span.words
