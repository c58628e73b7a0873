"""Who disagrees with whom on one event: doers, later figures, and parties to the matter."""

from __future__ import annotations

import pytest

from grounds.weighing import weigh
from grounds.weighing.decided import Decided
from grounds.weighing.items import Party
from grounds.weighing.opposing import Matter, is_party, matter_of
from grounds.weighing.origins import claim_origin
from tests.weighing.made import documents, item, killed, party, period, place, voice

HERE = {"places": (place("Damboa", country="NGA", admin1="borno"),), "period": period("2023-05-05")}
ARMY = Party("nigerian-military", "Nigerian Armed Forces", "nigerian-military", "state_force", "military")


def told(weighed):
    return [(d.type, d.strength) for d in weighed.disagreements]


def test_a_fight_told_from_both_sides_is_no_dispute_on_who_struck():
    one = item("doc_a", subjects=(ARMY,), objects=(party("boko-haram"),), figures=(killed(40, of="militants"),), **HERE)
    other = item("doc_b", subjects=(party("boko-haram"),), objects=(ARMY,), modes=("ambush",), **HERE)
    weighed = weigh(
        [one, other],
        documents(a="2023-05-06", b="2023-05-06"),
        decided=Decided({frozenset((one.id, other.id)): "R.A.: one fight"}),
    )
    assert len(weighed.events) == 1
    assert told(weighed) == []


def test_two_doers_of_one_attack_on_others_are_one():
    market = (party("~market", "business"),)
    one = item("doc_a", objects=market, **HERE)
    other = item("doc_b", subjects=(party("islamic-state"),), objects=market, **HERE)
    assert told(weigh([one, other], documents(a="2023-05-06", b="2023-05-06"))) == [("who", "contradiction")]


@pytest.mark.parametrize(
    ("earlier", "later", "found"),
    [
        # one speaker in two papers
        (("doc_a", voice("Police", actor="npf")), ("doc_b", voice("Police", actor="npf")), "update"),
        # one paper's own figures
        (("doc_a", ()), ("doc_c", ()), "update"),
        # its own, then that of an unnamed doctor
        (("doc_a", ()), ("doc_c", voice("a doctor", named=False)), "update"),
        # two papers
        (("doc_a", ()), ("doc_b", ()), "contradiction"),
        # a named speaker, then the paper's own: the speaker has not spoken again
        (("doc_a", voice("Mayor Ali Abba")), ("doc_c", ()), "contradiction"),
    ],
)
def test_a_later_figure_of_one_source_is_an_update(earlier, later, found):
    papers = documents(a="2023-05-06", b="2023-05-09", c="2023-05-09")
    papers.sources["doc_c"] = papers.sources["doc_c"]._replace(publisher="Paper a")
    (one, says), (other, answers) = earlier, later
    items = [
        item(one, voices=says, stance="reports", speaker_kind="x", figures=(killed(4),), **HERE),
        item(other, voices=answers, stance="reports", speaker_kind="x", figures=(killed(9),), **HERE),
    ]
    items = [i if i.voices else i._replace(stance=None, speaker_kind=None) for i in items]
    assert told(weigh(items, papers)) == [("how_many", found)]


def test_a_document_dated_by_its_own_tale_updates_nothing():
    papers = documents(a="2023-05-06", b="2023-05-09")
    papers.sources["doc_b"] = papers.sources["doc_b"]._replace(publisher="Paper a", firm=False)
    items = [item("doc_a", figures=(killed(4),), **HERE), item("doc_b", figures=(killed(9),), **HERE)]
    assert told(weigh(items, papers)) == [("how_many", "contradiction")]


@pytest.mark.parametrize(
    ("name", "side", "marked"),
    [
        ("army spokesman", ARMY, True),
        ("military source", ARMY, True),
        ("army spokesman", party("boko-haram"), False),
        ("rebel commander", party("boko-haram"), True),
        ("military analyst", ARMY, False),
        ("resident", ARMY, False),
        ("hospital official", ARMY, False),
    ],
)
def test_a_described_speaker_of_a_sides_own_kind_is_a_party(name, side, marked):
    told_by = item("doc_a", subjects=(side,), voices=voice(name, named=False), stance="reports", speaker_kind="unnamed")
    papers = documents(a="2023-05-06")
    weighed = weigh([told_by], papers)
    assert is_party(claim_origin(told_by, papers), [told_by], weighed.lineage) is marked


def test_who_is_accused_is_a_party_to_what_it_says_of_others():
    accused = item("doc_a", **HERE)
    counter = item("doc_b", subjects=(ARMY,), voices=voice("al-Shabaab", actor="al-shabaab"), stance="reports", **HERE)
    papers = documents(a="2023-05-06", b="2023-05-06")
    weighed = weigh([accused, counter], papers)
    origin = claim_origin(counter, papers)
    assert not is_party(origin, [counter], weighed.lineage)
    assert is_party(origin, [counter], weighed.lineage, weighed.matter(counter))
    assert matter_of([accused]) == Matter(frozenset({"al-shabaab"}), frozenset({"armed_group"}))
