"""What is made of what: "merged TO FORM Z", "left X AND CREATED Z", "Z was founded BY FORMER MEMBERS OF X".

A group is often told to merge or to split by what came of it. What came of it is the object of a verb of founding
below the word, or the subject of one above it ("Z was formed when …"); where it came from is told by who founds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.syntax import (
    VERBAL,
    agents,
    children,
    conjuncts,
    direct_objects,
    grammatical_subject,
    is_passive,
    prepositions,
)
from grounds.reading.carriers import Trigger, logical_object, logical_subject
from grounds.reading.lists import prepositions_of
from grounds.reading.words import words
from grounds.resolution.described import load_described

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Prepositions between a verb of founding and the merger or split that it comes by.
_COMES_BY = frozenset({"by", "through", "from", "in", "after", "following", "via"})
_TIMES = frozenset({"when", "after", "as", "once"})
#: Prepositions behind a merger, before those who merge.
_MERGING = ("between", "among", "of", "involving")


def founds(verb: Token) -> bool:
    """Whether a verb tells that something comes into being ("form", "establish", "emerge")."""
    return verb.pos_ in VERBAL and verb.lemma_.lower() in words("founding")


def founded(verb: Token) -> list[Token]:
    """What comes into being by a verb of founding: its object, or the subject of one without ("Z was formed")."""
    found = logical_object(verb)
    if found or is_passive(verb):
        return found
    subject = grammatical_subject(verb)
    return [subject] if subject is not None else []


def result(trigger: Trigger) -> list[Token]:
    """What those who merge or part make by it: "into Z", "to form Z", "Z was formed when …", "Z, formed by merger"."""
    into = prepositions_of(trigger.token, ("into",))
    return into or (_made_by_noun(trigger.token) if trigger.word == "noun" else _made_by_verb(trigger.token))


def _made_by_verb(verb: Token) -> list[Token]:
    for clause in children(verb, "xcomp", "advcl", "conj", "ccomp"):
        made = [o for o in direct_objects(clause) if _is_named(o)] if founds(clause) and not is_passive(clause) else []
        if made:
            return made
    above = verb.head
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
    if verb.dep_ == "advcl" and founds(above) and marks & _TIMES:
        return [] if agents(above) else founded(above)
    return []


def _is_named(noun: Token) -> bool:
    """ "to form Z", "a new group called Z", not "forming the core of it"."""
    naming = (c for c in children(noun, "acl") if c.lemma_.lower() in words("naming"))
    return noun.pos_ == "PROPN" or any(naming) or bool(children(noun, "appos"))


def _made_by_noun(noun: Token) -> list[Token]:
    above = noun.head
    if noun.dep_ == "nsubj" and founds(above):
        return direct_objects(above)
    if noun.dep_ == "pobj" and above.lower_ in _COMES_BY and founds(above.head):
        return founded(above.head)
    return [o for c in children(noun, "acl", "relcl") if founds(c) for o in direct_objects(c)]


def merging(trigger: Trigger) -> list[Token]:
    """Those who merge: who does it, whom it is done to, and those behind "with"."""
    token = trigger.token
    if trigger.word == "noun":
        own = prepositions_of(token, _MERGING) or children(token, "poss")
        doer = trigger.support.doer if trigger.support is not None else None
        own = own or ([doer] if doer is not None else [])
    else:
        named = [o for o in logical_object(token) if o.pos_ == "PROPN"]
        subject = grammatical_subject(token)
        own = named or ([subject] if subject is not None else [])
        if named and trigger.token.lemma_.lower() in words("joining") and subject is not None and not is_passive(token):
            own = [subject, *named]  # "joined X to form Z"
    return [*own, *prepositions_of(token, ("with",))]


def parting(trigger: Trigger) -> list[Token]:
    """ "members of X broke away to form Z": X, where nothing else tells what they parted from."""
    subject = logical_subject(trigger.token) if trigger.word == "verb" and result(trigger) else None
    return [subject] if subject is not None else []


def origin(trigger: Trigger) -> list[Token]:
    """ "Z was founded by former members of X", "dissidents from X formed Z": X."""
    doer = logical_subject(trigger.token)
    found = []
    for people in conjuncts(doer) if doer is not None else []:
        if people.pos_ in {"NOUN", "PROPN"}:
            found += _left_body(people)
    return found


def _left_body(people: Token) -> list[Token]:
    """The body that people come from who are told to have left it."""
    nouns = load_described()
    lemma = people.lemma_.lower()
    sense = nouns.sense(lemma)
    if lemma not in words("leavers") and (sense is None or not (sense.members or sense.anaphor == "group")):
        return []
    left = {c.lower_ for c in people.children if c.dep_ in {"amod", "compound"}} & nouns.past
    gone = left or lemma in words("leavers") or lemma.startswith("ex-")
    behind = [n for w, n in prepositions(people) if w == "from" or (gone and w in {"of", "in"})]
    before = [c for c in children(people, "compound", "nmod", "amod", "poss") if c.pos_ == "PROPN"]
    return behind or (before if gone else [])
