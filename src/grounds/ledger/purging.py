"""Take the words of one document out of a ledger file for good: text, claims, search index, and what was worked out.

This is the one place where rows of a ledger are changed, and only so far as words must go: the document keeps its id
and hashes, its readings their times, decisions their ids, verbs, persons and moments. It works on any ledger file, also
on a backup that an older Grounds has made: tables that are not there are left out.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from grounds.ledger.decided import PURGED
from grounds.model.errors import LedgerBusy, LedgerError

_WAIT_MS = 15_000
_MINE = "(SELECT rowid FROM claims WHERE document = :document)"
_READINGS = "(SELECT number FROM readings WHERE document = :document)"
#: What goes, in an order that foreign keys allow: table, condition.
_GONE = (
    *((table, "1") for table in ("weighed_links", "weighed_oppositions", "weighed_keys", "weighed_marks")),
    *((table, "1") for table in ("weighed_documents", "queued")),
    *((table, f"claim IN {_MINE}") for table in ("queue", "hidden", "reviewed", "states", "superseded", "made")),
    ("carried", "document = :document"),
    ("given", f"claim IN {_MINE}"),
    ("parties", f"claim IN {_MINE}"),
    ("unread", "document = :document"),
    ("mentions", f"reading IN {_READINGS}"),
    ("failures", "input = :path OR input = :url"),
    ("claims", "document = :document"),
)
#: Keys of a document's record that hold none of its words.
_KEPT = ("id", "sha256", "text_sha256", "media_type", "encoding", "characters")
_EMPTY_LAYOUT: dict[str, Any] = {"passages": [], "pages": [], "source_map": [], "facts": {}}
#: Verbs whose value may hold words of the document.
_WORDED = ("add", "correct", "code", "actor", "promote", "quiet")


def purge_file(path: Path, document: str, decision: dict[str, Any] | None = None) -> bool:
    """Purge a document from a ledger file; gives whether it was there. ``decision`` is the row to add.

    Raises :class:`LedgerBusy` where another process holds the file: then nothing is done, or all but its compaction.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=_WAIT_MS / 1000)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            found = _purge(connection, document)
            if found and decision is not None:
                _insert(connection, decision)
            connection.execute("COMMIT")
            _compact(connection, path)
            return found
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LedgerBusy(
                "is in use by another process", place=str(path), remedy="stop it and purge again"
            ) from error
        raise LedgerError(
            f"cannot be purged ({error})", place=str(path), remedy="check the disk and the rights"
        ) from error


def _purge(connection: sqlite3.Connection, document: str) -> bool:
    row = connection.execute("SELECT record FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        return False
    record = json.loads(row[0])
    values = {"document": document, "path": record.get("path"), "url": record.get("url")}
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    claims = [claim for (claim,) in connection.execute("SELECT id FROM claims WHERE document = ?", (document,))]
    _forget_words(connection, document)
    if "decisions" in tables:
        _blank_decisions(connection, {document, *claims}, document)
    if "readings" in tables:
        _blank_notes(connection, document)
    for table, condition in _GONE:
        if table in tables:
            named = {name: value for name, value in values.items() if f":{name}" in condition}
            connection.execute(f"DELETE FROM {table} WHERE {condition}", named)
    _leave_tombstone(connection, record)
    for _, sql in guards:
        connection.execute(sql)
    return True


def _forget_words(connection: sqlite3.Connection, document: str) -> None:
    """Take the claims' words out of the search index. It keeps no copy of them, and must be told which they were."""
    for row, told in connection.execute("SELECT rowid, record FROM claims WHERE document = ?", (document,)).fetchall():
        record = json.loads(told)
        parties = [p for side in ("subjects", "objects", "against") for p in record[side]]
        names = " ".join(dict.fromkeys(n for p in parties for n in (p["name"], p["mention"])))
        statement = "INSERT INTO search(search, rowid, quote, names) VALUES ('delete', ?, ?, ?)"
        connection.execute(statement, (row, record["quote"]["exact"], names))
    connection.execute("INSERT INTO search(search) VALUES ('optimize')")  # what was deleted leaves the index only so


def _blank_decisions(connection: sqlite3.Connection, about: Iterable[str], document: str) -> None:
    """Blank what people wrote about the document and its claims; that they decided, and how, stays."""
    edge = set(about)
    done: set[str] = set()
    listed = "SELECT id FROM decisions WHERE json_extract(grounds, '$.document') = ?"
    grounded = {d for (d,) in connection.execute(listed, (document,))}
    while edge:
        found = {
            d for a in edge for (d,) in connection.execute("SELECT id FROM decisions WHERE ? IN (target, other)", (a,))
        }
        found |= grounded - done
        edge = found - done
        for decision in edge:
            connection.execute("UPDATE decisions SET why = ?, grounds = NULL WHERE id = ?", (PURGED, decision))
        done |= edge
    marks = ", ".join(f"'{verb}'" for verb in _WORDED)
    connection.executemany(
        f"UPDATE decisions SET value = NULL WHERE id = ? AND verb IN ({marks})", [(d,) for d in done]
    )
    # A name that only this document tells is one of its words, also in what is made of it.
    connection.executemany(
        "UPDATE decisions SET target = 'purged' WHERE id = ? AND verb IN ('actor', 'promote', 'quiet')",
        [(d,) for d in grounded],
    )


def _blank_notes(connection: sqlite3.Connection, document: str) -> None:
    """Blank corrected facts, and what a command was asked for that named the document."""
    connection.execute("UPDATE readings SET facts = NULL WHERE document = ?", (document,))
    of = "number IN (SELECT run FROM readings WHERE document = ?)"
    connection.execute(f"UPDATE runs SET asked = '{{}}' WHERE asked <> '{{}}' AND {of}", (document,))


def _leave_tombstone(connection: sqlite3.Connection, record: dict[str, Any]) -> None:
    told = {key: record[key] if key in _KEPT else None for key in record}
    told = {**told, "characters": 0, "facts": {}, "state": "purged"}
    told = {**told, **({"licence": None} if "licence" in record else {})}
    connection.execute(
        "UPDATE documents SET record = ?, text = '', layout = ? WHERE id = ?",
        (json.dumps(told), json.dumps(_EMPTY_LAYOUT), record["id"]),
    )


def _insert(connection: sqlite3.Connection, decision: dict[str, Any]) -> None:
    columns = ", ".join(f'"{name}"' for name in decision)
    marks = ", ".join(f":{name}" for name in decision)
    number = "(SELECT coalesce(max(number), 0) + 1 FROM decisions)"
    connection.execute(f"INSERT INTO decisions (number, {columns}) VALUES ({number}, {marks})", decision)


def _compact(connection: sqlite3.Connection, path: Path) -> None:
    """Write the file anew, so that no freed page holds a word, and empty its journal."""
    connection.execute("VACUUM")
    (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise LedgerBusy(
            "its journal is in use by another process",
            place=str(path),
            remedy="stop it and purge again: the words are out of sight but not yet out of the file",
        )
