"""Who does it with the doer: "in collaboration with X", "alongside X", "planned the attack with X".

"Along with" right behind the object, or beside a passive, tells who undergoes it as well. An act done together has all
who do it as its subjects, acting jointly (claims.md: one joint act, no extra cooperation).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL, children, conjuncts, is_passive, prepositions
from grounds.model.claim import Participant
from grounds.reading.arguments import Parties
from grounds.reading.carriers import Trigger, logical_subject
from grounds.reading.drafts import Draft
from grounds.reading.lists import prepositions_of
from grounds.reading.words import words
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Kinds that do nothing with others: what stands behind "with" is then a means, a measure or a place.
_NO_PARTNERS = frozenset({"facility", "measure", "operation", "place", "population", "person"})

#: Events between those who take part in them, whose rules take up "with" and "alongside" themselves.
_BETWEEN = frozenset({"agree", "consult", "cooperate"})

#: Acts whose object is a victim or a captive.
_DONE_TO = frozenset({"assault", "coerce", "retreat"})

_ALONG = frozenset({"along", "together"})
_JOINTLY = frozenset({"together", "jointly", "along"})


class Partners:
    """Finds the partners of acts in one document."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved

    def join(self, trigger: Trigger, draft: Draft) -> None:
        """Put those who act together with the subjects of an event beside them, and off the other side."""
        if draft.kind != "event" or draft.predicate in _BETWEEN:
            return
        if draft.objects and draft.predicate in _DONE_TO:
            known = {p.start for p in draft.objects}
            draft.objects += tuple(p for p in self._undergoing(trigger.anchor) if p.start not in known)
        if not draft.subjects:
            return
        named = {(p.actor, p.name) for p in draft.subjects}
        among = {p.start for p in draft.objects}
        joined = (p for p in self._partners(trigger) if p.start not in among or not draft.directed)
        found = [p for p in joined if (p.actor, p.name) not in named]
        if not found:
            return
        beside = {p.start for p in found}
        draft.sets["side_by_side"] = True
        draft.subjects = (*draft.subjects, *dict.fromkeys(found))
        draft.objects = tuple(p for p in draft.objects if p.start not in beside)

    def _undergoing(self, verb: Token) -> Parties:
        """ "detained a commander ALONG WITH six men", "was killed TOGETHER WITH his son": who undergoes it too."""
        return tuple(p for n in _with_the_object(verb) for p in self.resolved.parties(n, spread=False))

    def _partners(self, trigger: Trigger) -> Parties:
        verb = trigger.anchor
        doer = logical_subject(verb) if verb.pos_ in VERBAL else None
        tokens = [n for w in (verb, doer) if w is not None for n in _beside(w)]
        if verb.lemma_.lower() in words("coordinating") and trigger.token.i != verb.i:
            tokens += [*prepositions_of(verb, ("with",)), *prepositions_of(trigger.token, ("with",))]
        return tuple(p for t in tokens for p in self.resolved.parties(t) if _can_join(p))


def _with_the_object(verb: Token) -> list[Token]:
    """Nouns behind "along with" and "together with" that go with whom it is done to: of a passive, or right behind the
    object."""
    if verb.pos_ not in VERBAL:
        return []
    passive = is_passive(verb)
    ends = {n.i for o in children(verb, "dobj") for n in _phrase(o)}
    withs = [t for t in verb.subtree if t.lower_ == "with" and t.i > verb.i and t.nbor(-1).lower_ in _ALONG]
    told = [t for t in withs if _hangs_on(t, verb) and (passive or (t.i - 2 in ends and t.nbor(-1).lower_ == "along"))]
    return [n for t in told for o in children(t, "pobj") for n in conjuncts(o)]


def _hangs_on(preposition: Token, verb: Token) -> bool:
    """Whether no other verb stands between."""
    above = next((t for t in preposition.ancestors if t.pos_ in VERBAL), None)
    return above is not None and above.i == verb.i


def _phrase(noun: Token) -> list[Token]:
    """A noun with what hangs on it before "along"."""
    return [t for t in noun.subtree if t.i >= noun.i]


def _beside(word: Token) -> list[Token]:
    """What "in collaboration with", "alongside" and "together with" on a verb or its doer lead to."""
    nouns = [n for w, n in prepositions(word) if w == "in" and n.lemma_.lower() in words("concert")]
    adverbs = [c for c in word.children if c.lower_ in _JOINTLY]
    behind = [n for w in (*nouns, *adverbs) for n in prepositions_of(w, ("with",))]
    marked = [c for c in word.children if c.lower_ == "with" and any(a.lower_ in _JOINTLY for a in c.children)]
    behind += [n for w in marked for n in children(w, "pobj")]  # "together" hung on "with"
    return [*behind, *prepositions_of(word, ("alongside",))]


def _can_join(party: Participant) -> bool:
    return party.actor_kind not in _NO_PARTNERS and not party.person
