"""What somebody else than the owner may see: the release policy, asked in every query that serves others.

Denied by default. Three rules, each with its reason in :class:`Withheld`:

* **TLP**: the document's label is not above the clearance; a document without a label is released only where the owner
  says so (``unlabelled``).
* **Licence**: a quotation is no longer than the licence allows, a whole text goes only where it may be passed on.
* **Persons**: claims on private persons stay; so does a person at an exact place in recent time, at any clearance, and
  the accusation of a named person without its source, or where somebody denies it in a document that stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from grounds.model.errors import UsageError

#: The labels of the Traffic Light Protocol 2.0, the widest first; WHITE is what CLEAR was called before.
LABELS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
_FORMER = {"WHITE": "CLEAR"}
#: Speakers who are private persons unless they hold a position.
_PRIVATE_SPEAKERS = frozenset({"witness", "captive", "community_leader", "social_media"})
_EXACT = frozenset({"site", "settlement"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """Up to which label, whether documents without one are meant too, whether the use is commercial, and whether only
    claims that a person has accepted or corrected are meant."""

    tlp: str
    unlabelled: bool = False
    commercial: bool = True
    reviewed_only: bool = False

    def __post_init__(self) -> None:
        if rank(self.tlp) is None:
            raise UsageError(f"{self.tlp!r} is no TLP label", remedy=f"choose one of {', '.join(LABELS)}")


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why something is not released: ``rule`` is tlp, licence, person or review."""

    rule: str
    reason: str


def rank(label: str | None) -> int | None:
    """The place of a label, the widest 0; null where it is none."""
    told = (label or "").upper().removeprefix("TLP:").strip()
    told = _FORMER.get(told, told)
    return LABELS.index(told) if told in LABELS else None


def document_withheld(record: Mapping[str, Any], clearance: Clearance) -> Withheld | None:
    """Why nothing of a document is released, or null. Its facts are as last corrected."""
    if record["state"] == "purged":
        return Withheld("tlp", "was purged")
    label = rank(record["tlp"])
    if label is None:
        if record["tlp"] is None and clearance.unlabelled:
            return None
        return Withheld("tlp", "has no label" if record["tlp"] is None else f"has an unknown label {record['tlp']!r}")
    allowed = rank(clearance.tlp)
    if allowed is None or label > allowed:
        return Withheld("tlp", f"is TLP:{LABELS[label]}")
    return None


def text_withheld(record: Mapping[str, Any], clearance: Clearance) -> Withheld | None:
    """Why the whole text of a document is not released, or null."""
    allowed = terms(record["licence"])["redistribute"]
    if allowed == "yes" or (allowed == "noncommercial" and not clearance.commercial):
        return None
    return Withheld("licence", f"its licence ({record['licence'] or 'not told'}) does not let it be passed on")


def claim_withheld(
    record: Mapping[str, Any], document: Mapping[str, Any], clearance: Clearance, *, today: date | None = None
) -> Withheld | None:
    """Why a claim of a released document is not released itself, or null."""
    if clearance.reviewed_only and record["status"] not in ("accepted", "corrected"):
        return Withheld("review", "nobody has reviewed it")
    longest = terms(document["licence"])["quote"]
    if text_withheld(document, clearance) and longest is not None and len(record["quote"]["exact"]) > longest:
        return Withheld("licence", f"its quotation is longer than {longest} characters")
    return _person_withheld(record, today or datetime.now(UTC).date())


def _person_withheld(record: Mapping[str, Any], today: date) -> Withheld | None:
    parties = [p for side in ("subjects", "objects", "against") for p in record[side] if p["person"]]
    if any(p["protect"] != "public_role" for p in parties) or _names_private_speaker(record["attribution"]):
        return Withheld("person", "names a private person")
    if parties and _is_exact(record) and _is_recent(record, today):
        return Withheld("person", "tells of a person at an exact place in recent time")
    if _accuses(record) and any(p["person"] for p in record["subjects"]) and not _has_source(record):
        return Withheld("person", "accuses a named person without a source")
    return None


def _names_private_speaker(attribution: Mapping[str, Any] | None) -> bool:
    while attribution is not None:
        if attribution["kind"] in _PRIVATE_SPEAKERS and any(s["position"] is None for s in attribution["source"]):
            return True
        attribution = attribution["via"]
    return False


def _is_exact(record: Mapping[str, Any]) -> bool:
    return any(p["level"] in _EXACT or (p["lat"] is not None and p["level"] is None) for p in record["where"])


def _is_recent(record: Mapping[str, Any], today: date) -> bool:
    """Whether it may be of recent time: one without a day may."""
    when = record["when"] or {}
    last = when.get("to") or when.get("from")
    since = today - timedelta(days=_rules()["recent_days"])
    return last is None or when.get("open") == "yes" or str(last) >= since.isoformat()


def is_accusation(record: Mapping[str, Any]) -> bool:
    """Whether a claim accuses a named person."""
    return _accuses(record) and any(p["person"] for p in record["subjects"])


def _accuses(record: Mapping[str, Any]) -> bool:
    return record["factuality"] == "alleged" or (record["attribution"] or {}).get("stance") == "accuses"


def _has_source(record: Mapping[str, Any]) -> bool:
    return bool((record["attribution"] or {}).get("source"))


def terms(licence: str | None) -> Mapping[str, Any]:
    """What a licence allows, by the first entry whose name it begins with."""
    told = _plain(licence or "")
    for entry in _rules()["licences"]:
        if told and any(told.startswith(_plain(name)) for name in entry["names"]):
            found: Mapping[str, Any] = entry
            return found
    otherwise: Mapping[str, Any] = _rules()["otherwise"]
    return otherwise


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).casefold()


@cache
def _rules() -> Any:
    return yaml.load(files("grounds.ledger").joinpath("licences.yaml").read_text("utf-8"), yaml.CSafeLoader)
