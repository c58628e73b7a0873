"""What a claim may not be: values outside their lists, fields that do not go together, figures that do not rise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grounds.model.checks import check
from grounds.model.claim import Attribution, Casualties, Count, Position, Quantity, Speaker, When
from grounds.model.errors import GroundsError
from tests.model.test_claim import CLAIM

BOSS = Speaker(name="x", mention="x", start=0, end=1, position=Position(value="boss", words="boss", start=0, end=4))
DEAD = Casualties(outcome="killed", of="all", low=5, best=5, high=None, bound="at_least", words="five", start=0, end=4)
MEN = Quantity(what="man", low=1, best=1, high=1, bound="exact", unit=None, words="one man", start=0, end=7)


def test_a_sound_claim_passes():
    check(replace(CLAIM, casualties=(DEAD,), quantity=MEN, when=When(from_="2024-05-01", to=None, precision="day")))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"factuality": "sure"}, "factuality", id="value outside its list"),
        pytest.param({"predicate": "explode"}, "event", id="unknown predicate"),
        pytest.param({"modes": ("arrest",)}, "mode 'arrest' is not one of assault", id="mode of another type"),
        pytest.param({"support": ("tanks",)}, "support", id="unknown support"),
        pytest.param(
            {"kind": "assessment", "predicate": "threat", "modes": (), "objects": ()},
            "scope stands",
            id="event field elsewhere",
        ),
        pytest.param(
            {"kind": "relation", "predicate": "supports", "modes": (), "scope": None, "objects": ()},
            "without object",
            id="no object",
        ),
        pytest.param(
            {"position": Position(value="boss", words="boss", start=0, end=4)}, "position", id="position of the claim"
        ),
        pytest.param({"attribution": Attribution(source=(BOSS,))}, "position", id="position of a speaker"),
        pytest.param({"attribution": Attribution(via=Attribution(kind="gossip"))}, "kind", id="who passes it on"),
        pytest.param({"when": When(from_="2024-05", to=None)}, "no full day", id="month as a day"),
        pytest.param({"when": When(from_=None, to=None, precision="hour")}, "when.precision", id="unknown precision"),
        pytest.param({"count": Count(low=3, best=2, high=None, words="two")}, "do not rise", id="count that falls"),
        pytest.param({"casualties": (replace(DEAD, high=4),)}, "do not rise", id="casualties that fall"),
        pytest.param({"casualties": (replace(DEAD, bound="roughly"),)}, "bound", id="unknown bound"),
        pytest.param({"quantity": replace(MEN, bound="roughly")}, "bound", id="unknown bound of a quantity"),
        pytest.param({"quote": replace(CLAIM.quote, end=22)}, "offsets", id="quote of another length"),
    ],
)
def test_a_broken_claim_is_refused(change, said):
    with pytest.raises(GroundsError) as raised:
        check(replace(CLAIM, **change))
    assert said in str(raised.value)
