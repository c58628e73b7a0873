"""Coded claims from JSON Lines: the fields of the record that a coder fills."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from grounds.model.errors import RecordError, UnreadableFile
from grounds.model.vocabulary import VOCABULARY

_NEEDED = ("predicate", "subjects", "objects", "factuality", "polarity", "quote")


def load_gold(path: Path) -> list[dict[str, Any]]:
    """Read and check coded claims; a broken line raises :class:`RecordError` with file and line."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"cannot be read as UTF-8 ({error})", place=str(path), remedy="check the path and the encoding"
        ) from error
    return [
        _record(line, f"{path}, line {number}") for number, line in enumerate(text.split("\n"), start=1) if line.strip()
    ]


def _record(line: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise RecordError(f"is no JSON ({error})", place=place) from error
    if not isinstance(record, dict) or any(key not in record for key in _NEEDED):
        raise RecordError(f"lacks one of {', '.join(_NEEDED)}", place=place, remedy="see docs/claim.schema.json")
    if (
        record["predicate"] not in VOCABULARY.kind_of
        or not isinstance(record["quote"], dict)
        or not {"start", "end"} <= set(record["quote"])
    ):
        raise RecordError("has an unknown predicate or a quote without offsets", place=place)
    record.setdefault("kind", VOCABULARY.kind_of[record["predicate"]])
    record.setdefault("attribution", None)
    return record
