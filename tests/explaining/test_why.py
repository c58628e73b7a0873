"""An explanation names the words, the rule, the parties with their rivals, and what decided each field."""

from __future__ import annotations

import inspect

import pytest

from grounds.documents import ReadOptions, read_bytes
from grounds.explaining.rules import SETS, conditions, describe, meanings
from grounds.explaining.tree import tree
from grounds.reading.lexicon import Rule, load_lexicon

TEXT = (
    "Officials said that the ADF, a rebel group in Congo, may have attacked a village near Beni on 3 May. "
    "Kenya denied sheltering M23. The army of Congo fought M23."
)


@pytest.fixture(scope="module")
def document():
    return read_bytes(TEXT.encode(), name="a.txt", options=ReadOptions(date="2024-05-10", language="en"))


@pytest.fixture(scope="module")
def records(pipeline, document):
    return [claim.record() for _, reading in pipeline.run([document]) for claim in reading.claims]


@pytest.fixture(scope="module")
def attack(records):
    return next(r for r in records if r["predicate"] == "assault" and "Beni" in r["quote"]["exact"])


def lines(explanation, title):
    return next(part.lines for part in explanation.parts if part.title == title)


def test_the_fragment_holds_the_words_concerned_and_no_others(pipeline, document, attack):
    found = pipeline.explain(attack, document)
    notes = {branch.word: branch.note for branch in found.tree}
    assert notes["attacked"] == "the word of assault.attack"
    assert notes["said"] == "says so (reports)"
    assert notes["may"] == "sets factuality"
    assert notes["ADF"].startswith("subject: ")
    assert "rebel" not in notes
    assert found.tree[0].strokes == ""
    assert {branch.strokes[-3:] for branch in found.tree[1:]} == {"├─ ", "└─ "}


def test_the_rule_is_told_with_file_entry_slots_and_example(pipeline, document, attack):
    told = lines(pipeline.explain(attack, document), "rule")
    assert told[0].startswith("assault.attack (data/rules/violence.yaml): event assault; modes attack")
    assert "fired by 'attacked': 'attack' among the verbs of assault.attack (data/rules/violence.yaml)" in told
    assert any(line.startswith("subject slot: “") and "the doer" in line for line in told)
    assert any(line.startswith("example: ") for line in told)


def test_parties_and_places_are_told_with_those_they_are_not(pipeline, document, attack):
    found = pipeline.explain(attack, document)
    parties, where = lines(found, "parties"), lines(found, "places")
    assert parties[0].startswith("subject “ADF” → Allied Democratic Forces [adf-uganda], by acronym, score 0.")
    assert parties[1].startswith("  chosen: adf-uganda 0.")
    assert parties[2].startswith("  not: ")
    assert any(line.startswith("near “Beni” → Beni (") for line in where)


def test_each_decision_names_what_decided_it(pipeline, document, attack, records):
    told = lines(pipeline.explain(attack, document), "decisions")
    assert "factuality possible: set by “may”" in told
    assert "polarity positive: no negation above or beside the word" in told
    assert any(line.startswith("attribution: Officials") and "by “said”" in line for line in told)
    assert any(line.startswith("when: “on 3 May” → 2024-05-03 (day; anchor document") for line in told)
    denied = next(r for r in records if r["polarity"] == "negative")
    assert "polarity negative: negated by “denied”" in lines(pipeline.explain(denied, document), "decisions")


def test_the_same_claim_is_explained_the_same(pipeline, document, attack):
    assert pipeline.explain(attack, document) == pipeline.explain(attack, document)


def test_a_claim_that_is_no_longer_read_says_so(pipeline, document, attack):
    other = {**attack, "reader": {**attack["reader"], "rule": "assault.old", "version": "0.0.1"}, "predicate": "coerce"}
    found = pipeline.explain(other, document)
    assert (found.tree, [part.title for part in found.parts]) == ((), ["parties", "places"])
    assert found.note.endswith("it was read by frames 0.0.1, rule assault.old.")
    changed = {**attack, "factuality": "asserted"}
    assert pipeline.explain(changed, document).note.startswith("The present reader gives this claim with other fields")


def test_every_field_of_a_rule_has_a_meaning():
    fields = [name for name in inspect.get_annotations(Rule) if name not in SETS]
    assert [name for name in fields if not meanings().get(name)] == []


def test_every_rule_can_be_described():
    lexicon = load_lexicon()
    for rule in lexicon.rules:
        told = list(describe(rule, lexicon, "verb"))
        assert told[0].startswith(f"{rule.id} (data/rules/{rule.file}): ")
        assert len(told) >= 2 + len(conditions(rule))


def test_a_tree_joins_words_by_those_between(pipeline):
    from grounds.language.pipeline import parse

    text = "The rebels attacked a village that lies on the river, and the army fled."
    one = read_bytes(text.encode(), name="a.txt", options=ReadOptions(language="en"))
    doc = next(iter(parse([one]))).doc
    tokens = {t.i: t for t in doc}
    at = {t.text: t.i for t in doc}
    shown = tree({at["rebels"]: "one", at["river"]: "two"}, tokens)
    assert [(b.strokes + b.word, b.note) for b in shown] == [
        ("attacked", ""),
        ("├─ rebels", "one"),
        ("└─ village", ""),
        ("   └─ lies", ""),
        ("      └─ on", ""),
        ("         └─ river", "two"),
    ]
    assert tree({}, tokens) == []
