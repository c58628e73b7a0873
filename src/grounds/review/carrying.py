"""Which claim shown stands for one that was decided on: through all readings of its document since."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from grounds.ledger import kept
from grounds.succession import succession

if TYPE_CHECKING:
    from sqlalchemy import Connection

_READINGS = "SELECT number FROM standing WHERE document = ? ORDER BY number"
_GIVEN = "SELECT c.record FROM given g JOIN claims c ON c.rowid = g.claim WHERE g.reading = ? ORDER BY c.start, c.rowid"


class Successors:
    """Leads from claims of a document to those that stand for them in its reading shown."""

    def __init__(self, connection: Connection, document: str) -> None:
        self._connection = connection
        self._readings = [int(n) for (n,) in connection.exec_driver_sql(_READINGS, (document,))]
        self._steps: list[dict[str, str | None]] | None = None
        self._given: list[list[dict[str, Any]]] = []

    def of(self, claim: str) -> str | None:
        """The id of the claim that stands for one now; null where it went, or where its run was undone."""
        if len(self._readings) < 2:
            return claim if self._is_given(claim) else None
        steps = self._all_steps()
        places = [i for i, listed in enumerate(self._given) if any(r["id"] == claim for r in listed)]
        if not places:
            return None
        now: str | None = claim
        for step in steps[places[-1] :]:
            now = step.get(now) if now is not None else None
        return now

    def _is_given(self, claim: str) -> bool:
        if not self._readings:
            return False
        asked = "SELECT 1 FROM given g JOIN claims c ON c.rowid = g.claim WHERE g.reading = ? AND c.id = ?"
        return self._connection.exec_driver_sql(asked, (self._readings[-1], claim)).first() is not None

    def _all_steps(self) -> list[dict[str, str | None]]:
        if self._steps is None:
            self._given = [self._claims(number) for number in self._readings]
            self._steps = [_step(earlier, later) for earlier, later in pairwise(self._given)]
        return self._steps

    def _claims(self, reading: int) -> list[dict[str, Any]]:
        rows = self._connection.exec_driver_sql(_GIVEN, (reading,)).all()
        return [kept.needed(record, kept.CLAIM) for (record,) in rows]


def _step(earlier: list[dict[str, Any]], later: list[dict[str, Any]]) -> dict[str, str | None]:
    """From each claim of a reading to its like in the next."""
    found = succession(earlier, later)
    step: dict[str, str | None] = {old["id"]: new["id"] for old, new in (*found.same, *found.changed)}
    return {**step, **{old["id"]: None for old in found.gone}}
