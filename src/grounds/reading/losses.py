"""What an act cost: "…, killing ten", "the blast wounded two", "died in the ambush" go to the act that caused them.

A noun of violence without parties goes into the loss instead; a clash is between those of its sides who are named and
those who died fighting in it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from grounds.language.syntax import (
    VERBAL,
    agents,
    children,
    conjuncts,
    grammatical_subject,
    is_passive,
    own_subject,
    prepositions,
)
from grounds.reading.arguments import Parties
from grounds.reading.clauses import clause_of
from grounds.reading.drafts import Draft
from grounds.reading.sides import side_of
from grounds.reading.words import read_yaml, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from grounds.model.claim import Participant

#: Prepositions between a loss and the act that caused it.
_IN_AN_ACT = frozenset({"in", "during", "by", "from", "amid", "through"})
_TIMES = frozenset({"when", "as", "after"})


@cache
def act_words(use: str) -> frozenset[str]:
    """A list of ``data/acts.yaml``."""
    return frozenset(read_yaml("acts.yaml")[use])


def names(parties: Parties) -> set[str]:
    """Parties by id, or by name where they have none."""
    return {p.actor or p.name for p in parties}


def is_loss(draft: Draft) -> bool:
    """Whether a verb tells whom something cost: "killed", "died"."""
    return draft.rule.loss and draft.trigger.pos_ in VERBAL


def losses_joined(drafts: list[Draft]) -> list[Draft]:
    """ "One died and six were wounded", "killing two and injuring three": one act with several figures."""
    kept: list[Draft] = []
    for draft in drafts:
        first = next((k for k in kept if is_loss(k) and is_loss(draft) and _added(k, draft)), None)
        if first is None:
            kept.append(draft)
            continue
        first.losses.append(draft.trigger)
        first.modes += [m for m in draft.modes if m not in first.modes]
        first.subjects = first.subjects or draft.subjects
        _add_objects(first, draft)
    return kept


def _added(one: Draft, other: Draft) -> bool:
    verb = other.trigger
    if one.trigger.i == verb.i:
        return False
    chain = {one.trigger.i, *(t.i for t in one.losses)}
    beside = verb.dep_ == "advcl" and any(c.lower_ == "while" for c in verb.children)
    if verb.head.i not in chain or not (verb.dep_ == "conj" or beside):
        return False
    if (own_subject(verb) is None or _elliptic(verb, one.trigger)) and not beside:
        return True
    return not _doers(one) and not _doers(other)


def with_losses(drafts: list[Draft]) -> list[Draft]:
    """ "ambushed a convoy, killing ten", "died when gunmen opened fire": the loss goes to the act that caused it.

    An act that is only a noun without parties ("killed in an ambush") goes into the loss instead.
    """
    gone: list[Draft] = []
    for loss in [d for d in drafts if is_loss(d)]:
        causes = [a for a in drafts if all(a is not d for d in (loss, *gone)) and _causes(a, loss)]
        for bare in [a for a in causes if a.bare]:
            _absorb(loss, bare)
            gone.append(bare)
        act = next((a for a in causes if not a.bare), None)
        if act is not None and _directs(act, loss):
            loss.modes += [m for m in act.modes if m not in loss.modes]
            loss.objects = loss.objects or without(act.subjects, _doers(loss))
            gone.append(act)
        elif act is not None:
            _charge(act, loss)
            gone.append(loss)
    return [d for d in drafts if all(d is not g for g in gone)]


def _absorb(loss: Draft, act: Draft) -> None:
    """Name the act in the loss; a clash with one side named is between that side and those who were lost."""
    loss.named = loss.named or act.trigger
    loss.modes += [m for m in act.modes if m not in loss.modes]
    loss.weapons += [w for w in act.weapons if w not in loss.weapons]
    if "armed_clash" not in act.modes:
        loss.subjects = _doers(loss) or without(act.subjects, loss.objects)
    if "armed_clash" not in act.modes or _doers(loss):
        return
    sides = _distinct((*(p for p in loss.objects if _fights(p)), *act.subjects))
    among = act.subjects and any(w in {"between", "among"} for w, _ in prepositions(act.trigger))
    if len({_side(p) for p in sides}) > 1 or (act.subjects and len(sides) > 1) or among:  # "between rival militias"
        loss.subjects, loss.objects, loss.directed = sides, (), False


#: Those who can be a side of a clash; others who die in one are bystanders.
_FIGHTING = frozenset({"military", "police", "security_forces", "militants", "pro_government_militia", "peacekeepers"})


def _fights(party: Participant) -> bool:
    return party.target_type in _FIGHTING or side_of(party) == "armed" or party.person


def _side(party: Participant) -> str:
    return "armed" if party.target_type == "militants" else side_of(party)


def _directs(act: Draft, loss: Draft) -> bool:
    """ "fought the rebels, killing ten": of a clash, the loss tells who did what to whom."""
    doers, sides = names(_doers(loss)), names(act.subjects)
    return not act.directed and bool(doers) and doers < sides and not (names(loss.objects) & doers)


def _charge(act: Draft, loss: Draft) -> None:
    """Put a loss on the account of an act."""
    act.losses += [loss.trigger, *loss.losses]
    if not act.directed:
        return
    act.subjects = act.subjects or _doers(loss)
    act.weapons += [w for w in loss.weapons if w not in act.weapons]
    if act.modes in ([], ["attack"]):
        act.modes += [m for m in loss.modes if m not in act.modes]
    act.sets["steps"] = act.sets.get("steps") or "prison_break" in loss.modes
    _add_objects(act, loss)


def _add_objects(act: Draft, loss: Draft) -> None:
    """The victims beside what was struck, but for those that only say again whose it was."""
    known = {p.start for p in act.objects}
    struck = {p.target_type for p in act.objects if p.actor_kind != "facility"}
    act.objects += tuple(
        p for p in loss.objects if p.start not in known and (p.target_type not in struck or loss.trigger.dep_ == "conj")
    )


def _distinct(parties: Parties) -> Parties:
    return tuple({p.actor or p.name: p for p in reversed(parties)}.values())[::-1]


def without(parties: Parties, others: Parties) -> Parties:
    """The parties that are none of the others."""
    own = names(others)
    return tuple(p for p in parties if (p.actor or p.name) not in own)


def _doers(draft: Draft) -> Parties:
    return tuple(p for p in draft.subjects if p.actor_kind != "operation")


def _causes(act: Draft, loss: Draft) -> bool:
    destroyed = act.rule.loss and bool(act.subjects) and "property_destruction" in act.modes and _at_the_time(act, loss)
    if act.predicate != "assault" or (act.rule.loss and not destroyed) or act.trigger.i == loss.trigger.i:
        return False
    if _hung_on_object(act, loss):
        loss.subjects = ()
    doers = names(_doers(loss))
    if doers and act.directed and act.subjects and doers != names(act.subjects):
        return False
    if doers and not act.directed and not act.bare and not _directs(act, loss):
        return False
    beside = [n for verb in (loss.trigger, *loss.losses) for n in acts_beside(verb)]
    told = {act.trigger.i, *([act.trigger.head.i] if act.trigger.dep_ == "acl" else [])}  # "shells FIRED BY X killed"
    return _below(act, loss) or _at_the_time(act, loss) or any(n.i in told for n in beside)


def _hung_on_object(act: Draft, loss: Draft) -> bool:
    """ "engaged the rebels killing three": the parser hangs the participle on who was engaged."""
    verb = loss.trigger
    hung = verb.tag_ == "VBG" and verb.dep_ == "acl" and verb.head.dep_ == "dobj"
    return hung and verb.head.head.i == act.anchor.i


def _below(act: Draft, loss: Draft) -> bool:
    """ "…, killing ten", "attacked the town and killed ten"; the participle may hang on a noun of the clause."""
    verb, cause = loss.trigger, act.anchor
    while verb.dep_ == "conj" and verb.head.pos_ in VERBAL and verb.head.i != cause.i and own_subject(verb) is None:
        verb = verb.head
    if verb.head.i == cause.i and verb.dep_ == "conj":
        return own_subject(verb) is None or _elliptic(verb, cause)
    if verb.dep_ == "relcl" and verb.head.i == act.trigger.i and _in_which(verb):
        return not _doers(loss)
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):  # "overran a base, where ten died"
        return not _doers(loss) and clause_of(verb.head).i == clause_of(cause).i
    if verb.dep_ not in {"advcl", "acl", "xcomp"} or own_subject(verb) is not None:
        return False
    if verb.head.i == cause.i:
        return True
    loose = verb.tag_ == "VBG" and verb.head.pos_ not in VERBAL
    return loose and clause_of(verb.head).i == clause_of(cause).i and act.trigger.i < verb.i


def _in_which(verb: Token) -> bool:
    """ "the attack IN WHICH ten died"."""
    return any(w in {"in", "during"} and o.lower_ == "which" for w, o in prepositions(verb))


def _elliptic(verb: Token, cause: Token) -> bool:
    """ "a convoy was attacked and its driver wounded": one auxiliary for both."""
    return verb.tag_ == "VBN" and is_passive(cause) and not children(verb, "aux", "auxpass", "dobj")


def _at_the_time(act: Draft, loss: Draft) -> bool:
    cause = act.anchor
    verbs = {loss.trigger.i, *(t.i for t in loss.losses)}
    if cause.head.i not in verbs or cause.dep_ != "advcl" or _doers(loss):
        return False
    return bool(_TIMES & {c.lower_ for c in cause.children if c.dep_ in {"mark", "advmod"}})


def acts_beside(verb: Token) -> list[Token]:
    """Where a loss names the act that caused it: "died in THE CLASH", "THE BLAST killed six", "killed by A MINE"."""
    nouns = [n for w, o in prepositions(verb) if w in _IN_AN_ACT for n in conjuncts(o)]
    nouns += [
        n for p in children(verb, "prep") if p.lower_ in _IN_AN_ACT for n in children(p, "pcomp")
    ]  # "in fighting"
    beside = [o for w, o in prepositions(verb) if w == "with"]  # "was killed along with six men IN A CLASH"
    held = [*children(verb, "dobj"), *beside]
    nouns += [n for t in held for w, o in prepositions(t) if w in {"in", "during"} for n in conjuncts(o)]
    by = agents(verb) if is_passive(verb) else []
    subject = None if is_passive(verb) else grammatical_subject(verb)
    found = [*nouns, *(n for b in by for n in conjuncts(b)), *(conjuncts(subject) if subject is not None else [])]
    return [act for noun in found for act in (noun, *_counted(noun))]


def _counted(noun: Token) -> list[Token]:
    """ "A SERIES of strikes killed ten": the strikes."""
    series = noun.lemma_.lower() in words("series")
    return [n for w, o in prepositions(noun) if w == "of" for n in conjuncts(o)] if series else []
