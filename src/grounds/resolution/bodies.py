"""People of a body: "ISKP fighters", "a spokesman for the army", "its leaders", "Afghan and coalition forces"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from grounds.language.syntax import conjuncts, prepositions
from grounds.model.claim import Participant
from grounds.resolution.anaphora import Anaphora, position
from grounds.resolution.described import NounSense
from grounds.resolution.forces import Forces
from grounds.resolution.mentions import Mentions
from grounds.resolution.unlisted import OF_BODIES, Unlisted
from grounds.resolution.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE = frozenset({"compound", "nmod", "poss", "amod", "npadvmod"})
_BEHIND = frozenset({"of", "for", "from", "in", "to"})


class Bodies:
    """Finds the body that the people of a noun belong to."""

    def __init__(self, mentions: Mentions, anaphora: Anaphora, forces: Forces, unlisted: Unlisted) -> None:
        self.mentions = mentions
        self.anaphora = anaphora
        self.forces = forces
        self.unlisted = unlisted
        self.out = mentions.out
        self.parsed = mentions.parsed
        self.doc = mentions.parsed.doc
        self.nouns = anaphora.nouns

    def of(self, token: Token, sentence: int, passage: int) -> tuple[Participant, ...] | None:
        """The body named or taken up beside ``token``, with those coordinated to it; null where there is none."""
        for child in token.children:
            if child.dep_ in _BEFORE:
                owners = self._before(token, child)
                if owners:
                    return owners
        unlisted = self.unlisted.before(token)
        if unlisted is not None:
            return (unlisted,)
        for word, owner in (*prepositions(token), *_belonging(token)):
            if word in _BEHIND:
                held_by = self._behind(token, word, owner, sentence, passage)
                if held_by is not None:
                    return held_by or None
        return None

    def _before(self, token: Token, child: Token) -> tuple[Participant, ...]:
        """ "ISKP fighters", "its leaders"."""
        named = self.out.named.get(child.i)
        if named is not None and named.actor is not None and named.actor.kind != "state" and named.last < token.i:
            return (self.out.party_of(named),)
        owners = self.out.referents.get(child.i, ()) if child.dep_ == "poss" else ()
        if child.dep_ in {"compound", "nmod"} and named is None:
            force = self.forces.before(token, child)
            return (force,) if force is not None else ()
        return owners if owners and owners[0].actor_kind != "person" else ()

    def _behind(
        self, token: Token, word: str, owner: Token, sentence: int, passage: int
    ) -> tuple[Participant, ...] | None:
        """ "a spokesman for the army", "fighters from the group"; empty where the owner is taken up and nobody found,
        null where it is no owner."""
        key = self.out.named[owner.i].last if owner.i in self.out.named else owner.i
        ahead = self.out.named.get(key)
        lemma = token.lemma_.lower()
        if (
            ahead is not None
            and ahead.actor is not None
            and (ahead.actor.kind != "state" or word in {"of", "for"} or lemma in words("sent"))
        ):
            return (self.out.party_of(ahead), *self._coordinated(owner))
        own = self.nouns.sense(lemma)
        unit = self.unlisted.unit(owner) if ahead is None and word in {"of", "for", "from", "to"} else None
        if unit is not None:
            return (unit,)
        of_body = ahead is None and word in {"of", "to"} and own is not None and own.group in OF_BODIES
        unlisted = self.unlisted.of(owner) if of_body else None
        if unlisted is not None and not unlisted.party.person:
            return (unlisted.party,)  # "members of the Red Column"
        sense = self.nouns.sense(owner.lemma_.lower()) if ahead is None else None
        if sense is not None and sense.anaphor == "group":  # "fighters from the group", not yet come to
            return self.anaphora.taken_up(owner, sense, sentence, passage)[:1]
        return None

    def _coordinated(self, owner: Token) -> tuple[Participant, ...]:
        """ "delegates from X and Y": the owners coordinated with the first."""
        others = [self.out.named.get(t.i) for t in conjuncts(owner)[1:]]
        return tuple(self.out.party_of(n) for n in others if n is not None and n.actor is not None)

    def states_beside(self, token: Token) -> tuple[Participant, ...]:
        """ "US/NATO forces": the state named beside a body, both of them owners."""
        before = range(token.left_edge.i, token.i)
        names = {n.first: n for i in before if (n := self.out.named.get(i)) is not None}
        if len(names) < 2 or not any(self.doc[i].text == "/" for i in before):
            return ()
        return tuple(self.out.party_of(n) for n in names.values() if n.actor is not None and n.actor.kind == "state")

    def member(self, token: Token, sense: NounSense, owner: Participant) -> Participant:
        """The people of ``token`` as a party: their body, with their own words and position."""
        owner = self.forces.mission_of(self.forces.of_state(owner, token, sense), token, sense)
        mention, begin, end = self.mentions.phrase(token)
        target = sense.target_type if sense.position in {"leader", "commander"} else owner.target_type
        one = sense.person and token.tag_ != "NNS"
        return replace(
            owner,
            mention=mention,
            start=begin,
            end=end,
            target_type=target or owner.target_type,
            person=one,
            protect="public_role" if one else None,
            position=position(self.parsed, token, sense),
            why=f"{owner.why or 'named'}; {token.lower_!r} belongs to it",
        )

    def of_title(self, first: Token, last: Token, title: Token, sentence: int, passage: int) -> Participant | None:
        """ "TTP leader X", "X, a commander of the BLA", "army chief X": the body of which the person is something."""
        owners = self.of(title, sentence, passage) or self.of(last, sentence, passage)
        if owners:
            return owners[0]
        for force in (c for t in (title, first, last) for c in t.children if c.dep_ == "compound"):
            sense = self.nouns.sense(force.lemma_.lower())
            if sense is not None and sense.actor_kind == "state_force":
                composed = self.forces.composed(force, sense)
                if composed is not None:
                    return composed
        return None


def _belonging(people: Token) -> Iterator[tuple[str, Token]]:
    """ "militants belonging to X": preposition and body behind the participle."""
    for clause in people.children:
        if clause.dep_ == "acl" and clause.lower_ == "belonging":
            yield from prepositions(clause)
