"""Which two are meant by "both sides", "the two groups", "neither government", "the former": by what stood for two
before, by who stood against whom, by how often and how lately each was named.

Mentions are those of ``coreference``; that two stand against each other is told by whoever enters them (one acts on the
other, or both do what needs two).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

from grounds.language.coreference import Antecedent, Discourse, Mention

#: Points of two entities as a pair.
WEIGHTS = {
    "against": 1.5,  # each time that one stood against the other, twice at most
    "named": 0.3,  # for each mention of each, five at most
    "sentence_back": -0.4,  # for each sentence since the one named longer ago
    "camps": 1.0,  # one is a state's and the other is armed against states, or both are states
}
#: How far back two may have been named last, and how long what stood for two may be taken up again, in sentences.
REACH = 12
_CHAIN = 3
_STATE = frozenset({"state", "state_force", "intelligence_service", "mission", "pro_government_militia"})


@dataclass
class Pairs:
    """The pairs of one document."""

    discourse: Discourse
    against: dict[frozenset[str], int] = field(default_factory=dict)
    #: The two meant last, in their order, with the sentence.
    last: tuple[int, tuple[Mention, Mention]] | None = None

    def oppose(self, one: str, other: str) -> None:
        """Remember that one entity stood against another."""
        if one != other:
            key = frozenset({one, other})
            self.against[key] = self.against.get(key, 0) + 1

    def of(
        self, at: Mention, sorts: frozenset[str], *, sides: bool, without: frozenset[str] = frozenset()
    ) -> Antecedent | None:
        """The two of ``sorts`` that ``at`` stands for; ``sides`` where it says that they stand against each other."""
        found = self.again(at, sorts) or self._best(at, sorts, without, sides=sides)
        if found is not None:
            self.last = (at.sentence, (found.mentions[0], found.mentions[1]))
        return found

    def again(self, at: Mention, sorts: frozenset[str]) -> Antecedent | None:
        """The two meant last, where that is not long ago and no other two of their sort were named together since."""
        if self.last is None or at.sentence - self.last[0] > _CHAIN:
            return None
        newer = self._beside(self._near(at, sorts), coordinated=True)
        if any(m.sort not in sorts for m in self.last[1]) or (newer and newer[0].sentence > self.last[0]):
            return None
        return Antecedent(self.last[1], 1.0, "the two that were meant just before")

    def ordered(self, at: Mention) -> tuple[Mention, Mention] | None:
        """The two that "the former" and "the latter" tell apart: the last two that one sentence names."""
        near = [m for m in self._near(at, _SORTS) if not m.possessor]
        two = self._beside([m for m in near if self.last is None or m.sentence > self.last[0]], coordinated=True)
        if two is None and self.last is not None and at.sentence - self.last[0] <= 2:
            two = self.last[1]
        for sentence in sorted({m.sentence for m in near}, reverse=True) if two is None else ():
            named = [m for m in near if m.sentence == sentence]
            two = two or self._beside(named) or _last_two(named)
        if two is not None:
            self.last = (at.sentence, two)
        return two

    def _best(self, at: Mention, sorts: frozenset[str], without: frozenset[str], *, sides: bool) -> Antecedent | None:
        beside = self._beside(self._near(at, sorts))
        if beside is not None and not sides:
            return Antecedent(beside, 1.0, "the two of their kind that one clause names together")
        latest: dict[str, Mention] = {}
        for mention in self.discourse.within_reach(at, REACH):
            if mention.sort in sorts and mention.entity not in without and (mention.known or not sides):
                latest[mention.entity] = mention
        known = [m for m in latest.values() if m.known]
        latest = {m.entity: m for m in known} if len(known) > 1 else latest
        scored = sorted(
            (
                (self._score(one, other, at), one, other)
                for one, other in combinations(latest.values(), 2)
                if one.home is None or one.home != other.home
            ),
            key=lambda row: -row[0],
        )
        if not scored:
            return None
        score, one, other = scored[0]
        first, second = sorted((one, other), key=lambda m: self.discourse.first[m.entity])
        told = self.against.get(frozenset({first.entity, second.entity}), 0)
        why = "two that stand against each other" if told else "the two of their kind named last and most"
        return Antecedent((first, second), score, why)

    def _score(self, one: Mention, other: Mention, at: Mention) -> float:
        key = frozenset({one.entity, other.entity})
        score = WEIGHTS["against"] * min(self.against.get(key, 0), 2)
        score += WEIGHTS["named"] * sum(min(self.discourse.counts[m.entity], 5) for m in (one, other))
        score += WEIGHTS["sentence_back"] * (2 * at.sentence - one.sentence - other.sentence)
        score += WEIGHTS["camps"] * _two_camps(one, other)
        score += (one.token + other.token) * 1e-6
        return score

    def _near(self, at: Mention, sorts: frozenset[str]) -> list[Mention]:
        return [m for m in self.discourse.within_reach(at, 2) if m.sort in sorts and m.known]

    @staticmethod
    def _beside(near: list[Mention], *, coordinated: bool = False) -> tuple[Mention, Mention] | None:
        """The last two that are coordinated, or, unless ``coordinated`` alone is asked for, that one clause names."""
        for group in dict.fromkeys(m.beside for m in reversed(near) if m.beside is not None):
            members = {m.entity: m for m in reversed(near) if m.beside == group}
            if len(members) == 2:
                one, other = sorted(members.values(), key=lambda m: m.token)
                return one, other
        for clause in dict.fromkeys(m.clause for m in reversed(near)) if not coordinated else ():
            named = [m for m in near if m.clause == clause and not m.possessor]
            for chosen in ([m for m in named if m.subject], named):
                first = {m.entity: m for m in reversed(chosen)}
                if len(first) == 2:
                    one, other = sorted(first.values(), key=lambda m: m.token)
                    return one, other
        return None


_SORTS = frozenset({"group", "state", "body", "organisation"})


def _last_two(named: list[Mention]) -> tuple[Mention, Mention] | None:
    latest = {m.entity: m for m in reversed(named)}
    two = sorted(latest.values(), key=lambda m: m.token)[-2:]
    return (two[0], two[1]) if len(two) == 2 else None


def _two_camps(one: Mention, other: Mention) -> bool:
    if one.sort == other.sort == "state":
        return True
    return (one.kind in _STATE) != (other.kind in _STATE)
