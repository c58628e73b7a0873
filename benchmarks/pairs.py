"""Relations between two marked mentions of one sentence: pairs, what is seen of each, and what the claims tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from benchmarks.claim_features import Record, is_fact
from benchmarks.spans import Span

#: Relation: first span, second span, type; offsets alone.
Relation = tuple[tuple[int, int], tuple[int, int], str]

#: Pairs further apart than so many words are not looked at.
FARTHEST = 30


@dataclass(frozen=True)
class Pair:
    """Two mentions of a sentence in their order in the text."""

    first: Span
    second: Span
    text: str
    claims: tuple[str, ...]
    between: int

    @property
    def features(self) -> dict[str, float]:
        """What a classifier sees: words at, around and between the mentions, their types, and the claims on them."""
        gap = self.text[self.first[1] : self.second[0]].lower()
        words = re.findall(r"\w+|[^\w\s]", gap)
        one, two = self.text[slice(*self.first[:2])].lower(), self.text[slice(*self.second[:2])].lower()
        kinds = f"{self.first[2]} {self.second[2]}"
        before = re.findall(r"\w+", self.text[max(0, self.first[0] - 30) : self.first[0]].lower())[-2:]
        behind = re.findall(r"\w+", self.text[self.second[1] : self.second[1] + 30].lower())[:2]
        found = {f"kinds {kinds}", f"gap {min(len(words), 12)}", f"kinds gap {kinds} {min(len(words), 4)}"}
        found |= {f"mentions between {min(self.between, 4)}", f"kinds mentions {kinds} {min(self.between, 2)}"}
        found |= {f"between {w}" for w in words[:12]} | {f"first {w}" for w in one.split()[-1:]}
        found |= {f"second {w}" for w in two.split()[-1:]} | {f"before {w}" for w in before}
        found |= {f"behind {w}" for w in behind} | {f"claim {c}" for c in self.claims}
        found |= {f"kinds claim {kinds} {c}" for c in self.claims}
        if len(words) < 5:
            found |= {f"all between {' '.join(words)}", f"kinds all {kinds} {' '.join(words)}"}
        return dict.fromkeys(found, 1.0)


def overlaps(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether two spans share half of the shorter one or more."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return bool(shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0]))


def pairs_of(
    text: str, mentions: Sequence[Span], sentences: Sequence[tuple[int, int]], claims: Sequence[Record]
) -> list[Pair]:
    """All pairs of mentions within a sentence that do not overlap and are not far apart."""
    out = []
    for start, end in sentences:
        inside = sorted(m for m in mentions if start <= m[0] and m[1] <= end)
        near = [c for c in claims if c["quote"]["start"] < end and start < c["quote"]["end"]]
        for first, second in combinations(inside, 2):
            gap = text[first[1] : second[0]]
            if first[1] > second[0] or len(gap.split()) > FARTHEST:
                continue
            between = sum(first[1] <= m[0] and m[1] <= second[0] for m in inside)
            out.append(Pair(first, second, text, tuple(sorted(set(_told(near, first, second)))), between))
    return out


def _told(claims: Sequence[Record], first: Span, second: Span) -> Iterator[str]:
    for claim in claims:
        one, two = _parts(claim, first), _parts(claim, second)
        held = "" if is_fact(claim) else f" {claim['factuality']} {claim['polarity']}"
        for a in one:
            for b in two:
                yield f"{a} {b}{held}"
                yield f"{claim['predicate']} {a} {b}{held}"


def _parts(claim: Record, mention: Span) -> set[str]:
    out = {side for side in ("subjects", "objects", "against") for p in claim[side] if _at(p, mention)}
    out |= {"where" for place in claim["where"] if _at(place, mention)}
    speakers = claim["attribution"]["source"] if claim["attribution"] else []
    return out | {"speaker" for s in speakers if _at(s, mention)}


def _at(part: Record, mention: Span) -> bool:
    return overlaps((part["start"], part["end"]), mention)


def claim_relations(claims: Sequence[Record], mapping: Record) -> list[Relation]:
    """The relations that claims tell with nothing fitted: between their parties, and of parties with places."""
    types = {p: name for name, predicates in mapping["relations"].items() for p in predicates}
    out = []
    for claim in claims:
        if claim["polarity"] != "positive":
            continue
        sides = [[(p["start"], p["end"]) for p in claim[side]] for side in ("subjects", "objects")]
        if claim["predicate"] in types:
            out += [(a, b, types[claim["predicate"]]) for a in sides[0] for b in sides[1] if a != b]
        if claim["predicate"] in mapping["located"]:
            places = [(w["start"], w["end"]) for w in claim["where"]]
            out += [(a, b, "CoLocated") for a in (*sides[0], *sides[1]) for b in places if a != b]
    return out


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Stretches between the ends of sentences and lines."""
    cuts = [0, *(m.end() for m in re.finditer(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z])|\n+", text)), len(text)]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if text[a:b].strip()]
