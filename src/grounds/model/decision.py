"""What a person decided: who, when, why, by which codebook, on what, and which earlier decisions it goes over.

Decisions are only ever added. One that is undone stays, and so does the undoing. Everything that is shown of claims
after review is worked out from claims and decisions (``grounds.review``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from grounds.model.errors import RecordError, UsageError

#: Whom and what a decision may be about, by how its id begins; an id of another form is an actor's.
CLAIM, DOCUMENT, DECISION = "clm_", "doc_", "dec_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision. Make one with :func:`make_decision`, which checks it and gives it its id.

    ``verb`` is of the closed list ``decision.verb``; ``target`` what it is about: the id of a claim, document, actor or
    decision, the key of a source or mention. ``other`` is the second of a pair, ``field`` and ``value`` what is set.
    ``at`` is UTC to the microsecond; ``seen`` are decisions on the same matter that it knowingly goes over; ``batch``
    names a round of coding by several people. ``grounds`` point at the words that it rests on, where they are not the
    claim's own.
    """

    id: str = ""
    verb: str
    target: str
    other: str | None = None
    field: str | None = None
    value: Any = None
    by: str
    why: str
    at: str
    codebook: str
    seen: tuple[str, ...] = ()
    batch: str | None = None
    grounds: dict[str, Any] | None = None

    def record(self) -> dict[str, Any]:
        """The decision as JSON-ready values, every key present."""
        told = {f.name: getattr(self, f.name) for f in fields(self)}
        return {**told, "seen": list(self.seen)}


_NAMES = tuple(f.name for f in fields(Decision))
_TEXTS = ("verb", "target", "by", "why", "at", "codebook")


def make_decision(decision: Decision) -> Decision:
    """Check a decision and give it its content id. Raises :class:`UsageError` where it does not say who or why."""
    _check_verb(decision.verb, "decision")
    for name in ("by", "why"):
        if not getattr(decision, name).strip():
            raise UsageError(f"a decision needs {'who' if name == 'by' else 'why'}", remedy=f"give --{name}")
    return replace(decision, id=decision_id(decision))


def _check_verb(verb: str, place: str) -> None:
    from grounds.model.vocabulary import VOCABULARY  # read only where a decision is taken or taken in

    VOCABULARY.check("decision.verb", verb, place)


def decision_id(decision: Decision) -> str:
    """``dec_`` and a hash of all that the decision says."""
    told = {name: value for name, value in decision.record().items() if name != "id"}
    canonical = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return f"dec_{hashlib.sha256(canonical.encode()).hexdigest()[:32]}"


def decision_from_record(record: Mapping[str, Any], place: str = "decision") -> Decision:
    """Read a decision back from its JSON form. Raises :class:`RecordError` where it breaks its shape, or was altered
    since it was taken."""
    if set(record) != set(_NAMES) or not isinstance(record.get("seen"), list):
        raise RecordError("is no decision", place=place, remedy=f"its keys are {', '.join(_NAMES)}")
    if not all(isinstance(record[name], str) for name in _TEXTS):
        raise RecordError("is no decision", place=place, remedy=f"{', '.join(_TEXTS)} are texts")
    decision = Decision(**{**record, "seen": tuple(record["seen"])})
    _check_verb(decision.verb, place)
    if decision.id != decision_id(decision):
        raise RecordError(f"{decision.id!r} was altered since it was taken", place=place, remedy="ask for it anew")
    return decision
