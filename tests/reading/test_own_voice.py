"""What a party publishes: "we" is the publisher, and its own acts are its own account."""

from __future__ import annotations

import pytest

from grounds.documents import ReadOptions, read_bytes

ELN = "National Liberation Army (ELN), Colombia"
CASES = [
    ("Our fighters attacked a patrol near Saravena.", "assault", "subject", "claims_responsibility"),
    ("We did not attack the village of Fortul.", "assault", "subject", "denies"),
    ("We will attack the pipeline.", "assault", "subject", "reports"),
    ("We have released four policemen.", "retreat", "subject", "claims_responsibility"),
    ("The army attacked our camp near Fortul.", "assault", "object", None),
    ("Soldiers killed six farmers near Fortul.", "assault", None, None),
]


def claims_of(text, publisher, pipeline):
    options = ReadOptions(date="2024-06-12", language="en", publisher=publisher, kind="press release")
    ((_, reading),) = pipeline.run([read_bytes(text.encode(), name="release.txt", options=options)])
    return reading.claims


@pytest.mark.parametrize(("text", "predicate", "side", "stance"), CASES, ids=[c[0][:20] for c in CASES])
def test_a_party_speaks_of_itself(text, predicate, side, stance, pipeline):
    claim = next(c for c in claims_of(text, "Rapid Support Forces", pipeline) if c.predicate == predicate)
    assert ("rsf" in {p.actor for p in claim.subjects}) is (side == "subject")
    assert (claim.attribution.stance if claim.attribution else None) == stance
    if claim.attribution is not None:
        (speaker,) = claim.attribution.source
        assert (speaker.actor, speaker.mention, claim.attribution.self_) == ("rsf", None, True)


def test_who_publishes_without_being_a_party_is_nobodys_we(pipeline):
    (claim,) = claims_of("We saw fighters of M23 attack a village.", "Human Rights Watch", pipeline)
    assert {p.actor for p in claim.subjects} == {"m23"}
    assert claim.attribution is None
