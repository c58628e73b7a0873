"""The words beside a statement's word that tell how it is held: modals, negations, hedges, conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL
from grounds.reading.clauses import is_foregone
from grounds.reading.governors import Governors
from grounds.reading.holding import FoundCue, Holding

if TYPE_CHECKING:
    from spacy.tokens import Token

_AUXILIARY = frozenset({"aux", "auxpass"})


class Cues:
    """Takes the cues on one word after another into a holding."""

    def __init__(self, governors: Governors, holding: Holding) -> None:
        self.governors = governors
        self.holding = holding

    def take(self, node: Token, came_from: Token | None) -> None:
        """Put what the words on ``node`` tell into the holding; ``came_from`` is the word below, already taken."""
        for child in node.children:
            if _same(child, came_from):
                continue
            word = child.lower_
            if word == "longer" and child.i > 0 and child.nbor(-1).lower_ == "no":
                self.holding.phase = "ends"  # "no longer" is an end, not a negation
                self.holding.cues.append(FoundCue(child, "phase"))
            elif child.dep_ in _AUXILIARY and word in self.governors.modals:
                if not self._says(node, came_from):
                    self._modal(child)
            elif (
                child.dep_ == "neg"
                or (
                    word in self.governors.negations
                    and child.dep_ in {"det", "advmod", "preconj", "cc"}
                    and word != "nor"
                )
                or (child.dep_ == "det" and word == "no")
            ):
                self._negation(child)
            elif child.dep_ == "advmod" and word in self.governors.adverbs:
                self.holding.apply(self.governors.adverbs[word], child)
        if is_foregone(node):
            self._negation(node.doc[node.left_edge.i - 1])
        self._no_argument(node, came_from)
        self._conditional(node, came_from)

    def _conditional(self, node: Token, came_from: Token | None) -> None:
        """ "If X, Y could": the main clause of a condition is as hypothetical as the condition; what has happened
        is not ("threatened to do it unless …")."""
        auxiliaries = {c.lower_ for c in node.children if c.dep_ == "aux"}
        if node.tag_ in {"VBD", "VBN"} and not auxiliaries & self.governors.modals.keys():
            return
        for child in node.children:
            if child.dep_ == "advcl" and not any(_same(child, t) for t in (*self.holding.path, came_from)):
                mark = next((c for c in child.children if c.dep_ == "mark" and c.lower_ in {"if", "unless"}), None)
                if mark is not None:
                    self.holding.factualities.append("hypothetical")
                    self.holding.cues.append(FoundCue(mark, "factuality"))

    def _says(self, node: Token, content: Token | None) -> bool:
        """ "we must note that X has …", "can confirm that": a modal on a word of saying leaves the content alone."""
        effect = self.governors.verbs.get(node.lemma_.lower())
        below = content is not None and content.dep_ == "ccomp"
        return below and effect is not None and effect.stance in {"reports", "confirms"}

    def _modal(self, child: Token) -> None:
        effect = self.governors.modals[child.lower_]
        if child.lower_ in {"would", "'d"} and _told_in_the_past(child.head):
            effect = self.governors.modals["will"]
        if child.lower_ in {"can", "could"} and any(c.dep_ == "neg" for c in child.head.children):
            return  # "could not reach the town": it did not
        self.holding.apply(effect, child)

    def _negation(self, child: Token) -> None:
        longer = (
            any(c.lower_ == "longer" for c in child.children) or child.nbor().lower_ == "longer"
            if child.i + 1 < len(child.doc)
            else False
        )
        if child.lower_ in {"no", "not"} and longer:
            self.holding.phase = "ends"
            self.holding.cues.append(FoundCue(child, "phase"))
            return
        if any(child.i + 1 < len(child.doc) and child.nbor().lower_ == w for w in ("only", "just", "least")):
            return
        self.holding.negative = not self.holding.negative
        self.holding.cues.append(FoundCue(child, "polarity"))

    def _no_argument(self, node: Token, came_from: Token | None) -> None:
        """ "fired no rockets", "neither government controls", "No group …": the negation stands on an argument."""
        if node.pos_ not in VERBAL:
            return
        for child in node.children:
            if child.dep_ not in {"dobj", "nsubj", "nsubjpass", "attr"} or _same(child, came_from):
                continue
            for word in child.children:
                if word.dep_ in {"det", "preconj", "cc"} and word.lower_ in {"no", "neither"}:
                    nxt = word.nbor().lower_ if word.i + 1 < len(word.doc) else ""
                    if nxt != "longer":
                        self.holding.negative = not self.holding.negative
                        self.holding.cues.append(FoundCue(word, "polarity"))
            if child.lower_ in {"neither", "none", "nobody"}:
                self.holding.negative = not self.holding.negative
                self.holding.cues.append(FoundCue(child, "polarity"))


def _same(token: Token, other: Token | None) -> bool:
    return other is not None and token.i == other.i


def _told_in_the_past(verb: Token) -> bool:
    """ "said it would withdraw": "will", seen from the past. A condition beside it leaves it a mere thought."""
    above, conditional = verb.head, any(c.dep_ == "advcl" for c in verb.children)
    return verb.dep_ == "ccomp" and above.tag_ in {"VBD", "VBN"} and not conditional
