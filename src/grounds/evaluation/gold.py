"""Coded claims from JSON Lines: the fields of the record that a coder fills."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grounds.model.errors import NotFound, RecordError, UnreadableFile
from grounds.model.vocabulary import VOCABULARY

_SEE = "see docs/claim.schema.json"
_NEEDED = ("predicate", "subjects", "objects", "factuality", "polarity", "quote")


def load_gold(path: Path) -> list[dict[str, Any]]:
    """Read and check coded claims; a broken line raises :class:`RecordError` with file and line."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise UnreadableFile(
            f"cannot be opened ({error.strerror})", place=str(path), remedy="check the path and the rights"
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"is not UTF-8 ({error})", place=str(path), remedy="save it as UTF-8") from error
    records = [
        _record(line, f"{path}, line {number}") for number, line in enumerate(text.split("\n"), start=1) if line.strip()
    ]
    if not records:
        raise RecordError("holds no coded claim", place=str(path), remedy="give a file of JSON Lines")
    return records


def coded_document(path: Path, coded: list[dict[str, Any]], documents: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Which of the documents, each a name and an id, was coded: the one that the quotes name, else that of the stem."""
    quoted, stem = {record["quote"].get("document") for record in coded}, path.name.split(".")[0]
    found = [d for d in documents if {d[1]} == quoted] or [d for d in documents if d[0] == stem]
    if not found:
        raise NotFound(f"no document {stem!r} is in the ledger", place=str(path), remedy="read the document first")
    if len(found) > 1:
        raise NotFound(
            f"several documents of the ledger are named {stem!r}",
            place=str(path),
            remedy="give the id of the one that was coded as `document` of each quote",
        )
    return found[0]


def _record(line: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"is no JSON ({error})", place=place) from error
    if not isinstance(record, dict) or any(key not in record for key in _NEEDED):
        raise RecordError(f"lacks one of {', '.join(_NEEDED)}", place=place, remedy=_SEE)
    if not isinstance(record["predicate"], str) or record["predicate"] not in VOCABULARY.kind_of:
        raise RecordError(f"has the unknown predicate {record['predicate']!r:.60}", place=place, remedy=_SEE)
    quote = record["quote"]
    if not isinstance(quote, dict) or not all(isinstance(quote.get(k), int) for k in ("start", "end")):
        raise RecordError("has a quote without offsets", place=place, remedy=_SEE)
    for side in ("subjects", "objects"):
        if not isinstance(record[side], list) or not all(isinstance(p, dict) for p in record[side]):
            raise RecordError(f"its {side} are no list of parties", place=place, remedy=_SEE)
    record.setdefault("kind", VOCABULARY.kind_of[record["predicate"]])
    record.setdefault("attribution", None)
    _check_types(record, place)
    return record


def _check_types(record: dict[str, Any], place: str) -> None:
    """What is compared must be of its kind, or the comparison itself would fail."""
    if record["kind"] not in VOCABULARY["kind"]:
        raise RecordError(f"has the unknown kind {record['kind']!r:.60}", place=place, remedy=_SEE)
    for name in ("modes", "support"):
        value = record.get(name)
        if value is not None and not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
            raise RecordError(f"its {name} are no list of words", place=place, remedy=_SEE)
    if record.get("when") is not None and not isinstance(record["when"], dict):
        raise RecordError("its when is no object", place=place, remedy=_SEE)
