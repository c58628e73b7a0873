from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from grounds.model import schema
from grounds.model.claim import (
    Claim,
    Count,
    Participant,
    Quote,
    ReaderNote,
    When,
    Words,
    claim_from_record,
    make_claim,
)
from grounds.model.records import record_json

#: Also what the tests of checks and records start from.
PARTY = Participant(
    actor="m23", name="M23", mention="M23", start=0, end=3, role="perpetrator", actor_kind="armed_group"
)
TOWN = Participant(name="village", mention="a village", start=13, end=22, role="target", actor_kind="facility")
CLAIM = Claim(
    kind="event",
    predicate="assault",
    modes=("attack",),
    subjects=(PARTY,),
    objects=(TOWN,),
    scope="single",
    quote=Quote(document="doc_1", start=0, end=23, exact="M23 attacked a village."),
    reader=ReaderNote(name="frames", version="1", rule="assault.attack", confidence=0.9, evidence=("frames",)),
    created="2024-01-01T00:00:00Z",
)


def test_a_record_comes_back_the_same():
    claim = make_claim(CLAIM)
    assert claim_from_record(json.loads(json.dumps(claim.record()))) == claim


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({}, id="plain"),
        pytest.param({"when": When(from_="2024-05-01", to=None, precision="day")}, id="keys that are words of Python"),
        pytest.param(
            {"goal": Words(words='said_": "self_":', start=0, end=16)}, id="a text that looks like such a key"
        ),
        pytest.param(
            {"count": Count(low=10**20, best=10**20, high=None, words="many", start=0, end=4)}, id="a vast number"
        ),
        pytest.param({"quote": replace(CLAIM.quote, prefix="\u2028\x85 عربي 🙂 \x00")}, id="other scripts, controls"),
    ],
)
def test_the_line_of_json_is_the_record(change):
    claim = replace(CLAIM, **change)
    assert record_json(claim) == json.dumps(claim.record(), ensure_ascii=False, separators=(",", ":"))


def test_a_record_passes_the_schema():
    jsonschema.validate(make_claim(CLAIM).record(), schema.claim_schema())


def test_the_written_schema_is_current():
    written = Path(__file__).parents[2] / "docs" / "claim.schema.json"
    assert written.read_text("utf-8") == schema.text(), "run: python -m grounds.model.schema > docs/claim.schema.json"


def test_the_contracts_example_passes(shared):
    record = json.loads((shared / "contract" / "example.jsonl").read_text("utf-8"))
    jsonschema.validate(record, schema.claim_schema())
    claim = claim_from_record(record)
    assert list(claim.record()) == list(record)


@pytest.mark.parametrize("key", ["status", "created"])
def test_what_may_change_later_leaves_the_id(key):
    assert (
        make_claim(replace(CLAIM, **{key: {"status": "accepted", "created": "2025-01-01T00:00:00Z"}[key]})).id
        == make_claim(CLAIM).id
    )


def test_confidence_and_reasons_leave_the_id():
    other = replace(
        CLAIM, reader=replace(CLAIM.reader, confidence=0.1, why=("because",)), subjects=(replace(PARTY, why="else"),)
    )
    assert make_claim(other).id == make_claim(CLAIM).id


@pytest.mark.parametrize(
    "change",
    [
        {"polarity": "negative"},
        {"objects": ()},
        {"count": Count(low=2, best=2, high=2, words="two")},
        {"weapons": ("firearms",)},
    ],
    ids=["polarity", "objects", "count", "weapons"],
)
def test_anything_else_gives_another_id(change):
    assert make_claim(replace(CLAIM, **change)).id != make_claim(CLAIM).id
