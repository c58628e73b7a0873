"""Whether two claims are told for one event, or for the same state, where a careful reader says so.

``python -m benchmarks.weighing_pairs [--misses] [--json OUT]``. The pairs stand in ``data/weighing/pairs-*.yaml``.
Bound: F1 of the pairs that are one, 0.90.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from benchmarks import finish
from benchmarks.weighing_made import Made, lineage, load
from grounds.weighing.blocking import keys, pairs
from grounds.weighing.items import Item
from grounds.weighing.linking import Linker
from grounds.weighing.links import Link
from grounds.weighing.origins import Documents

FILES = ("pairs-events", "pairs-states")


def made_pair(pair: dict[str, Any]) -> tuple[Item, Item, Documents]:
    """The two claims of a pair, in one document or in two."""
    made = Made()
    a, b = pair["a"], pair["b"]
    if pair.get("one"):
        made.add({**a, "claims": [a, b]}, 1)
    else:
        made.add({**a, "publisher": a.get("publisher", "First Paper"), "claims": [a]}, 1)
        made.add({**b, "publisher": b.get("publisher", "Second Paper"), "claims": [b]}, 2)
    one, other = made.items()
    return one, other, Documents({s.id: s for s in made.sources()})


def linked(pair: dict[str, Any]) -> tuple[bool, Link | None]:
    """Whether a pair is taken for one, blocking included, and the link that was weighed."""
    one, other, documents = made_pair(pair)
    linker = Linker(lineage(), documents)
    keys_of = {i.id: keys(i, documents.day(i.document)) for i in (one, other)}
    met = any(True for _ in pairs((one, other), keys_of))
    compared = linker.compare(one, other)
    return met and linker.link(one, other) is not None, compared


def scores(rows: list[tuple[bool, bool]]) -> dict[str, float]:
    """Precision, recall and F1 of (found, wanted)."""
    right = sum(f and w for f, w in rows)
    found, wanted = sum(f for f, _ in rows), sum(w for _, w in rows)
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows: list[tuple[bool, bool]] = []
    for name in FILES:
        mine = []
        for pair in load(name):
            found, link = linked(pair)
            mine.append((found, pair["same"]))
            if given.misses and found != pair["same"]:
                told = link.sentence() if link is not None else "never compared"
                print(f"{'missed' if pair['same'] else 'wrong'}: {pair['a']['say']} | {pair['b']['say']}\n    {told}")
        print(f"{name}: {len(mine)} pairs, {scores(mine)}")
        rows += mine
    result = {"benchmark": "weighing_pairs", "pairs": len(rows), **scores(rows)}
    print(f"{len(rows)} pairs: F1 {result['f1']} (bound 0.90)")
    finish({**result, "score": result["f1"]}, given.json)


if __name__ == "__main__":
    main()
