"""Subjects and objects that the small model misses: "IS" taken for the verb, "who" hung on a place, a place run into
a noun, a verb taken for a noun before another, whoever was killed taken for who killed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from grounds.language.data import load_data

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_HEADS = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "conj", "attr"})
_RUN_IN = frozenset({"compound", "nmod", "npadvmod", "appos", "nsubj", "dep"})


#: Behind these a verb of killing or catching has no object.
_NO_OBJECT = frozenset({"in", "by", "during", "at", "near", "on", "and", ",", ".", "when", "after", "as", ";", "while"})


def _hang(token: Token, head: Token) -> bool:
    """Hang ``token`` on ``head``, unless it stands above it: a tree stays a tree."""
    if token.i == head.i or token.is_ancestor(head):
        return False
    token.head = head
    return True


@cache
def _places() -> frozenset[str]:
    return frozenset(load_data("verbs.yaml")["grounds"])


def name_taken_for_verb(token: Token) -> None:
    """ "IS is responsible for it", "IS attacked it": in capitals, before a verb, it is the name of a group."""
    if token.i + 1 >= token.sent.end or all(t.text.isupper() for t in token.sent if t.is_alpha):
        return
    behind = token.nbor()
    if token.dep_ == "auxpass" and behind.i == token.head.i:
        behind.tag_ = "VBD"
        _make_subject(token, behind)
        return
    if behind.pos_ not in {"VERB", "AUX"} or behind.tag_ in {"VBG", "VBN", "VB"}:
        return
    if token.dep_ == "csubj":
        _make_subject(token, token.head)
        return
    verb = next((c for c in token.children if c.i > token.i and c.pos_ in {"VERB", "AUX"} and c.dep_ != "aux"), None)
    if verb is None or (behind.i != verb.i and behind.head.i != verb.i):
        return
    above, label = token.head, token.dep_
    verb.head, verb.dep_ = (verb if above.i == token.i else above), label
    for child in [c for c in token.children if c.i != verb.i]:
        child.head = verb
    _make_subject(token, verb)


def _make_subject(token: Token, verb: Token) -> None:
    token.pos_, token.tag_, token.lemma_ = "PROPN", "NNP", token.text
    token.head, token.dep_ = verb, "nsubj"


def who_of_people(clause: Token) -> None:
    """ "Forces in the north of the country WHO lead it": "who" tells of people, never of the ground before it."""
    noun = clause.head
    if noun.lemma_.lower() not in _places() or not any(c.lower_ == "who" for c in clause.children):
        return
    before = [t for t in noun.doc[noun.sent.start : noun.i] if t.dep_ in _HEADS and t.pos_ in _NOUNS]
    people = next((t for t in reversed(before) if t.lemma_.lower() not in _places()), None)
    if people is not None:
        _hang(clause, people)


def place_before_article(noun: Token) -> None:
    """ "In X district, Y province A FORCE killed six": nothing that stands before its article belongs to a noun."""
    article = next((c for c in noun.lefts if c.dep_ == "det" and c.lower_ in {"a", "an", "the"}), None)
    if article is None or noun.head.i <= noun.i:
        return
    for child in [c for c in noun.lefts if c.i < article.i and c.dep_ in _RUN_IN]:
        if _hang(child, noun.head):
            child.dep_ = "npadvmod"


def verb_before_noun(verb: Token) -> None:
    """ "The leader COORDINATES attacks": a finite verb with a subject is no part of the noun behind it."""
    thing = verb.head
    if verb.tag_ not in {"VBZ", "VBD", "VBP"} or thing.i < verb.i or thing.pos_ not in _NOUNS:
        return
    if not any(c.dep_ == "nsubj" for c in verb.children):
        return
    above, label = thing.head, thing.dep_
    verb.pos_ = "VERB"
    verb.head, verb.dep_ = (verb if above.i == thing.i else above), label
    thing.head, thing.dep_ = verb, "dobj"


def undergoer_of(verb: Token) -> None:
    """ "Six rebels KILLED in Bara": who is killed, caught or taken, where the verb has no object, is its subject."""
    if verb.lemma_.lower() not in load_data("verbs.yaml")["taking_objects"] or verb.i + 1 >= len(verb.doc):
        return
    if verb.tag_ not in {"VBN", "VBD"} or verb.nbor().lower_ not in _NO_OBJECT:
        return
    if any(c.dep_ in {"aux", "auxpass", "dobj", "prt", "ccomp", "xcomp", "dative", "nsubjpass"} for c in verb.children):
        return
    if any(o.dep_ == "dobj" for c in verb.children if c.dep_ == "conj" for o in c.children):
        return  # "killed and wounded several"
    for subject in [c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN", "NUM"}]:
        subject.dep_, verb.tag_ = "nsubjpass", "VBN"


def noun_of_force(word: Token) -> None:
    """ "in artillery SHELLING by the army": behind the noun of a weapon the participle is the act's name."""
    if word.lower_ not in _ACTS or word.i == word.sent.start:
        return
    weapon = word.nbor(-1)
    if weapon.lemma_.lower() not in load_data("verbs.yaml")["firing"] or weapon.dep_ not in {"pobj", "nsubj", "dobj"}:
        return
    if any(c.dep_ in {"dobj", "nsubj", "aux"} for c in word.children) or word.is_ancestor(weapon):
        return
    word.pos_, word.tag_, word.lemma_ = "NOUN", "NN", word.lower_
    word.head, word.dep_ = weapon.head, weapon.dep_
    for child in [c for c in weapon.children if c.i > word.i or c.dep_ == "det"]:
        child.head = word
    weapon.head, weapon.dep_ = word, "compound"


_ACTS = frozenset({"shelling", "bombing", "shooting", "firing", "bombardment", "pounding", "strafing"})


def gift_of_verb(preposition: Token) -> None:
    """ "supplied rebels WITH rifles": what somebody is given belongs to the verb, not to whom it is given."""
    given = preposition.head
    if given.dep_ != "dobj" or given.head.lemma_.lower() not in load_data("verbs.yaml")["giving_with"]:
        return
    if preposition.i > given.i:
        _hang(preposition, given.head)


def shot_dead(word: Token) -> None:
    """ "shot DEAD three men": what the shot did, no quality of the men, nor a clause of its own."""
    if word.i == 0 or word.nbor(-1).lemma_.lower() not in {"shoot", "gun", "strike"}:
        return
    verb = word.nbor(-1)
    if verb.pos_ != "VERB" or (word.head.i == verb.i and word.dep_ not in {"advcl", "amod"}):
        return
    if word.is_ancestor(verb):  # "shot" hung on "dead": the verb takes its place
        if verb.head.i != word.i:
            return
        above, label = word.head, word.dep_
        verb.head, verb.dep_ = (verb if above.i == word.i else above), label
    for child in [c for c in word.children if c.i != verb.i]:
        _hang(child, verb)
    if _hang(word, verb):
        word.dep_ = "acomp"
