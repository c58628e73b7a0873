"""The near miss of a coded claim: the claim of ours that is nearest, and what differs."""

from __future__ import annotations

from grounds.evaluation import Compared, evaluate, near_misses
from tests.evaluation.test_matching_rule import record


def near(ours, gold):
    (compared,) = evaluate([("a", ours, gold)]).documents
    return near_misses(compared)


def test_the_nearest_is_told_with_what_differs():
    gold = record("supports", ["Iran"], ["Hezbollah"])
    other = record("assault", ["Israel"], ["Hamas"], kind="event")
    turned = record("supports", ["Syria"], ["Hezbollah"], factuality="alleged")
    (miss,) = near([other, turned], [gold])
    assert miss.nearest is turned
    assert (miss.place, miss.differs, miss.taken) == (0, ("subjects", "factuality"), False)


def test_a_claim_that_agrees_with_another_coded_one_says_so():
    ours = record("supports", ["Iran"], ["Hezbollah"])
    (miss,) = near([ours], [record("supports", ["Iran"], ["Hezbollah"]), record("leads", ["Iran"], ["Hezbollah"])])
    assert (miss.place, miss.differs, miss.taken) == (1, ("predicate",), True)


def test_where_nothing_stands_in_its_words_nothing_is_near():
    far = record("supports", ["Iran"], ["Hezbollah"], span=(900, 950))
    (miss,) = near([far], [record("supports", ["Iran"], ["Hezbollah"])])
    assert miss.nearest is None
    assert near_misses(Compared("a", [], [], [])) == []


def test_precision_is_told_by_rule():
    def by(rule, *more, **changes):
        return {**record(*more, **changes), "reader": {"rule": rule}}

    ours = [by("supports.train", "supports", ["Iran"], ["Hezbollah"]), by("leads", "leads", ["Iran"], ["Hamas"])]
    evaluation = evaluate([("a", ours, [record("supports", ["Iran"], ["Hezbollah"])])])
    assert evaluation.by_rule() == {
        "leads": {"ours": 1, "right": 0, "precision": 0.0},
        "supports.train": {"ours": 1, "right": 1, "precision": 1.0},
    }
