"""When two claims about one text count as the same: the published matching rule.

One to one, in our order. Quotes overlap by half of the shorter or more; predicates are equal or of one family; parties
overlap in the same direction, by the words of name, mention, actor id and target type without the commonest ones. Sides
of two-sided predicates may be swapped. A side that the coding leaves empty matches anything; an assessment needs only
one party in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from grounds.model.vocabulary import VOCABULARY

Record = dict[str, Any]

_TWO_SIDED = VOCABULARY.symmetric | {"consult", "cooperate", "agree"}
_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "to",
        "by",
        "its",
        "his",
        "their",
        "group",
        "groups",
        "forces",
        "security",
        "fighters",
        "militants",
        "government",
        "army",
        "state",
        "several",
        "other",
        "some",
        "many",
    ]
)
_WORD = re.compile(r"[a-z0-9]+")
_TOLD = ("actor", "name", "mention", "target_type")


def telling_words(parties: Iterable[Record] | None) -> set[str]:
    """The words by which parties are compared."""
    joined = " ".join(str(party.get(key) or "") for party in parties or () for key in _TOLD)
    return set(_WORD.findall(joined.lower())) - _COMMON


def quotes_meet(ours: Record, gold: Record) -> bool:
    """Whether the quotes overlap by half of the shorter or more."""
    one, other = ours["quote"], gold["quote"]
    overlap = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return bool(overlap >= 0.5 * min(one["end"] - one["start"], other["end"] - other["start"]))


def parties_meet(ours: Record, gold: Record) -> bool:
    """Whether the parties overlap in the same direction."""
    our_subjects, our_objects = telling_words(ours["subjects"]), telling_words(ours["objects"])
    subjects, objects = telling_words(gold["subjects"]), telling_words(gold["objects"])
    if ours["predicate"] in _TWO_SIDED or gold["predicate"] in _TWO_SIDED:
        our_subjects = our_objects = our_subjects | our_objects
        subjects = objects = subjects | objects
    if "assessment" in (ours["kind"], gold["kind"]):
        return bool(ours["kind"] == gold["kind"]) and (
            bool(our_subjects & subjects) or not our_subjects or not subjects
        )
    subjects_meet = bool(our_subjects & subjects) or (not subjects and not our_subjects)
    return subjects_meet and (bool(our_objects & objects) or not objects or not our_objects)


def same_claim(ours: Record, gold: Record) -> bool:
    """The whole rule for one pair."""
    return (
        quotes_meet(ours, gold)
        and parties_meet(ours, gold)
        and VOCABULARY.same_family(ours["predicate"], gold["predicate"])
    )


def pair_up(ours: Sequence[Record], gold: Sequence[Record]) -> list[tuple[int, int]]:
    """Index pairs (ours, gold). Each of ours in turn takes, of the free coded claims that fit, the one nearest in
    predicate, then factuality, then polarity; the first where several are as near.
    """
    free = list(range(len(gold)))
    pairs = []
    for i, claim in enumerate(ours):
        fitting = [j for j in free if same_claim(claim, gold[j])]
        if fitting:
            best = max(
                fitting, key=lambda j: tuple(claim[k] == gold[j][k] for k in ("predicate", "factuality", "polarity"))
            )
            free.remove(best)
            pairs.append((i, best))
    return pairs
