"""Raise a ledger to the newest schema, or try it on a copy."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from grounds.ledger.filters import ClaimFilter
from grounds.ledger.opening import schema_version
from grounds.ledger.store import Ledger
from grounds.ledger.verify import back_up, faults


@dataclass(frozen=True)
class Plan:
    """From which version to which, and what each step does."""

    version: int
    target: int
    steps: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not self.steps


def plan(path: Path) -> Plan:
    """What raising a ledger would do; the file is only read. Raises :class:`~grounds.model.errors.LedgerError`."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from grounds.ledger import schema

    version = schema_version(path)
    config = Config()
    config.set_main_option("script_location", "grounds:ledger/migrations")
    reached = f"{version:04}" if version else "base"
    if version >= schema.VERSION:
        return Plan(version, schema.VERSION, ())
    revisions = list(ScriptDirectory.from_config(config).iterate_revisions("head", reached))
    return Plan(version, schema.VERSION, tuple(f"{r.revision}: {r.doc}" for r in reversed(revisions)))


def try_on_copy(path: Path) -> tuple[int, int]:
    """Raise a copy in a folder of its own and check it whole: gives the numbers of its claims and of its faults."""
    with tempfile.TemporaryDirectory(prefix="grounds-migrate-") as folder:
        copy = Path(folder) / "copy.db"
        back_up(path, copy)
        return raised(copy)


def raised(path: Path) -> tuple[int, int]:
    """Raise a ledger; gives the numbers of its claims and of its faults."""
    with Ledger.open(path, create=False) as ledger:
        claims = ledger.count() + ledger.count(ClaimFilter(superseded=True))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return claims, sum(1 for _ in faults(path))
