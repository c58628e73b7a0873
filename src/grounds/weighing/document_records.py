"""Documents as they leave Grounds: with the origin that those which copy one text, or carry one statement, share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from grounds.ledger.weighed import WeighedTables
from grounds.weighing.items import source_of
from grounds.weighing.origins import STATEMENTS, Documents, one_statement

if TYPE_CHECKING:
    from grounds.ledger import Ledger


def document_records(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Records of all documents in the order of reading. What copies or carries what is told as it was last weighed."""
    records = list(ledger.documents())
    sources = {r["id"]: source_of(r, row) for row, r in enumerate(records)}
    documents = Documents(sources)
    marks = WeighedTables(ledger).marks_from(STATEMENTS)
    origins = {r["id"]: r["origin"] for r in records}
    for group in one_statement(marks, {r["id"]: r["claims"] for r in records}, documents).groups():
        first = min(group, key=lambda d: (documents.published(d) or 1 << 30, sources[d].row))
        shared = {origins[d] for d in group}
        origins.update({d: origins[first] for d, origin in origins.items() if origin in shared})
    for record in records:
        yield {**record, "origin": origins[record["id"]]}
