"""Which clause a word stands in, which clause governs which, and what a clause is for."""

from __future__ import annotations

import itertools
from functools import cache
from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL, is_purpose
from grounds.reading.drafts import Draft
from grounds.reading.words import read_yaml, words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def clause_of(token: Token) -> Token:
    """The verb whose clause ``token`` stands in; infinitives and participles count with the verb above them."""
    node = token
    for _ in range(30):
        if node.head.i == node.i:
            return node
        if node.pos_ in VERBAL and node.dep_ in {
            "ROOT",
            "ccomp",
            "advcl",
            "relcl",
            "acl",
            "conj",
            "parataxis",
            "csubj",
        }:
            own = any(c.tag_ == "MD" for c in node.children)  # "should X attack Y, …" is a clause of its own
            aim = node.dep_ == "acl" or (node.dep_ == "relcl" and any(c.lower_ == "to" for c in node.lefts))
            if node.tag_ == "VBG" and node.dep_ == "acl" and node.head.lemma_.lower() in words("struggles"):
                node = node.head  # "an operation TARGETING X in Y"
                continue
            if node.tag_ == "VB" and ((node.dep_ == "advcl" and not own) or aim):
                node = node.head
                continue
            if node.dep_ == "conj" and node.head.pos_ not in VERBAL:
                node = node.head
                continue
            return node
        node = node.head
    return node


def governs(lower: Token, upper: Token) -> bool:
    """Whether the clause ``lower`` hangs on ``upper`` as a participle or an open coordination: "…, killing five"."""
    node = lower
    for _ in range(4):
        if node.i == upper.i:
            return True
        participle = node.dep_ in {"advcl", "conj", "acl"} and not any(
            c.dep_ in {"nsubj", "nsubjpass", "mark"} for c in node.children
        )
        if not participle:
            return False
        node = clause_of(node.head)
    return node.i == upper.i


def near(token: Token, draft: Draft) -> bool:
    """Whether ``token`` stands in the draft's clause, or in one that it governs or is carried by."""
    mine, its = clause_of(draft.trigger), clause_of(token)
    if any(clause_of(loss).i == its.i or governs(its, clause_of(loss)) for loss in draft.losses):
        return True
    return mine.i == its.i or governs(its, mine) or its.i == clause_of(draft.anchor).i


#: What is said, asked or agreed, as against what the saying is about.
_SAYINGS = frozenset({"accuse", "agree", "endorse", "reject", "request", "threaten"})
_CONTENT = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl"})


def told_apart(token: Token, draft: Draft) -> bool:
    """Whether a place or date belongs to what is said or aimed at, and the draft is the saying or the act; or the
    other way round for aims: "accused X of striking a clinic IN Y", "moved men TO Y in order to attack Z"."""
    above = [token, *token.ancestors]
    held = {draft.trigger.i, *(t.i for t in draft.trigger.ancestors)}
    inside = [t for t in above if t.i not in held]
    if draft.predicate in _SAYINGS and any(t.pos_ in VERBAL and t.dep_ in _CONTENT for t in inside):
        return True
    aims = {t.i for t in above if is_purpose(t)}
    if draft.rule.purpose:
        return not aims
    return aims != {i for i in held if is_purpose(token.doc[i])}


def _steps(lower: Token, upper: Token) -> bool:
    """Whether one subject does both: "killed a guard and captured another on Monday"."""
    node = lower
    while node.dep_ == "conj" and node.head.pos_ in VERBAL:
        if any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children):
            return False
        node = node.head
        if node.i == upper.i:
            return True
    return False


def steps_beside(verb: Token) -> list[Token]:
    """The other verbs of a coordination that share the subject of ``verb``."""
    first = verb
    while first.dep_ == "conj" and first.head.pos_ in VERBAL and _steps(first, first.head):
        first = first.head
    found, waiting = [], [first]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += [c for c in node.children if c.dep_ == "conj" and c.pos_ in VERBAL and _steps(c, node)]
    return [v for v in found if v.i != verb.i]


def at_the_time_of(clause: Token, upper: Token, date: Token) -> bool:
    """Whether a clause shares a date of the clause above it: "on Monday six died when …", "on Monday X … and Y …".

    A second clause with "and" shares only a date that stands before the first one's verb; what is said
    with the speaker between commas ("on Monday, medics said, …") shares it too.
    """
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"}}
    if clause.dep_ == "advcl" and clause.head.i == upper.i:
        return bool(marks & {"when", "as"})
    if _steps(clause, upper) or _steps(upper, clause):
        return True
    if clause.dep_ == "conj" and clause.head.i == upper.i:
        return date.i < upper.i
    aside = upper.i + 1 < len(upper.doc) and upper.nbor().text == ","
    below = clause.dep_ == "ccomp" and clause.head.i == upper.i
    above = upper.dep_ in {"ccomp", "parataxis"} and upper.head.i == clause.i  # the other way to parse it
    return (below or above) and date.i < upper.i and aside


def is_question(sentence: Span) -> bool:
    """What is asked is not told, whoever asks it; what a relative clause in the question says of a noun is."""
    return sentence.text.rstrip(" \n\t\"'”’)").endswith("?")


def tells(verb: Token) -> bool:
    """Whether the clause below a verb of advice tells what was or is, instead of what should be."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    finite = verb.tag_ in {"VBD", "VBZ"} or any(c.tag_ in {"VBD", "VBZ", "VBP"} for c in auxiliaries)
    return verb.dep_ == "ccomp" and finite


def is_aside(clause: Token) -> bool:
    """Whether a relative clause stands behind a comma, which a closing quotation mark may follow."""
    before = clause.left_edge.i - 1
    while before > 0 and clause.doc[before].is_quote:
        before -= 1
    return before >= 0 and clause.doc[before].text == ","


def meant_for(verb: Token, noun: Token) -> bool:
    """ "an operation TO ARREST X", "a bomb TO ATTACK it": what a thing is for is not told to have happened; what "the
    first to attack" did is."""
    to = verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    counted = any(c.lower_ in words("ranked") for c in noun.children)
    return to and not counted and noun.lower_ not in words("ranked")


#: Prepositions whose noun only dates what is told ("following the coup in March").
DATING = frozenset({"following", "after", "before", "since", "until", "despite"})
#: Nouns before "to" that set another event beside the one told ("in addition to the arrests").
_BESIDE = frozenset({"addition", "contrast", "comparison", "response", "reaction", "retaliation", "relation", "regard"})
#: Relations and judgements that a place belongs to.
STANDS = frozenset({"based_in", "operates_in", "controls", "presence", "territorial_hold", "activity"})
#: Acts of word and dealing: what they are about has a date and place of its own.
_ABOUT_ANOTHER = frozenset({"accuse", "endorse", "request", "reject", "threaten", "concede", "consult", "sanction"})
#: Those whose object, whatever it is, is somewhere else than they ("condemned the treatment of people in X").
_FAR_FROM_IT = _ABOUT_ANOTHER - {"request", "consult"}


def of_another_event(token: Token, draft: Draft) -> bool:
    """Whether a date or place belongs to another event that the clause only names: "condemned the attacks of 13 May in
    Paris", "worked together following the coup in March", "in addition to searches in X"."""
    preposition = token.head if token.dep_ in {"pobj", "npadvmod"} else token
    before = token.doc[max(0, preposition.i - 1)]
    if before.dep_ == "pobj" and before.head.lower_ in DATING and before.head.i > draft.trigger.i:
        return True
    if _beyond_charge(token, draft.trigger) or _set_beside(token, draft):
        return True
    if draft.predicate not in _ABOUT_ANOTHER:
        return False
    placed = draft.predicate in _FAR_FROM_IT and token.pos_ == "PROPN"
    node = token
    while node.head.i != node.i and node.i != draft.trigger.i:
        if node.pos_ == "NOUN" and node.i != token.i and (placed or node.lemma_.lower() in happenings()):
            return node.i != draft.trigger.i
        node = node.head
    return False


def of_a_noun(place: Token, draft: Draft) -> bool:
    """Whether a place only tells more of a noun: "the leader FOR X" (whom he leads), "Y, the largest party IN X,
    opposes Z" (where Y is at home)."""
    if place.dep_ == "pobj" and place.head.lower_ == "for" and place.head.head.pos_ in {"NOUN", "PROPN"}:
        return True
    held = {draft.trigger.i, draft.anchor.i, *(t.i for t in draft.trigger.ancestors)}
    around = [*itertools.takewhile(lambda t: t.i not in held, place.ancestors)]
    if any(t.dep_ == "pobj" and t.head.lower_ in DATING and t.lemma_.lower() in happenings() for t in around):
        return True  # "after attacks IN X, Y merged with Z"
    above = next((t for t in place.ancestors if t.i in held or t.dep_ == "appos"), None)
    return above is not None and above.i not in held and draft.kind == "relation" and draft.predicate not in STANDS


def _set_beside(token: Token, draft: Draft) -> bool:
    """ "IN ADDITION TO the arrests at the port, a depot was burnt", "in response to the raid"."""
    held = {draft.trigger.i, draft.anchor.i, *(t.i for t in draft.trigger.ancestors)}
    for node in token.ancestors:
        if node.i in held:
            return False
        if node.lower_ == "to" and node.head.lower_ in _BESIDE and node.head.dep_ == "pobj":
            return True
    return False


def _beyond_charge(token: Token, act: Token) -> bool:
    """ "arrested a man SUSPECTED OF PLANNING attacks, on Monday": what tells of the man has no part in the clause's own
    date and place."""
    inside: Token | None = None
    for node in (act, *act.ancestors):
        behind = node.dep_ in {"pcomp", "pobj"} and node.head.lower_ in {"of", "for", "in"}
        if behind and _describes(node.head.head):
            inside = node
    return inside is not None and not any(t.i == inside.i for t in (token, *token.ancestors))


def _describes(word: Token) -> bool:
    """Whether a participle or adjective only says who is meant: "a man suspected of it", "a leader guilty of it"."""
    return word.dep_ in {"acl", "amod", "relcl"} and word.pos_ in {"VERB", "ADJ"} and word.tag_ != "VBD"


@cache
def events() -> frozenset[str]:
    """Nouns that take up an act of violence."""
    return frozenset(read_yaml("taking_up.yaml")["events"])


@cache
def happenings() -> frozenset[str]:
    """Nouns of all that happens at a time and place of its own."""
    return events() | frozenset(read_yaml("taking_up.yaml")["happenings"])


def meanwhile(clause: Token, upper: Token) -> bool:
    """ "killed two WHILE PATROLLING Sangin on Friday": done in the course of it, so there and then."""
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"}}
    return (
        clause.dep_ == "advcl"
        and clause.tag_ == "VBG"
        and bool(marks & {"while", "when"})
        and (clause.head.i == upper.i or _steps(clause.head, upper))
    )


def beside_semicolon(node: Token, head: Token) -> bool:
    """Whether a semicolon parts the clause of ``node`` from the one that the parser hung it on."""
    if node.dep_ not in {"ccomp", "conj", "parataxis", "advcl", "dep"}:
        return False
    first, last = sorted((node.i, head.i))
    if node.dep_ == "conj" and node.i > head.i and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children):
        return False
    return any(t.text == ";" for t in node.doc[first:last])


def is_foregone(verb: Token) -> bool:
    """ "rather than surrender", "instead of attacking", "stopped short of arming": what was not done."""
    before = verb.doc[max(0, verb.left_edge.i - 2) : verb.left_edge.i].text.lower()
    own = verb.doc[max(0, verb.i - 2) : verb.i].text.lower()
    return verb.pos_ in VERBAL and bool({before, own} & words("foregoing"))
