"""What a later sentence takes up from an earlier one."""

from __future__ import annotations

import pytest

from tests.reading.fitting import fits, told

CASES = [
    (
        "M23 attacked a camp near Goma on 3 May. Six soldiers died.",
        {"predicate": "assault", "subjects": ["M23"], "objects": ["soldiers"], "where": ["Goma"]},
    ),
    (
        "M23 killed villagers near Goma on 3 May. M23 denied any part in the violence.",
        {"predicate": "assault", "subjects": ["M23"], "objects": ["villagers"], "polarity": "negative"},
    ),
    (
        "Congo accused Rwanda of arming M23. Kigali rejects the charge.",
        {"predicate": "supports", "subjects": ["Rwanda"], "objects": ["M23"], "polarity": "negative"},
    ),
    (
        "The Congolese army launched an offensive against M23. The offensive drove villagers from their homes.",
        {"predicate": "coerce", "subjects": ["FARDC"], "objects": ["villagers"]},
    ),
    (
        "Congolese soldiers killed ten M23 fighters in fighting near Goma. A soldier also died in the clashes.",
        {
            "predicate": "assault",
            "modes": ["armed_clash"],
            "subjects": ["FARDC", "M23"],
            "objects": [],
            "directed": False,
        },
    ),
    (
        "Boko Haram stormed a town near Goma on Monday. A police officer said 12 people had died in the attack.",
        {"predicate": "assault", "modes": ["attack"], "subjects": ["Boko Haram"], "objects": ["12 people"]},
    ),
    (
        "A bomb exploded in a market in Kabul on Monday. The Taliban claimed responsibility for the attack.",
        {"predicate": "assault", "subjects": ["Taliban"], "objects": ["market"], "where": ["Kabul"]},
    ),
    (
        "A bomb exploded in a market in Kabul on Monday. Ten people were killed.",
        {"predicate": "assault", "modes": ["bombing"], "objects": ["Ten people"], "where": ["Kabul"]},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_a_later_sentence_takes_up_an_earlier_one(text, wanted, read_text):
    claims = read_text.claims(text)
    assert any(fits(c, wanted) for c in claims if c.quote.start > 0), (wanted, told(claims))


NOTHING = [
    "M23 did not attack the camp. Six soldiers died.",
    "M23 may have attacked the camp. Six soldiers died.",
    "Six soldiers died. M23 attacked a camp.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_doer_is_taken_from_what_did_not_happen_or_comes_later(text, read_text):
    claims = [c for c in read_text.claims(text) if "Six soldiers" in c.quote.exact]
    assert claims
    assert not any(c.subjects for c in claims), told(claims)


def test_the_dead_of_those_who_struck_were_not_killed_by_them(read_text):
    claims = read_text.claims("M23 ambushed a convoy on 3 May. The army said two rebels had been killed.")
    assert not any(c.subjects for c in claims if "two rebels" in c.quote.exact), told(claims)


def test_a_loss_with_a_place_of_its_own_is_another_event(read_text):
    claims = read_text.claims("The RSF shelled El Fasher on 3 May. In Omdurman, nine people were killed.")
    assert not any(c.subjects for c in claims if "nine people" in c.quote.exact), told(claims)


def test_inherited_dates_and_places_keep_the_offsets_where_they_stand(read_text):
    text = "M23 attacked a camp near Goma on 3 May. Six soldiers died."
    claim = next(c for c in read_text.claims(text) if "Six soldiers" in c.quote.exact)
    assert claim.when is not None
    assert text[claim.when.start : claim.when.end] == claim.when.mention
    assert claim.when.end <= claim.quote.start
