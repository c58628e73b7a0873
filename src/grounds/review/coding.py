"""Blind double coding: claims given to several people, who do not see what the others say; then settled by one.

An assignment is a decision, and so is each coding; neither changes what is shown. A coding says accept or reject, and
which fields are to be read otherwise. Who adjudicates turns codings into decisions that hold: what all coders say alike
in one go, the rest one by one.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from grounds.model.decision import Decision
from grounds.model.errors import Contested, UsageError
from grounds.model.standing import undone
from grounds.review.correcting import check_fields
from grounds.review.deciding import Reviews, Who


@dataclass(frozen=True, slots=True)
class Coding:
    """How one coder reads a claim: ``accept`` or ``reject``, and fields with their right values."""

    claim: str
    by: str
    verdict: str
    fields: dict[str, Any]
    decision: str


@dataclass(slots=True)
class Batch:
    """A round of coding: to whom each claim was given, what was said of it, and which claims were adjudicated."""

    name: str
    given: dict[str, list[str]] = field(default_factory=dict)
    codings: dict[str, dict[str, Coding]] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)

    @property
    def coders(self) -> list[str]:
        """All to whom something was given."""
        return sorted({by for listed in self.given.values() for by in listed})

    def due(self, by: str) -> list[str]:
        """Claims that a coder has still to code, in the order in which they were given."""
        return [c for c, listed in self.given.items() if by in listed and by not in self.codings.get(c, {})]

    def agreed(self, claim: str) -> bool:
        """Whether all to whom a claim was given have coded it, and alike."""
        told = self.codings.get(claim, {})
        said = [(c.verdict, c.fields) for c in told.values()]
        return set(told) >= set(self.given.get(claim, ())) and all(one == said[0] for one in said)

    def open(self) -> list[str]:
        """Claims that all have coded, not alike, and that nobody has adjudicated."""
        return [c for c in self.given if self.is_coded(c) and not self.agreed(c) and c not in self.settled]

    def is_coded(self, claim: str) -> bool:
        """Whether all to whom a claim was given have coded it."""
        return set(self.codings.get(claim, {})) >= set(self.given.get(claim, ()))


def assign(
    reviews: Reviews, name: str, claims: Sequence[str], coders: Sequence[str], who: Who, *, both: float, seed: int = 1
) -> Batch:
    """Give claims to coders: a share of ``both`` to two of them, the rest in turn. The same seed gives the same."""
    if len(set(coders)) < 2 or not 0 <= both <= 1:
        raise UsageError("double coding needs two coders or more, and a share from 0 to 1", remedy="name them")
    chosen = sorted(claims)
    random.Random(seed).shuffle(chosen)
    doubled = round(both * len(chosen))
    listed: list[tuple[str, Any]] = []
    for place, claim in enumerate(chosen):
        turn = place % len(coders)
        to = [coders[turn], coders[(turn + 1) % len(coders)]] if place < doubled else [coders[turn]]
        listed += ((claim, coder) for coder in to)
    reviews.note_all("assign", listed, replace(who, batch=name))
    return batch(reviews, name)


def code(reviews: Reviews, name: str, claim: str, verdict: str, fields: dict[str, Any], who: Who) -> Decision:
    """Keep how a coder reads a claim; a later coding of theirs takes the place of an earlier one."""
    if who.by not in batch(reviews, name).given.get(claim, ()):
        raise UsageError(f"{claim[:12]} was not given to {who.by}", place=name, remedy="see `grounds review batches`")
    if verdict not in ("accept", "reject"):
        raise UsageError(f"{verdict!r} is no coding", remedy="accept or reject, with fields where some are wrong")
    check_fields(fields)
    return reviews.note("code", claim, replace(who, batch=name), {"verdict": verdict, "fields": fields})


def batch(reviews: Reviews, name: str) -> Batch:
    """A round of coding. Raises :class:`UsageError` where there is none."""
    found = batches(reviews.all())
    if name not in found:
        told = f"there are {', '.join(sorted(found))}" if found else "make one with `grounds review assign`"
        raise UsageError(f"no batch {name!r}", remedy=told)
    return found[name]


def batches(decisions: Iterable[Decision]) -> dict[str, Batch]:
    """All rounds of coding, by name; what was undone is left out."""
    listed = list(decisions)
    gone = undone(listed)
    found: dict[str, Batch] = {}
    for one in sorted((d for d in listed if d.batch and d.id not in gone), key=lambda d: (d.at, d.id)):
        told = found.setdefault(one.batch or "", Batch(one.batch or ""))
        if one.verb == "assign":
            told.given.setdefault(one.target, []).append(one.value)
        elif one.verb == "code":
            coding = Coding(one.target, one.by, one.value["verdict"], one.value["fields"], one.id)
            told.codings.setdefault(one.target, {})[one.by] = coding
        else:
            told.settled.add(one.target)
    return found


def settle_agreed(reviews: Reviews, name: str, who: Who) -> tuple[list[Decision], list[tuple[str, str]]]:
    """Make decisions of what all coders of a claim say alike; gives them, and claims on which others stand against it,
    each with the reason."""
    told = batch(reviews, name)
    made: list[Decision] = []
    refused: list[tuple[str, str]] = []
    for claim in told.given:
        if claim in told.settled or not told.agreed(claim):
            continue
        try:
            made += adjudicate(reviews, name, claim, next(iter(told.codings[claim].values())), who)
        except Contested as error:
            refused.append((claim, str(error)))
    return made, refused


def adjudicate(reviews: Reviews, name: str, claim: str, coding: Coding, who: Who) -> list[Decision]:
    """Make decisions that hold of a coding: the one that the adjudicator finds right."""
    why = replace(who, batch=name, grounds={"codings": [coding.decision]})
    if coding.verdict == "reject":
        return [reviews.reject(claim, why)]
    if coding.fields:
        return reviews.correct(claim, coding.fields, why)
    return [reviews.accept(claim, why)]


def told(coding: Coding) -> str:
    """A coding in a few words."""
    fields = ", ".join(f"{name} = {value!r:.60}" for name, value in sorted(coding.fields.items()))
    return f"{coding.by}: {coding.verdict}" + (f" with {fields}" if fields else "")
