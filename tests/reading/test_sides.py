"""Who did what to whom, and when: parties that words only seem to name, and those that they name in passing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.fitting import fits, told

#: Text, what it gives, what it must not give.
CASES: list[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]] = [
    (
        "A bomb went off in front of a bank in Cartagena.",
        [{"predicate": "assault", "subjects": [], "objects": ["bank"]}],
        [{"predicate": "assault", "objects": ["front"]}],
    ),
    (
        "A U.S. strike on Jan. 1 killed ten militants in Idlib.",
        [{"predicate": "assault", "subjects": ["United States"], "objects": ["ten militants"]}],
        [{"predicate": "assault", "objects": ["Jan."]}],
    ),
    (
        "A series of Kenyan airstrikes killed ten militants in Kismayo.",
        [{"predicate": "assault", "subjects": ["Kenya"], "modes": ["air_strike"]}],
        [],
    ),
    (
        "Three traders were hurt in a blast and taken to hospital by Kenyan troops.",
        [{"predicate": "assault", "subjects": [], "objects": ["Three traders"]}],
        [{"predicate": "assault", "subjects": ["kdf"]}],
    ),
    (
        "The raid on the village ended with ten farmers killed.",
        [{"predicate": "assault", "objects": ["ten farmers"]}],
        [{"predicate": "assault", "subjects": ["ten farmers"]}],
    ),
    (
        "Rebel attacks on Kenyan troops went on.",
        [{"predicate": "assault", "subjects": ["Rebel"], "objects": ["kdf"]}],
        [],
    ),
    (
        "The mercenaries, paid by the ELN, were seen on 3 May 2021.",
        [{"predicate": "supports", "subjects": ["ELN"], "when": None}],
        [],
    ),
    (
        "The bishop agrees that the ELN should be tried.",
        [],
        [{"predicate": "agree"}],
    ),
    (
        "Troops broke the siege of Timbuktu.",
        [{"predicate": "assault", "modes": ["siege"], "phase": "ends", "subjects": []}],
        [],
    ),
    (
        "The minister said that the raids should stop.",
        [],
        [{"predicate": "effectiveness"}],
    ),
    (
        "Kata'ib Imam Hasan attacked a school.",
        [{"predicate": "assault", "subjects": ["Kata'ib Imam Hasan"]}],
        [],
    ),
    (
        "Kenya flew 200 missions over Somalia and bombed a school.",
        [{"predicate": "assault", "subjects": ["Kenya"], "objects": ["school"]}],
        [{"predicate": "assault", "subjects": ["missions"]}],
    ),
    (
        "Turkey fights to take Raqqa from the Islamic State.",
        [],
        [{"predicate": "seeks", "goal_type": "religious_order"}],
    ),
]


@pytest.mark.parametrize(("text", "wanted", "unwanted"), CASES, ids=[c[0] for c in CASES])
def test_the_sides_are_those_of_the_words(text, wanted, unwanted, read_text):
    claims = read_text.claims(text)
    for one in wanted:
        assert any(fits(c, one) for c in claims), (one, told(claims))
    for one in unwanted:
        assert not any(fits(c, one) for c in claims), (one, told(claims))
