"""What a report adds, as one HTML page. Needs no script."""

from __future__ import annotations

from typing import Any

from grounds.sharing.pages import page


def render_newness(record: dict[str, Any]) -> str:
    """The page of a record that :meth:`grounds.weighing.newness.Newness.record` gives."""
    return page("newness.html", found=record, parts=PARTS)


#: The parts of the page with their headings, in order.
PARTS = {
    "opposed": "Opposed by others",
    "updated": "Updates what was told before",
    "new": "New",
    "known_event": "Told anew of a known event",
    "known": "Known already",
    "one_unnamed_source": "Rests on one unnamed source",
}
