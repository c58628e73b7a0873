"""Open a ledger, write to it, ask it."""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grounds.ledger.filters import ClaimFilter, is_storable, quoted
from grounds.model.errors import LedgerBusy, LedgerError, LedgerVersionError, NotFound

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Select

    from grounds.model.claim import Claim, Unread
    from grounds.model.document import Document

_WAIT_MS = 15_000

#: Tables that every ledger has had from the first version on.
_OURS = frozenset({"documents", "claims", "search"})

#: Rows by table.
_Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Added:
    """What one ``add`` put in; a document that was there adds nothing."""

    documents: int
    claims: int
    unread: int


class Ledger:
    """A ledger file. Use :meth:`open`, as a context manager."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: Path | str, *, create: bool = True) -> Ledger:
        """Open a ledger, making or raising its schema where needed.

        Raises :class:`LedgerError` where the file is missing (and ``create`` is false), is no ledger or cannot be
        written, :class:`LedgerVersionError` where a newer Grounds made it.
        """
        path = Path(path).absolute() if str(path) == ":memory:" else Path(path)
        version = _version(path, create)
        from sqlalchemy import URL, create_engine, event

        from grounds.ledger import schema

        _check_version(path, version, schema.VERSION)
        # The path as it is: in a URL, "?" and "%" of a file name would mean something else.
        place = URL.create("sqlite", database=str(path.absolute()))
        engine = create_engine(place, connect_args={"timeout": _WAIT_MS / 1000})
        event.listen(engine, "connect", _on_connect)
        ledger = cls(path, engine)
        if version < schema.VERSION:
            ledger._raise_schema()
        return ledger

    def _raise_schema(self) -> None:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", "grounds:ledger/migrations")
        with _translated(self.path), self._engine.begin() as connection:
            # SQLite's driver begins no transaction before CREATE: a process that dies here must leave no half schema.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------------- writing

    @contextmanager
    def writer(self, *, batch: int = 2000) -> Iterator[Writer]:
        """Write many documents, a transaction for each ``batch`` rows; what is finished stays if the process dies."""
        with _translated(self.path), self._engine.connect() as connection:
            writer = Writer(connection, batch)
            try:
                yield writer
            finally:
                writer.flush()

    # -------------------------------------------------------------------------------------------------- asking

    def has_document(self, document: str) -> bool:
        """Whether a document of that id is in."""
        from sqlalchemy import select

        from grounds.ledger.schema import documents

        return self._first(select(documents.c.id).where(documents.c.id == document)) is not None

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[dict[str, Any]]:
        """Records of the claims that fit, by document in the order of reading, then by place."""
        from grounds.ledger.schema import claims, documents

        statement = _claims_where(wanted or ClaimFilter(), claims.c.record)
        statement = statement.join(documents, documents.c.id == claims.c.document)
        statement = statement.order_by(documents.c.sequence, claims.c.start, claims.c.rowid)
        if wanted is not None:
            statement = statement.limit(wanted.limit).offset(wanted.offset or None)
        for row in self._rows(statement):
            yield self._loaded(row[0])

    def count(self, wanted: ClaimFilter | None = None) -> int:
        """How many claims fit, limit and offset aside."""
        from sqlalchemy import func

        from grounds.ledger.schema import claims

        row = self._first(_claims_where(wanted or ClaimFilter(), func.count(claims.c.id)))
        return int(row[0]) if row is not None else 0

    def claim(self, claim_id: str) -> dict[str, Any]:
        """The claim of an id or of its beginning. Raises :class:`NotFound`, or :class:`LedgerError` where several
        fit."""
        from sqlalchemy import select

        from grounds.ledger.schema import claims

        prefix = claim_id if claim_id.startswith("clm_") else f"clm_{claim_id}"
        statement = select(claims.c.record).where(claims.c.id >= prefix, claims.c.id < prefix + "\uffff").limit(2)
        found = list(self._rows(statement)) if is_storable(prefix) else []
        if not found:
            raise NotFound(f"no claim {claim_id!r}", place=str(self.path), remedy="list ids with `grounds claims`")
        if len(found) > 1:
            raise LedgerError(
                f"several claims begin with {claim_id!r}", place=str(self.path), remedy="give more of the id"
            )
        record: dict[str, Any] = self._loaded(found[0][0])
        return record

    def documents(self) -> Iterator[dict[str, Any]]:
        """Records of all documents in the order of reading, with the numbers of their claims and unread sentences."""
        from sqlalchemy import func, select

        from grounds.ledger.schema import claims, documents, unread

        claimed = select(func.count()).where(claims.c.document == documents.c.id).scalar_subquery()
        left = select(func.count()).where(unread.c.document == documents.c.id).scalar_subquery()
        for record, some, none in self._rows(select(documents.c.record, claimed, left).order_by(documents.c.sequence)):
            yield {**self._loaded(record), "claims": some, "unread": none}

    def document(self, document: str) -> Document:
        """A whole document. Raises :class:`NotFound`."""
        from sqlalchemy import select

        from grounds.ledger.rows import document_from_row
        from grounds.ledger.schema import documents

        row = self._first(
            select(documents.c.record, documents.c.text, documents.c.layout).where(documents.c.id == document)
        )
        if row is None:
            raise NotFound(
                f"no document {document!r}", place=str(self.path), remedy="list them with `grounds documents`"
            )
        return document_from_row(*row)

    def unread(self, document: str | None = None) -> Iterator[dict[str, Any]]:
        """Sentences that name an actor but gave no claim."""
        from sqlalchemy import select

        from grounds.ledger.schema import documents, unread

        statement = select(unread.c.record).join(documents, documents.c.id == unread.c.document)
        if document is not None:
            statement = statement.where(unread.c.document == document)
        for row in self._rows(statement.order_by(documents.c.sequence, unread.c.start)):
            yield self._loaded(row[0])

    def actors(self, merged: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
        """Catalogue actors that take part in claims: id, name, kind, claims; most named first. ``merged`` leads from
        ids to those that they are counted with."""
        from sqlalchemy import case, func, select

        from grounds.ledger.schema import parties

        number = func.count(func.distinct(parties.c.claim))
        actor = case(merged, value=parties.c.actor, else_=parties.c.actor) if merged else parties.c.actor
        statement = (
            select(actor, func.min(parties.c.name), func.max(parties.c.kind), number)
            .where(parties.c.actor.is_not(None))
            .group_by(actor)
            .order_by(number.desc(), actor)
        )
        return [{"id": a, "name": n, "kind": k, "claims": c} for a, n, k, c in self._rows(statement)]

    def failures(self) -> list[dict[str, str]]:
        """Inputs that could not be read, with the error and when."""
        from sqlalchemy import select

        from grounds.ledger.schema import failures

        return [dict(row._mapping) for row in self._rows(select(failures))]

    def _loaded(self, record: str) -> Any:
        try:
            return json.loads(record)
        except ValueError as error:
            problem, remedy = (
                f"holds a damaged record ({error})",
                "see `grounds ledger verify`; restore it from a backup",
            )
            raise LedgerError(problem, place=str(self.path), remedy=remedy) from error

    def _rows(self, statement: Select[Any]) -> Iterator[Any]:
        with _translated(self.path), self._engine.connect() as connection:
            yield from connection.execution_options(yield_per=500).execute(statement)

    def _first(self, statement: Select[Any]) -> Any:
        return next(iter(self._rows(statement.limit(1))), None)


class Writer:
    """Adds documents with their claims; made by :meth:`Ledger.writer`."""

    def __init__(self, connection: Connection, batch: int) -> None:
        from grounds.ledger import schema

        self._schema = schema
        self._connection = connection
        self._batch = batch
        self._statements = schema.insertions()
        self._sequence, self._rowid = self._base = self._last_numbers()
        connection.rollback()
        self._held: list[_Rows] = []
        self._ids: set[str] = set()
        self._waiting = 0
        self._torn = False

    def add(self, document: Document, claims: Sequence[Claim], unread: Sequence[Unread]) -> Added:
        """Add a document with all that was read in it; nothing where it is in already."""
        from grounds.ledger import rows

        if document.id in self._ids or self._known(document.id):
            return Added(0, 0, 0)
        self._ids.add(document.id)
        self._sequence += 1
        made: _Rows = {"documents": [rows.document_row(document, self._sequence, _now())]}
        first = self._rowid + 1
        self._rowid += len(claims)
        for rowid, claim in enumerate(claims, start=first):
            made.setdefault("claims", []).append(rows.claim_row(claim, rowid))
            made.setdefault("parties", []).extend(rows.party_rows(claim, rowid))
            made.setdefault("search", []).append(rows.search_row(claim, rowid))
        made["unread"] = [rows.unread_row(document, item) for item in unread]
        self._hold(made)
        if self._waiting >= self._batch:
            self.flush()
        return Added(1, len(claims), len(unread))

    def record_failure(self, source: str, error: str, message: str) -> None:
        """Note an input that could not be read."""
        from grounds.ledger import rows

        self._hold({"failures": [rows.failure_row(source, error, message, _now())]})

    def flush(self) -> None:
        """Write what is held, in one transaction. May be called again after an interrupt: nothing is written twice."""
        if self._torn:
            self._connection.connection.rollback()  # the driver's: SQLAlchemy may take the transaction for ended
            self._held = [r for r in self._held if not any(self._known(d["id"]) for d in r.get("documents", ()))]
        if not self._held:
            return
        self._torn = True
        with self._connection.begin():
            # No other process may write from here on: its numbers and documents are known, and ours follow on.
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")
            self._follow_on()
            for name, statement in self._statements.items():
                listed = [row for made in self._held for row in made.get(name, ())]
                if listed:
                    self._connection.exec_driver_sql(statement, listed)
        self._base = (self._sequence, self._rowid)
        self._held = []
        self._waiting = 0
        self._torn = False

    def _follow_on(self) -> None:
        """Give the held rows numbers behind those that are in, and drop documents that somebody else has added."""
        last_document, last_claim = self._last_numbers()
        if (last_document, last_claim) == self._base:
            return  # nobody has added anything since these numbers were given
        gone = {d["id"] for made in self._held for d in made.get("documents", ()) if self._stands(d["id"])}
        self._held = [made for made in self._held if not gone & {d["id"] for d in made.get("documents", ())}]
        documents, claims = last_document - self._base[0], last_claim - self._base[1]
        for made in self._held:
            for row in made.get("documents", ()):
                row["sequence"] += documents
            for name, key in (("claims", "rowid"), ("parties", "claim"), ("search", "rowid")):
                for row in made.get(name, ()):
                    row[key] += claims
        self._sequence += documents
        self._rowid += claims
        self._base = (last_document, last_claim)

    def _last_numbers(self) -> tuple[int, int]:
        from sqlalchemy import func, select

        columns = (self._schema.documents.c.sequence, self._schema.claims.c.rowid)
        first, second = (
            self._connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one() for column in columns
        )
        return int(first), int(second)

    def _hold(self, made: _Rows) -> None:
        # One step: an interrupt falls before or after it, so that a document is held whole or not at all.
        self._held.append(made)
        self._waiting += sum(map(len, made.values()))

    def _known(self, document: str) -> bool:
        found = self._stands(document)
        self._connection.rollback()
        return found

    def _stands(self, document: str) -> bool:
        # Asked for each document: plain SQL costs a tenth of a statement that is composed first.
        asked = self._connection.exec_driver_sql("SELECT 1 FROM documents WHERE id = ?", (document,))
        return asked.first() is not None


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _claims_where(wanted: ClaimFilter, *columns: Any) -> Select[Any]:
    from sqlalchemy import func, or_, select, text

    from grounds.ledger.schema import claims, parties

    statement = select(*columns).select_from(claims)
    for name in ("kind", "predicate", "factuality", "polarity", "document", "rule"):
        value = getattr(wanted, name)
        if value is not None:
            statement = statement.where(claims.c[name] == value)
    if wanted.actor:
        part = wanted.actor
        shown = (column.icontains(part, autoescape=True) for column in (parties.c.name, parties.c.mention))
        named = or_(parties.c.actor.in_((part, *wanted.actor_ids)), *shown)
        statement = statement.where(claims.c.rowid.in_(select(parties.c.claim).where(named)))
    if wanted.since:
        statement = statement.where(func.coalesce(claims.c.date_to, claims.c.date_from, "") >= wanted.since)
    if wanted.until:
        statement = statement.where(func.coalesce(claims.c.date_from, claims.c.date_to) <= wanted.until)
    if wanted.text is not None:
        words = quoted(wanted.text)
        matching = text("SELECT rowid FROM search WHERE search MATCH :words").bindparams(words=words or '""')
        statement = statement.where(claims.c.rowid.in_(matching))
    return statement


def _version(path: Path, create: bool) -> int:
    """The schema version in the file's header; 0 for a file that is still to be made."""
    _check_place(path, create)
    try:
        with closing(sqlite3.connect(path)) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite3.OperationalError as error:
        remedy = "check the rights of the file and its folder, or choose another with --ledger"
        raise LedgerError(f"cannot be opened ({error})", place=str(path), remedy=remedy) from error
    except sqlite3.DatabaseError as error:
        raise LedgerError(
            f"cannot be used as a ledger ({error})", place=str(path), remedy="choose another with --ledger"
        ) from error
    # Other programs number their schemas too: the number alone makes no ledger.
    if (version == 0 and tables) or (tables and not tables >= _OURS):
        raise LedgerError("is another program's database", place=str(path), remedy="choose another file with --ledger")
    return version


def schema_version(path: Path) -> int:
    """The schema version of a ledger that is there; see :meth:`Ledger.open` for what is raised."""
    from grounds.ledger import schema

    version = _version(path, create=False)
    _check_version(path, version, schema.VERSION)
    return version


def _check_version(path: Path, version: int, known: int) -> None:
    if version > known:
        problem = f"is a ledger of version {version}; this Grounds reads up to {known}"
        raise LedgerVersionError(problem, place=str(path), remedy="install a newer Grounds")


def _check_place(path: Path, create: bool) -> None:
    """Raise :class:`LedgerError` where no file can be, or none is and ``create`` is false."""
    try:
        if not stat.S_ISDIR(path.stat().st_mode):
            return
        problem, remedy = "is a folder", "name a file, in it or elsewhere, with --ledger"
    except (FileNotFoundError, NotADirectoryError):
        if not create:
            problem, remedy = "there is no ledger", "read something first: `grounds read PATH`"
        elif not path.parent.is_dir():
            problem, remedy = "its folder does not exist", "make the folder or choose another with --ledger"
        else:
            return
    except OSError as error:
        problem, remedy = f"cannot be opened ({error.strerror})", "check the path and the rights"
    raise LedgerError(problem, place=str(path), remedy=remedy)


def _on_connect(connection: Any, _: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Errors of the database as ours, with what to do."""
    from sqlalchemy.exc import DBAPIError, IntegrityError

    try:
        yield
    except IntegrityError as error:  # what is added is checked against the ledger: somebody else has added meanwhile
        problem = "was written to by another process meanwhile"
        raise LedgerBusy(problem, place=str(path), remedy="run the same command again when it has ended") from error
    except DBAPIError as error:
        reason = str(error.orig)
        if "locked" in reason:
            raise LedgerBusy(
                "is in use by another process", place=str(path), remedy="wait for it or stop it"
            ) from error
        raise LedgerError(
            f"cannot be used ({reason})", place=str(path), remedy="check the disk and the rights"
        ) from error
