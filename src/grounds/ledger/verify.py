"""Check a whole ledger: the file, the references, every hash, id and offset."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grounds.ledger.schema import SETTLE
from grounds.model.ids import claim_id, sha256_text

_UNGIVEN = """
    SELECT c.id FROM claims c WHERE NOT EXISTS (
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
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            yield Fault(f"{table} row {row}", f"leads to no row of {parent}")
        (claims,) = connection.execute("SELECT count(*) FROM claims").fetchone()
        (searched,) = connection.execute("SELECT count(*) FROM search").fetchone()
        if claims != searched:
            yield Fault("full text", f"holds {searched} rows for {claims} claims")
        yield from _of_readings(connection)
        documents = connection.execute("SELECT id, record, text FROM documents ORDER BY sequence")
        for document, record, text in documents:
            yield from _of_document(document, json.loads(record), text)
            rows = connection.execute("SELECT id, start, end, record FROM claims WHERE document = ?", (document,))
            for claim, start, end, told in rows:
                yield from _of_claim(claim, (start, end), json.loads(told), text)
            for start, told in connection.execute("SELECT start, record FROM unread WHERE document = ?", (document,)):
                yield from _of_unread(document, start, json.loads(told), text)


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


def _of_document(document: str, record: dict[str, Any], text: str) -> Iterator[Fault]:
    if record["id"] != document:
        yield Fault(document, "its record has another id")
    if record["text_sha256"] != sha256_text(text):
        yield Fault(document, "its text is not the one that was hashed")
    if not document.endswith(record["sha256"][:32]):
        yield Fault(document, "its id does not follow from the hash of its bytes")


def _of_claim(claim: str, offsets: tuple[int, int], record: dict[str, Any], text: str) -> Iterator[Fault]:
    if record["id"] != claim or claim_id(record) != claim:
        yield Fault(claim, "its id does not follow from its record")
    quote = record["quote"]
    if (quote["start"], quote["end"]) != offsets:
        yield Fault(claim, "its columns and its record differ")
    for start, end, words in spans(record):
        if text[start:end] != words:
            yield Fault(claim, f"{words!r:.60} does not stand at {start}–{end}")


def _of_unread(document: str, start: int, record: dict[str, Any], text: str) -> Iterator[Fault]:
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
