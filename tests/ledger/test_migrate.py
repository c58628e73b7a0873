"""Raising a ledger, and trying it on a copy."""

from __future__ import annotations

import pytest

from grounds.cli import care
from grounds.ledger import Ledger, schema
from grounds.ledger.migrate import plan
from grounds.model.errors import LedgerError, LedgerVersionError


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
