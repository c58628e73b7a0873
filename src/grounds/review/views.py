"""The tables of what is shown after review, worked out from claims and decisions.

A *family* is the claim shown (``now``), the earlier claims that it stands for, and the corrected claims that people
made of it. One of them stands for all: the corrected claim where there is one, else ``now``; the rest are ``replaced``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from grounds.ledger import decided, kept, rows, schema, states
from grounds.model.claim import Claim
from grounds.model.decision import Decision
from grounds.model.errors import GroundsError
from grounds.model.standing import settle, undone
from grounds.review.carrying import Successors
from grounds.review.claim_view import OUT_OF_SIGHT, ClaimView, claim_view
from grounds.review.correcting import corrected

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: By a claim's row number what people say of it.
Told = dict[int, str]


def settle_document(connection: Connection, document: str) -> None:
    """Work out anew what decisions make of all claims of a document, after it was read again or withdrawn."""
    before = _in_sight(connection, document)
    _carry(connection, document)
    _write(connection, expected(connection, document), document)
    states.note(connection, decided.moment(), document=document)
    if before != _in_sight(connection, document):
        _stale(connection, document)


def settle_claims(connection: Connection, document: str, bases: Collection[str]) -> None:
    """Work out anew what decisions make of some claims of a document that were decided on."""
    successors = Successors(connection, document)
    for base in bases:
        _carry_one(connection, document, base, successors)
    family = _rows_of(connection, bases)
    before = _hidden_of(connection, family)
    told = _families(connection, document, bases, _enter)
    family |= set(told)
    _clear(connection, family)
    _insert(connection, told)
    states.note(connection, decided.moment(), rows=family)
    if before != _hidden_of(connection, family) or len(family) > len(bases):
        _stale(connection, document)


def expected(connection: Connection, document: str, *, enter: bool = True) -> Told:
    """What the tables must hold of a document. With ``enter`` corrected claims that are lacking are made."""
    bases = _bases(connection, document)
    told = _families(connection, document, bases, _enter if enter else _known)
    if _withdrawn(connection, document):
        asked = "SELECT rowid FROM claims WHERE document = ? AND rowid NOT IN (SELECT claim FROM superseded)"
        for (row,) in connection.exec_driver_sql(asked, (document,)):
            told.setdefault(int(row), "withdrawn")
    return told


def rebuild(connection: Connection) -> None:
    """Empty the tables and work them out anew for all documents that were decided on."""
    for table in schema.REVIEWED:
        connection.exec_driver_sql(f"DELETE FROM {table}")
    for document, bases in decided_documents(connection).items():
        successors = Successors(connection, document)
        for base in bases:
            _carry_one(connection, document, base, successors)
        settle_document(connection, document)


def decided_documents(connection: Connection) -> dict[str, set[str]]:
    """The documents that decisions bear on, each with its claims that were decided on."""
    asked = f"SELECT c.document, c.id FROM ({decided.ENDS}) e JOIN claims c ON c.id = e.id"
    found: dict[str, set[str]] = {}
    for document, claim in connection.exec_driver_sql(asked):
        found.setdefault(document, set()).add(claim)
    asked = "SELECT DISTINCT d.target FROM decisions d JOIN documents o ON o.id = d.target"
    for (document,) in connection.exec_driver_sql(asked):
        found.setdefault(document, set())
    return found


# ---------------------------------------------------------------------------------------------------- carrying over


def _carry(connection: Connection, document: str) -> None:
    successors = Successors(connection, document)
    for base in _bases(connection, document):
        _carry_one(connection, document, base, successors)


def _carry_one(connection: Connection, document: str, base: str, successors: Successors) -> None:
    """Note which claim stands for one that was decided on. One that no reading gives any more stays where a person has
    said that it says what its words say."""
    now = successors.of(base)
    if now is None:
        listed = decided.about(connection, (base,))
        if not claim_view(listed, undone(listed)).stands:
            _set_carried(connection, base, document, None)
            return
        row = _row(connection, base)
        connection.exec_driver_sql("INSERT OR IGNORE INTO made VALUES (?, ?)", (row, row))
        connection.exec_driver_sql("DELETE FROM superseded WHERE claim = ?", (row,))
        _set_carried(connection, base, document, row)
        return
    _set_carried(connection, base, document, _row(connection, now))


def _set_carried(connection: Connection, base: str, document: str, now: int | None) -> None:
    connection.exec_driver_sql("INSERT OR REPLACE INTO carried VALUES (?, ?, ?)", (base, document, now))


# -------------------------------------------------------------------------------------------------------- families


def _families(connection: Connection, document: str, bases: Collection[str], enter: Any) -> Told:
    """What is told of the families of claims that were decided on."""
    on_document = [d for d in decided.about(connection, (document,)) if d.verb in ("withdraw", "undo")]
    told: Told = {}
    for now, of in _by_now(connection, bases).items():
        listed = [*on_document, *decided.about(connection, of)]
        members = _rows_of(connection, of) | ({now} if now is not None else set())
        made = _made_of(connection, members)
        told |= dict.fromkeys(made, "replaced")
        if now is not None:
            told |= _family(connection, now, listed, enter)
    return told


def _family(connection: Connection, now: int, listed: list[Decision], enter: Any) -> Told:
    view = claim_view(listed, undone(listed))
    if view.corrections:
        claim = _corrected(connection, now, view)
        row = enter(connection, claim, now) if claim is not None else None
        if row is not None:
            return {now: "replaced", row: view.status}
        view = ClaimView("machine", {}, view.conflicts)  # what was corrected no longer goes together
    return {now: view.status}


def _corrected(connection: Connection, now: int, view: ClaimView) -> Claim | None:
    (record,) = connection.exec_driver_sql("SELECT record FROM claims WHERE rowid = ?", (now,)).one()
    try:
        return corrected(kept.needed(record, kept.CLAIM), view.corrections)
    except GroundsError:  # told by `conflicts`, which tries the same
        return None


def _enter(connection: Connection, claim: Claim, base: int) -> int:
    """The row of a corrected claim; it is entered where it is new."""
    row = _known(connection, claim, base)
    if row is None:
        row = enter_claim(connection, claim)
        connection.exec_driver_sql("INSERT INTO made VALUES (?, ?)", (row, base))
    return row


def _known(connection: Connection, claim: Claim, _: int) -> int | None:
    found = connection.exec_driver_sql("SELECT rowid FROM claims WHERE id = ?", (claim.id,)).first()
    return int(found[0]) if found is not None else None


def enter_claim(connection: Connection, claim: Claim) -> int:
    """Add a claim with its parties and words; gives its row number."""
    row = int(connection.exec_driver_sql("SELECT coalesce(max(rowid), 0) + 1 FROM claims").scalar_one())
    statements = schema.insertions()
    connection.exec_driver_sql(statements["claims"], rows.claim_row(claim, row))
    for party in rows.party_rows(claim, row):
        connection.exec_driver_sql(statements["parties"], party)
    connection.exec_driver_sql(statements["search"], rows.search_row(claim, row))
    states.note_new(connection, decided.moment(), [row])
    return row


def _by_now(connection: Connection, bases: Collection[str]) -> dict[int | None, set[str]]:
    """Claims that were decided on, by the claim that stands for them; with all others that it stands for."""
    found: dict[int | None, set[str]] = {}
    for base in bases:
        (now,) = connection.exec_driver_sql("SELECT now FROM carried WHERE base = ?", (base,)).one()
        if now is None:
            found.setdefault(None, set()).add(base)
        elif now not in found:
            asked = "SELECT base FROM carried WHERE now = ?"
            found[now] = {b for (b,) in connection.exec_driver_sql(asked, (now,))}
    return found


# ---------------------------------------------------------------------------------------------------------- tables


def _write(connection: Connection, told: Told, document: str) -> None:
    for table in ("hidden", "reviewed"):
        mine = f"DELETE FROM {table} WHERE claim IN (SELECT rowid FROM claims WHERE document = ?)"
        connection.exec_driver_sql(mine, (document,))
    _insert(connection, told)


def _insert(connection: Connection, told: Told) -> None:
    for row, status in told.items():
        if status != "machine":
            connection.exec_driver_sql("INSERT INTO reviewed VALUES (?, ?)", (row, status))
        if status in OUT_OF_SIGHT:
            connection.exec_driver_sql("INSERT INTO hidden VALUES (?)", (row,))


def _clear(connection: Connection, family: Iterable[int]) -> None:
    for row in family:
        connection.exec_driver_sql("DELETE FROM hidden WHERE claim = ?", (row,))
        connection.exec_driver_sql("DELETE FROM reviewed WHERE claim = ?", (row,))


def _stale(connection: Connection, document: str) -> None:
    """What was weighed of the document must be weighed anew."""
    connection.exec_driver_sql("UPDATE weighed_documents SET reading = -1 WHERE document = ?", (document,))


def _bases(connection: Connection, document: str) -> list[str]:
    asked = "SELECT base FROM carried WHERE document = ? ORDER BY base"
    return [base for (base,) in connection.exec_driver_sql(asked, (document,))]


def _withdrawn(connection: Connection, document: str) -> bool:
    listed = decided.about(connection, (document,))
    return bool(settle([d for d in listed if d.verb == "withdraw"], undone(listed)).heads)


def _row(connection: Connection, claim: str) -> int:
    return int(connection.exec_driver_sql("SELECT rowid FROM claims WHERE id = ?", (claim,)).scalar_one())


def _rows_of(connection: Connection, bases: Collection[str]) -> set[int]:
    """The rows of claims that were decided on and stand by a decision, of those that stand for them, and of what was
    made of any of these."""
    found = {_row(connection, base) for base in bases}
    for base in bases:
        (now,) = connection.exec_driver_sql("SELECT now FROM carried WHERE base = ?", (base,)).one()
        found |= {int(now)} if now is not None else set()
    return found | _made_of(connection, found)


def _made_of(connection: Connection, members: Collection[int]) -> set[int]:
    found: set[int] = set()
    for row in members:
        found |= {int(c) for (c,) in connection.exec_driver_sql("SELECT claim FROM made WHERE base = ?", (row,))}
    return found


def _hidden_of(connection: Connection, family: Collection[int]) -> set[int]:
    asked = "SELECT 1 FROM hidden WHERE claim = ?"
    return {row for row in family if connection.exec_driver_sql(asked, (row,)).first() is not None}


def _in_sight(connection: Connection, document: str) -> set[int]:
    asked = (
        "SELECT rowid FROM claims WHERE document = ? AND rowid NOT IN (SELECT claim FROM superseded) "
        "AND rowid NOT IN (SELECT claim FROM hidden)"
    )
    return {int(row) for (row,) in connection.exec_driver_sql(asked, (document,))}
