"""Options that several commands have, and how examples and exit codes are told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXIT_CODES = "Exit codes: 0 done, 1 failed, wholly or for some input (each is named), 2 wrong usage."

# Rights are not asked for here (``readable``): what cannot be opened is told by the error of who opens it, in one line.
LedgerOption = Annotated[
    Path, typer.Option("--ledger", "-l", envvar="GROUNDS_LEDGER", help="The ledger file.", readable=False)
]
FormatOption = Annotated[str, typer.Option("--format", "-f", help="table, jsonl, csv or xlsx.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead of the terminal.")
]
CatalogueOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--catalogue",
        envvar="GROUNDS_CATALOGUE",
        help="A file with actors of your own, YAML or JSON Lines (may be repeated).",
        readable=False,
    ),
]
WithoutOption = Annotated[
    list[str] | None,
    typer.Option("--without", envvar="GROUNDS_WITHOUT", help="A rule of the reader to switch off (may be repeated)."),
]
ReaderOption = Annotated[
    str | None,
    typer.Option("--reader", envvar="GROUNDS_READER", help="frames (rules, the default), trained (models) or all."),
]
KnownOnOption = Annotated[
    str | None, typer.Option("--known-on", help="As the ledger stood at the end of this day (YYYY-MM-DD).")
]
ClearanceOption = Annotated[
    str | None,
    typer.Option(
        "--clearance", help="Only what somebody cleared up to this TLP label may get, by licence and person too."
    ),
]
LEDGER = Path("grounds.db")


def refuse_before(context: typer.Context, names: tuple[str, ...]) -> None:
    """Raise where an option stands before a subcommand: it would be heeded by nobody."""
    from grounds.model.errors import UsageError

    for name in names:
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            option = next(p.opts[0] for p in context.command.params if p.name == name)
            raise UsageError(
                f"{option} stands before {context.invoked_subcommand!r}",
                remedy=f"put it behind, where {option} is meant",
            )


def example(command: str) -> str:
    """The end of a command's help."""
    return f"Example: {command}\n\n{EXIT_CODES}"
