"""The word that carries an event noun ("CARRIED out attacks", "RESPONSIBLE for attacks"); who does and undergoes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from grounds.language.syntax import (
    VERBAL,
    agents,
    direct_objects,
    first_conjunct,
    grammatical_subject,
    is_passive,
    own_subject,
    possessor,
    prepositions,
)
from grounds.reading.words import read_yaml, words

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Support:
    """The word that carries an event noun: the verb ("carried out attacks") or link ("responsible for attacks")."""

    token: Token
    doer: Token | None
    target: Token | None
    sets: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that a rule names, with what carries it."""

    token: Token
    word: str  # verb, noun or adjective
    support: Support | None = None

    @property
    def anchor(self) -> Token:
        """The word from which the walk for factuality starts."""
        return self.support.token if self.support is not None else self.token


@cache
def carriers() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """The verbs and the links of ``support_verbs.yaml``, by lemma."""
    raw = read_yaml("support_verbs.yaml")
    verbs = {lemma: entry for entry in raw["verbs"] for lemma in entry["lemmas"]}
    links = {lemma: entry for entry in raw["links"] for lemma in entry["lemmas"]}
    return verbs, links


def carrier(noun: Token) -> Support | None:
    """The support of an event noun, also where it stands in a list ("attacks, including bombings")."""
    verbs, links = carriers()
    node = noun
    for _ in range(6):
        node = first_conjunct(node)
        head = node.head
        if node.dep_ in {"dobj", "nsubjpass"} and head.pos_ in VERBAL:
            entry = verbs.get(head.lemma_.lower())
            return _of_verb(head, entry, node) if entry is not None else None
        if node.dep_ == "pobj":
            found, upper = _of_preposition(node, head, links)
            if found is not None or upper is None:
                return found
            node = upper
        elif node.dep_ in {"appos", "nmod", "compound"} and head.pos_ in {"NOUN", "PROPN"}:
            node = head
        else:
            return None
    return None


def _of_verb(verb: Token, entry: dict[str, Any], noun: Token) -> Support:
    doer = logical_subject(verb) if entry["doer"] == "subject" else None
    if entry["doer"] not in {"subject", "none"}:
        doer = next((n for w, n in prepositions(verb) if w == entry["doer"]), None)
    target = logical_subject(verb) if entry.get("target") == "subject" else None
    sets = {k: v for k, v in entry.items() if k in {"phase", "factuality", "outcome", "stance"}}
    return Support(noun if entry.get("charge") else verb, doer, target, sets)  # a charge holds what the noun tells


def _of_preposition(
    node: Token, preposition: Token, links: dict[str, dict[str, Any]]
) -> tuple[Support | None, Token | None]:
    above = preposition.head
    if preposition.lower_ == "through" and above.lower_ == "including":  # "cooperation, including through exercises"
        return None, above.head if above.head.pos_ in {"NOUN", "PROPN"} else None
    if preposition.lower_ in {"including", "like", "as"} and above.pos_ in {"NOUN", "PROPN", "ADP"}:
        return None, above if above.pos_ != "ADP" else above.head
    if preposition.lower_ in {"on", "against", "upon"} and above.pos_ == "NOUN":
        return None, above  # a list hung on the target: "attacks on villages, including bombings"
    if preposition.lower_ == "as" and above.lemma_.lower() in words("describing") and above.dep_ == "pcomp":
        told = above.head.head  # "killed two in what X described as a fight": whoever killed them
        if told.pos_ not in VERBAL or told.i > node.i:
            return None, None
        return Support(node, logical_subject(told), None, {}), None
    entry = links.get(above.lemma_.lower())
    if entry is None or preposition.lower_ not in entry["preps"]:
        return None, None
    if above.pos_ == "NOUN" and preposition.lower_ == "of":
        if entry.get("target") == "subject":
            return Support(above, None, subject_of_predicate(above), {}), None
        return None, above
    if above.lemma_ == "responsibility":
        verb = above.head
        return (
            (Support(verb, grammatical_subject(verb), None, {"stance": entry.get("stance")}), None)
            if verb.pos_ in VERBAL
            else (None, None)
        )
    if entry.get("charge"):  # the verb holds what the noun tells: the walk for factuality begins below it
        return Support(node, _charged(above), None, {}), None
    if entry.get("puts"):  # "left the group in disarray"
        put = logical_object(above)
        return Support(above, put[0] if put else None, None, {}), None
    if above.pos_ in VERBAL:
        return Support(above, grammatical_subject(above), None, {}), None
    owner = possessor(above) if above.pos_ == "NOUN" else None  # "X's involvement in the attack"
    return Support(above, owner or subject_of_predicate(above), None, {}), None


def _charged(verb: Token) -> Token | None:
    """ "X was blamed for it", "Y blamed X for it", "X, blamed for it,": who is said to have done it."""
    if verb.dep_ == "acl":
        return verb.head
    return next(iter(logical_object(verb)), None)


def subject_of_predicate(word: Token) -> Token | None:
    """Of whom an adjective, participle or noun is said: "X is able to", "X, responsible for it,", "groups loyal to"."""
    word = first_conjunct(word)
    own = own_subject(word)
    if own is not None:  # "access is limited", where the model takes the adjective for the verb
        return own
    head = word.head
    if word.dep_ in {"acomp", "attr", "oprd", "dobj"} and head.pos_ in VERBAL:
        return grammatical_subject(head)
    if word.dep_ in {"amod", "acl", "relcl"}:
        return head
    if word.dep_ == "pobj" and head.head.pos_ in VERBAL:
        return grammatical_subject(head.head)
    return None


def logical_subject(verb: Token) -> Token | None:
    """The doer: the subject, or of a passive the noun of its by-phrase."""
    if is_passive(verb):
        by = agents(verb)
        if not by and verb.dep_ != "conj" and not _complete(verb):
            by = [a for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" for a in agents(c)]
        return by[0] if by else None
    return grammatical_subject(verb)


def _complete(verb: Token) -> bool:
    """ "was hurt in the battle and taken away by X", unlike "was seized and killed by X": X is not the first's doer."""
    return any(c.i > verb.i and c.dep_ in {"prep", "dobj", "npadvmod", "advcl", "agent"} for c in verb.children)


def logical_object(verb: Token) -> list[Token]:
    """What undergoes: the objects, or of a passive its subject."""
    if is_passive(verb):
        subject = grammatical_subject(verb)
        return [subject] if subject is not None else []
    return direct_objects(verb)
