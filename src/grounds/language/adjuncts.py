"""Time and place at the end of a sentence, which the small model hangs on the nearest verb.

"captured a leader who led attacks, IN PAKTIKA PROVINCE, SATURDAY": what a comma sets off behind a clause that tells
which leader, or what the operation was for, says when and where the sentence's own act happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.data import load_data

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Prepositions of place and time.
_SETTING = frozenset({"in", "at", "near", "on", "outside", "around"})
_DAYS = frozenset(day.lower() for day in load_data("when.yaml")["weekdays"]) | {
    "today",
    "yesterday",
    "tonight",
    "overnight",
}


#: Participles that tell of a noun what has no day.
_STANDING = frozenset({"base", "locate", "know", "link", "associate", "want", "suspect", "affiliate", "tie", "connect"})


def own_adjunct(token: Token) -> None:
    """Hang a day or a place at the end of a sentence on the sentence's own verb where it ends an inner clause."""
    day = token.dep_ == "npadvmod" and token.lower_ in _DAYS and _ends_sentence(token)
    place = token.dep_ == "prep" and token.lower_ in _SETTING and _set_off(token)
    if not day and not place:
        return
    inner = token.head
    while place and token.lower_ == "on" and inner.dep_ not in {"acl", "relcl", "ROOT"}:
        inner = inner.head  # ", on 3 May" is no place within what stands before it
    if inner.dep_ not in {"acl", "relcl"} or inner.i > token.i or inner.i < 1:
        return
    standing = inner.tag_ == "VBN" and inner.lemma_ in _STANDING  # "a leader BASED in X … Thursday"
    if inner.doc[inner.left_edge.i - 1].text == "," or (day and not _is_aim(inner) and not standing):
        return  # an aside tells of itself; "the man who was shot yesterday" too
    outer = next((t for t in inner.ancestors if t.pos_ == "VERB" and t.tag_ in {"VBD", "VBN", "VBZ", "VBP"}), None)
    if outer is not None and outer.i < inner.i and not _has_own(outer, token):
        token.head = outer


def participle_behind_place(verb: Token) -> None:
    """ "struck hideouts in the X areas of Y KILLING ten": what the act cost, hung on the place before it."""
    noun = verb.head
    if not any(c.dep_ in {"dobj", "nsubj"} for c in verb.children) or verb.lemma_ not in _COSTS or noun.i != verb.i - 1:
        return
    top = noun
    while top.dep_ in {"conj", "appos", "compound"} or (top.dep_ == "pobj" and top.head.lower_ == "of"):
        top = top.head.head if top.dep_ == "pobj" else top.head
    if top.dep_ != "pobj" or top.head.lower_ not in _SETTING or not (noun.pos_ == "PROPN" or noun.lower_ in _KINDS):
        return
    above = next((t for t in top.ancestors if t.pos_ == "VERB"), None)
    if above is not None:
        verb.head, verb.dep_ = above, "advcl"


_COSTS = frozenset(
    {
        "kill",
        "wound",
        "injure",
        "leave",
        "destroy",
        "capture",
        "arrest",
        "detain",
        "seize",
        "damage",
        "send",
        "force",
        "drive",
        "prompt",
        "cause",
        "take",
        "push",
    }
)
_KINDS = frozenset(
    {"area", "village", "town", "district", "agency", "province", "city", "region", "valley", "division"}
)


def fronted_subject(verb: Token) -> None:
    """ "In X district, Y province, an Afghan and coalition force detained two": the force before the verb is its
    subject, not one more of the places."""
    noun = verb.nbor(-1) if verb.i > 0 else verb
    first = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if noun.pos_ != "NOUN" or noun.dep_ not in {"conj", "appos"} or noun.lemma_.lower() not in _BODIES:
        return
    comma = next((i for i in range(noun.i - 1, verb.sent.start, -1) if verb.doc[i].text == ","), None)
    above = [t for t in noun.ancestors if t.i != verb.i]
    fronted = comma is not None and any(t.dep_ in {"pobj", "nsubj"} and t.i < comma for t in above)
    if comma is None or not fronted or (first is not None and first.i > comma):
        return
    if noun.is_ancestor(verb) and not _made_root(verb, noun):
        return
    if first is not None:
        first.dep_ = "npadvmod"  # the last of the places
    _gather(noun, comma)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"


def _made_root(verb: Token, noun: Token) -> bool:
    """ "In X, a patrol CAPTURED two": the verb hung on its own subject heads the sentence, where no other verb does."""
    top = noun.sent.root
    if verb.head.i != noun.i or top.pos_ in {"VERB", "AUX"}:
        return False
    verb.head, verb.dep_ = verb, "ROOT"
    if top.i != noun.i:
        top.head, top.dep_ = verb, "prep" if top.pos_ == "ADP" else "npadvmod"
    return True


def _gather(noun: Token, comma: int) -> None:
    """Hang on ``noun`` what stands between the comma and it: "an AFGHAN and COALITION security force"."""
    articles = [t.i for t in noun.doc[comma + 1 : noun.i] if t.lower_ in {"a", "an", "the"}]
    inside = noun.doc[min(articles, default=comma + 1) : noun.i]  # "…, Y province A force killed six"
    for place in noun.doc[comma + 1 : inside.start]:
        if place.head.i == noun.i:
            place.head, place.dep_ = noun.head, "npadvmod"
    joint = next((t for t in inside if t.lower_ == "and"), None)
    for token in inside:
        if token.head.i < inside.start or token.head.i > noun.i:
            token.head, token.dep_ = noun, "nmod"
    if joint is not None and joint.i > comma + 1:
        before, behind = joint.nbor(-1), joint.nbor()
        if behind.i < noun.i and behind.head.i == noun.i and before.dep_ == "nmod":
            behind.head, behind.dep_ = before, "conj"


#: Nouns of forces that stand as subjects right before their verb.
_BODIES = frozenset({"force", "troop", "team", "unit", "patrol", "soldier", "police", "army", "element", "commando"})


def _is_aim(verb: Token) -> bool:
    """ "an operation TO ARREST X", "an operation TARGETING X": what it is for has no day of its own."""
    return verb.tag_ == "VBG" or (verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.lefts))


def _ends_sentence(token: Token) -> bool:
    return all(t.is_punct or t.is_space for t in token.doc[token.i + 1 : token.sent.end])


def _set_off(preposition: Token) -> bool:
    """Whether a place stands between commas, or between a comma and the sentence's end, with at most a day behind."""
    nouns = [c for c in preposition.children if c.dep_ == "pobj"]
    if preposition.i == 0 or preposition.is_sent_start or preposition.nbor(-1).text != "," or not nouns:
        return False
    noun = nouns[0]
    named = noun.pos_ == "PROPN" or any(c.pos_ == "PROPN" for c in noun.children)
    behind = [t for t in noun.doc[noun.right_edge.i + 1 : noun.sent.end] if not t.is_punct and not t.is_space]
    return named and all(t.lower_ in _DAYS or t.lower_ == "on" for t in behind)


def _has_own(verb: Token, adjunct: Token) -> bool:
    """Whether the verb has a day, or a place behind it, already."""
    if adjunct.dep_ == "npadvmod":
        return any(c.dep_ == "npadvmod" and c.lower_ in _DAYS for c in verb.children)
    return any(c.dep_ == "prep" and c.lower_ in _SETTING and verb.i < c.i for c in verb.children)
