"""Write to a ledger: documents with what was read in them, later readings of the same documents, what failed.

A document, or a later reading of one, is held whole and written whole, several in one transaction. Rows get their
numbers as they are written, when no other process can write: what somebody else has added meanwhile stays, and ours
follows on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from grounds.model.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from grounds.model.claim import Claim, Unread
    from grounds.model.document import Document, Fact
    from grounds.model.mention import Mention

_Row = dict[str, Any]
#: Rows by table.
_Rows = dict[str, list[_Row]]
#: Works out anew what decisions make of a document's claims, after it was read again.
Settle = Callable[["Connection", str], None]


@dataclass(frozen=True, slots=True)
class Added:
    """What one ``add`` put in; a document that was there adds nothing."""

    documents: int
    claims: int
    unread: int


@dataclass(frozen=True, slots=True)
class Run:
    """What a writer writes for: ``verb`` is read or reread, ``reader`` what reads, ``asked`` what was asked for.

    A reread that was stopped goes on in the same run where it is asked for the same, of the same reader, and nothing
    else was done between.
    """

    verb: str = "read"
    reader: Mapping[str, Any] = field(default_factory=dict)
    asked: Mapping[str, Any] = field(default_factory=dict)

    def row(self, number: int, undoes: int | None = None) -> _Row:
        """Its row in the table of runs."""
        told = {"reader": _json(self.reader), "asked": _json(self.asked)}
        return {"number": number, "verb": self.verb, **told, "undoes": undoes, "at": now()}


@dataclass(slots=True)
class _Held:
    """A reading that waits to be written; ``first`` is the row of a document that is new."""

    document: str
    first: _Row | None
    facts: str | None
    claims: list[tuple[_Row, list[_Row], _Row]]
    unread: list[_Row]
    mentions: list[_Row]

    @property
    def weight(self) -> int:
        """How many rows it is."""
        return 2 + len(self.unread) + len(self.mentions) + sum(2 + len(parties) for _, parties, _ in self.claims)


class Writer:
    """Adds readings; made by :meth:`Ledger.writer`."""

    def __init__(self, connection: Connection, batch: int, run: Run, settle: Settle | None = None) -> None:
        from grounds.ledger import schema

        self._carry_over = settle
        self._connection = connection
        self._batch = batch
        self._statements = schema.insertions()
        self._settle = schema.settling()
        self._run = run
        self._run_number: int | None = None
        self._held: list[_Held] = []
        self._failures: list[_Row] = []
        self._ids: set[str] = set()
        self._waiting = 0
        #: Run and last reading before the transaction that may have been torn.
        self._torn: tuple[int, int] | None = None

    def add(
        self,
        document: Document,
        claims: Sequence[Claim],
        unread: Sequence[Unread],
        mentions: Sequence[Mention] = (),
    ) -> Added:
        """Add a document with all that was read in it; nothing where it is in already."""
        from grounds.ledger import rows

        if document.id in self._ids or self._known(document.id):
            return Added(0, 0, 0)
        self._ids.add(document.id)
        self._hold(_held(document, rows.document_row(document, 0, now()), None, claims, unread, mentions))
        return Added(1, len(claims), len(unread))

    def add_again(
        self,
        document: Document,
        claims: Sequence[Claim],
        unread: Sequence[Unread],
        facts: Mapping[str, Fact],
        mentions: Sequence[Mention] = (),
    ) -> None:
        """Add a later reading of a document that is in; ``facts`` are those that are not as in its own record.

        Raises :class:`UsageError` where it was purged: its words must not come back.
        """
        if self._is_purged(document.id):
            raise UsageError("was purged", place=document.id, remedy="its words must not come back")
        told = {name: {"value": fact.value, "how": fact.how} for name, fact in facts.items()}
        self._hold(_held(document, None, _json(told) if told else None, claims, unread, mentions))

    def record_failure(self, source: str, error: str, message: str) -> None:
        """Note an input that could not be read."""
        from grounds.ledger import rows

        self._failures.append(rows.failure_row(source, error, message, now()))
        self._weigh(1)

    def flush(self) -> None:
        """Write what is held, in one transaction. May be called again after an interrupt: nothing is written twice."""
        if self._torn is not None:
            self._connection.connection.rollback()  # the driver's: SQLAlchemy may take the transaction for ended
            self._drop_written(*self._torn)
        if not self._held and not self._failures:
            return
        with self._connection.begin():
            # No other process may write from here on: numbers and documents that are in are known, ours follow on.
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")
            self._held = [h for h in self._held if h.first is None or not self._stands(h.document)]
            run, opens = self._this_run()
            self._torn = run, self._last("readings", "number")
            made = self._numbered(run, opens)
            self._write(made)
            for held in self._held:
                if held.first is None:
                    self._settle_again(held.document, [row["rowid"] for row in made["claims"]])
        self._run_number = run if self._held else self._run_number
        self._held, self._failures = [], []
        self._waiting = 0
        self._torn = None

    def _settle_again(self, document: str, new: list[int]) -> None:
        """Settle which claims of a document that was read again are shown, and note since when."""
        from grounds.ledger import states
        from grounds.ledger.decided import moment

        for statement in self._settle:
            self._connection.exec_driver_sql(statement, (document,))
        asked = "SELECT rowid FROM claims WHERE document = ? AND rowid >= ?"
        first = min(new, default=0)
        came = [row for (row,) in self._connection.exec_driver_sql(asked, (document, first))] if new else []
        at = moment()
        states.note_new(self._connection, at, came)
        states.note(self._connection, at, document=document)
        if self._carry_over is not None:
            self._carry_over(self._connection, document)

    def _write(self, made: _Rows) -> None:
        for name, statement in self._statements.items():
            if made.get(name):
                self._connection.exec_driver_sql(statement, made[name])

    def _numbered(self, run: int, opens: bool) -> _Rows:
        """All rows that are held, numbered behind those that are in."""
        made: _Rows = {name: [] for name in self._statements}
        made["failures"] = self._failures
        if opens and self._held:
            made["runs"].append(self._run.row(run))
        sequence, rowid = self._last("documents", "sequence"), self._last("claims", "rowid")
        reading = self._last("readings", "number")
        for held in self._held:
            reading += 1
            if held.first is not None:
                sequence += 1
                made["documents"].append({**held.first, "sequence": sequence})
            made["readings"].append(
                {"number": reading, "run": run, "document": held.document, "facts": held.facts, "at": now()}
            )
            made["unread"] += ({**row, "reading": reading} for row in held.unread)
            for row in held.mentions:
                row["reading"] = reading
            made["mentions"] += held.mentions
            known = {} if held.first is not None else self._claims_of(held.document)
            for claim, parties, search in held.claims:
                number = known.get(claim["id"])
                if number is None:
                    number = rowid = rowid + 1
                    claim["rowid"] = search["rowid"] = number
                    for party in parties:
                        party["claim"] = number
                    made["claims"].append(claim)
                    made["parties"] += parties
                    made["search"].append(search)
                made["given"].append({"reading": reading, "claim": number})
        return made

    def _this_run(self) -> tuple[int, bool]:
        """The number of the run, and whether it is still to be opened."""
        if self._run_number is not None:
            return self._run_number, False
        last = self._last("runs", "number")
        if self._run.verb == "reread" and last:
            asked = "SELECT verb, reader, asked FROM runs WHERE number = ?"
            row = self._run.row(last)
            same = (row["verb"], row["reader"], row["asked"])
            if tuple(self._connection.exec_driver_sql(asked, (last,)).one()) == same:
                return last, False
        return last + 1, True

    def _drop_written(self, run: int, before: int) -> None:
        """Drop what is held and was written in the moment when the writing was interrupted."""
        asked = "SELECT document FROM readings WHERE run = ? AND number > ?"
        written = {document for (document,) in self._connection.exec_driver_sql(asked, (run, before))}
        self._connection.rollback()
        if written:
            self._run_number, self._failures = run, []
        self._held = [h for h in self._held if h.document not in written]
        self._torn = None

    def _hold(self, held: _Held) -> None:
        # One step: an interrupt falls before or after it, so that a document is held whole or not at all.
        self._held.append(held)
        self._weigh(held.weight)

    def _weigh(self, rows: int) -> None:
        self._waiting += rows
        if self._waiting >= self._batch:
            self.flush()

    def _last(self, table: str, column: str) -> int:
        asked = self._connection.exec_driver_sql(f"SELECT coalesce(max({column}), 0) FROM {table}")
        return int(asked.scalar_one())

    def _claims_of(self, document: str) -> dict[str, int]:
        asked = self._connection.exec_driver_sql("SELECT id, rowid FROM claims WHERE document = ?", (document,))
        return {claim: int(rowid) for claim, rowid in asked}

    def _is_purged(self, document: str) -> bool:
        asked = "SELECT json_extract(record, '$.state') = 'purged' FROM documents WHERE id = ?"
        found = self._connection.exec_driver_sql(asked, (document,)).first()
        self._connection.rollback()
        return found is not None and bool(found[0])

    def _known(self, document: str) -> bool:
        found = self._stands(document)
        self._connection.rollback()
        return found

    def _stands(self, document: str) -> bool:
        # Asked for each document: plain SQL costs a tenth of a statement that is composed first.
        asked = self._connection.exec_driver_sql("SELECT 1 FROM documents WHERE id = ?", (document,))
        return asked.first() is not None


def now() -> str:
    """The present moment as a ledger keeps it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _held(
    document: Document,
    first: _Row | None,
    facts: str | None,
    claims: Sequence[Claim],
    unread: Sequence[Unread],
    mentions: Sequence[Mention],
) -> _Held:
    """The rows of a reading; the number 0 stands where one is given as they are written."""
    from grounds.ledger import rows

    claimed, left = list(_claim_rows(claims)), list(_unread_rows(document, unread))
    return _Held(document.id, first, facts, claimed, left, [rows.mention_row(m) for m in mentions])


def _claim_rows(claims: Sequence[Claim]) -> Iterator[tuple[_Row, list[_Row], _Row]]:
    from grounds.ledger import rows

    for claim in claims:
        yield rows.claim_row(claim, 0), list(rows.party_rows(claim, 0)), rows.search_row(claim, 0)


def _unread_rows(document: Document, unread: Sequence[Unread]) -> Iterator[_Row]:
    from grounds.ledger import rows

    for item in unread:
        yield rows.unread_row(document, item)


def _json(value: Mapping[str, Any]) -> str:
    """The same text for the same value, so that runs can be compared."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
