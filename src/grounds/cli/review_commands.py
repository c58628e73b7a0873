"""``grounds review …``: arguments and help."""

from __future__ import annotations

from typing import Annotated

import typer

from grounds.cli.options import LEDGER, FormatOption, LedgerOption, OutputOption, example

review_app = typer.Typer(
    help="Decide on claims; every decision can be undone.",
    epilog=example("grounds review accept clm_3f2a --by R.A."),
    no_args_is_help=True,
    rich_markup_mode=None,
)

ByOption = Annotated[str, typer.Option("--by", envvar="GROUNDS_REVIEWER", help="Who decides.")]
WhyOption = Annotated[str, typer.Option("--why", help="On what grounds.")]
OverOption = Annotated[
    list[str] | None, typer.Option("--over", help="A decision of somebody else to go over (may be repeated).")
]
ClaimArgument = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id or its beginning.")]
_READ = "read beside its words"


def register(app: typer.Typer) -> None:
    """Enter the commands."""
    app.add_typer(review_app, name="review")


@review_app.command(epilog=example("grounds review accept clm_3f2a --by R.A."))
def accept(
    claim: ClaimArgument, by: ByOption, why: WhyOption = _READ, over: OverOption = None, ledger: LedgerOption = LEDGER
) -> None:
    """Accept a claim: it says what its words say, in every field."""
    from grounds.cli import deciding

    deciding.on_claim("accept", claim, ledger, deciding.who(by, why, over))


@review_app.command(epilog=example("grounds review reject clm_3f2a --by R.A. --why 'it is the title of a film'"))
def reject(
    claim: ClaimArgument, by: ByOption, why: WhyOption, over: OverOption = None, ledger: LedgerOption = LEDGER
) -> None:
    """Reject a claim: its words do not say so. It leaves every view, and stays in the ledger."""
    from grounds.cli import deciding

    deciding.on_claim("reject", claim, ledger, deciding.who(by, why, over))


@review_app.command(
    epilog=example("grounds review correct clm_3f2a when=2024-03-02 modes=ambush --by R.A. --why 'the day of the raid'")
)
def correct(
    claim: ClaimArgument,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", help="Fields with their right values.")],
    by: ByOption,
    why: WhyOption,
    over: OverOption = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Correct fields of a claim.

    Values are words of the closed lists, days, names, or JSON; several are parted by ';', nothing is 'none'.
    """
    from grounds.cli import deciding

    deciding.correct(claim, fields, ledger, deciding.who(by, why, over))


@review_app.command(epilog=example("grounds review same clm_3f2a clm_77b0 --by R.A. --why 'one ambush in two papers'"))
def same(
    one: Annotated[str, typer.Argument(help="A claim, incident, cluster or actor by its id.")],
    other: Annotated[str, typer.Argument(help="Another.")],
    by: ByOption,
    why: WhyOption,
    over: OverOption = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Say that two claims (or two actors) are of one."""
    from grounds.cli import deciding

    deciding.pair("same", one, other, ledger, deciding.who(by, why, over))


@review_app.command(
    "not-same", epilog=example("grounds review not-same clm_3f2a clm_77b0 --by R.A. --why 'two nights'")
)
def not_same(
    one: Annotated[str, typer.Argument(help="A claim, incident, cluster or actor by its id.")],
    other: Annotated[str, typer.Argument(help="Another.")],
    by: ByOption,
    why: WhyOption,
    over: OverOption = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Say that two claims (or two actors) are two."""
    from grounds.cli import deciding

    deciding.pair("not_same", one, other, ledger, deciding.who(by, why, over))


@review_app.command(epilog=example("grounds review split inc_12ab clm_3f2a clm_77b0 --by R.A. --why 'the later raid'"))
def split(
    group: Annotated[str, typer.Argument(help="An incident or cluster by its id.")],
    claims: Annotated[list[str], typer.Argument(help="Its claims that are of another.")],
    by: ByOption,
    why: WhyOption,
    over: OverOption = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Split claims off an incident or cluster."""
    from grounds.cli import deciding

    deciding.split(group, claims, ledger, deciding.who(by, why, over))


@review_app.command(epilog=example("grounds review undo dec_91cc --by R.A. --why 'the wrong key'"))
def undo(
    decision: Annotated[str, typer.Argument(help="A decision's id or its beginning.")],
    by: ByOption,
    why: WhyOption,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Undo a decision; undoing an undoing brings it back."""
    from grounds.cli import deciding

    deciding.undo(decision, ledger, deciding.who(by, why, None))


@review_app.command(epilog=example("grounds review decisions --claim clm_3f2a"))
def decisions(
    claim: Annotated[str | None, typer.Option("--claim", help="Only those on this claim.")] = None,
    ledger: LedgerOption = LEDGER,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """List decisions: who, when, why, on what, and whether they stand."""
    from grounds.cli import deciding

    deciding.decisions(ledger, claim, format_, output)


@review_app.command(epilog=example("grounds review conflicts"))
def conflicts(ledger: LedgerOption = LEDGER, format_: FormatOption = "table", output: OutputOption = None) -> None:
    """List what people decided differently.

    Until one goes over the other, neither holds.
    """
    from grounds.cli import deciding

    deciding.conflicts(ledger, format_, output)
