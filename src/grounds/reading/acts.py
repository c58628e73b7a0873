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
    agents,
    children,
    conjuncts,
    first_conjunct,
    grammatical_subject,
    is_passive,
    own_subject,
    prepositions,
)
from grounds.reading.arguments import Parties
from grounds.reading.carriers import carrier, logical_object
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
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
#: Acts whose purpose clause, of the same predicate, tells the same act.
_WITH_ONE_PURPOSE = frozenset({"protest", "mobilize", "retreat"})


@cache
def act_words(use: str) -> frozenset[str]:
    """A list of ``data/acts.yaml``."""
    return frozenset(read_yaml("acts.yaml")[use])


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
    kept = _with_losses(_losses_joined(kept))
    for draft in kept:
        if len(draft.modes) > 1 and "attack" in draft.modes and not draft.sets.get("steps"):
            draft.modes = [m for m in draft.modes if m != "attack"]
        if "ceasefire_declared" in draft.modes:  # "agreed on a ceasefire"
            draft.modes = [m for m in draft.modes if m != "agreement"]
    return [d for d in kept if (not d.bare or d.sets.get("occurs")) and not _told_otherwise(d, kept)]


def _told_otherwise(draft: Draft, kept: list[Draft]) -> bool:
    """ "launched a joint offensive" is the offensive, no launch besides; "left the union" its end, no withdrawal."""
    if draft.predicate == "retreat":
        return any(d.kind == "relation" and d.phase == "ends" and d.trigger.i == draft.trigger.i for d in kept)
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
    a, b = _names(one.subjects), _names(other.subjects)
    c, d = _names(one.objects), _names(other.objects)
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
    return _is_loss(draft) and draft.trigger.dep_ == "relcl"


def _names(parties: Parties) -> set[str]:
    return {p.actor or p.name for p in parties}


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


# ------------------------------------------------------------------------------------------------------ losses


def _is_loss(draft: Draft) -> bool:
    return draft.rule.loss and draft.trigger.pos_ in VERBAL


def _losses_joined(drafts: list[Draft]) -> list[Draft]:
    """ "One died and six were wounded", "killing two and injuring three": one act with several figures."""
    kept: list[Draft] = []
    for draft in drafts:
        first = next((k for k in kept if _is_loss(k) and _is_loss(draft) and _added(k, draft)), None)
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


def _with_losses(drafts: list[Draft]) -> list[Draft]:
    """ "ambushed a convoy, killing ten", "died when gunmen opened fire": the loss goes to the act that caused it.

    An act that is only a noun without parties ("killed in an ambush") goes into the loss instead.
    """
    gone: list[Draft] = []
    for loss in [d for d in drafts if _is_loss(d)]:
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
    if len({_side(p) for p in sides}) > 1 or (act.subjects and len(sides) > 1):
        loss.subjects, loss.objects, loss.directed = sides, (), False


#: Those who can be a side of a clash; others who die in one are bystanders.
_FIGHTING = frozenset({"military", "police", "security_forces", "militants", "pro_government_militia", "peacekeepers"})


def _fights(party: Participant) -> bool:
    return party.target_type in _FIGHTING or side_of(party) == "armed" or party.person


def _side(party: Participant) -> str:
    return "armed" if party.target_type == "militants" else side_of(party)


def _directs(act: Draft, loss: Draft) -> bool:
    """ "fought the rebels, killing ten": of a clash, the loss tells who did what to whom."""
    doers, sides = _names(_doers(loss)), _names(act.subjects)
    return not act.directed and bool(doers) and doers < sides and not (_names(loss.objects) & doers)


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
    own = _names(others)
    return tuple(p for p in parties if (p.actor or p.name) not in own)


def _doers(draft: Draft) -> Parties:
    return tuple(p for p in draft.subjects if p.actor_kind != "operation")


def _causes(act: Draft, loss: Draft) -> bool:
    if act.predicate != "assault" or act.rule.loss or act.trigger.i == loss.trigger.i:
        return False
    if _hung_on_object(act, loss):
        loss.subjects = ()
    doers = _names(_doers(loss))
    if doers and act.directed and act.subjects and doers != _names(act.subjects):
        return False
    if doers and not act.directed and not act.bare and not _directs(act, loss):
        return False
    beside = [n for verb in (loss.trigger, *loss.losses) for n in acts_beside(verb)]
    return _below(act, loss) or _at_the_time(act, loss) or any(n.i == act.trigger.i for n in beside)


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
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):  # "overran a base, where ten died"
        return not _doers(loss) and clause_of(verb.head).i == clause_of(cause).i
    if verb.dep_ not in {"advcl", "acl", "xcomp"} or own_subject(verb) is not None:
        return False
    if verb.head.i == cause.i:
        return True
    loose = verb.tag_ == "VBG" and verb.head.pos_ not in VERBAL
    return loose and clause_of(verb.head).i == clause_of(cause).i and act.trigger.i < verb.i


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
    nouns += [
        n for t in children(verb, "dobj") for w, o in prepositions(t) if w in {"in", "during"} for n in conjuncts(o)
    ]
    by = agents(verb) if is_passive(verb) else []
    subject = None if is_passive(verb) else grammatical_subject(verb)
    found = [*nouns, *(n for b in by for n in conjuncts(b)), *(conjuncts(subject) if subject is not None else [])]
    return [act for noun in found for act in (noun, *_counted(noun))]


def _counted(noun: Token) -> list[Token]:
    """ "A SERIES of strikes killed ten": the strikes."""
    series = noun.lemma_.lower() in words("series")
    return [n for w, o in prepositions(noun) if w == "of" for n in conjuncts(o)] if series else []
