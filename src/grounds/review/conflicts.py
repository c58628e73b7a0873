"""What people decided differently: on copies of one ledger, or on what a later reading made one.

Each conflict has its decisions, none of which has gone over the other. It is settled by a decision that goes over them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grounds.ledger import decided, kept
from grounds.model.decision import Decision
from grounds.model.errors import GroundsError
from grounds.model.standing import settle, undone
from grounds.review import views
from grounds.review.checking import standing_pairs
from grounds.review.claim_view import ClaimView, claim_view
from grounds.review.correcting import corrected

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Conflict:
    """Decisions that say different things: of what, and what holds meanwhile."""

    about: str
    decisions: tuple[Decision, ...]
    meanwhile: str

    def record(self) -> dict[str, Any]:
        """The conflict as JSON-ready values."""
        return {
            "about": self.about,
            "meanwhile": self.meanwhile,
            "decisions": [d.record() for d in self.decisions],
        }


def conflicts(connection: Connection, only: Collection[str] | None = None) -> Iterator[Conflict]:
    """All conflicts: of claims (``only``: of these), then of pairs, then of the rest."""
    for document, bases in views.decided_documents(connection).items():
        for base in sorted({_first(connection, b) for b in bases if only is None or b in only}):
            yield from _of_claim(connection, document, base)
    for told in standing_pairs(connection).conflicts:
        yield Conflict(f"{told[0].target} and {told[0].other}", told, "kept apart")
    yield from _of_others(connection)


def _first(connection: Connection, base: str) -> str:
    """The first of the claims that were decided on of a family: with it the conflicts of all are told."""
    asked = "SELECT min(base) FROM carried WHERE now = (SELECT now FROM carried WHERE base = ?)"
    found = connection.exec_driver_sql(asked, (base,)).scalar_one()
    return str(found) if found is not None else base


def _of_claim(connection: Connection, document: str, base: str) -> Iterator[Conflict]:
    asked = "SELECT base, now FROM carried WHERE now = (SELECT now FROM carried WHERE base = ?) ORDER BY base"
    family = connection.exec_driver_sql(asked, (base,)).all()
    members = [b for b, _ in family] or [base]
    listed = decided.about(connection, [*members, document])
    view = claim_view(listed, undone(listed))
    for one in view.conflicts:
        yield Conflict(base, one, view.status)
    if view.corrections and family and not _goes_together(connection, family[0][1], view):
        yield Conflict(base, tuple(view.corrections.values()), "machine")


def _goes_together(connection: Connection, row: int, view: ClaimView) -> bool:
    (record,) = connection.exec_driver_sql("SELECT record FROM claims WHERE rowid = ?", (row,)).one()
    try:
        corrected(kept.needed(record, kept.CLAIM), view.corrections)
    except GroundsError:
        return False
    return True


def _of_others(connection: Connection) -> Iterator[Conflict]:
    verbs = ("grade", "actor", "promote", "quiet")
    marks = ", ".join("?" * len(verbs))
    found = decided.with_undoing(connection, decided.all_decisions(connection, f"verb IN ({marks})", verbs))
    gone = undone(found)
    matters: dict[tuple[str, str], list[Decision]] = {}
    for one in found:
        if one.verb in verbs:
            kind = "mention" if one.verb in ("promote", "quiet") else one.verb
            matters.setdefault((kind, one.target), []).append(one)
    for (_, target), of in sorted(matters.items()):
        settled = settle(of, gone)
        if settled.conflict:
            yield Conflict(target, settled.heads, settled.holds.verb if settled.holds else "nothing")
