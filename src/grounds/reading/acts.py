"""Which drafts of a sentence tell one act, and which act a loss belongs to.

Several rules may see one act ("attacked … with rockets"); drafts of one predicate with the same parties become one,
with all modes. What an act cost ("…, killing ten", "the blast wounded two", "died in the ambush") goes to the act. An
event noun without parties waits here for a loss that names them, and goes where none does and it is not told to happen.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from grounds.language.syntax import (
    VERBAL,
    children,
    first_conjunct,
    own_subject,
)
from grounds.reading.carriers import carrier, logical_object
from grounds.reading.drafts import Draft
from grounds.reading.losses import act_words, is_loss, losses_joined, names, with_losses
from grounds.reading.words import read_yaml

if TYPE_CHECKING:
    from spacy.tokens import Token


_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
#: Acts whose purpose clause, of the same predicate, tells the same act.
_WITH_ONE_PURPOSE = frozenset({"protest", "mobilize", "retreat"})


@cache
def _occurrence_with() -> dict[str, list[str]]:
    raw: dict[str, Any] = read_yaml("acts.yaml")
    return dict(raw["occurrence_with"])


def merged(drafts: list[Draft]) -> list[Draft]:
    """Drafts of one predicate and the same parties in one sentence are one act told twice."""
    kept: list[Draft] = []
    for draft in drafts:
        same = next((k for k in kept if _one_act(k, draft)), None)
        if same is None:
            kept.append(draft)
        else:
            _take_in(same, draft)
    kept = with_losses(losses_joined(_without_means(kept)))
    for draft in kept:
        if len(draft.modes) > 1 and "attack" in draft.modes and not draft.sets.get("steps"):
            draft.modes = [m for m in draft.modes if m != "attack"]
        if "ceasefire_declared" in draft.modes:  # "agreed on a ceasefire"
            draft.modes = [m for m in draft.modes if m != "agreement"]
    return [d for d in kept if (not d.bare or d.sets.get("occurs")) and not _told_otherwise(d, kept)]


def _without_means(drafts: list[Draft]) -> list[Draft]:
    """ "was hit by AIR STRIKES", "SHELLING killed six" beside a verb of force: the noun names the verb's own act."""
    gone: list[Draft] = []
    for act in drafts:
        noun = act.trigger
        doing = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "agent" else None
        if doing is None or act.predicate != "assault" or act.objects:
            continue
        verb = next((d for d in drafts if d.trigger.i == doing.i and d.predicate == "assault" and d.objects), None)
        if verb is not None and not verb.rule.loss:
            verb.named = verb.named or noun
            verb.modes = act.modes if set(verb.modes) <= {"attack"} else verb.modes
            gone.append(act)
    return [d for d in drafts if all(d is not g for g in gone)]


def _told_otherwise(draft: Draft, kept: list[Draft]) -> bool:
    """ "launched a joint offensive" is the offensive, no launch besides; "left the union" its end, no withdrawal."""
    if draft.predicate == "retreat":
        return any(d.kind == "relation" and d.phase == "ends" and d.trigger.i == draft.trigger.i for d in kept)
    if "forced_displacement" in draft.modes and any(
        d.predicate == "assault" and names(d.subjects) & names(draft.objects) for d in kept
    ):
        return True  # "placed the explosives and fled": no victims
    if draft.kind == "event" and any(
        d.predicate == "activity" and d.theme is not None and d.theme.i == draft.trigger.i for d in kept
    ):
        return True  # "attacks by X rose": how active X is
    theme = draft.theme if "operation_launched" in draft.modes else None
    return theme is not None and any(d.predicate == "assault" and d.trigger.i == theme.i and not d.bare for d in kept)


def definite(noun: Token) -> bool:
    """Whether an article, demonstrative or the like makes the noun one already told."""
    return any(c.dep_ in {"det", "predet"} and c.lower_ in _DEFINITE for c in noun.children)


def happens(noun: Token) -> bool:
    """ "Fighting erupted", "clashes were reported", "there were attacks": an event noun that is told to take place."""
    top = first_conjunct(noun)
    verb = top.head
    if verb.dep_ == "advcl" and {"since", "until", "before", "after"} & {c.lower_ for c in verb.children}:
        return False  # only dates what the clause above tells
    if top.dep_ == "attr" and verb.lemma_ == "be" and children(verb, "expl"):
        return True
    if top.dep_ == "dobj" or (top.dep_ == "pobj" and verb.lower_ == "to"):  # "sparked protests", "led to clashes"
        cause = verb if top.dep_ == "dobj" else verb.head
        return cause.lemma_.lower() in act_words("sparks")
    if top.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in VERBAL:
        return False
    lemma = verb.lemma_.lower()
    if lemma == "be":
        return any(c.dep_ == "acomp" and c.lower_ in {"likely", "possible", "underway"} for c in verb.children)
    if children(verb, "dobj") and lemma != "take":
        return False
    needed = _occurrence_with().get(lemma)
    beside = {c.lower_ for c in verb.children if c.dep_ in {"prt", "dobj", "advmod"}}
    return lemma in act_words("occurrences") and (needed is None or bool(beside & set(needed)))


# ------------------------------------------------------------------------------------------------------ told twice


def _take_in(same: Draft, draft: Draft) -> None:
    """Add what the second draft of an act tells to the first."""
    if same.trigger.i != draft.trigger.i and same.trigger.pos_ in VERBAL and draft.trigger.pos_ in VERBAL:
        same.sets["steps"] = True
    same.modes += [m for m in draft.modes if m not in same.modes]
    same.weapons += [w for w in draft.weapons if w not in same.weapons]
    same.support += [s for s in draft.support if s not in same.support and s != "unknown"]
    if same.support[:1] == ["unknown"] and len(same.support) > 1:
        same.support = same.support[1:]
    same.subjects = same.subjects or draft.subjects
    same.objects = same.objects or draft.objects
    same.against = same.against or draft.against
    same.places += draft.places
    same.trend, same.state = same.trend or draft.trend, same.state or draft.state
    same.bare = same.bare and draft.bare
    same.sets.update({k: v for k, v in draft.sets.items() if k in {"occurs", "needs_setting"}})


def _one_act(one: Draft, other: Draft) -> bool:
    if one.predicate != other.predicate or one.goal != other.goal or one.directed != other.directed:
        return False
    a, b = names(one.subjects), names(other.subjects)
    c, d = names(one.objects), names(other.objects)
    nouns = one.trigger.pos_ not in VERBAL and other.trigger.pos_ not in VERBAL
    same_parties = a == b and c == d and bool(a)
    if not (
        one.trigger.i == other.trigger.i
        or (_names_it(one.trigger, other.trigger) and not _cost(one) and not _cost(other))
        or _one_list(one.trigger, other.trigger)
        or (same_parties and (nouns or one.kind != "event"))
        or (a == b and bool(a) and one.predicate == "assault" and _same_target(one, other))
        or (a == b and bool(a) and one.predicate in _WITH_ONE_PURPOSE and _aims_at(one.trigger, other.trigger))
    ):
        return False
    return (a == b or not a or not b) and (c == d or not c or not d or _same_target(one, other))


def _cost(draft: Draft) -> bool:
    """ "an ambush THAT KILLED ten": what the act cost."""
    return is_loss(draft) and draft.trigger.dep_ == "relcl"


def _names_it(one: Token, other: Token) -> bool:
    """ "a curfew imposed by X", "imposed a curfew": verb and noun of one act."""
    noun, verb = (one, other) if one.pos_ not in VERBAL else (other, one)
    return noun.pos_ not in VERBAL and verb.pos_ in VERBAL and (verb.head.i == noun.i or noun.head.i == verb.i)


def _one_list(one: Token, other: Token) -> bool:
    """ "attacks, including bombings and kidnappings": members of one list of nouns."""
    if one.pos_ in VERBAL or other.pos_ in VERBAL:
        return False
    return _carrier_of(one) == _carrier_of(other) is not None


def _carrier_of(token: Token) -> int | None:
    """Where the support of an event noun stands, or null."""
    support = carrier(token)
    return support.token.i if support is not None else None


def _same_target(one: Draft, other: Draft) -> bool:
    """ "stormed a church, set the building on fire": coordinated steps against one thing, named once."""
    if one.rule.loss or other.rule.loss or not _coordinated(one.trigger, other.trigger):
        return False
    objects = logical_object(other.trigger)
    return bool(objects) and all(
        o.pos_ == "PRON" or (o.lemma_.lower() in act_words("sites") and any(c.dep_ == "det" for c in o.children))
        for o in objects
    )


def _aims_at(one: Token, other: Token) -> bool:
    """ "took to the streets to protest": the purpose only names what is done."""
    return other.head.i == one.i and other.dep_ in {"advcl", "xcomp"} and other.tag_ == "VB"


def _coordinated(one: Token, other: Token) -> bool:
    """Whether ``other`` is a verb added to ``one`` without a subject of its own."""
    node = other
    while node.dep_ == "conj" and node.head.pos_ in VERBAL and own_subject(node) is None:
        node = node.head
        if node.i == one.i:
            return True
    return False
