"""Reading the documents of a ledger again: what changes is told, nothing is lost, all of it can be taken back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import grounds
from grounds.ledger import ClaimFilter
from grounds.ledger.verify import faults
from grounds.model.errors import NotFound, UsageError

TEXT = "M23 attacked the village of Sake on Monday. Rwanda has supplied M23 with weapons. Boko Haram attacked a school."
OTHER = "Al-Shabaab attacked a police station in Mogadishu last week."


@pytest.fixture
def bench(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("one.txt").write_text(TEXT)
    Path("two.txt").write_text(OTHER)
    with grounds.open("g.db") as opened:
        opened.read(["one.txt", "two.txt"])
        yield opened


@pytest.fixture
def without_attacks(bench):
    """The same ledger, by a reader that lacks the rule of attacks."""
    with grounds.open("g.db", without=["assault.attack"]) as opened:
        yield opened


def shown(bench) -> list[str]:
    return [claim.id for claim in bench.claims()]


def rows(table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect("g.db")) as connection:
        return connection.execute(f"SELECT * FROM {table}").fetchall()


def test_the_same_reader_leaves_all_as_it_is(bench):
    before = rows("claims"), rows("readings")
    found = bench.reread()
    assert (found.read, found.left, found.changes) == (0, 2, [])
    assert (rows("claims"), rows("readings")) == before


def test_a_rule_less_makes_its_claims_go_and_keeps_them(bench, without_attacks):
    before = shown(bench)
    found = without_attacks.reread()
    assert [(c.what, c.old["reader"]["rule"]) for c in found.changes] == [("goes", "assault.attack")] * 3
    assert found.same == len(before) - 3
    assert {c.reader.version for c in bench.claims()} == {f"{grounds.__version__} without assault.attack"}
    kept = [claim.id for claim in bench.claims(superseded=True)]
    assert sorted(kept) == sorted(before)
    assert len(rows("claims")) == len(before) + found.same
    assert bench.ledger.count(ClaimFilter(text="Mogadishu")) == 0
    assert all(row["claims"] for row in bench.actors())
    assert list(faults(Path("g.db"))) == []


def test_a_dry_run_writes_nothing(bench, without_attacks):
    before = [rows(t) for t in ("claims", "runs", "readings", "given", "superseded")]
    assert without_attacks.reread(dry_run=True).count("goes") == 3
    assert [rows(t) for t in ("claims", "runs", "readings", "given", "superseded")] == before


def test_a_reread_is_undone_by_one_more_row(bench, without_attacks):
    before, unread = shown(bench), bench.unread()
    without_attacks.reread()
    assert shown(bench) != before
    assert len(bench.unread()) > len(unread)
    assert bench.ledger.undo().number == 2
    assert (shown(bench), bench.unread()) == (before, unread)
    assert [run.verb for run in bench.ledger.runs()] == ["read", "reread", "undo"]
    assert list(faults(Path("g.db"))) == []
    with pytest.raises(NotFound, match="no reread"):
        bench.ledger.undo()
    with pytest.raises(UsageError, match="undone by run 3"):
        bench.ledger.undo(2)
    with pytest.raises(UsageError, match="run 1 is a read"):
        bench.ledger.undo(1)
    with pytest.raises(NotFound, match="no run 9"):
        bench.ledger.undo(9)


def test_undoing_an_earlier_run_leaves_a_later_one(bench, without_attacks):
    without_attacks.reread()
    bench.reread(date="2024-05-02")
    later = shown(bench)
    bench.ledger.undo(2)
    assert shown(bench) == later
    assert list(faults(Path("g.db"))) == []


def test_a_stopped_reread_goes_on_in_the_same_run(bench, without_attacks):
    def stop(done: int, _: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    first = without_attacks.reread(on_progress=stop)
    assert (first.interrupted, first.read) == (True, 1)
    assert list(faults(Path("g.db"))) == []
    second = without_attacks.reread()
    assert (second.interrupted, second.read, second.left) == (False, 1, 1)
    assert [run.documents for run in bench.ledger.runs()] == [2, 2]


def test_corrected_facts_change_what_hangs_on_them(bench):
    found = bench.reread("one.txt", date="2024-05-02")
    assert [(c.what, sorted(c.fields)) for c in found.changes] == [("changes", ["when"])]
    assert [c.when.from_ for c in bench.claims(text="Sake") if c.when] == ["2024-04-29"]
    assert [d["date"] for d in bench.documents()] == ["2024-05-02", None]
    assert bench.ledger.document(bench.documents()[0]["id"]).date == "2024-05-02"
    bench.reread("one.txt", publisher="United Nations Security Council")
    first = bench.documents()[0]
    assert (first["date"], first["publisher"]) == ("2024-05-02", "United Nations Security Council")
    bench.ledger.undo()
    bench.ledger.undo()
    assert [d["date"] for d in bench.documents()] == [None, None]


def test_a_sidecar_beside_a_named_path_counts(bench):
    Path("two.meta.json").write_text(json.dumps({"date": "2024-05-02", "publisher_is_party": True}))
    bench.reread()
    assert bench.documents()[1]["date"] is None
    bench.reread("two.txt")
    record = bench.documents()[1]
    assert (record["date"], record["facts"]["publisher_is_party"]["value"]) == ("2024-05-02", "yes")


def test_documents_are_named_by_id_path_or_their_bytes(bench):
    first, second = bench.documents()
    Path("copy.txt").write_text(OTHER)
    for name in (second["id"], second["id"][:12], "two.txt", "copy.txt"):
        assert bench.reread(name, title=f"From {name}").read == 1
        assert [d["title"] for d in bench.documents()] == [first["title"], f"From {name}"]
    with pytest.raises(NotFound, match=r"no document 'none\.txt'"):
        bench.reread("none.txt")


def test_a_claim_is_followed_through_readings(bench):
    """What people decide on a claim is carried over by it."""
    old = next(c.id for c in bench.claims(text="Sake") if c.when)
    weapons = next(c.id for c in bench.claims(predicate="supports"))
    attack = next(c.id for c in bench.claims(text="Mogadishu"))
    bench.reread(date="2024-05-02")
    bench.reread(date="2024-06-03")
    with grounds.open("g.db", without=["assault.attack"]) as less:
        less.reread("two.txt")
    now = bench.successor(old)
    assert now is not None
    assert (now["id"] != old, now["when"]["from"], now["predicate"]) == (True, "2024-06-03", "assault")
    assert bench.successor(now["id"])["id"] == now["id"]
    assert bench.successor(weapons)["predicate"] == "supports"
    assert bench.successor(attack) is None


def test_reading_the_same_bytes_with_other_facts_says_so(bench):
    from grounds.documents import ReadOptions

    found = bench.read(["one.txt", "two.txt"], options=ReadOptions(date="2024-05-02"))
    assert (found.read, found.same) == (0, 2)
    assert found.differing == [(name, {"date": (None, "2024-05-02")}) for name in ("one.txt", "two.txt")]
    assert bench.documents()[0]["date"] is None
    bench.reread(date="2024-05-02")
    assert bench.read(["one.txt"], options=ReadOptions(date="2024-05-02")).differing == []


def test_workers_read_the_same(bench, without_attacks):
    alone = without_attacks.reread(dry_run=True)
    two = without_attacks.reread(dry_run=True, workers=2)
    assert [(c.what, c.claim["quote"]["exact"]) for c in two.changes] == [
        (c.what, c.claim["quote"]["exact"]) for c in alone.changes
    ]


def test_an_unknown_rule_cannot_be_switched_off(tmp_path):
    with pytest.raises(UsageError, match=r"no rule 'assault.atack' .* perhaps assault.attack"):
        grounds.open(tmp_path / "g.db", without=["assault.atack"])
    assert not (tmp_path / "g.db").exists()
