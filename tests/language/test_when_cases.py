"""The conventions of dates, form by form: words, first day, last day, precision, open."""

from __future__ import annotations

from datetime import date

import pytest

from grounds.language.when import find_dates

TODAY = date(2015, 5, 20)  # a Wednesday

RESOLVED = """
on 13 April 2011            | 2011-04-13 | 2011-04-13 | day
13 April 2011               | 2011-04-13 | 2011-04-13 | day
the 13th of April 2011      | 2011-04-13 | 2011-04-13 | day
April 13, 2011              | 2011-04-13 | 2011-04-13 | day
April 13th, 2011            | 2011-04-13 | 2011-04-13 | day
Apr. 13, 2011               | 2011-04-13 | 2011-04-13 | day
13 Apr 2011                 | 2011-04-13 | 2011-04-13 | day
13-Apr-2011                 | 2011-04-13 | 2011-04-13 | day
Sept. 9, 2014               | 2014-09-09 | 2014-09-09 | day
2011-04-13                  | 2011-04-13 | 2011-04-13 | day
2011/04/13                  | 2011-04-13 | 2011-04-13 | day
13/04/2011                  | 2011-04-13 | 2011-04-13 | day
04/13/2011                  | 2011-04-13 | 2011-04-13 | day
13.04.2011                  | 2011-04-13 | 2011-04-13 | day
05/05/2011                  | 2011-05-05 | 2011-05-05 | day
Tuesday, 12 May             | 2015-05-12 | 2015-05-12 | day
on Friday 15 May            | 2015-05-15 | 2015-05-15 | day
Tue, May 12                 | 2015-05-12 | 2015-05-12 | day
Saturday, 30 May            | 2015-05-30 | 2015-05-30 | day
Friday, 30 May              | 2014-05-30 | 2014-05-30 | day
on Monday, 12 May           | 2014-05-12 | 2014-05-12 | day
Thurs., Jan. 1              | 2015-01-01 | 2015-01-01 | day
on Wednesday, 6 January     | 2016-01-06 | 2016-01-06 | day
on Saturday, 12 May         | 2015-05-12 | 2015-05-12 | day
Monday, 12 May 2011         | 2011-05-12 | 2011-05-12 | day
SUNDAY 17 MAY 2015          | 2015-05-17 | 2015-05-17 | day
16 January                  | 2015-01-16 | 2015-01-16 | day
on 16 January               | 2015-01-16 | 2015-01-16 | day
5th May                     | 2015-05-05 | 2015-05-05 | day
the 5th of May              | 2015-05-05 | 2015-05-05 | day
20 May                      | 2015-05-20 | 2015-05-20 | day
21 May                      | 2014-05-21 | 2014-05-21 | day
20 December                 | 2014-12-20 | 2014-12-20 | day
29 February                 | 2012-02-29 | 2012-02-29 | day
on the evening of 16 May    | 2015-05-16 | 2015-05-16 | day
on the night of 4 May       | 2015-05-04 | 2015-05-04 | day
as of 1 May                 | 2015-05-01 | 2015-05-01 | day
15–17 May                   | 2015-05-15 | 2015-05-17 | day
15-17 May 2013              | 2013-05-15 | 2013-05-17 | day
May 15–17, 2013             | 2013-05-15 | 2013-05-17 | day
from 3 to 9 March 2014      | 2014-03-03 | 2014-03-09 | day
between 3 and 9 March       | 2015-03-03 | 2015-03-09 | day
13 and 14 April             | 2015-04-13 | 2015-04-14 | day
April 13 and 14, 2012       | 2012-04-13 | 2012-04-14 | day
3 or 4 April                | 2015-04-03 | 2015-04-04 | day
from 3 May to 9 June 2014   | 2014-05-03 | 2014-06-09 | day
3 May 2014 to 9 June 2014   | 2014-05-03 | 2014-06-09 | day
from 28 December to 3 January | 2014-12-28 | 2015-01-03 | day
from 28 December 2012 to 3 January | 2012-12-28 | 2013-01-03 | day
in April 2011               | 2011-04-01 | 2011-04-30 | month
April 2011                  | 2011-04-01 | 2011-04-30 | month
April of 2011               | 2011-04-01 | 2011-04-30 | month
in Feb. 2012                | 2012-02-01 | 2012-02-29 | month
in mid-July 2014            | 2014-07-01 | 2014-07-31 | month
in late November            | 2014-11-01 | 2014-11-30 | month
in mid-April                | 2015-04-01 | 2015-04-30 | month
at the end of March         | 2015-03-01 | 2015-03-31 | month
in December                 | 2014-12-01 | 2014-12-31 | month
in May                      | 2015-05-01 | 2015-05-31 | month
in June                     | 2014-06-01 | 2014-06-30 | month
during March                | 2015-03-01 | 2015-03-31 | month
in April last year          | 2014-04-01 | 2014-04-30 | month
in March this year          | 2015-03-01 | 2015-03-31 | month
last March                  | 2015-03-01 | 2015-03-31 | month
last May                    | 2014-05-01 | 2014-05-31 | month
this March                  | 2015-03-01 | 2015-03-31 | month
next March                  | 2016-03-01 | 2016-03-31 | month
between April and June      | 2014-04-01 | 2014-06-30 | month
between April and June 2013 | 2013-04-01 | 2013-06-30 | month
April to June 2014          | 2014-04-01 | 2014-06-30 | month
from January to March       | 2015-01-01 | 2015-03-31 | month
from November 2013 to February 2014 | 2013-11-01 | 2014-02-28 | month
from November to February   | 2014-11-01 | 2015-02-28 | month
in 2012                     | 2012-01-01 | 2012-12-31 | year
throughout 2013             | 2013-01-01 | 2013-12-31 | year
as early as 2009            | 2009-01-01 | 2009-12-31 | year
in early 2013               | 2013-01-01 | 2013-04-30 | season
in mid-2014                 | 2014-05-01 | 2014-08-31 | season
in late 2014                | 2014-09-01 | 2014-12-31 | season
at the beginning of 2014    | 2014-01-01 | 2014-04-30 | season
late last year              | 2014-09-01 | 2014-12-31 | season
early last month            | 2015-04-01 | 2015-04-30 | month
between 2010 and 2012       | 2010-01-01 | 2012-12-31 | year
from 2010 to 2012           | 2010-01-01 | 2012-12-31 | year
from 2010 until 2012        | 2010-01-01 | 2012-12-31 | year
in 2010–2012                | 2010-01-01 | 2012-12-31 | year
in 2013/14                  | 2013-01-01 | 2014-12-31 | year
in the 1990s                | 1990-01-01 | 1999-12-31 | decade
in the early 1990s          | 1990-01-01 | 1993-12-31 | decade
in the late 2000s           | 2007-01-01 | 2009-12-31 | decade
in the first quarter of 2014 | 2014-01-01 | 2014-03-31 | quarter
in the last quarter of 2014 | 2014-10-01 | 2014-12-31 | quarter
in Q3 2014                  | 2014-07-01 | 2014-09-30 | quarter
in the second quarter of last year | 2014-04-01 | 2014-06-30 | quarter
in the second half of 2013  | 2013-07-01 | 2013-12-31 | season
in the first half of April  | 2015-04-01 | 2015-04-15 | month
in the first week of March  | 2015-03-01 | 2015-03-07 | week
in the last week of March 2014 | 2014-03-25 | 2014-03-31 | week
in the spring of 2012       | 2012-03-01 | 2012-05-31 | season
in summer 2012              | 2012-06-01 | 2012-08-31 | season
in the winter of 2013-14    | 2013-12-01 | 2014-02-28 | season
in the fall of 2012         | 2012-09-01 | 2012-11-30 | season
during the summer           | 2014-06-01 | 2014-08-31 | season
in winter                   | 2014-12-01 | 2015-02-28 | season
last summer                 | 2014-06-01 | 2014-08-31 | season
last spring                 | 2014-03-01 | 2014-05-31 | season
on Monday                   | 2015-05-18 | 2015-05-18 | day
Monday                      | 2015-05-18 | 2015-05-18 | day
on Wednesday                | 2015-05-20 | 2015-05-20 | day
on Thursday                 | 2015-05-14 | 2015-05-14 | day
last Wednesday              | 2015-05-13 | 2015-05-13 | day
last Monday                 | 2015-05-18 | 2015-05-18 | day
next Friday                 | 2015-05-22 | 2015-05-22 | day
this Friday                 | 2015-05-22 | 2015-05-22 | day
Friday last week            | 2015-05-15 | 2015-05-15 | day
on Sunday night             | 2015-05-17 | 2015-05-17 | day
on Sunday and Monday        | 2015-05-17 | 2015-05-18 | day
from Saturday to Monday     | 2015-05-16 | 2015-05-18 | day
between Saturday and Monday | 2015-05-16 | 2015-05-18 | day
overnight on Tuesday        | 2015-05-19 | 2015-05-19 | day
overnight Monday to Tuesday | 2015-05-18 | 2015-05-19 | day
overnight from Monday to Tuesday | 2015-05-18 | 2015-05-19 | day
in the first days of March  | 2015-03-01 | 2015-03-31 | month
in the final days of April  | 2015-04-01 | 2015-04-30 | month
in the opening days of 2014 | 2014-01-01 | 2014-04-30 | season
overnight                   | 2015-05-19 | 2015-05-20 | day
today                       | 2015-05-20 | 2015-05-20 | day
yesterday                   | 2015-05-19 | 2015-05-19 | day
yesterday evening           | 2015-05-19 | 2015-05-19 | day
the day before yesterday    | 2015-05-18 | 2015-05-18 | day
tomorrow                    | 2015-05-21 | 2015-05-21 | day
last night                  | 2015-05-19 | 2015-05-19 | day
this morning                | 2015-05-20 | 2015-05-20 | day
earlier today               | 2015-05-20 | 2015-05-20 | day
this week                   | 2015-05-18 | 2015-05-20 | week
last week                   | 2015-05-11 | 2015-05-17 | week
next week                   | 2015-05-25 | 2015-05-31 | week
last weekend                | 2015-05-16 | 2015-05-17 | day
this month                  | 2015-05-01 | 2015-05-20 | month
last month                  | 2015-04-01 | 2015-04-30 | month
next month                  | 2015-06-01 | 2015-06-30 | month
this year                   | 2015-01-01 | 2015-05-20 | year
last year                   | 2014-01-01 | 2014-12-31 | year
last quarter                | 2015-01-01 | 2015-03-31 | quarter
last decade                 | 2000-01-01 | 2009-12-31 | decade
earlier this year           | 2015-01-01 | 2015-05-20 | year
earlier this month          | 2015-05-01 | 2015-05-20 | month
later this year             | 2015-05-20 | 2015-12-31 | year
three days ago              | 2015-05-17 | 2015-05-17 | day
two weeks ago               | 2015-05-06 | 2015-05-06 | week
a month ago                 | 2015-04-01 | 2015-04-30 | month
two years ago               | 2013-01-01 | 2013-12-31 | year
twenty-five years ago       | 1990-01-01 | 1990-12-31 | year
a decade ago                | 2005-01-01 | 2005-12-31 | decade
the next two weeks          | 2015-05-20 | 2015-06-03 | week
around 1 May                | 2015-05-01 | 2015-05-01 | week
at the end of the year      | 2015-09-01 | 2015-12-31 | season
"""

BOUNDED = """
since 2012             | 2012-01-01 | -          | year   | yes
since 15 September     | 2014-09-15 | -          | day    | yes
since at least 2009    | 2009-01-01 | -          | year   | yes
since last month       | 2015-04-01 | -          | month  | yes
since early 2013       | 2013-01-01 | -          | season | yes
since Sunday           | 2015-05-17 | -          | day    | yes
starting in 2012       | 2012-01-01 | -          | year   | yes
from July 2014         | 2014-07-01 | -          | month  | unknown
until 1 October        | -          | 2015-10-01 | day    | no
until 2012             | -          | 2012-12-31 | year   | no
until 10 May           | -          | 2015-05-10 | day    | no
up to April 2014       | -          | 2014-04-30 | month  | no
before 2010            | -          | 2009-12-31 | year   | no
before 10 May          | -          | 2015-05-09 | day    | no
after 15 April         | 2015-04-16 | -          | day    | unknown
after 2010             | 2011-01-01 | -          | year   | unknown
by late March          | 2015-03-01 | -          | month  | unknown
by 2020                | -          | 2020-12-31 | year   | no
by 1 July              | -          | 2015-07-01 | day    | no
not before 2016        | 2016-01-01 | -          | year   | unknown
no earlier than March  | 2015-03-01 | -          | month  | unknown
in the past two months | 2015-03-20 | 2015-05-20 | month  | unknown
over the last decade   | 2005-05-20 | 2015-05-20 | decade | unknown
over the past year     | 2014-05-20 | 2015-05-20 | year   | unknown
in the last month      | 2015-04-20 | 2015-05-20 | month  | unknown
"""

UNRESOLVED = [
    "in recent years",
    "in the past few weeks",
    "in the coming months",
    "for many years",
    "for two years",
    "for decades",
    "over the years",
    "several years ago",
    "within days",
    "within two weeks",
    "days later",
    "on Mondays",
    "since the war",
    "since the fall of Bakaara",
    "since the offensive began",
    "04/05/2011",
    "beyond the spring",
    "two days later",
    "the next day",
    "since then",
]

NO_DATES = [
    "The envoy may resign.",
    "May the talks succeed.",
    "They march on the capital.",
    "March on, he cried.",
    "The 23 March Movement signed it.",
    "The group 17 November was blamed.",
    "Black September was behind it.",
    "Resolution 1973 was passed.",
    "It killed 1950 goats.",
    "They drove off 2000 cattle and sheep.",
    "More than 2000 families left.",
    "Report 2010-09-CA-005 was filed.",
    "A weekly convoy and daily patrols passed.",
    "The spring was dry and the fall of the town was quick.",
    "An overnight operation was launched.",
    "On 31 June 2011.",
    "The 44th Brigade took 12 positions.",
    "At 19:30 it cost $2000.",
    "Secondly, the week-long siege.",
    "The 1,996 rounds were found.",
]


def rows(table: str) -> list[list[str | None]]:
    """The lines of a table as cells; "-" is null."""
    lines = [line for line in table.splitlines() if line.strip()]
    return [[None if cell.strip() == "-" else cell.strip() for cell in line.split("|")] for line in lines]


@pytest.mark.parametrize(("words", "first", "last", "precision"), rows(RESOLVED), ids=lambda cell: cell)
def test_a_period_is_given_in_full_days(words, first, last, precision):
    text = f"Clashes were reported {words}, an official said."
    spans = find_dates(text, TODAY)
    assert [(s.from_, s.to, s.precision, s.open, s.anchor) for s in spans] == [
        (first, last, precision, "no", "document")
    ]
    assert spans[0].resolved


@pytest.mark.parametrize(("words", "first", "last", "precision", "is_open"), rows(BOUNDED), ids=lambda cell: cell)
def test_a_lead_bounds_the_period(words, first, last, precision, is_open):
    (span,) = find_dates(f"Clashes were reported {words}.", TODAY)
    assert (span.from_, span.to, span.precision, span.open) == (first, last, precision, is_open)
    assert (span.from_kind is None, span.to_kind is None) == (first is None, last is None)


@pytest.mark.parametrize("words", UNRESOLVED)
def test_what_cannot_be_told_is_returned_unresolved(words):
    (span,) = find_dates(f"Clashes were reported {words}.", TODAY)
    assert (span.from_, span.to, span.resolved) == (None, None, False)


@pytest.mark.parametrize("text", NO_DATES)
def test_verbs_names_and_numbers_are_no_dates(text):
    assert find_dates(text, TODAY) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The vote is scheduled for 16 July.", "2015-07-16"),
        ("They will meet on 16 July.", "2015-07-16"),
        ("They will meet on Friday.", "2015-05-22"),
        ("A pull-out is expected in August.", "2015-08-01"),
        ("On 16 July delegates will meet.", "2015-07-16"),
        ("Talks were held in August.", "2014-08-01"),
        ("They met on Friday.", "2015-05-15"),
        ("He will go, she said on Friday.", "2015-05-15"),
        ("He had planned raids and was seized on Friday.", "2015-05-15"),
        ("The man planning raids was seized on Friday.", "2015-05-15"),
        ("The planned vote is on Friday.", "2015-05-22"),
        ("Talks planned for Friday were put off.", "2015-05-22"),
        ("Further raids are feared around 1 July.", "2015-07-01"),
        ("A vote planned for February did not take place.", "2015-02-01"),
    ],
)
def test_a_look_ahead_chooses_the_next_occurrence(text, first):
    assert find_dates(text, TODAY)[0].from_ == first


@pytest.mark.parametrize(
    ("words", "from_kind", "to_kind"),
    [
        ("by late March", "first_cited", None),
        ("by 2020", None, "actual"),
        ("since 2012", "actual", None),
        ("from July 2014", "actual", None),
        ("until 1 October", None, "actual"),
        ("before 10 May", None, "actual"),
        ("after 15 April", "actual", None),
        ("on 3 May", "actual", "actual"),
        ("between April and June", "actual", "actual"),
        ("overnight on Tuesday", "actual", "actual"),
        ("earlier this year", "actual", "actual"),
        ("over the past year", "actual", "actual"),
        ("in recent years", None, None),
        ("for two years", None, None),
        ("beyond the spring", None, None),
    ],
)
def test_each_known_end_says_what_it_is_and_the_date_counts_from_the_document(words, from_kind, to_kind):
    (span,) = find_dates(f"It held four towns {words}.", TODAY)
    assert (span.from_kind, span.to_kind, span.anchor) == (from_kind, to_kind, "document")
    assert ((span.from_ is None), (span.to is None)) == (from_kind is None, to_kind is None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It has ruled since 2012.", ["since 2012"]),
        ("In 2010 and 2012 it split.", ["In 2010", "2012"]),
        ("On 3 May, between April and June, in 2011.", ["On 3 May", "between April and June", "in 2011"]),
        ("Kabul (April 13, 2011) - Today", ["April 13, 2011", "Today"]),
        ("Fighting on Sunday and Monday.", ["on Sunday and Monday"]),
        ("It ended in May 2010. In June it resumed.", ["in May 2010", "In June"]),
        ("Seen on Monday\n\n12 May", ["on Monday", "12 May"]),
    ],
)
def test_the_longest_reading_wins_without_overlap(text, words):
    assert [s.words for s in find_dates(text, TODAY)] == words


def test_without_a_reference_only_full_dates_are_resolved():
    spans = find_dates("On Monday, on 3 May, in 2011, and on 3 May 2011 it rained last year.", None)
    assert [s.resolved for s in spans] == [False, False, True, True, False]
