"""Turns of speech: what a sentence gives, and what it must not give."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.fitting import check

Case = tuple[str, list[dict[str, Any]], list[dict[str, Any]]]

MEANS_AND_ENDS: list[Case] = [
    (
        "Rwanda has used its airfields to support M23's operations in Congo.",
        [{"predicate": "supports", "subjects": ["Rwanda"], "objects": ["M23"], "factuality": "asserted"}],
        [{"predicate": "seeks"}],
    ),
    (
        "The ELN works with local gangs to control the river trade.",
        [{"predicate": "seeks", "subjects": ["ELN"], "factuality": "asserted"}],
        [],
    ),
    (
        "Kenya must work with Somalia to end the violence.",
        [{"predicate": "cooperates_with", "factuality": "prescribed"}],
        [{"predicate": "seeks"}],
    ),
    (
        "Kenya and Somalia discussed ways to deepen cooperation against al-Shabaab.",
        [
            {"predicate": "consult", "subjects": ["Kenya", "Somalia"]},
            {"predicate": "cooperates_with", "factuality": "planned", "against": ["al-Shabaab"]},
        ],
        [{"predicate": "cooperates_with", "factuality": "asserted"}],
    ),
    (
        "Kenya and Somalia fight smuggling together.",
        [],
        [{"predicate": "fights"}],
    ),
    (
        "There is wide agreement that the road is in the common interest of Kenya and Somalia.",
        [{"predicate": "shares_interest_with", "factuality": "asserted"}],
        [],
    ),
]

EVENTS: list[Case] = [
    (
        "Niger has been a target of raids carried out by Boko Haram.",
        [{"predicate": "coerce", "subjects": ["Boko Haram"], "objects": ["Niger"]}],
        [{"predicate": "coerce", "subjects": ["Niger"]}],
    ),
    (
        "Boko Haram is responsible for many attacks on villagers, including bombings and kidnappings.",
        [{"predicate": "assault", "modes": ["bombing", "abduction"], "objects": ["villagers"]}],
        [],
    ),
    (
        "The ELN is strong in the north, where it has attacked pipelines.",
        [{"predicate": "assault", "subjects": ["ELN"]}],
        [],
    ),
    (
        "M23 has attacked farmers and burned their homes.",
        [{"predicate": "assault", "modes": ["arson"], "scope": "general"}],
        [],
    ),
    (
        "In recent years several of its commanders were killed by the Congolese army, and M23 split.",
        [{"predicate": "assault", "scope": "several"}],
        [],
    ),
]

LOSSES: list[Case] = [
    (
        "Five soldiers were killed and three wounded in an ambush by Boko Haram near Gwoza on 3 May.",
        [{"predicate": "assault", "modes": ["ambush"], "subjects": ["Boko Haram"], "objects": ["Five soldiers"]}],
        [{"predicate": "assault", "subjects": []}],
    ),
    (
        "A car bomb exploded outside a hotel in Mogadishu on Friday, killing eight people.",
        [{"predicate": "assault", "modes": ["bombing"], "objects": ["hotel", "eight people"], "where": ["Mogadishu"]}],
        [],
    ),
    (
        "The army fought M23 near Goma, killing ten rebels.",
        [{"predicate": "assault", "modes": ["armed_clash"], "subjects": ["FARDC"], "objects": ["ten rebels"]}],
        [{"predicate": "assault", "directed": False}],
    ),
    (
        "Two policemen were reported killed in Goma.",
        [{"predicate": "assault", "subjects": [], "objects": ["Two policemen"]}],
        [{"predicate": "assault", "subjects": ["Two policemen"]}],
    ),
    (
        "Gunmen stormed a church, set the building on fire and then kidnapped nine people.",
        [
            {"predicate": "assault", "modes": ["attack", "arson"], "objects": ["church"]},
            {"predicate": "assault", "modes": ["abduction"], "objects": ["nine people"]},
        ],
        [],
    ),
    (
        "Fighting broke out in El Fasher on 10 May.",
        [{"predicate": "assault", "modes": ["armed_clash"], "subjects": [], "objects": [], "where": ["El Fasher"]}],
        [],
    ),
    ("The smugglers brought explosives for use in attacks against Kenya.", [], [{"predicate": "assault"}]),
    ("M23 has not claimed responsibility for the attack.", [], [{"predicate": "assault"}]),
    (
        "Soldiers killed a rebel commander and captured a gunman in Goma on 3 May 2024.",
        [
            {"predicate": "assault", "where": ["Goma"]},
            {"predicate": "coerce", "modes": ["arrest"], "where": ["Goma"]},
        ],
        [],
    ),
]

JUDGEMENTS: list[Case] = [
    (
        "M23 poses a growing threat to Burundi's security.",
        [{"predicate": "threat", "subjects": ["M23"], "objects": ["Burundi"], "trend": "up"}],
        [],
    ),
    (
        "M23 remains a danger to Burundi.",
        [{"predicate": "threat", "phase": "continues", "objects": ["Burundi"]}],
        [],
    ),
    (
        "The feud has further worsened living conditions and the security situation in Mali.",
        [{"predicate": "security_situation", "trend": "down"}],
        [],
    ),
]

TIES: list[Case] = [
    (
        "The ELN cooperates with the Segunda Marquetalia. "
        "The cooperation between the ELN and the Segunda Marquetalia worries Bogotá.",
        [{"predicate": "cooperates_with"}],
        [],
    ),
    (
        "France has been involved in peace efforts in Mali, and Algeria has been a partner in these efforts.",
        [{"predicate": "cooperates_with", "subjects": ["Algeria"], "objects": ["France"]}],
        [],
    ),
    (
        "Iran has given the Houthis a new source of inspiration.",
        [{"predicate": "supports", "subjects": ["Iran"], "objects": ["Houthi"], "support": ["ideological"]}],
        [],
    ),
]

NOT_TOLD: list[Case] = [
    (
        "Mali lacks the money to retake Kidal quickly.",
        [{"predicate": "capability", "subjects": ["Mali"], "polarity": "negative"}],
        [{"predicate": "seeks"}, {"predicate": "assault"}],
    ),
    (
        "Kenya has done little to stop the smugglers.",
        [],
        [{"predicate": "seeks"}],
    ),
    (
        "Ansar Dine and two other groups merged to form JNIM.",
        [{"predicate": "merged_with", "subjects": ["Ansar Dine"]}],
        [{"predicate": "seeks"}],
    ),
    (
        "M23 and the FDLR have fought one another as well as the Congolese army.",
        [{"predicate": "fights", "subjects": ["M23"], "objects": ["FARDC"]}],
        [{"predicate": "cooperates_with"}],
    ),
    (
        "Turkey sent soldiers to Libya.",
        [],
        [{"predicate": "supports"}, {"predicate": "aid"}],
    ),
    (
        "JNIM, a rival of the Islamic State, may attack Bamako.",
        [{"predicate": "rival_of", "subjects": ["JNIM"], "factuality": "asserted"}],
        [{"predicate": "rival_of", "factuality": "possible"}],
    ),
    (
        "The senior al-Shabaab commander Mahad Karate was killed.",
        [],
        [{"predicate": "leads"}],
    ),
    (
        "Iran has not stopped supporting Hezbollah.",
        [{"predicate": "supports", "polarity": "positive", "phase": "continues"}],
        [{"predicate": "supports", "polarity": "negative"}],
    ),
    (
        "A gunman aimed his rifle at a Kenyan soldier.",
        [],
        [{"predicate": "seeks"}],
    ),
    (
        "Hamas took part in the talks.",
        [],
        [{"predicate": "assault"}],
    ),
]


HELD: list[Case] = [
    (
        "Claims that Turkish aircraft bombed a hospital in Dohuk are untrue.",
        [{"predicate": "assault", "subjects": ["Turkey"], "polarity": "negative", "factuality": "asserted"}],
        [{"predicate": "assault", "polarity": "positive"}],
    ),
    (
        "The Malian army denied that civilians had died in its raids on two villages.",
        [
            {"predicate": "assault", "polarity": "negative"},
            {"predicate": "coerce", "polarity": "positive", "attribution": None},
        ],
        [],
    ),
    (
        "France should press Israel to leave Gaza.",
        [{"predicate": "retreat", "factuality": "prescribed", "attribution": None}],
        [],
    ),
    (
        "JNIM said the men were spies and threatened to attack a company.",
        [{"predicate": "threaten", "subjects": ["jnim"]}, {"predicate": "assault", "subjects": ["jnim"]}],
        [],
    ),
    (
        "Fewer people were killed in Gao in May than in April.",
        [{"predicate": "harm", "subjects": ["people"], "trend": "down"}],
        [{"predicate": "assault"}],
    ),
    (
        "Boko Haram carried out fewer attacks in 2022 than in 2021.",
        [{"predicate": "activity", "subjects": ["Boko Haram"], "trend": "down"}],
        [{"predicate": "assault"}],
    ),
    (
        "Kenya pulled out of most of southern Somalia.",
        [{"predicate": "retreat", "factuality": "qualified", "degree": "partial", "where": ["Somalia"]}],
        [],
    ),
    (
        "The rebels could not capture Goma.",
        [{"predicate": "assault", "factuality": "asserted", "polarity": "negative"}],
        [],
    ),
    (
        "Attacks by ISWAP rose in 2023.",
        [{"predicate": "activity", "subjects": ["ISWAP"], "trend": "up"}],
        [{"predicate": "assault"}],
    ),
    (
        "The United Arab Emirates sent the Rapid Support Forces rifles in May.",
        [{"predicate": "aid", "objects": ["Rapid Support Forces"], "support": ["weapons"]}],
        [],
    ),
]
SCOPES = [
    ("Israel and Lebanon accuse each other of breaches of the truce.", "accuse", "repeated"),
    ("From July 2023 the Houthis received arms through Oman.", "aid", "repeated"),
    ("If Mali were to free detained activists, JNIM would lose recruits.", "retreat", "general"),
    ("The Arakan Army captured several towns.", "assault", "several"),
    ("Bandits abducted dozens of pupils.", "assault", "single"),
    ("Talks between Colombia and the ELN were suspended.", "consult", "single"),
]


@pytest.mark.parametrize(("text", "predicate", "scope"), SCOPES, ids=[s[0][:30] for s in SCOPES])
def test_how_often_an_event_is_told_to_happen(text, predicate, scope, read_text):
    assert [c.scope for c in read_text.claims(text) if c.predicate == predicate] == [scope]


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        pytest.param(*case, id=case[0])
        for case in (*MEANS_AND_ENDS, *EVENTS, *LOSSES, *JUDGEMENTS, *TIES, *NOT_TOLD, *HELD)
    ],
)
def test_a_turn_gives_what_it_tells_and_no_more(text, wanted, unwanted, read_text):
    check(read_text.claims(text), wanted, unwanted)


def test_a_tie_taken_up_by_a_definite_noun_is_not_claimed_again(read_text):
    claims = read_text.claims(
        "The ELN cooperates with Hezbollah. The cooperation between the ELN and Hezbollah has worried Colombia."
    )
    assert [c.predicate for c in claims].count("cooperates_with") == 1
