"""Two people who worked apart on copies of one ledger bring their decisions together."""

from __future__ import annotations

import json
import shutil

import pytest

from grounds.cli import exchanging
from grounds.ledger import ClaimFilter, Ledger, Run
from grounds.ledger.verify import faults
from grounds.model.errors import RecordError, UnreadableFile
from grounds.review import Reviews
from grounds.review.conflicts import conflicts
from grounds.review.erasing import purge
from grounds.review.exchange import awaken, bring, parcels, parcels_from
from grounds.review.verifying import faults as review_faults
from tests.review.made import WORDS, claims, document, filled, who


@pytest.fixture
def two(tmp_path):
    """Two copies of one ledger."""
    filled(tmp_path / "one.db").close()
    shutil.copy(tmp_path / "one.db", tmp_path / "two.db")
    with Ledger.open(tmp_path / "one.db") as one, Ledger.open(tmp_path / "two.db") as other:
        yield Reviews(one), Reviews(other)
    for path in (tmp_path / "one.db", tmp_path / "two.db"):
        assert [*faults(path), *review_faults(path)] == []


def shown(reviews):
    return {r["id"]: r["status"] for r in reviews.ledger.claims()}


def exchanged(one, other):
    """Each brings in what the other has."""
    mine, theirs = list(parcels(one.ledger)), list(parcels(other.ledger))
    return bring(one, theirs), bring(other, mine)


def ids(reviews):
    return [r["id"] for r in reviews.ledger.claims()]


def test_both_show_the_same_afterwards(two):
    one, other = two
    a, b, c, d, *_ = ids(one)
    one.accept(a, who("R.A."))
    one.correct(b, {"modes": ["ambush"]}, who("R.A."))
    other.reject(c, who("S.B."))
    other.undo(other.accept(d, who("S.B.")).id, who("S.B."))
    first, second = exchanged(one, other)
    assert (len(first.added), len(second.added), first.conflicts) == (3, 2, [])
    assert shown(one) == shown(other)
    assert bring(one, list(parcels(other.ledger))).known == 5


def test_what_both_decided_differently_is_listed_and_neither_holds(two):
    one, other = two
    a, b, *_ = ids(one)
    one.accept(a, who("R.A."))
    other.reject(a, who("S.B.", "not so"))
    one.correct(b, {"factuality": "alleged"}, who("R.A."))
    other.correct(b, {"factuality": "possible", "modes": ["ambush"]}, who("S.B."))
    first, second = exchanged(one, other)
    assert [[d.by for d in c.decisions] for c in sorted(first.conflicts, key=lambda c: c.about == b)] == [
        ["R.A.", "S.B."], ["R.A.", "S.B."],
    ]  # fmt: skip
    assert {c.about for c in second.conflicts} == {a, b}
    assert shown(one) == shown(other)
    assert shown(one)[a] == "machine"
    (corrected,) = one.ledger.claims(ClaimFilter(status="corrected"))
    assert (corrected["factuality"], corrected["modes"]) == ("asserted", ["ambush"])
    reject = next(d for d in one.all() if d.verb == "reject")
    accept = next(d for d in one.all() if d.verb == "accept")
    one.accept(a, who("T.C.", "read again", reject.id, accept.id))
    exchanged(one, other)
    assert shown(other)[a] == "accepted"
    with other.asking() as connection:
        assert [c.about for c in conflicts(connection)] == [b]


def test_a_rejection_here_and_a_correction_there_contradict(two):
    one, other = two
    a = ids(one)[0]
    one.reject(a, who("R.A."))
    other.correct(a, {"factuality": "alleged"}, who("S.B."))
    first, _ = exchanged(one, other)
    assert {d.verb for c in first.conflicts for d in c.decisions} == {"reject", "correct"}
    assert shown(one) == shown(other)
    assert shown(one)[a] == "machine"


def test_pairs_that_contradict_over_two_copies_are_listed(two):
    one, other = two
    a, b, c, *_ = ids(one)
    one.pair("same", a, b, who("R.A."))
    one.pair("same", b, c, who("R.A."))
    other.pair("not_same", a, c, who("S.B."))
    first, second = exchanged(one, other)
    assert len(first.conflicts) == len(second.conflicts) == 1
    assert {d.verb for d in first.conflicts[0].decisions} == {"same", "not_same"}


def test_decisions_on_what_is_not_here_wait_for_it(two, tmp_path):
    one, _ = two
    new = document(5)
    with one.ledger.writer(Run()) as writer:
        writer.add(new, claims(new), [])
    one.accept(claims(new)[0].id, who("R.A."))
    one.pair("same", claims(new)[1].id, ids(one)[0], who("R.A."))
    other = two[1]
    told = bring(other, list(parcels(one.ledger)))
    assert [d.verb for d in told.waiting] == ["accept", "same"]
    with other.ledger.writer(Run()) as writer:
        writer.add(new, claims(new), [])
    assert awaken(other) == 2
    assert shown(other)[claims(new)[0].id] == "accepted"


def test_what_was_purged_here_does_not_come_back(two, tmp_path):
    one, other = two
    mine = [r["id"] for r in other.ledger.claims() if r["quote"]["document"] == document(0).id]
    other.accept(mine[0], who("S.B.", f"{WORDS[0]}0 was there"))
    purge(one.ledger, document(0).id, who("T.C.", "an order"))
    bring(one, list(parcels(other.ledger)))
    one.ledger.close()
    assert f"{WORDS[0]}0".encode() not in b"".join(p.read_bytes() for p in tmp_path.glob("one.db*"))
    told = bring(other, list(parcels(one.ledger)))
    assert told.purged_elsewhere == [document(0).id]


def test_a_file_of_decisions_is_as_good_as_a_copy(two, tmp_path, capsys):
    one, other = two
    one.accept(ids(one)[0], who("R.A."))
    other.reject(ids(one)[0], who("S.B."))
    path = tmp_path / "decisions.jsonl"
    exchanging.export(one.ledger.path, path)
    assert exchanging.bring(path, other.ledger.path, "jsonl", None) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert len(json.loads(line)["decisions"]) == 2


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda line: line.replace("accept", "reject"), "altered since"),
        (lambda line: "{}", "is no decision"),
        (lambda line: line[:40], "is no decision"),
        (lambda line: line.replace('"accept"', '"burn"'), "'burn' is not in the list"),
    ],
    ids=["altered", "empty", "cut", "unknown verb"],
)
def test_what_is_no_decision_is_told_with_its_line(two, tmp_path, change, problem):
    one, _ = two
    one.accept(ids(one)[0], who("R.A."))
    path = tmp_path / "decisions.jsonl"
    exchanging.export(one.ledger.path, path)
    path.write_text(change(path.read_text()))
    with pytest.raises(Exception, match=problem) as told:
        parcels_from(path)
    assert "decisions.jsonl:1" in str(told.value)
    assert isinstance(told.value, RecordError) or "list" in problem


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UnreadableFile):
        parcels_from(tmp_path / "none.db")
