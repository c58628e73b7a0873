"""How sure the reader is of a claim: the share of claims like it that are right in every field.

A logistic function over what makes claims more or less often right, fitted on claims that people judged
(:mod:`training.confidence`); how well it holds on others that it was not fitted on stands in docs/quality.md. It is no
word on whether what is claimed is true.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from grounds.model.claim import Claim
from grounds.reading.words import read_yaml

#: Never quite sure, never quite sure of the contrary.
LEAST, MOST = 0.05, 0.95


def confidence(claim: Claim) -> float:
    """The chance (0–1) that a claim is right in every field."""
    fitted = _fitted()
    score = fitted["intercept"] + sum(fitted["weights"][name] for name, holds in traits(claim).items() if holds)
    return round(min(max(1 / (1 + math.exp(-score)), LEAST), MOST), 2)


def traits(claim: Claim) -> dict[str, bool]:
    """What makes a claim more or less often right."""
    parties = (*claim.subjects, *claim.objects)
    return {
        "event": claim.kind == "event",
        "relation": claim.kind == "relation",
        "assault": claim.predicate == "assault",
        "nobody acts": not claim.subjects,
        "a party is taken up": any(p.resolved_by == "coreference" for p in parties),
        "a party has no id": any(p.actor is None for p in parties),
        "reported": claim.attribution is not None,
        "not told as a fact": claim.factuality != "asserted",
    }


@cache
def _fitted() -> Mapping[str, Any]:
    fitted: Mapping[str, Any] = read_yaml("confidence.yaml")
    return fitted
