"""The append-only store: documents, claims with their parties, unread sentences, failures of reading.

One SQLite file (WAL, foreign keys, FTS5 over quotes and names). Rows are only added: triggers refuse changes and
deletions. A document goes in whole or not at all, so that a read that is stopped goes on where it was. SQLAlchemy is
imported when a ledger is opened, Alembic only when its schema must be made or raised.

A document may be read again. What is shown of it is what its last standing reading gave; claims that it no longer gives
stay in as superseded, and a run that is undone is one more row.
"""

from grounds.ledger.filters import ClaimFilter
from grounds.ledger.runs import Reading, RunRow
from grounds.ledger.store import Ledger
from grounds.ledger.writer import Added, Run

__all__ = ["Added", "ClaimFilter", "Ledger", "Reading", "Run", "RunRow"]
