"""A quick command must not load what only reading needs: its start-up time is bounded (``benchmarks/startup.py``)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from grounds.ledger import Ledger

LOADED = """
import sys
from typer.testing import CliRunner
from grounds.cli.main import app
result = CliRunner().invoke(app, sys.argv[1:])
assert result.exit_code == 0, result.exception
print(" ".join(sys.modules))
"""


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (("--help",), {"sqlalchemy", "alembic", "spacy", "yaml", "sqlite3", "grounds.api"}),
        (("--help",), {"duckdb", "polars", "pyarrow", "grounds.checking", "grounds.matching", "grounds.events"}),
        (("check", "--help"), {"duckdb", "polars", "pyarrow", "spacy", "grounds.checking", "grounds.events"}),
        (("claims", "--help"), {"sqlalchemy", "alembic", "spacy", "yaml", "sqlite3", "grounds.api"}),
        (("claims", "-f", "jsonl"), {"alembic", "spacy", "yaml", "rich.table", "grounds.model.vocabulary"}),
        (("documents", "-f", "csv"), {"alembic", "spacy", "rich.table"}),  # tells origins
        (("claims",), {"alembic", "spacy", "yaml", "grounds.model.vocabulary"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "loads",
)
def test_quick_commands_load_only_what_they_use(tmp_path, arguments, unwanted):
    ledger = tmp_path / "g.db"
    Ledger.open(ledger).close()
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={"GROUNDS_LEDGER": str(ledger)},
    )
    assert unwanted.isdisjoint(done.stdout.split())
