"""``grounds ledger …``: look after a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grounds.cli.options import LEDGER, FormatOption, LedgerOption, OutputOption, example

ledger_app = typer.Typer(
    help="Look after a ledger.", epilog=example("grounds ledger verify"), no_args_is_help=True, rich_markup_mode=None
)


@ledger_app.command("verify", epilog=example("grounds ledger verify"))
def ledger_verify(ledger: LedgerOption = LEDGER) -> None:
    """Check the file, the references, and every hash, id and offset."""
    from grounds.cli import care

    raise typer.Exit(care.verify(ledger))


@ledger_app.command("backup", epilog=example("grounds ledger backup copy.db"))
def ledger_backup(
    target: Annotated[Path, typer.Argument(help="The copy to write.")], ledger: LedgerOption = LEDGER
) -> None:
    """Copy a ledger whole, also while it is written to."""
    from grounds.cli import care

    care.backup(ledger, target)


@ledger_app.command("migrate", epilog=example("grounds ledger migrate --dry-run"))
def ledger_migrate(
    ledger: LedgerOption = LEDGER,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Try it on a copy and say what would be done.")] = False,
) -> None:
    """Raise a ledger to the newest schema.

    A backup of the ledger as the older Grounds left it is kept beside it.
    """
    from grounds.cli import care

    raise typer.Exit(care.migrate(ledger, dry_run))


@ledger_app.command("runs", epilog=example("grounds ledger runs"))
def ledger_runs(ledger: LedgerOption = LEDGER, format_: FormatOption = "table", output: OutputOption = None) -> None:
    """List what was done to it.

    Reads, rereads and what was undone, each with the reader and its figures.
    """
    from grounds.cli import rereading

    rereading.runs(ledger, format_, output)


@ledger_app.command("undo", epilog=example("grounds ledger undo 3"))
def ledger_undo(
    run: Annotated[int | None, typer.Argument(help="The number of a reread; the last one where none is given.")] = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Undo a reread.

    Its documents show again what they showed before it; nothing is deleted.
    """
    from grounds.cli import rereading

    rereading.undo(ledger, run)
