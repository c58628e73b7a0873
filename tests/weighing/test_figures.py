from __future__ import annotations

import pytest

from grounds.weighing.figures import compare_all, told
from tests.weighing.made import killed


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ([killed(5)], [killed(5)], "same"),
        ([killed(5)], [killed(9)], "differs"),
        ([killed(5, bound="at_least")], [killed(9)], "agrees"),
        ([killed(12, bound="at_least")], [killed(7)], "differs"),
        ([killed(5), killed(3, of="civilians")], [killed(2, of="militants")], None),
        ([killed(5)], [killed(8, of="civilians")], "part_exceeds"),
        ([killed(56, of="civilians")], [killed(56, of="militants")], "other_category"),
        ([killed(112), killed(56, of="civilians")], [killed(56, of="militants")], None),
    ],
    ids=["same", "differs", "at least", "below at least", "parts of one total", "part over whole", "who", "both"],
)
def test_numbers_of_two_claims(one, other, relation):
    found = [c.relation for c in compare_all(one, other)]
    assert found == ([relation] if relation else [])


@pytest.mark.parametrize(
    ("figure", "words"),
    [(killed(5), "5"), (killed(5, bound="at_least"), "at least 5"), (killed(None, None, bound="vague"), "None dead")],
)
def test_a_figure_is_told_by_its_number_or_in_its_words(figure, words):
    assert told(figure) == words
