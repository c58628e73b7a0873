""" "The attack", "these operations", "the raid": by which word the event was told before.

A definite noun for an event takes up the nearest word before it that tells such an event: itself, its verb, or one that
``data/anaphors.yaml`` lists under it; the sentence before it weighs more than one further back, a word of its own stem
more than one that only may mean it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.resolution.anaphors import load_anaphors
from grounds.resolution.resolved import EventReference
from grounds.resolution.tokens import definite

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: How far back an event may be taken up, in sentences, and what each sentence and a word of another stem cost.
REACH = 6
_SENTENCE_BACK = 0.1
_ANOTHER_WORD = 0.25
#: A subordinate word tells less than the main one of its sentence ("who attacked … stormed").
_SUBORDINATE = 0.05
_DETERMINERS = frozenset({"both", "such", "another"})
#: How many letters make a stem ("bombed", "bombing").
_STEM = 4


class Events:
    """The events of one document by the words that tell them."""

    def __init__(self) -> None:
        self.nouns = load_anaphors().events
        self.tellers = load_anaphors().tellers
        #: Words that tell an event so far, with their sentence.
        self.told: list[tuple[int, Token]] = []

    def read(self, doc: Doc, number: int, positions: list[int]) -> dict[int, EventReference]:
        """Take up the event nouns of the next sentence and remember the words by which it tells events; ``positions``
        are its verbs and nouns that may do either."""
        found: dict[int, EventReference] = {}
        for token in (doc[i] for i in positions):
            lemma = token.lemma_
            if token.pos_ == "NOUN" and lemma in self.nouns and _takes_up(token):
                reference = self._of(token, lemma, number)
                if reference is not None:
                    found[token.i] = reference
                    continue
            self.told.append((number, token))
        return found

    def _of(self, noun: Token, lemma: str, number: int) -> EventReference | None:
        best: tuple[float, Token] | None = None
        for sentence, word in reversed(self.told):
            if number - sentence > REACH:
                break
            if word.lemma_ not in self.nouns[lemma] or _holds(word, noun):
                continue
            score = 0.9 - _SENTENCE_BACK * (number - sentence)
            score -= _ANOTHER_WORD * (word.lemma_[:_STEM] != lemma[:_STEM])
            score -= _SUBORDINATE * (word.dep_ != "ROOT")
            if best is None or score > best[0]:
                best = (score, word)
        if best is None:
            return None
        score, word = best
        return EventReference(word.i, round(max(score, 0.1), 2), f"{noun.lower_!r} takes up what {word.lower_!r} told")


def _takes_up(noun: Token) -> bool:
    """Whether the noun is one already told: by its article, and without words that tell another one ("the attack on
    X in May", "the worst attack")."""
    if not definite(noun) and not any(c.lower_ in _DETERMINERS for c in noun.children):
        return False
    return not any(
        c.tag_ in {"JJS", "RBS"} or (c.dep_ == "prep" and c.lower_ in {"on", "against"}) for c in noun.children
    )


def _holds(word: Token, noun: Token) -> bool:
    """ "carried out the attack": the verb of the noun itself is no earlier telling."""
    return word.i == noun.head.i or (noun.dep_ in {"nsubj", "nsubjpass"} and word.i > noun.i)
