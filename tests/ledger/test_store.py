from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from grounds.documents import ReadOptions, read_bytes
from grounds.ledger import Added, ClaimFilter, Ledger, Run, rows, schema
from grounds.ledger.verify import faults
from grounds.ledger.writer import Writer
from grounds.model.claim import Claim, Participant, Quote, ReaderNote, Unread, When, make_claim
from grounds.model.document import Document
from grounds.model.errors import LedgerError, LedgerVersionError, NotFound
from grounds.model.mention import Mention

TEXT = "M23 attacked the village “Nord” of the الشباب in May."


def document(number: int = 0) -> Document:
    return read_bytes(f"{TEXT} Number {number}.".encode(), name="a.txt", options=ReadOptions(language="en"))


def claim(of: Document, **changes: object) -> Claim:
    party = Participant(actor="m23", name="March 23 Movement", mention="M23", start=0, end=3, actor_kind="armed_group")
    made = Claim(
        kind="event",
        predicate="assault",
        subjects=(party,),
        when=When(from_="2024-05-01", to="2024-05-31", precision="month"),
        quote=Quote(document=of.id, start=0, end=len(TEXT), exact=TEXT),
        reader=ReaderNote(name="frames", version="1", rule="assault.attack", confidence=0.9, evidence=("frames",)),
        created="2024-06-01T00:00:00Z",
    )
    return make_claim(replace(made, **changes))  # type: ignore[arg-type]


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "g.db") as opened:
        with opened.writer() as writer:
            one = document()
            writer.add(
                one,
                [claim(one), claim(one, factuality="alleged")],
                [Unread(document=one.id, start=0, end=3, exact="M23", reason="a question")],
            )
        yield opened


def test_what_goes_in_comes_out(ledger):
    one = document()
    assert ledger.document(one.id) == one
    assert [r["id"] for r in ledger.claims()] == [claim(one).id, claim(one, factuality="alleged").id]
    assert json.loads(json.dumps(claim(one).record())) == next(iter(ledger.claims()))
    assert [(d["id"], d["claims"], d["unread"]) for d in ledger.documents()] == [(one.id, 2, 1)]
    assert next(iter(ledger.unread()))["reason"] == "a question"
    told = {"id": "m23", "name": "March 23 Movement", "kind": "armed_group", "claims": 2, "reviewed": 0}
    assert ledger.actors() == ledger.actors(known_on="2100-01-01") == [told]
    assert ledger.actors(known_on="2000-01-01") == []


def test_the_same_document_adds_nothing(ledger):
    one = document()
    with ledger.writer() as writer:
        assert writer.add(one, [claim(one)], []) == Added(0, 0, 0)
    assert ledger.count() == 2


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (ClaimFilter(), 2),
        (ClaimFilter(factuality="alleged"), 1),
        (ClaimFilter(predicate="supports"), 0),
        (ClaimFilter(actor="m23"), 2),
        (ClaimFilter(actor="23 movement"), 2),
        (ClaimFilter(actor="23 move"), 0),
        (ClaimFilter(actor="movements"), 0),
        (ClaimFilter(actor="m2"), 0),
        (ClaimFilter(documents=("doc_none",)), 0),
        (ClaimFilter(since="2024-05-31"), 2),
        (ClaimFilter(since="2024-06-01"), 0),
        (ClaimFilter(until="2024-04-30"), 0),
        (ClaimFilter(text="village attacked"), 2),
        (ClaimFilter(text='“Nord” AND "x'), 0),
        (ClaimFilter(text='nord"'), 2),
        (ClaimFilter(text="الشباب"), 2),
        (ClaimFilter(text="* ^ -"), 0),
        (ClaimFilter(text="movement"), 2),
    ],
    ids=str,
)
def test_filters(ledger, wanted, number):
    assert ledger.count(wanted) == number
    assert len(list(ledger.claims(wanted))) == number


def test_a_claim_is_found_by_the_beginning_of_its_id(ledger):
    wanted = claim(document())
    assert ledger.claim(wanted.id[:14])["id"] == wanted.id
    assert ledger.claim(wanted.id[4:14])["id"] == wanted.id
    with pytest.raises(NotFound):
        ledger.claim("clm_zzz")
    with pytest.raises(LedgerError, match="several"):
        ledger.claim("clm_")


@pytest.mark.parametrize("table", ["documents", "claims", "parties", "unread", "runs", "readings", "given"])
def test_rows_stay_as_they_are(ledger, table):
    connection = sqlite3.connect(ledger.path)
    try:
        column = "reading" if table == "given" else "rowid"
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column} + 1"):
            with pytest.raises(sqlite3.IntegrityError, match="only appends"):
                connection.execute(statement)
    finally:
        connection.close()


def test_a_newer_or_foreign_file_is_refused(tmp_path):
    newer, foreign, junk = tmp_path / "n.db", tmp_path / "f.db", tmp_path / "j.db"
    for path, statement in ((newer, "PRAGMA user_version = 99"), (foreign, "CREATE TABLE t (x)")):
        connection = sqlite3.connect(path)
        connection.execute(statement)
        connection.commit()
        connection.close()
    junk.write_bytes(b"not a database, only words and more words, long enough to be looked at" * 20)
    with pytest.raises(LedgerVersionError, match=r"n\.db.*version 99.*newer Grounds"):
        Ledger.open(newer)
    for path in (foreign, junk):
        with pytest.raises(LedgerError, match="choose another"):
            Ledger.open(path)
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger.open(tmp_path / "none.db", create=False)


KILLED = """
import sys
from grounds.ledger import Ledger
from tests.ledger.test_store import claim, document
with Ledger.open(sys.argv[1]) as ledger, ledger.writer(batch=30) as writer:
    for number in range(100000):
        one = document(number)
        writer.add(one, [claim(one), claim(one, polarity="negative")], [])
        print(number, flush=True)
"""


def test_a_killed_writer_leaves_whole_documents(tmp_path):
    path = tmp_path / "g.db"
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) >= 40:
            break
    time.sleep(0.05)
    process.kill()
    process.wait()
    process.stdout.close()
    with Ledger.open(path) as ledger:
        counts = [d["claims"] for d in ledger.documents()]
        assert len(counts) >= 20
        assert set(counts) == {2}
        with ledger.writer() as writer:
            added = [writer.add(document(n), [claim(document(n))], []).documents for n in range(60)]
        assert sum(added) + len(counts) >= 60
        assert len({d["id"] for d in ledger.documents()}) == sum(1 for _ in ledger.documents())


def test_a_schema_is_made_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "g.db"
    with monkeypatch.context() as patch:
        patch.setattr(schema, "guards", lambda tables: ["CREATE NONSENSE"])
        with pytest.raises(LedgerError):
            Ledger.open(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    with Ledger.open(path) as ledger:
        assert ledger.count() == 0


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_interrupt_in_the_midst_of_a_document_leaves_none_of_it(tmp_path, monkeypatch):
    one, two = document(1), document(2)
    claims = [claim(two), claim(two, polarity="negative")]
    with Ledger.open(tmp_path / "g.db") as ledger:
        with ledger.writer() as writer, monkeypatch.context() as patch:
            writer.add(one, [claim(one)], [])
            patch.setattr(rows, "search_row", interrupted)
            with pytest.raises(KeyboardInterrupt):
                writer.add(two, claims, [])
        assert [(d["id"], d["claims"]) for d in ledger.documents()] == [(one.id, 1)]
        with ledger.writer() as writer:
            assert writer.add(two, claims, []) == Added(1, 2, 0)


def before_the_commit(writer: Writer) -> None:
    event.listen(writer._connection.engine, "commit", interrupted, once=True)


def after_the_commit(writer: Writer) -> None:
    begin = writer._connection.begin

    @contextmanager
    def torn() -> Iterator[None]:
        with begin():
            yield
        writer._connection.begin = begin
        raise KeyboardInterrupt

    writer._connection.begin = torn


@pytest.mark.parametrize("moment", [before_the_commit, after_the_commit])
def test_an_interrupt_about_a_commit_writes_nothing_twice(tmp_path, moment):
    one = document()
    with Ledger.open(tmp_path / "g.db") as ledger:
        with ledger.writer() as writer:
            writer.add(one, [claim(one)], [])
            moment(writer)
            with pytest.raises(KeyboardInterrupt):
                writer.flush()
        assert [(d["id"], d["claims"]) for d in ledger.documents()] == [(one.id, 1)]


@pytest.mark.parametrize("name", ["a?b.db", "a%41.db", "a?mode=ro.db", "ü 1.db", ":memory:"])
def test_a_ledger_lies_where_its_name_says(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Ledger.open(name).close()
    assert [p.name for p in tmp_path.iterdir() if not p.name.endswith(("-wal", "-shm"))] == [name]
    Ledger.open(name, create=False).close()


def test_two_writers_at_once_lose_nothing(tmp_path, pipeline):
    texts = [f"M23 attacked village number {n}." for n in range(6)]
    documents = [read_bytes(t.encode(), name="a.txt", options=ReadOptions(language="en")) for t in texts]
    readings = list(pipeline.run(documents))
    with Ledger.open(tmp_path / "g.db") as one, Ledger.open(tmp_path / "g.db") as two:
        with one.writer() as first, two.writer() as second:
            for number, (document, reading) in enumerate(readings):
                for writer in (first, second)[number % 2 :: 2] if number else (first, second):  # the first in both
                    writer.add(document, reading.claims, reading.unread)
        records = list(one.claims())
        assert len(list(one.documents())) == 6
        assert {r["id"] for r in records} == {c.id for _, reading in readings for c in reading.claims}
        assert len(records) == len({r["id"] for r in records})
        assert one.count(ClaimFilter(text="village")) == len(records)


def test_mentions_go_in_with_their_reading_and_the_last_reading_s_are_shown(tmp_path):
    one = document()
    seen = Mention(start=0, end=3, kind="organisation", actor="m23", confidence=0.9, evidence=("frames", "trained"))
    later = Mention(start=17, end=24, kind="place", role="target", evidence=("trained",))
    with Ledger.open(tmp_path / "g.db") as ledger:
        with ledger.writer() as writer:
            writer.add(one, [claim(one)], [], [later, seen])
        assert list(ledger.mentions()) == [{"document": one.id, **m.record()} for m in (seen, later)]
        with ledger.writer(Run("reread")) as writer:
            writer.add_again(one, [claim(one)], [], {}, [later])
        assert list(ledger.mentions(one.id)) == [{"document": one.id, **later.record()}]
        ledger.undo()
        assert len(list(ledger.mentions())) == 2
        assert list(ledger.mentions("doc_other")) == []
    assert list(faults(tmp_path / "g.db")) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [("kind = 'thing'", "is of no kind"), ('"end" = 9000', "beyond its text"), ("start = 9", "beyond its text")],
)
def test_a_mention_that_stands_nowhere_is_a_fault(tmp_path, change, problem):
    one, path = document(), tmp_path / "g.db"
    with Ledger.open(path) as ledger, ledger.writer() as writer:
        writer.add(one, [], [], [Mention(start=0, end=3, kind="organisation", evidence=("frames",))])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER mentions_no_update")
        connection.execute(f"UPDATE mentions SET {change}")
    assert [problem in fault.problem for fault in faults(path) if fault.where.startswith("reading")] == [True]
