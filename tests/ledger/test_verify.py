"""Every kind of damage is told; a sound ledger has none."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from grounds.documents import read_file
from grounds.ledger import Ledger
from grounds.ledger.verify import back_up, faults
from grounds.samples import sample_paths


@pytest.fixture
def ledger(tmp_path, pipeline):
    path = tmp_path / "g.db"
    with Ledger.open(path) as store, store.writer() as writer:
        for document, reading in pipeline.run([read_file(p) for p in sample_paths()]):
            writer.add(document, reading.claims, reading.unread)
    return path


def damage(path, statement, *values):
    with closing(sqlite3.connect(path)) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(statement, values)
        connection.commit()


def test_a_sound_ledger_has_no_fault(ledger):
    assert list(faults(ledger)) == []


DAMAGE = [
    ("UPDATE documents SET text = 'x' || text WHERE sequence = 1", "not the one that was hashed"),
    ("UPDATE documents SET text = 'x' || text WHERE sequence = 1", "does not stand at"),
    ("UPDATE claims SET record = replace(record, 'asserted', 'alleged') WHERE rowid = 1", "does not follow"),
    ("UPDATE claims SET start = start + 1 WHERE rowid = 1", "columns and its record differ"),
    ("UPDATE claims SET document = 'doc_none' WHERE rowid = 1", "leads to no row of documents"),
    ("INSERT INTO search(rowid, quote, names) VALUES (99999, 'x', 'y')", "rows for"),
    ("UPDATE unread SET start = start + 1", "does not stand there"),
    ("DELETE FROM readings WHERE number = 1", "no reading of it stands"),
    ("DELETE FROM given WHERE claim = 1", "no reading of its document gave it"),
    ("DELETE FROM given WHERE claim = 1", "is shown, but superseded"),
    ("UPDATE claims SET record = '[]' WHERE rowid = 1", "its record is damaged (an object is meant, not [])"),
    ("UPDATE claims SET record = json_set(record, '$.subjects[0]', null) WHERE rowid = 1", "subjects.0: an object is"),
    (
        "UPDATE claims SET record = json_set(record, '$.quote.start', 'x') WHERE rowid = 1",
        "start: a whole number",
    ),
    ("UPDATE claims SET record = '{\"id\":' WHERE rowid = 1", "its record is damaged (Expecting value"),
    ("UPDATE claims SET predicate = 'supports', kind = 'x' WHERE rowid = 1", "columns and its record differ"),
    ("DELETE FROM parties WHERE claim = 1", "columns and its record differ"),
    ("UPDATE documents SET record = '{}' WHERE sequence = 1", "its record is damaged (lacks characters, date"),
    ("UPDATE documents SET text = x'ff00' WHERE sequence = 1", "its text is none"),
    ("UPDATE documents SET layout = '[]' WHERE sequence = 1", "its layout is damaged (an object is meant"),
    (
        "UPDATE documents SET layout = json_set(layout, '$.passages[0][1][0][1]', 999999) WHERE sequence = 1",
        "beyond its text",
    ),
    ("UPDATE unread SET record = 'null'", "is damaged (an object is meant, not None)"),
    ("UPDATE runs SET asked = '5'", "its record is damaged"),
    ("UPDATE readings SET facts = '{\"date\": 5}' WHERE number = 1", "its facts are damaged (date: an object"),
    ("SELECT 1", "nothing refuses to update its rows"),
    ("INSERT INTO superseded VALUES (1, NULL)", "is wrongly superseded"),
]


@pytest.mark.parametrize(("statement", "told"), DAMAGE, ids=[f"{d[1]} {i}" for i, d in enumerate(DAMAGE)])
def test_damage_is_told(ledger, statement, told):
    damage(ledger, statement)
    assert any(told in fault.problem for fault in faults(ledger)), list(faults(ledger))


def test_a_backup_is_the_same_ledger(ledger, tmp_path):
    copy = tmp_path / "copy.db"
    back_up(ledger, copy)
    assert list(faults(copy)) == []
    with Ledger.open(ledger) as one, Ledger.open(copy) as other:
        assert [json.dumps(r) for r in one.claims()] == [json.dumps(r) for r in other.claims()]
