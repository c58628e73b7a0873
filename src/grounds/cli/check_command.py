"""``grounds check``: arguments and help."""

from __future__ import annotations

from typing import Annotated

import typer

from grounds.cli.options import LEDGER, CatalogueOption, LedgerOption, OutputOption, example
from grounds.model.errors import GroundsError


def register(app: typer.Typer) -> None:
    """Enter the command."""
    app.command("check", epilog=example("grounds check report.pdf --against ucdp-ged --against acled@2024"))(check)


def check(
    report: Annotated[str, typer.Argument(help="The file of a report.")],
    against: Annotated[
        list[str],
        typer.Option(
            "--against",
            "-a",
            help="A dataset that is imported, its latest release or DATASET@RELEASE (may be repeated).",
        ),
    ],
    ledger: LedgerOption = LEDGER,
    date: Annotated[str | None, typer.Option(help="Date of the report (YYYY-MM-DD) where it tells none.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of the report.")] = None,
    catalogue: CatalogueOption = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="table, json or html.")] = "table",
    output: OutputOption = None,
) -> None:
    """Hold a report against event data.

    Tells for each event claim which row is about it and whether they agree on who, whether, how many, when and where,
    or why there is none; for claims about many events the figures that bear on them; and what the record has that the
    report leaves out. The report is not taken into the ledger.
    """
    from grounds.cli import reading
    from grounds.documents import ReadOptions

    try:
        from grounds.cli import check as work
    except ModuleNotFoundError as error:
        remedy = "install it with `pip install 'grounds[events]'`"
        raise GroundsError(f"event tables need {error.name}", remedy=remedy) from error
    told = reading.checked({"date": date, "tlp": None})
    options = ReadOptions(date=told["date"], publisher=publisher)
    work.check(report, against, ledger, options, catalogue or [], (format_, output))
