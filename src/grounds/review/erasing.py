"""Purge: by court order, or where a source is in danger, the words of a document go for good.

They leave the ledger, its search index and journal, copies that were fetched, and the backups that the ledger knows.
What stays is the document's id with its hashes, so that the same bytes are not taken in again, and a decision that says
who did it, when and why. Reports, tables and other copies that were given away are out of reach: who has them must be
told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grounds.ledger import Ledger, decided
from grounds.ledger.opening import translated
from grounds.ledger.purging import purge_file
from grounds.model.claim import CODEBOOK
from grounds.model.decision import Decision, make_decision
from grounds.model.errors import GroundsError, NotFound
from grounds.review.deciding import Reviews, Who


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge did: how many claims went; in which backups it was done or could not be, each with the reason; which
    fetched copies were removed; where the document was read from; other documents that copy its text."""

    document: str
    claims: int
    decision: Decision
    backups: list[Path] = field(default_factory=list)
    failed: list[tuple[Path, str]] = field(default_factory=list)
    copies: list[Path] = field(default_factory=list)
    origin: str | None = None
    alike: list[str] = field(default_factory=list)


def purge(ledger: Ledger, document: str, who: Who) -> Purged:
    """Purge a document; it cannot be undone. Of one that is purged already, backups that could not be reached before
    are gone over again. Raises :class:`NotFound`."""
    record = _record(ledger, document)
    again = record["state"] == "purged"
    claims, alike = _counted(ledger, document), _alike(ledger, document)
    at = decided.moment()
    made = make_decision(Decision(verb="purge", target=document, by=who.by, why=who.why, at=at, codebook=CODEBOOK))
    ledger.close()
    purge_file(ledger.path, document, None if again else _row(made))
    found = Purged(document, claims, made, origin=record["path"] or record["url"], alike=alike)
    for backup in known_backups(ledger):
        _purge_backup(backup, document, found)
    with Ledger.open(ledger.path, create=False) as cleaned:
        Reviews(cleaned).write_actors()  # a name that only this document told is gone from there too
    found.copies.extend(_remove_copies(ledger, record["sha256"]))
    return found


def _record(ledger: Ledger, document: str) -> dict[str, str]:
    for record in ledger.documents():
        if record["id"] == document:
            return record
    raise NotFound(f"no document {document!r}", place=str(ledger.path), remedy="list them with `grounds documents`")


def _counted(ledger: Ledger, document: str) -> int:
    with translated(ledger.path), ledger.connect() as connection:
        asked = "SELECT count(*) FROM claims WHERE document = ?"
        return int(connection.exec_driver_sql(asked, (document,)).scalar_one())


def _alike(ledger: Ledger, document: str) -> list[str]:
    """Other documents that copy the same text, as far as it was weighed."""
    asked = """
        SELECT o.document FROM weighed_documents d JOIN weighed_documents o ON o.root = d.root
        WHERE d.document = ? AND o.document <> d.document
    """
    with translated(ledger.path), ledger.connect() as connection:
        return [one for (one,) in connection.exec_driver_sql(asked, (document,))]


def _row(made: Decision) -> dict[str, str | None]:
    told = made.record()
    texts = {name: None if told[name] is None else json.dumps(told[name]) for name in ("value", "seen", "grounds")}
    return {**told, **texts, "received": made.at}


def known_backups(ledger: Ledger) -> list[Path]:
    """Where copies of a ledger were written, as far as it knows."""
    with translated(ledger.path), ledger.connect() as connection:
        rows = connection.exec_driver_sql("SELECT DISTINCT path FROM backups ORDER BY path").all()
    return [Path(path) for (path,) in rows]


def note_backup(ledger: Ledger, path: Path) -> None:
    """Remember that a copy was written."""
    with translated(ledger.path), ledger.connect() as connection, connection.begin():
        connection.exec_driver_sql("INSERT INTO backups VALUES (?, ?)", (str(path.absolute()), decided.moment()))


def _purge_backup(backup: Path, document: str, found: Purged) -> None:
    if not backup.exists():
        found.failed.append((backup, "is not there; where it went, it must be purged by itself"))
        return
    try:
        purge_file(backup, document)
    except GroundsError as error:
        found.failed.append((backup, error.problem))
    else:
        found.backups.append(backup)


def _remove_copies(ledger: Ledger, sha256: str) -> Iterator[Path]:
    """Remove what was fetched from an address and kept beside the ledger."""
    folder = ledger.path.with_suffix(".fetched")
    for copy in sorted(folder.glob(f"{sha256}*")) if folder.is_dir() else ():
        copy.unlink()
        yield copy
