"""What became of claims: same, changed, gone, new."""

from __future__ import annotations

import pytest

from grounds import succession as module
from grounds.model.content import differing
from grounds.succession import succession


def record(name: str = "a", /, **changes: object) -> dict[str, object]:
    party = {"actor": None, "name": "rebels", "mention": "rebels", "start": 0, "end": 6, "why": "a noun", "score": 1}
    made = {
        "id": f"clm_{name}",
        "predicate": "assault",
        "factuality": "asserted",
        "subjects": [party],
        "objects": [{**party, "name": "a village", "mention": "a village", "start": 12, "end": 21}],
        "against": [],
        "where": [],
        "quote": {"document": "doc_1", "start": 0, "end": 30},
        "reader": {"name": "frames", "version": "1", "rule": "assault.attack", "confidence": 0.9, "why": []},
        "status": "machine",
        "created": "2024-01-01T00:00:00Z",
    }
    return {**made, **changes}


OTHER_NOTE = {"name": "frames", "version": "2", "rule": "assault.strike", "confidence": 0.3, "why": ["x"]}
FAR = {"document": "doc_1", "start": 40, "end": 60}
NEAR = {"document": "doc_1", "start": 20, "end": 60}


@pytest.mark.parametrize(
    ("later", "became"),
    [
        ({}, "same"),
        ({"reader": OTHER_NOTE, "created": "2025-01-01T00:00:00Z"}, "same"),
        ({"factuality": "alleged"}, "changed"),
        ({"quote": NEAR}, "changed"),
        ({"objects": []}, "changed"),
        ({"quote": FAR}, "gone"),
        ({"predicate": "coerce"}, "gone"),
    ],
    ids=lambda v: str(v)[:40],
)
def test_what_a_claim_becomes(later, became):
    found = succession([record("a")], [record("b", **later)])
    sizes = {name: len(getattr(found, name)) for name in ("same", "changed", "gone")}
    assert sizes == {name: int(name == became) for name in sizes}
    assert len(found.new) == int(became == "gone")
    assert (found.after("clm_a") is None) == (became == "gone")


def test_explanations_and_scores_are_no_content():
    party = {**record()["subjects"][0], "why": "another reason", "score": 0.2, "resolved_by": "coreference"}
    assert differing(record(), record(subjects=[party])) == {}
    assert differing(record(), record(factuality="alleged")) == {"factuality": ("asserted", "alleged")}


def test_of_several_the_likest_are_one():
    soldiers = [{**record()["objects"][0], "name": "soldiers"}]
    old = [record("village"), record("soldiers", objects=soldiers)]
    new = [record("x", objects=soldiers, factuality="alleged"), record("y", factuality="alleged")]
    found = succession(old, new)
    assert [(a["id"], b["id"]) for a, b in found.changed] == [("clm_village", "clm_y"), ("clm_soldiers", "clm_x")]
    assert found.gone == found.new == []


def test_two_equal_claims_are_two():
    found = succession([record("a"), record("b")], [record("c")])
    assert (len(found.same), len(found.gone)) == (1, 1)


def test_in_a_long_document_only_what_meets_is_compared(monkeypatch):
    compared = []
    likeness = module._likeness
    monkeypatch.setattr(module, "_likeness", lambda old, new: compared.append(1) or likeness(old, new))
    spans = [{"document": "doc_1", "start": 40 * n, "end": 40 * n + 30} for n in range(500)]
    old = [record(f"a{n}", quote=span) for n, span in enumerate(spans)]
    new = [record(f"b{n}", quote=span, factuality="alleged") for n, span in enumerate(spans)]
    found = succession(old, new)
    assert all(a["quote"] == b["quote"] for a, b in found.changed)
    assert (len(found.changed), len(compared), found.gone, found.new) == (500, 500, [], [])
