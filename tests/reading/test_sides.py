"""Who did what to whom, and when: parties that words only seem to name, and those that they name in passing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.fitting import check

#: Text, what it gives, what it must not give.
CASES: list[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]] = [
    (
        "In collaboration with Ansar Dine, JNIM seized Kidal.",
        [{"predicate": "assault", "subjects": ["JNIM", "Ansar Dine"]}],
        [{"predicate": "cooperates_with"}],
    ),
    (
        "JNIM, together with Ansar Dine, attacked a base in Gao.",
        [{"predicate": "assault", "subjects": ["JNIM", "Ansar Dine"], "objects": ["base"]}],
        [],
    ),
    (
        "JNIM has coordinated attacks with Ansar Dine in Mali.",
        [{"predicate": "assault", "subjects": ["JNIM", "Ansar Dine"]}],
        [],
    ),
    (
        "JNIM fought alongside Ansar Dine against the Malian army.",
        [{"predicate": "assault", "subjects": ["JNIM", "Ansar Dine"], "objects": ["Malian"], "directed": True}],
        [{"predicate": "assault", "modes": ["armed_clash"]}],
    ),
    (
        "JNIM attacked a base with rockets along with several posts.",
        [{"predicate": "assault", "subjects": ["JNIM"], "objects": ["base"]}],
        [{"predicate": "assault", "subjects": ["posts"]}],
    ),
    (
        "Militants of the ELN joined the FARC in 2003.",
        [],
        [{"predicate": "part_of"}],
    ),
    (
        "The ELN released a statement condemning the FARC.",
        [{"predicate": "accuse", "subjects": ["ELN"], "objects": ["FARC"]}],
        [],
    ),
    (
        "The bishop released a letter confirming the ELN's involvement in the attack.",
        [{"predicate": "assault", "subjects": ["ELN"]}],
        [{"predicate": "assault", "subjects": ["bishop"]}],
    ),
    (
        "Rwanda sent M23 rifles in May. Rwanda denied this in a letter.",
        [{"predicate": "aid", "polarity": "positive"}, {"predicate": "aid", "polarity": "negative"}],
        [],
    ),
    (
        "Rwanda offered talks. M23 rejected this.",
        [],
        [{"polarity": "negative"}],
    ),
    (
        "The army said it had killed ten M23 fighters, a figure that M23 disputed.",
        [{"predicate": "assault", "factuality": "asserted"}],
        [{"predicate": "assault", "polarity": "negative"}],
    ),
    (
        "Chad thanked Niger for its support for the Multinational Joint Task Force.",
        [{"predicate": "supports", "subjects": ["Niger"]}],
        [{"predicate": "supports", "subjects": ["Chad"]}],
    ),
    (
        "Russia urged Chad to stop fighting and offered to mediate.",
        [{"predicate": "consult", "subjects": ["Russia"], "factuality": "planned"}],
        [],
    ),
    (
        "A patrol caught the deputy leader of the Workers' Army of Peru (MPCP).",
        [],
        [{"predicate": "leads"}],
    ),
    (
        "M23 and the ELN fight for the army.",
        [],
        [{"predicate": "fights"}],
    ),
    (
        "The Arakan Army controls nearly all of the border.",
        [{"predicate": "controls", "subjects": ["Arakan Army"]}],
        [],
    ),
    (
        "Talks between Chad and Niger broke down.",
        [{"predicate": "consult", "phase": "ends"}],
        [],
    ),
    (
        "The ELN held on despite repeated attempts to attack a village.",
        [],
        [{"predicate": "assault", "subjects": ["ELN"]}],
    ),
    (
        "The ELN broke away, forming the core of the movement.",
        [],
        [{"predicate": "split_from", "subjects": ["core"]}],
    ),
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
        "Kenya condemned the 13 November attacks in Paris.",
        [{"predicate": "accuse", "subjects": ["Kenya"], "when": None, "where": []}],
        [],
    ),
    (
        "The LTTE shelled the TELO, killing most of their members.",
        [],
        [{"predicate": "assault", "objects": ["ltte"]}],
    ),
    (
        "Amnesty International alleged they had tortured prisoners.",
        [{"predicate": "assault", "factuality": "alleged"}],
        [{"predicate": "assault", "subjects": ["Amnesty"]}],
    ),
    (
        "He leads a Taliban cell, the minister said. Omar leads a Taliban cell in Kunar.",
        [{"predicate": "leads", "objects": ["a Taliban cell"]}],
        [{"predicate": "leads", "objects": ["afghan-taliban"]}],
    ),
    (
        "2. Release of all political prisoners.",
        [],
        [{"predicate": "retreat"}],
    ),
    (
        "The bombings in Jakarta are claimed by al-Qaeda.",
        [{"predicate": "assault", "scope": "several"}],
        [],
    ),
    (
        "The council has demonstrated its unity.",
        [],
        [{"predicate": "protest"}],
    ),
    (
        "The army hired the ELN to attack a school.",
        [{"predicate": "assault", "subjects": ["ELN"], "objects": ["school"]}],
        [],
    ),
    (
        "Planes bombed the capital by night. Chad rejected the offer.",
        [],
        [{"predicate": "assault", "objects": ["Chad"]}],
    ),
    (
        "A Kenyan patrol killed two bandits while patrolling Garissa on 3 May 2011.",
        [{"predicate": "assault", "objects": ["two bandits"], "subjects": ["Kenyan patrol"]}],
        [{"predicate": "assault", "when": None}],
    ),
    (
        "Turkey fights to take Raqqa from the Islamic State.",
        [],
        [{"predicate": "seeks", "goal_type": "religious_order"}],
    ),
]


@pytest.mark.parametrize(("text", "wanted", "unwanted"), CASES, ids=[c[0] for c in CASES])
def test_the_sides_are_those_of_the_words(text, wanted, unwanted, read_text):
    check(read_text.claims(text), wanted, unwanted)


def test_what_a_speaker_says_below_a_colon_is_his(read_text):
    text = "The Foreign Secretary said:\nChad attacked a school. Kenya attacked Goma.\nNotes\nMali attacked Gao."
    claims = {p.name: c for c in read_text.claims(text) for p in c.subjects}
    assert "Secretary" in claims["Chad"].attribution.source[0].name
    assert "Secretary" in claims["Kenya"].attribution.source[0].name
    assert claims["Mali"].attribution is None


@pytest.mark.parametrize(
    ("text", "subjects", "objects"),
    [
        pytest.param(
            "A Kenyan and coalition security force shot at Taliban rebels. The security force killed two rebels.",
            ["state-ken/security-forces", "coalition security force"],
            None,
            id="a security force is no rebels'",
        ),
        pytest.param(
            "Kenyan troops killed several rebels, including an ELN commander.",
            ["kdf"],
            ["rebels"],
            id="a part of those counted is not all of them",
        ),
    ],
)
def test_who_is_meant_in_full(text, subjects, objects, read_text):
    claim = [c for c in read_text.claims(text) if c.predicate == "assault"][-1]
    assert [p.actor or p.name for p in claim.subjects] == subjects
    assert objects is None or [p.name for p in claim.objects] == objects


def test_what_others_are_called_to_do_is_no_aim(read_text):
    claims = read_text.claims("Kenyan troops called for the rebels to leave the house.")
    assert "seeks" not in [c.predicate for c in claims]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Rebels shelled the town, the Nairobi Standard reported.", "Nairobi Standard"),
        ("According to Harar Tribune, rebels shelled the town.", "Harar Tribune"),
    ],
)
def test_the_place_in_the_name_of_a_paper_belongs_to_it(read_text, text, speaker):
    (claim,) = read_text.claims(text)
    (told,) = claim.attribution.source
    assert told.name.removeprefix("the ") == speaker
