"""``grounds review …``: arguments and help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grounds.cli.options import LEDGER, FormatOption, LedgerOption, OutputOption, example, refuse_before

review_app = typer.Typer(rich_markup_mode=None)

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


@review_app.callback(invoke_without_command=True, epilog=example("grounds review --by R.A."))
def review(
    context: typer.Context,
    by: Annotated[str, typer.Option("--by", envvar="GROUNDS_REVIEWER", help="Who decides.")] = "",
    # Not `actor`: settings of a subcommand of that name would be taken for its value.
    of_actor: Annotated[
        str | None, typer.Option("--actor", help="Only claims of this actor: its id or a name.")
    ] = None,
    document: Annotated[str | None, typer.Option("--document", help="Only claims of this document.")] = None,
    batch: Annotated[str | None, typer.Option("--batch", help="What was assigned to you in this round, blind.")] = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Decide on claims, one key each beside their words.

    The most useful comes first: uncertain, told by many, disputed. Each decision can be undone.
    """
    if context.invoked_subcommand is None:
        from grounds.cli import reviewing

        reviewing.session(ledger, by, actor=of_actor, document=document, batch=batch)
        return
    refuse_before(context, ("by", "of_actor", "document", "batch", "ledger"))


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
    batch: Annotated[str | None, typer.Option("--batch", help="Assignments and codings of this round.")] = None,
    ledger: LedgerOption = LEDGER,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """List decisions and whether they stand.

    Codings of a round are left out unless it is named, so that coders stay blind.
    """
    from grounds.cli import deciding

    deciding.decisions(ledger, claim, batch, format_, output)


@review_app.command(epilog=example("grounds review conflicts"))
def conflicts(ledger: LedgerOption = LEDGER, format_: FormatOption = "table", output: OutputOption = None) -> None:
    """List what people decided differently.

    Until one goes over the other, neither holds.
    """
    from grounds.cli import deciding

    deciding.conflicts(ledger, format_, output)


@review_app.command(epilog=example("grounds review assign spring --to R.A. --to S.B. --both 0.2 --by T.C."))
def assign(
    batch: Annotated[str, typer.Argument(help="A name for the round.")],
    to: Annotated[list[str], typer.Option("--to", help="A coder (give two or more).")],
    by: ByOption,
    why: WhyOption = "a round of coding",
    both: Annotated[float, typer.Option("--both", help="The share of claims that two code.")] = 1.0,
    number: Annotated[int, typer.Option("--number", min=1, help="How many claims, the most useful first.")] = 100,
    document: Annotated[str | None, typer.Option("--document", help="Only claims of this document.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="For drawing who gets what.")] = 1,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Give claims to several coders, blind.

    `grounds review --batch NAME --by CODER` shows each theirs.
    """
    from grounds.cli import rounds

    rounds.assign(ledger, batch, to, by, why, both=both, number=number, document=document, seed=seed)


@review_app.command(epilog=example("grounds review batches"))
def batches(ledger: LedgerOption = LEDGER, format_: FormatOption = "table", output: OutputOption = None) -> None:
    """List rounds of coding, and how far each coder is."""
    from grounds.cli import rounds

    rounds.batches(ledger, format_, output)


@review_app.command(epilog=example("grounds review agreement spring"))
def agreement(
    batch: Annotated[str, typer.Argument(help="The round's name.")],
    ledger: LedgerOption = LEDGER,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """Tell how far coders agree, field by field.

    Cohen's kappa for each two, Krippendorff's alpha for all.
    """
    from grounds.cli import rounds

    rounds.agreement(ledger, batch, format_, output)


@review_app.command(epilog=example("grounds review adjudicate spring --by T.C."))
def adjudicate(
    batch: Annotated[str, typer.Argument(help="The round's name.")],
    by: ByOption,
    why: WhyOption = "adjudicated",
    agreed: Annotated[bool, typer.Option("--agreed", help="Only enter what all coders say alike.")] = False,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Turn codings into decisions.

    What all coders say alike at once, the rest one by one.
    """
    from grounds.cli import rounds

    rounds.adjudicate(ledger, batch, by, why, agreed_only=agreed)


@review_app.command("export", epilog=example("grounds review export -o decisions.jsonl"))
def export(ledger: LedgerOption = LEDGER, output: OutputOption = None) -> None:
    """Write all decisions as JSON Lines.

    To be brought into a copy of the ledger by `grounds review import`.
    """
    from grounds.cli import exchanging

    exchanging.export(ledger, output)


@review_app.command("import", epilog=example("grounds review import ../colleague/grounds.db"))
def import_(
    source: Annotated[Path, typer.Argument(help="A copy of the ledger, or decisions that were exported.")],
    ledger: LedgerOption = LEDGER,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """Bring in what somebody decided on a copy of this ledger.

    Nothing is overwritten; what both decided differently is listed, and neither holds until one goes over the other.
    """
    from grounds.cli import exchanging

    raise typer.Exit(exchanging.bring(source, ledger, format_, output))


@review_app.command(
    epilog=example(
        "grounds review add report.pdf --words 'shells fell on Goma' --predicate assault mode=shelling by=M23 "
        "at='Goma, COD' when=2024-05-02 --by R.A. --why 'no rule reads it'"
    )
)
def add(
    document: Annotated[str, typer.Argument(help="A document: path, address or id.")],
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", help="What the words claim.")],
    words: Annotated[str, typer.Option("--words", help="The words, as they stand in the document.")],
    predicate: Annotated[str, typer.Option("--predicate", help="What is claimed, such as assault or supports.")],
    by: ByOption,
    why: WhyOption,
    place: Annotated[
        int | None, typer.Option("--place", min=1, help="Which, where the words stand more than once.")
    ] = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Add a claim by selecting words.

    Fields: by, to, at, when, mode, killed, injured, said, goal, factuality, polarity and others of the record.
    """
    from grounds.cli import adding, deciding

    adding.claim(document, predicate, fields, words, place, ledger, deciding.who(by, why, None))


@review_app.command(
    epilog=example("grounds review actor 'River Riders' --kind armed_group --seen-in report.pdf --by R.A. --why 'new'")
)
def actor(
    name: Annotated[str, typer.Argument(help="Its name as the document has it.")],
    kind: Annotated[str, typer.Option("--kind", help="Its kind, such as armed_group.")],
    seen_in: Annotated[str, typer.Option("--seen-in", help="The document that names it.")],
    by: ByOption,
    why: WhyOption,
    country: Annotated[str | None, typer.Option(help="Three letters (ISO 3166-1).")] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Another name; may be repeated.")] = None,
    actor_id: Annotated[str | None, typer.Option("--id", help="Its id; made of the name where not given.")] = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Enter an actor seen for the first time.

    With the words that name it. Readers know it from then on: `grounds reread` finds it in what was read before.
    """
    from grounds.cli import adding, deciding

    fields = {"kind": kind, "country": country, "aliases": alias or []}
    adding.actor(name, fields, seen_in, actor_id, ledger, deciding.who(by, why, None))


@review_app.command(epilog=example("grounds review mentions --status promoted"))
def mentions(
    status: Annotated[str | None, typer.Option("--status", help="promoted or quiet.")] = None,
    ledger: LedgerOption = LEDGER,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """List names that no list has.

    Those that a person or a rule brought forward come first.
    """
    from grounds.cli import adding

    adding.mentions(ledger, status, format_, output)


@review_app.command(epilog=example("grounds review promote 'River Riders' --by R.A. --why 'a group, by three reports'"))
def promote(
    name: Annotated[str, typer.Argument(help="A name that `grounds review mentions` lists.")],
    by: ByOption,
    why: WhyOption,
    over: OverOption = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Bring a name forward: it is worth a look."""
    from grounds.cli import adding, deciding

    adding.judge_name("promote", name, ledger, deciding.who(by, why, over))


@review_app.command(epilog=example("grounds review quiet 'River Rovers' --by R.A. --why 'a football club'"))
def quiet(
    name: Annotated[str, typer.Argument(help="A name that `grounds review mentions` lists.")],
    by: ByOption,
    why: WhyOption,
    over: OverOption = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Keep a name quiet, whatever a rule says."""
    from grounds.cli import adding, deciding

    adding.judge_name("quiet", name, ledger, deciding.who(by, why, over))
