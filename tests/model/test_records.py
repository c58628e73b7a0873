"""Records read back: what is unknown, missing or of another type is told with the way to it."""

from __future__ import annotations

import pytest

from grounds.model.claim import claim_from_record, make_claim
from grounds.model.errors import RecordError
from tests.model.test_claim import CLAIM


def test_unknown_and_missing_keys_are_told():
    record = make_claim(CLAIM).record()
    with pytest.raises(RecordError, match="colour"):
        claim_from_record({**record, "colour": "red"})
    del record["quote"]
    with pytest.raises(RecordError, match="quote"):
        claim_from_record(record)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"directed": "yes"}, "claim.directed: bool is meant"),
        ({"modes": "attack"}, "claim.modes: a list is meant"),
        ({"quote": []}, "claim.quote: an object is meant"),
        ({"subjects": [{"name": "M23", "mention": "M23", "start": "0", "end": 3}]}, "claim.subjects[0].start: int"),
        ({"subjects": [{"name": "M23", "mention": "M23", "start": True, "end": 3}]}, "claim.subjects[0].start: int"),
    ],
    ids=["text for a truth value", "text for a list", "list for an object", "text for a number", "truth for a number"],
)
def test_a_value_of_another_type_is_told_with_its_place(change, said):
    with pytest.raises(RecordError) as raised:
        claim_from_record({**make_claim(CLAIM).record(), **change})
    assert said in str(raised.value)


def test_a_whole_number_may_stand_for_a_figure():
    record = make_claim(CLAIM).record()
    assert claim_from_record({**record, "reader": {**record["reader"], "confidence": 1}}).reader.confidence == 1
