"""Links between claims: what a condition enables, what a deed leads to, what it answers.

Only what a word ties together is linked: the conjunction of a condition, a verb that brings about ("prompted X to …"),
"in response to", "in retaliation for"; time and parts are in ``courses``. A link names the other claim by its id, so
the other claim must be settled first; of two that would name each other, only one does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from grounds.language.syntax import children, grammatical_subject, prepositions
from grounds.model.claim import Link, make_claim
from grounds.reading.acts import definite
from grounds.reading.courses import Tie, ties_of_course
from grounds.reading.drafts import Draft
from grounds.reading.losses import act_words
from grounds.reading.words import read_yaml, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD = frozenset({"hypothetical", "possible"})
#: How many drafts back "in response to the attack" may look for the attack.
_REACH = 8
_LOOK = 40


@cache
def _answers() -> dict[str, str]:
    """Noun of "in … to" or "in … for" → the type of the link."""
    return dict(read_yaml("taking_up.yaml")["answers"])


def add_links(drafts: Sequence[Draft], told: Sequence[Draft]) -> None:
    """Put the links into the claims of one sentence; ``told`` are the drafts of those before it."""
    made = [d for d in drafts if d.claim is not None]
    before = [d for d in told[-_LOOK:] if all(d is not m for m in made)]
    ties = [t for d in made for t in (*_enabled(d, made), *_brought_about(d, made), *_answered(d, made, before))]
    tied = {frozenset((id(one), id(other))) for one, _, other in ties}
    course = ties_of_course(made, before)  # what was done because of something needs not be told to come after it
    ties += [t for t in course if frozenset((id(t[0]), id(t[2]))) not in tied]
    left = {id(d): [(kind, other) for one, kind, other in ties if one is d] for d in made}
    for draft in made:
        _settle(draft, left, frozenset())


def _settle(draft: Draft, left: dict[int, list[tuple[str, Draft]]], above: frozenset[int]) -> None:
    """Give a draft's claim its links, those of the claims that it names first."""
    links: list[Link] = []
    for kind, other in left.pop(id(draft), []):
        if id(other) in above or other is draft:
            continue
        _settle(other, left, above | {id(draft)})
        if other.claim is not None and other.claim.id:
            links.append(Link(type=kind, claim=other.claim.id))
    if links and draft.claim is not None:
        draft.claim = make_claim(replace(draft.claim, links=tuple(dict.fromkeys(links))))


def _enabled(draft: Draft, made: Sequence[Draft]) -> Iterator[Tie]:
    """ "If X takes the town, Y will flee": the condition enables what hangs on it."""
    clause = _condition_over(draft.anchor)
    if clause is None:
        return
    for other in made:
        inside = other.anchor.i == clause.i or clause.is_ancestor(other.anchor)
        held = other.claim is not None and other.claim.factuality in _HELD
        if not inside and held and (clause.head.i == other.anchor.i or clause.head.is_ancestor(other.anchor)):
            yield draft, "enables", other


def _condition_over(token: Token) -> Token | None:
    """The clause of condition that ``token`` stands in."""
    for node in (token, *token.ancestors):
        if node.dep_ != "advcl":
            continue
        opened = {c.lower_ for c in node.children if c.dep_ == "mark"} & words("opening_conditions")
        inverted = any(c.dep_ == "aux" and c.lower_ in words("inverted") and _leads(c, node) for c in node.children)
        if opened or inverted or (node.lower_ == "were" and _leads(node, node)):
            return node
    return None


def _leads(auxiliary: Token, verb: Token) -> bool:
    """ "SHOULD X leave", "WERE X to stop": the auxiliary stands before the subject."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return subject is not None and auxiliary.i < subject.i


def _brought_about(draft: Draft, made: Sequence[Draft]) -> Iterator[Tie]:
    """ "The arrest prompted villagers to attack …", "the killing sparked protests": what comes of what."""
    verb = _causing(draft.anchor) or _causing(draft.trigger)
    cause = grammatical_subject(verb) if verb is not None else None
    for other in made if cause is not None else ():
        if other is not draft and cause is not None and other.trigger.i in {cause.i, *(t.i for t in cause.conjuncts)}:
            yield draft, "caused_by", other


def _causing(token: Token) -> Token | None:
    """The verb that brings about what ``token`` tells."""
    head = token.head
    if token.dep_ in {"xcomp", "ccomp", "advcl"} and head.lemma_.lower() in act_words("causatives"):
        return head
    if token.dep_ == "dobj" and head.lemma_.lower() in act_words("sparks"):
        return head
    if token.dep_ == "pobj" and head.lower_ == "to" and head.head.lemma_.lower() in act_words("sparks"):
        return head.head
    return None


def _answered(draft: Draft, made: Sequence[Draft], told: Sequence[Draft]) -> Iterator[Tie]:
    """ "in retaliation for the raid", "in response to the arrest of X": the event there, or one told before."""
    for word, noun in (*prepositions(draft.anchor), *prepositions(draft.trigger)):
        kind = _answers().get(noun.lemma_.lower())
        if word != "in" or kind is None:
            continue
        for _, event in prepositions(noun):
            near = [d for d in made if d is not draft and d.trigger.i == event.i]
            taken = event.lemma_.lower() in read_events() and definite(event) and not children(event, "acl", "relcl")
            before = [d for d in told[-_REACH:] if d.predicate in {"assault", "coerce"} and d.claim is not None]
            found = near or (before[-1:] if taken else [])
            yield from ((draft, kind, other) for other in found)


@cache
def read_events() -> frozenset[str]:
    """Nouns that take up an act told before."""
    return frozenset(read_yaml("taking_up.yaml")["events"])
