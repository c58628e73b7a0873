"""Four grades, kept apart: how reliable a source is, how credible a matter is, how sure its speaker is, and how sure
the reader is that it was read right. None of them is ever blended with another; each is told in a sentence.

* **Reliability** (A–F) belongs to a source and is given by people (:mod:`grounds.weighing.sources`).
* **Credibility** (1–6) belongs to a cluster and follows from rules that can be read (``data/credibility.yaml``).
* **The speaker's certainty** stands in the words ("likely", "almost certainly"; ICD 203).
* **The reader's confidence** is the reader's own, on having understood the sentence.

Scales: NATO AJP-2.1 (Admiralty system), ICD 203.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from grounds.weighing.cluster import Cluster, Weighed
from grounds.weighing.counting import Count, sentence
from grounds.weighing.data import settings
from grounds.weighing.items import Item
from grounds.weighing.opposing import Disagreement, is_party
from grounds.weighing.wording import listed


class Credibility(NamedTuple):
    """A grade from 1 to 6, the rule that gave it, and why in a sentence."""

    grade: int
    rule: str
    why: str


@dataclass(frozen=True)
class Standing:
    """What the rules of credibility look at in a cluster."""

    origins: int
    outside: int
    named: int
    sides: int
    opposing: int
    opposing_outside: int
    held: int
    best: str
    names: str
    differing: str = ""
    circle: str = ""

    @property
    def parties(self) -> int:
        """How many of the origins are parties to the matter."""
        return self.origins - self.outside

    def value(self, name: str) -> int | str:
        """A number or letter by the name under which the rules know it."""
        found: int | str = getattr(self, name)
        return Count(found) if isinstance(found, int) else found


def standing(
    cluster: Cluster, weighed: Weighed, against: Collection[Disagreement], grades: Mapping[str, str]
) -> Standing:
    """What stands for and against a cluster; ``grades`` are those of sources, by key."""
    by_origin: dict[str, list[Item]] = {}
    for item in cluster.items:
        by_origin.setdefault(cluster.origins[item.id].key, []).append(item)
    voices, matter = cluster.voices, weighed.matter(cluster.items[0])
    parties = {k for k, items in by_origin.items() if is_party(voices[k], items, weighed.lineage, matter)}
    opposing, opposing_outside = _opposing(cluster, against)
    return Standing(
        origins=len(voices),
        outside=len(voices) - len(parties),
        named=sum(not v.unnamed for v in voices.values()),
        sides=_sides(cluster, parties, weighed),
        opposing=opposing,
        opposing_outside=opposing_outside,
        held=sum(item.is_held and item.factuality != "possible" for item in cluster.items),
        best=min((grades.get(k, "F") for k in voices), default="F"),
        names=", ".join(sorted(v.name for v in voices.values())[:3]),
        differing=_differing(cluster, against),
        circle="; ".join(listed(circle) for circle in cluster.circles),
    )


def _opposing(cluster: Cluster, against: Iterable[Disagreement]) -> tuple[int, int]:
    """Origins of claims that contradict it: all, and those that are no party."""
    mine = {item.id for item in cluster.items}
    found: dict[str, bool] = {}
    for one in against:
        if one.strength != "contradiction" or one.type not in ("whether", "who"):
            continue
        for side, other in (one.sides, one.sides[::-1]):
            if not mine.isdisjoint(side.claims):
                found.update({key: key in other.parties for key in other.origins})
    return len(found), sum(not party for party in found.values())


def _differing(cluster: Cluster, against: Iterable[Disagreement]) -> str:
    """Which details its claims do not tell alike."""
    types = {one.type for one in against if one.strength == "contradiction"}
    return ", ".join(words for type_, words in _DETAILS.items() if type_ in types)


#: Types of disagreement that leave the thing itself undisputed.
_DETAILS = {"how_many": "how many", "when": "when", "where": "where"}


def _sides(cluster: Cluster, parties: set[str], weighed: Weighed) -> int:
    """How many sides of the matter say so: 2 where two parties that are not one say the same."""
    actors = [cluster.voices[k].actor for k in sorted(parties)]
    known = [a for a in actors if a is not None]
    apart = any(not weighed.lineage.is_one_side(a, b) for i, a in enumerate(known) for b in known[i + 1 :])
    return 2 if apart else min(1, len(parties))


def credibility(found: Standing) -> Credibility:
    """The grade of the first rule that holds."""
    rules = settings("credibility")
    for rule in rules["rules"]:
        if all(_holds(found.value(name), bounds) for name, bounds in rule["when"].items()):
            told = {name: found.value(name) for name in (*Standing.__dataclass_fields__, "parties")}
            why = sentence(rule["because"].format(**told))
            for name in ("differing", "circle"):
                if told_too := getattr(found, name):
                    why += f" {rules[name].format(what=told_too)}"
            return Credibility(rule["grade"], rule["name"], why)
    raise AssertionError("the last rule of credibility.yaml holds for all")


def _holds(value: int | str, bounds: Mapping[str, Any]) -> bool:
    low, high = bounds.get("min"), bounds.get("max")
    return (low is None or value >= low) and (high is None or value <= high)


def credibility_sentence(found: Credibility) -> str:
    """The credibility of a matter in a sentence: "3, possibly true: one origin …"."""
    return f"{found.grade}, {settings('credibility')['grades'][found.grade]}: {found.why}"


def certainty_sentence(item: Item) -> str:
    """How sure the speaker is, in its own words with the range of ICD 203, else in how the text holds the claim."""
    means: dict[str, str] = settings("credibility")["certainty"]
    held = means[item.factuality]
    if item.likelihood is None:
        return f"It is {held}; the speaker does not say how likely it is."
    range_ = means.get(item.likelihood.casefold())
    told = f", which means {range_} (ICD 203)" if range_ is not None else ", an expression that ICD 203 does not list"
    return f"It is {held}, as “{item.likelihood}”{told}."


def confidence_sentence(item: Item) -> str:
    """The reader's confidence in a sentence; a person who enters a claim is taken at his word."""
    if item.confidence == 1:
        return "A person entered it, so nothing had to be read; no word on its truth."
    share = f"about {item.confidence:.0%} were right in every part"
    return f"Of judged claims that were read as this one, in mostly rough prose, {share}; no word on its truth."
