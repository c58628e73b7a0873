"""What people say of pairs goes before any probability, and leads through rereads and corrections."""

from __future__ import annotations

import pytest

from grounds.ledger import Ledger
from grounds.review import Reviews
from grounds.review.shown import claim_pairs
from grounds.weighing.decided import decided_of
from grounds.weighing.keeping import Keeping
from grounds.weighing.lineage import Lineage
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
    mine = Keeping(ledger, Lineage(), decided=decided_of(claim_pairs(ledger))).about([ledger.claim(three)["quote"]["document"]])
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
