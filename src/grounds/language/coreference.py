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
        self,
        at: Mention,
        sorts: frozenset[str],
        *,
        plural: bool | None = None,
        without: frozenset[str] = frozenset(),
        together: bool = False,
    ) -> Antecedent | None:
        """The best antecedent of the anaphor ``at`` among ``sorts``; with ``plural``, of that number; never of the
        entities in ``without``. Of several named beside each other as often none can be chosen: then nobody, or, with
        ``together``, all of them."""
        fitting = [m for m in self._within_reach(at) if m.sort in sorts and m.entity not in without]
        fitting = [m for m in fitting if (plural is None or m.plural == plural) and not _excluded(m, at)]
        if not fitting:
            return None
        scored = [(self._score(m, at), m) for m in fitting]
        score, best = max(scored, key=lambda pair: pair[0])
        beside = self._beside(best, fitting, apart=2 if not together else 1000)
        if score < LEAST or (beside and not together):
            return None
        why = f"stands for the {best.sort} named last and foremost before it"
        return Antecedent((best, *beside), score, why)

    def _beside(self, best: Mention, fitting: list[Mention], *, apart: int) -> tuple[Mention, ...]:
        """Others named beside ``best`` as subjects of its clause, and as often in the text (by less than ``apart``): "A
        and B fought" leaves open which of them "the government" is."""
        if not best.subject:
            return ()
        found = {
            m.entity: m
            for m in fitting
            if (m.clause, m.sentence, m.subject) == (best.clause, best.sentence, True)
            and m.possessor == best.possessor
            and abs(self.counts[m.entity] - self.counts[best.entity]) < apart
        }
        return tuple(m for m in found.values() if m.entity != best.entity)

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


def _excluded(mention: Mention, at: Mention) -> bool:
    """ "It attacked it": two words of one clause name two things."""
    same_clause = mention.clause == at.clause and mention.token != at.token
    return same_clause and not at.possessor and not mention.possessor
