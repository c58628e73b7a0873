"""Tables of the ledger, as SQLAlchemy Core. ``VERSION`` rises with each migration and stands in the file's header."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.dialects import sqlite

VERSION = 1

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sequence", Integer, nullable=False, unique=True),
    Column("record", Text, nullable=False),  # the public record as JSON
    Column("text", Text, nullable=False),
    Column("layout", Text, nullable=False),  # passages, pages and source map as JSON
    Column("added", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("rowid", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("predicate", Text, nullable=False),
    Column("factuality", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("date_from", Text),
    Column("date_to", Text),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("record", Text, nullable=False),
    Index("claims_by_document", "document", "start"),
    Index("claims_by_predicate", "predicate", "factuality"),
    Index("claims_by_date", "date_from"),
)

parties = Table(
    "parties",
    metadata,
    Column("claim", Integer, ForeignKey("claims.rowid"), nullable=False),
    Column("side", Text, nullable=False),  # subject, object, against, source
    Column("actor", Text),
    Column("name", Text, nullable=False),
    Column("mention", Text, nullable=False),
    Column("kind", Text),
    Index("parties_by_claim", "claim"),
    Index("parties_by_actor", "actor", "claim"),
)

unread = Table(
    "unread",
    metadata,
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Index("unread_by_document", "document", "start"),
)

failures = Table(
    "failures",
    metadata,
    Column("input", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", Text, nullable=False),
)

#: Full text over quotes and the names of parties; its row ids are those of the claims.
SEARCH = "CREATE VIRTUAL TABLE search USING fts5(quote, names, content='', tokenize='unicode61 remove_diacritics 2')"

APPEND_ONLY = ("documents", "claims", "parties", "unread", "failures")


def insertions() -> dict[str, str]:
    """The statement that adds a row to each table, in an order that foreign keys allow; rows are mappings by column.

    Composed once: handed to the driver as they are, thousands of rows cost no more than SQLite takes for them.
    """
    dialect = sqlite.dialect(paramstyle="named")
    made = {name: str(metadata.tables[name].insert().compile(dialect=dialect)) for name in APPEND_ONLY}
    return {**made, "search": "INSERT INTO search(rowid, quote, names) VALUES (:rowid, :quote, :names)"}


def guards() -> list[str]:
    """Triggers that refuse to change or delete a row."""
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the ledger only appends: {table} rows stay as they are'); END"
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    ]
