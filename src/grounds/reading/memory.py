"""What earlier sentences of a document told, and what a later one takes up from them.

A later sentence about the same event inherits its sides, date and place ("Six soldiers died."); a tie that a definite
noun only takes up is not claimed again; "denied any part in the attack" and "rejects the charge" are the denied claim
with the other sign; "the offensive" acts for whoever launched it. Nothing is inherited backwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from grounds.language.syntax import children, conjuncts, grammatical_subject, prepositions
from grounds.model.claim import Participant
from grounds.reading.acts import definite
from grounds.reading.arguments import Parties
from grounds.reading.drafts import Draft
from grounds.reading.same_event import SameEvent
from grounds.reading.scope import is_version
from grounds.reading.words import taking_up
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: How many drafts back a denial may look for what it denies.
_REACH = 12


class Memory:
    """The drafts of one document so far, in reading order."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.told: list[Draft] = []
        self.event = SameEvent(resolved)

    def settle(self, drafts: list[Draft], sentence: Span) -> list[Draft]:
        """The drafts of the next sentence with what they take up, and those that only take up; then remember them."""
        kept = [d for d in drafts if not self._told_again(d)]
        kept += self._denials(sentence, kept)
        for place, draft in enumerate(kept):
            before = [*self.told, *kept[:place]]
            self._of_version(draft, kept)
            self._for_its_owner(draft, before)
            self.event.settle(draft, before, kept)
        self.told += kept
        return kept

    # ------------------------------------------------------------------------------------------------- ties

    def _told_again(self, draft: Draft) -> bool:
        """ "The alliance between X and Y has …": a definite noun as subject only takes up what was said before."""
        noun = draft.trigger
        if draft.kind != "relation" or noun.dep_ not in {"nsubj", "nsubjpass"} or not definite(noun):
            return False
        return any(d.predicate == draft.predicate and _sides(d) == _sides(draft) for d in self.told)

    # ------------------------------------------------------------------------------------------------- versions

    @staticmethod
    def _of_version(draft: Draft, drafts: list[Draft]) -> None:
        """ "X hit Y in what it described as an attack on Z": the version has the doer of what was told."""
        as_ = draft.trigger.head
        if draft.subjects or draft.trigger.dep_ != "pobj" or as_.lower_ != "as" or not is_version(as_.head):
            return
        told = [d for d in drafts if d.trigger.i < as_.i and d.predicate == draft.predicate and d.subjects]
        if told:
            draft.subjects = told[-1].subjects

    # ------------------------------------------------------------------------------------------------- denials

    def _denials(self, sentence: Span, drafts: list[Draft]) -> Iterator[Draft]:
        denials = taking_up("denials")
        for verb in sentence:
            if verb.pos_ != "VERB" or verb.lemma_.lower() not in denials:
                continue
            speaker = grammatical_subject(verb)
            sides = self.resolved.parties(speaker) if speaker is not None else ()
            for lower in children(verb, "ccomp", "xcomp"):
                if lower.lemma_.lower() in taking_up("sharing") and not [*prepositions(lower)]:
                    yield from self._without_part(lower, self._sharers(lower, sides), drafts)
            for noun in children(verb, "dobj"):
                if noun.lower_ in taking_up("pointing") and _points_at_figure(noun, verb):
                    continue
                if noun.lower_ in taking_up("pointing"):
                    disputed = [*self._disputed(noun, verb, sides, drafts)]
                    yield from disputed or self._just_told(noun, verb, sides)
                elif noun.lemma_.lower() in taking_up("shares"):
                    yield from self._without_part(noun, sides, drafts)
                elif noun.lemma_.lower() in taking_up("charges") and not children(noun, "acl", "relcl", "ccomp"):
                    disputed = [*self._disputed(noun, verb, sides, drafts)]
                    yield from disputed or self._the_charge(noun, sides)

    def _without_part(self, noun: Token, sides: Parties, drafts: list[Draft]) -> Iterator[Draft]:
        """ "denied any part in the attack": the attack as last told, with who denies as its doer."""
        hung = (*prepositions(noun), *prepositions(noun.head))
        events = [o for w, n in hung if w in {"in", "for"} for o in conjuncts(n)]
        if any(d.trigger.i == e.i for d in drafts for e in events) and any(d.objects for d in drafts):
            return
        earlier = next((d for d in reversed(self.told[-_REACH:]) if d.predicate == "assault"), None)
        if earlier is not None and sides and (not events or any(definite(e) for e in events)):
            yield self._taken_up(earlier, noun, subjects=sides, objects=_others(earlier, sides))

    def _sharers(self, verb: Token, sides: Parties) -> Parties:
        subject = grammatical_subject(verb)
        return (self.resolved.parties(subject) if subject is not None else ()) or sides

    def _disputed(self, noun: Token, verb: Token, sides: Parties, drafts: list[Draft]) -> Iterator[Draft]:
        """ "X attacked Y, which Z denies", "…; Z rejects the charge": what the sentence told before is then alleged,
        and its denial a claim of its own."""
        before = [d for d in drafts if d.trigger.i < verb.i and d.predicate != "accuse" and not _below(d.trigger, verb)]
        own = {p.actor or p.name for p in sides}
        its = [d for d in before if own & {p.actor or p.name for p in (*d.subjects, *d.objects)}]
        for earlier in (its or before)[-1:]:
            earlier.sets["factuality"] = "alleged"
            yield self._taken_up(earlier, noun, subjects=earlier.subjects, objects=earlier.objects)

    def _the_charge(self, noun: Token, sides: Parties) -> Iterator[Draft]:
        """ "rejects the charge": what was last alleged of who denies."""
        own = {(p.actor or p.name).split("/")[0] for p in sides} | {p.name for p in sides}
        near = list(reversed(self.told[-_REACH:]))
        alleged = [d for d in near if d.claim is not None and d.claim.attribution is not None]
        for earlier in (*alleged, *near):
            if any((p.actor or p.name).split("/")[0] in own for p in earlier.subjects):
                yield self._taken_up(earlier, noun, subjects=earlier.subjects, objects=earlier.objects)
                return

    def _just_told(self, noun: Token, verb: Token, sides: Parties) -> Iterator[Draft]:
        """ "X sent them rifles. X denied this.": what the sentence before told of who denies; "rejected it" may as
        well turn down what was offered."""
        own = {p.actor or p.name for p in sides}
        if noun.lower_ == "which" or verb.lemma_.lower() not in taking_up("denying"):
            return
        last = [d for d in self.told if d.trigger.sent.end == verb.sent.start and d.predicate != "accuse"]
        its = [d for d in last if own & {p.actor or p.name for p in d.subjects}]
        for earlier in its[:1]:
            yield self._taken_up(earlier, noun, subjects=earlier.subjects, objects=earlier.objects)

    @staticmethod
    def _taken_up(earlier: Draft, noun: Token, subjects: Parties, objects: Parties) -> Draft:
        return replace(
            earlier,
            trigger=noun,
            anchor=noun,
            subjects=subjects,
            objects=objects,
            theme=None,
            sets={},
            claim=None,
            phase=None,
            places=[],
            same_as=earlier,
        )

    # ------------------------------------------------------------------------------------------------- events

    def _for_its_owner(self, draft: Draft, before: list[Draft]) -> None:
        """ "its offensive drove them out", "the offensive killed …": done by whoever wages it."""
        if draft.kind != "event" or not any(p.actor_kind == "operation" for p in draft.subjects):
            return
        kept: list[Participant] = []
        for party in draft.subjects:
            kept += [party] if party.actor_kind != "operation" else self._wagers(party, before)
        draft.subjects = tuple(kept)

    def _wagers(self, party: Participant, before: list[Draft]) -> Parties:
        token = next((t for t in self.resolved.parsed.doc if self._stands_at(t, party)), None)
        owners = [p for c in children(token, "poss", "compound") for p in self.resolved.parties(c)] if token else []
        if owners:
            return tuple(owners)
        waged = [d for d in before if {"military_operation", "operation_launched"} & set(d.modes) and d.subjects]
        return waged[-1].subjects if waged else ()

    def _stands_at(self, token: Token, party: Participant) -> bool:
        if party.start is None or party.end is None:
            return False
        start, end = self.resolved.parsed.offsets(token.idx, token.idx + len(token))
        return end == party.end and start >= party.start


def _points_at_figure(pronoun: Token, verb: Token) -> bool:
    """ "…, a figure that X disputes": the number is disputed, not the act."""
    above = verb.head
    return pronoun.lower_ in {"which", "that"} and verb.dep_ == "relcl" and above.lemma_.lower() in taking_up("figures")


def _below(token: Token, verb: Token) -> bool:
    """Whether the verb itself holds ``token``; behind a semicolon it does not, whatever the parse says."""
    parted = any(t.text == ";" for t in token.doc[token.i : verb.i])
    return not parted and any(t.i == verb.i for t in token.ancestors)


def _others(draft: Draft, sides: Parties, among: Parties | None = None) -> Parties:
    own = {p.actor or p.name for p in sides}
    listed = among if among is not None else (draft.objects or draft.subjects)
    return tuple(p for p in listed if (p.actor or p.name) not in own)


def _sides(draft: Draft) -> frozenset[str]:
    return frozenset(p.actor or p.name for p in (*draft.subjects, *draft.objects))
