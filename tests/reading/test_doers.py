"""Who did it where the word of the act names nobody, and what an operation ended in."""

from __future__ import annotations

import pytest

from tests.reading.fitting import check

#: A text, claims that must be read of it, and claims that must not.
CASES = [
    (
        "Fifteen bandits were killed in a raid by Kenyan troops on their camp.",
        [{"predicate": "assault", "subjects": ["Kenya Defence Forces"], "objects": ["Fifteen bandits"]}],
        [],
    ),
    (
        "Six people died at the hands of bandits in Zamfara.",
        [{"predicate": "assault", "subjects": ["bandits"], "objects": ["Six people"]}],
        [],
    ),
    (
        "Three people were killed in a missile attack by a suspected US drone.",
        [{"predicate": "assault", "subjects": ["United States"], "modes": ["missile"]}],
        [],
    ),
    (
        "Fighting between the Somali army and al-Shabaab has killed 80 people since Monday.",
        [{"predicate": "assault", "modes": ["armed_clash"], "subjects": ["Somali", "al-Shabaab"], "objects": []}],
        [],
    ),
    (
        "Two soldiers were killed and 14 others injured in clashes with al-Shabaab.",
        [{"predicate": "assault", "modes": ["armed_clash"], "subjects": ["soldiers", "al-Shabaab"]}],
        [],
    ),
    (
        "Missiles fired by jet fighters hit a market in Taiz.",
        [{"predicate": "assault", "modes": ["missile"], "objects": ["market"]}],
        [{"predicate": "assault", "subjects": ["fighters"]}],
    ),
    (
        "A bus was fired upon by bandits near Gusau.",
        [{"predicate": "assault", "subjects": ["bandits"], "objects": ["bus"]}],
        [],
    ),
    (
        "Kenyan troops raided a hideout in Lamu on Monday. The operation led to the deaths of two militants.",
        [{"predicate": "assault", "subjects": ["Kenya"], "objects": ["two militants"], "where": ["Lamu"]}],
        [],
    ),
    (
        "Kenyan troops raided a hideout in Lamu on Monday. Two militants were taken into custody.",
        [{"predicate": "coerce", "subjects": ["Kenya"], "objects": ["Two militants"], "where": ["Lamu"]}],
        [],
    ),
    (
        "Kenyan troops killed two militants in Lamu. They seized several rifles during the operation.",
        [{"predicate": "coerce", "modes": ["weapons_seized"], "subjects": ["Kenya"], "where": ["Lamu"]}],
        [],
    ),
    (
        "Gunmen killed a mayor in Tripoli. Two suspects were arrested.",
        [{"predicate": "coerce", "subjects": [], "objects": ["Two suspects"]}],
        [],
    ),
    (
        "The army clashed with bandits near Maradi. Five villagers were killed in a raid by the bandits.",
        [{"predicate": "assault", "subjects": ["bandits"], "objects": ["Five villagers"], "directed": True}],
        [],
    ),
    (
        "Two policemen were killed in a rebel attack on a check post in Gao.",
        [{"predicate": "assault", "subjects": ["rebel"], "objects": ["check post", "policemen"]}],
        [],
    ),
    (
        "Six bandits and a soldier were killed in an encounter near Gusau.",
        [{"predicate": "assault", "modes": ["armed_clash"], "subjects": ["bandits", "soldier"], "objects": []}],
        [],
    ),
    (
        "At least 18 people were killed and 41 sustained injuries in a blast in Karachi.",
        [{"predicate": "assault", "modes": ["bombing"], "subjects": [], "objects": ["18 people"]}],
        [],
    ),
    (
        "To clarify: US forces are advising the SDF. A villager crossed the river to help her sister.",
        [{"predicate": "supports"}],
        [{"predicate": "seeks"}],
    ),
    (
        "The attack in which five soldiers were killed was blamed on JNIM.",
        [{"predicate": "assault", "subjects": ["JNIM"], "objects": ["five soldiers"], "factuality": "alleged"}],
        [],
    ),
    (
        "Seven militants were killed as Kenyan troops destroyed three hideouts in Lamu.",
        [{"predicate": "assault", "subjects": ["Kenya"], "objects": ["three hideouts", "Seven militants"]}],
        [],
    ),
    (
        "The bomber killed himself and four policemen in Kandahar.",
        [{"predicate": "assault", "subjects": ["bomber"], "objects": ["four policemen"]}],
        [{"predicate": "assault", "modes": ["suicide"]}],
    ),
    (
        "Two individuals planted a bomb on the road and fled.",
        [{"predicate": "assault", "subjects": ["Two individuals"]}],
        [{"predicate": "coerce"}],
    ),
    (
        "Turkey carried out strikes against PKK targets in Iraq.",
        [{"predicate": "assault", "subjects": ["Turkey"], "objects": ["PKK"], "where": ["Iraq"]}],
        [],
    ),
    (
        "Ten people were killed in fighting between rival militias in Tripoli.",
        [{"predicate": "assault", "modes": ["armed_clash"], "subjects": ["rival militias"], "objects": []}],
        [],
    ),
    (
        "Troops killed three bandits and arrested 28 others in Gusau.",
        [{"predicate": "coerce", "subjects": ["Troops"], "objects": ["28 others"]}],
        [],
    ),
    (
        "In Qalat district, Zabul province, combined Afghan and coalition forces detained two rebels.",
        [{"predicate": "coerce", "subjects": ["Afghan", "coalition forces"], "objects": ["two rebels"]}],
        [],
    ),
    (
        "12 people were killed and another 35 injured when a suicide bomber detonated his explosives.",
        [{"predicate": "assault", "modes": ["suicide_attack"], "subjects": ["bomber"], "objects": ["12 people"]}],
        [],
    ),
    (
        "Mortar shells fired by Syrian troops killed six civilians in Idlib.",
        [{"predicate": "assault", "modes": ["shelling"], "subjects": ["Syrian"], "objects": ["six civilians"]}],
        [],
    ),
    (
        "The army is reported to have killed 13 bandits near Gusau. Two men fled.",
        [{"predicate": "assault", "objects": ["13 bandits"], "factuality": "possible", "scope": "single"}],
        [{"predicate": "coerce"}],
    ),
    (
        "Fighter jets bombed a bridge in Idlib.",
        [{"predicate": "assault", "modes": ["air_strike"], "subjects": [], "objects": ["bridge"]}],
        [],
    ),
    (
        "The army announced the capture of Goma.",
        [],
        [{"predicate": "coerce"}],
    ),
]


@pytest.mark.parametrize(("text", "wanted", "unwanted"), CASES, ids=[c[0] for c in CASES])
def test_the_doer_is_found_beside_the_act(text, wanted, unwanted, read_text):
    check(read_text.claims(text), wanted, unwanted)


FIGURES = [
    (
        "The raid resulted in the death of two rebels and the capture of a commander.",
        {"assault": ["two rebels"], "coerce": ["a commander"]},
    ),
    ("Soldiers arrested a Taliban financier along with two insurgents.", {"coerce": ["financier", "two insurgents"]}),
    ("Troops killed three bandits and arrested 28 others.", {"assault": ["three"], "coerce": ["28 others"]}),
    ("The bomber killed himself and four guards.", {"assault": ["The bomber", "four guards"]}),
    ("After the terrorist action two guards were killed.", {"assault": ["two guards"]}),
    ("Five members of the FARC were killed in Cauca.", {"assault": ["Five members"]}),
]


@pytest.mark.parametrize(("text", "wanted"), FIGURES, ids=[c[0] for c in FIGURES])
def test_figures_go_to_their_own_act(text, wanted, read_text):
    for claim in read_text.claims(text):
        told = [loss.words for loss in claim.casualties]
        if claim.predicate in wanted:
            assert len(told) == len(wanted[claim.predicate]), told
            assert all(w in t for w, t in zip(wanted[claim.predicate], told, strict=True)), told


def test_a_figure_takes_its_category_from_whose_members_they_are(read_text):
    claims = read_text.claims("Five members of the FARC were killed in Cauca.")
    assert [(loss.of, loss.best) for c in claims for loss in c.casualties] == [("militants", 5)]


SETTINGS = [
    (
        "Gunmen attacked a patrol in Bajaur, 10 kilometres from Khar.",
        [{"predicate": "assault", "subjects": ["Gunmen"], "objects": ["patrol"]}],
    ),
    (
        "Kenyan troops detained two rebels during an operation to arrest a commander in Lamu on 3 May 2024.",
        [{"predicate": "coerce", "objects": ["two rebels"], "where": ["Lamu"]}],
    ),
    (
        "Kenyan troops captured a leader who led attacks, in Lamu, Saturday.",
        [{"predicate": "coerce", "where": ["Lamu"]}, {"predicate": "assault", "where": []}],
    ),
    (
        "Boko Haram attacked villages in the Diffa region. The army said it had killed ten fighters in the region.",
        [{"predicate": "assault", "objects": ["ten fighters"], "where": ["Diffa region"]}],
    ),
    (
        "Al-Shabaab was responsible for an ambush that killed five soldiers in Baidoa.",
        [{"predicate": "assault", "modes": ["ambush"], "subjects": ["al-Shabaab"], "where": ["Baidoa"]}],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), SETTINGS, ids=[c[0] for c in SETTINGS])
def test_an_act_has_its_own_place(text, wanted, read_text):
    check(read_text.claims(text), wanted, [])


def test_a_day_behind_an_aim_is_the_day_of_the_act(read_text):
    claims = read_text.claims("Kenyan troops detained two rebels during an operation to arrest a bomber yesterday.")
    days = {c.objects[0].mention: c.when for c in claims if c.predicate == "coerce"}
    assert days["two rebels"] is not None
    assert days["two rebels"].mention == "yesterday"


def test_what_somebody_is_suspected_of_has_not_the_day_of_his_arrest(read_text):
    claims = read_text.claims("Police arrested a man suspected of planning attacks on schools, on 3 May 2024.")
    assert {c.predicate: c.when is not None for c in claims} == {"coerce": True, "assault": False}


def test_a_measure_from_a_place_is_near_it(read_text):
    claims = read_text.claims(
        "Gunmen attacked a patrol in the Rashakai area, 10 kilometres from Khar in Bajaur Agency."
    )
    assert ("Khar", "near") in [(w.name, w.role) for c in claims for w in c.where]


def test_a_country_in_the_name_of_a_body_is_no_place(read_text):
    claims = read_text.claims("Fighters of the Front for the Liberation of Palestine killed two guards in Beirut.")
    assert [w.name for c in claims for w in c.where if c.predicate == "assault"] == ["Beirut"]
