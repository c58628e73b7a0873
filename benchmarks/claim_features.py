"""What a text's claims say, as countable features for a small fitted mapping.

Every feature is the number of claims that have a value, never words of the text: those are features of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

Record = dict[str, Any]

#: What makes a claim a fact.
FACTS = frozenset({"asserted", "qualified"})


def is_fact(claim: Record) -> bool:
    """Whether the claim is told as something that holds or happened."""
    return claim["factuality"] in FACTS and claim["polarity"] == "positive"


def features_of(claims: Iterable[Record]) -> dict[str, float]:
    """Counts over all claims of a text, each feature at most three; the first event's are said once more."""
    found: Counter[str] = Counter()
    first = True
    for claim in claims:
        told = list(_of_claim(claim))
        found.update(told)
        if claim["kind"] == "event" and first and is_fact(claim):
            found.update(f"first {name}" for name in told)
            first = False
    return {name: float(min(count, 3)) for name, count in found.items()}


def _of_claim(claim: Record) -> Iterator[str]:
    held = "" if is_fact(claim) else f" {claim['factuality']} {claim['polarity']}"
    yield f"{claim['predicate']}{held}"
    for name in ("modes", "weapons", "support"):
        yield from (f"{name} {value}{held}" for value in claim[name])
    for side in ("subjects", "objects"):
        yield from (f"{side} {told}{held}" for party in claim[side] for told in _of_party(claim, party))
    if claim["goal"] is not None:
        yield f"goal {claim['goal_type']}"
    for entry in claim["casualties"]:
        yield f"{entry['outcome']} {entry['of']}{held}"
        yield f"{entry['outcome']} {number_of(entry)}{held}"
    for key in ("scope", "outcome", "phase", "trend", "state", "violence_type", "subtype"):
        if claim[key] is not None:
            yield f"{key} {claim[key]}"
    if claim["attribution"] is not None:
        yield f"attributed {claim['attribution']['stance']}"


def _of_party(claim: Record, party: Record) -> Iterator[str]:
    yield str(party["actor_kind"])
    yield f"{claim['predicate']} {party['actor_kind']}"
    if party["actor"]:
        yield party["actor"]
    if party["target_type"]:
        yield f"as {party['target_type']}"
    if party["position"]:
        yield f"{claim['predicate']} {party['position']['value']}"


def number_of(entry: Record) -> str:
    """A casualty entry's lowest number in words: a number, or ``some`` where the text gives none."""
    low = entry["low"] if entry["low"] is not None else entry["best"]
    return "some" if low is None else str(low)
