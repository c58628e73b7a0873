"""Every rule's own example sentences, read through the whole pipeline."""

from __future__ import annotations

from typing import Any

import pytest

from grounds.model.claim import Claim
from grounds.reading.lexicon import load_lexicon

CASES = [
    pytest.param(example, id=f"{rule.id}-{number}")
    for rule in load_lexicon().rules
    for number, example in enumerate(rule.examples)
]


def fits(claim: Claim, wanted: dict[str, Any]) -> bool:
    record = claim.record()
    for key, value in wanted.items():
        if key in {"subjects", "objects"}:
            words = " | ".join(f"{p['name']} {p['mention']} {p['actor']}" for p in record[key]).casefold()
            if not all(str(name).casefold() in words for name in value):
                return False
        elif record[key] != value:
            return False
    return True


@pytest.mark.parametrize("example", CASES)
def test_an_example_reads_as_its_rule_says(example, read_text):
    claims = read_text.claims(example["text"])
    for wanted in example["claims"]:
        assert any(fits(c, wanted) for c in claims), [
            (c.predicate, [p.name for p in c.subjects], [p.name for p in c.objects], c.record()) for c in claims
        ]


def test_no_sentence_of_an_example_is_lost(read_text):
    reading = read_text.reading("The ELN said nothing new about Colombia.")
    assert [u.exact for u in reading.unread] == ["The ELN said nothing new about Colombia."]
    assert reading.unread[0].reason
