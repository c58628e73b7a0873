"""Statements that several queries share: which claims are shown, now or on a day, and which fit a filter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from grounds.ledger.filters import ClaimFilter, quoted
from grounds.ledger.states import UNTIL_THE_END

if TYPE_CHECKING:
    from sqlalchemy import Select

_PLAIN = ("kind", "predicate", "factuality", "polarity", "document", "rule")
#: Statuses of claims that are out of sight.
_HIDDEN = ("rejected", "withdrawn")


def is_shown(rowid: Any) -> Any:
    """Whether the claim of a row number is given by the reading shown of its document, and no decision hides it."""
    from sqlalchemy import select

    from grounds.ledger.schema import hidden, superseded

    return rowid.not_in(select(superseded.c.claim)) & rowid.not_in(select(hidden.c.claim))


def was_shown(rowid: Any, moment: str, *, of_all: bool = False) -> Any:
    """Whether a claim was shown at a moment; its document must have been in by then. ``of_all``: asked of every claim,
    where it is quicker to gather those that were not shown than to look at each."""
    from sqlalchemy import exists, select

    from grounds.ledger.schema import states

    if of_all:
        return rowid.not_in(select(states.c.claim).where(states.c.shown == 0, *_held(moment)))
    return ~exists().where(states.c.claim == rowid, states.c.shown == 0, *_held(moment))


def in_sight(rowid: Any, moment: str | None, *, all_in: bool) -> tuple[Any, ...]:
    """Whether claims are shown, now or at a moment, as conditions of a query over all of them."""
    from sqlalchemy import func, select

    from grounds.ledger.schema import claims, documents

    if moment is None:
        return (is_shown(rowid),)
    held = was_shown(rowid, moment, of_all=True)
    if all_in:
        return (held,)
    mine = select(claims.c.rowid).join(documents, documents.c.id == claims.c.document)
    return held, rowid.in_(mine.where(func.substr(documents.c.added, 1, 19) <= moment[:19]))


def status_at(rowid: Any, moment: str) -> Any:
    """What people said of a claim at a moment; null where nobody had said anything."""
    from sqlalchemy import select

    from grounds.ledger.schema import states

    return select(states.c.status).where(states.c.claim == rowid, *_held(moment)).limit(1).scalar_subquery()


def status_now(rowid: Any) -> Any:
    """What people say of a claim; null where nobody has said anything."""
    from sqlalchemy import select

    from grounds.ledger.schema import reviewed

    return select(reviewed.c.status).where(reviewed.c.claim == rowid).scalar_subquery()


def _has_status(rowid: Any, status: str) -> Any:
    """Whether people say so of a claim now."""
    from sqlalchemy import select

    from grounds.ledger.schema import reviewed

    if status == "machine":
        return rowid.not_in(select(reviewed.c.claim))
    return rowid.in_(select(reviewed.c.claim).where(reviewed.c.status == status))


def _held(moment: str) -> tuple[Any, Any]:
    from sqlalchemy import func

    from grounds.ledger.schema import states

    return states.c.since <= moment, func.coalesce(states.c.until, UNTIL_THE_END) > moment


def last_read() -> Any:
    """Whether an unread sentence is left by the reading shown of its document."""
    from sqlalchemy import text

    return text("unread.reading = (SELECT max(number) FROM standing s WHERE s.document = unread.document)")


def shown_reading() -> Any:
    """Whether a reading is the one shown of its document."""
    from sqlalchemy import text

    return text("readings.number = (SELECT max(number) FROM standing s WHERE s.document = readings.document)")


def held_reliability(record: Mapping[str, Any], grades: Mapping[str, str]) -> str | None:
    """How reliable people hold the publisher of a document to be; else what the document's own record says."""
    actor, publisher = record["publisher_actor"], record["publisher"]
    return grades.get(f"voice:{actor}") or grades.get(publisher) or record["reliability"]


def claims_where(
    wanted: ClaimFilter, *columns: Any, told: bool = False, of_all: bool = False, all_in: bool = False
) -> Select[Any]:
    """The claims that fit; with ``told`` their documents are joined, and a last column is the status (null where nobody
    has said anything). ``of_all``: every claim is looked at; ``all_in``: all documents were in by the moment that is
    asked for."""
    from sqlalchemy import select

    from grounds.ledger.schema import claims, documents

    at = wanted.moment
    # Looked up claim by claim: a join would keep the database from walking the documents in their order.
    status = status_now(claims.c.rowid) if at is None else status_at(claims.c.rowid, at)
    statement = select(*columns, *((status.label("status"),) if told else ())).select_from(claims)
    if told or wanted.looks_at_documents(all_in):
        statement = statement.join(documents, documents.c.id == claims.c.document)
    statement = _said_and_learned(_in_sight(statement, wanted, status, of_all), wanted, all_in)
    for name in _PLAIN:
        value = getattr(wanted, name)
        if value is not None:
            statement = statement.where(claims.c[name] == value)
    if wanted.documents:
        statement = statement.where(claims.c.document.in_(wanted.documents))
    return _worded(_dated(_named(statement, wanted), wanted), wanted)


def _in_sight(statement: Select[Any], wanted: ClaimFilter, status: Any, of_all: bool) -> Select[Any]:
    from sqlalchemy import func, select

    from grounds.ledger.schema import claims, superseded

    row = claims.c.rowid
    if wanted.superseded:
        return statement.where(row.in_(select(superseded.c.claim)))
    if wanted.status in _HIDDEN:
        if wanted.moment:
            return statement.where(status == wanted.status)
        return statement.where(_has_status(row, wanted.status), row.not_in(select(superseded.c.claim)))
    shown = is_shown(row) if wanted.moment is None else was_shown(row, wanted.moment, of_all=of_all)
    if wanted.status is not None and wanted.moment is None:
        statement = statement.where(_has_status(row, wanted.status))
    elif wanted.status is not None:
        statement = statement.where(func.coalesce(status, "machine") == wanted.status)
    return statement.where(shown)


def _said_and_learned(statement: Select[Any], wanted: ClaimFilter, all_in: bool) -> Select[Any]:
    """When the document says it was said, and when the ledger learned of it."""
    from sqlalchemy import func

    from grounds.ledger.schema import documents

    if wanted.moment is not None and not all_in:
        # Documents keep the second in which they came in, decisions the microsecond.
        statement = statement.where(func.substr(documents.c.added, 1, 19) <= wanted.moment[:19])
    said = func.json_extract(documents.c.record, "$.date")
    if wanted.said_since is not None:
        statement = statement.where(said >= wanted.said_since)
    if wanted.said_until is not None:
        statement = statement.where(said <= wanted.said_until)
    return statement


def _named(statement: Select[Any], wanted: ClaimFilter) -> Select[Any]:
    from sqlalchemy import func, or_, select

    from grounds.ledger.schema import claims, parties

    if not wanted.actor:
        return statement
    part = wanted.actor
    sought = (parties.c.name, parties.c.mention)
    # The database's own search first: it is quick, and few names are left to look at word by word.
    shown = (c.icontains(part, autoescape=True) & func.bears(c, part) for c in sought)
    named = or_(parties.c.actor.in_((part, *wanted.actor_ids)), *shown)
    return statement.where(claims.c.rowid.in_(select(parties.c.claim).where(named)))


def _dated(statement: Select[Any], wanted: ClaimFilter) -> Select[Any]:
    from sqlalchemy import func

    from grounds.ledger.schema import claims

    if wanted.since:
        statement = statement.where(func.coalesce(claims.c.date_to, claims.c.date_from, "") >= wanted.since)
    if wanted.until:
        statement = statement.where(func.coalesce(claims.c.date_from, claims.c.date_to) <= wanted.until)
    return statement


def _worded(statement: Select[Any], wanted: ClaimFilter) -> Select[Any]:
    from sqlalchemy import text

    from grounds.ledger.schema import claims

    if wanted.text is None:
        return statement
    words = quoted(wanted.text)
    matching = text("SELECT rowid FROM search WHERE search MATCH :words").bindparams(words=words or '""')
    return statement.where(claims.c.rowid.in_(matching))


#: What a status is called in a record where it is not of the contract's list.
_TOLD = {"replaced": "corrected"}


def with_status(record: dict[str, Any], status: str | None) -> dict[str, Any]:
    """The record with what people say of the claim."""
    if status is not None:
        record["status"] = _TOLD.get(status, status)
    return record
