"""Dates that count from another date of the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounds.language.when import find_dates, resolve_relative

TODAY = date(2015, 5, 20)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("On 3 March they met. Two days later they left.", "2015-03-05", "2015-03-05", "day"),
        ("On 3 March they met. Ten days earlier they had left.", "2015-02-21", "2015-02-21", "day"),
        ("On 26 May they met. Three months later they left.", "2014-08-01", "2014-08-31", "month"),
        ("On 3 March they met. The next day they left.", "2015-03-04", "2015-03-04", "day"),
        ("On 3 March they met. The same day they left.", "2015-03-03", "2015-03-03", "day"),
        ("On 3 March they met. That night they left.", "2015-03-03", "2015-03-03", "day"),
        ("On 3 March they met. The day before, they had left.", "2015-03-02", "2015-03-02", "day"),
        ("On 3 March they met. The following Friday they left.", "2015-03-06", "2015-03-06", "day"),
        ("In March they met. The following month they left.", "2015-04-01", "2015-04-30", "month"),
        ("In 2011 they met. The following year they left.", "2012-01-01", "2012-12-31", "year"),
        ("In 2011 they met. Two years earlier they had left.", "2009-01-01", "2009-12-31", "year"),
        ("On 3 March they met. Two weeks later they left.", "2015-03-17", "2015-03-17", "week"),
        ("On 3 March they met. Since then it has been calm.", "2015-03-03", None, "day"),
        ("On 18 March they met. During the month all was calm.", "2015-03-01", "2015-03-31", "month"),
    ],
)
def test_a_count_goes_from_the_last_date(text, first, last, precision):
    span = resolve_relative(find_dates(text, TODAY), TODAY)[-1]
    assert (span.from_, span.to, span.precision, span.anchor) == (first, last, precision, "event")
    assert span.resolved
    assert span.shift is None


@pytest.mark.parametrize(
    "text",
    [
        "Two days later they left.",
        "In 2011 they met. Two days later they left.",
        "On 19 May they met. Three months later they left.",
        "On 3 March they met. Days later they left.",
        "On 3 March they met. Six months after the army had moved they left.",
    ],
    ids=["nothing before", "rougher than the count", "after the day of writing", "no number", "another event"],
)
def test_a_count_from_nowhere_stays_unresolved(text):
    span = resolve_relative(find_dates(text, TODAY), TODAY)[-1]
    assert (span.from_, span.to, span.resolved) == (None, None, False)


def test_after_counts_from_the_date_behind_it():
    first, _ = find_dates("Two days after the raid of 3 March they left.", TODAY)
    assert (first.words, first.from_) == ("Two days after", "2015-03-05")


def test_dates_are_never_inherited_backwards():
    spans = resolve_relative(find_dates("The next day they left. On 3 March they met.", TODAY), TODAY)
    assert [s.resolved for s in spans] == [False, True]


WORDS = st.sampled_from(
    [
        "on",
        "in",
        "since",
        "until",
        "by",
        "from",
        "between",
        "to",
        "and",
        "the",
        "3",
        "13",
        "31",
        "May",
        "March",
        "April",
        "2011",
        "2015",
        "Monday",
        "two",
        "days",
        "weeks",
        "months",
        "later",
        "ago",
        "last",
        "next",
        "this",
        "year",
        "month",
        "early",
        "late",
        "mid-",
        ",",
        ".",
        "–",
        "-",
        "/",
        "1990s",
        "summer",
        "fall",
        "of",
        "first",
        "quarter",
        "overnight",
        "today",
        "04/05/2011",
    ]
)


@given(st.lists(WORDS, max_size=14), st.none() | st.dates())
def test_spans_stand_in_the_text_rise_and_do_not_overlap(words, reference):
    text = " ".join(words)
    spans = resolve_relative(find_dates(text, reference), reference)
    end = 0
    for span in spans:
        assert text[span.start : span.end] == span.words
        assert end <= span.start < span.end
        end = span.end
        assert span.resolved == (span.from_ is not None or span.to is not None)
        assert span.from_ is None or span.to is None or span.from_ <= span.to
        assert (span.from_kind is None) == (span.from_ is None)
        assert (span.to_kind is None) == (span.to is None)


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    for span in find_dates(text, TODAY):
        assert text[span.start : span.end] == span.words
