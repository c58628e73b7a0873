"""Misparses that are put right, and sentences that must stay as they are."""

from __future__ import annotations

import pytest

from grounds.language.pipeline import load_model
from grounds.language.repairs import repair

VERBS = [
    ("The war has further complicated relief work.", "complicated", "work"),
    ("Kenya denied having supplied weapons to rebels.", "supplied", "weapons"),
    ("The Houthis control Sanaa and much of Yemen.", "control", "Sanaa"),
    ("JNIM taxes traders in the villages.", "taxes", "traders"),
]


@pytest.mark.parametrize(("text", "verb", "thing"), VERBS, ids=[v[1] for v in VERBS])
def test_the_verb_takes_its_object(text, verb, thing):
    doc = load_model()(text)
    repair(doc)
    token = next(t for t in doc if t.text == verb)
    assert token.pos_ == "VERB"
    assert thing in [c.text for c in token.children if c.dep_ == "dobj"]


@pytest.mark.parametrize(
    "text", ["The hospital has wounded soldiers.", "Arms control talks failed.", "New taxes hurt."]
)
def test_other_sentences_stay_as_they_are(text):
    doc, untouched = load_model()(text), load_model()(text)
    repair(doc)
    assert [(t.pos_, t.dep_, t.head.i) for t in doc] == [(t.pos_, t.dep_, t.head.i) for t in untouched]


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("Soldiers raped several women.", "raped", "rape"),
        ("The rebels staged attacks.", "staged", "stage"),
        ("They are waging a campaign.", "waging", "wage"),
        ("Wages fell in May.", "Wages", "wage"),
        ("The army left two bases.", "bases", "base"),
    ],
)
def test_lemmas_that_the_model_gets_wrong(text, form, lemma):
    doc = load_model()(text)
    repair(doc)
    assert next(t for t in doc if t.text == form).lemma_ == lemma
