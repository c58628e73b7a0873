"""Decisions of people and their views; how reliable sources are held to be becomes one kind of them."""

from alembic import op

from grounds.ledger import schema

revision = "0005"
down_revision = "0004"

TABLES = (
    """CREATE TABLE decisions (
        number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, verb TEXT NOT NULL, target TEXT NOT NULL,
        other TEXT, field TEXT, value TEXT, "by" TEXT NOT NULL, why TEXT NOT NULL, at TEXT NOT NULL,
        codebook TEXT NOT NULL, seen TEXT NOT NULL, batch TEXT, grounds TEXT, received TEXT NOT NULL)""",
    "CREATE INDEX decisions_by_target ON decisions (target, number)",
    "CREATE INDEX decisions_by_other ON decisions (other)",
    "CREATE INDEX decisions_by_verb ON decisions (verb, number)",
    """CREATE TABLE made (
        claim INTEGER NOT NULL PRIMARY KEY REFERENCES claims (rowid),
        base INTEGER NOT NULL REFERENCES claims (rowid))""",
    "CREATE INDEX made_by_base ON made (base)",
    "CREATE TABLE backups (path TEXT NOT NULL, at TEXT NOT NULL)",
    "CREATE TABLE carried (base TEXT NOT NULL PRIMARY KEY, document TEXT NOT NULL, now INTEGER)",
    "CREATE INDEX carried_by_now ON carried (now)",
    "CREATE INDEX carried_by_document ON carried (document)",
    """CREATE TABLE reviewed (
        claim INTEGER NOT NULL PRIMARY KEY REFERENCES claims (rowid), status TEXT NOT NULL)""",
    "CREATE INDEX reviewed_by_status ON reviewed (status)",
    "CREATE TABLE hidden (claim INTEGER NOT NULL PRIMARY KEY REFERENCES claims (rowid))",
    """CREATE TABLE queue (
        claim INTEGER NOT NULL PRIMARY KEY REFERENCES claims (rowid), score FLOAT NOT NULL)""",
    "CREATE INDEX queue_by_score ON queue (score)",
    "CREATE TABLE queued (last INTEGER NOT NULL PRIMARY KEY, links INTEGER NOT NULL, rules TEXT NOT NULL)",
    """CREATE TABLE states (
        claim INTEGER NOT NULL REFERENCES claims (rowid), since TEXT NOT NULL, until TEXT, status TEXT NOT NULL,
        shown INTEGER NOT NULL, PRIMARY KEY (claim, since)) WITHOUT ROWID""",
    "CREATE INDEX states_now ON states (claim) WHERE until IS NULL",
)

#: When claims of later readings came and went, as far as the rows of an older ledger tell.
FORMER = (
    "INSERT INTO states SELECT s.claim, coalesce(r.at, ''), NULL, 'machine', 0 FROM superseded s "
    "LEFT JOIN readings r ON r.number = s.reading",
    """INSERT OR IGNORE INTO states SELECT g.claim, '', r.at, 'machine', 0
       FROM (SELECT claim, min(reading) AS reading FROM given GROUP BY claim) g JOIN readings r ON r.number = g.reading
       WHERE EXISTS (SELECT 1 FROM readings e WHERE e.document = r.document AND e.number < r.number)""",
)
_JUDGEMENTS = 'SELECT source, name, grade, "by", why, at FROM reliability ORDER BY number'


def upgrade() -> None:
    """Make the tables; judgements on sources become decisions."""
    for statement in (*TABLES, *FORMER):
        op.execute(statement)
    _take_over_judgements()
    for table in ("decisions", "made", "backups"):
        for trigger in schema.guards((table,)):
            op.execute(trigger)
    op.execute("PRAGMA user_version = 5")


def _take_over_judgements() -> None:
    from grounds.ledger.decided import insert
    from grounds.model.claim import CODEBOOK
    from grounds.model.decision import Decision, make_decision

    connection = op.get_bind()
    for source, name, grade, by, why, at in connection.exec_driver_sql(_JUDGEMENTS).all():
        value = {"name": name, "grade": grade}
        told = {"by": by or "unknown", "why": why or "not told", "at": at, "codebook": CODEBOOK}
        insert(connection, make_decision(Decision(verb="grade", target=source, value=value, **told)), at)
    op.execute("DROP TABLE reliability")
