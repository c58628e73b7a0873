"""What the two sides of a draft make of it: the roles of the parties and UCDP's type of violence."""

from __future__ import annotations

from dataclasses import replace

from grounds.model.claim import Participant
from grounds.reading.drafts import Draft

_STATE_SIDE = frozenset({"state", "state_force", "intelligence_service", "pro_government_militia", "mission", "igo"})
_ARMED = frozenset({"armed_group", "faction", "unit", "umbrella", "identity_militia", "criminal_group", "unidentified"})
#: Target types of a unit that is a state's.
_OF_A_STATE = frozenset({"military", "police", "security_forces", "intelligence"})
_CIVIL = frozenset(
    [
        "civilians",
        "education",
        "health",
        "religious_site",
        "religious_group",
        "ethnic_group",
        "aid",
        "media",
        "activists",
        "refugees",
        "business",
        "private_property",
    ]
)


def side_of(party: Participant) -> str:
    """``state``, ``armed`` (who fights without being one) or ``other``."""
    if party.actor_kind in _STATE_SIDE or (party.actor_kind == "unit" and party.target_type in _OF_A_STATE):
        return "state"
    return "armed" if party.actor_kind in _ARMED else "other"


def with_role(parties: tuple[Participant, ...], role: str | None) -> tuple[Participant, ...]:
    """The parties, those without a role in the role that their side has."""
    return tuple(replace(p, role=p.role or role) for p in parties)


def subject_role(draft: Draft) -> str:
    """The role of subjects that are given no other."""
    if draft.kind == "relation":
        return "supporter" if draft.predicate == "supports" else "holder"
    if draft.kind == "assessment":
        return "holder"
    return (
        "perpetrator"
        if draft.predicate in {"assault", "coerce"}
        else "mediator"
        if "mediation" in draft.modes
        else "doer"
    )


def object_role(draft: Draft) -> str:
    """The role of objects that are given no other."""
    if draft.predicate in {"supports", "aid"}:
        return "recipient"
    if draft.predicate in {"assault", "coerce"}:
        return "target"
    return "partner" if not draft.directed else "recipient"


def violence_type(draft: Draft) -> str | None:
    """UCDP's type by who stands on the two sides; null where a side is unknown."""
    kinds = [
        {"state_force" if side_of(p) == "state" else p.actor_kind for p in side}
        for side in (draft.subjects, draft.objects)
    ]
    civil = any(p.target_type in _CIVIL for p in draft.objects)
    if not draft.directed:
        kinds = [{"state_force" if side_of(p) == "state" else p.actor_kind} for p in draft.subjects][:2]
        kinds += [set()] * (2 - len(kinds))
    one, other = kinds
    if civil and one & (_STATE_SIDE | _ARMED):
        return "one_sided"
    if not one or not other:
        return None
    if (one & _STATE_SIDE and other & (_ARMED | _STATE_SIDE)) or (one & _ARMED and other & _STATE_SIDE):
        return "state_based"
    if one & _STATE_SIDE and any(p.target_type == "militants" for p in draft.objects):
        return "state_based"
    if any(p.target_type in {"military", "police", "security_forces", "government"} for p in draft.objects):
        return "state_based"
    if one & _ARMED and other & _ARMED:
        return "non_state"
    return "unclear"
