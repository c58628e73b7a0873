"""``grounds actors``, ``grounds actors add|edit|merge|split``: arguments and help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grounds.cli.options import (
    LEDGER,
    CatalogueOption,
    FormatOption,
    KnownOnOption,
    LedgerOption,
    OutputOption,
    example,
    refuse_before,
)

actors_app = typer.Typer(rich_markup_mode=None)

FileOption = Annotated[
    Path | None, typer.Option("--catalogue", help="The file to add to; otherwise the one beside the ledger.")
]
KindOption = Annotated[str | None, typer.Option(help="armed_group, faction, umbrella, state_force …: an actor_kind.")]
CountryOption = Annotated[str | None, typer.Option(help="Its home, as three letters (NER) or by name.")]
ActsInOption = Annotated[list[str] | None, typer.Option(help="A country where it acts; may be repeated.")]
SinceOption = Annotated[int | None, typer.Option("--since", help="First year of activity.")]
UntilOption = Annotated[int | None, typer.Option("--until", help="Last year of activity.")]
AliasOption = Annotated[list[str] | None, typer.Option("--alias", help="Another name; may be repeated.")]
SharedOption = Annotated[
    list[str] | None, typer.Option("--shared-alias", help="A name that others bear too; may be repeated.")
]
ParentOption = Annotated[str | None, typer.Option(help="Id of the body that it belongs to.")]
LinkOption = Annotated[
    list[str] | None, typer.Option("--link", help="Lineage, as TYPE:ID or TYPE:ID:DATE (split_from:eln:2014-05).")
]
SourceOption = Annotated[list[str] | None, typer.Option("--source", help="What it rests on; may be repeated.")]
NoteOption = Annotated[str | None, typer.Option(help="A note.")]


@actors_app.callback(invoke_without_command=True, epilog=example("grounds actors --format csv"))
def actors(
    context: typer.Context,
    ledger: LedgerOption = LEDGER,
    catalogue: CatalogueOption = None,
    known_on: KnownOnOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """List the actors in claims; add your own.

    With add, edit, merge or split: change your own catalogue, a file beside the ledger. What is shipped stays.
    """
    if context.invoked_subcommand is None:
        from grounds.cli import listing

        listing.actors(ledger, format_, output, catalogue or [], known_on)
        return
    refuse_before(context, ("ledger", "catalogue", "known_on", "format_", "output"))


@actors_app.command(
    epilog=example("grounds actors add 'River Riders' --kind armed_group --country NER --alias RRX --since 2019")
)
def add(
    name: Annotated[str, typer.Argument(help="The name to show.")],
    kind: KindOption = "armed_group",
    actor_id: Annotated[str | None, typer.Option("--id", help="An id; otherwise made from the name.")] = None,
    country: CountryOption = None,
    acts_in: ActsInOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    alias: AliasOption = None,
    shared: SharedOption = None,
    parent: ParentOption = None,
    link: LinkOption = None,
    source: SourceOption = None,
    note: NoteOption = None,
    catalogue: FileOption = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Add an actor of your own."""
    from grounds.cli import cataloguing

    told = cataloguing.fields(
        kind, country, acts_in or [], since, until, alias or [], shared or [], parent, link or [], source or [], note
    )
    own = cataloguing.overlay(ledger, catalogue)
    cataloguing.told("added", own.add(name, told, actor_id=actor_id), own.path)


@actors_app.command(epilog=example("grounds actors edit river-riders --alias 'Riders of the River' --until 2024"))
def edit(
    who: Annotated[str, typer.Argument(metavar="ACTOR", help="Its id, or a name that is its alone.")],
    name: Annotated[str | None, typer.Option(help="Another name to show.")] = None,
    kind: KindOption = None,
    country: CountryOption = None,
    acts_in: ActsInOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    alias: AliasOption = None,
    shared: SharedOption = None,
    without: Annotated[list[str] | None, typer.Option(help="An alias to take off; may be repeated.")] = None,
    parent: ParentOption = None,
    link: LinkOption = None,
    source: SourceOption = None,
    note: NoteOption = None,
    catalogue: FileOption = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Change an actor for yourself, one of the shipped ones too."""
    from grounds.cli import cataloguing

    told = cataloguing.fields(
        kind, country, acts_in or [], since, until, alias or [], shared or [], parent, link or [], source or [], note
    )
    own = cataloguing.overlay(ledger, catalogue)
    cataloguing.told("changed", own.edit(who, {"name": name, **told, "without": without or []}), own.path)


@actors_app.command(epilog=example("grounds actors merge hill-riders river-riders --note 'the same men'"))
def merge(
    one: Annotated[str, typer.Argument(metavar="ACTOR", help="Who is taken up.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="Who stays, with the names of both.")],
    note: NoteOption = None,
    catalogue: FileOption = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Make one actor of two; `split` takes it back."""
    from grounds.cli import cataloguing

    own = cataloguing.overlay(ledger, catalogue)
    cataloguing.told(f"merged {one} into", own.merge(one, into, note), own.path)


@actors_app.command(epilog=example("grounds actors split hill-riders"))
def split(
    who: Annotated[str, typer.Argument(metavar="ACTOR", help="The id that was merged; with --name, whose name it is.")],
    name: Annotated[str | None, typer.Option(help="An alias that is to be an actor of its own.")] = None,
    actor_id: Annotated[str | None, typer.Option("--id", help="The id of the new actor.")] = None,
    note: NoteOption = None,
    catalogue: FileOption = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Take a merge back, or make an alias an actor of its own."""
    from grounds.cli import cataloguing

    own = cataloguing.overlay(ledger, catalogue)
    parted = own.split(who, note) if name is None else own.split_name(who, name, actor_id=actor_id)
    cataloguing.told("split off", parted, own.path)
