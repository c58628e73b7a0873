"""Tables of the ledger, as SQLAlchemy Core. ``VERSION`` rises with each migration and stands in the file's header.

What is shown is a function of what was added: of each document the last reading whose run stands, the claims that it
gave, and people's decisions. ``superseded`` holds the claims that no reading shown gives, ``hidden`` those that
decisions take out of sight, ``reviewed`` what they say of a claim; all three are worked out from the other tables
(:data:`SETTLE`, ``grounds.review.views``), may be rebuilt at any time, and are checked by ``grounds ledger verify``.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text, text
from sqlalchemy.dialects import sqlite

VERSION = 5

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
    Column("reading", Integer, ForeignKey("readings.number")),
    Index("unread_by_document", "document", "start"),
)

#: Who and what the text names, by the reading that saw it; ``seen_by`` names the readers, between blanks.
mentions = Table(
    "mentions",
    metadata,
    Column("reading", Integer, ForeignKey("readings.number"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("role", Text),
    Column("detail", Text),
    Column("actor", Text),
    Column("confidence", Float),
    Column("seen_by", Text, nullable=False),
    Index("mentions_by_reading", "reading", "start"),
)

failures = Table(
    "failures",
    metadata,
    Column("input", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", Text, nullable=False),
)

#: What was done, a row a command: ``verb`` is read, reread or undo.
runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("verb", Text, nullable=False),
    Column("reader", Text, nullable=False),  # JSON: what read, with the hash of its rules and catalogue; {} unknown
    Column("asked", Text, nullable=False),  # JSON: what the command was asked for; the same goes on with the same run
    Column("undoes", Integer, ForeignKey("runs.number")),
    Column("at", Text, nullable=False),
)

#: Each reading of a document.
readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("run", Integer, ForeignKey("runs.number"), nullable=False),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("facts", Text),  # JSON: the facts that were corrected; null where all are those of the document's record
    Column("at", Text, nullable=False),
    Index("readings_by_document", "document", "number"),
    Index("readings_by_run", "run"),
)

#: Which claims a reading gave, old ones and new.
given = Table(
    "given",
    metadata,
    Column("reading", Integer, ForeignKey("readings.number"), primary_key=True),
    Column("claim", Integer, ForeignKey("claims.rowid"), primary_key=True),
    sqlite_with_rowid=False,
)

#: Claims that the reading shown of their document does not give; ``reading`` is the first that no longer gave them
#: (null where only an undone run gave them).
superseded = Table(
    "superseded",
    metadata,
    Column("claim", Integer, ForeignKey("claims.rowid"), primary_key=True),
    Column("reading", Integer, ForeignKey("readings.number")),
)

#: What people decided, each a row that stays (``grounds.model.decision``); ``received`` is when this ledger got it.
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("verb", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("other", Text),
    Column("field", Text),
    Column("value", Text),  # JSON
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("seen", Text, nullable=False),  # JSON: ids of decisions that it goes over
    Column("batch", Text),
    Column("grounds", Text),  # JSON
    Column("received", Text, nullable=False),
    Index("decisions_by_target", "target", "number"),
    Index("decisions_by_other", "other"),
    Index("decisions_by_verb", "verb", "number"),
)

#: Claims that stand by a decision and not by a reading: corrected ones (``base``: the claim that was read), those that
#: were added by hand or that no reading gives any more (``base``: the claim itself).
made = Table(
    "made",
    metadata,
    Column("claim", Integer, ForeignKey("claims.rowid"), primary_key=True),
    Column("base", Integer, ForeignKey("claims.rowid"), nullable=False),
    Index("made_by_base", "base"),
)

#: Where copies of the ledger were written, so that what is purged is purged from them too.
backups = Table(
    "backups",
    metadata,
    Column("path", Text, nullable=False),
    Column("at", Text, nullable=False),
)

#: The views of decisions: which claim shown stands for one that was decided on (null where it went) …
carried = Table(
    "carried",
    metadata,
    Column("base", Text, primary_key=True),  # the id of the claim that was decided on
    Column("document", Text, nullable=False),
    Column("now", Integer),
    Index("carried_by_now", "now"),
    Index("carried_by_document", "document"),
)
#: … what people say of a claim (those of which nobody has said anything are machine claims) …
reviewed = Table(
    "reviewed",
    metadata,
    Column("claim", Integer, ForeignKey("claims.rowid"), primary_key=True),
    Column("status", Text, nullable=False),  # of the list status, or replaced: another claim stands for it
    Index("reviewed_by_status", "status"),
)
#: … and which claims they take out of sight.
hidden = Table("hidden", metadata, Column("claim", Integer, ForeignKey("claims.rowid"), primary_key=True))

#: Which claims are worth looking at next, and how far that is worked out.
queue = Table(
    "queue",
    metadata,
    Column("claim", Integer, ForeignKey("claims.rowid"), primary_key=True),
    Column("score", Float, nullable=False),
    Index("queue_by_score", "score"),
)
queued = Table(
    "queued",
    metadata,
    Column("last", Integer, primary_key=True),  # the row number of the last claim that was considered
    Column("links", Integer, nullable=False),  # how many links and oppositions were
    Column("rules", Text, nullable=False),  # by which weights
)

#: How claims stood when: each span in which a claim was not simply a machine claim in sight; ``until`` is null now.
states = Table(
    "states",
    metadata,
    Column("claim", Integer, ForeignKey("claims.rowid"), primary_key=True),
    Column("since", Text, primary_key=True),
    Column("until", Text),
    Column("status", Text, nullable=False),
    Column("shown", Integer, nullable=False),
    Index("states_now", "claim", sqlite_where=text("until IS NULL")),
    sqlite_with_rowid=False,
)

#: What weighing has worked out: a view of the tables above, which may be emptied at any time and is made anew.
weighed_documents = Table(
    "weighed_documents",
    metadata,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("reading", Integer, nullable=False),  # the reading that was weighed
    Column("rules", Text, nullable=False),  # by which rules and catalogue, as a hash
    Column("root", Text, nullable=False),  # the first document of its copies
    Column("credit", Text),
    Column("why", Text),
)
weighed_marks = Table(
    "weighed_marks",
    metadata,
    Column("mark", Integer, primary_key=True),  # of a text's words, by which its copies are found
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    sqlite_with_rowid=False,
)
weighed_keys = Table(
    "weighed_keys",
    metadata,
    Column("key", Integer, primary_key=True),  # by which claims that may be one are found
    Column("claim", Integer, ForeignKey("claims.rowid"), primary_key=True),
    Index("weighed_keys_by_claim", "claim"),
    sqlite_with_rowid=False,
)
weighed_links = Table(
    "weighed_links",
    metadata,
    Column("one", Integer, ForeignKey("claims.rowid"), primary_key=True),
    Column("other", Integer, ForeignKey("claims.rowid"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("probability", Float, nullable=False),
    Column("reasons", Text, nullable=False),  # JSON
    Index("weighed_links_by_other", "other"),
    sqlite_with_rowid=False,
)
weighed_oppositions = Table(
    "weighed_oppositions",
    metadata,
    Column("one", Integer, ForeignKey("claims.rowid"), primary_key=True),
    Column("other", Integer, ForeignKey("claims.rowid"), primary_key=True),
    Column("type", Text, nullable=False),
    Column("strength", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("weighed_oppositions_by_other", "other"),
    sqlite_with_rowid=False,
)
#: In an order in which they may be emptied.
WEIGHED = ("weighed_links", "weighed_oppositions", "weighed_keys", "weighed_marks", "weighed_documents")

#: Readings whose run was not undone; the last of each document is the one shown.
STANDING = (
    "CREATE VIEW standing AS SELECT * FROM readings WHERE run NOT IN (SELECT undoes FROM runs WHERE undoes IS NOT NULL)"
)

#: The claims that are not shown, each with the reading that no longer gave it; ``{of}`` chooses documents.
SETTLE = """
    SELECT c.rowid AS claim, (
        SELECT min(r.number) FROM standing r WHERE r.document = c.document AND r.number > (
            SELECT max(g.reading) FROM standing s JOIN given g ON g.reading = s.number AND g.claim = c.rowid
            WHERE s.document = c.document)
    ) AS reading
    FROM claims c WHERE {of} AND c.rowid NOT IN (SELECT claim FROM made) AND NOT EXISTS (
        SELECT 1 FROM given g WHERE g.claim = c.rowid AND g.reading = (
            SELECT max(number) FROM standing s WHERE s.document = c.document))
"""

#: Full text over quotes and the names of parties; its row ids are those of the claims.
SEARCH = "CREATE VIRTUAL TABLE search USING fts5(quote, names, content='', tokenize='unicode61 remove_diacritics 2')"

#: In an order that foreign keys allow.
APPEND_ONLY = (
    "documents",
    "runs",
    "readings",
    "claims",
    "given",
    "parties",
    "unread",
    "mentions",
    "failures",
    "decisions",
    "made",
    "backups",
)
#: Views of decisions, in an order in which they may be emptied.
REVIEWED = ("carried", "hidden", "reviewed")


def insertions() -> dict[str, str]:
    """The statement that adds a row to each table, in an order that foreign keys allow; rows are mappings by column.

    Composed once: handed to the driver as they are, thousands of rows cost no more than SQLite takes for them.
    """
    dialect = sqlite.dialect(paramstyle="named")
    made = {name: str(metadata.tables[name].insert().compile(dialect=dialect)) for name in APPEND_ONLY}
    return {**made, "search": "INSERT INTO search(rowid, quote, names) VALUES (:rowid, :quote, :names)"}


def settling() -> tuple[str, str]:
    """The statements that work out anew which claims of a document are not shown; each takes the document's id."""
    mine = "DELETE FROM superseded WHERE claim IN (SELECT rowid FROM claims WHERE document = ?)"
    return mine, f"INSERT INTO superseded {SETTLE.format(of='c.document = ?')}"


def guards(tables: tuple[str, ...] = APPEND_ONLY) -> list[str]:
    """Triggers that refuse to change or delete a row."""
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the ledger only appends: {table} rows stay as they are'); END"
        for table in tables
        for verb in ("UPDATE", "DELETE")
    ]
