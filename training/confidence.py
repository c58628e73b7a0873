"""Judged claims → the weights of :mod:`grounds.reading.confidence`.

``python -m training.confidence --data FILE … --judged FILE.jsonl …`` writes ``reading/data/confidence.yaml``. Needs the
extra ``sets`` and no torch. Lists that a figure is to be told on are not among those that it is fitted on.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.judged import judged_claims

import grounds
from grounds.reading.confidence import traits

#: Small, as the lists are: weights stay near nought unless many claims speak for them.
STRENGTH = 0.5
_HEAD = """# Fitted by training/confidence.py on {number} judged claims ({lists}); not to be edited by hand.
# The logarithm of the odds that a claim is right in every field, and what each trait adds to it.
"""


def main() -> None:
    """Run from the command line."""
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--judged", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=Path(grounds.__file__).parent / "reading/data/confidence.yaml")
    given = parser.parse_args()
    claims = judged_claims(given.judged, given.data)
    rows = [traits(one.claim) for one in claims]
    names = list(rows[0])
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=7)
    model.fit([[float(row[name]) for name in names] for row in rows], [one.right for one in claims])
    lists = ", ".join(p.stem for p in given.judged)
    lines = [f"intercept: {model.intercept_[0]:.3f}", "weights:"]
    lines += [f"  {name}: {weight:.3f}" for name, weight in zip(names, model.coef_[0], strict=True)]
    given.out.write_text(_HEAD.format(number=len(claims), lists=lists) + "\n".join(lines) + "\n", "utf-8")
    print(given.out.read_text("utf-8"))


if __name__ == "__main__":
    main()
