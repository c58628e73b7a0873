"""Sentences whose verb the small model took for a noun: "The group taxes herders", "The mission patrols X".

Only where a sentence has no verb at its top: a word that is verb and noun alike (``en/verbs.yaml``, ``noun_alike``)
between a noun that agrees with it and a noun that it can take is the verb.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from grounds.language.data import load_data

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_ROUGHLY = frozenset({"around", "about", "some", "roughly"})
_PLURAL = frozenset({"NNS", "NNPS"})


@cache
def _forms() -> dict[str, str]:
    """Form → base: "tax" and "taxes"."""
    bases: list[str] = load_data("verbs.yaml")["noun_alike"]
    found = {base: base for base in bases}
    for base in bases:
        ending = "es" if base.endswith(("x", "sh", "ch", "ss")) else "s"
        found[base[:-1] + "ies" if base[-1] == "y" and base[-2] not in "aeou" else base + ending] = base
    return found


def find_verb(sentence: Span) -> None:
    """Make the hidden verb of a sentence the top of its parse, where there is one."""
    if sentence.root.pos_ not in _NOUNS or sentence[-1].text not in {".", ";", "!"}:
        return
    begun = False
    for token in sentence[1:-1]:
        begun = begun or (
            token.pos_ == "ADP" and not any(t.pos_ == "PROPN" for t in sentence[: token.i - sentence.start])
        )
        if (token.tag_ == "VBD" or not begun) and _is_hidden(token) and (thing := _taken(token, sentence)) is not None:
            _raise(token, thing, sentence)
            return


def _is_hidden(word: Token) -> bool:
    before, after = word.nbor(-1), word.nbor()
    if word.tag_ == "VBD" and word.dep_ == "amod":
        return any(c.dep_ == "nsubj" for c in word.children)
    if word.lower_ not in _forms() or word.text[0].isupper() or before.pos_ not in {*_NOUNS, "ADV"}:
        return False
    if word.pos_ == "VERB" and word.dep_ != "compound":
        return False
    if after.is_punct or (after.pos_ == "ADP" and after.lower_ not in _ROUGHLY):
        return False
    joined = any(t.dep_ == "cc" for t in word.doc[word.sent.start : word.i])
    many = before.tag_ in _PLURAL or before.lower_.endswith("s") or joined
    return many if word.lower_ in _bases() else before.tag_ not in _PLURAL


@cache
def _bases() -> frozenset[str]:
    return frozenset(_forms().values())


def _taken(verb: Token, sentence: Span) -> Token | None:
    """The noun behind the verb that it takes."""
    for token in verb.doc[verb.i + 1 : sentence.end]:
        inside = verb.i < token.head.i and token.head.i > token.i
        if token.pos_ in _NOUNS and not inside:
            return token
        if token.is_punct and token.text != "-":
            return None
    return None


def _raise(verb: Token, thing: Token, sentence: Span) -> None:
    doc, last = verb.doc, verb.nbor(-1)
    adverbs = [last] if last.pos_ == "ADV" else []
    last = last.nbor(-1) if adverbs else last
    joint = next((t for t in doc[sentence.start : last.i] if t.dep_ == "cc" and t.head.i < t.i), None)
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    subject = own or (joint.head if joint is not None else last)
    left = [t for t in doc[sentence.start : verb.i] if t.head.i >= verb.i or t.head.i == t.i]
    between = [t for t in doc[verb.i + 1 : thing.i] if t.head.i <= verb.i]
    right = [t for t in doc[thing.i + 1 : sentence.end] if t.head.i <= verb.i or t.head.i == t.i]
    behind = [c for c in thing.children if c.i > thing.i and c.dep_ == "punct"]
    verb.head, verb.dep_, verb.pos_ = verb, "ROOT", "VERB"
    if verb.tag_ != "VBD":
        verb.tag_ = "VBP" if verb.lower_ in _bases() else "VBZ"
        verb.lemma_ = _forms()[verb.lower_]
    subject.head, subject.dep_ = verb, "nsubj"
    thing.head, thing.dep_ = verb, "dobj"
    for token in left:
        if token.i == subject.i or token.i in {a.i for a in adverbs}:
            continue
        outer = token.dep_ in {"prep", "punct"} and own is not None
        token.head = verb if outer else last
        token.dep_ = "compound" if token.dep_ == "ROOT" else token.dep_
    if joint is not None and own is None and last.i != subject.i:
        last.head, last.dep_ = subject, "conj"
    for token in adverbs:
        token.head, token.dep_ = verb, "advmod"
    for token in between:
        token.head, token.dep_ = thing, "quantmod" if token.pos_ == "ADP" else token.dep_
    for token in (*right, *behind):
        token.head = verb
