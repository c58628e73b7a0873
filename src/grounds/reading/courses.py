"""Links of time and of whole and part: what came before what, which act belongs to which operation, what is told anew.

As with all links, only a word ties two claims: "after", "before", "two days earlier"; "during the offensive", "as part
of its operation"; "later raised to".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL, children, prepositions
from grounds.reading.acts import definite
from grounds.reading.drafts import Draft
from grounds.reading.words import taking_up, words

if TYPE_CHECKING:
    from spacy.tokens import Token

#: A draft, the type of its link, and the draft that it is linked to.
Tie = tuple[Draft, str, Draft]
_WAGED = frozenset({"military_operation", "operation_launched"})


def ties_of_course(made: Sequence[Draft], told: Sequence[Draft]) -> Iterator[Tie]:
    """All such ties of the drafts of one sentence (``made``), also to those told before."""
    for draft in made:
        if draft.kind == "event":
            yield from _in_order(draft, made)
            yield from _came_earlier(draft, told)
            yield from _belongs(draft, made, told)
            yield from _tells_anew(draft)


def _in_order(draft: Draft, made: Sequence[Draft]) -> Iterator[Tie]:
    """ "Y left AFTER X attacked", "BEFORE the attack, Y left": the draft stands behind the word of time."""
    found = _dated_by(draft.trigger) or _dated_by(draft.anchor)
    if found is None:
        return
    word, above = found
    for other in made:
        if other is draft or other.kind != "event" or above.i not in {other.anchor.i, other.trigger.i}:
            continue
        if word in taking_up("afterwards"):
            yield draft, "precedes", other
        elif word in taking_up("beforehand"):
            yield other, "precedes", draft


def _dated_by(token: Token) -> tuple[str, Token] | None:
    """The word of time that ``token`` stands behind, and the word above that it dates."""
    head = token.head
    if token.dep_ in {"pobj", "pcomp"} and head.dep_ == "prep" and head.head.pos_ in VERBAL:
        return head.lower_, head.head
    if token.dep_ == "advcl" and head.pos_ in VERBAL:
        marks = (c.lower_ for c in children(token, "mark", "advmod"))
        return next(((m, head) for m in marks if m in taking_up("afterwards") | taking_up("beforehand")), None)
    return None


def _came_earlier(draft: Draft, told: Sequence[Draft]) -> Iterator[Tie]:
    """ "Two days earlier Y had left": before what the sentence before told."""
    earlier = [c for c in children(draft.anchor, "advmod") if c.lower_ in taking_up("earlier")]
    sentence = draft.anchor.sent
    if not any(children(c, "npadvmod") or c.i == sentence.start for c in earlier):
        return
    last = [d for d in told if d.kind == "event" and d.trigger.sent.end == sentence.start and d.claim is not None]
    yield from ((draft, "precedes", other) for other in last[:1])


def _belongs(draft: Draft, made: Sequence[Draft], told: Sequence[Draft]) -> Iterator[Tie]:
    """ "burned a market during the offensive", "as part of its operation": a part of that."""
    for noun in _operations_around(draft.anchor):
        near = [d for d in made if d is not draft and _is_of(d, noun)]
        waged = [d for d in told if _WAGED & set(d.modes) and d.claim is not None]
        found = near or (waged[-1:] if definite(noun) else [])
        yield from ((draft, "part_of", other) for other in found[:1])


def _operations_around(verb: Token) -> list[Token]:
    hung = list(prepositions(verb))
    part = [n for w, n in hung if w == "as" and n.lemma_ == "part"]
    nouns = [n for w, n in hung if w == "during"] + [n for p in part for w, n in prepositions(p) if w == "of"]
    return [n for n in nouns if n.lemma_.lower() in words("operations")]


def _is_of(draft: Draft, noun: Token) -> bool:
    """Whether a draft tells of the operation that ``noun`` names."""
    named = draft.trigger.i == noun.i or (draft.theme is not None and draft.theme.i == noun.i)
    return named and bool(_WAGED & set(draft.modes))


def _tells_anew(draft: Draft) -> Iterator[Tie]:
    """ "The toll rose to nine": what the claim of the same event said is carried on."""
    earlier = draft.same_as
    if earlier is None or earlier.claim is None or draft.claim is None or not draft.claim.casualties:
        return
    above = draft.anchor.head  # "later said that nine had died"
    told = (
        draft.trigger,
        draft.anchor,
        *draft.anchor.children,
        *((above, *above.children) if above.pos_ in VERBAL else ()),
    )
    words_around = {t.lemma_.lower() for t in told}
    if earlier.claim.casualties and words_around & taking_up("revising"):
        yield draft, "updates", earlier
