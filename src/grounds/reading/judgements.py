"""What is judged: what a party loses or gains, its crises, the harm that it suffers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from grounds.language.syntax import children, conjuncts, first_conjunct, is_passive, prepositions
from grounds.reading.arguments import Parties, party_of_name
from grounds.reading.carriers import Trigger, logical_object, logical_subject, subject_of_predicate
from grounds.reading.drafts import Draft
from grounds.reading.lexicon import Lexicon
from grounds.reading.words import words
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token


#: Kinds of party that can be strong or weak, united or divided.
_JUDGED = frozenset(
    [
        "state",
        "state_force",
        "intelligence_service",
        "pro_government_militia",
        "armed_group",
        "faction",
        "unit",
        "umbrella",
        "identity_militia",
        "party",
        "criminal_group",
        "private_military",
        "mission",
    ]
)


#: Words of comparison on a noun of acts or victims, by the trend that they tell.
_COMPARED = {"fewer": "down", "less": "down", "more": "up"}


class Judgements:
    """Reads assessments from verbs of change and what they change."""

    def __init__(self, resolved: Resolved, lexicon: Lexicon) -> None:
        self.resolved = resolved
        self.lexicon = lexicon

    def changed(self, trigger: Trigger, draft: Draft) -> Iterator[Draft]:
        """ "weakened X's capabilities", "X has lost ground", "X's influence has shrunk"."""
        token, rule = trigger.token, draft.rule
        for target in _what_changes(trigger):
            for noun in conjuncts(target):
                predicate, gone = self._assessed(noun)
                holders = self._holders(noun, token) if predicate is not None else ()
                if not holders and rule.whole:
                    predicate, holders = rule.predicate, self._whole(noun)
                if predicate is None or not holders:
                    continue
                new = replace(
                    draft,
                    predicate=predicate,
                    subjects=holders,
                    objects=(),
                    theme=noun,
                    support=[],
                    modes=[],
                    weapons=[],
                )
                if gone is not None and token.lemma_.lower() in words("ending"):
                    new.state, new.trend = gone, None
                yield new

    def _assessed(self, noun: Token) -> tuple[str | None, str | None]:
        """What a noun, or the two words of a compound, says of a party, and what its full loss means."""
        before = noun.nbor(-1).lemma_.lower() if noun.i > noun.sent.start else ""
        known = self.lexicon.assessed
        return known.get(f"{before} {noun.lemma_.lower()}") or known.get(noun.lemma_.lower()) or (None, None)

    def _whole(self, noun: Token) -> Parties:
        """ "weakened the group": the party itself is what changes, where it is one that can be judged so."""
        return tuple(p for p in self.resolved.parties(noun, spread=False) if p.actor_kind in _JUDGED and not p.person)

    def _holders(self, noun: Token, verb: Token) -> Parties:
        owned = [c for c in noun.children if c.dep_ in {"poss", "compound", "nmod"}] + [
            n for w, n in prepositions(noun) if w in {"of", "among", "within", "inside", "by"}
        ]
        found = tuple(p for o in owned for p in self._party_or_name(o) if p.actor_kind not in {"facility", "measure"})
        if found:
            return found
        own_change = verb.lemma_.lower() in words("own_change")
        subject = logical_subject(verb) if own_change and not is_passive(verb) else None
        return self.resolved.parties(subject) if subject is not None else ()

    def _party_or_name(self, token: Token) -> Parties:
        parties = self.resolved.parties(token)
        if parties or token.i not in self.resolved.named or token.dep_ == "amod":
            return parties
        return party_of_name(self.resolved, token)

    @staticmethod
    def compared(trigger: Trigger, draft: Draft) -> Draft | None:
        """ "fewer people were killed than in May", "carried out more attacks than …": how much, not that it was so."""
        if draft.predicate != "assault":
            return None
        noun = trigger.token if trigger.word == "noun" else next(iter(logical_object(trigger.token)), None)
        before = (c for c in noun.children if c.lower_ in _COMPARED) if noun is not None else ()
        told = [_COMPARED[c.lower_] for c in before if c.nbor().lower_ != "than"]  # "more than 600 of them" is a figure
        if not told or all(t.lower_ != "than" for t in trigger.token.sent):
            return None
        predicate, who = ("harm", draft.objects) if draft.rule.loss else ("activity", draft.subjects)
        new = replace(draft, predicate=predicate, subjects=who, objects=(), trend=told[0], theme=noun)
        new.modes, new.weapons = [], []
        return new

    def crises(self, draft: Draft) -> Iterator[Draft]:
        """ "suffered leadership and financial crises": one assessment for each thing in crisis."""
        theme = draft.theme
        if theme is None or not draft.subjects:
            return
        named = [
            w
            for c in theme.children
            if c.dep_ in {"amod", "compound", "nmod", "conj"}
            for w in (c, *children(c, "conj"))
        ]
        named += [first_conjunct(theme)] if theme.dep_ == "conj" else []
        told = {
            self.lexicon.assessed.get(
                w.lemma_.lower().replace("organizational", "organisation").replace("organisational", "organisation"),
                ("", None),
            )[0]
            for w in named
        }
        for predicate in sorted({p for p in told if p in {"leadership", "cohesion", "finance"}} or {"cohesion"}):
            yield replace(draft, predicate=predicate, objects=())


def _what_changes(trigger: Trigger) -> list[Token]:
    """What a verb changes or whose change it tells; of whom an adjective, or a noun in "left X in disarray", speaks."""
    token = trigger.token
    if trigger.word == "adjective":
        subject = subject_of_predicate(token)
    elif trigger.word == "noun":
        subject = (trigger.support.target or trigger.support.doer) if trigger.support is not None else None
    else:
        targets = logical_object(token)
        if targets or is_passive(token):
            return targets
        subject = logical_subject(token)
    return [subject] if subject is not None else []
