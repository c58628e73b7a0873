"""What is purged is in no byte of the ledger, its journal, its backups and what was fetched; the rest stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from grounds.cli import care
from grounds.ledger import ClaimFilter, Ledger, Run
from grounds.ledger.verify import faults
from grounds.model.errors import LedgerBusy, NotFound, UsageError
from grounds.review import Reviews
from grounds.review.erasing import purge
from grounds.review.verifying import faults as review_faults
from grounds.weighing.keeping import Keeping
from grounds.weighing.lineage import Lineage
from tests.review.made import WORDS, claims, document, filled, who

ORDER = who("T.C.", "by order of a court")


def holding(word: str, folder: Path) -> list[str]:
    """The files of a folder that hold a word in any byte."""
    return sorted(p.name for p in folder.rglob("*") if p.is_file() and word.encode() in p.read_bytes().lower())


@pytest.fixture
def ledger(tmp_path, capsys):
    """A ledger of two documents that was weighed, decided on, and backed up."""
    path = tmp_path / "g.db"
    with filled(path) as opened:
        reviews = Reviews(opened)
        mine = [r["id"] for r in opened.claims() if r["quote"]["document"] == document(0).id]
        reviews.accept(mine[0], who(why=f"as the {WORDS[0]}0 paper says"))
        reviews.undo(reviews.all()[0].id, who(why=f"{WORDS[0]}0 is no paper"))
        reviews.correct(mine[1], {"modes": ["ambush"]}, who(why=f"{WORDS[0]}0"))
        reviews.pair("same", mine[2], next(r["id"] for r in opened.claims() if r["id"] not in mine), who(why="one"))
        Keeping(opened, Lineage()).refresh()
        care.backup(path, tmp_path / "copy.db")
        fetched = tmp_path / "g.fetched"
        fetched.mkdir()
        (fetched / f"{document(0).sha256}.txt").write_text(document(0).text)
        yield opened


def test_the_words_are_in_no_byte_and_the_hash_stays(ledger, tmp_path):
    other = [r["id"] for r in ledger.claims() if r["quote"]["document"] == document(1).id]
    assert holding(f"{WORDS[0]}0", tmp_path)
    done = purge(ledger, document(0).id, ORDER)
    ledger.close()
    assert holding(f"{WORDS[0]}0", tmp_path) == []
    assert holding("sallyport", tmp_path) == []
    assert (done.claims, [p.name for p in done.backups], done.failed) == (5, ["copy.db"], [])
    assert len(done.copies) == 1
    with Ledger.open(ledger.path) as opened:
        assert [r["id"] for r in opened.claims()] == other
        told = next(d for d in opened.documents() if d["id"] == document(0).id)
        assert (told["state"], told["sha256"], told["title"], told["path"]) == (
            "purged", document(0).sha256, None, None,
        )  # fmt: skip
        assert opened.has_document(document(0).id)
        assert [r["id"] for r in opened.claims(ClaimFilter(text=f"{WORDS[1]}1"))] == other
        last = opened.decisions()[-1]
        assert (last.verb, last.by, last.why) == ("purge", "T.C.", "by order of a court")
    for path in (ledger.path, tmp_path / "copy.db"):
        assert [*faults(path), *review_faults(path)] == []


def test_rows_are_guarded_again_afterwards(ledger):
    purge(ledger, document(0).id, ORDER)
    with closing(sqlite3.connect(ledger.path)) as connection, pytest.raises(sqlite3.IntegrityError, match="only app"):
        connection.execute("UPDATE documents SET text = 'x'")


def test_the_same_bytes_are_not_taken_in_again(ledger):
    purge(ledger, document(0).id, ORDER)
    one = document(0)
    with Ledger.open(ledger.path) as opened, opened.writer(Run()) as writer:
        assert writer.add(one, claims(one), []).documents == 0
        with pytest.raises(UsageError, match="must not come back"):
            writer.add_again(one, claims(one, "2"), [], {})


def test_it_cannot_be_undone_and_a_backup_that_is_gone_is_told(ledger, tmp_path):
    (tmp_path / "copy.db").unlink()
    done = purge(ledger, document(0).id, ORDER)
    assert [(p.name, "must be purged by itself" in why) for p, why in done.failed] == [("copy.db", True)]
    with Ledger.open(ledger.path) as opened:
        with pytest.raises(UsageError, match="gone"):
            Reviews(opened).undo(done.decision.id, who())
        assert purge(opened, document(0).id, ORDER).claims == 0
        with pytest.raises(NotFound):
            purge(opened, "doc_none", ORDER)


def test_while_somebody_reads_nothing_is_said_to_be_done(ledger, monkeypatch):
    from grounds.ledger import purging

    monkeypatch.setattr(purging, "_WAIT_MS", 50)
    with closing(sqlite3.connect(ledger.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy):
            purge(ledger, document(0).id, ORDER)
