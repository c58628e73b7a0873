"""Links between claims: conditions, what is brought about, what is answered."""

from __future__ import annotations

import pytest

CASES = [
    ("If Rwanda withdraws its troops, M23 will attack Goma.", "retreat", "enables", "assault"),
    ("Should Israel attack Beirut, Hezbollah would fire rockets at Haifa.", "assault", "enables", "assault"),
    ("Were Rwanda to stop arming M23, the group would lose ground.", "supports", "enables", "territorial_hold"),
    ("The killing of two farmers prompted villagers to attack a police station.", "assault", "caused_by", "assault"),
    ("The arrest of a bishop sparked protests in Dakar.", "protest", "caused_by", "coerce"),
    (
        "JNIM hit a base in retaliation for the killing of villagers by the army.",
        "assault",
        "retaliation_for",
        "assault",
    ),
    (
        "Israel bombed a house in Tyre. In response to the attack, Hezbollah fired rockets at Haifa.",
        "assault",
        "response_to",
        "assault",
    ),
]


@pytest.mark.parametrize(("text", "one", "kind", "other"), CASES, ids=[c[0][:30] for c in CASES])
def test_a_claim_names_the_one_it_is_tied_to(text, one, kind, other, read_text):
    claims = {c.id: c for c in read_text.claims(text)}
    told = [(c.predicate, link.type, claims[link.claim].predicate) for c in claims.values() for link in c.links]
    assert told == [(one, kind, other)]


@pytest.mark.parametrize(
    "text",
    [
        "M23 attacked Goma and Rwanda withdrew its troops.",
        "If M23 attacks Goma, the talks are useless.",
        "In response to questions, Hezbollah fired rockets at Haifa.",
    ],
)
def test_nothing_is_linked_where_no_word_ties_it(text, read_text):
    assert [c.links for c in read_text.claims(text) if c.links] == []
