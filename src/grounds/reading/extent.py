"""How often an event is said to have happened: ``single``, ``several``, ``repeated`` (a habit) or ``general``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL, children, tense
from grounds.model.claim import When
from grounds.reading.arguments import logical_object
from grounds.reading.drafts import Draft
from grounds.reading.words import words as listed

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What is said or agreed is said once, and a force moves once, also in the perfect ("has rejected the offer").
_ONCE = frozenset(
    {"accuse", "agree", "concede", "endorse", "reject", "request", "threaten", "sanction", "retreat", "mobilize"}
)
_FORCE = frozenset({"assault", "coerce"})
_SHORT = frozenset({"day", "week"})


def scope(draft: Draft, *, counted: bool, phase: str | None, when: When | None) -> str:
    """The value of ``scope`` of an event draft."""
    verb = draft.anchor
    nouns = [n for n in (draft.trigger, draft.named) if n is not None]
    taken = {"dobj", "nsubj", "nsubjpass"}  # "abducted dozens of pupils": whom, not how often
    words = {c.lower_ for t in (*nouns, verb) for c in t.children if c.dep_ not in taken}
    if phase in {"continues", "intensifies"} or words & listed("habitual") or _habitual(draft):
        return "repeated"
    counted_ones = [n for n in nouns if n.lemma_.lower() not in listed("one_in_plural")]
    plural = any(n.pos_ not in VERBAL and n.tag_ in {"NNS", "NNPS"} for n in counted_ones)
    over_time = when is not None and when.precision not in _SHORT
    if counted or words & listed("vague_numbers") or (plural and not _is_perfect(draft)):
        return "several"
    if not (when is not None and when.precision in _SHORT and when.open == "no") and _many(draft):
        return "several"  # "several of its leaders were killed", over no one day
    if _is_perfect(draft) or (verb.pos_ == "ADJ" and plural):
        return "several" if plural or over_time else "general"
    return "single"


def _is_perfect(draft: Draft) -> bool:
    verb = draft.anchor
    return verb.pos_ in VERBAL and tense(verb) == "perfect" and draft.predicate not in _ONCE


def _habitual(draft: Draft) -> bool:
    """The plain present of an act of force; a figure, a modal or a predicate ("are likely") makes it no habit."""
    verb = draft.anchor
    if draft.predicate not in _FORCE or verb.pos_ not in VERBAL or tense(verb) != "present":
        return False
    if verb.lemma_ == "be" or any(c.tag_ == "MD" or c.lower_ in {"if", "unless"} for c in verb.children):
        return False
    return not any(children(n, "nummod") for n in _undergoing(draft))


def _many(draft: Draft) -> bool:
    """ "several of its leaders", "dozens of villages": more than one act befell the objects."""
    taken = {"abduction", "hostage_taking"} & set(draft.modes)
    if draft.trigger.pos_ not in VERBAL or draft.predicate != "assault" or taken:
        return False  # many are arrested or flee in one act
    return any(
        n.lower_ in listed("vague_numbers") or any(c.lower_ in listed("vague_numbers") for c in n.children)
        for n in _undergoing(draft)
    )


def _undergoing(draft: Draft) -> list[Token]:
    return logical_object(draft.trigger) if draft.trigger.pos_ in VERBAL else []
