"""The ``grounds`` command. Exit codes: 0 done, 1 some inputs failed and are listed, 2 usage."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from grounds.cli.actor_commands import actors_app
from grounds.cli.check_command import register as register_check
from grounds.cli.claim_commands import register as register_claims
from grounds.cli.erasing_commands import register as register_erasing
from grounds.cli.event_commands import events_app
from grounds.cli.ledger_commands import ledger_app
from grounds.cli.options import (
    LEDGER,
    CatalogueOption,
    FormatOption,
    KnownOnOption,
    LedgerOption,
    OutputOption,
    ReaderOption,
    WithoutOption,
)
from grounds.cli.options import example as _example
from grounds.cli.review_commands import register as register_review
from grounds.cli.weighing_commands import register as register_weighing
from grounds.model.errors import GroundsError, UsageError

app = typer.Typer(
    name="grounds",
    help="Read reports on armed conflict into a ledger of claims, each with the exact words it rests on.",
    epilog=_example("grounds read reports/ && grounds claims && grounds report"),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _version(asked: bool) -> None:
    if asked:
        from grounds._version import __version__

        typer.echo(f"grounds {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    from grounds.settings import load_settings

    context.default_map = _defaults(load_settings().values)


def _defaults(values: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of a file as defaults of the commands: the ledger for each, the catalogue where several are taken."""
    own = {"ledger": values["ledger"]} if "ledger" in values else {}
    more = {**own, "catalogue": values["catalogue"]} if "catalogue" in values else own
    found: dict[str, Any] = dict.fromkeys(map(_name, app.registered_commands), own)
    for group in app.registered_groups:
        commands = group.typer_instance.registered_commands if group.typer_instance else []
        found[group.name or ""] = {**own, **dict.fromkeys(map(_name, commands), own)}
    rereads = {name: values[name] for name in ("ledger", "workers", "catalogue", "without", "reader") if name in values}
    return {**found, "resolve": more, "read": dict(values), "reread": rereads}


def _name(command: Any) -> str:
    return command.name or (command.callback.__name__ if command.callback else "")


@app.command(epilog=_example("grounds read reports/ --publisher 'UN Panel of Experts' --workers 2"))
def read(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(help="Files, folders and addresses; '-' is standard input.")],
    ledger: LedgerOption = LEDGER,
    date: Annotated[str | None, typer.Option(help="Date of the documents (YYYY-MM-DD), whatever they tell.")] = None,
    publisher: Annotated[
        str | None,
        typer.Option(
            envvar="GROUNDS_PUBLISHER", help="Publisher of the documents; one of the settings where they tell none."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the document, where it is misjudged.")] = None,
    kind: Annotated[str | None, typer.Option(help="Kind of the documents: news story, press release …")] = None,
    tlp: Annotated[
        str | None, typer.Option(envvar="GROUNDS_TLP", help="Traffic Light Protocol label of the documents.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(envvar="GROUNDS_LANGUAGE", help="Language of the documents (en), where it is misjudged."),
    ] = None,
    password: Annotated[
        str | None, typer.Option(envvar="GROUNDS_PASSWORD", help="Password of encrypted documents.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, envvar="GROUNDS_WORKERS", help="Processes that read.")] = 1,
    catalogue: CatalogueOption = None,
    without: WithoutOption = None,
    reader: ReaderOption = None,
    max_size: Annotated[
        int, typer.Option(min=1, envvar="GROUNDS_MAX_SIZE", help="Largest file to read, in megabytes.")
    ] = 50,
    max_seconds: Annotated[
        int, typer.Option(min=1, envvar="GROUNDS_MAX_SECONDS", help="Longest time to take one file apart.")
    ] = 60,
    max_memory: Annotated[
        int, typer.Option(min=1, envvar="GROUNDS_MAX_MEMORY", help="Memory for taking files apart, in megabytes.")
    ] = 2000,
    max_depth: Annotated[
        int, typer.Option(min=1, envvar="GROUNDS_MAX_DEPTH", help="How deep elements may be nested.")
    ] = 50_000,
    max_unpacked: Annotated[
        int, typer.Option(min=1, envvar="GROUNDS_MAX_UNPACKED", help="What a file may unpack to, in megabytes.")
    ] = 300,
    max_ratio: Annotated[
        int, typer.Option(min=1, envvar="GROUNDS_MAX_RATIO", help="How tightly a file may be packed.")
    ] = 200,
) -> None:
    """Read files, folders and addresses into the ledger.

    What is in already adds nothing; a read that was stopped goes on where it was.
    """
    from grounds.cli import reading

    source = context.get_parameter_source("publisher")
    typed = source is not None and source.name == "COMMANDLINE"
    options = reading.options(
        date=date,
        publisher=publisher if typed else None,
        usual_publisher=None if typed else publisher,
        title=title,
        kind=kind,
        tlp=tlp,
        language=language,
        password=password,
        max_bytes=max_size * 1_000_000,
        max_seconds=float(max_seconds),
        max_memory=max_memory * 1_000_000,
        max_depth=max_depth,
        max_unpacked=max_unpacked * 1_000_000,
        max_ratio=max_ratio,
    )
    setup = {"catalogue": catalogue or [], "without": without or [], "reader": reader}
    raise typer.Exit(reading.read(paths, ledger, options, workers, setup))


@app.command(epilog=_example("grounds reread --dry-run && grounds reread report.pdf --date 2024-05-02"))
def reread(
    documents: Annotated[
        list[str] | None, typer.Argument(help="Ids or paths of documents; all where none is given.")
    ] = None,
    ledger: LedgerOption = LEDGER,
    date: Annotated[str | None, typer.Option(help="The right date of the documents (YYYY-MM-DD).")] = None,
    publisher: Annotated[str | None, typer.Option(help="The right publisher of the documents.")] = None,
    title: Annotated[str | None, typer.Option(help="The right title of the document.")] = None,
    kind: Annotated[str | None, typer.Option(help="The right kind of the documents.")] = None,
    tlp: Annotated[str | None, typer.Option(help="The right Traffic Light Protocol label.")] = None,
    workers: Annotated[int, typer.Option(min=1, envvar="GROUNDS_WORKERS", help="Processes that read.")] = 1,
    catalogue: CatalogueOption = None,
    without: WithoutOption = None,
    reader: ReaderOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")] = False,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """Read documents of the ledger again, from their kept text.

    Lists the claims that appear, go or change. Nothing is deleted; `grounds ledger undo` takes it back.
    """
    from grounds.cli import rereading

    facts = rereading.facts(date=date, publisher=publisher, title=title, kind=kind, tlp=tlp)
    setup = {"catalogue": catalogue or [], "without": without or [], "reader": reader}
    raise typer.Exit(
        rereading.reread(documents or [], ledger, facts, setup, workers, dry_run=dry_run, form=(format_, output))
    )


register_claims(app)
app.add_typer(actors_app, name="actors")


@app.command(epilog=_example("grounds actor 'Boko Haram'"))
def actor(
    name: Annotated[str, typer.Argument(help="An actor's name, alias or id.")],
    ledger: LedgerOption = LEDGER,
    catalogue: CatalogueOption = None,
    known_on: KnownOnOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """Show an actor's profile.

    Ties by kind and direction, events, assessments, each with its quote; or their claims as jsonl, csv or xlsx.
    """
    from grounds.cli import listing, showing

    if format_ == "table" and output is None:
        showing.actor(ledger, name, catalogue or [], known_on)
    else:
        listing.claims_of_actor(ledger, name, format_, output, catalogue or [], known_on)


@app.command(epilog=_example("grounds resolve ADF --country COD --date 2023-06"))
def resolve(
    name: Annotated[str, typer.Argument(help="A name as a text would write it.")],
    country: Annotated[
        str | None, typer.Option(help="The country that the text is about: three letters or a name.")
    ] = None,
    date: Annotated[str | None, typer.Option(help="The date of the text (YYYY, YYYY-MM or YYYY-MM-DD).")] = None,
    catalogue: CatalogueOption = None,
    ledger: LedgerOption = LEDGER,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """Show whom a name may mean.

    With all candidates, their scores and what speaks for each; names that are like it, where nobody bears it.
    """
    from grounds.cli import cataloguing

    cataloguing.resolve(name, ledger, country, date, catalogue or [], format_, output)


@app.command(epilog=_example("grounds report --output report.html"))
def report(
    ledger: LedgerOption = LEDGER,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path("report.html"),
) -> None:
    """Write one HTML page with every claim marked at its words."""
    import grounds

    with grounds.open(ledger, create=False) as bench:
        typer.echo(f"wrote {bench.report(output)}")


@app.command(epilog=_example("grounds evaluate --gold coded/horn.jsonl --misses"))
def evaluate(
    gold: Annotated[
        list[Path],
        typer.Option(
            "--gold",
            help="Coded claims (JSON Lines), named as the document is; may be repeated.",
            readable=False,
        ),
    ],
    ledger: LedgerOption = LEDGER,
    misses: Annotated[
        bool, typer.Option("--misses", help="Show misses, extra claims and wrong fields sentence by sentence.")
    ] = False,
    json_: Annotated[Path | None, typer.Option("--json", help="Write the figures to this file.")] = None,
) -> None:
    """Compare the ledger with coded claims."""
    from grounds.cli import evaluating

    evaluating.evaluate(ledger, gold, misses, json_)


register_weighing(app)
register_check(app)
register_review(app)
register_erasing(app)
app.add_typer(events_app, name="events")
app.add_typer(ledger_app, name="ledger")


@app.command(epilog=_example("grounds doctor"))
def doctor(ledger: LedgerOption = LEDGER) -> None:
    """Check that everything needed is here and works."""
    from grounds.cli import checking

    raise typer.Exit(checking.doctor(ledger))


@app.command(epilog=_example("grounds demo"))
def demo(folder: Annotated[Path, typer.Option(help="Where to put the demo's ledger and page.")] = Path("demo")) -> None:
    """Read sample reports and show what was found.

    The ledger and the HTML report are written to a folder.
    """
    from grounds.cli import showing

    showing.demo(folder)


def main() -> None:
    """Run the command; our own errors are one line, a closed pipe is no error."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who started us, as some schedulers do: nobody wants to hear it
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter gets its number
    try:
        app()
        sys.stdout.flush()
    except GroundsError as error:
        typer.echo(f"grounds: {error}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:
        # The reader of our output has gone (`grounds claims | head`): close quietly, as other tools do.
        _let_go_of_output()
        sys.exit(0)
    except OSError as error:
        _let_go_of_output()
        typer.echo(f"grounds: the output cannot be written ({error.strerror})", err=True)
        sys.exit(1)
    finally:
        # All files are closed by now: the interpreter need not search the imported modules for garbage as it ends,
        # which is an eighth of a short command's time.
        gc.freeze()


def _let_go_of_output() -> None:
    """What is still held for standard output goes nowhere, so that the interpreter ends without a word of its own."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
