"""How sure the reader is: what makes it less sure, and that it never is quite."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grounds.model.claim import Attribution, Claim, Participant, Quote, ReaderNote
from grounds.reading.confidence import LEAST, MOST, confidence, traits

GROUP = Participant(actor="m23", name="March 23 Movement", mention="M23", start=0, end=3, actor_kind="armed_group")
TAKEN_UP = replace(GROUP, mention="it", end=2, resolved_by="coreference")
UNKNOWN = replace(GROUP, actor=None, name="gunmen", mention="Gunmen", end=6)
TEXT = "M23 is based in the hills of the east."
TIE = Claim(
    kind="relation",
    predicate="based_in",
    subjects=(GROUP,),
    quote=Quote(document="doc_0", start=0, end=len(TEXT), exact=TEXT),
    reader=ReaderNote(name="frames", version="1", rule="based_in.base", confidence=0.0, evidence=("frames",)),
    created="2024-06-01T00:00:00Z",
)
SAID = Attribution(stance="says")


@pytest.mark.parametrize(
    ("less", "trait"),
    [
        (replace(TIE, subjects=(TAKEN_UP,)), "a party is taken up"),
        (replace(TIE, subjects=(UNKNOWN,)), "a party has no id"),
        (replace(TIE, subjects=()), "nobody acts"),
        (replace(TIE, attribution=SAID), "reported"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_makes_the_reader_less_sure(less, trait):
    assert traits(less)[trait]
    assert not traits(TIE)[trait]
    assert LEAST <= confidence(less) < confidence(TIE) <= MOST


def test_acts_of_force_are_less_sure_than_ties():
    assert confidence(replace(TIE, kind="event", predicate="assault")) < confidence(TIE)
