"""The worked sentences of ``docs/guide``: read as they are coded, or marked as not yet read so; no mark too many."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import guide_reading, write_guide

from grounds.actors import load_catalogue
from grounds.model.vocabulary import VOCABULARY

SENTENCES = [s for section in write_guide.sections() for s in section["sentences"]]
MARKS = (pytest.mark.xfail(strict=True, reason="marked in docs/guide as not yet read so"),)
CASES = [
    pytest.param(s, id=f"{number}", marks=MARKS if "reads" in s else ()) for number, s in enumerate(SENTENCES, start=1)
]
#: Every key that a claim of the guide may have besides its predicate, with the list that its value is of.
_FIELDS = {
    **{k: k for k in ("scope", "outcome", "violence_type", "factuality", "polarity", "degree", "phase", "trend")},
    **{k: k for k in ("state", "subtype", "goal_type", "subjects_act")},
    "modes": None,
    "support": "support",
    "position_of_subject": "position",
    "links": "link.type",
    **dict.fromkeys(("objects", "directed", "said", "goal", "likelihood", "when", "where", "casualties")),
    **dict.fromkeys(("count", "quantity")),
}


@pytest.mark.parametrize("sentence", CASES)
def test_a_sentence_is_read_as_it_is_coded(sentence, pipeline):
    ((_, reading),) = pipeline.run([guide_reading.document(sentence)])
    assert guide_reading.differences(reading.claims, sentence["claims"]) == []


@pytest.mark.parametrize("sentence", SENTENCES, ids=range(1, len(SENTENCES) + 1))
def test_a_sentence_is_coded_with_words_and_values_that_exist(sentence):
    for claim in sentence["claims"]:
        predicate = next(iter(claim))
        assert {*claim} - {predicate} <= {*_FIELDS}
        VOCABULARY.check_modes(predicate, tuple(claim.get("modes", ())), sentence["text"])
        for name, listed in _FIELDS.items():
            values = claim.get(name) if listed else None
            for value in values if isinstance(values, list) else [values]:
                VOCABULARY.check(listed or "scope", value, sentence["text"])
        assert [w for w in words(claim, predicate) if w not in sentence["text"] + str(sentence.get("publisher"))] == []


def test_every_id_is_in_the_catalogue():
    known = {actor.id for _, actor in load_catalogue().names()}
    claims = [c for s in SENTENCES for c in s["claims"]]
    said = [p for c in claims for side in ("source", "via") for p in c.get("said", {}).get(side, [])]
    parties = [*said, *(p for c in claims for p in (*c[next(iter(c))], *c.get("objects", [])))]
    assert {p.rpartition("/")[0] for p in parties} - {""} <= known


def words(claim, predicate):
    """All words that a claim takes from its sentence."""
    said = claim.get("said", {})
    parties = [*claim[predicate], *claim.get("objects", []), *said.get("source", []), *said.get("via", [])]
    places, hurt = claim.get("where", []), claim.get("casualties", [])
    found = [p.rpartition("/")[2] for p in parties] + [w for w, _ in places] + [c[2] for c in hurt]
    return found + [claim[k] for k in ("goal",) if k in claim] + [claim[k][0] for k in ("when", "count") if k in claim]


@pytest.mark.parametrize("sentence", SENTENCES, ids=range(1, len(SENTENCES) + 1))
def test_a_claim_keeps_the_rules_of_the_record(sentence):
    for claim in sentence["claims"]:
        predicate = next(iter(claim))
        kind = VOCABULARY.kind_of[predicate]
        if kind != "event":
            assert len(claim[predicate]) == 1
            assert len(claim.get("objects", [])) <= 1
            assert not {*claim} & {"scope", "count", "modes", "violence_type", "outcome"}
        if kind == "relation" and not claim.get("objects"):
            assert predicate in VOCABULARY["place_or_goal_instead_of_object"]
            assert claim.get("where") or claim.get("goal")
        if claim.get("factuality", "asserted") not in {"asserted", "qualified"} or claim.get("polarity") == "negative":
            assert "outcome" not in claim


def test_the_page_is_the_one_made_from_the_files():
    assert write_guide.PAGE.read_text("utf-8") == write_guide.page(), "run `python -m tools.guide_reading`"


def test_marks_are_set_where_a_sentence_is_wrong_and_taken_where_it_is_not():
    lines = [
        "sentences:",
        "  - text: A",
        "    claims: []",
        "  - text: B",
        "    reads: not yet",
        "    wrong: x",
        "    claims: []",
    ]
    made = list(guide_reading.marked(lines, {"A": ["y", "z"], "B": []}))
    assert made == [*lines[:2], "    reads: not yet", '    wrong: "y; z"', lines[2], lines[3], lines[6]]


def test_the_guide_is_where_the_docs_are():
    assert Path(write_guide.PAGE).parent.name == "docs"
    assert len(SENTENCES) >= 48
