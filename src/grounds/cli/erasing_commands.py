"""``grounds withdraw``, ``replace``, ``purge``: arguments and help."""

from __future__ import annotations

from typing import Annotated

import typer

from grounds.cli.options import LEDGER, FormatOption, LedgerOption, OutputOption, example
from grounds.cli.review_commands import ByOption, WhyOption


def register(app: typer.Typer) -> None:
    """Enter the commands."""
    app.command(
        "withdraw", epilog=example("grounds withdraw report.pdf --by R.A. --why 'its publisher has taken it back'")
    )(withdraw)
    app.command(
        "replace", epilog=example("grounds replace report.pdf report-v2.pdf --by R.A. --why 'a corrected edition'")
    )(replace)
    app.command("purge", epilog=example("grounds purge report.pdf --by T.C. --why 'order of 2 May'"))(purge)


def withdraw(
    target: Annotated[str, typer.Argument(help="A document (path, address or id), or a claim's id.")],
    by: ByOption,
    why: WhyOption,
    ledger: LedgerOption = LEDGER,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """Hide a document or a claim, with the reason.

    Lists what rested on it; nothing is deleted, and `grounds review undo` brings it back.
    """
    from grounds.cli import deciding, erasing

    erasing.withdraw(target, ledger, deciding.who(by, why, None), (format_, output))


def replace(
    old: Annotated[str, typer.Argument(help="The document that goes: path, address or id.")],
    new: Annotated[str, typer.Argument(help="The file or address that takes its place.")],
    by: ByOption,
    why: WhyOption,
    ledger: LedgerOption = LEDGER,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """Read a document in place of another, which is withdrawn.

    Lists what rested on the one that goes.
    """
    from grounds.cli import deciding, erasing

    raise typer.Exit(erasing.replace(old, new, ledger, deciding.who(by, why, None), (format_, output)))


def purge(
    target: Annotated[str, typer.Argument(help="A document: path, address or id.")],
    by: ByOption,
    why: WhyOption,
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
    ledger: LedgerOption = LEDGER,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """Take a document's words out for good.

    For a court's order, or a source in danger. They leave the ledger, its index and journal, and the backups it knows;
    hash and reason stay. It cannot be undone.
    """
    from grounds.cli import deciding, erasing

    raise typer.Exit(erasing.purge(target, ledger, deciding.who(by, why, None), (format_, output), sure=sure))
