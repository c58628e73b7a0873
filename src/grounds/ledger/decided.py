"""The rows of decisions: adding one, reading them back. What follows from them is for ``grounds.review``."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from grounds.ledger import kept
from grounds.model.decision import Decision
from grounds.model.standing import settle, undone

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from grounds.ledger.store import Ledger

_COLUMNS = (
    *("id", "verb", "target", "other", "field", "value", "by", "why", "at", "codebook", "seen", "batch", "grounds"),
)
_QUOTED = ", ".join(f'"{name}"' for name in _COLUMNS)
_JSON = frozenset({"value", "seen", "grounds"})
#: What stands for the reason of a decision whose words were purged.
PURGED = "[purged]"
#: All that decisions are about: each end of a pair, each claim of a split.
ENDS = """
    SELECT target AS id FROM decisions UNION SELECT other FROM decisions WHERE other IS NOT NULL
    UNION SELECT j.value FROM decisions d, json_each(d.value, '$.part') j WHERE d.verb = 'split'
    UNION SELECT j.value FROM decisions d, json_each(d.value, '$.rest') j WHERE d.verb = 'split'
"""
#: Claims that were decided on, and for which it is not yet worked out what stands for them.
WAITING = f"""
    SELECT c.document, c.id FROM ({ENDS}) e JOIN claims c ON c.id = e.id WHERE c.id NOT IN (SELECT base FROM carried)
"""
#: How many values a statement is given at a time.
_AT_ONCE = 500


def moment() -> str:
    """The present moment to the microsecond, so that decisions have an order."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def insert(connection: Connection, decision: Decision, received: str) -> bool:
    """Add a decision; gives whether it is new here."""
    known = connection.exec_driver_sql("SELECT 1 FROM decisions WHERE id = ?", (decision.id,)).first()
    if known is not None:
        return False
    told = decision.record()
    row = [_text(told[name]) if name in _JSON else told[name] for name in _COLUMNS]
    marks = ", ".join("?" * (len(row) + 1))
    number = "(SELECT coalesce(max(number), 0) + 1 FROM decisions)"
    statement = f"INSERT INTO decisions (number, {_QUOTED}, received) VALUES ({number}, {marks})"
    connection.exec_driver_sql(statement, (*row, received))
    return True


def _text(value: Any) -> str | None:
    return None if value is None else json.dumps(value, sort_keys=True, ensure_ascii=False)


def all_decisions(connection: Connection, where: str = "", values: tuple[Any, ...] = ()) -> list[Decision]:
    """Decisions in the order in which this ledger got them; ``where`` is a condition in SQL."""
    condition = f"WHERE {where}" if where else ""
    asked = f"SELECT {_QUOTED} FROM decisions {condition} ORDER BY number"
    return [_decision(row) for row in connection.exec_driver_sql(asked, values)]


def about(connection: Connection, targets: Iterable[str]) -> list[Decision]:
    """Decisions on any of these, and all undoing that bears on them."""
    found = {d.id: d for d in _of("target", connection, set(targets))}
    found |= {d.id: d for d in _of("other", connection, set(targets))}
    return with_undoing(connection, found.values())


def with_undoing(connection: Connection, decisions: Iterable[Decision]) -> list[Decision]:
    """These decisions and all that undoes them, or undoes the undoing."""
    found = {d.id: d for d in decisions}
    edge = set(found)
    while edge:
        undoing = [d for d in _of("target", connection, edge) if d.id not in found]
        found |= {d.id: d for d in undoing}
        edge = {d.id for d in undoing}
    return list(found.values())


def awaiting(ledger: Ledger) -> bool:
    """Whether decisions wait for claims that have come in meanwhile."""
    asked = f"{WAITING} LIMIT 1"
    adds = "SELECT 1 FROM decisions WHERE verb = 'add' AND target NOT IN (SELECT id FROM claims) LIMIT 1"
    with ledger.connect() as connection:
        return any(connection.exec_driver_sql(statement).first() is not None for statement in (asked, adds))


def judgements(connection: Connection) -> list[dict[str, Any]]:
    """How reliable sources are held to be: of each the decision that holds, in the order in which they were taken."""
    listed = with_undoing(connection, all_decisions(connection, "verb = ?", ("grade",)))
    gone = undone(listed)
    of_source: dict[str, list[Decision]] = {}
    for one in listed:
        if one.verb == "grade":
            of_source.setdefault(one.target, []).append(one)
    held = [d for d in (settle(of, gone).holds for of in of_source.values()) if d is not None]
    told = sorted(held, key=lambda d: (d.at, d.id))
    return [{"source": d.target, **d.value, "by": d.by, "why": d.why, "at": d.at, "decision": d.id} for d in told]


def _of(column: str, connection: Connection, values: Collection[str]) -> Iterator[Decision]:
    listed = sorted(values)
    for start in range(0, len(listed), _AT_ONCE):
        some = listed[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        asked = f"SELECT {_QUOTED} FROM decisions WHERE {column} IN ({marks}) ORDER BY number"
        yield from (_decision(row) for row in connection.exec_driver_sql(asked, tuple(some)))


def _decision(row: Any) -> Decision:
    told = dict(zip(_COLUMNS, row, strict=True))
    for name in _JSON:
        told[name] = kept.plain(told[name]) if told[name] is not None else None
    return Decision(**{**told, "seen": tuple(told["seen"] or ())})
