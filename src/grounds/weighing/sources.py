"""Sources and how reliable they are: what people hold of them, and what their past claims suggest.

Only people give a grade (A–F); each judgement is a row of the ledger with who, when and why, and the last one holds. A
suggestion tells how a source's claims fared where others spoke on the same: borne out by independent origins that are
no party, or contradicted by two of them at least. It comes with its sample and is never taken over by itself.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from grounds.weighing.cluster import Cluster, Weighed
from grounds.weighing.counting import Count, in_words, sentence
from grounds.weighing.data import settings
from grounds.weighing.items import Item
from grounds.weighing.opposing import Disagreement, is_party
from grounds.weighing.origins import Origin


@dataclass(frozen=True)
class SourceRecord:
    """A source with what it said, its grade and the suggestion of its past."""

    key: str
    name: str
    claims: int
    documents: int
    grade: str | None
    graded_by: str | None
    graded_why: str | None
    graded_at: str | None
    borne_out: int
    contradicted: int
    suggestion: str
    explanation: str
    #: All judgements on it, the first first: grade, by, why, at.
    judgements: tuple[Mapping[str, Any], ...] = ()

    def record(self) -> dict[str, Any]:
        """The source as JSON-ready values."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**told, "judgements": [dict(row) for row in self.judgements]}


def sources(weighed: Weighed, judgements: Iterable[Mapping[str, Any]]) -> list[SourceRecord]:
    """All sources that are named, those with most claims first; ``judgements`` are the ledger's rows in order."""
    judged: dict[str, list[Mapping[str, Any]]] = {}
    for row in judgements:
        judged.setdefault(row["source"], []).append(row)
    said: dict[str, list[Item]] = {}
    names: dict[str, str] = {}
    for cluster in weighed.clusters:
        for item in cluster.items:
            origin = cluster.origins[item.id]
            if not origin.unnamed:
                said.setdefault(origin.key, []).append(item)
                names[origin.key] = origin.name
    fared = _fared(weighed)
    made = [_source(key, names[key], items, fared, judged.get(key, [])) for key, items in said.items()]
    return sorted(made, key=lambda s: (-s.claims, s.key))


def _source(
    key: str, name: str, items: list[Item], fared: Mapping[str, Counter[str]], rows: list[Mapping[str, Any]]
) -> SourceRecord:
    good, bad = fared.get(key, Counter())["borne_out"], fared.get(key, Counter())["contradicted"]
    suggestion = suggested(good, bad)
    told = {"grade": None, "by": None, "why": None, "at": None, **(rows[-1] if rows else {})}
    return SourceRecord(
        key=key,
        name=name,
        claims=len(items),
        documents=len({item.document for item in items}),
        grade=told["grade"],
        graded_by=told["by"],
        graded_why=told["why"],
        graded_at=told["at"],
        borne_out=good,
        contradicted=bad,
        suggestion=suggestion,
        explanation=_sentence(name, told, good, bad, suggestion),
        judgements=tuple({part: row[part] for part in ("grade", "by", "why", "at")} for row in rows),
    )


def suggested(good: int, bad: int) -> str:
    """The grade that a record suggests; F where it is too small to tell."""
    rules = settings("credibility")["suggestion"]
    if good + bad < rules["least"]:
        return "F"
    low = max(0.0, wilson_low(good, good + bad))
    shares: dict[str, float] = rules["shares"]
    return next(grade for grade, least in shares.items() if low >= least)


def wilson_low(good: int, number: int) -> float:
    """The lower end of Wilson's interval at 95 percent."""
    z, share = 1.96, good / number
    middle = share + z * z / (2 * number)
    half = z * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    return (middle - half) / (1 + z * z / number)


def _sentence(name: str, told: Mapping[str, Any], good: int, bad: int, suggestion: str) -> str:
    means = settings("credibility")["reliability"]
    if told["grade"] is not None:
        given = f"{told['by']} holds {name} to be {means[told['grade']]} ({told['grade']}): {told['why']}."
    else:
        given = f"Nobody has judged {name}."
    if good + bad == 0:
        return f"{given} No other source has spoken on what it said."
    number = sentence(f"{Count(good + bad):|the one claim|of # claims} that others spoke on")
    fared = "was borne out" if good else "was contradicted"
    past = f"{number} {fared}" if good + bad == 1 else f"{number}, {Count(good):none was|one was|# were} borne out"
    least = settings("credibility")["suggestion"]["least"]
    if good + bad < least:
        return f"{given} {past}; fewer than {in_words(least)} suggest no grade."
    return f"{given} {past}, which suggests {suggestion} ({means[suggestion]})."


def _fared(weighed: Weighed) -> dict[str, Counter[str]]:
    """By source how its claims fared where others spoke on the same."""
    against: dict[str, list[Disagreement]] = {}
    for one in weighed.disagreements:
        if one.strength == "contradiction":
            for side in one.sides:
                for claim in side.claims:
                    against.setdefault(claim, []).append(one)
    found: dict[str, Counter[str]] = {}
    for cluster in weighed.clusters:
        _count(cluster, weighed, against, found)
    return found


def _count(
    cluster: Cluster, weighed: Weighed, against: Mapping[str, list[Disagreement]], found: dict[str, Counter[str]]
) -> None:
    by_key: dict[str, list[Item]] = {}
    for item in cluster.items:
        by_key.setdefault(cluster.origins[item.id].key, []).append(item)
    opposed = any(item.id in against for item in cluster.items)
    if len(by_key) == 1 and not opposed:
        return
    outside = {k for k, items in by_key.items() if not _party(cluster.voices[k], items, weighed)}
    for key, origin in cluster.voices.items():
        if origin.unnamed:
            continue
        against_it = _contradicting(by_key[key], against)
        if against_it >= 2 and len(outside - {key}) < against_it:
            found.setdefault(key, Counter())["contradicted"] += 1
        elif outside - {key}:
            found.setdefault(key, Counter())["borne_out"] += 1


def _party(origin: Origin, items: list[Item], weighed: Weighed) -> bool:
    return is_party(origin, items, weighed.lineage, weighed.matter(items[0]))


def _contradicting(items: Iterable[Item], against: Mapping[str, list[Disagreement]]) -> int:
    """Origins that are no party and contradict claims of one source."""
    mine = {item.id for item in items}
    found: set[str] = set()
    for one in {d.id: d for item in items for d in against.get(item.id, ())}.values():
        for side, other in (one.sides, one.sides[::-1]):
            if not mine.isdisjoint(side.claims):
                found |= other.origins.keys() - other.parties
    return len(found)
