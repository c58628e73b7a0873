"""Check what is kept of decisions: each is whole, and the tables of what is shown are what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from grounds.ledger import Ledger, decided
from grounds.ledger.verify import Fault
from grounds.model.decision import decision_from_record
from grounds.model.errors import GroundsError
from grounds.review import views
from grounds.review.claim_view import OUT_OF_SIGHT

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TOLD = """
    SELECT v.claim, v.status, h.claim IS NOT NULL FROM reviewed v
    LEFT JOIN hidden h ON h.claim = v.claim JOIN claims c ON c.rowid = v.claim WHERE c.document = ?
"""
_STRAY = """
    SELECT c.id FROM (SELECT claim FROM reviewed UNION SELECT claim FROM hidden) v JOIN claims c ON c.rowid = v.claim
    WHERE c.document NOT IN (SELECT document FROM carried)
    AND c.document NOT IN (SELECT target FROM decisions WHERE verb = 'withdraw')
"""
_OPEN = """
    SELECT c.id FROM claims c LEFT JOIN states s ON s.claim = c.rowid AND s.until IS NULL
    LEFT JOIN reviewed v ON v.claim = c.rowid
    WHERE coalesce(s.status, 'machine') <> coalesce(v.status, 'machine') OR coalesce(s.shown, 1) <> (
        c.rowid NOT IN (SELECT claim FROM superseded) AND c.rowid NOT IN (SELECT claim FROM hidden))
"""


def faults(path: Path) -> Iterator[Fault]:
    """All faults of what a ledger keeps of decisions; it is only read."""
    with Ledger.open(path, create=False) as ledger, ledger.connect() as connection:
        yield from _of_rows(connection)
        for (claim,) in connection.exec_driver_sql(_STRAY).all():
            yield Fault(claim, "is told reviewed, but nobody has decided on it")
        for document in views.decided_documents(connection):
            yield from _of_document(connection, document)
        for (claim,) in connection.exec_driver_sql(_OPEN).all():
            yield Fault(claim, "its history does not end in how it stands now")


def _of_rows(connection: Connection) -> Iterator[Fault]:
    for one in decided.all_decisions(connection):
        if one.why == decided.PURGED:  # what was purged with its document has kept its id
            continue
        try:
            decision_from_record(one.record(), one.id)
        except GroundsError as error:
            yield Fault(one.id, error.problem)


def _of_document(connection: Connection, document: str) -> Iterator[Fault]:
    held = {row: (status, bool(out)) for row, status, out in connection.exec_driver_sql(_TOLD, (document,))}
    told = views.expected(connection, document, enter=False)
    wanted = {row: (status, status in OUT_OF_SIGHT) for row, status in told.items() if status != "machine"}
    for row in sorted({*held, *wanted}):
        if held.get(row) != wanted.get(row):
            (claim,) = connection.exec_driver_sql("SELECT id FROM claims WHERE rowid = ?", (row,)).one()
            yield Fault(claim, f"is told {_word(held.get(row))}; by the decisions it is {_word(wanted.get(row))}")


def _word(told: tuple[str, bool] | None) -> str:
    return "machine" if told is None else told[0]
