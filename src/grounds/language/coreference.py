"""Choose what a pronoun or "the group" stands for: plain salience, with the reason kept.

Mentions are entered in reading order with their sort (group, state, person, population, thing) and number; each new
anaphor is compared with what was named before it. Weights stand in one table. Nothing here knows names: who is a group
and who a state is told by whoever enters the mention.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

#: Points of an earlier mention as antecedent.
WEIGHTS = {
    "sentence_back": -2.0,  # for each sentence between
    "sentence_far": -1.2,  # the same for a noun, which reaches further
    "sentence_called": -0.2,  # the same for one that must have been called so
    "passage_back": -1.0,  # where another paragraph has begun
    "subject": 2.0,  # was the subject of its clause
    "first": 0.5,  # stands first in its sentence
    "repeated": 0.3,  # for each earlier mention of the same entity, five at most
    "possessor": -0.5,  # only owned something
    "own": 1.0,  # is the subject of the clause in which something is said to be its own
    "many": 2.5,  # may be many, where the anaphor is "they"
    "called": 2.0,  # was called by the anaphor's own noun ("the movement" after "the March 23 Movement")
    "telling": 2.5,  # the same once more where the noun is one of few ("the front" after "the 33rd Front")
}
#: No antecedent is taken further back than this many sentences, or with fewer points than this.
REACH = 4
#: The same for a noun that can only mean few ("the mission", "the rebels").
FAR = 7
#: The same where only what was called by the noun is meant ("the militias").
ANYWHERE = 40
LEAST = -6.0


class Mention(NamedTuple):
    """An entity (any hashable ``entity``) named at token ``token`` of sentence ``sentence``.

    ``plural`` is null where the words are many and the entity one ("ELN fighters"); ``known`` is false for parties that
    no name told and for states that are only a place; ``kind`` is a value of ``actor_kind``; ``called`` are the nouns
    that the words and the name hold; ``beside`` is the first word of the coordination that it belongs to, itself
    where it stands alone; ``home`` the country of a state or its force.
    """

    entity: str
    sort: str
    plural: bool | None
    sentence: int
    passage: int
    token: int
    clause: int
    subject: bool = False
    possessor: bool = False
    first: bool = False
    known: bool = True
    kind: str | None = None
    called: frozenset[str] = frozenset()
    beside: int | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The mentions that an anaphor stands for, with score and reason; ``others`` came next, with what they lacked."""

    mentions: tuple[Mention, ...]
    score: float
    why: str
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an anaphor asks of its antecedent.

    ``sorts`` and, where given, ``kinds`` are those it may have; ``plural`` its number; ``many`` that many are liked
    better; ``without`` entities that cannot be meant; ``noun`` by which it may have been called; ``together`` that
    several named beside each other are all meant; ``called`` that only what was called by the noun is;
    ``telling`` that the noun is one of few; ``far`` that it reaches further back, as nouns do beside pronouns;
    ``acting`` that a state that was only where something happened is not meant.
    """

    sorts: frozenset[str]
    kinds: frozenset[str] = frozenset()
    plural: bool | None = None
    many: bool = False
    without: frozenset[str] = frozenset()
    noun: str | None = None
    together: bool = False
    far: bool = False
    called: bool = False
    telling: bool = False
    acting: bool = False

    def fits(self, mention: Mention) -> bool:
        """Whether ``mention`` may be meant at all."""
        return (
            mention.sort in self.sorts
            and mention.entity not in self.without
            and (mention.known or not self.acting or mention.sort != "state")
            and (self.plural is None or mention.plural is None or mention.plural == self.plural)
            and (not self.called or self.noun in mention.called)
            and (not self.kinds or mention.kind is None or mention.kind in self.kinds)
        )


@dataclass
class Discourse:
    """What has been named so far in one document."""

    mentions: list[Mention] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    #: The first token that named each entity.
    first: dict[str, int] = field(default_factory=dict)

    def enter(self, mention: Mention) -> None:
        """Add a mention; call in reading order."""
        self.mentions.append(mention)
        self.counts[mention.entity] = self.counts.get(mention.entity, 0) + 1
        self.first.setdefault(mention.entity, mention.token)

    def one(self, at: Mention, wanted: Wanted) -> Antecedent | None:
        """The best antecedent of the anaphor ``at``. Of several named beside each other as often none can be chosen:
        then nobody, or, where ``together`` is wanted, all of them."""
        reach = ANYWHERE if wanted.called else FAR if wanted.far else REACH
        fitting = [m for m in self.within_reach(at, reach) if wanted.fits(m) and not _excluded(m, at)]
        if not fitting:
            return None
        scored = sorted(((self._score(m, at, wanted), m) for m in fitting), key=lambda pair: -pair[0])
        score, best = scored[0]
        beside = self._beside(best, fitting, apart=1000 if wanted.together else 2)
        if score < LEAST or (beside and not wanted.together):
            return None
        why = f"stands for the {best.sort} named last and foremost before it"
        rival = next(((s, m) for s, m in scored if m.entity != best.entity), None)
        others = ((rival[1].entity, round(rival[0] - score, 1)),) if rival is not None and not beside else ()
        return Antecedent((best, *beside), score, why, others)

    def _beside(self, best: Mention, fitting: list[Mention], *, apart: int) -> tuple[Mention, ...]:
        """Others named beside ``best`` as subjects of its clause, and as often in the text (by less than ``apart``): "A
        and B fought" leaves open which of them "the government" is. What one word named together stays together."""
        found = {
            m.entity: m
            for m in fitting
            if m.token == best.token
            or (
                best.subject
                and (m.clause, m.sentence, m.subject) == (best.clause, best.sentence, True)
                and m.possessor == best.possessor
                and abs(self.counts[m.entity] - self.counts[best.entity]) < apart
            )
        }
        return tuple(m for m in found.values() if m.entity != best.entity)

    def within_reach(self, at: Mention, reach: int = REACH) -> list[Mention]:
        """The mentions before ``at``, in order, that are near enough to be meant."""
        return [m for m in self.mentions[-80:] if m.token < at.token and at.sentence - m.sentence <= reach]

    def _score(self, mention: Mention, at: Mention, wanted: Wanted) -> float:
        back = "sentence_called" if wanted.called else "sentence_far" if wanted.far else "sentence_back"
        score = WEIGHTS[back] * (at.sentence - mention.sentence)
        score += WEIGHTS["passage_back"] * (at.passage != mention.passage)
        score += WEIGHTS["subject"] * mention.subject + WEIGHTS["possessor"] * mention.possessor
        score += WEIGHTS["own"] * (at.possessor and not at.subject and mention.subject and mention.clause == at.clause)
        score += WEIGHTS["first"] * mention.first + WEIGHTS["repeated"] * min(self.counts[mention.entity], 5)
        score += WEIGHTS["many"] * (wanted.many and mention.plural is not False)
        score += (WEIGHTS["called"] + WEIGHTS["telling"] * (wanted.telling and mention.known)) * (
            wanted.noun in mention.called
        )
        return score + mention.token * 1e-6


def _excluded(mention: Mention, at: Mention) -> bool:
    """ "It attacked it": two words of one clause name two things."""
    same_clause = mention.clause == at.clause and mention.token != at.token
    return same_clause and not at.possessor and not mention.possessor
