"""What a ledger keeps as JSON, read back: values of the shape that they were written in, or what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from grounds.model.errors import LedgerError

CLAIM, DOCUMENT, LAYOUT, UNREAD, FACTS, NOTES = "claim", "document", "layout", "unread", "facts", "notes"


def loaded(text: Any, kind: str) -> tuple[Any, str | None]:
    """The values of a record and null, or null and what is wrong with it."""
    try:
        value = json.loads(text)
    except (TypeError, ValueError) as error:
        return None, str(error)
    problem = _check(kind)(value)
    return (value, None) if problem is None else (None, problem)


def needed(text: Any, kind: str) -> Any:
    """The values of a record. Raises :class:`LedgerError` where it is damaged."""
    value, problem = loaded(text, kind)
    if problem is not None:
        remedy = "see `grounds ledger verify`; restore it from a backup"
        raise LedgerError(f"the ledger holds a damaged record ({problem})", remedy=remedy)
    return value


def plain(text: Any) -> Any:
    """The values of a JSON text of no fixed shape. Raises :class:`LedgerError` where it is damaged."""
    try:
        return json.loads(text)
    except (TypeError, ValueError) as error:
        remedy = "see `grounds ledger verify`; restore it from a backup"
        raise LedgerError(f"the ledger holds a damaged record ({error})", remedy=remedy) from error


def _check(kind: str) -> Callable[[Any], str | None]:
    from grounds.model import shapes
    from grounds.model.claim import Claim, Unread
    from grounds.model.document import Fact

    if kind == DOCUMENT:
        return shapes.document_check()
    if kind == LAYOUT:
        return shapes.layout_check()
    if kind == FACTS:
        return shapes.of(dict[str, Fact])
    return shapes.of({CLAIM: Claim, UNREAD: Unread, NOTES: dict[str, Any]}[kind])
