"""Check a whole ledger: the file, the references, every hash, id and offset."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grounds.ledger import kept
from grounds.ledger.schema import APPEND_ONLY, SETTLE, metadata
from grounds.model.errors import LedgerError
from grounds.model.ids import claim_id, sha256_text
from grounds.model.mention import KINDS

_CLAIMS = """
    SELECT c.id, c.record, c.start, c.end, c.kind, c.predicate, c.factuality, c.polarity,
        (SELECT count(*) FROM parties p WHERE p.claim = c.rowid)
    FROM claims c WHERE c.document = ?
"""
_MENTIONS = """
    SELECT m.reading, m.start, m.end, m.kind, length(d.text)
    FROM mentions m JOIN readings r ON r.number = m.reading JOIN documents d ON d.id = r.document
"""
_UNGIVEN = """
    SELECT c.id FROM claims c WHERE c.rowid NOT IN (SELECT claim FROM made) AND NOT EXISTS (
        SELECT 1 FROM readings r JOIN given g ON g.reading = r.number AND g.claim = c.rowid
        WHERE r.document = c.document)
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and in which row."""

    where: str
    problem: str


def faults(path: Path) -> Iterator[Fault]:
    """All faults of a ledger file; it is only read."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        for (told,) in connection.execute("PRAGMA integrity_check"):
            if told != "ok":
                yield Fault("file", told)
        yield from _of_schema(connection)
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            yield Fault(f"{table} row {row}", f"leads to no row of {parent}")
        (claims,) = connection.execute("SELECT count(*) FROM claims").fetchone()
        (searched,) = connection.execute("SELECT count(*) FROM search").fetchone()
        if claims != searched:
            yield Fault("full text", f"holds {searched} rows for {claims} claims")
        yield from _of_readings(connection)
        documents = connection.execute("SELECT id, record, layout, text FROM documents ORDER BY sequence")
        for document, record, layout, text in documents:
            if not isinstance(text, str):
                yield Fault(document, "its text is none")
                continue
            yield from _of_document(document, record, text)
            yield from _of_layout(document, layout, text)
            for claim, told, *columns in connection.execute(_CLAIMS, (document,)):
                yield from _of_claim(claim, tuple(columns), told, text)
            for start, told in connection.execute("SELECT start, record FROM unread WHERE document = ?", (document,)):
                yield from _of_unread(document, start, told, text)
        yield from _of_mentions(connection)
        yield from _of_notes(connection)


def _of_schema(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Every table with its columns is there, and what keeps its rows as they are. Raises where a table is not: nothing
    else can be asked then."""
    triggers = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for name, table in metadata.tables.items():
        held = {column for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))}
        if lacking := sorted({c.name for c in table.columns} - held):
            raise LedgerError(f"the table {name} lacks {', '.join(lacking)}")
        for verb in ("update", "delete") if name in APPEND_ONLY else ():
            if f"{name}_no_{verb}" not in triggers:
                yield Fault(f"table {name}", f"nothing refuses to {verb} its rows")


def _of_readings(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Each document has a reading shown, each claim is given by one of its own document, and what is no longer shown
    follows from the readings."""
    for (document,) in connection.execute("SELECT id FROM documents WHERE id NOT IN (SELECT document FROM standing)"):
        yield Fault(document, "no reading of it stands")
    for (claim,) in connection.execute(_UNGIVEN):
        yield Fault(claim, "no reading of its document gave it")
    settled = SETTLE.format(of="true")
    kept = "SELECT claim, reading FROM superseded"
    for one, other, problem in ((settled, kept, "is shown, but superseded"), (kept, settled, "is wrongly superseded")):
        for claim, _ in connection.execute(f"SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other})"):
            yield Fault(f"claim {claim}", problem)


def _of_mentions(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Each mention stands within the text that it is of, and is of a known kind."""
    for reading, start, end, kind, characters in connection.execute(_MENTIONS):
        if kind not in KINDS:
            yield Fault(f"reading {reading}", f"a mention at {start} is of no kind: {kind!r:.40}")
        elif not 0 <= start < end <= characters:
            yield Fault(f"reading {reading}", f"a mention stands at {start}–{end}, beyond its text")


def _of_notes(connection: sqlite3.Connection) -> Iterator[Fault]:
    """What is kept of runs and of corrected facts is of its shape."""
    for number, reader, asked in connection.execute("SELECT number, reader, asked FROM runs"):
        for told in (reader, asked):
            if (problem := kept.loaded(told, kept.NOTES)[1]) is not None:
                yield Fault(f"run {number}", f"its record is damaged ({problem})")
    for number, facts in connection.execute("SELECT number, facts FROM readings WHERE facts IS NOT NULL"):
        if (problem := kept.loaded(facts, kept.FACTS)[1]) is not None:
            yield Fault(f"reading {number}", f"its facts are damaged ({problem})")


def _of_document(document: str, told: str, text: str) -> Iterator[Fault]:
    record, problem = kept.loaded(told, kept.DOCUMENT)
    if problem is not None:
        yield Fault(document, f"its record is damaged ({problem})")
        return
    if record["id"] != document:
        yield Fault(document, "its record has another id")
    if record["state"] == "purged":
        if text:
            yield Fault(document, "was purged, but its words are here")
    elif record["text_sha256"] != sha256_text(text):
        yield Fault(document, "its text is not the one that was hashed")
    if not document.endswith(record["sha256"][:32]):
        yield Fault(document, "its id does not follow from the hash of its bytes")


def _of_layout(document: str, told: str, text: str) -> Iterator[Fault]:
    layout, problem = kept.loaded(told, kept.LAYOUT)
    if problem is not None:
        yield Fault(document, f"its layout is damaged ({problem})")
        return
    pieces = [piece for _, listed in layout["passages"] for piece in listed]
    if not all(0 <= start <= end <= len(text) for start, end, _ in pieces):
        yield Fault(document, "a passage of it stands beyond its text")


def _of_claim(claim: str, columns: tuple[Any, ...], told: str, text: str) -> Iterator[Fault]:
    record, problem = kept.loaded(told, kept.CLAIM)
    if problem is not None:
        yield Fault(claim, f"its record is damaged ({problem})")
        return
    if record["id"] != claim or claim_id(record) != claim:
        yield Fault(claim, "its id does not follow from its record")
    quote = record["quote"]
    speakers = (record.get("attribution") or {}).get("source", [])
    parties = sum(map(len, (*(record.get(side, []) for side in ("subjects", "objects", "against")), speakers)))
    plain = (record.get(key) for key in ("kind", "predicate", "factuality", "polarity"))
    if (quote["start"], quote["end"], *plain, parties) != columns:
        yield Fault(claim, "its columns and its record differ")
    for start, end, words in spans(record):
        if text[start:end] != words:
            yield Fault(claim, f"{words!r:.60} does not stand at {start}–{end}")


def _of_unread(document: str, start: int, told: str, text: str) -> Iterator[Fault]:
    record, problem = kept.loaded(told, kept.UNREAD)
    if problem is not None:
        yield Fault(document, f"the record of its unread sentence at {start} is damaged ({problem})")
        return
    if record["start"] != start or text[record["start"] : record["end"]] != record["exact"]:
        yield Fault(document, f"the unread sentence at {start} does not stand there")


def spans(value: Any) -> Iterator[tuple[int, int, str]]:
    """Every stretch of text that a record points at, wherever it stands in it: offsets and words."""
    if isinstance(value, list):
        for item in value:
            yield from spans(item)
    elif isinstance(value, dict):
        words = next((value[k] for k in ("exact", "mention", "words", "text") if isinstance(value.get(k), str)), None)
        if words is not None and isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            yield value["start"], value["end"], words
        for inner in value.values():
            yield from spans(inner)


def back_up(path: Path, target: Path) -> None:
    """Copy a ledger whole, also while it is written to."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
