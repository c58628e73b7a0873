"""How the text holds a statement: walk from its word up the parse and collect every cue on the way.

At each step the word's own modals, negations and hedges count, then the word above decides what becomes of all below it
("accused of …", "vowed to …", "failed to …", "said that …"). A clause of its own ("while …", "because …") is out of
reach of the modals above it but not of the speaker. The walk ends at the root or at a noun that merely carries a
relative clause. All cues are kept; which one prevails is told by the precedence list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL, agents, grammatical_subject, is_passive, is_purpose, prepositions, served_by
from grounds.reading.clauses import beside_semicolon, events, is_aside, is_question, meant_for, tells
from grounds.reading.cues import Cues
from grounds.reading.governors import Effect, Governors, load_governors
from grounds.reading.holding import FoundCue, Holding, Saying
from grounds.reading.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})
#: Words that make a noun of violence one that took place.
_TOLD = frozenset({"the", "this", "that", "these", "those", "recent", "latest", "last", "deadly"})
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
        self.cues = Cues(governors, self.holding)
        self.speaker_only = False
        self.start: Token | None = None

    def run(self, token: Token, steps: int) -> Holding:
        self.start = token
        node: Token | None = token
        came_from: Token | None = None
        for _ in range(steps):
            if node is None:
                break
            self._beside(node, came_from)
            if node.head.i == node.i and not self.speaker_only and is_question(node.sent):
                self.holding.factualities.append("hypothetical")
            came_from, node = node, self._step(node)
        return self.holding

    def _beside(self, node: Token, came_from: Token | None) -> None:
        if not self.speaker_only:
            self.cues.take(node, came_from)
        self._according(node)

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
            if not is_aside(node) and _says_who_it_is(node, head):
                return head
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
            had = child is node and _turned_had(node)  # "had X not stopped", whose verb hangs on "had"
            if had and subject is not None and node.head.i < subject.i:
                if not self.speaker_only:
                    self.holding.factualities.append("hypothetical")
                    self.holding.cues.append(FoundCue(node.head, "factuality"))
                return True
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
            asked = self.governors.verbs.get(_lemma(head)) if "for" in marks else None
            if asked is not None and asked.factuality == "prescribed":  # "called for X to leave"
                return self._complement(node, head)
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
            if effect is None and node.tag_ == "VB":  # "a second phase of its operation to retake X"
                of = [n.lemma_.lower() for w, n in prepositions(head) if w == "of" and n.i < node.i]
                effect = next((self.governors.nouns[n] for n in of if n in self.governors.nouns), None)
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
            past = _lemma(head) in words("weighing") and _has_been(self.start)
            if effect is not None and not past and (not spoken or effect.factuality == "planned"):
                self._governed(effect, head)
        self.holding.path.append(head)
        return head


def _has_been(noun: Token | None) -> bool:
    """ "Discussed THE RECENT attack": violence that is already told of took place, whatever is said of it."""
    return noun is not None and noun.lemma_.lower() in events() and any(c.lower_ in _TOLD for c in noun.children)


def _says_who_it_is(clause: Token, noun: Token) -> bool:
    """ "X is not the one that did it", "no group that did it": what holds of the noun holds of its clause."""
    told = noun.dep_ == "attr" and noun.head.lemma_ == "be"
    return told and any(c.dep_ in {"nsubj", "nsubjpass"} and c.tag_ in {"WDT", "WP"} for c in clause.children)


def is_version(verb: Token) -> bool:
    """ "in what X described as": the verb gives somebody's version of what the sentence tells."""
    what = any(c.lower_ == "what" for c in verb.children)
    return verb.lemma_.lower() in words("describing") and what


def _turned_had(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.head.lower_ == "had" and verb.head.dep_ == "advcl"


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
