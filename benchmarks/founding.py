"""The founding report: how much of what a careful reader lists in it is read fully right.

``python -m benchmarks.founding --data REPORT.txt [--key KEY.jsonl] [--json OUT] [--misses]``. The key list was written
from reading alone, before any output was seen. It holds offsets and values only, no words of the report, and names the
text that it belongs to by its hash.

A key claim is *fully right* where one of our claims in its sentence has its predicate, parties, direction, factuality
and polarity and every field that the key gives. A *trap* is a reading that would be wrong if it stood as a fact: an
accusation, advice, an aim or an interest turned into an event, or a tie turned round.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import finish
from grounds.documents import read_file
from grounds.model.vocabulary import VOCABULARY
from grounds.pipeline import Pipeline

KEY = Path(__file__).parent / "data" / "founding.jsonl"
_LISTS = frozenset({"support", "modes"})
_FACTS = frozenset({"asserted", "qualified"})

Record = dict[str, Any]


def load_key(path: Path, text: str) -> tuple[list[Record], list[Record]]:
    """Key claims and traps; an error where they belong to another text."""
    head, *rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    if head["text_sha256"] != hashlib.sha256(text.encode()).hexdigest():
        raise SystemExit(f"{path} belongs to another text than the one given")
    return [r for r in rows if "key" in r], [r for r in rows if "trap" in r]


def inside(claim: Record, row: Record) -> bool:
    """Whether the claim's quote overlaps the row's sentence by half of the shorter or more."""
    quote = claim["quote"]
    shared = min(quote["end"], row["end"]) - max(quote["start"], row["start"])
    return bool(shared >= 0.5 * min(quote["end"] - quote["start"], row["end"] - row["start"]))


def names_all(parties: Sequence[Record], wanted: Sequence[Sequence[str]]) -> bool:
    """Each wanted party is among ``parties`` by some word of name, mention or id."""
    own = [words([p]) for p in parties]
    found = (any(set(spelling.lower().split()) <= o for o in own for spelling in one) for one in wanted)
    return all(found) and bool(wanted or not parties)


def words(parties: Iterable[Record]) -> set[str]:
    """All words of ids, names and mentions."""
    told = " ".join(str(p.get(k) or "") for p in parties for k in ("actor", "name", "mention"))
    return set(re.findall(r"[\w.]+", told.lower().replace("-", " ")))


def sides_fit(claim: Record, row: Record, *, turned: bool = False) -> bool:
    """Whether the parties stand on the sides that the row gives; on either, for two-sided predicates."""
    one, other = row["subjects"], row["objects"]
    if turned:
        one, other = other, one
    straight = names_all(claim["subjects"], one) and (not other or names_all(claim["objects"], other))
    if straight or claim["predicate"] not in {*VOCABULARY.symmetric, "consult", "cooperate", "agree"}:
        return straight
    return names_all([*claim["subjects"], *claim["objects"]], [*one, *other])


def wrong_fields(claim: Record, row: Record) -> list[str]:
    """The fields in which the claim differs from the key."""
    wrong = [] if claim["factuality"] in row["factuality"] else ["factuality"]
    wrong += [] if claim["polarity"] == row["polarity"] else ["polarity"]
    return wrong + [name for name, value in row["fields"].items() if not field_fits(claim, name, value)]


def field_fits(claim: Record, name: str, value: Any) -> bool:
    """One field of the key."""
    if name in _LISTS:
        return set(claim[name]) == set(value)
    if name == "attributed":
        return bool(claim["attribution"]) == value
    if name == "stance":
        return bool((claim["attribution"] or {}).get("stance") == value)
    if name == "source":
        return bool(set(map(str.lower, value)) & words((claim["attribution"] or {}).get("source") or []))
    if name == "against":
        return names_all(claim[name], value)
    if name == "where":
        told = " ".join(f"{p['name']} {p['mention']}" for p in claim[name]).lower()
        return any(str(word).lower() in told for word in value)
    if name in {"from", "to"}:
        return bool((claim["when"] or {}).get(name) == value)
    if name == "casualties":
        own = [{k: c.get(k) for k in wanted} for wanted in value for c in claim["casualties"]]
        return all(wanted in own for wanted in value)
    if name == "quantity":
        return bool(claim["quantity"])
    if name == "position":
        told = [p["position"]["value"] for p in (*claim["subjects"], *claim["objects"]) if p.get("position")]
        return value in told
    return bool(claim[name] == value)


def judge(claims: Sequence[Record], keys: Iterable[Record]) -> list[tuple[Record, str, list[str]]]:
    """For each key: ``right``, ``wrong`` (found, with the fields that differ), ``turned`` or ``missed``."""
    found = []
    for row in keys:
        here = [c for c in claims if inside(c, row) and c["predicate"] in row["predicate"]]
        fitting = [c for c in here if sides_fit(c, row)]
        if fitting:
            best = min((wrong_fields(c, row) for c in fitting), key=len)
            found.append((row, "wrong" if best else "right", best))
        elif row["objects"] and any(sides_fit(c, row, turned=True) for c in here):
            found.append((row, "turned", []))
        else:
            found.append((row, "missed", []))
    return found


def sprung(claims: Sequence[Record], traps: Iterable[Record]) -> list[tuple[Record, Record]]:
    """Traps with the claim that fell into them."""
    return [
        (trap, claim)
        for trap in traps
        for claim in claims
        if inside(claim, trap)
        and claim["predicate"] in trap["predicates"]
        and claim["factuality"] in _FACTS
        and claim["polarity"] == "positive"
        and names_all(claim["subjects"], trap["subjects"])
        and (not trap["objects"] or names_all(claim["objects"], trap["objects"]))
    ]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--key", type=Path, default=KEY)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    document = read_file(given.data)
    keys, traps = load_key(given.key, document.text)
    claims = [c.record() for _, reading in Pipeline().run([document]) for c in reading.claims]
    judged = judge(claims, keys)
    fallen = sprung(claims, traps)
    if given.misses:
        for row, verdict, fields in judged:
            if verdict != "right":
                print(f"{row['key']} {verdict:7} {'core' if row['core'] else 'finer':5} {row['predicate'][0]} {fields}")
        for trap, claim in fallen:
            print(f"{trap['trap']} sprung by {claim['predicate']}: {claim['reader']['why']}")

    def share(rows: list[tuple[Record, str, list[str]]], verdicts: set[str]) -> float:
        return round(sum(v in verdicts for _, v, _ in rows) / max(1, len(rows)), 3)

    core = [j for j in judged if j[0]["core"]]
    figures = {
        "score": share(core, {"right"}),
        "keys": len(judged),
        "core": len(core),
        "core_found": share(core, {"right", "wrong"}),
        "all_right": share(judged, {"right"}),
        "all_found": share(judged, {"right", "wrong"}),
        "turned": sum(v == "turned" for _, v, _ in judged),
        "traps": len(traps),
        "sprung": len(fallen),
        "claims": len(claims),
    }
    print(
        f"{figures['core']} core claims: {figures['score']:.0%} fully right, {figures['core_found']:.0%} found; ",
        end="",
    )
    print(f"{figures['turned']} turned round; {figures['sprung']} of {figures['traps']} traps sprung")
    finish(figures, given.json)


if __name__ == "__main__":
    main()
