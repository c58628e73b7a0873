"""A report against datasets, whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grounds.checking.check import EventCheck
from grounds.checking.counting import Counter
from grounds.checking.general import GeneralCheck
from grounds.checking.left_out import left_out
from grounds.checking.reading import Report, read_report
from grounds.checking.scope import Scope
from grounds.checking.telling import told_events
from grounds.checking.verdicts import Check, Checked, LeftOut
from grounds.documents import ReadOptions
from grounds.events.exporting import check_terms
from grounds.events.store import Release
from grounds.ledger.beside import catalogues
from grounds.matching.rows import Placing, Rows
from grounds.model.errors import UsageError
from grounds.resolution.publisher import documents_of
from grounds.weighing.items import day_text
from grounds.weighing.lineage import Lineage

if TYPE_CHECKING:
    from grounds.actors import Catalogue
    from grounds.events import EventTables


def check(
    report: Report, tables: EventTables, releases: Sequence[Release], catalogue: Catalogue, *, file: str | None = None
) -> Check:
    """Hold a report against releases of datasets."""
    from grounds.places import load_gazetteer

    lineage, placing = Lineage(catalogue), Placing(load_gazetteer())
    told = list(told_events(report))
    claims: list[Checked] = []
    missing: list[LeftOut] = []
    for release in releases:
        rows = Rows(tables, release, catalogue)
        scope = Scope(rows)
        counter = Counter(rows, lineage, placing)
        found = EventCheck(rows, scope, lineage, placing).claims(report)
        claims += found
        claims += GeneralCheck(counter, scope).claims(report)
        one = left_out(told, found, counter)
        missing += [one] if one is not None and one.rows else []
    claims.sort(key=lambda c: (c.item.row, c.item.start))
    return Check(
        {"file": file, **_about(report)}, tuple(map(_dataset, releases)), tuple(claims), tuple(missing), report.unread
    )


def _about(report: Report) -> dict[str, Any]:
    first = next(iter(report.sources.values()), None)
    if first is None:
        return {"id": None, "title": None, "publisher": None, "date": None, "documents": 0}
    told = {"id": first.id, "title": first.title, "publisher": first.publisher, "date": day_text(first.day)}
    return {**told, "documents": len(report.sources)}


def _dataset(release: Release) -> dict[str, Any]:
    """A release with what binds who passes the result on: what is worked out from rows stands in it."""
    record = release.record()
    terms = release.mapping.terms
    asked = None if terms.derive == "no" else check_terms(release, "derive")
    note = f"{release.dataset} does not allow to publish what is worked out from it" if terms.derive == "no" else asked
    kept = {k: record[k] for k in ("dataset", "release", "title", "rows", "accessed", "inclusion")}
    return {**kept, "citation": release.citation, "licence": terms.licence, "note": note}


def check_file(
    path: Path, against: Sequence[str], ledger: Path, options: ReadOptions, catalogue: Sequence[Path] = ()
) -> Check:
    """Read a file and hold it against datasets that are imported beside a ledger; each is told as ``dataset`` (its
    latest release) or ``dataset@release``. Nothing is taken in."""
    from grounds.actors import load_catalogue
    from grounds.events import EventTables
    from grounds.events.store import folder_of
    from grounds.pipeline import Pipeline

    files = catalogues(ledger, catalogue)
    tables = EventTables(folder_of(ledger), files)
    releases = [tables.store.release(*one) for one in _named(against)]
    known = load_catalogue(files)
    report = read_report(documents_of(path, options, known), Pipeline(files))
    return check(report, tables, releases, known, file=path.name)


def _named(against: Sequence[str]) -> list[tuple[str, str | None]]:
    """Datasets and releases as they are told on the command line, each once."""
    told = [part.strip() for one in against for part in one.split(",") if part.strip()]
    if not told:
        raise UsageError("--against names no dataset", remedy="give one that `grounds events list` shows, as ucdp-ged")
    parts = (one.partition("@") for one in dict.fromkeys(told))
    return [(dataset, release or None) for dataset, _, release in parts]
