"""Open a ledger and ask it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grounds.ledger import decided, kept
from grounds.ledger.filters import ClaimFilter, is_storable
from grounds.ledger.opening import check_version, on_connect, translated, version_of
from grounds.ledger.querying import (
    claims_where,
    held_reliability,
    in_sight,
    is_shown,
    last_read,
    shown_reading,
    status_at,
    with_status,
)
from grounds.ledger.runs import (
    ALL_SHOWN,
    GIVEN,
    OF_DOCUMENT,
    ONE,
    RUNS,
    SHOWN,
    Reading,
    RunRow,
    record_with_facts,
    undo,
    with_facts,
)
from grounds.ledger.states import moment_of
from grounds.ledger.writer import Added, Run, Settle, Writer
from grounds.model.errors import LedgerError, NotFound

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Select

    from grounds.model.decision import Decision
    from grounds.model.document import Document

_WAIT_MS = 15_000

__all__ = ["Added", "Ledger", "Run", "Writer"]


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
        version = version_of(path, create)
        from sqlalchemy import URL, create_engine, event

        from grounds.ledger import schema

        check_version(path, version, schema.VERSION)
        # The path as it is: in a URL, "?" and "%" of a file name would mean something else.
        place = URL.create("sqlite", database=str(path.absolute()))
        engine = create_engine(place, connect_args={"timeout": _WAIT_MS / 1000})
        event.listen(engine, "connect", on_connect)
        ledger = cls(path, engine)
        if version < schema.VERSION:
            ledger._raise_schema()
        return ledger

    def _raise_schema(self) -> None:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", "grounds:ledger/migrations")
        with translated(self.path), self._engine.begin() as connection:
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
    def writer(self, run: Run | None = None, *, batch: int = 2000, settle: Settle | None = None) -> Iterator[Writer]:
        """Write many readings, a transaction for each ``batch`` rows; what is finished stays if the process dies.

        ``settle`` carries decisions over to the claims of a document that was read again.
        """
        with translated(self.path), self._engine.connect() as connection:
            writer = Writer(connection, batch, run or Run(), settle)
            try:
                yield writer
            finally:
                writer.flush()

    def undo(self, number: int | None = None, *, settle: Settle | None = None) -> RunRow:
        """Undo a reread, or the last one that stands; gives it. ``settle`` carries decisions over. Raises
        :class:`NotFound` and :class:`UsageError`."""
        with translated(self.path), self._engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            rows = connection.exec_driver_sql(RUNS).all()
            return undo(connection, map(RunRow.of, rows), number, str(self.path), settle)

    # -------------------------------------------------------------------------------------------------- asking

    def runs(self) -> list[RunRow]:
        """All runs, the first first."""
        return [RunRow.of(row) for row in self._plain(RUNS)]

    def readings(self) -> list[Reading]:
        """The reading shown of each document, in the order of the documents."""
        return [Reading.of(row) for row in self._plain(ALL_SHOWN)]

    def reading(self, document: str) -> Reading:
        """The reading shown of a document. Raises :class:`NotFound`."""
        for row in self._plain(SHOWN, document):
            return Reading.of(row)
        raise self._no_document(document)

    def readings_of(self, document: str) -> list[Reading]:
        """All readings of a document that stand, the last of which is shown."""
        return [Reading.of(row) for row in self._plain(OF_DOCUMENT, document)]

    def claims_of(self, reading: int) -> Iterator[dict[str, Any]]:
        """Records of the claims that a reading gave, in the order of the text."""
        for (record,) in self._plain(GIVEN, reading):
            yield self._loaded(record, kept.CLAIM)

    def superseded(self, claim_id: str) -> tuple[bool, Reading | None]:
        """Whether a claim is no longer shown, and the reading that first no longer gave it (null where the run that
        gave it was undone)."""
        asked = "SELECT s.reading FROM superseded s JOIN claims c ON c.rowid = s.claim WHERE c.id = ?"
        for (number,) in self._plain(asked, claim_id):
            return True, next((Reading.of(row) for row in self._plain(ONE, number)), None)
        return False, None

    def has_document(self, document: str) -> bool:
        """Whether a document of that id is in."""
        from sqlalchemy import select

        from grounds.ledger.schema import documents

        return self._first(select(documents.c.id).where(documents.c.id == document)) is not None

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[dict[str, Any]]:
        """Records of the claims that fit, by document in the order of reading, then by place."""
        from grounds.ledger.schema import claims, documents

        asked = wanted or ClaimFilter()
        statement = claims_where(asked, claims.c.record, told=True, all_in=self._all_in(asked.moment))
        statement = statement.order_by(documents.c.sequence, claims.c.start, claims.c.rowid)
        if wanted is not None:
            statement = statement.limit(wanted.limit).offset(wanted.offset or None)
        for record, status in self._rows(statement):
            yield with_status(self._loaded(record, kept.CLAIM), status)

    def _all_in(self, moment: str | None) -> bool:
        """Whether all documents were in by a moment: the last that came in tells."""
        last = "SELECT added FROM documents ORDER BY sequence DESC LIMIT 1"
        return moment is not None and all(added[:19] <= moment[:19] for (added,) in self._plain(last))

    def count(self, wanted: ClaimFilter | None = None) -> int:
        """How many claims fit, limit and offset aside."""
        from sqlalchemy import func

        from grounds.ledger.schema import claims

        asked = wanted or ClaimFilter()
        wide = claims_where(asked, func.count(claims.c.rowid), of_all=True, all_in=self._all_in(asked.moment))
        row = self._first(wide)
        return int(row[0]) if row is not None else 0

    def number_of_documents(self) -> int:
        """How many documents are in."""
        return int(next(iter(self._plain("SELECT count(*) FROM documents")))[0])

    def claim(self, claim_id: str) -> dict[str, Any]:
        """The claim of an id or of its beginning. Raises :class:`NotFound`, or :class:`LedgerError` where several
        fit."""
        from sqlalchemy import select

        from grounds.ledger.schema import claims, reviewed

        prefix = claim_id if claim_id.startswith("clm_") else f"clm_{claim_id}"
        statement = select(claims.c.record, reviewed.c.status).outerjoin(reviewed, reviewed.c.claim == claims.c.rowid)
        statement = statement.where(claims.c.id >= prefix, claims.c.id < prefix + "\uffff").limit(2)
        found = list(self._rows(statement)) if is_storable(prefix) else []
        if not found:
            raise NotFound(f"no claim {claim_id!r}", place=str(self.path), remedy="list ids with `grounds claims`")
        if len(found) > 1:
            raise LedgerError(
                f"several claims begin with {claim_id!r}", place=str(self.path), remedy="give more of the id"
            )
        return with_status(self._loaded(found[0][0], kept.CLAIM), found[0][1])

    def documents(self) -> Iterator[dict[str, Any]]:
        """Records of all documents in the order of reading, with the numbers of their claims, of those that a person
        has reviewed, and of unread sentences."""
        from sqlalchemy import func, select

        from grounds.ledger.schema import claims, documents, reviewed, unread

        mine = (claims.c.document == documents.c.id) & is_shown(claims.c.rowid)
        claimed = select(func.count()).where(mine).scalar_subquery()
        looked = select(func.count()).where(mine, claims.c.rowid.in_(select(reviewed.c.claim))).scalar_subquery()
        left = select(func.count()).where(unread.c.document == documents.c.id, last_read()).scalar_subquery()
        facts = {reading.document: reading.facts for reading in self.readings() if reading.facts}
        of_root = "SELECT w.document, json_extract(d.record, '$.origin') FROM weighed_documents w"
        origins = dict(self._plain(f"{of_root} JOIN documents d ON d.id = w.root WHERE w.root <> w.document"))
        grades = {key: row["grade"] for row in self.judgements() for key in (row["source"], row["name"])}
        columns = select(documents.c.record, claimed, looked, left).order_by(documents.c.sequence)
        for record, some, seen, none in self._rows(columns):
            loaded = self._loaded(record, kept.DOCUMENT)
            told = record_with_facts(loaded, facts.get(loaded["id"], {}))
            weighed = {
                "origin": origins.get(loaded["id"], told["origin"]),
                "reliability": held_reliability(told, grades),
            }
            yield {**told, **weighed, "claims": some, "reviewed": seen, "unread": none}

    def documents_on(self, day: str) -> Iterator[dict[str, Any]]:
        """Records of the documents that were in on a day (or at a moment), with the numbers of their claims then."""
        moment = moment_of(day)
        asked = "SELECT id FROM documents WHERE substr(added, 1, 19) <= ?"
        there = {one for (one,) in self._plain(asked, moment[:19])}
        for record in self.documents():
            if record["id"] in there:
                yield {**record, "claims": self.count(ClaimFilter(document=record["id"], known_on=day))}

    def document(self, document: str) -> Document:
        """A whole document, with its facts as last corrected. Raises :class:`NotFound`."""
        return with_facts(self.document_as_added(document), self.reading(document).facts)

    def facts(self, document: str) -> dict[str, str | None]:
        """The facts of a document as last corrected, by name. Raises :class:`NotFound`."""
        for (record,) in self._plain("SELECT record FROM documents WHERE id = ?", document):
            told = record_with_facts(self._loaded(record, kept.DOCUMENT), self.reading(document).facts)["facts"]
            return {name: fact["value"] for name, fact in told.items()}
        raise self._no_document(document)

    def document_as_added(self, document: str) -> Document:
        """A whole document as it was when it was added."""
        from sqlalchemy import select

        from grounds.ledger.rows import document_from_row
        from grounds.ledger.schema import documents

        row = self._first(
            select(documents.c.record, documents.c.text, documents.c.layout).where(documents.c.id == document)
        )
        if row is None:
            raise self._no_document(document)
        record, text, layout = row
        if not isinstance(text, str):
            raise self._damaged(f"the text of {document} is none")
        return document_from_row(self._loaded(record, kept.DOCUMENT), text, self._loaded(layout, kept.LAYOUT))

    def _no_document(self, document: str) -> NotFound:
        return NotFound(f"no document {document!r}", place=str(self.path), remedy="list them with `grounds documents`")

    def unread(self, document: str | None = None) -> Iterator[dict[str, Any]]:
        """Sentences that name an actor but gave no claim."""
        from sqlalchemy import select

        from grounds.ledger.schema import documents, unread

        statement = select(unread.c.record).join(documents, documents.c.id == unread.c.document)
        statement = statement.where(last_read())
        if document is not None:
            statement = statement.where(unread.c.document == document)
        for row in self._rows(statement.order_by(documents.c.sequence, unread.c.start)):
            yield self._loaded(row[0], kept.UNREAD)

    def mentions(self, document: str | None = None) -> Iterator[dict[str, Any]]:
        """What the readings shown name, by place: records of :class:`~grounds.model.mention.Mention`, each with its
        document's id."""
        from sqlalchemy import select

        from grounds.ledger.rows import mention_from_row
        from grounds.ledger.schema import documents, mentions, readings

        statement = select(readings.c.document, mentions).join(readings, readings.c.number == mentions.c.reading)
        statement = statement.join(documents, documents.c.id == readings.c.document).where(shown_reading())
        if document is not None:
            statement = statement.where(readings.c.document == document)
        for row in self._rows(statement.order_by(documents.c.sequence, mentions.c.start, mentions.c.end)):
            values = dict(row._mapping)
            yield {"document": values.pop("document"), **mention_from_row(values).record()}

    def actors(self, merged: Mapping[str, str] | None = None, *, known_on: str | None = None) -> list[dict[str, Any]]:
        """Catalogue actors that take part in claims: id, name, kind, claims, how many of them a person has reviewed;
        most named first. ``merged`` leads from ids to those that they are counted with; ``known_on`` is the day as of
        which the ledger is asked."""
        from sqlalchemy import case, func, select

        from grounds.ledger.schema import parties, reviewed

        moment = moment_of(known_on) if known_on is not None else None
        status = reviewed.c.status if moment is None else status_at(parties.c.claim, moment)
        looked = func.count(func.distinct(case((status.is_not(None) & (status != "machine"), parties.c.claim))))
        number = func.count(func.distinct(parties.c.claim))
        actor = case(merged, value=parties.c.actor, else_=parties.c.actor) if merged else parties.c.actor
        statement = (
            select(actor, func.min(parties.c.name), func.max(parties.c.kind), number, looked)
            .outerjoin_from(parties, reviewed, reviewed.c.claim == parties.c.claim)
            .where(parties.c.actor.is_not(None), *in_sight(parties.c.claim, moment, all_in=self._all_in(moment)))
            .group_by(actor)
            .order_by(number.desc(), actor)
        )
        names = ("id", "name", "kind", "claims", "reviewed")
        return [dict(zip(names, row, strict=True)) for row in self._rows(statement)]

    def texts(self) -> Iterator[tuple[str, str]]:
        """The id and text of each document, in the order of reading."""
        yield from self._stream("SELECT id, text FROM documents ORDER BY sequence")

    def decisions(self) -> list[Decision]:
        """All decisions, in the order in which this ledger got them."""
        with translated(self.path), self._engine.connect() as connection:
            return decided.all_decisions(connection)

    def judgements(self) -> list[dict[str, Any]]:
        """How reliable people hold sources to be: of each source the decision that holds, the first first."""
        with translated(self.path), self._engine.connect() as connection:
            return decided.judgements(connection)

    def failures(self) -> list[dict[str, str]]:
        """Inputs that could not be read, with the error and when."""
        from sqlalchemy import select

        from grounds.ledger.schema import failures

        return [dict(row._mapping) for row in self._rows(select(failures))]

    def _loaded(self, record: str, kind: str) -> Any:
        """The values of a record, their shape checked. Raises :class:`LedgerError` where it is damaged."""
        value, problem = kept.loaded(record, kind)
        if problem is not None:
            raise self._damaged(problem)
        return value

    def _damaged(self, problem: str) -> LedgerError:
        remedy = "see `grounds ledger verify`; restore it from a backup"
        return LedgerError(f"holds a damaged record ({problem})", place=str(self.path), remedy=remedy)

    def _rows(self, statement: Select[Any]) -> Iterator[Any]:
        with translated(self.path), self._engine.connect() as connection:
            yield from connection.execution_options(yield_per=500).execute(statement)

    def _plain(self, statement: str, *values: Any) -> Iterator[Any]:
        with translated(self.path), self._engine.connect() as connection:
            yield from connection.exec_driver_sql(statement, values).all()

    def connect(self) -> Connection:
        """A connection to the database, for the other modules of this package."""
        return self._engine.connect()

    def _stream(self, statement: str) -> Iterator[Any]:
        with translated(self.path), self._engine.connect() as connection:
            yield from connection.execution_options(yield_per=500).exec_driver_sql(statement)

    def _first(self, statement: Select[Any]) -> Any:
        return next(iter(self._rows(statement.limit(1))), None)
