"""Which claim to look at next: where the reader is unsure, where many say so, where somebody says the opposite.

The scores are kept beside the claims with an index, so that the next one is found at once among a million. They are a
view: what came in since is added when a session begins, and all is worked out anew where links have changed.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grounds.ledger.opening import translated
from grounds.review.data import settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from grounds.ledger import Ledger

_OPEN = """
    claim NOT IN (SELECT claim FROM superseded) AND claim NOT IN (SELECT claim FROM hidden)
    AND claim NOT IN (SELECT claim FROM reviewed)
"""
_ADD = """
    INSERT OR REPLACE INTO queue SELECT c.rowid AS claim, :uncertain * (1 - c.confidence) FROM claims c
    WHERE c.rowid > :last AND c.rowid NOT IN (SELECT claim FROM made)
"""
_LINKED = """
    UPDATE queue SET score = score + :told_by_others * min(n.links, :enough) / :enough + :in_incident * n.of_events
    FROM (
        SELECT claim, count(*) AS links, max(kind = 'event') AS of_events FROM (
            SELECT one AS claim, kind FROM weighed_links UNION ALL SELECT other, kind FROM weighed_links)
        GROUP BY claim) n
    WHERE n.claim = queue.claim
"""
_OPPOSED = """
    UPDATE queue SET score = score + :disputed * min(n.against, :enough) / :enough
    FROM (
        SELECT claim, count(*) AS against FROM (
            SELECT one AS claim FROM weighed_oppositions UNION ALL SELECT other FROM weighed_oppositions)
        GROUP BY claim) n
    WHERE n.claim = queue.claim
"""
_LINKS = "SELECT (SELECT count(*) FROM weighed_links) + (SELECT count(*) FROM weighed_oppositions)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which claims are meant: of documents (ids), of actors (ids or names); all where both are empty."""

    documents: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


class Queue:
    """The claims that nobody has decided on, the most useful first."""

    def __init__(self, ledger: Ledger, wanted: Wanted | None = None) -> None:
        self._ledger = ledger
        self._wanted = wanted or Wanted()

    def refresh(self) -> None:
        """Take up what came in since, or work all out anew where links or weights are others."""
        weights = settings("usefulness")
        told = json.dumps(weights, sort_keys=True)
        with translated(self._ledger.path), self._ledger.connect() as connection, connection.begin():
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            links = int(connection.exec_driver_sql(_LINKS).scalar_one())
            held = connection.exec_driver_sql("SELECT last, links, rules FROM queued").first()
            last = held[0] if held is not None and (held[1], held[2]) == (links, told) else None
            newest = int(connection.exec_driver_sql("SELECT coalesce(max(rowid), 0) FROM claims").scalar_one())
            if last is None:
                connection.exec_driver_sql("DELETE FROM queue")
            connection.exec_driver_sql(_ADD, {"uncertain": weights["uncertain"], "last": last or 0})
            if last is None:
                for statement in (_LINKED, _OPPOSED):
                    named = {k: v for k, v in weights.items() if f":{k}" in statement}
                    connection.exec_driver_sql(statement, named)
            connection.exec_driver_sql("DELETE FROM queue WHERE claim IN (SELECT claim FROM reviewed)")
            connection.exec_driver_sql("DELETE FROM queued")
            connection.exec_driver_sql("INSERT INTO queued VALUES (?, ?, ?)", (newest, links, told))

    def next(self, skipped: Collection[int] = ()) -> tuple[int, str] | None:
        """Row number and id of the next claim, null where none is left; ``skipped`` are rows to leave out."""
        found = self.first(1, skipped)
        return found[0] if found else None

    def first(self, number: int, skipped: Collection[int] = ()) -> list[tuple[int, str]]:
        """Row numbers and ids of the claims that come first."""
        with translated(self._ledger.path), self._ledger.connect() as connection:
            return self._first(connection, number, skipped)

    def _first(self, connection: Connection, number: int, skipped: Collection[int]) -> list[tuple[int, str]]:
        condition, values = self._condition()
        asked = f"""
            SELECT q.claim, c.id FROM (
                SELECT claim, score FROM queue WHERE {_OPEN} {condition}
                AND claim NOT IN (SELECT value FROM json_each(?)) ORDER BY score DESC, claim LIMIT ?) q
            JOIN claims c ON c.rowid = q.claim ORDER BY q.score DESC, q.claim
        """
        rows = connection.exec_driver_sql(asked, (*values, json.dumps(sorted(skipped)), number))
        return [(int(row), str(claim)) for row, claim in rows]

    def _condition(self) -> tuple[str, tuple[str, ...]]:
        parts: list[str] = []
        values: list[str] = []
        if self._wanted.documents:
            parts.append("SELECT rowid FROM claims WHERE document IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(self._wanted.documents))
        if self._wanted.actors:
            of = "SELECT value FROM json_each(?)"
            parts.append(f"SELECT claim FROM parties WHERE actor IN ({of}) OR name IN ({of})")
            values += [json.dumps(self._wanted.actors)] * 2
        return "".join(f" AND claim IN ({part})" for part in parts), tuple(values)

    def left(self) -> int:
        """How many claims nobody has decided on."""
        condition, values = self._condition()
        with translated(self._ledger.path), self._ledger.connect() as connection:
            asked = f"SELECT count(*) FROM queue WHERE {_OPEN} {condition}"
            return int(connection.exec_driver_sql(asked, values).scalar_one())


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a claim is useful to look at: how many say the same or the opposite, and the nearest of them."""

    links: int
    against: int
    nearest: str | None


def reasons(ledger: Ledger, row: int) -> Reasons:
    """What is linked to a claim, and opposes it; ``nearest`` is the claim of the least sure link."""
    linked = """
        SELECT other AS claim, probability FROM weighed_links WHERE one = :row
        UNION ALL SELECT one, probability FROM weighed_links WHERE other = :row
    """
    opposed = """
        SELECT other AS claim FROM weighed_oppositions WHERE one = :row
        UNION ALL SELECT one FROM weighed_oppositions WHERE other = :row
    """
    shown = "claim NOT IN (SELECT claim FROM superseded) AND claim NOT IN (SELECT claim FROM hidden)"
    with translated(ledger.path), ledger.connect() as connection:
        rows = connection.exec_driver_sql(
            f"SELECT claim FROM ({linked}) WHERE {shown} ORDER BY probability, claim", {"row": row}
        ).all()
        against = connection.exec_driver_sql(f"SELECT claim FROM ({opposed}) WHERE {shown}", {"row": row}).all()
        near = rows[0][0] if rows else against[0][0] if against else None
        nearest = None
        if near is not None:
            nearest = connection.exec_driver_sql("SELECT id FROM claims WHERE rowid = ?", (near,)).scalar_one()
        return Reasons(len(rows), len(against), nearest)
