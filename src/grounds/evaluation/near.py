"""Near misses: for each coded claim that was not found, the claim of ours that is nearest to it, and what differs."""

from __future__ import annotations

from dataclasses import dataclass

from grounds.evaluation.matching_rule import Record, parties_meet, quotes_meet, telling_words
from grounds.evaluation.score import Compared
from grounds.model.vocabulary import VOCABULARY


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A missed coded claim by its place in the coding; ``nearest`` is null where no claim of ours stands in its words.

    ``differs`` names fields: quote, kind, predicate, subjects, objects, factuality, polarity; ``taken`` tells that the
    nearest agrees with another coded claim.
    """

    place: int
    nearest: Record | None
    differs: tuple[str, ...] = ()
    taken: bool = False


def near_misses(compared: Compared) -> list[NearMiss]:
    """The near misses of one document, in the order of the coding."""
    found, taken = {j for _, j in compared.pairs}, {i for i, _ in compared.pairs}
    return [_near(j, compared, taken) for j in range(len(compared.gold)) if j not in found]


def _near(place: int, compared: Compared, taken: set[int]) -> NearMiss:
    gold = compared.gold[place]
    inside = [i for i, ours in enumerate(compared.ours) if _overlap(ours, gold) > 0]
    if not inside:
        return NearMiss(place, None)
    best = max(inside, key=lambda i: (*_likeness(compared.ours[i], gold), i not in taken, -i))
    return NearMiss(place, compared.ours[best], _differing(compared.ours[best], gold), best in taken)


def _overlap(ours: Record, gold: Record) -> int:
    one, other = ours["quote"], gold["quote"]
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))


def _likeness(ours: Record, gold: Record) -> tuple[int, bool, int]:
    """How much of both agrees: what is said and of whom before how it is held."""
    near = VOCABULARY.same_family(ours["predicate"], gold["predicate"])
    sides = sum(_sides_meet(ours, gold, side) for side in ("subjects", "objects"))
    held = sum(ours[name] == gold[name] for name in ("factuality", "polarity"))
    return 2 * near + sides + parties_meet(ours, gold), ours["predicate"] == gold["predicate"], held


def _sides_meet(ours: Record, gold: Record, side: str) -> bool:
    one, other = telling_words(ours[side]), telling_words(gold[side])
    return bool(one & other) or (not one and not other)


def _differing(ours: Record, gold: Record) -> tuple[str, ...]:
    differs = [] if quotes_meet(ours, gold) else ["quote"]
    differs += [name for name in ("kind", "predicate") if ours[name] != gold[name]]
    differs += [side for side in ("subjects", "objects") if not _sides_meet(ours, gold, side)]
    return (*differs, *(name for name in ("factuality", "polarity") if ours[name] != gold[name]))
