"""Every rule's own example sentences, read through the whole pipeline."""

from __future__ import annotations

import pytest

from grounds.reading.lexicon import load_lexicon
from tests.reading.fitting import fits, told

CASES = [
    pytest.param(rule.id, example, id=f"{rule.id}-{number}")
    for rule in load_lexicon().rules
    for number, example in enumerate(rule.examples)
]


def test_every_rule_has_an_example():
    assert [rule.id for rule in load_lexicon().rules if not rule.examples] == []


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_an_example_reads_as_its_rule_says(rule, example, read_text):
    claims = read_text.claims(example["text"])
    assert rule in {c.reader.rule for c in claims}, told(claims)  # not by another rule's doing
    for wanted in example["claims"]:
        assert any(fits(c, wanted) for c in claims), told(claims)


def test_no_sentence_of_an_example_is_lost(read_text):
    reading = read_text.reading("The ELN said nothing new about Colombia.")
    assert [u.exact for u in reading.unread] == ["The ELN said nothing new about Colombia."]
    assert reading.unread[0].reason
