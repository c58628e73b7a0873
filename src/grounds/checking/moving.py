"""Which findings of a saved check a new release of its dataset moves.

A finding that rests on a row moves where that row was changed or removed; one that rests on counts, where the number of
rows or deaths of some country and year did; what was not in the record, where rows were added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grounds.model.errors import BrokenFile, UnreadableFile

if TYPE_CHECKING:
    from grounds.events.differing import Difference

#: The columns of a moved finding.
FIELDS = ("claim", "says", "status", "source_id", "change", "in", "before", "after")


def load_check(path: Path) -> dict[str, Any]:
    """A check as `grounds check --format json` has written it. Raises an :class:`~grounds.model.errors.InputError`."""
    try:
        record = json.loads(path.read_text("utf-8"))
    except OSError as error:
        problem = f"cannot be opened ({error.strerror})"
        raise UnreadableFile(problem, place=str(path), remedy="check name and rights") from error
    except ValueError as error:
        raise BrokenFile("is no JSON", place=str(path), remedy="save it again with `grounds check -f json`") from error
    if not isinstance(record, dict) or not isinstance(record.get("claims"), list):
        raise BrokenFile("is no saved check", place=str(path), remedy="save one with `grounds check -f json -o FILE`")
    return record


def moved(record: Mapping[str, Any], dataset: str, found: Difference) -> Iterator[dict[str, Any]]:
    """The findings on the old release of a dataset that the new one moves, each with how."""
    changes = {row["source_id"]: row for row in found.rows if row["change"] != "added"}
    added = found.number("added")
    for claim in record["claims"]:
        if (claim["dataset"], claim["release"]) != (dataset, found.old):
            continue
        told = {"claim": claim["claim"], "says": claim["says"], "status": claim["status"], "source_id": None}
        row = claim["row"]
        if row is not None and row["source_id"] in changes:
            yield {**told, "source_id": row["source_id"], **_how(changes[row["source_id"]])}
        elif claim["status"] == "figures" and found.deaths:
            years = {"country_years": len(found.deaths)}
            yield {**told, "change": "counted anew", "in": ["how_many"], "before": {}, "after": years}
        elif claim["status"] in ("absent", "none_either") and added:
            yield {**told, "change": "rows added", "in": [], "before": {}, "after": {"rows": added}}


def _how(change: Mapping[str, Any]) -> dict[str, Any]:
    return {key: change[key] for key in ("change", "in", "before", "after")}
