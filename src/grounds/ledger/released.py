"""A ledger as somebody else may see it: the same questions, and only what a clearance allows.

Whatever serves others than the owner's terminal asks a :class:`Released`, never the ledger behind it. What was held
back is counted by reason, so that who hands something on can tell what it lacks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grounds.ledger.clearance import (
    Clearance,
    Withheld,
    claim_withheld,
    document_withheld,
    is_accusation,
    text_withheld,
)
from grounds.ledger.filters import ClaimFilter
from grounds.ledger.opening import translated
from grounds.model.errors import NotFound

if TYPE_CHECKING:
    from grounds.ledger.store import Ledger
    from grounds.model.document import Document

_ACTOR = ("id", "name", "kind", "claims", "reviewed")
_OPPOSED = """
    SELECT DISTINCT o.document FROM claims c
    JOIN (SELECT one, other FROM weighed_oppositions UNION ALL SELECT other, one FROM weighed_oppositions) w
        ON w.one = c.rowid
    JOIN claims o ON o.rowid = w.other WHERE c.id = ?
"""


class Released:
    """What of a ledger a clearance allows. ``withheld`` counts what was asked for and stays, by reason."""

    def __init__(self, ledger: Ledger, clearance: Clearance) -> None:
        self._ledger = ledger
        self.clearance = clearance
        self.withheld: Counter[Withheld] = Counter()

    @property
    def path(self) -> Path:
        """The file of the ledger, for errors."""
        return self._ledger.path

    @cached_property
    def _documents(self) -> dict[str, dict[str, Any]]:
        """Released documents by id."""
        found = {}
        for record in self._ledger.documents():
            reason = document_withheld(record, self.clearance)
            if reason is None:
                found[record["id"]] = record
            else:
                self.withheld[reason] += 1
        return found

    def documents(self) -> Iterator[dict[str, Any]]:
        """Records of released documents; where they lie on this machine is no part of it."""
        for record in self._documents.values():
            counted = sum(1 for _ in self.claims(ClaimFilter(document=record["id"])))
            yield {**record, "path": None, "facts": {}, "claims": counted, "unread": 0}

    def document(self, document: str) -> Document:
        """A whole document. Raises :class:`NotFound` where its text is not released: nobody learns that it is there."""
        record = self._documents.get(document)
        if record is not None:
            reason = text_withheld(record, self.clearance)
            if reason is None:
                return replace(self._ledger.document(document), path=None)
            self.withheld[reason] += 1
        raise NotFound(f"no document {document!r}", remedy="list them with `grounds documents`")

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[dict[str, Any]]:
        """Records of the claims that fit and are released."""
        asked = wanted or ClaimFilter()
        allowed = filter(self._is_released, self._ledger.claims(replace(asked, limit=None, offset=0)))
        yield from islice(allowed, asked.offset, None if asked.limit is None else asked.offset + asked.limit)

    def count(self, wanted: ClaimFilter | None = None) -> int:
        """How many claims fit and are released, limit and offset aside."""
        return sum(1 for _ in self.claims(replace(wanted or ClaimFilter(), limit=None, offset=0)))

    def claim(self, claim_id: str) -> dict[str, Any]:
        """One claim. Raises :class:`NotFound` where there is none, or it is not released: the two look alike."""
        record = self._ledger.claim(claim_id)
        shown = any(r["id"] == record["id"] for r in self.claims(ClaimFilter(document=record["quote"]["document"])))
        if not shown:
            raise NotFound(f"no claim {claim_id!r}", remedy="list ids with `grounds claims`")
        return record

    def actors(self, merged: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
        """Actors that take part in released claims: id, name, kind, claims, how many reviewed; most named first."""
        found: dict[str, dict[str, Any]] = {}
        for record in self.claims():
            sides = [p for side in ("subjects", "objects", "against") for p in record[side]]
            speakers = (record["attribution"] or {}).get("source", [])
            ids = {(merged or {}).get(p["actor"], p["actor"]): p for p in (*sides, *speakers) if p["actor"]}
            for actor, party in ids.items():
                row = found.setdefault(actor, dict(zip(_ACTOR, (actor, party["name"], None, 0, 0), strict=True)))
                row["kind"] = row["kind"] or party.get("actor_kind")
                row["claims"] += 1
                row["reviewed"] += record["status"] != "machine"
        return sorted(found.values(), key=lambda row: (-row["claims"], row["id"]))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Texts of released documents, for finding copies: they are compared, and do not leave."""
        yield from ((one, text) for one, text in self._ledger.texts() if one in self._documents)

    def judgements(self) -> list[dict[str, Any]]:
        """How reliable sources are held to be, without who said so and why."""
        return [{**row, "by": "", "why": ""} for row in self._ledger.judgements()]

    def unread(self, document: str | None = None) -> Iterator[dict[str, Any]]:
        """Nothing: sentences without a claim have not passed the rules on persons."""
        del document
        yield from ()

    def failures(self) -> list[dict[str, str]]:
        """Nothing: names of files are the owner's."""
        return []

    def _is_released(self, record: dict[str, Any]) -> bool:
        document = self._documents.get(record["quote"]["document"])
        if document is None:
            return False
        reason = claim_withheld(record, document, self.clearance)
        if reason is None and is_accusation(record) and not self._denials_released(record["id"]):
            reason = Withheld("person", "accuses a named person, and what denies it is not released")
        if reason is not None:
            self.withheld[reason] += 1
        return reason is None

    def _denials_released(self, claim: str) -> bool:
        """Whether all documents with claims that oppose one are released."""
        with translated(self._ledger.path), self._ledger.connect() as connection:
            rows = connection.exec_driver_sql(_OPPOSED, (claim,)).all()
        return all(document in self._documents for (document,) in rows)
