"""`grounds withdraw`, `replace` and `purge` list what rested on what goes."""

from __future__ import annotations

import json

import pytest

from grounds.cli import care, erasing
from grounds.ledger import Ledger
from grounds.model.errors import UsageError
from grounds.review import Reviews
from tests.review.made import who
from tests.weighing.test_keeping import LONG, attack, document

FORM = ("jsonl", None)


@pytest.fixture
def ledger(tmp_path):
    """Two reports of one attack, and one that denies it."""
    path = tmp_path / "g.db"
    with Ledger.open(path) as opened, opened.writer() as writer:
        for number, positive in enumerate((True, True, False)):
            one = document(number, "2024-03-02", f"{LONG} Report {number}.")
            writer.add(one, [attack(one, "2024-03-01", 5, positive=positive)], [])
    return path


def documents(ledger):
    with Ledger.open(ledger) as opened:
        return [d["id"] for d in opened.documents()]


def listed(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]


def test_a_withdrawn_document_lists_what_rests_on_it(ledger, capsys):
    erasing.withdraw(documents(ledger)[0], ledger, who(why="taken back"), FORM)
    rows = [(r["kind"], r["change"], r["left"], r["claims"]) for r in listed(capsys)]
    assert rows[0] == ("claim", "goes", 0, 1)
    assert ("incident", "is told by fewer", 2, 3) in rows
    with Ledger.open(ledger) as opened:
        assert opened.count() == 2
        Reviews(opened).undo(opened.decisions()[-1].id, who())
        assert opened.count() == 3


def test_a_single_claim_is_withdrawn(ledger, capsys):
    with Ledger.open(ledger) as opened:
        claim = next(iter(opened.claims()))["id"]
    erasing.withdraw(claim[:14], ledger, who(), FORM)
    assert listed(capsys)[0]["id"] == claim
    with Ledger.open(ledger) as opened:
        assert opened.claim(claim)["status"] == "withdrawn"


def test_a_replaced_document_is_withdrawn_for_the_new_one(ledger, tmp_path, capsys, pipeline):
    old = documents(ledger)[0]
    new = tmp_path / "new.txt"
    new.write_text("Al-Shabaab fighters attacked a police station in Baidoa on 1 March 2024.")
    assert erasing.replace(old, str(new), ledger, who(why="a new edition"), FORM) == 0
    assert listed(capsys)[0]["kind"] == "claim"
    with Ledger.open(ledger) as opened:
        (made,) = opened.decisions()
        assert (made.target, made.value["replaced_by"]) == (old, [documents(ledger)[-1]])
    with pytest.raises(UsageError, match="is in already"):
        erasing.replace(documents(ledger)[1], str(new), ledger, who(), FORM)


def test_a_purge_must_be_meant_and_tells_what_it_cannot_reach(ledger, tmp_path, capsys):
    care.backup(ledger, tmp_path / "copy.db")
    (tmp_path / "copy.db").unlink()
    one = documents(ledger)[0]
    with pytest.raises(UsageError, match="gone for good"):
        erasing.purge(one, ledger, who(), FORM, sure=False)
    assert erasing.purge(one, ledger, who("T.C.", "an order"), FORM, sure=True) == 1
    told = capsys.readouterr()
    assert "copy.db: is not there" in told.err
    assert "copies its text and is still here" in told.err
    assert "motorcycles" not in told.out
