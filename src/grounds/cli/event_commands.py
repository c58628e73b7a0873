"""``grounds events …``: conflict datasets as tables beside the ledger; arguments and help."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from grounds.cli.options import LEDGER, CatalogueOption, FormatOption, LedgerOption, OutputOption, example
from grounds.model.errors import GroundsError

events_app = typer.Typer(
    help="Conflict datasets: import, list, compare releases, export.",
    epilog=example("grounds events import GEDEvent_v25_1.csv --dataset ucdp-ged"),
    no_args_is_help=True,
    rich_markup_mode=None,
)

DatasetOption = Annotated[
    str, typer.Option("--dataset", "-d", help="A dataset that Grounds knows (ucdp-ged, acled …), or a mapping file.")
]
ReleaseOption = Annotated[str | None, typer.Option("--release", "-r", help="The release, as 25.1.")]


def _work() -> ModuleType:
    """What the commands do; it needs the extra."""
    try:
        from grounds.cli import events
    except ModuleNotFoundError as error:
        remedy = "install it with `pip install 'grounds[events]'`"
        raise GroundsError(f"event tables need {error.name}", remedy=remedy) from error
    return events


@events_app.command("import", epilog=example("grounds events import GEDEvent_v25_1.csv --dataset ucdp-ged"))
def import_(
    files: Annotated[
        list[Path], typer.Argument(help="CSV, Excel or Parquet files, also .gz and .zip.", readable=False)
    ],
    dataset: DatasetOption,
    release: ReleaseOption = None,
    encoding: Annotated[str | None, typer.Option(help="How the file is written, where not in UTF-8: cp1252 …")] = None,
    accessed: Annotated[str | None, typer.Option(help="The day on which it was got (YYYY-MM-DD); today else.")] = None,
    ledger: LedgerOption = LEDGER,
    catalogue: CatalogueOption = None,
) -> None:
    """Import files of a dataset into the tables beside the ledger.

    Rows that cannot be right are listed with line and reason, the rest is taken. What is in already adds nothing.
    """
    how = {"release": release, "encoding": encoding, "accessed": accessed}
    raise typer.Exit(_work().import_files(files, dataset, how, ledger, catalogue or []))


@events_app.command("map", epilog=example("grounds events map my_events.csv -o my_events.yaml"))
def map_(
    file: Annotated[Path, typer.Argument(help="A CSV, Excel or Parquet file.", readable=False)],
    output: OutputOption = None,
) -> None:
    """Draft a mapping of a table that Grounds does not know.

    From its columns and first rows; mend it, then import with --dataset my_events.yaml.
    """
    _work().draft_mapping(file, output)


@events_app.command(epilog=example("grounds events diff 24.1 25.1 --dataset ucdp-ged"))
def diff(
    old: Annotated[str, typer.Argument(help="The earlier release.")],
    new: Annotated[str, typer.Argument(help="The later release.")],
    dataset: DatasetOption,
    ledger: LedgerOption = LEDGER,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """Compare two releases of a dataset.

    Rows added, removed and changed: in what, who, when, where and how many; and the deaths of each country and year
    before and after.
    """
    _work().diff(dataset, old, new, ledger, format_, output)


@events_app.command("match", epilog=example("grounds events match acled ucdp-ged@25.1 -f csv -o pairs.csv"))
def match_(
    one: Annotated[str, typer.Argument(help="A dataset, or dataset@release; 'incidents': those of the ledger.")],
    other: Annotated[str, typer.Argument(help="The dataset, or dataset@release, to match it with.")],
    least: Annotated[
        float | None, typer.Option(min=0, max=1, help="Least probability of a pair; that of the best expected F1 else.")
    ] = None,
    ledger: LedgerOption = LEDGER,
    catalogue: CatalogueOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """Find the same events in two datasets, or the ledger's incidents in one.

    Each pair of rows with the probability that they are of one event, and how they agree on time, place, sides, type
    and deaths. A row of the first is one row of the other at most; a row of the other may be several.
    """
    _work()
    from grounds.cli import matching

    matching.match_rows(one, other, least, ledger, catalogue or [], (format_, output))


@events_app.command(epilog=example("grounds events export ucdp-ged -o ged.parquet --country NER --since 2015-01-01"))
def export(
    dataset: Annotated[str, typer.Argument(help="A dataset that is imported.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file: .parquet, .csv, .jsonl or .gpkg.")],
    release: ReleaseOption = None,
    shape: Annotated[str, typer.Option(help="rows (the event row), ged, acled or esd.")] = "rows",
    country: Annotated[str | None, typer.Option(help="Only this country: three letters.")] = None,
    since: Annotated[str | None, typer.Option(help="Only events of this day or later (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Only events of this day or earlier.")] = None,
    own_use: Annotated[bool, typer.Option("--own-use", help="The file stays with you, and is not given on.")] = False,
    ledger: LedgerOption = LEDGER,
    catalogue: CatalogueOption = None,
) -> None:
    """Write rows for other tools, with terms and citation beside them.

    CSV comes with a codebook, GeoPackage with points only where the place is known to a settlement.
    """
    how = {"shape": shape, "country": country, "since": since, "until": until, "own_use": own_use}
    _work().export(dataset, release, output, how, ledger, catalogue or [])


@events_app.command("list", epilog=example("grounds events list --format jsonl"))
def list_(
    ledger: LedgerOption = LEDGER,
    format_: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """List what is imported, with terms and citation."""
    _work().list_releases(ledger, format_, output)
