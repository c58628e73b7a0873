"""How much each outcome weighs: estimated from how often patterns of outcomes come up, without knowing which pairs
match (expectation maximisation), from the starting values in ``data/matching.yaml`` and held near them.

Held near: each starting value counts as so many pairs (a Dirichlet prior). Where a dataset has few pairs the values
stay as they are; where it has many, they are its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grounds.matching.comparing import FEATURES, shift
from grounds.matching.data import settings

_Floats = NDArray[np.float64]
_Patterns = NDArray[np.int64]


@dataclass(frozen=True)
class Weights:
    """What was estimated: the share of pairs that match, and for each feature how often each outcome comes up among
    pairs that match and among others."""

    share: float
    match: dict[str, _Floats]
    chance: dict[str, _Floats]

    def odds(self, patterns: NDArray[np.int64]) -> _Floats:
        """The odds of each pattern, before what else a row may be is weighed."""
        total = np.full(len(patterns), np.log(self.share / (1 - self.share)))
        for name in FEATURES:
            digits = _digits(patterns, name)
            total += np.log(self.match[name][digits]) - np.log(self.chance[name][digits])
        return np.asarray(np.exp(total))

    def record(self) -> dict[str, object]:
        """As JSON-ready values, by the names of outcomes."""
        named = settings("matching")["outcomes"]
        tables = {"match": self.match, "chance": self.chance}
        return {
            "share": round(self.share, 5),
            **{
                key: {n: dict(zip(named[n], np.round(v, 4).tolist(), strict=True)) for n, v in table.items()}
                for key, table in tables.items()
            },
        }


def estimated(patterns: _Patterns, counts: _Patterns) -> Weights:
    """Weights from the patterns of rows that are exactly known, and how many pairs have each."""
    weights = starting()
    for _ in range(settings("matching")["rounds"] if len(patterns) else 0):
        weights = _next(weights, patterns, counts, FEATURES, FEATURES, settings("matching")["share"])
    return weights


def of_vague(patterns: _Patterns, counts: _Patterns, exact: Weights) -> Weights:
    """Weights for pairs with a vague row. In their large blocks matches are so rare that the pairs at hand tell the
    chances as they are, and nothing tells matches apart but what was learnt from exact rows: parties, types and deaths
    agree as often there. How far days and places lie apart is estimated."""
    if not len(patterns):
        return exact
    start = starting()
    prior = float(settings("matching")["prior_pairs"])
    chance = {n: _shares(patterns, counts.astype(float), n, start.chance[n] * prior) for n in FEATURES}
    vague = {n: np.array(settings("matching")["match_vague"][n], float) for n in _OF_PRECISION}
    match = exact.match | vague
    weights = Weights(float(settings("matching")["vague_share"]), match, chance)
    for _ in range(settings("matching")["rounds"]):
        weights = _next(weights, patterns, counts, _OF_PRECISION, (), settings("matching")["vague_share"], vague)
    return weights


#: The features whose outcomes depend on how exactly rows are known.
_OF_PRECISION = ("time", "place")


def starting() -> Weights:
    """What estimation starts from."""
    rules = settings("matching")
    match, chance = ({n: np.array(rules[key][n], float) for n in FEATURES} for key in ("match", "chance"))
    return Weights(float(rules["share"]), match, chance)


def _next(
    weights: Weights,
    patterns: _Patterns,
    counts: _Patterns,
    of_match: Sequence[str],
    of_chance: Sequence[str],
    expected: float,
    held_near: dict[str, _Floats] | None = None,
) -> Weights:
    """One round: how probably each pattern matches, and what that makes of the features named."""
    start, prior = starting(), float(settings("matching")["prior_pairs"])
    near = start.match | (held_near or {})
    odds = weights.odds(patterns)
    probable = odds / (1 + odds)
    matched, others = counts * probable, counts * (1 - probable)
    held = float(settings("matching")["share_pairs"])
    share = (matched.sum() + held * expected) / (counts.sum() + held)
    return Weights(
        float(np.clip(share, 1e-6, 0.9)),
        weights.match | {n: _shares(patterns, matched, n, near[n] * prior) for n in of_match},
        weights.chance | {n: _shares(patterns, others, n, start.chance[n] * prior) for n in of_chance},
    )


def _shares(patterns: NDArray[np.int64], weight: _Floats, name: str, prior: _Floats) -> _Floats:
    found = np.bincount(_digits(patterns, name), weights=weight, minlength=len(prior)) + prior
    return np.asarray(found / found.sum())


def _digits(patterns: NDArray[np.int64], name: str) -> NDArray[np.int64]:
    return (patterns >> shift(name)) & 7
