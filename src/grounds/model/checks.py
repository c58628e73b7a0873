"""The rules of the claim record: values in their closed lists, and what one field asks of another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grounds.model.errors import RecordError
from grounds.model.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from grounds.model.claim import Attribution, Claim, Position

#: Fields that only an event may fill.
EVENT_ONLY = ("scope", "count", "modes", "violence_type", "outcome")
#: Fields of a claim and of a party whose one value stands in the list of their name.
LISTED = (
    *("kind", "factuality", "polarity", "degree", "scope", "phase", "outcome", "violence_type"),
    *("trend", "state", "goal_type", "subtype", "subjects_act", "status"),
)
PARTY_LISTED = ("role", "actor_kind", "target_type", "protect")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def check(claim: Claim) -> None:
    """Raise a :class:`~grounds.model.errors.GroundsError` where a claim breaks the vocabulary or a rule between
    fields."""
    place = f"claim {claim.id or claim.predicate} at {claim.quote.start}–{claim.quote.end}"
    for name in LISTED:
        VOCABULARY.check(name, getattr(claim, name), place)
    VOCABULARY.check(claim.kind, claim.predicate, place)
    VOCABULARY.check_modes(claim.predicate, claim.modes, place)
    for name in ("weapons", "support"):
        for value in getattr(claim, name):
            VOCABULARY.check(name, value, place)
    _check_parties(claim, place)
    _check_attribution(claim.attribution, place)
    _check_time_and_place(claim, place)
    _check_figures(claim, place)
    for link in claim.links:
        VOCABULARY.check("link.type", link.type, place)
    _check_shape(claim, place)


def _check_parties(claim: Claim, place: str) -> None:
    for party in (*claim.subjects, *claim.objects, *claim.against):
        for name in PARTY_LISTED:
            VOCABULARY.check(name, getattr(party, name), place)
        _check_position(party.position, place)
    _check_position(claim.position, place)


def _check_position(position: Position | None, place: str) -> None:
    if position is not None:
        VOCABULARY.check("position", position.value, place)


def _check_attribution(attribution: Attribution | None, place: str) -> None:
    while attribution is not None:
        for name in ("kind", "stance", "channel", "access"):
            VOCABULARY.check(f"attribution.{name}", getattr(attribution, name), place)
        for speaker in attribution.source:
            _check_position(speaker.position, place)
        attribution = attribution.via


def _check_time_and_place(claim: Claim, place: str) -> None:
    when = claim.when
    if when is not None:
        for name in ("precision", "open", "anchor"):
            VOCABULARY.check(f"when.{name}", getattr(when, name), place)
        for kind in (when.from_kind, when.to_kind):
            VOCABULARY.check("when.kind", kind, place)
        for day in (when.from_, when.to):
            if day is not None and not _DAY.fullmatch(day):
                raise RecordError(f"{day!r} is no full day", place=place, remedy="give it as YYYY-MM-DD")
    for where in claim.where:
        for name in ("role", "level", "basis", "part"):
            VOCABULARY.check(f"where.{name}", getattr(where, name), place)


def _check_figures(claim: Claim, place: str) -> None:
    for casualties in claim.casualties:
        VOCABULARY.check("casualties.outcome", casualties.outcome, place)
        VOCABULARY.check("casualties.of", casualties.of, place)
    for name, figure in (
        ("count", claim.count),
        ("quantity", claim.quantity),
        *(("casualties", c) for c in claim.casualties),
    ):
        if figure is None:
            continue
        VOCABULARY.check("bound", getattr(figure, "bound", None), place)
        given = [x for x in (figure.low, figure.best, figure.high) if x is not None]
        if given != sorted(given):
            raise RecordError(f"{name} {given} do not rise", place=place)


def _check_shape(claim: Claim, place: str) -> None:
    if len(claim.quote.exact) != claim.quote.end - claim.quote.start:
        raise RecordError("the quote is not as long as its offsets say", place=place)
    if claim.kind == "event":
        return
    for name in EVENT_ONLY:
        if getattr(claim, name):
            raise RecordError(f"{name} stands on a {claim.kind}", place=place)
    if len(claim.subjects) != 1 or len(claim.objects) > 1:
        raise RecordError("a relation or assessment has one subject and at most one object", place=place)
    if claim.kind == "relation" and not claim.objects:
        stands_in = claim.predicate in VOCABULARY["place_or_goal_instead_of_object"] and (claim.where or claim.goal)
        if not stands_in:
            raise RecordError("a relation without object", place=place)
