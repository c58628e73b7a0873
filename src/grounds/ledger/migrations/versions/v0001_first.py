"""The first schema: documents, claims, parties, unread, failures, full text, append-only guards."""

from alembic import op

from grounds.ledger import schema

revision = "0001"
down_revision = None

#: The tables as they were then; what they are now stands in ``ledger/schema.py``.
TABLES = (
    """CREATE TABLE documents (
        id TEXT NOT NULL PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE, record TEXT NOT NULL, text TEXT NOT NULL,
        layout TEXT NOT NULL, added TEXT NOT NULL)""",
    """CREATE TABLE claims (
        rowid INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        document TEXT NOT NULL REFERENCES documents (id), kind TEXT NOT NULL, predicate TEXT NOT NULL,
        factuality TEXT NOT NULL, polarity TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        date_from TEXT, date_to TEXT, rule TEXT NOT NULL, confidence FLOAT NOT NULL, record TEXT NOT NULL)""",
    "CREATE INDEX claims_by_document ON claims (document, start)",
    "CREATE INDEX claims_by_predicate ON claims (predicate, factuality)",
    "CREATE INDEX claims_by_date ON claims (date_from)",
    """CREATE TABLE parties (
        claim INTEGER NOT NULL REFERENCES claims (rowid), side TEXT NOT NULL, actor TEXT, name TEXT NOT NULL,
        mention TEXT NOT NULL, kind TEXT)""",
    "CREATE INDEX parties_by_claim ON parties (claim)",
    "CREATE INDEX parties_by_actor ON parties (actor, claim)",
    """CREATE TABLE unread (
        document TEXT NOT NULL REFERENCES documents (id), start INTEGER NOT NULL, record TEXT NOT NULL)""",
    "CREATE INDEX unread_by_document ON unread (document, start)",
    "CREATE TABLE failures (input TEXT NOT NULL, error TEXT NOT NULL, message TEXT NOT NULL, at TEXT NOT NULL)",
)


def upgrade() -> None:
    """Make all tables."""
    for statement in (*TABLES, schema.SEARCH):
        op.execute(statement)
    for trigger in schema.guards(("documents", "claims", "parties", "unread", "failures")):
        op.execute(trigger)
    op.execute("PRAGMA user_version = 1")
