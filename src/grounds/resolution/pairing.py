""" "Both sides", "the two groups", "each", "the other", "the former": which two of those named before are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.coreference import Antecedent, Mention
from grounds.language.pairs import Pairs
from grounds.language.syntax import grammatical_subject
from grounds.model.claim import Participant
from grounds.resolution.anaphora import Anaphora
from grounds.resolution.tokens import OF_TWO, clause

if TYPE_CHECKING:
    from spacy.tokens import Token

_ALONE = frozenset({"both", "neither", "each", "either"})
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_SIDES = frozenset({"group", "state", "body"})


class Pairing:
    """Takes up two of the mentions of one document."""

    def __init__(self, anaphora: Anaphora, pairs: Pairs) -> None:
        self.anaphora = anaphora
        self.out = anaphora.out
        self.nouns = anaphora.nouns
        self.words = anaphora.words
        self.pairs = pairs

    def of(self, token: Token, sentence: int, passage: int) -> tuple[Participant, ...]:
        """The two that a noun or a word alone stands for; nobody where it is no word for two."""
        word = token.lower_
        if word not in OF_TWO and token.lemma_.lower() not in self.nouns.paired:
            return ()  # nearly every noun: nothing need be asked about where it stands
        at = self.anaphora.at(token, sentence, passage)
        if word in _ALONE and (token.dep_ in _PLACES or token.head.pos_ == "VERB"):
            without = self.anaphora.not_meant(token)
            return self._stand_in(token, self.pairs.of(at, _SIDES, sides=False, without=without))
        if word == "two" and token.dep_ in _PLACES and _the(token):
            return self._stand_in(token, self.pairs.of(at, _SIDES, sides=False, without=self.anaphora.not_meant(token)))
        if word in {"former", "latter"} and token.dep_ in {*_PLACES, "poss"} and _the(token):
            return self._one_of_two(token, at, first=word == "former")
        if word == "other" and token.dep_ not in {"amod", "det", "compound"} and _the(token):
            return self._each_other(token, at)
        return self._of_noun(token, at)

    def _of_noun(self, token: Token, at: Mention) -> tuple[Participant, ...]:
        """ "both countries", "neither side", "the warring parties", "the other side"."""
        noun = token.lemma_.lower()
        words = {c.lower_ for c in token.children if c.dep_ in {"det", "predet", "nummod", "preconj", "cc"}}
        adjectives = {c.lower_ for c in token.children if c.dep_ == "amod"}
        for word, nouns in self.nouns.pairs.items():
            if word not in words or noun not in nouns:
                continue
            if adjectives == {"other"} and noun in self.words.sides:
                return self._each_other(token, at)
            if token.tag_ != "NNS" and word not in {"neither", "each", "either"}:
                continue
            if word == "the" and adjectives - {"warring", "opposing", "rival"}:
                continue
            if word == "two" and not words & {"the", "these", "those"}:
                continue  # "two groups" are named for the first time
            sides = noun in self.words.sides or word in {"neither", "each", "either"}
            without = self.anaphora.not_meant(token)
            found = self.pairs.of(at, self.nouns.pair_sorts(noun), sides=sides, without=without)
            return self._stand_in(token, found)
        return ()

    def _each_other(self, token: Token, at: Mention) -> tuple[Participant, ...]:
        """ "each blames the other": the same two, who then stand against each other."""
        subject = grammatical_subject(clause(token))
        doers = {p.actor or p.name for p in self.out.parties(subject)} if subject is not None else set()
        found = self.pairs.again(at, _SIDES)
        if found is None or (len(doers) == 1 and token.dep_ == "pobj"):
            return ()
        self.pairs.oppose(*(m.entity for m in found.mentions))
        return self._stand_in(token, found)

    def _one_of_two(self, token: Token, at: Mention, *, first: bool) -> tuple[Participant, ...]:
        two = self.pairs.ordered(at)
        if two is None:
            return ()
        why = f"is the {'first' if first else 'second'} of the two named together before it"
        return self._stand_in(token, Antecedent((two[0] if first else two[1],), 1.0, why))

    def _stand_in(self, token: Token, found: Antecedent | None) -> tuple[Participant, ...]:
        return self.anaphora.stand_in(token, found)


def _the(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ == "the"
