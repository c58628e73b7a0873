"""Verbs left out: "X withdrew but Y did not", "… and so does Y", "promised to leave but did not".

An auxiliary that stands alone beside a clause says the same of its own subject, with its own negation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL, children, own_subject
from grounds.reading.arguments import Parties
from grounds.reading.drafts import Draft
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ALONE = frozenset({"do", "have", "be", "will", "can", "could", "would"})
#: Words before a turned clause ("nor did X", "so does X").
_TURNING = frozenset({"nor", "neither", "so"})
#: What a main verb has, and an auxiliary that stands for one has not.
_OWN = ("xcomp", "ccomp", "acomp", "attr", "aux", "auxpass", "prep", "prt")


def left_out(sentence: Span, drafts: Sequence[Draft], resolved: Resolved) -> list[Draft]:
    """The drafts that such auxiliaries repeat, each with the auxiliary as its word."""
    found = []
    for token in sentence if drafts else ():
        if _stands_alone(token):
            found += [d for draft in drafts for d in _repeated(token, draft, resolved)]
    return found


def _stands_alone(token: Token) -> bool:
    if token.pos_ not in VERBAL or token.lemma_.lower() not in _ALONE or token.dep_ != "conj":
        return False  # "stronger than it was", "as it said it would": no statement of their own
    return not children(token, *_OWN) and (_is_turned(token) or not children(token, "dobj"))


def _is_turned(token: Token) -> bool:
    before = token.nbor(-1) if token.i > 0 else None
    return before is not None and before.lower_ in _TURNING


def _repeated(token: Token, draft: Draft, resolved: Resolved) -> Iterator[Draft]:
    subject = own_subject(token)
    if subject is None and _is_turned(token):
        subject = next(iter(children(token, "dobj", "attr")), None)
    told = token.head
    if subject is None:  # "promised to leave but did not": what was promised
        if draft.trigger.dep_ == "xcomp" and draft.trigger.head.i == told.i and children(token, "neg"):
            yield _copy(draft, token, draft.subjects)
        return
    parties = resolved.parties(subject)
    if draft.trigger.i == told.i and parties and draft.directed:
        for sides in [parties] if draft.kind == "event" else [(party,) for party in parties]:
            yield _copy(draft, token, sides)


def _copy(draft: Draft, token: Token, subjects: Parties) -> Draft:
    sets = {"negative": True} if token.nbor(-1).lower_ in {"nor", "neither"} else {}
    return replace(draft, trigger=token, anchor=token, subjects=subjects, sets=sets, modes=[*draft.modes], theme=None)
