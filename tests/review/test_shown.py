"""What people say of pairs goes before any probability, and leads through rereads and corrections."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grounds.actors import load_catalogue
from grounds.ledger import Ledger, decided
from grounds.ledger.clearance import Clearance
from grounds.ledger.released import Released
from grounds.model.errors import UsageError
from grounds.review import Reviews
from grounds.review.shown import claim_pairs
from grounds.weighing.decided import decided_of
from grounds.weighing.keeping import Keeping
from grounds.weighing.lineage import Lineage
from grounds.weighing.workbench import Weighing
from tests.review.made import who
from tests.weighing.test_keeping import LONG, attack, document


@pytest.fixture
def ledger(tmp_path):
    """Two reports of one attack, and one of another in another year."""
    told = [("2024-03-01", "2024-03-02", 5), ("2024-03-02", "2024-03-02", 5), ("2022-07-01", "2022-06-30", 9)]
    with Ledger.open(tmp_path / "g.db") as opened:
        with opened.writer() as writer:
            for number, (published, day, dead) in enumerate(told):
                one = document(number, published, f"{LONG} Report {number}.")
                writer.add(one, [attack(one, day, dead)], [])
        yield opened


def events(ledger):
    keeping = Keeping(ledger, Lineage(), decided=decided_of(claim_pairs(ledger)))
    assert keeping.refresh()
    return sorted(len(event) for event in keeping.whole().events)


def test_what_is_said_to_be_two_is_two_and_what_is_said_to_be_one_is_one(ledger):
    one, two, three = (r["id"] for r in ledger.claims())
    reviews = Reviews(ledger)
    assert events(ledger) == [1, 2]
    apart = reviews.pair("not_same", one, two, who(why="two raids"))
    assert events(ledger) == [1, 1, 1]
    reviews.undo(apart.id, who())
    reviews.pair("same", two, three, who(why="the year is misprinted"))
    assert events(ledger) == [3]
    mine = Keeping(ledger, Lineage(), decided=decided_of(claim_pairs(ledger))).about(
        [ledger.claim(three)["quote"]["document"]]
    )
    assert len(mine.items) == 3


def test_a_rejected_claim_leaves_the_views_and_a_corrected_one_stands_in_its_place(ledger):
    one, two, _ = (r["id"] for r in ledger.claims())
    reviews = Reviews(ledger)
    rejected = reviews.reject(one, who())
    assert events(ledger) == [1, 1]
    reviews.undo(rejected.id, who())
    reviews.pair("not_same", one, two, who(why="two raids"))
    reviews.correct(one, {"modes": ["ambush"]}, who())
    assert events(ledger) == [1, 1, 1]
    ((pair, _),) = claim_pairs(ledger).apart.items()
    assert {ledger.claim(c)["status"] for c in pair} == {"corrected", "machine"}


def at(ledger, moment):
    weighing = Weighing(ledger, load_catalogue(()), known_on=moment)
    return sorted(len(event) for event in weighing.weighed.events)


def test_views_stand_as_they_did_at_any_moment(ledger):
    one, two, three = (r["id"] for r in ledger.claims())
    reviews = Reviews(ledger)
    first = decided.moment()
    reviews.pair("not_same", one, two, who(why="two raids"))
    parted = decided.moment()
    reviews.correct(one, {"modes": ["ambush"]}, who())
    reviews.undo(reviews.all()[0].id, who())
    reviews.pair("same", two, three, who(why="the year is misprinted"))
    joined = decided.moment()
    reviews.reject(two, who())
    assert [at(ledger, moment) for moment in (first, parted, joined)] == [[1, 2], [1, 1, 1], [3]]
    assert at(ledger, decided.moment()) == events(ledger) == [1, 1]
    assert at(ledger, "2020-01-01") == []


def test_somebody_else_gets_views_of_what_they_may_see_alone(tmp_path):
    with Ledger.open(tmp_path / "g.db") as opened:
        with opened.writer() as writer:
            for number, label in enumerate(("CLEAR", "RED")):
                one = replace(document(number, "2024-03-02", f"{LONG} Report {number}."), tlp=label)
                writer.add(one, [attack(one, "2024-03-01", 5)], [])
        assert events(opened) == [2]
        seen = Released(opened, Clearance(tlp="GREEN"))
        weighing = Weighing(opened, load_catalogue(()), released=seen)
        (incident,) = weighing.incidents()
        assert (len(incident.items), incident.origins) == (1, 1)
        with pytest.raises(UsageError, match="owner only"):
            Weighing(opened, load_catalogue(()), released=seen, known_on="2024-01-01")
