"""Whether the reader is as sure of claims as they are right: confidence against judged claims.

``python -m benchmarks.calibration --data FILE … --judged FILE.jsonl … [--json OUT]``. The judged lists are those of
:mod:`benchmarks.drawn`; of each list the claims count that are read word for word the same today. A claim is held right
where it is right in every field. ``score`` is one minus the expected calibration error over five bins of
like size; the baseline is that of one and the same confidence, their mean, for every claim, told by its Brier score
beside ours (lower is better).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import finish
from benchmarks.bootstrap import interval_of
from benchmarks.judged import Judged, judged_claims

BINS = 5


def bins_of(pairs: Sequence[tuple[float, bool]], number: int = BINS) -> list[list[tuple[float, bool]]]:
    """Confidence and outcome in bins of like size, the least sure first; equal confidence stays together."""
    held: list[list[tuple[float, bool]]] = []
    for pair in sorted(pairs):
        full = not held or len(held[-1]) >= len(pairs) / number
        if full and (not held or held[-1][-1][0] != pair[0]):
            held.append([])
        held[-1].append(pair)
    return held


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """The mean distance, weighted by size, between how sure a bin is and how often it is right."""
    return sum(abs(sum(c for c, _ in held) - sum(r for _, r in held)) for held in bins_of(pairs)) / max(len(pairs), 1)


def brier(pairs: Sequence[tuple[float, bool]]) -> float:
    """The mean square of what confidence lacks to the outcome."""
    return sum((c - r) ** 2 for c, r in pairs) / max(len(pairs), 1)


def figures(claims: Sequence[Judged]) -> dict[str, Any]:
    """All figures, with the reliability table."""
    pairs = [(one.claim.reader.confidence, one.right) for one in claims]
    share = sum(right for _, right in pairs) / max(len(pairs), 1)
    table = [
        {
            "claims": len(held),
            "confidence": round(sum(c for c, _ in held) / len(held), 3),
            "right": round(sum(r for _, r in held) / len(held), 3),
        }
        for held in bins_of(pairs)
    ]
    return {
        "score": round(1 - calibration_error(pairs), 3),
        "interval": interval_of(pairs, lambda rows: 1 - calibration_error(rows)),
        "claims": len(pairs),
        "right": round(share, 3),
        "brier": round(brier(pairs), 3),
        "baseline_brier": round(brier([(share, right) for _, right in pairs]), 3),
        "bins": table,
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--judged", type=Path, nargs="+", required=True)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    result = figures(judged_claims(given.judged, given.data))
    for row in result["bins"]:
        print(f"{row['claims']:5} claims  confidence {row['confidence']:.2f}  right {row['right']:.2f}")
    print(f"expected calibration error {1 - result['score']:.3f} on {result['claims']} claims")
    finish({**result, "judged": [p.name for p in given.judged]}, given.json)


if __name__ == "__main__":
    main()
