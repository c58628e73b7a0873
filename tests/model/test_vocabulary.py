from __future__ import annotations

import json

import pytest

from grounds.model.errors import VocabularyError
from grounds.model.vocabulary import VOCABULARY


def test_lists_are_those_of_the_contract(shared):
    contract = json.loads((shared / "contract" / "vocabulary.json").read_text("utf-8"))
    assert {frozenset(f) for f in contract.pop("families")} == set(VOCABULARY.families)
    assert {k: tuple(v) for k, v in contract.pop("modes").items()} == VOCABULARY.modes
    assert {k: tuple(v) for k, v in contract.items()} == VOCABULARY.lists


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("supports", "aid", True),
        ("supports", "supports", True),
        ("supports", "assault", False),
        ("leads", "member_of", True),
    ],
)
def test_families(one, other, same):
    assert VOCABULARY.same_family(one, other) is same
    assert VOCABULARY.same_family(other, one) is same


def test_a_wrong_value_names_its_list():
    VOCABULARY.check("polarity", None, "here")
    with pytest.raises(VocabularyError, match=r"here: 'maybe' is not in the list polarity"):
        VOCABULARY.check("polarity", "maybe", "here")
