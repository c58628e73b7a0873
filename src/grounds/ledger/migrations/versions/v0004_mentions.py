"""Mentions: whom and what a reading names, whether or not a claim is read of it. Earlier readings have none."""

from alembic import op

from grounds.ledger import schema

revision = "0004"
down_revision = "0003"

TABLES = (
    """CREATE TABLE mentions (
        reading INTEGER NOT NULL REFERENCES readings (number), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        kind TEXT NOT NULL, role TEXT, detail TEXT, actor TEXT, confidence FLOAT, seen_by TEXT NOT NULL)""",
    "CREATE INDEX mentions_by_reading ON mentions (reading, start)",
)


def upgrade() -> None:
    """Make the table."""
    for statement in (*TABLES, *schema.guards(("mentions",))):
        op.execute(statement)
    op.execute("PRAGMA user_version = 4")
