"""Random histories of decisions: what is shown is what a replay gives, now and as of any moment before; in any order,
by two writers, through rereads, undoing and purge."""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from grounds.ledger import ClaimFilter, Ledger, Run, decided
from grounds.ledger.verify import faults
from grounds.model.errors import Contested, LedgerBusy
from grounds.model.standing import undone
from grounds.review import Reviews, settle_document, views
from grounds.review.deciding import Who
from grounds.review.erasing import purge
from grounds.review.exchange import Parcel, bring, parcels
from grounds.review.verifying import faults as review_faults
from tests.review.made import WORDS, claims, document, filled

DECISIONS = 220
DOCUMENTS = 3
FIELDS = {"factuality": ("alleged", "possible", "asserted"), "modes": (["ambush"], ["shelling"], [])}
# A history of many steps does not shrink in bearable time; its seed tells it whole.
SLOW = settings(
    max_examples=1, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.generate]
)


class History:
    """Two people at one ledger, each with a connection of their own, who do one thing after the other."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path = path
        self.random = random.Random(seed)
        filled(path, DOCUMENTS, 6).close()
        self.ledgers = [Ledger.open(path), Ledger.open(path)]
        self.people = [Reviews(ledger) for ledger in self.ledgers]
        self.version = 1
        self.snapshots: list[tuple[str, dict[str, str]]] = []

    @property
    def ledger(self) -> Ledger:
        return self.ledgers[0]

    def run(self, number: int, *, rereads: bool = True) -> None:
        while len(self.ledger.decisions()) < number:
            if rereads and self.random.random() < 0.03:
                self.reread()
            else:
                self.decide()
            if self.random.random() < 0.05:
                self.snapshots.append((decided.moment(), shown(self.ledger)))

    def decide(self) -> None:
        one = self.random.randrange(2)
        reviews = self.people[one]
        who = Who(f"P{one}", f"reason {self.random.random()}")
        if not reviews.all():
            reviews.accept(next(iter(self.ledger.claims()))["id"], who)
        try:
            self._decide(reviews, who)
        except Contested as error:
            over = [d for d in error.standing if d.startswith("dec_")]
            if over and self.random.random() < 0.5:
                reviews.undo(over[0], who)

    def _decide(self, reviews: Reviews, who: Who) -> None:
        choose = self.random.choice
        listed = [r["id"] for r in reviews.ledger.claims()]
        listed += [r["id"] for r in reviews.ledger.claims(ClaimFilter(status="rejected"))]
        standing = [d.id for d in reviews.all()]
        kind = self.random.random()
        if kind < 0.3 or len(listed) < 4:
            reviews.undo(choose(standing), who)
        elif kind < 0.5:
            field = choose(sorted(FIELDS))
            reviews.correct(choose(listed), {field: choose(FIELDS[field])}, who)
        elif kind < 0.65:
            one, other = self.random.sample(listed, 2)
            reviews.pair(choose(["same", "not_same"]), one, other, who)
        elif kind < 0.66:
            reviews.withdraw(document(self.random.randrange(DOCUMENTS), 6).id, who)
        else:
            getattr(reviews, choose(["accept", "reject", "withdraw"]))(choose(listed), who)

    def reread(self) -> None:
        self.version += 1
        one = document(self.random.randrange(DOCUMENTS), 6)
        if not self.ledger.document(one.id).text:
            return  # it was purged
        given = [c for c in claims(one, str(self.version)) if self.random.random() < 0.9]
        with self.ledger.writer(Run("reread", {"version": self.version}), settle=settle_document) as writer:
            writer.add_again(one, given, [], {})

    def close(self) -> None:
        for ledger in self.ledgers:
            ledger.close()


def shown(ledger: Ledger, **wanted: str) -> dict[str, str]:
    return {r["id"]: r["status"] for r in ledger.claims(ClaimFilter(**wanted))}


def tables(path: Path) -> list[set[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            set(connection.execute(f"SELECT * FROM {table}"))
            for table in ("carried", "reviewed", "hidden", "superseded")
        ]


def statuses_by_hand(ledger: Ledger) -> dict[str, str]:
    """What holds of each claim that was read, told in the plainest way: of decisions that are not undone the last one
    of a kind counts. So it is where nobody decides apart, and no document was read again."""
    listed = ledger.decisions()
    gone = undone(listed)
    held: dict[str, dict[str, object]] = {}
    withdrawn = {d.target for d in listed if d.verb == "withdraw" and d.id not in gone}
    for one in listed:
        if one.id not in gone and one.verb in ("accept", "reject", "correct"):
            key = "verdict" if one.field is None else f"field {one.field}"
            held.setdefault(one.target, {})[key] = one.verb
    told = {}
    for target in {*held, *(w for w in withdrawn if w.startswith("clm_"))}:
        of = held.get(target, {})
        status = "accepted" if of.get("verdict") == "accept" else "machine"
        status = "corrected" if any(k.startswith("field") for k in of) else status
        status = "rejected" if of.get("verdict") == "reject" else status
        told[target] = "withdrawn" if target in withdrawn else status
    return told


def played(seed: int, *, rereads: bool = True) -> History:
    history = History(Path(tempfile.mkdtemp()) / "g.db", seed)
    history.run(DECISIONS, rereads=rereads)
    return history


def check_replay(seed: int) -> None:
    history = played(seed)
    ledger = history.ledger
    assert [*faults(history.path), *review_faults(history.path)] == []
    for moment, then in history.snapshots:
        assert shown(ledger, known_on=moment) == then
    history.close()
    before = tables(history.path)
    with Ledger.open(history.path) as again, again.connect() as connection, connection.begin():
        views.rebuild(connection)
    assert tables(history.path) == before
    shutil.rmtree(history.path.parent)


@given(st.integers(0, 2**32))
@SLOW
def test_views_are_what_a_replay_gives_now_and_as_of_any_moment(seed):
    check_replay(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_views_are_what_a_replay_gives_for_many_histories(seed):
    check_replay(seed)


@given(st.integers(0, 2**32))
@SLOW
def test_views_do_not_depend_on_the_order_in_which_decisions_came(seed):
    history = played(seed, rereads=False)
    told = shown(history.ledger)
    listed: list[Parcel] = list(parcels(history.ledger))
    by_hand = statuses_by_hand(history.ledger)
    bases = {r["supersedes"] or r["id"]: r["status"] for r in history.ledger.claims()}
    hidden = {d.target for d in history.ledger.decisions() if d.verb == "withdraw" and d.target.startswith("doc_")}
    if not hidden:
        assert {c: s for c, s in by_hand.items() if s not in ("rejected", "withdrawn", "machine")} == {
            c: s for c, s in bases.items() if s != "machine"
        }
    history.close()
    for order in (list(reversed(listed)), random.Random(seed).sample(listed, len(listed))):
        path = history.path.with_name(f"other-{random.random()}.db")
        with filled(path, DOCUMENTS, 6) as other:
            halves = order[: len(order) // 2], order[len(order) // 2 :]
            for half in halves:  # what comes later bears on what came before
                bring(Reviews(other), half)
            assert shown(other) == told
        assert [*faults(path), *review_faults(path)] == []
    shutil.rmtree(history.path.parent)


@given(st.integers(0, 2**32))
@SLOW
def test_no_word_of_a_purged_document_is_in_any_byte(seed):
    history = played(seed)
    word = f"{WORDS[0]}0".encode()
    purge(history.ledger, document(0, 6).id, Who("T.C.", "by order of a court"))
    assert b"".join(p.read_bytes().lower() for p in history.path.parent.glob("*")).count(word) == 0
    with closing(sqlite3.connect(history.path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, row)")
        terms = {term for (term,) in connection.execute("SELECT term FROM terms")}
    assert word.decode() not in terms
    assert f"{WORDS[1]}1" in terms or not any(
        r["quote"]["document"] == document(1, 6).id for r in history.ledger.claims()
    )
    history.run(len(history.ledger.decisions()) + 30)  # and work goes on
    assert [*faults(history.path), *review_faults(history.path)] == []
    history.close()
    shutil.rmtree(history.path.parent)


def test_two_who_decide_at_once_lose_nothing(tmp_path):
    """Each of two threads goes through the same claims; every call either adds a decision or names the one that stands
    against it."""
    path = tmp_path / "g.db"
    filled(path, 4, 6).close()
    listed = [r["id"] for r in Ledger.open(path).claims()]
    told: list[tuple[str, str, str]] = []

    def work(person: str, verb: str, order: list[str]) -> None:
        with Ledger.open(path) as ledger:
            reviews = Reviews(ledger)
            for claim in order:
                try:
                    told.append((claim, "made", getattr(reviews, verb)(claim, Who(person, verb)).id))
                except Contested as error:
                    told.append((claim, "refused", error.standing[0]))
                except LedgerBusy:
                    told.append((claim, "busy", ""))

    threads = [
        threading.Thread(target=work, args=("P0", "accept", listed)),
        threading.Thread(target=work, args=("P1", "reject", listed[::-1])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Ledger.open(path) as ledger:
        decisions = {d.target: d for d in ledger.decisions()}
        assert len(decisions) == len(listed) == len(ledger.decisions())
        assert {d.id for d in decisions.values()} == {i for _, how, i in told if how == "made"}
        assert all(decisions[claim].id == i for claim, how, i in told if how == "refused")
        assert len(told) == 2 * len(listed)
    assert [*faults(path), *review_faults(path)] == []
