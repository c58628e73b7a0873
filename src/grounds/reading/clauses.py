"""Which clause a word stands in, and which clause governs which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL
from grounds.reading.drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token


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
            if (node.dep_ == "advcl" and node.tag_ == "VB") or (node.dep_ == "acl" and node.tag_ == "VB"):
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
