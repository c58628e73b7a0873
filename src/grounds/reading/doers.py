"""Who did it, where the word of the act itself names nobody: told beside the act that a loss names.

"Six were killed in a raid BY X", "died at the hands OF X", "wounded in a strike claimed BY X", "hit by an X drone".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL, agents, children, conjuncts, grammatical_subject, is_passive, prepositions
from grounds.reading.arguments import Arguments, Parties, party_of_name
from grounds.reading.carriers import carriers
from grounds.reading.drafts import Draft
from grounds.reading.lexicon import Lexicon
from grounds.reading.losses import act_words, acts_beside, without
from grounds.reading.striking import instrument
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Prepositions that lead from what was suffered to the act that caused it, beside those of every loss.
_CAUSES = frozenset({"after", "following", "of", "at", "with"})


class Doers:
    """Finds the doers of acts of force in one document."""

    def __init__(self, resolved: Resolved, lexicon: Lexicon, arguments: Arguments) -> None:
        self.resolved = resolved
        self.lexicon = lexicon
        self.arguments = arguments

    def complete(self, draft: Draft) -> None:
        """Give a draft of force without a doer the one that the act beside it names."""
        if not _takes_doers(draft):
            return
        for act in self._acts(draft):
            found = without(self._of(act), draft.objects)
            if found:
                draft.subjects = found
                return

    def _acts(self, draft: Draft) -> Iterator[Token]:
        """The nouns of force by which a draft tells its act or what caused it."""
        verbs = [v for v in (draft.trigger, *draft.losses) if v.pos_ in VERBAL]
        nouns = acts_told(draft)
        nouns += [n for v in verbs if _befalls(v) for w, o in prepositions(v) if w in _CAUSES for n in conjuncts(o)]
        yield from (n for n in nouns if self._is_force(n))

    def _is_force(self, noun: Token) -> bool:
        lemma = noun.lemma_.lower()
        if lemma in act_words("hands") or instrument(noun) is not None:
            return True
        return any(r.predicate == "assault" or "raid" in r.modes for r in self.lexicon.nouns.get(lemma, ()))

    def _of(self, act: Token) -> Parties:
        """The parties that the noun of an act names as its doers: by-phrase, participle, owner, name before it."""
        verbs, _ = carriers()
        claimed = act_words("claiming")
        nouns = [n for w, o in prepositions(act) if w == "by" for n in conjuncts(o)]
        for done in children(act, "acl"):
            if is_passive(done) and (done.lemma_.lower() in verbs or done.lemma_.lower() in claimed):
                nouns += [n for a in agents(done) for n in conjuncts(a)]
        if act.lemma_.lower() in act_words("hands"):
            nouns += [n for w, o in prepositions(act) if w == "of" for n in conjuncts(o)] + children(act, "poss")
        found = tuple(p for n in nouns for p in self._party(n))
        return found or self._owners(act)

    def _party(self, noun: Token) -> Parties:
        """Whom a noun behind "by" names; of a thing that strikes, whose it is ("a US drone")."""
        told = instrument(noun)
        return self._owners(noun) if told is not None and not told.get("party") else self.arguments.parties_of(noun)

    def _owners(self, noun: Token) -> Parties:
        before = [
            c for b in children(noun, "amod", "compound", "nmod") for c in (b, *children(b, "conj"))
        ]  # "an AFGHAN and COALITION raid"
        named = tuple(p for c in before if c.i in self.resolved.named for p in party_of_name(self.resolved, c))
        forces = tuple(p for c in before if (p := self.arguments.of_force(c)) is not None)
        if named and any(c.dep_ == "conj" for c in before):
            return (*named, *forces)
        return named or tuple(p for c in children(noun, "poss") for p in self.arguments.parties_of(c)) or forces


def _takes_doers(draft: Draft) -> bool:
    arrest = draft.predicate == "coerce" and "arrest" in draft.modes
    bodies = [p for p in draft.subjects if p.actor_kind != "operation"]
    return (draft.predicate == "assault" or arrest) and draft.directed and not bodies


def acts_told(draft: Draft) -> list[Token]:
    """The nouns of acts by which a draft is told: its own, those beside its verbs, or what led to it ("THE RAID
    resulted in the death of two")."""
    nouns = [] if draft.trigger.pos_ in VERBAL else [draft.trigger]
    nouns += [draft.named] if draft.named is not None else []
    nouns += [n for v in (draft.trigger, *draft.losses) if v.pos_ in VERBAL for n in acts_beside(v)]
    carrying = draft.anchor
    if carrying.pos_ in VERBAL and carrying.i != draft.trigger.i and carrying.lemma_.lower() in act_words("results"):
        subject = grammatical_subject(carrying)
        nouns += conjuncts(subject) if subject is not None else []
    return nouns


def _befalls(verb: Token) -> bool:
    """Whether the verb tells what somebody suffered, and so no doer of its own."""
    return is_passive(verb) or (not children(verb, "dobj") and grammatical_subject(verb) is not None)
