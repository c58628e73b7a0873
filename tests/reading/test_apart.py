"""What stands beside a statement and is no part of it, and what is: places, days, companions, names, plans."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.fitting import check

Case = tuple[str, list[dict[str, Any]], list[dict[str, Any]]]

PLACES: list[Case] = [
    (
        "Kenya condemned the group's treatment of traders in Beni.",
        [{"predicate": "accuse", "subjects": ["Kenya"], "where": []}],
        [],
    ),
    (
        "In addition to searches in Gao and Kidal, six men were detained in Ménaka.",
        [{"predicate": "coerce", "where": ["Ménaka"]}],
        [{"predicate": "coerce", "where": ["Gao"]}],
    ),
    (
        "The ELN, the largest group in Colombia, opposes the FARC.",
        [{"predicate": "rival_of", "where": []}],
        [],
    ),
    (
        "Troops arrested the Taliban commander for Musa Qala district.",
        [{"predicate": "coerce", "where": []}],
        [],
    ),
]

COMPANIONS: list[Case] = [
    (
        "Police detained a courier along with three gunmen during a raid in Goma.",
        [{"predicate": "coerce", "subjects": ["Police"], "objects": ["courier", "three gunmen"]}],
        [{"predicate": "coerce", "subjects": ["gunmen"]}],
    ),
    (
        "The mayor was killed along with six guards in a clash near Gao.",
        [{"predicate": "assault", "objects": ["mayor", "six guards"], "modes": ["armed_clash"]}],
        [],
    ),
    (
        "JNIM attacked Kidal along with Ansar Dine in May.",
        [{"predicate": "assault", "subjects": ["JNIM", "Ansar Dine"]}],
        [],
    ),
]

NAMES: list[Case] = [
    (
        "The monitors say IS is responsible for the assassination of an M23 leader in Goma.",
        [{"predicate": "assault", "subjects": ["IS"], "objects": ["M23"]}],
        [],
    ),
    (
        "The rebels merged with Jabhat Sahra (Islamic Front) in 2013.",
        [],
        [{"predicate": "part_of"}],
    ),
    (
        "Ansaru left Boko Haram in 2012 to raise men of its own.",
        [{"predicate": "part_of", "phase": "ends", "objects": ["Boko Haram"]}],
        [{"predicate": "retreat"}],
    ),
    (
        "The SDF works with the Syrian Arab Coalition. The Coalition bombed a depot in Raqqa.",
        [],
        [{"subjects": ["arab-coalition"]}, {"objects": ["arab-coalition"]}],
    ),
    (
        "A UN mission patrol detained one rebel near Bunia on Friday.\n\nThe rebel was detained for questioning.",
        [{"predicate": "coerce", "objects": ["rebel"]}],
        [{"predicate": "coerce", "objects": ["mission"]}],
    ),
]

PLANS: list[Case] = [
    (
        "The ministers discussed the recent attack on a clinic in Gao.",
        [{"predicate": "assault", "factuality": "asserted", "objects": ["clinic"]}],
        [],
    ),
    (
        "The rebels discussed an attack on the base in Gao.",
        [{"predicate": "assault", "factuality": "planned"}],
        [],
    ),
    (
        "Kenya trains soldiers in the north of the country who lead efforts to defeat al-Shabaab.",
        [{"predicate": "seeks", "subjects": ["soldiers"]}],
        [{"predicate": "seeks", "subjects": ["country"]}],
    ),
]


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [*PLACES, *COMPANIONS, *NAMES, *PLANS],
    ids=[c[0][:60] for c in (*PLACES, *COMPANIONS, *NAMES, *PLANS)],
)
def test_what_stands_beside_it(text, wanted, unwanted, read_text):
    check(read_text.claims(text), wanted, unwanted)
