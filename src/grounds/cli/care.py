"""``grounds ledger``: verify and back up."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import typer

from grounds.ledger import Ledger
from grounds.ledger.verify import back_up, faults
from grounds.model.errors import LedgerError, UsageError
from grounds.outputs import placing

_SHOWN = 50


def verify(ledger: Path) -> int:
    """Check everything and say what is wrong; gives the exit code."""
    with Ledger.open(ledger, create=False) as store:
        counted = store.count()
    found = 0
    try:
        for fault in faults(ledger):
            found += 1
            if found <= _SHOWN:
                typer.echo(f"{fault.where}: {fault.problem}")
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
        problem = f"cannot be checked through ({type(error).__name__}: {error})"
        raise LedgerError(problem, place=str(ledger), remedy="restore it from a backup") from error
    if found > _SHOWN:
        typer.echo(f"… and {found - _SHOWN} more")
    typer.echo(f"{ledger}: {counted} claims checked, {found or 'no'} {'fault' if found == 1 else 'faults'}")
    return 1 if found else 0


def backup(ledger: Path, target: Path) -> None:
    """Copy the ledger, also while something is written to it."""
    if target.exists():
        raise UsageError("exists already", place=str(target), remedy="choose another name; backups are not overwritten")
    with Ledger.open(ledger, create=False):
        pass
    try:
        with placing(target, keep=ledger) as part:
            back_up(ledger, part)
    except sqlite3.Error as error:
        raise LedgerError(f"cannot be copied ({error})", place=str(target), remedy="check disk and rights") from error
    typer.echo(f"wrote {target}")
