"""Which claim stands now for one that was decided on, and what people say of pairs of claims and of actors."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from grounds.ledger import decided
from grounds.ledger.opening import translated
from grounds.model.decision import CLAIM
from grounds.review.pairs import VERBS, Pairs, pairs_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from grounds.ledger import Ledger

_NOW = """
    SELECT k.base, c.id, v.status, k.now FROM carried k
    JOIN claims c ON c.rowid = k.now LEFT JOIN reviewed v ON v.claim = k.now
"""
_MADE = """
    SELECT m.base, c.id FROM made m JOIN claims c ON c.rowid = m.claim JOIN reviewed v ON v.claim = m.claim
    WHERE v.status NOT IN ('replaced', 'rejected', 'withdrawn')
"""


def shown_for(connection: Connection) -> Callable[[str], str | None]:
    """Leads from a claim that was decided on to the one in sight that stands for it; null where none is."""
    made = {int(base): claim for base, claim in connection.exec_driver_sql(_MADE)}
    found: dict[str, str | None] = {}
    for base, claim, status, now in connection.exec_driver_sql(_NOW):
        found[base] = made.get(now) if status == "replaced" else None if status in ("rejected", "withdrawn") else claim
    return found.get


def claim_pairs(ledger: Ledger) -> Pairs:
    """What people say of pairs of claims that are in sight."""
    with translated(ledger.path), ledger.connect() as connection:
        marks = ", ".join("?" * len(VERBS))
        listed = decided.all_decisions(connection, f"verb IN ({marks}) AND target >= 'clm_' AND target < 'clm`'", VERBS)
        if not listed:
            return Pairs()
        return pairs_of(decided.with_undoing(connection, listed), shown_for(connection))


def claim_pairs_at(ledger: Ledger, moment: str, shown: Collection[str]) -> Pairs:
    """What people had said by a moment of pairs of claims that were shown then."""
    with translated(ledger.path), ledger.connect() as connection:
        marks = ", ".join("?" * len(VERBS))
        where = f"verb IN ({marks}) AND target >= 'clm_' AND target < 'clm`' AND received <= ?"
        listed = decided.all_decisions(connection, where, (*VERBS, moment))
        if not listed:
            return Pairs()
        undoing = decided.all_decisions(connection, "verb = 'undo' AND received <= ?", (moment,))
        family = _families(connection)
        then = {family.get(claim, claim): claim for claim in shown}
        return pairs_of([*listed, *undoing], lambda given: then.get(family.get(given, given)))


def _families(connection: Connection) -> dict[str, str]:
    """From a claim that was decided on, or made of one, to one that stands for its family."""
    asked = "SELECT base, now FROM carried WHERE now IS NOT NULL ORDER BY base"
    first: dict[int, str] = {}
    found = {base: first.setdefault(now, base) for base, now in connection.exec_driver_sql(asked)}
    made = "SELECT c.id, b.id FROM made m JOIN claims c ON c.rowid = m.claim JOIN claims b ON b.rowid = m.base"
    return {**{claim: found.get(base, base) for claim, base in connection.exec_driver_sql(made)}, **found}


def actor_pairs(ledger: Ledger) -> Pairs:
    """What people say of pairs of actors."""
    with translated(ledger.path), ledger.connect() as connection:
        listed = [
            d for d in decided.all_decisions(connection, "verb IN ('same', 'not_same')") if not _is_claim(d.target)
        ]
        return pairs_of(decided.with_undoing(connection, listed))


def _is_claim(target: str) -> bool:
    return target.startswith(CLAIM)


def statuses(ledger: Ledger) -> dict[str, str]:
    """What people say of claims in sight, by id; those that are not there are machine claims."""
    asked = """
        SELECT c.id, v.status FROM reviewed v JOIN claims c ON c.rowid = v.claim
        WHERE v.claim NOT IN (SELECT claim FROM hidden)
    """
    with translated(ledger.path), ledger.connect() as connection:
        return {str(claim): str(status) for claim, status in connection.exec_driver_sql(asked)}
