"""Parties that are only described: every target type and every position has nouns, which tell kind and target."""

from __future__ import annotations

import pytest

from grounds.model.vocabulary import VOCABULARY
from grounds.resolution.described import load_described

#: What is told by no noun alone: a target that nobody names.
_UNTOLD = {"unknown"}


def test_every_target_type_has_nouns():
    told = {sense.target_type for sense in load_described().senses.values()}
    assert set(VOCABULARY["target_type"]) - told <= _UNTOLD


def test_every_position_has_nouns():
    assert set(VOCABULARY["position"]) <= {sense.position for sense in load_described().senses.values()} - {None}


NOUNS = [
    ("gunman", (), "armed_group", "militants", "fighter"),
    ("man", ("armed",), "armed_group", "militants", "fighter"),
    ("man", (), "population", "civilians", None),
    ("caliph", ("deputy",), "person", "leaders", "deputy"),
    ("caliph", (), "person", "leaders", "leader"),
    ("governor", ("shadow",), "person", "leaders", "shadow_governor"),
    ("governor", (), "state", "government", "official"),
    ("financier", (), "person", "militants", "financier"),
    ("teacher", (), "population", "education", None),
    ("judge", (), "person", "judiciary", "official"),
    ("envoy", ("special",), "state", "diplomatic", "official"),
    ("camp", ("refugee",), "facility", "refugees", None),
    ("camp", ("rebel",), "facility", "militants", None),
    ("elder", ("tribal",), "population", "leaders", None),
    ("cartel", ("drug",), "criminal_group", "other", None),
    ("guard", ("village",), "pro_government_militia", "pro_government_militia", None),
    ("guard", ("prison",), "state_force", "prison", None),
    ("candidate", ("presidential",), "person", "election", None),
    ("bloc", ("regional",), "igo", "other", None),
]


@pytest.mark.parametrize(
    ("noun", "before", "kind", "target", "position"), NOUNS, ids=[" ".join((*n[1], n[0])) for n in NOUNS]
)
def test_a_noun_tells_kind_target_and_position(noun, before, kind, target, position):
    sense = load_described().sense(noun, before)
    assert sense is not None
    assert (sense.actor_kind, sense.target_type, sense.position) == (kind, target, position)


READ = [
    ("Gunmen killed two teachers in a village.", "objects", "education"),
    ("Militants bombed a refugee camp.", "objects", "refugees"),
    ("Rebels attacked a substation.", "objects", "utilities"),
    ("Gunmen killed a prosecutor.", "objects", "judiciary"),
    ("Rebels burned a granary.", "objects", "food_water"),
]


@pytest.mark.parametrize(("text", "side", "target"), READ, ids=[r[0] for r in READ])
def test_described_parties_are_read_with_their_target_type(text, side, target, read_text):
    claims = [c for c in read_text.claims(text) if c.predicate == "assault"]
    assert [p.target_type for c in claims for p in getattr(c, side)] == [target]


def test_the_group_takes_up_a_criminal_body(read_text):
    claims = read_text.claims("The Sinaloa Cartel is strong. The group attacked a school.")
    assert [p.actor for c in claims if c.predicate == "assault" for p in c.subjects] == ["sinaloa"]
