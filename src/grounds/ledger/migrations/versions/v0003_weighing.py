"""Weighing: how reliable people hold sources to be, and what was worked out of claims that are one or oppose."""

from alembic import op

from grounds.ledger import schema

revision = "0003"
down_revision = "0002"

TABLES = (
    """CREATE TABLE reliability (
        number INTEGER NOT NULL PRIMARY KEY, source TEXT NOT NULL, name TEXT NOT NULL, grade TEXT NOT NULL,
        "by" TEXT NOT NULL, why TEXT NOT NULL, at TEXT NOT NULL)""",
    "CREATE INDEX reliability_by_source ON reliability (source, number)",
    """CREATE TABLE weighed_documents (
        document TEXT NOT NULL PRIMARY KEY REFERENCES documents (id), reading INTEGER NOT NULL, rules TEXT NOT NULL,
        root TEXT NOT NULL, credit TEXT, why TEXT)""",
    """CREATE TABLE weighed_marks (
        mark INTEGER NOT NULL, document TEXT NOT NULL REFERENCES documents (id),
        PRIMARY KEY (mark, document)) WITHOUT ROWID""",
    """CREATE TABLE weighed_keys (
        "key" INTEGER NOT NULL, claim INTEGER NOT NULL REFERENCES claims (rowid),
        PRIMARY KEY ("key", claim)) WITHOUT ROWID""",
    "CREATE INDEX weighed_keys_by_claim ON weighed_keys (claim)",
    """CREATE TABLE weighed_links (
        one INTEGER NOT NULL REFERENCES claims (rowid), other INTEGER NOT NULL REFERENCES claims (rowid),
        kind TEXT NOT NULL, probability FLOAT NOT NULL, reasons TEXT NOT NULL,
        PRIMARY KEY (one, other)) WITHOUT ROWID""",
    "CREATE INDEX weighed_links_by_other ON weighed_links (other)",
    """CREATE TABLE weighed_oppositions (
        one INTEGER NOT NULL REFERENCES claims (rowid), other INTEGER NOT NULL REFERENCES claims (rowid),
        type TEXT NOT NULL, strength TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID""",
    "CREATE INDEX weighed_oppositions_by_other ON weighed_oppositions (other)",
)


def upgrade() -> None:
    """Make the tables; only people's judgements are kept as they are."""
    for statement in (*TABLES, *schema.guards(("reliability",))):
        op.execute(statement)
    op.execute("PRAGMA user_version = 3")
