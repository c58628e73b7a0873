"""The remembering attribute ruler says of every token what spaCy's own says."""

from __future__ import annotations

from importlib import import_module

import pytest

from grounds.documents import read_file
from grounds.language.attributes import remember_attributes
from grounds.language.pipeline import MODEL
from grounds.samples import sample_paths

PAIRS = [
    "They can't stop, and it's theirs; there's more, won't you see?",
    "He got what she gets. 'Cause it's been so. That which falls stays.",
    "A\tblank  stands\nhere.",
]


@pytest.fixture(scope="module")
def both():
    own, theirs = (import_module(MODEL).load(exclude=["ner"]) for _ in range(2))
    remember_attributes(own)
    return own, theirs


@pytest.mark.parametrize("text", [*PAIRS, *(read_file(p).reading.text for p in sample_paths())], ids=lambda t: t[:20])
def test_every_token_is_as_the_ruler_of_the_model_makes_it(both, text):
    told = [[(t.text, t.pos_, t.tag_, t.dep_, t.lemma_, str(t.morph)) for t in nlp(text)] for nlp in both]
    assert told[0] == told[1]
    assert told[0]
