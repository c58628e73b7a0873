"""Bring the decisions of two copies of one ledger together.

Claims and decisions have content ids, the same on every machine, so that a decision is known again wherever it comes
from. Those that are new are added as they are; nothing is overwritten. What both sides decided differently stands as a
conflict until somebody goes over it. Decisions on claims that this ledger does not have wait until their document is
read. What was purged here does not come back: such decisions arrive without their words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grounds.ledger import Ledger, decided
from grounds.ledger.decided import PURGED
from grounds.model.claim import claim_from_record
from grounds.model.decision import CLAIM, DOCUMENT, Decision, decision_from_record
from grounds.model.errors import NotFound, RecordError, UnreadableFile
from grounds.review import views
from grounds.review.checking import document_of, root_of
from grounds.review.conflicts import Conflict, conflicts
from grounds.review.deciding import Reviews, ends_of

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Parcel:
    """A decision with the documents that its claims are of."""

    decision: Decision
    documents: tuple[str, ...]


@dataclass(slots=True)
class Brought:
    """What came of bringing decisions in: new ones, how many were known, those that wait for their claims, conflicts
    that are new, and documents that were purged elsewhere and are here."""

    added: list[Decision] = field(default_factory=list)
    known: int = 0
    waiting: list[Decision] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    purged_elsewhere: list[str] = field(default_factory=list)


def parcels(ledger: Ledger) -> Iterator[Parcel]:
    """All decisions of a ledger, to be brought into another."""
    with Reviews(ledger).asking() as connection:
        for one in decided.all_decisions(connection):
            ends = sorted(ends_of(one))
            found = (document_of(connection, end) for end in ends if end.startswith(CLAIM))
            of = [end for end in ends if end.startswith(DOCUMENT)]
            yield Parcel(one, tuple(dict.fromkeys([*of, *(d for d in found if d is not None)])))


def parcel_record(parcel: Parcel) -> dict[str, Any]:
    """A parcel as JSON-ready values."""
    return {"documents": list(parcel.documents), "decision": parcel.decision.record()}


def parcels_from(path: Path) -> list[Parcel]:
    """The decisions of another ledger, or of a file of JSON Lines. Raises
    :class:`~grounds.model.errors.UnreadableFile` and :class:`RecordError` with file and line."""
    try:
        with path.open("rb") as file:
            is_ledger = file.read(16).startswith(b"SQLite format 3")
    except OSError as error:
        problem = f"cannot be read ({error.strerror})"
        raise UnreadableFile(problem, place=str(path), remedy="check the path and the rights") from error
    if is_ledger:
        with Ledger.open(path, create=False) as other:
            return list(parcels(other))
    return list(_from_lines(path))


def _from_lines(path: Path) -> Iterator[Parcel]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        place = f"{path}:{number}"
        try:
            told = json.loads(line)
            decision, documents = told["decision"], tuple(map(str, told["documents"]))
        except (ValueError, KeyError, TypeError) as error:
            remedy = "write it with `grounds review export`"
            raise RecordError(f"is no decision ({error})", place=place, remedy=remedy) from error
        yield Parcel(_checked(decision, place), documents)


def _checked(record: Any, place: str) -> Decision:
    if isinstance(record, dict) and record.get("why") == PURGED:  # its words are gone, its id tells of them
        return Decision(**{**record, "seen": tuple(record["seen"])})
    if not isinstance(record, dict):
        raise RecordError("is no decision", place=place, remedy="write it with `grounds review export`")
    return decision_from_record(record, place)


def bring(reviews: Reviews, brought: Sequence[Parcel]) -> Brought:
    """Add decisions that are new here, in one transaction, and settle what they bear on."""
    told = Brought()
    with reviews.deciding() as connection:
        concerned = {end for parcel in brought for end in ends_of(parcel.decision)}
        before = {_key(c) for c in conflicts(connection, concerned)}
        purged = _purged_here(connection)
        received = decided.moment()
        for parcel in brought:
            decision = _without_words(parcel, purged)
            if decided.insert(connection, decision, received):
                told.added.append(decision)
            else:
                told.known += 1
        _enter_claims(connection, told.added)
        settle_known(reviews, connection, told.added)
        told.waiting = [d for d in told.added if _waits(connection, d)]
        told.conflicts = [c for c in conflicts(connection, concerned) if _key(c) not in before]
        told.purged_elsewhere = [d.target for d in told.added if d.verb == "purge" and d.target not in purged]
    reviews.write_actors()
    return told


def awaken(reviews: Reviews) -> int:
    """Settle decisions that waited for claims which have come in; gives how many claims they are on."""
    adds = "verb = 'add' AND target NOT IN (SELECT id FROM claims)"
    with reviews.deciding() as connection:
        _enter_claims(connection, decided.all_decisions(connection, adds))
        found: dict[str, list[str]] = {}
        for document, claim in connection.exec_driver_sql(decided.WAITING):
            found.setdefault(document, []).append(claim)
        for document, bases in found.items():
            views.settle_claims(connection, document, bases)
    return sum(map(len, found.values()))


def settle_known(reviews: Reviews, connection: Connection, decisions: Iterable[Decision]) -> None:
    """Settle what decisions bear on, so far as this ledger knows it."""
    known = []
    for one in decisions:
        try:
            known.append(root_of(connection, one))
        except NotFound:  # the undoing of something that has not come: it waits
            continue
    reviews.settle(connection, known)


def _enter_claims(connection: Connection, decisions: Iterable[Decision]) -> None:
    """Enter claims that people added elsewhere, where their document is in."""
    for one in decisions:
        if one.verb != "add" or not one.value or document_of(connection, one.target) is not None:
            continue
        document = one.value["quote"]["document"]
        row = connection.exec_driver_sql("SELECT text FROM documents WHERE id = ?", (document,)).first()
        if row is None or not row[0]:
            continue
        claim = claim_from_record(one.value)
        if row[0][claim.quote.start : claim.quote.end] == claim.quote.exact:
            views.enter_claim(connection, claim)


def _waits(connection: Connection, decision: Decision) -> bool:
    ends = {end for end in ends_of(decision) if end.startswith(CLAIM)}
    return any(document_of(connection, end) is None for end in ends)


def _purged_here(connection: Connection) -> frozenset[str]:
    asked = "SELECT id FROM documents WHERE json_extract(record, '$.state') = 'purged'"
    return frozenset(d for (d,) in connection.exec_driver_sql(asked))


def _without_words(parcel: Parcel, purged: frozenset[str]) -> Decision:
    """The decision as it may come in: of what was purged here it brings no words back."""
    decision = parcel.decision
    if decision.verb == "purge" or purged.isdisjoint(parcel.documents):
        return decision
    value = decision.value if decision.verb in ("split", "grade", "assign") else None
    return replace(decision, why=PURGED, value=value, grounds=None)


def _key(conflict: Conflict) -> tuple[str, ...]:
    return (conflict.about, *(d.id for d in conflict.decisions))
