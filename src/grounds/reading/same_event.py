"""Whether a later statement tells more of an event told before: "Six soldiers died.", "the clashes", "the attack".

What is taken up are sides, modes and weapons; date and place follow in ``assemble`` with the offsets where they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL, children, conjuncts, grammatical_subject, is_passive, prepositions
from grounds.reading.acts import definite
from grounds.reading.arguments import Parties
from grounds.reading.doers import acts_told
from grounds.reading.drafts import Draft
from grounds.reading.losses import act_words, without
from grounds.reading.scope import hold
from grounds.reading.sides import side_of
from grounds.reading.words import taking_up
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token

#: How many drafts back an event may be taken up.
_REACH = 8
#: Nouns of acts that fit any mode.
_ANY = frozenset({"attack", "assault", "incident", "violence", "operation", "killing", "raid", "offensive", "massacre"})


class SameEvent:
    """Finds, among the drafts told so far, the event that a new draft is about."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.events = taking_up("events")

    def settle(self, draft: Draft, earlier: list[Draft], beside: list[Draft]) -> None:
        """Let ``draft`` take up its event from ``earlier``; ``beside`` are the other drafts of its sentence."""
        if draft.same_as is not None or draft.sets.get("occurs"):
            return
        if draft.predicate == "coerce":
            self._in_the_course_of(draft, earlier)
        if draft.predicate != "assault":
            return
        nouns = [n for n in acts_told(draft) if n.lemma_.lower() in self.events and definite(n)]
        if not nouns and not self._alone(draft, beside) and not self._goes_on(draft):
            return
        candidates = [d for d in earlier[-_REACH:] if _is_force(d) and d is not draft and happened(d)]
        fitting = [d for d in reversed(candidates) if self._fits(d, draft, nouns)]
        told = {e.told for n in nouns if (e := self.resolved.events.get(n.i)) is not None}
        meant = next((d for d in fitting if d.trigger.i in told), None)
        found = meant or next((d for d in fitting if nouns or d.subjects), next(iter(fitting), None))
        if found is not None:
            take_up(draft, found)

    def _in_the_course_of(self, draft: Draft, earlier: list[Draft]) -> None:
        """ "Two were detained DURING THE OPERATION.", "They were taken into custody.": part of what was told just
        before, there and then, and by those who did it."""
        if draft.trigger.pos_ not in VERBAL or not _ENDS & set(draft.modes) or not happened(draft):
            return
        nouns = [n for n in acts_told(draft) if n.lemma_.lower() in self.events and definite(n)]
        if not nouns and (
            not is_passive(draft.trigger)
            or draft.subjects
            or self._set_elsewhere(draft.trigger, draft.theme)
            or self._own_act(draft)
        ):
            return
        for found in (d for d in reversed(earlier[-_REACH:]) if _of_forces(d) and happened(d)):
            if not nouns and not _near(found.trigger, draft.trigger):
                return
            if not draft.subjects or _ids(draft.subjects) <= _ids(found.subjects):
                draft.same_as = found
                draft.subjects = draft.subjects or without(found.subjects, draft.objects)
                return

    def _own_act(self, draft: Draft) -> bool:
        """ "killed in A raid by X": an act of its own, not the one told before."""
        return any(n.lemma_.lower() in self.events and not definite(n) for n in acts_told(draft))

    def _alone(self, draft: Draft, beside: list[Draft]) -> bool:
        """A loss that says neither who, nor where, nor in what: it belongs to what was told just before."""
        if not draft.rule.loss or draft.trigger.pos_ not in VERBAL or draft.subjects or draft.named is not None:
            return False
        others = [d for d in beside if d is not draft and d.predicate == "assault" and d.trigger.i > draft.trigger.i]
        return not others and not self._set_elsewhere(draft.trigger) and not self._own_act(draft)

    def _goes_on(self, draft: Draft) -> bool:
        """ "They killed eleven.": a loss whose doer is a pronoun belongs to what that doer did just before."""
        subject = grammatical_subject(draft.trigger) if draft.trigger.pos_ in VERBAL else None
        if not draft.rule.loss or subject is None or subject.pos_ != "PRON":
            return False
        return bool(draft.subjects) and not self._set_elsewhere(draft.trigger)

    def _set_elsewhere(self, verb: Token, theme: Token | None = None) -> bool:
        """Whether the clause names a place or a cause of its own; ``theme`` is a word of the act itself."""
        for word, noun in prepositions(verb):
            if theme is not None and noun.i == theme.i:
                continue
            if word in {"of", "from"} or noun.lemma_.lower() in act_words("not_force"):
                return True
            if any(n.i in self.resolved.named and self.resolved.place(n) is not None for n in conjuncts(noun)):
                return True
        times = act_words("times")
        dated = any(c.lemma_.lower() in times for c in children(verb, "npadvmod"))
        return dated or any(w == "on" for w, _ in prepositions(verb)) or bool(children(verb, "advcl"))

    @staticmethod
    def _fits(earlier: Draft, draft: Draft, nouns: list[Token]) -> bool:
        """The nearest event of that name; without a name, one with sides, in this sentence or the one before."""
        if not nouns and draft.subjects and _ids(draft.subjects) != _ids(earlier.subjects):
            return False
        if not nouns:
            return bool(earlier.subjects or not earlier.rule.loss) and _near(earlier.trigger, draft.trigger)
        if earlier.predicate != draft.predicate and not any(n.lemma_.lower() in _ANY for n in nouns):
            return False
        free = any(n.lemma_.lower() in _ANY for n in nouns) or not draft.modes or not earlier.modes
        return free or bool(set(draft.modes) & set(earlier.modes))


def _is_force(draft: Draft) -> bool:
    """Acts in which people are lost: assaults, and raids."""
    return draft.predicate == "assault" or "raid" in draft.modes


#: What an operation of forces ends in.
_ENDS = frozenset({"arrest", "weapons_seized", "confiscation"})


def _of_forces(draft: Draft) -> bool:
    """An act of force by a state's side, directed at somebody or something."""
    told = draft.predicate in {"assault", "coerce"} and draft.directed and bool(draft.subjects)
    return told and all(side_of(p) == "state" or p.target_type in _FORCES for p in draft.subjects)


#: Described parties that act for a state.
_FORCES = frozenset({"military", "police", "security_forces", "intelligence"})


def _near(one: Token, other: Token) -> bool:
    """Whether ``one`` stands in the sentence of ``other`` or the one before it."""
    sentence = other.sent
    return one.i >= sentence.start or (sentence.start > 0 and one.i >= one.doc[sentence.start - 1].sent.start)


def happened(draft: Draft) -> bool:
    """Whether the event of a draft is told as having happened."""
    if draft.claim is not None:
        return draft.claim.polarity == "positive" and draft.claim.factuality in {"asserted", "qualified"}
    holding = hold(draft.anchor)
    return holding.polarity == "positive" and holding.factuality in {"asserted", "qualified"}


def take_up(draft: Draft, earlier: Draft) -> None:
    """Give a draft what its event was told to be."""
    draft.same_as = earlier
    if draft.predicate == earlier.predicate:
        draft.modes = draft.modes or [m for m in earlier.modes if m != "attack" or not draft.rule.loss]
        draft.weapons = draft.weapons or list(earlier.weapons)
    if draft.subjects:  # "X claimed responsibility for the attack"
        draft.objects = draft.objects or without(earlier.objects, draft.subjects)
        return
    own_side = _of_the_doers(draft.objects, earlier)
    if not earlier.directed or (own_side and "armed_clash" in earlier.modes and earlier.objects):
        draft.subjects, draft.objects = (*earlier.subjects, *earlier.objects), ()
        draft.directed = False
        return
    draft.subjects = () if own_side else without(earlier.subjects, draft.objects)
    if not draft.objects and not draft.rule.loss:
        draft.objects = earlier.objects


def _of_the_doers(victims: Parties, earlier: Draft) -> bool:
    """Whether those lost stood on the doers' side: the same actor, or of its kind where the other side is not."""
    if _ids(victims) & _ids(earlier.subjects):
        return True
    lost, doing, struck = ({side_of(p) for p in parties} for parties in (victims, earlier.subjects, earlier.objects))
    return lost == doing and len(lost) == 1 and bool(struck) and not lost & struck and lost <= {"state", "armed"}


def _ids(parties: Parties) -> set[str]:
    return {p.actor or p.name for p in parties}
