"""The append-only store: documents, claims with their parties, unread sentences, failures of reading.

One SQLite file (WAL, foreign keys, FTS5 over quotes and names). Rows are only added: triggers refuse changes and
deletions. A document goes in whole or not at all, so that a read that is stopped goes on where it was. SQLAlchemy is
imported when a ledger is opened, Alembic only when its schema must be made or raised.
"""

from grounds.ledger.filters import ClaimFilter
from grounds.ledger.store import Added, Ledger

__all__ = ["Added", "ClaimFilter", "Ledger"]
