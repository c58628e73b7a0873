"""How a report stands to event data, as one HTML page. Needs no script."""

from __future__ import annotations

from typing import Any

from grounds.sharing.pages import page

#: The parts of the page with their headings, in order: the statuses of claims.
PARTS = {
    "disagrees": "The record disagrees",
    "denied": "Denied by the report, and in the record",
    "agrees": "The record agrees",
    "absent": "Not in the record, which takes such events up",
    "none_either": "Denied by the report, and not in the record either",
    "figures": "Claims about many events, and figures that bear on them",
    "out_of_scope": "Not in scope of the record",
    "not_checkable": "Not checkable",
}


def render_check(record: dict[str, Any]) -> str:
    """The page of a record that :meth:`grounds.checking.verdicts.Check.as_record` gives."""
    listed = {name: [c for c in record["claims"] if c["status"] == name] for name in PARTS}
    return page("check.html", found=record, listed=listed, parts=PARTS)
