"""Which documents of a ledger a name means, and whether a name is part of another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from grounds.model.errors import NotFound
from grounds.model.ids import document_id, sha256_bytes


def named_documents(name: str, records: Iterable[dict[str, Any]], ledger: Path) -> list[str]:
    """The ids of the documents that are meant by a path, an address, an id or its beginning; of a mailbox or feed all
    that it holds. Raises :class:`NotFound`."""
    from grounds.documents.reader import shown_path

    records, path = list(records), shown_path(Path(name))
    at = [r["id"] for r in records if r["path"] == path or r["url"] == name or (r["path"] or "").startswith(f"{path}#")]
    if not at and Path(name).is_file():
        own = document_id(sha256_bytes(Path(name).read_bytes()))
        at = [r["id"] for r in records if r["id"] == own]
    if not at:
        at = [r["id"] for r in records if Path(r["path"] or "").name == name]
    if not at:
        prefix = name if name.startswith("doc_") else f"doc_{name}"
        at = [r["id"] for r in records if r["id"].startswith(prefix)]
        if len(at) > 1:
            at = []
    if not at:
        problem = f"no document {name!r}, or several"
        raise NotFound(problem, place=str(ledger), remedy="give a path or id that `grounds documents` lists")
    return at


@cache
def part_of(part: str) -> Callable[[str], bool]:
    """Whether names hold ``part`` as whole words ("Houthi" also in "Houthis"). Capitals alone are an acronym, and are
    sought as they are written: "IS" is no part of "This is"."""
    acronym = part.isupper() and part.isalpha()
    flags = 0 if acronym else re.IGNORECASE
    pattern = re.compile(rf"(?<!\w){re.escape(part.strip())}(?:e?s)?(?!\w)", flags)
    return lambda name: pattern.search(name) is not None
