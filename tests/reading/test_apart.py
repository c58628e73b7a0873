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
        "After several attacks in Niger, the MNLA merged with the HCUA.",
        [{"predicate": "merged_with", "where": []}],
        [],
    ),
    (
        "Rebels carried out attacks on coalition and Malian forces.",
        [{"predicate": "assault", "objects": ["coalition forces", "fama"]}],
        [{"predicate": "assault", "objects": ["None, coalition"]}],
    ),
    (
        "Ansar al-Islam Syria works with al-Qaeda in Aleppo.",
        [{"predicate": "cooperates_with", "subjects": ["ansar-al-islam"]}],
        [{"predicate": "cooperates_with", "subjects": ["state-syr"]}],
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
        "The monitors say IS is responsible for the murder of an M23 leader in Goma.",
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

ACTS: list[Case] = [
    (
        "Six rebels killed in the raid near Goma.",
        [{"predicate": "assault", "subjects": [], "objects": ["Six rebels"]}],
        [],
    ),
    (
        "Four rebels were hurt in artillery shelling by the army near Goma.",
        [{"predicate": "assault", "modes": ["shelling"], "subjects": ["army"], "objects": ["Four rebels"]}],
        [{"predicate": "assault", "subjects": ["rebels"]}],
    ),
    (
        "Six men were killed when fighter planes bombed various areas of Lakaro.",
        [{"predicate": "assault", "modes": ["air_strike"], "objects": ["Six men"]}],
        [],
    ),
    (
        "The commander coordinates attacks targeting Kenyan soldiers in Lamu.",
        [{"predicate": "assault", "subjects": ["commander"], "objects": ["Kenya"], "scope": "repeated"}],
        [{"predicate": "assault", "subjects": [], "objects": ["Kenya"]}],
    ),
    (
        "M23 launched an operation targeting the FDLR near Goma.",
        [{"predicate": "mobilize", "subjects": ["M23"], "objects": ["FDLR"]}],
        [],
    ),
    (
        "Troops repulsed another major attack near Goma.",
        [],
        [{"predicate": "assault", "subjects": ["major"]}],
    ),
    (
        "The paper condemned the smear campaign against Kenya.",
        [],
        [{"predicate": "assault"}],
    ),
    (
        "A commander of M23 split from M23 in 2013.",
        [],
        [{"predicate": "split_from"}],
    ),
    (
        "M23 has liberated dozens of villages.",
        [{"predicate": "assault", "casualties": []}],
        [],
    ),
    (
        "Kenya is committed to supporting the Somali government against al-Shabaab.",
        [{"predicate": "seeks", "goal_type": "other"}],
        [],
    ),
    (
        "M23 wants to overthrow the government in Kinshasa.",
        [{"predicate": "seeks", "goal_type": "government"}],
        [],
    ),
    (
        "Two members of a rival group taken hostage by M23 were executed in Goma.",
        [{"predicate": "assault", "modes": ["hostage_taking"], "subjects": ["M23"], "objects": ["rival group"]}],
        [{"predicate": "assault", "subjects": ["rival group"]}],
    ),
    (
        "The bridges were targeted by Russian air strikes in October.",
        [{"predicate": "assault", "modes": ["air_strike"], "subjects": ["Russia"], "scope": "several"}],
        [{"predicate": "assault", "objects": []}],
    ),
    (
        "A Kenyan and African Union patrol attacked a camp near Afmadow.",
        [{"predicate": "assault", "subjects": ["Kenya", "African Union"]}],
        [],
    ),
    (
        "An al-Shabaab commander was caught in Lamu. The commander planned attacks on soldiers.",
        [{"predicate": "assault", "subjects": ["al-shabaab"], "factuality": "planned"}],
        [],
    ),
    (
        "The Al-Rahba Islamic Front merged with Ansar Dine in 2014.",
        [],
        [{"predicate": "merged_with", "subjects": ["islamic-front-syria"]}],
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
    [*PLACES, *COMPANIONS, *NAMES, *ACTS, *PLANS],
    ids=[c[0][:60] for c in (*PLACES, *COMPANIONS, *NAMES, *ACTS, *PLANS)],
)
def test_what_stands_beside_it(text, wanted, unwanted, read_text):
    check(read_text.claims(text), wanted, unwanted)
