"""The first schema: documents, claims, parties, unread, failures, full text, append-only guards."""

from alembic import op

from grounds.ledger import schema

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    schema.metadata.create_all(op.get_bind())
    op.execute(schema.SEARCH)
    for trigger in schema.guards():
        op.execute(trigger)
    op.execute("PRAGMA user_version = 1")
