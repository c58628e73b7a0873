"""Dates of other calendars, feasts, and counted parts of periods: words, first day, last day, precision, open."""

from __future__ import annotations

from datetime import date

import pytest

from grounds.language.when import find_dates, resolve_relative

TODAY = date(2015, 5, 20)  # a Wednesday, 1 Sha'ban 1436 but one day, 30 Ordibehesht 1394

RESOLVED = """
on 12 Ramadan 1436                  | 2015-06-29 | 2015-06-29 | day    | no
on the 12th of Ramadan 1436         | 2015-06-29 | 2015-06-29 | day    | no
on 12 Ramadan                       | 2014-07-09 | 2014-07-09 | day    | no
on 1 Muharram 1437 AH               | 2015-10-14 | 2015-10-14 | day    | no
on 15 Sha'ban 1435                  | 2014-06-13 | 2014-06-13 | day    | no
on 15 Shaban 1435                   | 2014-06-13 | 2014-06-13 | day    | no
on 15 Sha’ban 1435                  | 2014-06-13 | 2014-06-13 | day    | no
on 3 Dhul-Hijjah 1435               | 2014-09-27 | 2014-09-27 | day    | no
on 3 Dhu al-Hijja 1435              | 2014-09-27 | 2014-09-27 | day    | no
on 10 Rabi' al-Awwal 1436           | 2015-01-01 | 2015-01-01 | day    | no
on 29/05/1437H                      | 2016-03-09 | 2016-03-09 | day    | no
on 29/05/1437 AH                    | 2016-03-09 | 2016-03-09 | day    | no
from 3 Rajab 1436 to 12 Ramadan 1436 | 2015-04-22 | 2015-06-29 | day   | no
in Ramadan 1436                     | 2015-06-18 | 2015-07-16 | month  | no
in Jumada II 1436                   | 2015-03-21 | 2015-04-19 | month  | no
in Safar 1436                       | 2014-11-23 | 2014-12-22 | month  | no
during Ramadan                      | 2014-06-28 | 2014-07-27 | month  | no
in Muharram                         | 2014-10-25 | 2014-11-22 | month  | no
since Ramadan                       | 2014-06-28 | -          | month  | yes
before Ramadan                      | -          | 2015-06-17 | month  | no
after Ramadan                       | 2014-07-28 | -          | month  | unknown
in 1435 AH                          | 2013-11-04 | 2014-10-24 | year   | no
in 1394 SH                          | 2015-03-21 | 2016-03-19 | year   | no
on 22 Bahman 1357                   | 1979-02-11 | 1979-02-11 | day    | no
on 30 Ordibehesht 1394              | 2015-05-20 | 2015-05-20 | day    | no
on 5 Hamal 1394                     | 2015-03-25 | 2015-03-25 | day    | no
on 7 Saur 1357                      | 1978-04-27 | 1978-04-27 | day    | no
from 3 to 5 Hamal 1394              | 2015-03-23 | 2015-03-25 | day    | no
on 3 and 4 Hamal 1394               | 2015-03-23 | 2015-03-24 | day    | no
between 3 and 5 Mizan 1393          | 2014-09-25 | 2014-09-27 | day    | no
on Sunday, 22 Bahman 1357           | 1979-02-11 | 1979-02-11 | day    | no
on 22 Bahman 1357 SH                | 1979-02-11 | 1979-02-11 | day    | no
on 22/11/1357 SH                    | 1979-02-11 | 1979-02-11 | day    | no
on 1357/11/22 AP                    | 1979-02-11 | 1979-02-11 | day    | no
in Hamal 1394                       | 2015-03-21 | 2015-04-20 | month  | no
in Esfand 1391                      | 2013-02-19 | 2013-03-20 | month  | no
in late Mizan 1393                  | 2014-09-23 | 2014-10-22 | month  | no
since Hamal 1394                    | 2015-03-21 | -          | month  | yes
before Hamal 1394                   | -          | 2015-03-20 | month  | no
from Hamal 1394 to Jawza 1394       | 2015-03-21 | 2015-06-21 | month  | no
from 1 to 10 Muharram 1437          | 2015-10-14 | 2015-10-23 | day    | no
between 1 and 3 Ramadan 1435        | 2014-06-28 | 2014-06-30 | day    | no
on 9–10 Muharram 1436               | 2014-11-02 | 2014-11-03 | day    | no
on Friday, 10 Muharram 1430         | 2009-01-07 | 2009-01-07 | day    | no
on Eid al-Fitr                      | 2014-07-28 | 2014-07-28 | day    | no
during Eid al-Adha 2014             | 2014-10-04 | 2014-10-04 | day    | no
on Ashura                           | 2014-11-03 | 2014-11-03 | day    | no
at Nowruz                           | 2015-03-21 | 2015-03-21 | day    | no
on Nowruz 2014                      | 2014-03-21 | 2014-03-21 | day    | no
on Christmas Day 2013               | 2013-12-25 | 2013-12-25 | day    | no
on Christmas Eve                    | 2014-12-24 | 2014-12-24 | day    | no
on New Year's Eve                   | 2014-12-31 | 2014-12-31 | day    | no
on New Year’s Day                   | 2015-01-01 | 2015-01-01 | day    | no
over the weekend                    | 2015-05-16 | 2015-05-17 | day    | no
at the weekend                      | 2015-05-16 | 2015-05-17 | day    | no
in the first three months of 2014   | 2014-01-01 | 2014-03-31 | month  | no
in the last three months of 2014    | 2014-10-01 | 2014-12-31 | month  | no
in the first six months of last year | 2014-01-01 | 2014-06-30 | month | no
in the first three months of the year | 2015-01-01 | 2015-03-31 | month | no
in the first ten days of May        | 2015-05-01 | 2015-05-10 | day    | no
in the last two weeks of April      | 2015-04-17 | 2015-04-30 | week   | no
in the opening days of the siege    | -          | -          | -      | -
January–March 2014                  | 2014-01-01 | 2014-03-31 | month  | no
in Jan-Mar 2014                     | 2014-01-01 | 2014-03-31 | month  | no
in January/February 2014            | 2014-01-01 | 2014-02-28 | month  | no
in November–February 2014           | 2013-11-01 | 2014-02-28 | month  | no
in March-April                      | 2015-03-01 | 2015-04-30 | month  | no
on the 4th of this month            | 2015-05-04 | 2015-05-04 | day    | no
on the 15th of last month           | 2015-04-15 | 2015-04-15 | day    | no
2014 onwards                        | 2014-01-01 | -          | year   | yes
since the beginning of the year     | 2015-01-01 | -          | season | yes
since the start of 2014             | 2014-01-01 | -          | season | yes
since the end of last year          | 2014-09-01 | -          | season | yes
before the 2014 elections           | -          | 2013-12-31 | year   | no
"""

NO_DATES = [
    "Ramadan Shalah spoke to them.",
    "They met Rajab and Safar.",
    "The Eid truce held.",
    "A Christmas party was hit.",
    "The commander Asad 1390 times fired.",
    "It fired 1,435 rounds.",
    "The Hamal brigade and the Azar front met.",
    "The weekend was quiet.",
]


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(c.strip() for c in line.split("|")) for line in table.splitlines() if line.strip()]


@pytest.mark.parametrize(("words", "first", "last", "precision", "open_"), rows(RESOLVED), ids=lambda c: c)
def test_a_date_is_given_in_full_days(words, first, last, precision, open_):
    spans = find_dates(f"The army attacked the camp {words}.", TODAY)
    told = [(s.from_ or "-", s.to or "-", s.precision, s.open) for s in spans]
    assert told == ([] if precision == "-" else [(first, last, precision, open_)])


@pytest.mark.parametrize("text", NO_DATES)
def test_names_and_numbers_are_no_dates(text):
    assert find_dates(text, TODAY) == []


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("Hours earlier", "2015-03-02", "2015-03-03", "day"),
        ("Hours later", "2015-03-03", "2015-03-04", "day"),
        ("Later that month", "2015-03-03", "2015-03-31", "month"),
        ("Earlier that year", "2015-01-01", "2015-03-03", "year"),
        ("Later in the same week", "2015-03-03", "2015-03-08", "week"),
        ("Later that day", "2015-03-03", "2015-03-03", "day"),
    ],
)
def test_what_counts_from_an_event_is_anchored_to_it(words, first, last, precision):
    span = resolve_relative(find_dates(f"On 3 March they met. {words} the camp was hit.", TODAY), TODAY)[-1]
    assert (span.from_, span.to, span.precision, span.anchor) == (first, last, precision, "event")


def test_hours_before_something_else_are_not_counted_from_the_last_date():
    span = resolve_relative(find_dates("On 3 March they met. Hours before the vote they left.", TODAY), TODAY)[-1]
    assert not span.resolved


@pytest.mark.parametrize("words", ["on 12 Ramadan 1200", "on 31 Ramadan 1436", "on 40/13/1436H", "on 31 Mehr 1394"])
def test_no_day_of_the_calendar_stays_unresolved(words):
    assert all(not s.resolved for s in find_dates(f"They met {words}.", TODAY))


def test_without_a_reference_a_recurring_feast_is_unresolved():
    spans = find_dates("They met on Eid al-Fitr, at Nowruz 2014 and during Ramadan.", None)
    assert [s.from_ for s in spans] == [None, "2014-03-21", None]
