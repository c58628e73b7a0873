"""Links between claims: conditions, what is brought about, what is answered."""

from __future__ import annotations

import pytest

CASES = [
    (
        "A bomb killed ten people in Goma. The army later said that 14 people were killed in the attack.",
        "assault",
        "updates",
        "assault",
    ),
    ("After M23 attacked Goma, Rwanda withdrew its troops.", "assault", "precedes", "retreat"),
    ("Rwanda withdrew its troops before M23 attacked Goma.", "retreat", "precedes", "assault"),
    ("Following the attack on Goma by M23, Rwanda withdrew its troops.", "assault", "precedes", "retreat"),
    ("M23 attacked Goma. Two days earlier Rwanda had withdrawn its troops.", "retreat", "precedes", "assault"),
    ("Troops burned a market in Sake during an offensive against M23.", "assault", "part_of", "assault"),
    (
        "The army launched an offensive against M23. During the offensive, troops burned a market in Sake.",
        "assault",
        "part_of",
        "mobilize",
    ),
    ("As part of its offensive against M23, the army captured Sake.", "assault", "part_of", "assault"),
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
        "Rwanda has been stronger since M23 attacked Goma.",
        "A bomb killed ten people in Goma. Five people were hurt in the attack.",
        "In response to questions, Hezbollah fired rockets at Haifa.",
    ],
)
def test_nothing_is_linked_where_no_word_ties_it(text, read_text):
    assert [c.links for c in read_text.claims(text) if c.links] == []
