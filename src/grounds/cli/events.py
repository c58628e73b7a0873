"""``grounds events``: what is imported, and what was left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import typer

from grounds.api import event_tables
from grounds.checking.moving import FIELDS, load_check, moved
from grounds.cli.output import Listing, clean, number_of, write
from grounds.events.drafting import draft
from grounds.events.exporting import snippets
from grounds.events.importing import Added
from grounds.events.mapping import Mapping
from grounds.events.mapping_files import dataset_name
from grounds.events.store import Release
from grounds.model.errors import InputError, MappingError, UsageError
from grounds.outputs import writing

_SHOWN = 20
_TERMS = ("redistribute", "derive", "train", "third_party")
_COLUMNS = {"dataset": 0, "release": 0, "rows": 0, "bad": 0, "licence": 1, "terms": 1, "citation": 3}
_FIELDS = ("dataset", "release", "unit", "rows", "bad", "files", "accessed", "licence", *_TERMS, "note", "citation")


def import_files(
    files: list[Path], dataset: str, how: dict[str, str | None], ledger: Path, catalogue: list[Path]
) -> int:
    """Import each file and say what came of it; gives the exit code."""
    tables = event_tables(ledger, catalogue)
    failed = 0
    for path in files:
        try:
            added = tables.add(path, dataset, **how)
        except (InputError, MappingError) as error:
            if len(files) == 1:
                raise
            typer.echo(f"grounds: {error}", err=True)
            failed += 1
            continue
        _tell(path, added)
        failed += bool(added.faults)
        release = tables.store.release(added.part.dataset, added.part.release)
        _tell_names(tables.named(release))
        if path == files[-1]:
            _tell_terms(release)
    return 1 if failed else 0


def _tell(path: Path, added: Added) -> None:
    part = added.part
    into = f"{part.dataset} {part.release}"
    if added.was_in:
        typer.echo(clean(f"{path}: is in {into} already ({number_of(part.rows, 'row')}); nothing added"))
        return
    known = f", {part.known} there already" if part.known else ""
    typer.echo(clean(f"{path}: {number_of(part.rows, 'row')} into {into}{known}"))
    if part.lacking:
        typer.echo(clean(f"  it has no {', '.join(part.lacking)}"))
    for fault in added.faults[:_SHOWN]:
        typer.echo(clean(f"  line {fault.line}: {fault.problem}"))
    if added.part.blank:
        first = added.blanks[0].line
        told = f"  {number_of(added.part.blank, 'row')} without any value passed over, from line {first} on"
        typer.echo(clean(told if added.faults else f"{told}: see {part.faults_path}"))
    if added.faults:
        more = f", {len(added.faults) - _SHOWN} more" if len(added.faults) > _SHOWN else ""
        told = f"  {number_of(len(added.faults), 'row')} left out{more}: all in {part.faults_path}"
        typer.echo(clean(told))


def _tell_names(named: dict[str, int]) -> None:
    typer.echo(
        f"  {named['linked']} of {number_of(named['names'], 'name')} of parties linked to actors, "
        f"{named['countries_known']} of {named['countries']} countries known"
    )


def _tell_terms(release: Release) -> None:
    terms = release.mapping.terms
    typer.echo(clean(f"  {terms.licence}: {_permissions(release.mapping)}"))
    if terms.note:
        typer.echo(clean(f"  {terms.note}"))
    typer.echo(clean(f"  cite as: {release.citation}"))


def _permissions(mapping: Mapping) -> str:
    told = {key: getattr(mapping.terms, key) for key in _TERMS}
    return ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in told.items())


def draft_mapping(path: Path, output: Path | None) -> None:
    """Draft a mapping; an existing file is not overwritten, for somebody may have mended it."""
    text = draft(path)
    if output is None:
        typer.echo(text, nl=False)
        return
    if output.exists():
        raise UsageError("exists already", place=str(output), remedy="choose another name")
    with writing(output) as file:
        file.write(text)
    typer.echo(clean(f"wrote {output}; mend it, then: grounds events import {path} --dataset {output}"))


def diff(
    dataset: str, old: str, new: str, ledger: Path, form: tuple[str, Path | None], findings: Path | None = None
) -> None:
    """What changed from one release to another; on the terminal first the deaths by country and year. Where a saved
    check is given, which of its findings move."""
    format_, output = form
    check = load_check(findings) if findings is not None else None
    found = event_tables(ledger).difference(dataset, old, new)
    if check is not None:
        _tell_moved(list(moved(check, dataset_name(dataset), found)), ledger, form)
        return
    if format_ == "table" and output is None:
        counts = ", ".join(f"{found.number(change)} {change}" for change in ("added", "removed", "changed"))
        typer.echo(f"{dataset_name(dataset)} {old} → {new}: {counts}, {found.unchanged} as they were")
        if found.deaths:
            shown = [{k: "" if v is None else v for k, v in row.items()} for row in found.deaths]
            listing = Listing(
                records=found.deaths,
                rows=found.deaths,
                fields=list(shown[0]),
                shown=shown,
                columns=dict.fromkeys(shown[0], 0),
            )
            write("table", None, listing, keep=ledger)
    if format_ == "table" and output is None and not found.rows:
        return
    listing = Listing(
        records=(_plain(row) for row in found.rows),
        rows=map(_flat, found.rows),
        fields=_CHANGE_FIELDS,
        shown=map(_flat, found.rows),
        columns=_CHANGE_COLUMNS,
    )
    write(format_, output, listing, keep=ledger)


def _tell_moved(rows: list[dict[str, Any]], ledger: Path, form: tuple[str, Path | None]) -> None:
    """The findings that move, one a line."""
    flat = [{**row, **_flat_change(row)} for row in rows]
    columns = {"says": 3, "status": 0, "source_id": 0, "change": 0, "in": 1, "before": 2, "after": 2}
    listing = Listing(
        records=map(_plain, rows),
        rows=flat,
        fields=FIELDS,
        shown=[{k: r[k] or "" for k in columns} for r in flat],
        columns=columns,
    )
    write(*form, listing, keep=ledger)


_CHANGE_FIELDS = ("change", "source_id", "country", "year", "in", "before", "after")
_CHANGE_COLUMNS = {"change": 0, "source_id": 0, "country": 0, "year": 0, "in": 1, "before": 2, "after": 2}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A change with days as text."""
    return {k: {n: _day(v) for n, v in told.items()} if isinstance(told := row[k], dict) else told for k in row}


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {**{k: row[k] for k in _CHANGE_FIELDS}, **_flat_change(row)}


def _flat_change(row: dict[str, Any]) -> dict[str, str]:
    told = {k: "; ".join(f"{n} {_word(v)}" for n, v in row[k].items()) for k in ("before", "after")}
    return {"in": ", ".join(row["in"]), **told}


def _day(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _word(value: Any) -> str:
    """A value in few words: of deaths by category, those that are told."""
    if isinstance(value, dict):
        return ", ".join(f"{k} {v}" for k, v in value.items() if v is not None)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(_day(value))


def export(
    dataset: str, release: str | None, output: Path, how: dict[str, Any], ledger: Path, catalogue: list[Path]
) -> None:
    """Write rows, and say how they are read and cited."""
    done = event_tables(ledger, catalogue).export(output, dataset, release, **how)
    typer.echo(
        clean(f"wrote {number_of(done.rows, 'row')} of {done.release.dataset} {done.release.release} to {output}")
    )
    for language, line in snippets(output).items():
        typer.echo(clean(f"  {language}: {line}"))
    _tell_terms(done.release)
    if done.note:
        typer.echo(clean(f"grounds: {done.note}"), err=True)
    if not done.rows:
        typer.echo("grounds: no row meets these conditions; the file is empty", err=True)


def list_releases(ledger: Path, format_: str, output: Path | None) -> None:
    """What is imported, with terms and citation."""
    releases = event_tables(ledger).releases()
    listing = Listing(
        records=(r.record() for r in releases),
        rows=map(_row, releases),
        fields=_FIELDS,
        shown=({**_row(r), "terms": _permissions(r.mapping)} for r in releases),
        columns=_COLUMNS,
    )
    write(format_, output, listing, keep=ledger)


def _row(release: Release) -> dict[str, Any]:
    record = release.record()
    terms = record["terms"]
    plain = {k: record[k] for k in ("dataset", "release", "unit", "rows", "bad", "accessed")}
    told = {k: terms[k] for k in ("licence", *_TERMS, "note", "citation")}
    return {**plain, "files": "; ".join(f["file"] for f in record["files"]), **told}
