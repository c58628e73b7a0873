"""A claim in the making, and when two drafts tell one act."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grounds.language.syntax import VERBAL
from grounds.model.claim import Claim, Words
from grounds.model.vocabulary import VOCABULARY
from grounds.reading.arguments import Parties, carrier
from grounds.reading.lexicon import Rule

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass
class Draft:
    """A claim in the making. ``anchor`` is where the walk for factuality starts, ``trigger`` the word itself."""

    rule: Rule
    trigger: Token
    anchor: Token
    predicate: str
    subjects: Parties = ()
    objects: Parties = ()
    against: Parties = ()
    directed: bool = True
    modes: list[str] = field(default_factory=list)
    weapons: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    trend: str | None = None
    state: str | None = None
    phase: str | None = None
    goal: Words | None = None
    goal_type: str | None = None
    places: list[Token] = field(default_factory=list)
    theme: Token | None = None
    #: Told beside the sentence's own statement ("X, a rival of Y, …"): nothing above it holds it.
    aside: bool = False
    sets: dict[str, Any] = field(default_factory=dict)
    #: The earlier draft of the event that this one tells more about; date and place are inherited from its claim.
    same_as: Draft | None = None
    #: Verbs of losses that belong to this act ("attacked the town and killed ten").
    losses: list[Token] = field(default_factory=list)
    #: What the draft became.
    claim: Claim | None = None

    @property
    def kind(self) -> str:
        """relation, event or assessment."""
        return VOCABULARY.kind_of[self.predicate]


def merged(drafts: list[Draft]) -> list[Draft]:
    """Drafts of one predicate and the same parties in one sentence are one act told twice."""
    kept: list[Draft] = []
    for draft in drafts:
        same = next((k for k in kept if _one_act(k, draft)), None)
        if same is None:
            kept.append(draft)
            continue
        same.modes += [m for m in draft.modes if m not in same.modes]
        same.weapons += [w for w in draft.weapons if w not in same.weapons]
        same.support += [s for s in draft.support if s not in same.support and s != "unknown"]
        if same.support[:1] == ["unknown"] and len(same.support) > 1:
            same.support = same.support[1:]
        same.subjects = same.subjects or draft.subjects
        same.objects = same.objects or draft.objects
        same.against = same.against or draft.against
        same.trend, same.state = same.trend or draft.trend, same.state or draft.state
    kept = _with_losses(kept)
    for draft in kept:
        if len(draft.modes) > 1 and "attack" in draft.modes:
            draft.modes = [m for m in draft.modes if m != "attack"]
    return kept


#: The rules that tell what an act cost.
_LOSSES = frozenset({"assault.kill", "assault.death"})


def _with_losses(drafts: list[Draft]) -> list[Draft]:
    """ "ambushed a convoy, killing ten", "died when gunmen opened fire": the loss goes to the act that caused it."""
    losses = [d for d in drafts if d.rule.id in _LOSSES and d.trigger.pos_ in VERBAL]
    gone: list[Draft] = []
    for loss in losses:
        for act in drafts:
            if act is not loss and act not in gone and act.directed and _causes(act, loss):
                act.losses.append(loss.trigger)
                if loss.trigger.dep_ == "conj" or not act.objects:
                    known = {p.start for p in act.objects}
                    act.objects += tuple(p for p in loss.objects if p.start not in known)
                gone.append(loss)
                break
    return [d for d in drafts if all(d is not g for g in gone)]


def _causes(act: Draft, loss: Draft) -> bool:
    if act.predicate != "assault" or act.rule.id in _LOSSES or act.trigger.i == loss.trigger.i:
        return False
    doers = {p.actor or p.name for p in loss.subjects}
    if doers and doers != {p.actor or p.name for p in act.subjects}:
        return False
    verb, cause = loss.trigger, act.anchor
    below = verb.head.i == cause.i and verb.dep_ in {"advcl", "conj", "acl", "xcomp"}
    if below and verb.dep_ == "conj":
        return not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    when = cause.head.i == verb.i and cause.dep_ == "advcl"
    marks = {c.lower_ for c in cause.children if c.dep_ in {"mark", "advmod"}}
    return below or (when and bool(marks & {"when", "as", "after"}) and not loss.subjects)


def _one_act(one: Draft, other: Draft) -> bool:
    if one.predicate != other.predicate or one.goal != other.goal:
        return False
    a, b = [{p.actor or p.name for p in d.subjects} for d in (one, other)]
    c, d = [{p.actor or p.name for p in x.objects} for x in (one, other)]
    if (
        one.trigger.i != other.trigger.i
        and not _names_it(one.trigger, other.trigger)
        and not _one_list(one.trigger, other.trigger)
        and not (a == b and c == d and a and one.trigger.pos_ not in VERBAL and other.trigger.pos_ not in VERBAL)
        and not (a == b and c == d and a and one.kind != "event")
    ):
        return False
    return (a == b or not a or not b) and (c == d or not c or not d)


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
