"""``grounds claims`` and ``grounds show``: arguments and help."""

from __future__ import annotations

from typing import Annotated

import typer

from grounds.cli.options import (
    LEDGER,
    ClearanceOption,
    FormatOption,
    KnownOnOption,
    LedgerOption,
    OutputOption,
    example,
)
from grounds.model.errors import UsageError


def register(app: typer.Typer) -> None:
    """Enter the commands."""
    app.command(
        "claims", epilog=example("grounds claims --actor al-Shabaab --predicate supports --format csv -o claims.csv")
    )(claims)
    app.command("documents", epilog=example("grounds documents --format jsonl"))(documents)
    app.command("show", epilog=example("grounds show clm_3f2a --why"))(show)


def claims(
    ledger: LedgerOption = LEDGER,
    kind: Annotated[str | None, typer.Option(help="relation, event or assessment.")] = None,
    predicate: Annotated[str | None, typer.Option(help="A predicate, such as supports or assault.")] = None,
    actor: Annotated[str | None, typer.Option(help="An actor's id or part of a name.")] = None,
    factuality: Annotated[str | None, typer.Option(help="asserted, alleged, possible, planned, prescribed …")] = None,
    polarity: Annotated[str | None, typer.Option(help="positive or negative.")] = None,
    since: Annotated[str | None, typer.Option(help="Claims about this day or later (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Claims about this day or earlier.")] = None,
    text: Annotated[str | None, typer.Option(help="Words that stand in the quote or the names.")] = None,
    document: Annotated[
        str | None, typer.Option(help="Path, file name, address or id (its beginning) of a document.")
    ] = None,
    unread: Annotated[
        bool, typer.Option("--unread", help="Show sentences that name an actor but gave no claim.")
    ] = False,
    superseded: Annotated[
        bool, typer.Option("--superseded", help="Show claims that a later reading no longer gave.")
    ] = False,
    status: Annotated[
        str | None,
        typer.Option(help="machine, accepted, corrected, rejected or withdrawn; all but the last two where not given."),
    ] = None,
    said_since: Annotated[str | None, typer.Option(help="Claims of documents of this day or later.")] = None,
    said_until: Annotated[str | None, typer.Option(help="Claims of documents of this day or earlier.")] = None,
    known_on: Annotated[str | None, typer.Option(help="As the ledger stood at the end of this day.")] = None,
    number_rule: Annotated[
        str | None,
        typer.Option(help="Make figures of words in CSV and XLSX as a dataset would: grounds, acled or ucdp."),
    ] = None,
    clearance: ClearanceOption = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """List claims, with filters and full text."""
    from grounds.cli import listing
    from grounds.ledger.filters import ClaimFilter

    wanted = ClaimFilter(
        kind=kind,
        predicate=predicate,
        actor=actor,
        factuality=factuality,
        polarity=polarity,
        since=since,
        until=until,
        text=text,
        document=document,
        superseded=superseded,
        status=status,
        said_since=said_since,
        said_until=said_until,
        known_on=known_on,
        limit=limit,
    )
    if unread:
        if clearance is not None:
            raise UsageError("unread sentences are for the owner only", remedy="leave out --clearance")
        listing.unread(ledger, wanted, format_, output)
    else:
        listing.claims(ledger, wanted, format_, output, number_rule, clearance)


def documents(
    ledger: LedgerOption = LEDGER,
    known_on: KnownOnOption = None,
    clearance: ClearanceOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """List the documents.

    With the numbers of their claims and unread sentences.
    """
    from grounds.cli import listing

    listing.documents(ledger, format_, output, known_on=known_on, clearance=clearance)


def show(
    claim: Annotated[str, typer.Argument(help="A claim's id or its beginning.")],
    ledger: LedgerOption = LEDGER,
    why: Annotated[
        bool, typer.Option("--why", help="Explain it: parse, rule, whom and where with candidates, each decision.")
    ] = False,
    grades: Annotated[
        bool, typer.Option("--grades", help="How far to trust it: source, credibility, certainty, reader.")
    ] = False,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """Show one claim whole.

    Its words in place, parties, how it is held, and why it was read so; or its record (jsonl) or row (csv, xlsx).
    """
    from grounds.cli import listing, showing

    if format_ == "table" and output is None:
        showing.claim(ledger, claim, why=why, grades=grades)
    elif why or grades:
        raise UsageError("the explanation is for reading only", remedy="leave out --format and --output")
    else:
        listing.one_claim(ledger, claim, format_, output)
