"""Whether a word stands in its sentence as a rule asks: its particles, its modifiers, its class, its object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.syntax import VERBAL, children, conjuncts
from grounds.reading.carriers import Trigger
from grounds.reading.lexicon import Rule

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What leaving somebody or somewhere is read as.
_DEPARTURES = frozenset({"retreat", "part_of", "member_of"})


def told(noun: Token) -> bool:
    """Whether the noun stands in a statement: "2. Release of all prisoners." only names what may be wanted."""
    return any(t.pos_ in VERBAL for t in noun.sent)


def only(noun: Token, nouns: tuple[str, ...]) -> bool:
    """Whether a verb takes one of ``nouns`` and nobody besides: not "killed HIMSELF and four guards"."""
    if noun.lemma_.lower() not in nouns:
        return noun.lower_ in nouns
    return not (noun.pos_ == "PRON" and len(conjuncts(noun)) > 1)


def is_noun_too(verb: Token) -> bool:
    """Whether what the model takes for a verb stands where a noun does: "FIGHTING between X and Y has killed ten"."""
    if verb.pos_ != "VERB" or verb.tag_ not in {"VBG", "NN"}:
        return False
    as_subject = verb.dep_ in {"nsubj", "csubj"} and not children(verb, "dobj", "nsubj", "aux")
    return as_subject or verb.dep_ in {"pobj", "compound", "dobj", "nmod", "conj"} or _is_gerund_noun(verb)


def _is_gerund_noun(verb: Token) -> bool:
    """ "killed in fighting": a participle behind a preposition that takes nothing."""
    return verb.dep_ == "pcomp" and verb.head.lower_ in {"in", "during", "amid"} and not children(verb, "dobj")


def words_fit(rule: Rule, trigger: Trigger) -> bool:
    """Whether the particles beside a verb and the modifiers of a noun are those that the rule asks for."""
    beside = {c.lower_ for c in trigger.token.children if c.dep_ in {"prt", "advmod", "prep"}}
    if (rule.particles and not beside & set(rule.particles)) or beside & set(rule.particles_not):
        return False
    if trigger.word != "noun":
        return rule.predicate not in _DEPARTURES or not _leaves_somehow(trigger.token)
    told = {word for c in trigger.token.lefts for word in (c.lemma_.lower(), c.lower_)}
    return not (rule.modifiers and not told & set(rule.modifiers)) and not told & set(rule.modifiers_not)


def _leaves_somehow(verb: Token) -> bool:
    """ "Left ten people dead", "leaving him to lead it": no departure."""
    if verb.lemma_ != "leave":
        return bool(children(verb, "oprd", "acomp"))
    return bool(children(verb, "oprd", "acomp", "xcomp"))


def behind_its_noun(adjective: Token) -> bool:
    """ "groups loyal to X": an adjective with a complement stands behind its noun."""
    return adjective.dep_ == "amod" and adjective.i > adjective.head.i and bool(children(adjective, "prep"))
