"""Figures: numbers, money, measures and casualties in running English text.

Surface text only, no parse. A figure is low, best and high with a bound: "at least five" is 5, 5, null; "more than ten"
11, null, null; "about 500" null, 500, null; "up to 10" null, null, 10; "between 5 and 9" 5, null, 9. Words without a
figure ("several", "dozens") keep their words and the bound ``vague``; a number rule turns them into figures at output.
Words are data: ``en/figures.yaml`` for numbers, ``en/casualties.yaml`` for the grammar of casualties.
"""

from grounds.language.figures.casualties import CasualtySpan, find_casualties
from grounds.language.figures.numbers import NumberSpan, find_numbers

__all__ = ["CasualtySpan", "NumberSpan", "find_casualties", "find_numbers"]
