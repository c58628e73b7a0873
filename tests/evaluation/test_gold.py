"""Coded claims come from other hands: what is of the wrong type is told with file and line."""

from __future__ import annotations

import json

import pytest

from grounds.evaluation import load_gold
from grounds.model.errors import RecordError, UnreadableFile

CLAIM = {
    "predicate": "supports",
    "subjects": [{"name": "Rwanda"}],
    "objects": [{"name": "M23"}],
    "factuality": "asserted",
    "polarity": "positive",
    "quote": {"start": 0, "end": 5},
}


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        load_gold(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("kind", None, "has the unknown kind None"),
        ("kind", [], "has the unknown kind []"),
        ("kind", {}, "has the unknown kind {}"),
        ("modes", 1, "its modes are no list of words"),
        ("modes", [[]], "its modes are no list of words"),
        ("support", "troops", "its support are no list of words"),
        ("support", [{}], "its support are no list of words"),
        ("when", "May", "its when is no object"),
        ("when", [], "its when is no object"),
    ],
    ids=repr,
)
def test_a_field_of_the_wrong_type_is_told(tmp_path, field, value, told):
    path = tmp_path / "a.gold.jsonl"
    path.write_text(f"{json.dumps(CLAIM)}\n{json.dumps({**CLAIM, field: value})}\n", "utf-8")
    with pytest.raises(RecordError) as raised:
        load_gold(path)
    assert str(raised.value) == f"{path}, line 2: {told}; see docs/claim.schema.json"


def test_what_may_be_left_out_may_be_null(tmp_path):
    path = tmp_path / "a.gold.jsonl"
    path.write_text(json.dumps({**CLAIM, "modes": None, "support": None, "when": None}) + "\n", "utf-8")
    assert load_gold(path)[0]["kind"] == "relation"
