"""Places as what is taken, held or judged: told apart from parties."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from grounds.language.syntax import children, conjuncts, grammatical_subject, noun_phrase, prepositions
from grounds.model.claim import Participant
from grounds.reading.carriers import Trigger, logical_object
from grounds.reading.drafts import Draft
from grounds.reading.lexicon import Rule
from grounds.reading.words import read_yaml, words
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@cache
def place_nouns(use: str) -> frozenset[str]:
    """The nouns that tell a place, by use: what can be ``taken``, ``judged``, or merely ``spoken`` of."""
    return frozenset(read_yaml("place_nouns.yaml")[use])


class Ground:
    """Answers for the places of one document."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved

    def taken(self, trigger: Trigger, draft: Draft, rule: Rule, *, doer_is_subject: bool) -> bool:
        """Put the place that the verb takes into the draft; false where it takes none. A verb of which the doer is not
        the subject ("fell to X") tells what was taken in its subject."""
        if trigger.word != "verb":
            return False
        if rule.themes and draft.theme is not None:
            nouns = [n for w, n in prepositions(draft.theme) if w in {"of", "over"}]
        elif not doer_is_subject:
            subject = grammatical_subject(trigger.token)
            nouns = [subject] if subject is not None else []
        else:
            nouns = logical_object(trigger.token)
        held = [p for o in nouns[:1] for p in (_held(o, rule) or [o])]
        nouns = nouns if any(self.can_be_taken(n) for n in held) else []
        places = [p for o in nouns for n in conjuncts(o) for p in (_held(n, rule) or [n])]
        places = [n for n in places if self.can_be_taken(n)]
        if not places and rule.place_or_party:
            return False
        from_whom = prepositions(trigger.token) if rule.predicate == "assault" else ()
        losers = [n for w, n in from_whom if w == "from" and not self.is_place(n)]
        draft.objects, draft.places = tuple(p for n in losers for p in self.resolved.parties(n)), places
        draft.sets["names_place"] = True
        return bool(places)

    def can_be_taken(self, noun: Token) -> bool:
        """A place, or a noun of ground that can be held: "the airport", "three villages"."""
        return self.is_place(noun) or noun.lemma_.lower() in place_nouns("taken") or self._counted_area(noun)

    def unknown_target(self, trigger: Trigger, draft: Draft) -> None:
        """ "Missiles hit X": a name in no list is where they struck, not whom."""
        unknown = {p.start for p in draft.objects if p.resolved_by == "nil"}
        if not unknown or trigger.word != "verb":
            return
        for noun in logical_object(trigger.token):
            if any(p.start in unknown for p in self.resolved.parties(noun, spread=False)):
                draft.places.append(noun)
        draft.objects = tuple(p for p in draft.objects if p.start not in unknown)

    def judged(self, trigger: Trigger, draft: Draft) -> bool:
        """The place whose situation is judged: beside the theme, or the object ("left the region vulnerable")."""
        around = [draft.theme, trigger.token] if draft.theme is not None else [trigger.token]
        nouns = [
            n
            for w in around
            for p, n in prepositions(w)
            if p in {"in", "across", "of", "throughout", "around", "to", "within"}
        ]
        nouns += [c for w in around for c in children(w, "poss", "compound", "nsubj", "dobj")]
        nouns += [g for c in children(trigger.token, "ccomp", "xcomp") for g in children(c, "nsubj")]
        for noun in (*nouns, *self._spoken_of(trigger.token.sent)):
            parties = [p for n in conjuncts(noun) if (p := self._as_party(n)) is not None]
            if parties:
                draft.subjects, draft.objects = tuple(parties), ()
                return True
        return False

    def _spoken_of(self, sentence: Span) -> list[Token]:
        """The places that the sentence is about, where the judgement names none."""
        told = [t for t in sentence if t.dep_ == "pobj" and t.head.lower_ in {"in", "to", "across", "throughout"}]
        return [t for t in told if self.resolved.place(t) is not None]

    def _as_party(self, noun: Token) -> Participant | None:
        found = self.resolved.place(noun)
        unlisted = noun.pos_ == "PROPN" and noun.i not in self.resolved.named
        if found is None and noun.lemma_.lower() not in place_nouns("judged") and not unlisted:
            return None
        start, end = noun_phrase(noun)
        told, begin, stop = self.resolved.parsed.words(start, end)
        name = found[1].name if found is not None else re.sub(r"^(the|a|an)\s+", "", told, flags=re.IGNORECASE)
        return Participant(
            name=name,
            mention=told,
            start=begin,
            end=stop,
            actor_kind="place",
            resolved_by="named",
            score=0.8,
            why="a place",
        )

    def is_place(self, token: Token) -> bool:
        """A gazetteer place, or a bare name in no list at all: who is captured is told by a noun or a known name."""
        if token.i in self.resolved.named:
            return self.resolved.place(token) is not None and not self._acts(token)
        return token.pos_ == "PROPN" and all(p.resolved_by == "nil" for p in self.resolved.parties(token, spread=False))

    def _acts(self, token: Token) -> bool:
        named = self.resolved.named.get(token.i)
        return named is not None and named.actor is not None and named.actor.kind != "state"

    def _counted_area(self, noun: Token) -> bool:
        """ "four of the five states", "large parts of the north", "much of southern Mali", "all of the border"."""
        counts = noun.pos_ in {"NUM", "ADJ"} or noun.lemma_.lower() in words("shares")
        for word, inner in prepositions(noun) if noun.pos_ in {"NUM", "NOUN", "ADJ", "DET", "PRON"} else ():
            of_place = inner.lemma_.lower() in place_nouns("taken") or (
                counts and self.resolved.place(inner) is not None
            )
            if word == "of" and of_place:
                return True
        return False


def _held(noun: Token, rule: Rule) -> list[Token]:
    """ "contest its control of X": the ground behind the hold that somebody has on it."""
    if rule.predicate != "contests" or noun.lemma_.lower() not in place_nouns("holds"):
        return []
    return [n for w, n in prepositions(noun) if w in {"of", "over", "on"}]
