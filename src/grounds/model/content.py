"""What a claim's record says, apart from who read it, when and why: by this two readings of one text are compared."""

from __future__ import annotations

import json
from typing import Any

Record = dict[str, Any]

#: What may differ between two records of the same content.
_NOT_CONTENT = frozenset({"id", "reader", "status", "supersedes", "created"})
#: How a party or place was resolved, which is no part of what is said.
_HOW = frozenset({"why", "score", "resolved_by"})


def content(record: Record) -> str:
    """What a claim says, as one text: its record without ids, the reader's note, explanations, status and time."""
    return json.dumps(_said(record), sort_keys=True)


def _said(value: Any, outermost: bool = True) -> Any:
    if isinstance(value, dict):
        left_out = _NOT_CONTENT if outermost else _HOW
        return {key: _said(inner, False) for key, inner in value.items() if key not in left_out}
    if isinstance(value, list):
        return [_said(inner, False) for inner in value]
    return value


def said(value: Any) -> Any:
    """What one field of a record says, apart from how a party or place in it was resolved."""
    return _said(value, False)


def differing(old: Record, new: Record) -> dict[str, tuple[Any, Any]]:
    """The fields in which two records say different things: the earlier value, the later one."""
    one, other = _said(old), _said(new)
    return {key: (one.get(key), other.get(key)) for key in {**one, **other} if one.get(key) != other.get(key)}
