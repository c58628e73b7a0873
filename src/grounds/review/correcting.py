"""A claim with fields that a person corrected: a record of its own, which names the one that it stands for.

The words stay: a correction says how they are to be read. So the quote, the codebook and the reader's own note are not
for correcting; ``kind`` follows from the predicate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from grounds.ledger.verify import spans
from grounds.model.claim import Claim, claim_from_record, make_claim
from grounds.model.decision import Decision
from grounds.model.errors import UsageError
from grounds.model.records import json_name
from grounds.model.vocabulary import VOCABULARY

READER = "review"
_FIXED = frozenset({"id", "kind", "quote", "reader", "status", "supersedes", "codebook", "created", "number_rule"})
#: Fields that a person may correct.
FIELDS = tuple(name for f in fields(Claim) if (name := json_name(f.name)) not in _FIXED)


def corrected(record: Mapping[str, Any], corrections: Mapping[str, Decision]) -> Claim:
    """The corrected claim. Raises :class:`~grounds.model.errors.GroundsError` where the fields do not go together."""
    values = {name: decision.value for name, decision in corrections.items()}
    told = {**record, **values, "status": "machine", "supersedes": record["id"]}
    told["kind"] = VOCABULARY.kind_of.get(told["predicate"], told["kind"])
    told["created"] = max(d.at for d in corrections.values())
    told["reader"] = {
        "name": READER,
        "version": "1",
        "rule": "correct",
        "confidence": 1.0,
        "evidence": [*dict.fromkeys((*record["reader"]["evidence"], READER))],
        "why": [f"{name}: {d.why} ({d.by})" for name, d in sorted(corrections.items())],
    }
    return make_claim(claim_from_record(told))


def check_fields(values: Mapping[str, Any]) -> None:
    """Raise :class:`UsageError` where a field is none, or not for correcting."""
    for name in values:
        if name not in FIELDS:
            raise UsageError(f"{name!r} is no field to correct", remedy=f"choose of {', '.join(FIELDS)}")


def check_words(record: Mapping[str, Any], text: str) -> None:
    """Raise :class:`UsageError` where a field points at words that do not stand there."""
    for start, end, words in spans(record):
        if text[start:end] != words:
            raise UsageError(f"{words!r:.60} does not stand at {start}–{end}", remedy="give the offsets in the text")
