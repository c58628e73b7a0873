"""Choose what a pronoun or "the group" stands for: plain salience, with the reason kept.

Mentions are entered in reading order with their sort (group, state, person, population, thing) and number; each new
anaphor is compared with what was named before it. Weights stand in one table. Nothing here knows names: who is a group
and who a state is told by whoever enters the mention.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: Points of an earlier mention as antecedent.
WEIGHTS = {
    "sentence_back": -2.0,  # for each sentence between
    "passage_back": -1.0,  # where another paragraph has begun
    "subject": 2.0,  # was the subject of its clause
    "first": 0.5,  # stands first in its sentence
    "repeated": 0.3,  # for each earlier mention of the same entity, five at most
    "possessor": -0.5,  # only owned something
    "own": 1.0,  # is the subject of the clause in which something is said to be its own
}
#: No antecedent is taken further back than this many sentences, or with fewer points than this.
REACH = 4
LEAST = -6.0


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity (any hashable ``entity``) named at token ``token`` of sentence ``sentence``."""

    entity: str
    sort: str
    plural: bool
    sentence: int
    passage: int
    token: int
    clause: int
    subject: bool = False
    possessor: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The mentions that an anaphor stands for, with score and reason."""

    mentions: tuple[Mention, ...]
    score: float
    why: str


@dataclass
class Discourse:
    """What has been named so far in one document."""

    mentions: list[Mention] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def enter(self, mention: Mention) -> None:
        """Add a mention; call in reading order."""
        self.mentions.append(mention)
        self.counts[mention.entity] = self.counts.get(mention.entity, 0) + 1

    def one(
        self, at: Mention, sorts: frozenset[str], *, plural: bool | None = None, without: frozenset[str] = frozenset()
    ) -> Antecedent | None:
        """The best single antecedent of the anaphor ``at`` among ``sorts``; with ``plural``, of that number; never of
        the entities in ``without``."""
        best: tuple[float, Mention] | None = None
        for mention in self._within_reach(at):
            if (
                mention.entity in without
                or mention.sort not in sorts
                or (plural is not None and mention.plural != plural)
            ):
                continue
            if mention.clause == at.clause and not at.possessor and not mention.possessor and mention.token != at.token:
                continue  # "it attacked it": two words of one clause name two things
            score = self._score(mention, at)
            if best is None or score > best[0]:
                best = (score, mention)
        if best is None or best[0] < LEAST:
            return None
        return Antecedent((best[1],), best[0], f"stands for the {best[1].sort} named last and foremost before it")

    def pair(self, at: Mention, sorts: frozenset[str]) -> Antecedent | None:
        """Two entities of ``sorts``: the last two that one clause names beside each other, else the last two named
        ("both countries", "these groups")."""
        near = [m for m in self._within_reach(at) if m.sort in sorts and not m.plural]
        together = self._together(near)
        if together is not None:
            return Antecedent(together, 1.0, "the two of their kind that one clause names together")
        found: dict[str, Mention] = {}
        for mention in sorted(near, key=lambda m: -m.token):
            found.setdefault(mention.entity, mention)
            if len(found) == 2:
                chosen = tuple(reversed(tuple(found.values())))
                return Antecedent(chosen, 0.0, "the last two of their kind named before it")
        return None

    @staticmethod
    def _together(near: list[Mention]) -> tuple[Mention, Mention] | None:
        for clause in dict.fromkeys(m.clause for m in reversed(near)):
            named = [m for m in near if m.clause == clause and not m.possessor]
            for chosen in ([m for m in named if m.subject], named):
                first = {m.entity: m for m in reversed(chosen)}
                if len(first) == 2:
                    one, other = sorted(first.values(), key=lambda m: m.token)
                    return one, other
        return None

    def _within_reach(self, at: Mention) -> list[Mention]:
        return [m for m in self.mentions[-80:] if m.token < at.token and at.sentence - m.sentence <= REACH]

    def _score(self, mention: Mention, at: Mention) -> float:
        score = WEIGHTS["sentence_back"] * (at.sentence - mention.sentence)
        score += WEIGHTS["passage_back"] * (at.passage != mention.passage)
        score += WEIGHTS["subject"] * mention.subject + WEIGHTS["possessor"] * mention.possessor
        score += WEIGHTS["own"] * (at.possessor and not at.subject and mention.subject and mention.clause == at.clause)
        score += WEIGHTS["first"] * mention.first + WEIGHTS["repeated"] * min(self.counts[mention.entity], 5)
        return score + mention.token * 1e-6
