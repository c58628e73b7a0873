"""What an anaphor stands for, by salience; mentions are made by hand, nothing is parsed."""

from __future__ import annotations

import pytest

from grounds.language.coreference import FAR, REACH, Discourse, Mention, Wanted
from grounds.language.pairs import Pairs

GROUPS = frozenset({"group"})
A_GROUP = Wanted(GROUPS)


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
    found = told(*before).one(mention("?", 20, 2), A_GROUP)
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
    assert told(*before).one(mention("?", 20, 1), Wanted(GROUPS, **more)) is None


def test_nobody_is_taken_from_too_far_back():
    discourse = told(mention("a", 0, 0, subject=True, first=True))
    assert discourse.one(mention("?", 90, REACH + 1), A_GROUP) is None
    assert discourse.one(mention("?", 90, REACH), A_GROUP) is not None
    assert discourse.one(mention("?", 90, FAR + 1), Wanted(GROUPS, far=True)) is None
    assert discourse.one(mention("?", 90, FAR - 1), Wanted(GROUPS, far=True)) is not None


def test_who_came_next_is_kept_with_what_was_lacking():
    found = told(mention("a", 0, subject=True), mention("b", 5)).one(mention("?", 20, 1), A_GROUP)
    assert found is not None
    assert [(entity, points < 0) for entity, points in found.others] == [("b", True)]


BESIDE = [
    mention("a", 0, clause=3, subject=True, beside=0),
    mention("b", 2, clause=3, subject=True, beside=0),
]


def test_of_two_named_beside_each_other_none_is_chosen_and_many_mean_both():
    assert told(*BESIDE).one(mention("?", 20, 1), A_GROUP) is None
    found = told(*BESIDE).one(mention("?", 20, 1), Wanted(GROUPS, together=True))
    assert found is not None
    assert {m.entity for m in found.mentions} == {"a", "b"}


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        pytest.param(Wanted(GROUPS, many=True), "many", id="they"),
        pytest.param(Wanted(GROUPS, noun="mission"), "called", id="called so"),
        pytest.param(Wanted(GROUPS, kinds=frozenset({"mission"})), "called", id="of that kind"),
    ],
)
def test_what_the_anaphor_asks_for_is_liked(wanted, meant):
    one = mention("one", 0, subject=True, kind="party")
    many = mention("many", 2, plural=True, kind="party")
    called = mention("called", 4, called=frozenset({"mission"}), kind="mission")
    found = told(one, many, called).one(mention("?", 20, 1), wanted)
    assert found is not None
    assert found.mentions[0].entity == meant


def pairs(*mentions, against=()):
    found = Pairs(told(*mentions))
    for one, other in against:
        found.oppose(one, other)
    return found


def meant(found):
    return None if found is None else [m.entity for m in found.mentions]


def test_a_pair_is_the_last_two_of_their_sort_in_their_order():
    mentions = mention("a", 0), mention("b", 3), mention("s", 5, sort="state"), mention("c", 7), mention("c", 9)
    at = mention("?", 20, 1)
    assert meant(pairs(*mentions).of(at, GROUPS, sides=False)) == ["b", "c"]


def test_one_alone_is_no_pair():
    assert pairs(mention("a", 0), mention("a", 4)).of(mention("?", 20), GROUPS, sides=False) is None


def test_sides_are_those_who_stand_against_each_other():
    mentions = [mention("a", 0), mention("b", 3), *(mention(e, t, 1, clause=12) for e, t in (("c", 10), ("d", 11)))]
    found = pairs(*mentions, against=[("a", "b"), ("b", "a")])
    assert meant(found.of(mention("?", 20, 2), GROUPS, sides=True)) == ["a", "b"]
    assert meant(pairs(*mentions).of(mention("?", 20, 2), GROUPS, sides=False)) == ["c", "d"]


def test_two_that_were_meant_are_meant_again_until_others_are_named_together():
    discourse = [mention("a", 0), mention("b", 3)]
    found = pairs(*discourse)
    assert meant(found.of(mention("?", 20, 1), GROUPS, sides=True)) == ["a", "b"]
    found.discourse.enter(mention("c", 30, 2))
    assert meant(found.of(mention("?", 40, 3), GROUPS, sides=True)) == ["a", "b"]
    for entity, token in (("c", 50), ("d", 52)):
        found.discourse.enter(mention(entity, token, 4, clause=51, beside=50))
    assert meant(found.of(mention("?", 60, 5), GROUPS, sides=False)) == ["c", "d"]


def test_the_former_and_the_latter_are_the_two_named_together():
    found = pairs(*BESIDE, mention("c", 10, 1))
    two = found.ordered(mention("?", 20, 1))
    assert two is not None
    assert [m.entity for m in two] == ["a", "b"]
    assert found.ordered(mention("?", 30, 2)) == two


def test_a_state_and_its_own_army_are_no_two_sides():
    mentions = [mention("state", 0, home="KEN"), mention("army", 3, home="KEN"), mention("rebels", 6)]
    found = pairs(*mentions, against=[("state", "army"), ("army", "rebels")])
    assert meant(found.of(mention("?", 20, 1), GROUPS, sides=True)) == ["army", "rebels"]
