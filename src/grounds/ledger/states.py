"""How claims stood when: kept as spans, so that any earlier day is asked for as quickly as today.

A claim without a span is a machine claim, shown since its document came in. Each change of what decisions and readings
make of a claim ends a span and begins another (:func:`note`). This is the ledger's own time, *when it was learned*;
when something was said is the document's date, when it happened the claim's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from grounds.model.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: Sorts behind every moment.
UNTIL_THE_END = "~"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")

#: How each claim of ``chosen`` stands now, where it is not simply a machine claim in sight.
_NOW = """
    SELECT n.claim, coalesce(v.status, 'machine') AS status,
        n.claim NOT IN (SELECT claim FROM superseded) AND n.claim NOT IN (SELECT claim FROM hidden) AS shown
    FROM ({chosen}) n LEFT JOIN reviewed v ON v.claim = n.claim
"""
_CLOSE = """
    UPDATE states SET until = max(since, :at) WHERE until IS NULL AND claim IN (SELECT claim FROM ({chosen}))
    AND NOT EXISTS (
        SELECT 1 FROM ({now}) x WHERE x.claim = states.claim AND x.status = states.status AND x.shown = states.shown)
"""
_DROP = "DELETE FROM states WHERE until = since AND claim IN (SELECT claim FROM ({chosen}))"
_OPEN = """
    INSERT INTO states SELECT x.claim, max(:at, coalesce((
        SELECT max(s.until) FROM states s WHERE s.claim = x.claim), '')), NULL, x.status, x.shown
    FROM ({now}) x WHERE NOT (x.status = 'machine' AND x.shown)
    AND NOT EXISTS (SELECT 1 FROM states s WHERE s.claim = x.claim AND s.until IS NULL)
"""
_OF_DOCUMENT = "SELECT rowid AS claim FROM claims WHERE document = :document"
_OF_ROWS = "SELECT value AS claim FROM json_each(:rows)"


def note(connection: Connection, at: str, *, document: str | None = None, rows: Iterable[int] = ()) -> None:
    """Note how claims stand from ``at`` on: those of a document, or of row numbers."""
    if document is not None:
        chosen, values = _OF_DOCUMENT, {"document": document, "at": at}
    else:
        chosen, values = _OF_ROWS, {"rows": "[" + ",".join(map(str, rows)) + "]", "at": at}
    now = _NOW.format(chosen=chosen)
    for statement in (_CLOSE, _DROP, _OPEN):
        told = statement.format(chosen=chosen, now=now)
        connection.exec_driver_sql(told, {name: value for name, value in values.items() if f":{name}" in told})


def note_new(connection: Connection, at: str, rows: Iterable[int]) -> None:
    """Note that claims came in later than their document: before ``at`` they were not there."""
    for row in rows:
        statement = "INSERT OR IGNORE INTO states VALUES (?, '', ?, 'machine', 0)"
        connection.exec_driver_sql(statement, (row, at))


def moment_of(day: str) -> str:
    """What sorts behind all moments of a day (YYYY-MM-DD), or a moment as it is. Raises :class:`UsageError`."""
    if _MOMENT.fullmatch(day):
        return day
    try:
        if date.fromisoformat(day).isoformat() == day:
            return f"{day}{UNTIL_THE_END}"
    except ValueError:
        pass
    raise UsageError(f"{day!r} is no day", remedy="give it as YYYY-MM-DD")
