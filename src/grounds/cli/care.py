"""``grounds ledger``: verify, back up, migrate."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import typer

from grounds.ledger import ClaimFilter, Ledger
from grounds.ledger.verify import back_up, faults
from grounds.model.errors import LedgerError, UsageError
from grounds.outputs import placing
from grounds.review.erasing import note_backup
from grounds.review.verifying import faults as review_faults

_SHOWN = 50


def verify(ledger: Path) -> int:
    """Check everything and say what is wrong; gives the exit code."""
    with Ledger.open(ledger, create=False) as store:
        counted = store.count() + store.count(ClaimFilter(superseded=True))
    found = 0
    try:
        for fault in (*faults(ledger), *review_faults(ledger)):
            found += 1
            if found <= _SHOWN:
                typer.echo(f"{fault.where}: {fault.problem}")
    except (sqlite3.DatabaseError, LedgerError) as error:
        problem = f"cannot be checked through ({error})"
        raise LedgerError(problem, place=str(ledger), remedy="restore it from a backup") from error
    if found > _SHOWN:
        typer.echo(f"… and {found - _SHOWN} more")
    typer.echo(f"{ledger}: {counted} claims checked, {found or 'no'} {'fault' if found == 1 else 'faults'}")
    return 1 if found else 0


def backup(ledger: Path, target: Path, *, raise_schema: bool = True) -> None:
    """Copy the ledger, also while something is written to it; it is checked to be one by opening it."""
    if target.exists():
        raise UsageError("exists already", place=str(target), remedy="choose another name; backups are not overwritten")
    if raise_schema:
        with Ledger.open(ledger, create=False) as store:
            note_backup(store, target)
    try:
        with placing(target, keep=ledger) as part:
            back_up(ledger, part)
    except sqlite3.Error as error:
        raise LedgerError(f"cannot be copied ({error})", place=str(target), remedy="check disk and rights") from error
    typer.echo(f"wrote {target}")


def migrate(ledger: Path, dry_run: bool) -> int:
    """Raise a ledger to the newest schema, a backup beside it first; or say what would be done, after trying it on a
    copy. Gives the exit code."""
    from grounds.ledger.migrate import plan, raised, try_on_copy

    todo = plan(ledger)
    if todo.is_empty:
        typer.echo(f"{ledger}: version {todo.version} is the newest, nothing to do")
        return 0
    for step in todo.steps:
        typer.echo(f"{'would run' if dry_run else 'running'} {step}")
    if dry_run:
        claims, bad = try_on_copy(ledger)
        typer.echo(
            f"{ledger}: stays at version {todo.version}; a copy was raised to {todo.target}: {_told(claims, bad)}"
        )
    else:
        kept = ledger.with_name(f"{ledger.name}.version-{todo.version}")
        backup(ledger, kept, raise_schema=False)
        claims, bad = raised(ledger)
        with Ledger.open(ledger, create=False) as store:
            note_backup(store, kept)
        typer.echo(f"{ledger}: raised to version {todo.target}: {_told(claims, bad)}")
    return 1 if bad else 0


def _told(claims: int, bad: int) -> str:
    return f"{claims} claims, {bad or 'no'} {'fault' if bad == 1 else 'faults'}"
