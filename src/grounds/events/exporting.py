"""Event rows out: Parquet, CSV with a codebook, JSON Lines and GeoPackage, within what the dataset's terms allow.

Beside each file stands ``FILE.terms.json`` with the licence, what may be done, how to cite and what the dataset leaves
out, so that the rows never travel without it.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import duckdb

from grounds.actors.loading import country_codes
from grounds.events.engine import quoted
from grounds.events.geopackage import write_geopackage
from grounds.events.rowform import EVENT_ROW
from grounds.events.shapes import SHAPES, Columns, shape
from grounds.events.store import Release
from grounds.model.errors import UsageError
from grounds.outputs import placing

Use = Literal["redistribute", "derive", "train", "third_party"]
FORMATS = {".parquet": "parquet", ".csv": "csv", ".jsonl": "jsonl", ".gpkg": "gpkg"}
#: A cell that begins so is a formula to a spreadsheet.
_FORMULA = "^[=+@\\t\\r-]"


@dataclass(frozen=True, kw_only=True)
class Export:
    """What is to be written: the shape, and only rows of some country (three letters) and time."""

    shape: str = "rows"
    country: str | None = None
    since: str | None = None
    until: str | None = None

    def where(self) -> str:
        """The condition on rows. Raises :class:`UsageError` for a day or a country that is none."""
        told = ["true"]
        if self.country:
            if self.country.upper() not in country_codes("iso3"):
                raise UsageError(f"--country {self.country!r} is no country", remedy="give three letters (ISO 3166-1)")
            told.append(f"country = {quoted(self.country.upper(), chr(39))}")
        if self.since:
            told.append(f"\"to\" >= DATE '{_day('--since', self.since)}'")
        if self.until:
            told.append(f"\"from\" <= DATE '{_day('--until', self.until)}'")
        return " AND ".join(told)


@dataclass(frozen=True)
class Exported:
    """What was written: how many rows of which release, and what its terms leave to be asked."""

    rows: int
    release: Release
    note: str | None = None


def check_terms(release: Release, use: Use, *, own_use: bool = False) -> str | None:
    """Whether the terms of a dataset allow a use: nothing, or a note where they say "ask". Raises :class:`UsageError`
    where they forbid it, unless the file stays with who has the rows already (``own_use``)."""
    terms = release.mapping.terms
    given = getattr(terms, use)
    if given == "yes" or own_use:
        return None
    word = use.replace("_", " ")
    if given == "ask":
        return f"{release.dataset}: whether one may {word} is to be asked ({terms.licence}, {terms.url})"
    remedy = "add --own-use where it stays with you" if use == "redistribute" else f"ask its makers ({terms.url})"
    raise UsageError(f"{release.dataset} does not allow to {word} ({terms.licence})", remedy=remedy)


def export(engine: duckdb.DuckDBPyConnection, release: Release, what: Export, path: Path) -> int:
    """Write the view ``events`` of a release in the format of the path's ending; gives the number of rows."""
    if what.shape not in SHAPES:
        raise UsageError(f"--shape {what.shape!r} is no shape", remedy=f"choose among {', '.join(SHAPES)}")
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise UsageError("the ending tells no format", place=str(path), remedy=f"give {', '.join(FORMATS)}")
    columns = shape(what.shape, _meanings(engine, release))
    nested = what.shape == "rows" and form in ("parquet", "jsonl")
    chosen = ", ".join(quoted(c) for c in EVENT_ROW) if nested else _chosen(columns)
    engine.execute(f"CREATE TEMP VIEW chosen AS SELECT {chosen} FROM events WHERE {what.where()}")
    with placing(path) as goal:
        if form == "gpkg":
            write_geopackage(engine, goal, chosen, what.where())
        else:
            _copy(engine, form, goal)
    if form == "csv":
        _write_codebook(path.with_suffix(".codebook.csv"), columns)
    _write_terms(path, release)
    counted = engine.execute("SELECT count(*) FROM chosen").fetchone()
    return int(counted[0]) if counted else 0


def snippets(path: Path) -> dict[str, str]:
    """How to read an exported file in one line, in R and in Python."""
    name = path.as_posix()
    python = {
        ".parquet": f'polars.read_parquet("{name}")',
        ".csv": f'pandas.read_csv("{name}")',
        ".jsonl": f'pandas.read_json("{name}", lines=True)',
        ".gpkg": f'geopandas.read_file("{name}", layer="events")',
    }
    r = {
        ".parquet": f'arrow::read_parquet("{name}")',
        ".csv": f'readr::read_csv("{name}")',
        ".jsonl": f'jsonlite::stream_in(file("{name}"))',
        ".gpkg": f'sf::st_read("{name}", layer = "events")',
    }
    return {"Python": python[path.suffix.lower()], "R": r[path.suffix.lower()]}


def _chosen(columns: Columns) -> str:
    return ", ".join(f"{sql} AS {quoted(name)}" for name, (sql, _) in columns.items())


def _meanings(engine: duckdb.DuckDBPyConnection, release: Release) -> dict[str, str]:
    """The own columns of the rows with what they mean."""
    kind = engine.sql("SELECT own FROM events").types[0]
    known = release.mapping.columns
    return {name: known[name].means if name in known else "" for name, _ in kind.children}


def _copy(engine: duckdb.DuckDBPyConnection, form: str, goal: Path) -> None:
    how = {"parquet": "FORMAT parquet, COMPRESSION zstd", "csv": "FORMAT csv, HEADER", "jsonl": "FORMAT json"}[form]
    rows = "SELECT * FROM chosen"
    if form == "csv":
        relation = engine.sql(rows)
        named = zip(relation.columns, relation.types, strict=True)
        rows = (
            f"SELECT {', '.join(_safe(quoted(n)) if str(t) == 'VARCHAR' else quoted(n) for n, t in named)} FROM chosen"
        )
    engine.execute(f"COPY ({rows}) TO {quoted(str(goal), chr(39))} ({how})")


def _safe(column: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"CASE WHEN regexp_matches({column}, '{_FORMULA}') THEN '''' || {column} ELSE {column} END AS {column}"


def _write_codebook(path: Path, columns: Columns) -> None:
    with placing(path) as goal, goal.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("column", "meaning"))
        writer.writerows((name, means) for name, (_, means) in columns.items())


def _write_terms(path: Path, release: Release) -> None:
    record = release.record()
    kept = {k: record[k] for k in ("dataset", "release", "title", "unit", "accessed", "terms", "inclusion")}
    with placing(path.with_name(f"{path.name}.terms.json")) as goal:
        goal.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")


def _day(option: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"{option} {text!r} is no day", remedy="give it as YYYY-MM-DD") from error
