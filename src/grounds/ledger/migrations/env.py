"""Alembic's entry: runs the scripts on the connection that the store hands over."""

from alembic import context

from grounds.ledger.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
