"""Who speaks between quotation marks, over sentence borders too."""

from __future__ import annotations

import pytest

from grounds.documents import ReadOptions, read_bytes
from grounds.language.pipeline import parse
from grounds.language.quotations import Quotation, find_quotations

CASES = [
    ("“We will attack Goma,” M23 said.", ["M23"]),
    ("M23 said: “We will attack Goma. We will attack Bukavu.”", ["M23"]),
    ("“We will attack Goma,” M23 said. “We fear nobody at all there.”", ["M23", "M23"]),
    ('"We will attack Goma," said a spokesman for M23.', ["spokesman"]),
    ("The “total war” began in Goma, M23 said.", []),
    ("“We will attack Goma and nobody closes the mark, M23 said.", []),
]


def quotations(text: str) -> tuple[Quotation, ...]:
    document = read_bytes(text.encode(), name="a.txt", options=ReadOptions(language="en"))
    parsed = next(iter(parse([document])))
    return find_quotations(parsed.doc, parsed.document.reading.passage_starts)


@pytest.mark.parametrize(("text", "speakers"), CASES, ids=[c[0] for c in CASES])
def test_the_speaker_of_a_quotation(text, speakers):
    assert [q.speaker.text for q in quotations(text)] == speakers


def test_a_second_paragraph_is_in_nobodys_voice():
    assert len(quotations("“We will attack Goma,” M23 said.\n\n“The town is ours and will stay ours.”")) == 1


VOICES = [
    ("“We attacked Goma,” M23 said.", "m23", "claims_responsibility"),
    ("“Our fighters attacked Goma,” M23 said.", "m23", "claims_responsibility"),
    ("M23 said: “The sky is grey. The FDLR attacked Goma.” The FDLR attacked Bukavu.", "fdlr", "reports"),
]


@pytest.mark.parametrize(("text", "actor", "stance"), VOICES, ids=[c[0] for c in VOICES])
def test_the_first_person_is_who_speaks(text, actor, stance, read_text):
    claim = next(c for c in read_text.claims(text) if c.predicate == "assault" and "Goma" in c.quote.exact)
    assert [p.actor for p in claim.subjects] == ([actor] if actor else [])
    assert claim.attribution is not None
    assert claim.attribution.stance == stance
