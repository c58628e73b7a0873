"""``grounds clusters``, ``incidents``, ``ties``, ``disagreements``, ``sources``: arguments and help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grounds.cli.options import (
    LEDGER,
    CatalogueOption,
    ClearanceOption,
    FormatOption,
    KnownOnOption,
    LedgerOption,
    OutputOption,
    example,
    refuse_before,
)

incidents_app = typer.Typer(rich_markup_mode=None)
sources_app = typer.Typer(rich_markup_mode=None)

RulesOption = Annotated[
    Path | None,
    typer.Option("--rules", help="A YAML file with rules of your own for choosing values.", readable=False),
]
DocumentOption = Annotated[
    str | None, typer.Option("--document", help="Only what concerns this document: path, address or id.")
]
ActorOption = Annotated[str | None, typer.Option("--actor", help="An actor's id or whole words of a name.")]


def register(app: typer.Typer) -> None:
    """Enter the commands."""
    app.command("clusters", epilog=example("grounds clusters --least 2"))(clusters)
    app.command("ties", epilog=example("grounds ties --as-of 2023-06-30 --actor M23"))(ties)
    app.command("disagreements", epilog=example("grounds disagreements --type how_many"))(disagreements)
    app.command("new", epilog=example("grounds new report.pdf --publisher 'A monitoring group' -f html -o new.html"))(
        new
    )
    app.add_typer(incidents_app, name="incidents")
    app.add_typer(sources_app, name="sources")


def clusters(
    ledger: LedgerOption = LEDGER,
    least: Annotated[int, typer.Option(min=1, help="Only those that so many independent origins tell.")] = 1,
    actor: ActorOption = None,
    document: DocumentOption = None,
    catalogue: CatalogueOption = None,
    known_on: KnownOnOption = None,
    clearance: ClearanceOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """List claims that say the same.

    With the documents, the origins that say so independently, and how credible it is.
    """
    from grounds.cli import weighing

    weighing.clusters(
        weighing.Asked(ledger, catalogue or [], format_, output, actor, document, known_on, clearance), least
    )


@incidents_app.callback(invoke_without_command=True, epilog=example("grounds incidents --actor 'Boko Haram' -f csv"))
def incidents(
    context: typer.Context,
    ledger: LedgerOption = LEDGER,
    actor: ActorOption = None,
    document: DocumentOption = None,
    rules: RulesOption = None,
    catalogue: CatalogueOption = None,
    known_on: KnownOnOption = None,
    clearance: ClearanceOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """List events as a coder would publish them; add one by hand.

    For each field the value, the rule that chose it, and the rivals' values.
    """
    if context.invoked_subcommand is None:
        from grounds.cli import weighing

        weighing.incidents(
            weighing.Asked(ledger, catalogue or [], format_, output, actor, document, known_on, clearance), rules
        )
        return
    options = ("ledger", "actor", "document", "rules", "catalogue", "known_on", "clearance", "format_", "output")
    refuse_before(context, options)


@incidents_app.command(
    epilog=example(
        "grounds incidents add --type assault --mode attack --by al-Shabaab --at 'Baidoa, SOM' --date 2024-03-02 "
        "--killed '>=5' --words 'Five dead at the market.' --source 'phone call, health officer' --entered-by R.A."
    )
)
def add(
    words: Annotated[str, typer.Option("--words", help="What was said, as it was noted.")],
    source: Annotated[str, typer.Option("--source", help="Who said it, and how.")],
    entered_by: Annotated[str, typer.Option("--entered-by", help="Who enters it.")],
    type_: Annotated[str, typer.Option("--type", help="The type of the event, such as assault.")] = "assault",
    mode: Annotated[list[str] | None, typer.Option(help="How it was done; may be repeated.")] = None,
    by: Annotated[list[str] | None, typer.Option(help="Who did it; may be repeated.")] = None,
    to: Annotated[list[str] | None, typer.Option(help="To whom: an actor, or civilians, police …")] = None,
    at: Annotated[list[str] | None, typer.Option(help="Where, as 'Place, CCC' or 'Place, CCC, Division'.")] = None,
    date: Annotated[str | None, typer.Option(help="When: a day, month or year, or A..B.")] = None,
    killed: Annotated[str | None, typer.Option(help="5, >=5, <=10, ~50 or 5-9.")] = None,
    injured: Annotated[str | None, typer.Option(help="In the same form.")] = None,
    told_on: Annotated[str | None, typer.Option(help="The day on which it was told (YYYY-MM-DD).")] = None,
    unnamed: Annotated[bool, typer.Option("--unnamed", help="The source must not count as a named one.")] = False,
    catalogue: CatalogueOption = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Enter an incident by hand.

    It is kept with its words and source, and weighed like any that was read.
    """
    from grounds.cli import weighing

    form = {"what": type_, "mode": mode, "by": by, "to": to, "at": ";".join(at or []), "when": date}
    form |= {k: v for k, v in (("killed", killed), ("injured", injured)) if v is not None}
    weighing.add_incident(ledger, form, words, source, entered_by, told_on, unnamed, catalogue or [])


def ties(
    ledger: LedgerOption = LEDGER,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Those that stood on this day (YYYY-MM-DD).")] = None,
    actor: ActorOption = None,
    document: DocumentOption = None,
    predicate: Annotated[str | None, typer.Option(help="A predicate, such as supports.")] = None,
    rules: RulesOption = None,
    catalogue: CatalogueOption = None,
    known_on: KnownOnOption = None,
    clearance: ClearanceOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """List ties with the times over which they are said to hold.

    A spell is never drawn over a silence longer than the rule of its kind.
    """
    from grounds.cli import weighing

    weighing.ties(
        weighing.Asked(ledger, catalogue or [], format_, output, actor, document, known_on, clearance),
        as_of,
        predicate,
        rules,
    )


def disagreements(
    ledger: LedgerOption = LEDGER,
    type_: Annotated[str | None, typer.Option("--type", help="who, whether, how_many, when or where.")] = None,
    strength: Annotated[
        str | None, typer.Option(help="contradiction, tension, definition_difference, scope_difference or update.")
    ] = None,
    actor: ActorOption = None,
    document: DocumentOption = None,
    catalogue: CatalogueOption = None,
    known_on: KnownOnOption = None,
    clearance: ClearanceOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """List where claims do not say the same.

    One sentence each, with both sides, their sources and independent origins.
    """
    from grounds.cli import weighing

    weighing.disagreements(
        weighing.Asked(ledger, catalogue or [], format_, output, actor, document, known_on, clearance), type_, strength
    )


def new(
    report: Annotated[str, typer.Argument(help="The file of a report.")],
    ledger: LedgerOption = LEDGER,
    pack: Annotated[
        list[Path] | None, typer.Option("--pack", help="Another ledger to hold it against; may be repeated.")
    ] = None,
    date: Annotated[str | None, typer.Option(help="Date of the report (YYYY-MM-DD) where it tells none.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of the report.")] = None,
    catalogue: CatalogueOption = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="table, json or html.")] = "table",
    output: OutputOption = None,
) -> None:
    """Tell in one page what a report adds.

    What is new, known (and who said it first), opposed, updated, or rests on one unnamed source. It is held against the
    ledger where there is one, further ledgers, and what the catalogue knows; it is not taken in.
    """
    from grounds.cli import newness, reading
    from grounds.documents import ReadOptions

    told = reading.checked({"date": date, "tlp": None})
    options = ReadOptions(date=told["date"], publisher=publisher)
    newness.new(report, ledger, pack or [], options, catalogue or [], (format_, output))


@sources_app.callback(invoke_without_command=True, epilog=example("grounds sources"))
def sources(
    context: typer.Context,
    ledger: LedgerOption = LEDGER,
    catalogue: CatalogueOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """List who says things, and how reliable they are held to be.

    With what the record of their past claims suggests. With grade: give one.
    """
    if context.invoked_subcommand is None:
        from grounds.cli import weighing

        weighing.sources(weighing.Asked(ledger, catalogue or [], format_, output))
        return
    refuse_before(context, ("ledger", "catalogue", "format_", "output"))


@sources_app.command(epilog=example("grounds sources grade 'River Post' B --by R.A. --why 'ten years of its reports'"))
def grade(
    source: Annotated[str, typer.Argument(help="The name of a publisher or speaker.")],
    letter: Annotated[str, typer.Argument(metavar="GRADE", help="A to F (Admiralty).")],
    by: Annotated[str, typer.Option("--by", help="Who judges.")],
    why: Annotated[str, typer.Option("--why", help="On what grounds.")],
    catalogue: CatalogueOption = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Record how reliable a source is held to be.

    Earlier judgements stay; the last one holds.
    """
    from grounds.cli import weighing

    weighing.grade(weighing.Asked(ledger, catalogue or [], "table", None), source, letter, by, why)
