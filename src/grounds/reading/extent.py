"""How often an event is said to have happened: ``single``, ``several``, ``repeated`` (a habit) or ``general``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL, children, prepositions, tense
from grounds.model.claim import When
from grounds.reading.carriers import logical_object
from grounds.reading.drafts import Draft
from grounds.reading.words import words as listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: What is said or agreed is said once, and a force moves once, also in the perfect ("has rejected the offer").
_ONCE = frozenset(
    {"accuse", "agree", "concede", "endorse", "reject", "request", "threaten", "sanction", "retreat", "mobilize"}
)
_FORCE = frozenset({"assault", "coerce"})
_PLURAL = frozenset({"NNS", "NNPS"})
#: Modes whose places tell how many acts there were ("captured three villages").
_OF_PLACES = frozenset({"territory_gained", "territory_lost", "withdrawal"})
_SHORT = frozenset({"day", "week"})


def scope(draft: Draft, *, counted: bool, phase: str | None, when: When | None, happened: bool) -> str:
    """The value of ``scope`` of an event draft; ``happened`` says that it is told as done."""
    on_a_day = when is not None and when.precision == "day" and when.open == "no"
    habit = _habitual(draft, on_a_day=on_a_day)
    if phase in {"continues", "intensifies"} or habit or (happened and _over_time(draft, when)):
        return "repeated"
    if not happened and _unbounded(draft):
        return "general"
    nouns = [n for n in (draft.trigger, draft.named) if n is not None]
    plural = any(n.pos_ not in VERBAL and _head(n).tag_ in _PLURAL and not _is_one(n) for n in nouns)
    if counted or _words_beside(draft) & listed("vague_numbers") or (plural and not _is_perfect(draft)):
        return "several"
    short = when is not None and when.precision in _SHORT
    if not (short and when is not None and when.open == "no") and _many(draft):
        return "several"  # "several of its leaders were killed", over no one day
    if any(n.pos_ not in VERBAL and n.lemma_.lower() in listed("unbounded") for n in nouns):
        return "general"
    if _is_perfect(draft) or (draft.anchor.pos_ == "ADJ" and plural):
        long = (when is not None and not short) or _since(draft)
        return "several" if plural or long else "general"
    return "single"


def _head(noun: Token) -> Token:
    """ "roadside BOMB attacks": how many is told by the noun that the word stands before."""
    return noun.head if noun.dep_ == "compound" and noun.head.pos_ in {"NOUN", "PROPN"} else noun


def _words_beside(draft: Draft) -> set[str]:
    """The words on the event's noun, its verb and what the verb takes; whom it befalls tells nothing of how often."""
    words = [draft.trigger, draft.named, draft.anchor]
    taken = {"dobj", "nsubj", "nsubjpass"}
    found = {c.lower_ for t in words if t is not None for c in t.children if c.dep_ not in taken}
    theme = draft.theme.children if draft.theme is not None else ()
    return found | {c.lower_ for c in theme if c.lower_ in listed("habitual")}  # "a weekly curfew"


def _is_one(noun: Token) -> bool:
    """ "talks": a plural that is one event."""
    return noun.lemma_.lower() in listed("one_in_plural")


def _since(draft: Draft) -> bool:
    """ "has killed sixty since the truce began"."""
    clauses = children(draft.anchor, "advcl", "prep")
    return any("since" in {c.lower_, *(m.lower_ for m in children(c, "mark"))} for c in clauses)


def _over_time(draft: Draft, when: When | None) -> bool:
    """ "From July it received arms": a past that goes on from a time."""
    past = draft.anchor.pos_ in VERBAL and tense(draft.anchor) == "past"
    begins = when is not None and when.mention.lower().startswith(("from ", "since "))
    goes_on = begins and when is not None and when.to is None and when.precision not in _SHORT
    return past and goes_on and draft.predicate in {"aid", "assault"}


def _unbounded(draft: Draft) -> bool:
    """ "if X were to free activists", "fired no rockets": many, nobody says which."""
    if draft.predicate not in {"assault", "coerce", "retreat", "aid"}:
        return False
    things = logical_object(draft.trigger) if draft.trigger.pos_ in VERBAL else []
    return bool(things) and all(
        t.tag_ in _PLURAL
        and not any(c.dep_ in {"poss", "nummod", "det"} and c.lower_ != "no" for c in t.children)
        and not any(w in {"of"} for w, _ in prepositions(t))
        for t in things
    )


def in_part(draft: Draft) -> bool:
    """ "pulled out of most of the south": partly done."""
    if draft.predicate == "effectiveness" and draft.theme is not None:
        return any(c.lower_ in listed("limited") for c in draft.theme.children)  # "had some success"
    if draft.predicate != "retreat" or draft.trigger.pos_ not in VERBAL:
        return False
    left = [o for _, o in prepositions(draft.trigger)] + logical_object(draft.trigger)
    return any(o.lemma_.lower() in listed("parts") and any(w == "of" for w, _ in prepositions(o)) for o in left)


def _is_perfect(draft: Draft) -> bool:
    verb = draft.anchor
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False  # "is reported TO HAVE killed two": a past that is only reported
    return verb.pos_ in VERBAL and tense(verb) == "perfect" and draft.predicate not in _ONCE


def _habitual(draft: Draft, *, on_a_day: bool) -> bool:
    """ "frequently", "several times a week", or the plain present of an act of force or a charge; a figure, modal or
    predicate ("are likely") makes the present no habit."""
    verb = draft.anchor
    if _words_beside(draft) & listed("habitual") or any(
        c.tag_ == "NNS" and c.lemma_ == "time" for c in children(verb, "npadvmod")
    ):
        return True
    if verb.pos_ in VERBAL and tense(verb) == "perfect" and any(c.lower_ == "long" for c in children(verb, "advmod")):
        return True
    mutual = draft.predicate == "accuse" and not draft.directed  # "X and Y accuse each other"
    if not (draft.predicate in _FORCE or mutual) or verb.pos_ not in VERBAL or tense(verb) != "present":
        return False
    if draft.sets.get("factuality") == "planned":
        return False  # "plans attacks": the planning goes on
    if _is_headline(verb.sent):
        return False  # "Forces Capture Bomber": the present of headlines
    if on_a_day or draft.sets.get("stance") == "claims_responsibility":
        return False  # "on 6 May it is driven out", "the bombing is claimed by X": the present of a tale, or of a claim
    if verb.lemma_ == "be" or any(c.tag_ == "MD" or c.lower_ in {"if", "unless"} for c in verb.children):
        return False
    return not any(children(n, "nummod") for n in _undergoing(draft))


def _is_headline(sentence: Span) -> bool:
    """A short line without a full stop, written in capitals but for small words."""
    words = [t for t in sentence if t.is_alpha and len(t) > 3]
    last = next((t for t in reversed(sentence) if not t.is_space), None)
    stopped = last is None or last.text in {".", "!", "?", ";", ":"}
    return not stopped and len(words) > 2 and all(t.text[0].isupper() for t in words)


def _many(draft: Draft) -> bool:
    """ "several of its leaders", "dozens of villages": more than one act befell the objects."""
    taken = {"abduction", "hostage_taking"} & set(draft.modes)
    places = bool(_OF_PLACES & set(draft.modes))
    if draft.trigger.pos_ not in VERBAL or not (places or draft.predicate == "assault") or taken:
        return False  # many are arrested or flee in one act
    things = _undergoing(draft)
    if places and any(p.tag_ in _PLURAL and p in things for p in draft.places):
        return True
    return any(
        n.lower_ in listed("vague_numbers") or any(c.lower_ in listed("vague_numbers") for c in n.children)
        for n in things
    )


def _undergoing(draft: Draft) -> list[Token]:
    return logical_object(draft.trigger) if draft.trigger.pos_ in VERBAL else []
