"""Disagreements, events and origins in small sets of reports with what a careful reader finds in them.

``python -m benchmarks.weighing_cases [--part building|heldout] [--misses] [--json OUT]``. The cases stand in
``data/weighing/cases-*.yaml``; those held out are not looked at while rules are made (``--misses`` is refused for
them). Bounds on these: recall of disagreements 0.85, precision 0.8; copies counted once.
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks import finish
from benchmarks.weighing_made import Made, lineage, load
from grounds.weighing import Weighed, weigh
from grounds.weighing.gathering import documents_of
from grounds.weighing.opposing import Disagreement

PARTS = ("building", "heldout")


def made_case(case: dict[str, Any]) -> Made:
    """The documents and claims of a case; a text in many papers is made into their documents."""
    made = Made()
    for number, document in enumerate(case["documents"]):
        made.add(document, number)
    texts = [f"Paper {i}: latest\n\n{case['text_of']}" for i in range(case.get("copies", 0))]
    texts += case.get("rewrites", [])
    for number, text in enumerate(texts):
        claim = {**case["claim"], "id": f"copy{number}"}
        given = {"publisher": f"Paper {number}", "date": "2023-02-08", "text": text, "claims": [claim]}
        made.add(given, 100 + number)
    return made


def weighed_case(made: Made) -> Weighed:
    """What comes of weighing a case, texts and all."""
    texts = {d.id: d.text for d in made.documents.values()}
    items = made.items()
    return weigh(items, documents_of(made.sources(), texts, items), lineage())


def meets(found: Disagreement, wanted: dict[str, Any], names: dict[str, str]) -> bool:
    """Whether a disagreement is the one wanted: its type, its strength where told, and a claim on either side."""
    if found.type != wanted["type"] or wanted.get("strength", found.strength) != found.strength:
        return False
    one, other = ({names[n] for n in wanted[side]} for side in ("one", "other"))
    a, b = (set(side.claims) for side in found.sides)
    return bool((one & a and other & b) or (one & b and other & a))


def count(case: dict[str, Any], *, misses: bool = False) -> Counter[str]:
    """What of a case was found, and what was not."""
    made = made_case(case)
    weighed = weighed_case(made)
    counts: Counter[str] = Counter()
    left = list(weighed.disagreements)
    for wanted in case["disagreements"]:
        found = next((d for d in left if meets(d, wanted, made.names)), None)
        counts["wanted"] += 1
        if found is not None:
            counts["found"] += 1
            left.remove(found)
        elif misses:
            print(f"{case['name']}: missed {wanted}")
    counts["extra"] += len(left)
    for one in left if misses else ():
        print(f"{case['name']}: extra {one.type} {one.strength}: {one.explanation}")
    counts.update(_events(case, weighed, made.names, misses=misses))
    for name, number in case.get("origins", {}).items():
        voices = len(weighed.cluster_of[made.names[name]].voices)
        counts["origins_wanted"] += 1
        counts["origins_right"] += voices == number
        if voices != number and misses:
            print(f"{case['name']}: {name} has {voices} origins, not {number}")
    return counts


def _events(case: dict[str, Any], weighed: Weighed, names: dict[str, str], *, misses: bool) -> Counter[str]:
    """Pairs of claims that are told for one event, against those that are."""
    wanted = {frozenset(p) for group in case["events"] for p in combinations(sorted(group), 2)}
    own = {i: n for n, i in names.items() if not n.startswith("copy")}
    groups = [sorted(own[i.id] for i in event if i.id in own) for event in weighed.events]
    found = {frozenset(p) for group in groups for p in combinations(group, 2)}
    if misses and found != wanted:
        print(f"{case['name']}: events missed {[*map(sorted, wanted - found)]}, wrong {[*map(sorted, found - wanted)]}")
    return Counter(event_right=len(found & wanted), event_found=len(found), event_wanted=len(wanted))


def figures(counts: Counter[str]) -> dict[str, float]:
    """Counts as shares."""
    told = counts["found"] + counts["extra"]
    return {
        "recall": round(counts["found"] / max(1, counts["wanted"]), 3),
        "precision": round(counts["found"] / max(1, told), 3),
        "event_recall": round(counts["event_right"] / max(1, counts["event_wanted"]), 3),
        "event_precision": round(counts["event_right"] / max(1, counts["event_found"]), 3),
        "origins_right": round(counts["origins_right"] / max(1, counts["origins_wanted"]), 3),
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    result: dict[str, Any] = {"benchmark": "weighing_cases"}
    for part in given.part or PARTS:
        if given.misses and part == "heldout":
            parser.error("what was missed in the cases held out is not looked at")
        cases = load(f"cases-{part}")
        total: Counter[str] = sum((count(case, misses=given.misses) for case in cases), Counter())
        result[part] = {"cases": len(cases), "disagreements": total["wanted"], **figures(total)}
        print(f"{part}: {result[part]}")
    if "heldout" in result:
        result["score"] = round(min(result["heldout"]["recall"] / 0.85, result["heldout"]["precision"] / 0.8, 1.0), 3)
    finish(result, given.json)


if __name__ == "__main__":
    main()
