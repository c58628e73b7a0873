"""Content ids: the same content has the same id on every machine, so that a copy, a resume or an exchange adds nothing.

A claim's id is a hash of its whole record except ``id``, the reader's confidence, explanations (every ``why``),
``status`` and ``created``: what a person or a later run may add without making it another claim.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

_LENGTH = 32
_TOP = frozenset({"id", "status", "created"})


def sha256_bytes(data: bytes) -> str:
    """Hex SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def sha256_text(text: str) -> str:
    """Hex SHA-256 of the UTF-8 form of a text; lone surrogates are kept apart, never replaced."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(sha256: str) -> str:
    """``doc_`` and the first half of the SHA-256 of the document's bytes."""
    return f"doc_{sha256[:_LENGTH]}"


def claim_id(record: dict[str, Any]) -> str:
    """``clm_`` and a hash of a claim's record (see above for what stays out)."""
    kept = {k: v for k, v in record.items() if k not in _TOP}
    kept["reader"] = {k: v for k, v in kept["reader"].items() if k != "confidence"}
    canonical = json.dumps(_without_why(kept), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return f"clm_{hashlib.sha256(canonical.encode()).hexdigest()[:_LENGTH]}"


def _without_why(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_why(v) for k, v in value.items() if k != "why"}
    if isinstance(value, list):
        return [_without_why(v) for v in value]
    return value
