"""When: dates in running English text, against the date of the document.

Surface text only, no parse. :func:`find_dates` looks each word up in a table of first words, tries the few rules
that may begin with it (``en/when.yaml``), reads the words that lead it in ("since", "late", "between … and"), and
gives full days: the first and the last of the period, null where unbounded, with the precision that the words have.
What cannot be told is returned unresolved, never guessed. :func:`resolve_relative` then settles dates that count
from an earlier one.

============================== ==================================================
words (written on 20 May 2015) from, to, precision
============================== ==================================================
``on Monday``                  2015-05-18, 2015-05-18, day
``since 2012``                 2012-01-01, null, year (open)
``last March``                 2015-03-01, 2015-03-31, month
``between April and June 2014`` 2014-04-01, 2014-06-30, month
``in recent years``            null, null, vague (unresolved)
============================== ==================================================

Hijri and Solar Hijri dates are read where they are written with their months (:mod:`.calendars`), feasts of a fixed day
behind a word that leads in a date. Not supported: times of day, dates spelled out ("the fifth of May"), Christian years
before 1900.
"""

from grounds.language.when.find import find_dates
from grounds.language.when.relative import resolve_relative
from grounds.language.when.span import DateSpan, Shift

__all__ = ["DateSpan", "Shift", "find_dates", "resolve_relative"]
