"""Who takes part: fill a pattern's slots from the parse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from grounds.language.syntax import (
    VERBAL,
    agents,
    children,
    conjuncts,
    direct_objects,
    first_conjunct,
    grammatical_subject,
    is_passive,
    own_subject,
    prepositions,
)
from grounds.model.claim import Participant
from grounds.reading.lexicon import Rule
from grounds.reading.lists import list_heads, prepositions_of
from grounds.reading.words import read_yaml, words
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token

Parties = tuple[Participant, ...]
_REFLEXIVE = frozenset({"itself", "themselves", "himself", "herself"})


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
def instruments() -> dict[str, dict[str, Any]]:
    """Things that strike, by lemma, each with the mode and weapon that it tells, and whether it is a party itself."""
    return dict(read_yaml("instruments.yaml"))


@cache
def _causatives() -> frozenset[str]:
    return frozenset(read_yaml("acts.yaml")["causatives"])


@cache
def _carriers() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    raw = read_yaml("support_verbs.yaml")
    verbs = {lemma: entry for entry in raw["verbs"] for lemma in entry["lemmas"]}
    links = {lemma: entry for entry in raw["links"] for lemma in entry["lemmas"]}
    return verbs, links


def carrier(noun: Token) -> Support | None:
    """The support of an event noun, also where it stands in a list ("attacks, including bombings")."""
    verbs, links = _carriers()
    node = noun
    for _ in range(6):
        node = first_conjunct(node)
        head = node.head
        if node.dep_ in {"dobj", "nsubjpass"} and head.pos_ in VERBAL:
            entry = verbs.get(head.lemma_.lower())
            return _of_verb(head, entry) if entry is not None else None
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


def _of_verb(verb: Token, entry: dict[str, Any]) -> Support:
    doer = logical_subject(verb) if entry["doer"] == "subject" else None
    target = logical_subject(verb) if entry.get("target") == "subject" else None
    return Support(
        verb, doer, target, {k: v for k, v in entry.items() if k in {"phase", "factuality", "outcome", "stance"}}
    )


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
    subject = grammatical_subject(above) if above.pos_ in VERBAL else subject_of_predicate(above)
    return Support(above, subject, None, {}), None


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


class Arguments:
    """Fills the slots of a rule at a trigger."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved

    def fill(self, trigger: Trigger, sources: tuple[str, ...], rule: Rule) -> Parties:
        """The parties of the first source that gives any."""
        for source in sources:
            if source in {"subject", "undergone"} and rule.possessor:
                nouns = getattr(self, f"_{source}")(trigger)
                found = self._of(nouns) or self._of([c for t in nouns for c in children(t, "poss")])
            else:
                if source.startswith("prep:"):
                    nouns = self._after(trigger, rule.object_preps or tuple(source[5:].split("|")))
                else:
                    nouns = getattr(self, f"_{source}")(trigger)
                found = self._of_or_owners(nouns, rule)
            if found:
                return found
        return ()

    def behind(self, noun: Token, words: tuple[str, ...], rule: Rule) -> Parties:
        """The parties after the prepositions ``words`` on ``noun``, or on the verb beside it ("caused harm TO X")."""
        return self._of_or_owners(prepositions_of(noun, words), rule)

    def against(self, trigger: Trigger, sides: Parties) -> Parties:
        """ "cooperates with X against Y", "in the fight against Y": Y, where it is none of the sides."""
        carrying = [trigger.token, trigger.anchor]
        carrying += [
            n
            for w in carrying
            for p, n in prepositions(w)
            if p in {"in", "on"} and n.lemma_.lower() in words("struggles")
        ]
        named = {p.start for p in sides}
        behind = self._of([n for w in carrying for n in prepositions_of(w, ("against",))])
        return tuple(p for p in behind if p.start not in named)

    def _of_or_owners(self, nouns: list[Token], rule: Rule) -> Parties:
        found = self._of(nouns, things=rule.predicate == "assault")
        if not found and rule.object_owner:  # "a threat to X's stability"
            found = self._of([o for n in nouns for o in (*children(n, "poss"), *prepositions_of(n, ("of", "by")))])
        return found

    def _of(self, tokens: list[Token], *, things: bool = False) -> Parties:
        """The parties of nouns; ``things`` lets in what can be struck though it also strikes ("a helicopter")."""
        parties: list[Participant] = []
        for token in tokens:
            if token.lower_ in _REFLEXIVE:
                continue  # "finances itself": no second party
            found = self._of_predicate(token) or self.resolved.parties(token) or self._named_beside(token)
            if not found and token.i in self.resolved.named and token.dep_ in {"amod", "compound", "nmod"}:
                found = party_of_name(self.resolved, token)  # "KENYAN strikes"
            for party in found:
                if (
                    not things
                    and party.actor is None
                    and party.name.split()[-1].lower().removesuffix("s") in instruments()
                ):
                    continue  # "troops backed by gunships": a weapon is no party
                if all((p.start, p.name) != (party.start, party.name) for p in parties):
                    parties.append(party)
        return tuple(parties)

    def _of_predicate(self, token: Token) -> Parties:
        """ "X is a former rebel who wants …": what is said of a described noun is said of X."""
        verb = token.head
        if token.dep_ != "attr" or verb.lemma_ != "be" or any(p.actor for p in self.resolved.parties(token)):
            return ()
        subject = grammatical_subject(verb)
        return self.resolved.parties(subject) if subject is not None else ()

    def _named_beside(self, token: Token) -> Parties:
        """ "a common umbrella, the X": a noun that is no party itself, with a name in apposition."""
        beside = [c for c in children(token, "appos") if c.pos_ == "PROPN"]
        return tuple(p for c in beside for p in self.resolved.parties(c))

    def _subject(self, trigger: Trigger) -> list[Token]:
        token = trigger.token
        if trigger.word == "adjective":
            subject = subject_of_predicate(token)
        else:
            subject = logical_subject(token)
        return [subject] if subject is not None else []

    def _any_subject(self, trigger: Trigger) -> list[Token]:
        subject = grammatical_subject(trigger.token)
        return [subject] if subject is not None else []

    def _object(self, trigger: Trigger) -> list[Token]:
        if trigger.word == "adjective":
            return self._subject(trigger)
        return logical_object(trigger.token)

    def _undergone(self, trigger: Trigger) -> list[Token]:
        """ "raids weakened X", "X was weakened", "X has weakened": to whom it happens."""
        found = self._object(trigger)
        return found if found or is_passive(trigger.token) else self._subject(trigger)

    @staticmethod
    def _said_of(trigger: Trigger) -> list[Token]:
        """ "alleged that X had …": X."""
        subjects = (grammatical_subject(clause) for clause in children(trigger.token, "ccomp"))
        return [subject for subject in subjects if subject is not None]

    @staticmethod
    def _passive(trigger: Trigger) -> list[Token]:
        verb = trigger.token
        return logical_object(verb) if trigger.word == "verb" and is_passive(verb) else []

    @staticmethod
    def _complement(trigger: Trigger) -> list[Token]:
        """ "was renamed X", "calls itself X"."""
        return children(trigger.token, "oprd", "attr")

    @staticmethod
    def _having(trigger: Trigger) -> list[Token]:
        """ "a militia with ties to X": whoever has what the noun tells."""
        node = first_conjunct(trigger.token)
        above = node.head.head
        held = node.dep_ == "pobj" and node.head.lower_ == "with" and above.pos_ in {"NOUN", "PROPN"}
        return [above] if held else []

    def _indirect(self, trigger: Trigger) -> list[Token]:
        verb = trigger.token
        if is_passive(verb):
            theme = children(verb, "dobj", "oprd")
            with_theme = [n for w, n in prepositions(verb) if w == "with"]
            subject = grammatical_subject(verb)
            return [subject] if subject is not None and (theme or with_theme) else []
        plain = [c for c in children(verb, "dative") if c.pos_ != "ADP"]
        plain = plain or [c for o in children(verb, "dobj") for c in self._name_before(verb, o)]
        if plain:
            return plain
        if any(word == "with" for word, _ in prepositions(verb)):
            return children(verb, "dobj")
        return []

    def _name_before(self, verb: Token, thing: Token) -> list[Token]:
        """ "gave THE NATIONAL ARMY rifles": a name right behind a verb of giving that the model hung on the gift."""
        if verb.lemma_.lower() not in words("giving") or prepositions_of(verb, ("to",)):
            return []
        for child in children(thing, "compound", "nmod"):
            named = self.resolved.named.get(child.i)
            if named is None or named.actor is None or named.alias_kind == "adjective":
                continue
            if thing.doc[verb.i + 1 : named.first].text.lower() in {"", "the"} and named.last < thing.i:
                return [thing.doc[named.last]]
        return []

    def _poss(self, trigger: Trigger) -> list[Token]:
        own = children(trigger.token, "poss") or [n for w, n in prepositions(trigger.token) if w == "by"]
        verbs, _ = _carriers()
        made = {*verbs, *words("agreeing")}
        done = [c for c in children(trigger.token, "acl") if c.tag_ == "VBN" and c.lemma_.lower() in made]
        return own or [a for verb in done for a in agents(verb)]  # "attacks carried out by X"

    def _support(self, trigger: Trigger) -> list[Token]:
        return [trigger.support.doer] if trigger.support is not None and trigger.support.doer is not None else []

    def _target(self, trigger: Trigger) -> list[Token]:
        return [trigger.support.target] if trigger.support is not None and trigger.support.target is not None else []

    def _compound(self, trigger: Trigger) -> list[Token]:
        found = []
        for child in trigger.token.children:
            known = child.i in self.resolved.named or child.i in self.resolved.referents
            if child.dep_ in {"compound", "amod", "nmod"} and known:
                found.append(child)
        return found

    def _causer(self, trigger: Trigger) -> list[Token]:
        """ "X forced villagers to flee": who makes the object of the verb above do it."""
        above = trigger.token.head
        if trigger.token.dep_ not in {"xcomp", "ccomp", "advcl"} or above.lemma_.lower() not in _causatives():
            return []
        subject = logical_subject(above)
        return [subject] if subject is not None else []

    def _wager(self, trigger: Trigger) -> list[Token]:
        """ "X's killing of Y", "X's kidnappings": the owner of an act whose victim is named, or of many, does it."""
        noun = trigger.token
        named = bool(prepositions_of(noun, ("of",)))
        return self._poss(trigger) if named or noun.tag_ in {"NNS", "NNPS"} else prepositions_of(noun, ("by",))

    def _bearer(self, trigger: Trigger) -> list[Token]:
        """ "Y's murder": the owner of one act whose victim is not named otherwise undergoes it."""
        noun = trigger.token
        other = prepositions_of(noun, ("of",)) or noun.tag_ in {"NNS", "NNPS"}
        return [] if other else children(noun, "poss")

    def _sent(self, trigger: Trigger) -> list[Token]:
        """ "A unit has been redeployed": of a passive without a doer, those who are sent."""
        subject = grammatical_subject(trigger.token) if is_passive(trigger.token) else None
        return [subject] if subject is not None else []

    def _between(self, trigger: Trigger) -> list[Token]:
        words = ("between", "among", "involving")
        found = prepositions_of(trigger.token, words)
        if not found and trigger.word == "verb":  # "brokered a truce between X and Y"
            found = [n for o in direct_objects(trigger.token) for n in prepositions_of(o, words)]
        if not found and trigger.token.dep_ == "nsubj":  # "fighting erupted between X and Y"
            found = prepositions_of(trigger.token.head, words)
        if not found and trigger.word == "noun":
            found = next((f for n in list_heads(trigger.token) if (f := prepositions_of(n, words))), [])
        return found

    def _after(self, trigger: Trigger, words: tuple[str, ...]) -> list[Token]:
        """Objects of the prepositions on the word itself, then on the verb that carries it, then on its own list
        head."""
        found = [n for w, n in prepositions(trigger.token) if w in words]
        if not found and trigger.support is not None and trigger.support.token.i != trigger.token.i:
            found = [n for w, n in prepositions(trigger.support.token) if w in words and w not in {"of", "for", "in"}]
        if not found and trigger.word == "noun":
            found = next((f for n in list_heads(trigger.token) if (f := prepositions_of(n, words))), [])
        if not found:
            found = [n for t in conjuncts(trigger.token)[1:] for n in prepositions_of(t, words)]
        return found


def party_of_name(resolved: Resolved, token: Token) -> Parties:
    """The actor whose name ``token`` belongs to, also where the name is an adjective or an owner."""
    named = resolved.named[token.i]
    if named.actor is None:
        return ()
    return (resolved.party_of(named),)
