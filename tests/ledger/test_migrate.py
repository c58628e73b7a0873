"""Raising a ledger, and trying it on a copy."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from grounds.cli import care
from grounds.ledger import Ledger, rows, schema
from grounds.ledger.migrate import plan
from grounds.ledger.verify import faults
from grounds.model.claim import Unread
from grounds.model.errors import LedgerError, LedgerVersionError
from tests.ledger.test_store import claim, document


def test_the_newest_needs_nothing(tmp_path, capsys):
    Ledger.open(tmp_path / "g.db").close()
    assert plan(tmp_path / "g.db").is_empty
    assert care.migrate(tmp_path / "g.db", dry_run=False) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'g.db'}: version {schema.VERSION} is the newest, nothing to do\n"


def test_a_dry_run_leaves_the_file_as_it_is(tmp_path, capsys):
    path = tmp_path / "g.db"
    path.touch()  # a file that is still to be made is of version 0
    assert care.migrate(path, dry_run=True) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("would run 0001: The first schema")
    assert told[-1] == f"{path}: stays at version 0; a copy was raised to {schema.VERSION}: 0 claims, no faults"
    assert path.read_bytes() == b""
    assert [p.name for p in tmp_path.iterdir()] == ["g.db"]


def test_a_raised_ledger_leaves_its_backup(tmp_path, capsys):
    path = tmp_path / "g.db"
    path.touch()
    assert care.migrate(path, dry_run=False) == 0
    assert f"raised to version {schema.VERSION}: 0 claims, no faults" in capsys.readouterr().out
    assert (tmp_path / "g.db.version-0").exists()
    assert plan(path).is_empty


def test_what_cannot_be_raised_is_told(tmp_path, monkeypatch):
    with pytest.raises(LedgerError, match="there is no ledger"):
        plan(tmp_path / "no.db")
    Ledger.open(tmp_path / "g.db").close()
    monkeypatch.setattr(schema, "VERSION", 0)
    with pytest.raises(LedgerVersionError, match="install a newer Grounds"):
        plan(tmp_path / "g.db")


def raised_to(path, revision):
    """A ledger of an older Grounds."""
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", "grounds:ledger/migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def test_the_tables_are_those_of_the_schema(tmp_path):
    path = tmp_path / "g.db"
    Ledger.open(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), schema.metadata)
    engine.dispose()
    ours = {"search", "search_data", "search_idx", "search_docsize", "search_config", "alembic_version"}
    assert [d for d in found if not (d[0] == "remove_table" and d[1].name in ours)] == []


def test_a_ledger_of_version_1_gets_readings(tmp_path):
    path = tmp_path / "g.db"
    raised_to(path, "0001")
    one, two = document(1), document(2)
    made = [claim(one), claim(one, polarity="negative"), claim(two)]
    left = Unread(document=one.id, start=0, end=3, exact="M23", reason="a question")
    with closing(sqlite3.connect(path)) as connection:
        for table, listed in (
            ("documents", [rows.document_row(d, n, "2024-01-01T00:00:00Z") for n, d in enumerate((one, two), 1)]),
            ("claims", [rows.claim_row(c, n) for n, c in enumerate(made, 1)]),
            ("parties", [row for n, c in enumerate(made, 1) for row in rows.party_rows(c, n)]),
            ("search", [rows.search_row(c, n) for n, c in enumerate(made, 1)]),
            ("unread", [rows.unread_row(one, left)]),
        ):
            columns = ", ".join(f'"{c}"' for c in listed[0])
            values = ", ".join(f":{c}" for c in listed[0])
            connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", listed)
        connection.commit()
    assert [step.split(":")[0] for step in plan(path).steps] == ["0002", "0003", "0004", "0005"]
    with Ledger.open(path) as ledger:
        assert [r["id"] for r in ledger.claims()] == [c.id for c in made]
        assert [(d["claims"], d["unread"]) for d in ledger.documents()] == [(2, 1), (1, 0)]
        assert [(run.verb, dict(run.reader), run.documents, run.claims) for run in ledger.runs()] == [
            ("read", {}, 2, 3)
        ]
    assert list(faults(path)) == []
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="only appends"):
        connection.execute("UPDATE unread SET start = 1")
