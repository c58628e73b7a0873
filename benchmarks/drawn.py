"""Claims drawn at random from real prose, judged one by one by eye: how many are right in every field.

``python -m benchmarks.drawn --data FILE … [--texts 200] [--draw 100] [--seed 7] [--sheet OUT.jsonl]`` reads a random
part of each file's texts, draws as many claims from each set and prints each with its sentence and its fields.
``--sheet`` writes a line a claim to be judged: set ``right`` to true or false and, where false, ``field`` (what is
wrong, of :data:`FIELDS`) and ``reason`` (in one's own words: no sentence of a set); ``misleads`` tells a struck claim
that says something false from one that lacks, or has only less exactly, what a coder would fill.
``python -m benchmarks.drawn --judged FILE.jsonl [--json OUT]`` gives the share right with its 95 % interval (Wilson).

A file is lines of JSON with ``text``, ``doctext`` or ``description``, or a table with a column ``original``; its
folder names the set. A text wholly in small letters is read with its capitals put back (:mod:`benchmarks.truecase`).
A claim is right only where its predicate, every party and its side, factuality, polarity, attribution, date, place,
modes and figures stand in the text as told, and nothing is invented; a field that the claim leaves empty though the
text tells it counts as wrong for a party, a date or a figure of the claim's own clause.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import finish
from benchmarks.bootstrap import wilson
from benchmarks.incidents_places import incidents, text_of
from benchmarks.truecase import with_capitals
from grounds.documents import ReadOptions, read_bytes
from grounds.model.document import Document
from grounds.pipeline import Pipeline

#: What can be wrong with a claim; ``claim`` where the words give no such claim at all.
FIELDS = (
    "claim",
    "predicate",
    "subjects",
    "objects",
    "direction",
    "factuality",
    "polarity",
    "attribution",
    "when",
    "where",
    "modes",
    "support",
    "casualties",
    "quantity",
    "count",
    "scope",
    "phase",
    "trend",
    "goal",
    "position",
)
_TEXT_KEYS = ("text", "doctext", "description")

Record = dict[str, Any]


def rows_of(path: Path) -> Iterator[tuple[int, str, str | None]]:
    """Row number, text and day (where a row has one) of each text of a file; a text without any capital gets them."""
    if path.suffix == ".csv":
        yield from ((i, text_of(row), row["date"]) for i, row in enumerate(incidents(path)))
        return
    for i, line in enumerate(path.read_text("utf-8").split("\n")):
        row = json.loads(line) if line.strip() else {}
        text = next((row[key] for key in _TEXT_KEYS if row.get(key)), None)
        if text:
            yield i, with_capitals(text), None


def documents_of(path: Path, texts: int, draw: random.Random) -> Iterator[tuple[int, Document]]:
    """A random part of a file's texts as documents, in the file's order; a text that stands twice is taken once."""
    rows = list({text: (i, text, day) for i, text, day in rows_of(path)}.values())
    for i, text, day in sorted(draw.sample(rows, min(texts, len(rows)))):
        options = ReadOptions(language="en", date=day) if day else ReadOptions(language="en")
        yield i, read_bytes(text.encode(), name=f"{path.parent.name}-{i}.txt", options=options)


def drawn(path: Path, texts: int, number: int, draw: random.Random) -> list[tuple[int, Document, Record]]:
    """``number`` claims of a random part of a file, each with its row and its document."""
    numbered = list(documents_of(path, texts, draw))
    readings = Pipeline().run(document for _, document in numbered)
    found = [
        (i, document, claim.record())
        for (i, document), (_, reading) in zip(numbered, readings, strict=True)
        for claim in reading.claims
    ]
    return draw.sample(found, min(number, len(found)))


# ------------------------------------------------------------------------------------------------- to be judged


def shown(name: str, row: int, document: Document, claim: Record) -> str:
    """One claim with the words before it and in it, and every field that it gives."""
    quote = claim["quote"]
    before = re.sub(r"\s+", " ", document.text[max(0, quote["start"] - 300) : quote["start"]])
    exact = re.sub(r"\s+", " ", quote["exact"])
    rule = (claim.get("reader") or {}).get("rule", "")
    told = " ".join(f"{key}={value}" for key, value in _plain(claim))
    sides = " -> ".join(" + ".join(map(_party, claim[side])) or "nobody" for side in ("subjects", "objects"))
    held = f"{claim['factuality']} {claim['polarity']}{'' if claim['directed'] else ' undirected'}"
    head = f"[{name} {row} {claim['id'][-8:]}] …{before} ||| {exact}"
    return f"{head}\n  {claim['predicate']}: {sides}  [{held}] {told} ({rule})"


def _party(party: Record) -> str:
    kind = party["target_type"] or party["actor_kind"]
    place = f" {party['position']['value']}" if party.get("position") else ""
    return f"{party['name']!r} ({party['actor'] or 'described'}, {kind}{place}; {party['mention']!r})"


def _plain(claim: Record) -> Iterator[tuple[str, str]]:
    """The fields that a claim gives, each in a few words."""
    for key in ("modes", "weapons", "support", "trend", "state", "phase", "scope", "goal_type", "degree"):
        if claim.get(key):
            yield key, ",".join(claim[key]) if isinstance(claim[key], list) else claim[key]
    for key in ("goal", "quantity", "count", "likelihood"):
        if claim.get(key):
            yield key, repr(claim[key].get("words") or claim[key].get("text"))
    if claim["when"]:
        when = claim["when"]
        yield "when", f"{when['from']}..{when['to']} {when['mention']!r}"
    for place in claim["where"]:
        yield "where", f"{place['role']} {place['name']} [{place.get('admin1')}, {place.get('country')}]"
    for loss in claim["casualties"]:
        yield "lost", f"{loss['outcome']}/{loss['of']} {loss['words']!r}"
    if claim["attribution"]:
        said = claim["attribution"]
        yield "said", f"{'+'.join(s['name'] for s in said['source'])} {said['stance']}{' self' if said['self'] else ''}"
    if claim.get("against"):
        yield "against", "+".join(p["name"] for p in claim["against"])


def line_of(name: str, row: int, claim: Record) -> Record:
    """A line of the list that is to be judged."""
    head = {"set": name, "row": row, "claim": claim["id"], "kind": claim["kind"], "predicate": claim["predicate"]}
    return {**head, "right": None, "field": None, "reason": None}


# ---------------------------------------------------------------------------------------------------- judged


def load_judged(path: Path) -> tuple[Record, list[Record]]:
    """The head of a judged list (how it was drawn) and its lines, checked."""
    head, *lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    for number, line in enumerate(lines, start=2):
        wanted = line["right"] is True or (line["right"] is False and line["field"] in FIELDS and line["reason"])
        if not wanted:
            raise SystemExit(f"{path}, line {number}: not judged, or struck without a field of {FIELDS} and a reason")
    return head, lines


def share(lines: Sequence[Record]) -> Record:
    """How many of some claims are right."""
    right = sum(line["right"] for line in lines)
    return {
        "claims": len(lines),
        "right": right,
        "share": round(right / len(lines), 3),
        "interval": wilson(right, len(lines)),
    }


def by(lines: Iterable[Record], key: str) -> dict[str, Record]:
    """The share right in each value of ``key``."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for line in lines:
        groups[line[key]].append(line)
    return {name: share(groups[name]) for name in sorted(groups)}


def measure(path: Path) -> Record:
    """All figures of a judged list."""
    head, lines = load_judged(path)
    whole = share(lines)
    misled = [line for line in lines if line.get("misleads")]
    told_apart = any("misleads" in line for line in lines)
    struck = Counter(line["field"] for line in lines if not line["right"])
    return {
        "score": whole["share"],
        **whole,
        "reader": "frames",
        **head,
        **{f"by_{key}": by(lines, key) for key in ("set", "kind", "predicate")},
        "struck_for": dict(struck.most_common()),
        "not_misleading": share([{"right": "misleads" not in x or not x["misleads"]} for x in lines])
        if told_apart
        else None,
        "misleading_for": dict(Counter(line["field"] for line in misled).most_common()),
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="*", default=[])
    parser.add_argument("--texts", type=int, default=200, help="how many texts of each file are read")
    parser.add_argument("--draw", type=int, default=100, help="how many claims are drawn, as many from each file")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--judged", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    if given.judged:
        result = measure(given.judged)
        for key in ("by_set", "by_kind", "by_predicate"):
            for name, row in result[key].items():
                print(f"{name:22} {row['right']:4} of {row['claims']:4}  {row['share']}")
        print(f"right in every field {result['share']} {result['interval']}")
        if result["not_misleading"]:
            print(f"says nothing false {result['not_misleading']['share']} {result['not_misleading']['interval']}")
        finish(result, given.json)
        return
    draw = random.Random(given.seed)
    lines: list[Record] = [{"seed": given.seed, "texts": given.texts, "draw": given.draw}]
    for path in given.data:
        for row, document, claim in drawn(path, given.texts, given.draw // len(given.data), draw):
            print(shown(path.parent.name, row, document, claim), end="\n\n")
            lines.append(line_of(path.parent.name, row, claim))
    if given.sheet:
        given.sheet.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    finish({"drawn": len(lines) - 1, "sets": [p.parent.name for p in given.data]}, None)


if __name__ == "__main__":
    main()
