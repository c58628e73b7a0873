"""Aims: "wants to …", "its goal is to …", and clauses of purpose, which tell the aim of who acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grounds.language.syntax import (
    VERBAL,
    children,
    conjuncts,
    is_passive,
    is_purpose,
    own_subject,
    prepositions,
    served_by,
)
from grounds.model.claim import Participant, Words
from grounds.reading.carriers import Trigger, logical_subject
from grounds.reading.drafts import Draft
from grounds.reading.lexicon import Lexicon
from grounds.reading.scope import hold, is_means, sends_help
from grounds.reading.words import words
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token


#: Kinds of participant that want nothing.
_NO_AIMS = frozenset({"facility", "measure", "operation", "place"})


class Aims:
    """Reads the aims of one document's parties."""

    def __init__(self, resolved: Resolved, lexicon: Lexicon) -> None:
        self.resolved = resolved
        self.lexicon = lexicon

    def set_from(self, trigger: Trigger, draft: Draft) -> bool:
        """Put the aim that hangs on the trigger into the draft; false where none is told."""
        clause = self._goal_clause(trigger, draft.rule.object_preps)
        draft.subjects = tuple(p for p in draft.subjects if p.actor_kind not in _NO_AIMS)
        if clause is None:
            return False
        self._set_goal(draft, clause)
        return True

    def _goal_clause(self, trigger: Trigger, preps: tuple[str, ...]) -> Token | None:
        token = trigger.token
        if preps:
            return next(self._behind(token, preps), None)
        if trigger.word in {"verb", "adjective"}:
            clauses = [c for c in children(token, "xcomp", "ccomp") if c.tag_ == "VB"]
            things = [o for o in children(token, "dobj") if _is_thing(o) and not is_passive(token)]
            return next(iter((*clauses, *things, *self._cleft(token))), None)
        for child in children(token, "acl"):
            if child.tag_ == "VB":
                return child
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_ in {"be", "remain", "include", "become"}:
            return next((c for c in children(token.head, "xcomp", "attr", "ccomp") if c.i > token.i), None)
        return None

    @staticmethod
    def _cleft(verb: Token) -> list[Token]:
        """ "What both want is X"."""
        cleft = verb.dep_ in {"csubj", "nsubj"} and any(o.lower_ == "what" for o in children(verb, "dobj"))
        return children(verb.head, "attr", "xcomp", "ccomp") if cleft else []

    def _behind(self, word: Token, preps: tuple[str, ...]) -> Iterator[Token]:
        """ "bent on doing X", "fights for X", where X is what a goal can be."""
        for preposition in children(word, "prep"):
            if preposition.lower_ in preps:
                yield from children(preposition, "pcomp")
                for thing in children(preposition, "pobj"):
                    if any(t.lemma_.lower() in self.lexicon.goal_types for t in thing.subtree):
                        yield thing

    def _set_goal(self, draft: Draft, clause: Token) -> None:
        first = clause.doc[clause.left_edge.i]
        while first.i < clause.i and (first.lower_ in {"to", ","} or first.dep_ in {"aux", "punct"}):
            first = first.nbor()
        last = clause.right_edge
        besides = [c for c in clause.children if c.i > clause.i and c.dep_ == "prep" and c.lower_ == "during"]
        if besides:  # "to secure a village DURING AN OPERATION on 3 May": when the act was done
            last = besides[0].nbor(-1)
        while last.i > clause.i and (last.is_punct or last.is_space):
            last = last.nbor(-1)
        told, start, end = self.resolved.parsed.words(first.idx, last.idx + len(last))
        draft.goal = Words(words=told, start=start, end=end)
        draft.goal_type = self._type(clause)
        draft.objects = ()

    def _type(self, clause: Token) -> str:
        """The type that the aim's own words tell: its verb and what that takes, not all that is said around."""
        told = [t for t in _core(clause) if not self._names_a_body(t)]
        types = self.lexicon.goal_types
        found = [
            types[w] for t in told if (w := t.lemma_.lower()) in types and (t.i == clause.i or self._won(t, clause))
        ]
        return next((k for k in ("religious_order", "secession", "autonomy") if k in found), next(iter(found), "other"))

    def _won(self, noun: Token, clause: Token) -> bool:
        """Whether a government or power is what somebody wants for himself or overthrown, not whom he deals with."""
        if self.lexicon.goal_types[noun.lemma_.lower()] != "government" or clause.pos_ not in VERBAL:
            return True
        return clause.lemma_.lower() in words("power_verbs")

    def _names_a_body(self, token: Token) -> bool:
        """ "retake it from the ISLAMIC STATE": a word of an organisation's name tells nothing of the goal."""
        named = self.resolved.named.get(token.i)
        return named is not None and named.actor is not None and named.actor.kind != "state"

    def of_purpose(self, token: Token) -> Iterator[Draft]:
        """ "fights to …", "collaborates in order to …": the aim of the stated actor, asserted as an aim."""
        moving = token.dep_ == "xcomp" and token.head.lemma_.lower() in words("motion")
        if not is_purpose(token) and not (moving and token.tag_ == "VB"):
            return
        act = served_by(token)
        if token.i == token.sent.start + 1 and token.lemma_.lower() in words("of_speech"):
            return  # "To clarify, …": for what it is said
        if own_subject(token) is not None:
            return  # "called for others to leave", "waited for it to end": what others are to do
        rule = next((r for r in self.lexicon.rules if r.purpose), None)
        subject = logical_subject(act)
        parties = self.resolved.parties(subject) if subject is not None else ()
        parties = tuple(p for p in parties if p.actor_kind not in _NO_AIMS and not _private(p))
        if rule is None or not parties or is_passive(act) or is_means(act):
            return
        if sends_help(token, act) or _merely_possible(act):
            return
        if hold(act).factuality in {"prescribed", "hypothetical"}:
            return  # what somebody should do for an end is advice; the end is not told to be theirs
        draft = Draft(rule, act, act, "seeks", subjects=parties)
        self._set_goal(draft, token)
        yield draft


def _core(clause: Token) -> list[Token]:
    """The head of an aim, what its verb takes, and the words that belong to these."""
    verbs = [v for v in conjuncts(clause) if v.i == clause.i or v.pos_ in VERBAL]
    taken = [n for v in verbs for o in children(v, "dobj", "attr", "prep", "xcomp") for n in _nouns(o)]
    heads = [*verbs, *taken]
    return [t for h in heads for t in (h, *children(h, "amod", "compound", "nmod"), *_behind_of(h))]


def _nouns(word: Token) -> list[Token]:
    """What a verb takes, with what is coordinated: an object, or a noun behind "for" ("fights FOR independence")."""
    if word.dep_ == "xcomp":
        return [word, *children(word, "dobj")]
    if word.dep_ == "prep":
        return [n for n in children(word, "pobj") for n in conjuncts(n)] if word.lower_ in {"for", "of"} else []
    return conjuncts(word)


def _behind_of(noun: Token) -> list[Token]:
    """ "the release OF prisoners", "control OF the province"."""
    return [n for w, n in prepositions(noun) if w == "of"] if noun.pos_ not in VERBAL else []


def _private(party: Participant) -> bool:
    """A person without any post, or civilians: what they do something for is no aim of a party."""
    return party.actor is None and party.position is None and party.actor_kind in {"person", "population"}


def _merely_possible(verb: Token) -> bool:
    """ "lacks the means to", "has done little to": the "to" clause tells what could be, not what is wanted."""
    if verb.lemma_.lower() in words("no_purpose"):
        return True
    return any(o.lemma_.lower() in words("no_purpose_objects") for o in children(verb, "dobj"))


def _is_thing(noun: Token) -> bool:
    """A noun that can be an aim; a name only where something is said of it ("an independent Kashmir")."""
    return noun.pos_ == "NOUN" or (noun.pos_ == "PROPN" and bool(children(noun, "amod")))
