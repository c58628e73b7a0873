"""What decisions make of one claim: its status, its corrected fields, and what people decided differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from grounds.model.decision import Decision
from grounds.model.standing import Settled, settle

#: Statuses whose claims are out of sight.
OUT_OF_SIGHT = frozenset({"rejected", "withdrawn", "replaced"})
_VERDICTS = ("accept", "reject", "add")


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What holds of a claim. ``corrections`` by field; ``conflicts`` are decisions that say different things, none of
    which has gone over the other."""

    status: str
    corrections: dict[str, Decision]
    conflicts: tuple[tuple[Decision, ...], ...] = ()

    @property
    def stands(self) -> bool:
        """Whether a person has said that it says what its words say."""
        return self.status in ("accepted", "corrected")


def claim_view(decisions: Sequence[Decision], gone: frozenset[str]) -> ClaimView:
    """The view of a claim, from all decisions on it, on claims that it stands for, and on its document."""
    verdict = settle([_as_verdict(d) for d in decisions if d.verb in _VERDICTS], gone)
    withdrawn = bool(settle([d for d in decisions if d.verb == "withdraw"], gone).heads)
    fields = {name: settle(of, gone) for name, of in _by_field(decisions).items()}
    conflicts = [s.heads for s in (verdict, *fields.values()) if s.conflict]
    corrections = {name: s.holds for name, s in fields.items() if s.holds is not None}
    holds = verdict.holds
    if holds is not None and holds.verb == "reject" and corrections:
        apart = _not_seen(holds, verdict, corrections, decisions)
        if apart:  # one rejects what another corrects, and neither has gone over the other: neither holds
            return ClaimView("machine", {}, (*conflicts, (holds, *apart)))
    return ClaimView(_status(holds, withdrawn, corrections), corrections, tuple(conflicts))


def _as_verdict(decision: Decision) -> Decision:
    """Who adds a claim has said that it says what its words say."""
    return replace(decision, verb="accept", value=None) if decision.verb == "add" else decision


def _status(verdict: Decision | None, withdrawn: bool, corrections: dict[str, Decision]) -> str:
    if withdrawn:
        return "withdrawn"
    if verdict is not None and verdict.verb == "reject":
        return "rejected"
    if corrections:
        return "corrected"
    return "accepted" if verdict is not None else "machine"


def _by_field(decisions: Sequence[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for one in decisions:
        if one.verb == "correct" and one.field is not None:
            found.setdefault(one.field, []).append(one)
    return found


def _not_seen(
    reject: Decision, verdict: Settled, corrections: dict[str, Decision], decisions: Sequence[Decision]
) -> tuple[Decision, ...]:
    """Corrections that no head of the verdict has gone over."""
    by_id = {d.id: d for d in decisions}
    seen: set[str] = set()
    edge = [head.id for head in (*verdict.heads, reject)]
    while edge:
        one = edge.pop()
        if one not in seen and one in by_id:
            seen.add(one)
            edge += by_id[one].seen
    return tuple(d for d in corrections.values() if d.id not in seen)
