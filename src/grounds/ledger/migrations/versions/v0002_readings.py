"""Readings: a document may be read again; what each reading gave, and the claims that are no longer shown."""

from alembic import op

from grounds.ledger import schema

revision = "0002"
down_revision = "0001"

TABLES = (
    """CREATE TABLE runs (
        number INTEGER NOT NULL PRIMARY KEY, verb TEXT NOT NULL, reader TEXT NOT NULL, asked TEXT NOT NULL,
        undoes INTEGER REFERENCES runs (number), at TEXT NOT NULL)""",
    """CREATE TABLE readings (
        number INTEGER NOT NULL PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (number),
        document TEXT NOT NULL REFERENCES documents (id), facts TEXT, at TEXT NOT NULL)""",
    "CREATE INDEX readings_by_document ON readings (document, number)",
    "CREATE INDEX readings_by_run ON readings (run)",
    """CREATE TABLE given (
        reading INTEGER NOT NULL REFERENCES readings (number), claim INTEGER NOT NULL REFERENCES claims (rowid),
        PRIMARY KEY (reading, claim)) WITHOUT ROWID""",
    """CREATE TABLE superseded (
        claim INTEGER NOT NULL PRIMARY KEY REFERENCES claims (rowid), reading INTEGER REFERENCES readings (number))""",
    "CREATE VIEW standing AS SELECT * FROM readings "
    "WHERE run NOT IN (SELECT undoes FROM runs WHERE undoes IS NOT NULL)",
    "ALTER TABLE unread ADD COLUMN reading INTEGER REFERENCES readings (number)",
)

#: What was read before is one run of a reader that was not noted, with a reading of each document.
FORMER = (
    "INSERT INTO runs SELECT 1, 'read', '{}', '{}', NULL, min(added) FROM documents HAVING count(*) > 0",
    "INSERT INTO readings SELECT sequence, 1, id, NULL, added FROM documents",
    "INSERT INTO given SELECT r.number, c.rowid FROM claims c JOIN readings r ON r.document = c.document",
    "DROP TRIGGER unread_no_update",
    "UPDATE unread SET reading = (SELECT r.number FROM readings r WHERE r.document = unread.document)",
)


def upgrade() -> None:
    """Make the tables, and the readings of what is in."""
    for statement in (*TABLES, *FORMER):
        op.execute(statement)
    triggers = [t for t in schema.guards(("unread",)) if "unread_no_update" in t]
    for trigger in (*triggers, *schema.guards(("runs", "readings", "given"))):
        op.execute(trigger)
    op.execute("PRAGMA user_version = 2")
