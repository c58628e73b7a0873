"""Nouns that say what one party is to another: "X is a rival of Y", "Y's leader, X", "X acts as Y's supplier".

Whoever the noun is said of stands as its subject, in apposition, behind it as a name, or after "include" and "as"; the
other party owns the noun ("Y's", "of Y", "Yemeni").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.syntax import (
    VERBAL,
    children,
    first_conjunct,
    grammatical_subject,
    is_passive,
    prepositional,
    prepositions,
)
from grounds.reading.arguments import Parties, party_of_name
from grounds.reading.carriers import logical_object, logical_subject
from grounds.reading.making import founded, founds
from grounds.reading.words import words
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Prepositions that lead to the owner of such a noun, the surest first.
_OF_OWNER = ("to", "of", "for", "with", "against")


class Roles:
    """Finds both sides of such nouns in one document."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved

    def sides(self, noun: Token, preps: tuple[str, ...]) -> tuple[Parties, Parties]:
        """Who ``noun`` says something of, and whose it is; ``preps`` are the owner's prepositions, if not all."""
        who = self._named_by(noun)
        return who, self._owners(noun, preps or _OF_OWNER) or self._of_clause_before(noun)

    @staticmethod
    def is_aside(noun: Token) -> bool:
        """Whether the noun stands beside a name, not in the clause's own statement."""
        return noun.dep_ in {"appos", "compound"} or _name_behind(noun) is not None

    def _named_by(self, noun: Token) -> Parties:
        first = first_conjunct(noun)
        if first.dep_ in {"attr", "oprd"} and first.head.pos_ in VERBAL:
            return self._of(grammatical_subject(first.head))
        if first.dep_ == "pobj" and first.head.lower_ == "as":
            return self._acting(first.head.head)
        if noun.dep_ == "appos":
            return self._of(noun.head)
        if noun.dep_ == "compound" and noun.head.pos_ == "PROPN" and noun.i < noun.head.i:
            return self._of(noun.head)
        behind = _name_behind(noun)
        if behind is not None:
            return self._of(behind)
        return self._told_of_it(noun) if noun.dep_ == "nsubj" else ()

    def _told_of_it(self, noun: Token) -> Parties:
        """ "its main supplier is X", "its rivals include X and Y"."""
        verb = noun.head
        if verb.lemma_ == "include":
            return tuple(p for o in children(verb, "dobj") for p in self.resolved.parties(o))
        if verb.lemma_ != "be":
            return ()
        # behind "whose …" the model takes the name for a second subject
        named = [a for a in children(verb, "attr", "nsubj") if a.pos_ == "PROPN" and a.i > verb.i]
        return tuple(p for a in named for p in self.resolved.parties(a))

    def _acting(self, verb: Token) -> Parties:
        """ "X acts as its patron", "Z was formed as its armed wing"."""
        if founds(verb):
            return tuple(p for t in founded(verb) for p in self._of(t))
        if verb.lemma_.lower() not in words("acting") or is_passive(verb):
            return ()
        return self._of(logical_subject(verb))

    def _owners(self, noun: Token, preps: tuple[str, ...]) -> Parties:
        owners = [o for c in children(noun, "poss") for o in self._of(_antecedent_of_whose(c, noun))]
        for word in preps if not owners else ():
            owners = [p for n in prepositional(noun, word) for p in self.resolved.parties(n)]
            if owners:
                break
        if not owners:
            before = [c for c in children(noun, "compound", "amod", "nmod") if c.i in self.resolved.named]
            owners = [p for c in before for p in party_of_name(self.resolved, c)]
        return tuple(owners) or self._founders(noun)

    def _founders(self, noun: Token) -> Parties:
        """ "X formed Z as a front group": whose it is that nothing beside the noun tells is who formed it."""
        preposition, verb = noun.head, noun.head.head
        as_one = noun.dep_ == "pobj" and preposition.lower_ == "as" and founds(verb) and bool(logical_object(verb))
        return self._of(logical_subject(verb)) if as_one else ()

    def _of_clause_before(self, noun: Token) -> Parties:
        """ "X leads the talks, and Y is a partner in them": the other side is whoever the clause before is about."""
        verb = noun.head
        if noun.dep_ != "attr" or verb.dep_ != "conj" or not any(w == "in" for w, _ in prepositions(noun)):
            return ()
        above = logical_subject(verb.head) or grammatical_subject(verb.head)
        return tuple(p for p in self._of(above) if p.actor)

    def _of(self, token: Token | None) -> Parties:
        return self.resolved.parties(token) if token is not None else ()


def _name_behind(noun: Token) -> Token | None:
    """ "its leader, X,", "the group's leader X"; a name in brackets is another's ("the leader of the party (P)")."""
    return next((c for c in children(noun, "appos") if c.pos_ == "PROPN" and not _in_brackets(c)), None)


def _in_brackets(name: Token) -> bool:
    first = name.left_edge.i
    return first > 0 and name.doc[first - 1].text == "("


def _antecedent_of_whose(owner: Token, noun: Token) -> Token:
    """ "the council, whose armed wing is X": whose it is stands before the clause."""
    clause = noun.head
    relative = owner.lower_ == "whose" and clause.dep_ == "relcl"
    return clause.head if relative else owner
