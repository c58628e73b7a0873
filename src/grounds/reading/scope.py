"""How the text holds a statement: walk from its word up the parse and collect every cue on the way.

At each step the word's own modals, negations and hedges count, then the word above decides what becomes of all below it
("accused of …", "vowed to …", "failed to …", "said that …"). A clause of its own ("while …", "because …") is out of
reach of the modals above it but not of the speaker. The walk ends at the root or at a noun that merely carries a
relative clause. All cues are kept; which one prevails is told by the precedence list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL, agents, grammatical_subject, is_passive, is_purpose, served_by
from grounds.reading.clauses import beside_semicolon, is_aside, is_foregone, is_question, meant_for, tells
from grounds.reading.governors import Effect, Governors, load_governors
from grounds.reading.holding import FoundCue, Holding, Saying
from grounds.reading.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_AUXILIARY = frozenset({"aux", "auxpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
#: Prepositions before the act in which somebody is lost.
_AT_THE_TIME = frozenset({"in", "during", "after", "from"})
#: Prepositions by which a noun such as "effort" holds what stands below it.
_OF_NOUNS = frozenset({"of", "in", "for", "to", "at", "including", "through"})


def hold(token: Token, *, aside: bool = False) -> Holding:
    """Walk up from ``token`` (a verb, or a noun or adjective that stands for an event or state).

    An ``aside`` ("X, a rival of Y, …", "Y-backed fighters") is held by its own words alone.
    """
    return _Walk(load_governors()).run(token, steps=1 if aside else 40)


def is_means(verb: Token) -> bool:
    """Whether ``verb`` puts something to use, so that the "to" clause below it tells what is done with it."""
    return verb.lemma_.lower() in load_governors().means and any(c.dep_ == "dobj" for c in verb.children)


def sends_help(helping: Token, sending: Token) -> bool:
    """ "sent troops to support X": the "to" clause tells whom they help."""
    return helping.lemma_ in words("helping") and sending.lemma_ in words("sending")


class _Walk:
    def __init__(self, governors: Governors) -> None:
        self.governors = governors
        self.holding = Holding()
        self.speaker_only = False

    def run(self, token: Token, steps: int) -> Holding:
        node: Token | None = token
        came_from: Token | None = None
        for _ in range(steps):
            if node is None:
                break
            self._own_words(node, came_from)
            if node.head.i == node.i and not self.speaker_only and is_question(node.sent):
                self.holding.factualities.append("hypothetical")
            came_from, node = node, self._step(node)
        return self.holding

    # ------------------------------------------------------------------------------------------ words on the node

    def _own_words(self, node: Token, came_from: Token | None) -> None:
        if self.speaker_only:
            self._according(node)
            return
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
        self._according(node)

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
        effect = self.governors.verbs.get(_lemma(node))
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

    def _according(self, node: Token) -> None:
        for child in node.children:
            if child.dep_ == "prep" and child.lower_ in {"according", "per"}:
                speakers = [n for p in (child, *child.children) for n in p.children if n.dep_ == "pobj"]
                if speakers:
                    self.holding.sayings.append(Saying(child, "reports", tuple(speakers)))

    # -------------------------------------------------------------------------------------------- the word above

    def _step(self, node: Token) -> Token | None:
        head = node.head
        if head.i == node.i:
            return None
        label = node.dep_
        if node.pos_ in VERBAL and beside_semicolon(node, head):
            return None  # "X accused Y of it; Y rejects the charge": two statements
        if node.pos_ in VERBAL and label in {"advcl", "acl", "relcl", "ccomp"} and self._condition(node):
            return self._above_speaker(head)
        if label == "relcl" and not (node.tag_ == "VB" and any(c.lower_ == "to" for c in node.children)):
            return self._above_speaker(head) if head.pos_ in _NOUNS and not is_aside(node) else None
        if label == "advcl":
            return self._adverbial(node, head)
        if is_purpose(node):  # "in order to …"
            if not self.speaker_only:
                self.holding.factualities.append("hypothetical")
            return self._above_speaker(served_by(node))
        if label == "conj":
            return self._coordinated(node, head)
        if label in {"xcomp", "ccomp", "pcomp", "acomp", "acl", "relcl", "attr", "oprd"}:
            return self._complement(node, head)
        if label == "prep" or node.pos_ == "ADP":
            return self._through_preposition(node, head)
        if node.pos_ in _NOUNS or label in {
            "dobj",
            "pobj",
            "nsubj",
            "nsubjpass",
            "appos",
            "compound",
            "poss",
            "nmod",
            "dep",
        }:
            return self._from_noun(node, head)
        return head

    def _above_speaker(self, head: Token) -> Token | None:
        self.speaker_only = True
        return head

    def _condition(self, node: Token) -> bool:
        subject = next((c for c in node.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        for child in (node, *node.children):
            were = child is node and node.lower_ == "were" and node.dep_ == "advcl"  # "were X to stop"
            conjunction = child.dep_ in {"mark", "advmod", "aux"} and child.lower_ in self.governors.conditions
            if were or (conjunction and child.i != node.i):
                inverted = were or child.dep_ == "aux"
                if inverted and (subject is None or child.i > subject.i):
                    continue
                if not self.speaker_only:
                    self.holding.factualities.append("hypothetical")
                    self.holding.cues.append(FoundCue(child, "factuality"))
                return True
        return False

    def _adverbial(self, node: Token, head: Token) -> Token | None:
        marks = {c.lower_ for c in node.children if c.dep_ in {"mark", "advmod"}}
        if marks & self.governors.own_clause:
            return self._above_speaker(head)
        if node.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children):
            judged = next((c for c in head.children if c.dep_ == "acomp" and c.i < node.i), None)
            effect = self.governors.adjectives.get(judged.lemma_.lower()) if judged is not None else None
            if judged is not None and effect is not None and not self.speaker_only:  # "it is important for X to …"
                self.holding.apply(effect, judged)
                return head
            if is_means(head) or sends_help(node, head):
                return head
            if not self.speaker_only:
                self.holding.factualities.append("hypothetical")
            return self._above_speaker(head)
        if node.tag_ in {"VBG", "VBN"}:
            return head
        return (
            self._complement(node, head)
            if head.pos_ in VERBAL and head.lemma_ in self.governors.verbs
            else self._above_speaker(head)
        )

    def _coordinated(self, node: Token, head: Token) -> Token | None:
        own_subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children)
        if node.pos_ not in VERBAL or not own_subject:
            own_aux = any(c.dep_ == "aux" for c in node.children)
            if own_aux and node.pos_ in VERBAL:
                self._according(head)
                return self._parent_of(head)
            return head
        return self._parent_of(head)

    def _parent_of(self, head: Token) -> Token | None:
        while head.dep_ == "conj" and head.head.i != head.i:
            head = head.head
        return self._step(head)

    def _complement(self, node: Token, head: Token) -> Token | None:
        if head.pos_ == "ADP":
            return self._through_preposition(head, head.head)
        if head.pos_ in VERBAL:
            effect = self.governors.verbs.get(_lemma(head))
            if effect is not None and effect.stance == "calls_for" and tells(node):
                effect = Effect(stance="reports")  # "advised that the road had been mined"
            if effect is not None:
                self._governed(effect, head)
            self._judged(node, head)
        elif head.pos_ == "ADJ":
            self._adjective(head)
        elif head.pos_ in _NOUNS:
            if node.tag_ in {"VBG", "VBN"} and node.dep_ == "acl" and not _finite(node):
                return self._above_speaker(head)
            effect = self.governors.nouns.get(head.lemma_.lower())
            if any(c.lower_ == "no" for c in head.children) and head.lemma_.lower() in words("evidence"):
                effect = Effect(factuality="possible")  # "no evidence that": negative, and possible
            agreed = head.lemma_.lower() in self.governors.consensus and node.tag_ != "VB"
            if effect is not None and not agreed and not self.speaker_only:
                self.holding.apply(effect, head)
                self._refuted(head)
            elif effect is None and meant_for(node, head) and not self.speaker_only:
                self.holding.factualities.append("hypothetical")
        self.holding.path.append(head)
        return head

    def _refuted(self, claim: Token) -> None:
        """ "Claims that X did it are untrue": a denial in the text's own voice."""
        verb = claim.head
        if claim.dep_ != "nsubj" or verb.lemma_ != "be" or any(c.dep_ == "neg" for c in verb.children):
            return
        for word in verb.children:
            if word.dep_ == "acomp" and word.lower_ in words("untrue"):
                self.holding.factualities = [f for f in self.holding.factualities if f != "alleged"]
                self.holding.negative = not self.holding.negative
                self.holding.cues.append(FoundCue(word, "polarity"))

    def _judged(self, node: Token, head: Token) -> None:
        """ "It is unlikely that …", "it remains possible that …": the adjective beside the clause holds it."""
        if node.dep_ == "ccomp" and head.pos_ == "AUX":
            for adjective in head.children:
                if adjective.dep_ == "acomp" and adjective.i < node.i:
                    self._adjective(adjective)

    def _adjective(self, adjective: Token) -> None:
        effect = self.governors.adjectives.get(adjective.lemma_.lower())
        if effect is None or self.speaker_only:
            return
        self.holding.apply(effect, adjective)
        for degree in adjective.children:
            stronger = self.governors.degrees.get(f"{degree.lower_} {adjective.lower_}")
            if stronger is not None:
                self.holding.likelihood = (degree, adjective, stronger)

    def _governed(self, effect: Effect, head: Token) -> None:
        if effect.stance is not None:
            speakers = agents(head) if is_passive(head) else [s for s in [grammatical_subject(head)] if s is not None]
            if is_passive(head) and not speakers and effect.stance == "reports":
                self.holding.apply(Effect(factuality="possible"), head)  # "were reported killed": by nobody named
                return
            if self.speaker_only and effect.stance == "denies":
                return  # what stands beside the denied clause is not denied
            self.holding.sayings.append(Saying(head, effect.stance, tuple(speakers)))
            if effect.stance == "denies":
                self.holding.factualities = [f for f in self.holding.factualities if f != "alleged"]
        if not self.speaker_only:
            self.holding.apply(effect, head)

    def _through_preposition(self, node: Token, head: Token) -> Token | None:
        """ "accused of", "blamed for", "prevented from", "success in", "without destroying"."""
        if node.lower_ in _AT_THE_TIME and head.pos_ in VERBAL and self._is_owned_act(node, head):
            return self._above_speaker(head)  # "denied that men had died in its raids": the raids took place
        if node.lower_ == "without" and not self.speaker_only:
            self.holding.negative = not self.holding.negative
        if head.pos_ in VERBAL:
            barred = self.governors.preventing.get(_lemma(head)) if node.lower_ == "from" else None
            effect = barred or self.governors.verbs.get(_lemma(head))
            if effect is not None and (barred or _takes(node.lower_, effect)):
                self._governed(effect, head)
            elif node.lower_ == "as" and is_version(head):
                self._governed(Effect(stance="reports"), head)
        elif head.pos_ in _NOUNS:
            self.holding.beside_the_point |= node.lower_ in {"on", "about", "regarding", "concerning"}
            effect = self.governors.nouns.get(head.lemma_.lower())
            if effect is not None and node.lower_ in _OF_NOUNS and not self.speaker_only:
                self.holding.apply(effect, head)
        elif head.pos_ == "ADJ":
            self._adjective(head)
        self.holding.path.append(head)
        return head

    def _is_owned_act(self, preposition: Token, verb: Token) -> bool:
        """Whether an act with an owner is the setting of a loss, not what somebody has a part in."""
        acts = [c for c in preposition.children if c.dep_ == "pobj" and any(o.dep_ == "poss" for o in c.children)]
        return bool(acts) and verb.lemma_.lower() in words("losses")

    def _from_noun(self, node: Token, head: Token) -> Token | None:
        """An event noun under a verb: "denied the attack", "condemned the raid", "planned attacks", "fear attacks".

        What is offered or asked for is turned down, not denied ("rejected an offer to mediate").
        """
        offered = node.lemma_.lower() in words("proposals")
        if head.pos_ in VERBAL and node.dep_ in {"dobj", "nsubjpass"} and not offered:
            effect = self.governors.verbs.get(_lemma(head))
            spoken = effect is not None and effect.stance in {"calls_for", "reports", "confirms"}
            if effect is not None and (not spoken or effect.factuality == "planned"):
                self._governed(effect, head)
        self.holding.path.append(head)
        return head


def _same(token: Token, other: Token | None) -> bool:
    return other is not None and token.i == other.i


def is_version(verb: Token) -> bool:
    """ "in what X described as": the verb gives somebody's version of what the sentence tells."""
    what = any(c.lower_ == "what" for c in verb.children)
    return verb.lemma_.lower() in words("describing") and what


def _told_in_the_past(verb: Token) -> bool:
    """ "said it would withdraw": "will", seen from the past. A condition beside it leaves it a mere thought."""
    above, conditional = verb.head, any(c.dep_ == "advcl" for c in verb.children)
    return verb.dep_ == "ccomp" and above.tag_ in {"VBD", "VBN"} and not conditional


def _finite(verb: Token) -> bool:
    """ "claims that they HAD SHELLED it": a clause with a conjunction or auxiliary, no mere participle."""
    return any(c.dep_ in {"mark", "aux"} and c.lower_ != "to" for c in verb.children)


def _takes(preposition: str, effect: Effect) -> bool:
    if effect.stance == "accuses" or effect.factuality in {"alleged", "possible"}:
        return preposition in {"of", "for", "with", "as", "on"}
    if effect.stance == "calls_for":
        return preposition == "for"
    return effect.stance is None and preposition in {"of", "in", "to", "with", "from", "on", "for"}


def _lemma(verb: Token) -> str:
    return verb.lemma_.lower()
