"""Runs and readings: who read which document when, which of it is shown, and how a run is undone.

Nothing is taken away: undoing a run adds a row that says so, and of each document the last reading that still stands is
shown again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from grounds.ledger import kept
from grounds.ledger.writer import Run, Settle
from grounds.model.document import Document, Fact
from grounds.model.errors import NotFound, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: The facts of a document that a later reading may correct.
CORRECTED = ("title", "publisher", "date", "kind", "tlp")
#: … and those that follow from them or stand in a sidecar file.
_MAY_LACK = ("publisher_actor", "publisher_is_party")
FACTS = (*CORRECTED, *_MAY_LACK)

_READING = "SELECT r.number, r.run, r.document, r.facts, r.at, u.reader FROM {} r JOIN runs u ON u.number = r.run"
SHOWN = f"{_READING.format('standing')} WHERE r.document = ? ORDER BY r.number DESC LIMIT 1"
OF_DOCUMENT = f"{_READING.format('standing')} WHERE r.document = ? ORDER BY r.number"
GIVEN = """
    SELECT c.record FROM given g JOIN claims c ON c.rowid = g.claim WHERE g.reading = ? ORDER BY c.start, c.rowid
"""
ONE = f"{_READING.format('readings')} WHERE r.number = ?"
#: For each document its reading shown, in the order of the documents.
ALL_SHOWN = (
    f"{_READING.format('standing')} JOIN documents d ON d.id = r.document "
    "WHERE r.number IN (SELECT max(number) FROM standing GROUP BY document) ORDER BY d.sequence"
)
RUNS = """
    SELECT u.number, u.verb, u.reader, u.asked, u.undoes, u.at,
        (SELECT count(*) FROM readings r WHERE r.run = u.number),
        (SELECT count(*) FROM readings r JOIN given g ON g.reading = r.number WHERE r.run = u.number),
        (SELECT max(number) FROM runs v WHERE v.undoes = u.number)
    FROM runs u ORDER BY u.number
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a document; ``reader`` is empty where an older Grounds did not note it."""

    number: int
    run: int
    document: str
    facts: Mapping[str, Fact]
    at: str
    reader: Mapping[str, Any]

    @classmethod
    def of(cls, row: Any) -> Reading:
        """The reading of a row."""
        number, run, document, facts, at, reader = row
        return cls(number, run, document, facts_of(facts), at, kept.needed(reader, kept.NOTES))


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run: what was asked of which reader, how many documents it read and claims it gave, which run it undoes and
    which undid it."""

    number: int
    verb: str
    reader: Mapping[str, Any]
    asked: Mapping[str, Any]
    undoes: int | None
    at: str
    documents: int
    claims: int
    undone_by: int | None

    @classmethod
    def of(cls, row: Any) -> RunRow:
        """The run of a row."""
        number, verb, reader, asked, *rest = row
        return cls(number, verb, kept.needed(reader, kept.NOTES), kept.needed(asked, kept.NOTES), *rest)

    def record(self) -> dict[str, Any]:
        """The run as JSON-ready values."""
        return {name: getattr(self, name) for name in self.__slots__}


def facts_of(told: str | None) -> dict[str, Fact]:
    """Corrected facts as they stand in a reading's row."""
    return {name: Fact(**fact) for name, fact in kept.needed(told, kept.FACTS).items()} if told else {}


def with_facts(document: Document, facts: Mapping[str, Fact]) -> Document:
    """The document with corrected facts in place of its own."""
    if not facts:
        return document
    plain: dict[str, Any] = {name: fact.value for name, fact in facts.items() if name != "publisher_is_party"}
    merged = {**document.facts, **facts}
    kept = {name: fact for name, fact in merged.items() if fact.value is not None or name not in _MAY_LACK}
    return replace(document, **plain, facts=kept)


def record_with_facts(record: dict[str, Any], facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The same for a document's record."""
    plain = {name: fact.value for name, fact in facts.items() if name != "publisher_is_party"}
    told = {name: {"value": fact.value, "how": fact.how} for name, fact in facts.items()}
    return {**record, **plain, "facts": {**record["facts"], **told}} if facts else record


def undo(
    connection: Connection, runs: Iterator[RunRow], number: int | None, place: str, settle: Settle | None = None
) -> RunRow:
    """Undo a run, or the last that can be: add the row that says so, and settle what is shown of its documents."""
    from grounds.ledger import schema, states
    from grounds.ledger.decided import moment

    run = _to_undo(list(runs), number, place)
    row = Run("undo").row(0, undoes=run.number)
    row["number"] = connection.exec_driver_sql("SELECT max(number) + 1 FROM runs").scalar_one()
    connection.exec_driver_sql(schema.insertions()["runs"], row)
    asked = "SELECT DISTINCT document FROM readings WHERE run = ?"
    for (document,) in connection.exec_driver_sql(asked, (run.number,)).all():
        for statement in schema.settling():
            connection.exec_driver_sql(statement, (document,))
        states.note(connection, moment(), document=document)
        if settle is not None:
            settle(connection, document)
    return run


def _to_undo(runs: list[RunRow], number: int | None, place: str) -> RunRow:
    rereads = [run for run in runs if run.verb == "reread" and run.undone_by is None]
    listed = "list them with `grounds ledger runs`"
    if number is None:
        if not rereads:
            raise NotFound("no reread is there to undo", place=place, remedy=listed)
        return rereads[-1]
    run = next((r for r in runs if r.number == number), None)
    if run is None:
        raise NotFound(f"no run {number}", place=place, remedy=listed)
    if run.verb != "reread":
        raise UsageError(f"run {number} is a {run.verb}", place=place, remedy="only a reread can be undone")
    if run.undone_by is not None:
        raise UsageError(f"run {number} was undone by run {run.undone_by}", place=place, remedy="read again instead")
    return run
