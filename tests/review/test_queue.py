from __future__ import annotations

import pytest

from grounds.ledger import Ledger, Run
from grounds.model.claim import ReaderNote
from grounds.review import Reviews
from grounds.review.queue import Queue, Wanted, reasons
from grounds.weighing.keeping import Keeping
from grounds.weighing.lineage import Lineage
from tests.review.made import claims, document, filled, who
from tests.weighing.test_keeping import LONG, attack
from tests.weighing.test_keeping import document as report


@pytest.fixture
def ledger(tmp_path):
    """Four claims, the surest first."""
    with Ledger.open(tmp_path / "g.db") as opened:
        with opened.writer(Run()) as writer:
            one = document(0)
            notes = [
                ReaderNote(name="test", version="1", rule="test", confidence=c, evidence=()) for c in (1, 0.9, 0.5, 0.2)
            ]
            made = [claims(one, reader=note)[n] for n, note in enumerate(notes)]
            writer.add(one, made, [])
        yield opened


def order(queue):
    return [row for row, _ in queue.first(9)]


def test_the_least_sure_comes_first_and_what_is_decided_is_left_out(ledger):
    queue = Queue(ledger)
    queue.refresh()
    assert order(queue) == [4, 3, 2, 1]
    made = Reviews(ledger).accept(queue.next()[1], who())
    assert (order(queue), queue.left()) == ([3, 2, 1], 3)
    assert queue.next(skipped={3})[0] == 2
    Reviews(ledger).undo(made.id, who())
    queue.refresh()
    assert sorted(order(queue)) == [1, 2, 3, 4]


def test_what_comes_in_later_is_taken_up(ledger):
    queue = Queue(ledger)
    queue.refresh()
    with ledger.writer(Run()) as writer:
        two = document(1)
        unsure = ReaderNote(name="test", version="1", rule="test", confidence=0.1, evidence=())
        writer.add(two, claims(two, reader=unsure)[:1], [])
    queue.refresh()
    assert order(queue) == [5, 4, 3, 2, 1]
    mine = Queue(ledger, Wanted(documents=(two.id,)))
    assert order(mine) == [5]
    name = document(0).text.split()[2]
    assert order(Queue(ledger, Wanted(actors=(name,)))) == [4, 3, 2, 1]


def test_what_is_disputed_or_told_by_others_comes_before_the_rest(tmp_path):
    with filled(tmp_path / "g.db", documents=1, sentences=2) as ledger:
        with ledger.writer() as writer:
            for number, positive in enumerate((True, True, False)):
                one = report(number, "2024-03-02", f"{LONG} Report {number}.")
                writer.add(one, [attack(one, "2024-03-01", 5, positive=positive)], [])
        assert Keeping(ledger, Lineage()).refresh()
        queue = Queue(ledger)
        queue.refresh()
        first = [row for row, _ in queue.first(3)]
        assert sorted(first) == [3, 4, 5]
        told = reasons(ledger, first[0])
        assert told.links >= 1
        assert told.nearest in {r["id"] for r in ledger.claims()}
