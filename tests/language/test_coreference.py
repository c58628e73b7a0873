"""What an anaphor stands for, by salience; mentions are made by hand, nothing is parsed."""

from __future__ import annotations

import pytest

from grounds.language.coreference import REACH, Discourse, Mention

GROUPS = frozenset({"group"})


def mention(entity, token, sentence=0, *, sort="group", clause=None, **more):
    fields = {"plural": False, "passage": 0, **more}
    return Mention(entity, sort, sentence=sentence, token=token, clause=token if clause is None else clause, **fields)


def told(*mentions):
    discourse = Discourse()
    for one in mentions:
        discourse.enter(one)
    return discourse


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        pytest.param([mention("a", 0), mention("b", 5)], "b", id="the later of two"),
        pytest.param([mention("a", 0, subject=True), mention("b", 5)], "a", id="the subject before the object"),
        pytest.param(
            [mention("a", 0, 0, subject=True, first=True), mention("b", 9, 1)], "a", id="a subject further back"
        ),
        pytest.param([mention("a", 0, 0), mention("b", 9, 2)], "b", id="the nearer sentence"),
        pytest.param([mention("a", 0), mention("s", 5, sort="state")], "a", id="only its own sort"),
        pytest.param([mention("a", 0), mention("b", 5, possessor=True)], "a", id="no mere owner"),
        pytest.param([mention("a", 0), mention("a", 3), mention("a", 6), mention("b", 8)], "a", id="named most"),
    ],
)
def test_one_stands_for_the_most_salient(before, meant):
    found = told(*before).one(mention("?", 20, 2), GROUPS)
    assert found is not None
    assert [m.entity for m in found.mentions] == [meant]
    assert found.why


@pytest.mark.parametrize(
    ("before", "more"),
    [
        pytest.param([mention("a", 0)], {"without": frozenset({"a"})}, id="one that cannot be meant"),
        pytest.param([mention("a", 0, plural=True)], {"plural": False}, id="another number"),
        pytest.param([mention("a", 30)], {}, id="named only later"),
        pytest.param([mention("a", 15, 1, clause=20)], {}, id="two words of one clause name two things"),
    ],
)
def test_nobody_is_taken_where_none_fits(before, more):
    assert told(*before).one(mention("?", 20, 1), GROUPS, **more) is None


def test_nobody_is_taken_from_too_far_back():
    discourse = told(mention("a", 0, 0, subject=True, first=True))
    assert discourse.one(mention("?", 90, REACH + 1), GROUPS) is None
    assert discourse.one(mention("?", 90, REACH), GROUPS) is not None


def test_a_pair_is_the_last_two_of_their_sort_in_their_order():
    discourse = told(mention("a", 0), mention("b", 3), mention("s", 5, sort="state"), mention("c", 7), mention("c", 9))
    found = discourse.pair(mention("?", 20), GROUPS)
    assert found is not None
    assert [m.entity for m in found.mentions] == ["b", "c"]


def test_one_alone_is_no_pair():
    assert told(mention("a", 0), mention("a", 4)).pair(mention("?", 20), GROUPS) is None
