"""Who takes part: fill a pattern's slots from the parse."""

from __future__ import annotations

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
    noun_phrase,
    prepositions,
)
from grounds.model.claim import Participant
from grounds.reading.carriers import Trigger, carriers, logical_object, logical_subject, subject_of_predicate
from grounds.reading.lexicon import Rule
from grounds.reading.lists import list_heads, prepositions_of
from grounds.reading.making import founded, founds, merging, origin, parting, result
from grounds.reading.words import read_yaml, words
from grounds.resolution.described import load_described
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token

Parties = tuple[Participant, ...]
_BENEATH = frozenset({"under", "beneath", "within", "in"})
#: Groups of nouns that, before the noun of an act, tell who does it.
_FORCES = frozenset({"armed_group", "coalitions", "fighters", "soldiers", "police", "security", "gangs"})
_TAKEN = frozenset({"arrest", "abduction"})
_STRANDED = frozenset({"on", "upon", "at"})
_REFLEXIVE = frozenset({"itself", "themselves", "himself", "herself"})


@cache
def instruments() -> dict[str, dict[str, Any]]:
    """Things that strike, by lemma, each with the mode and weapon that it tells, and whether it is a party itself."""
    return dict(read_yaml("instruments.yaml"))


@cache
def _causatives() -> frozenset[str]:
    return frozenset(read_yaml("acts.yaml")["causatives"])


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
                    if not nouns and "targeting" in source and "military_operation" not in rule.modes:
                        nouns = _aimed_at(trigger.token)
                else:
                    nouns = getattr(self, f"_{source}")(trigger)
                found = self._of_or_owners(nouns, rule)
                if not found and source == "object" and _TAKEN & set(rule.modes):
                    found = tuple(p for n in nouns if (p := self._others(n)) is not None)
                if source == "compound" and rule.predicate in {"assault", "coerce"} and len(found) < 2:
                    told = tuple(p for n in self._striking(trigger) if (p := self.of_force(n)) is not None)
                    found += () if found and not _coordinated(trigger.token) else told
            if found:
                return found
        return ()

    def behind(self, noun: Token, words: tuple[str, ...], rule: Rule) -> Parties:
        """The parties after the prepositions ``words`` on ``noun``, or on the verb beside it ("caused harm TO X")."""
        nouns = prepositions_of(noun, words) or (_aimed_at(noun) if "against" in words else [])
        return self._of_or_owners(nouns, rule)

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

    def parties_of(self, noun: Token) -> Parties:
        """The parties that one noun names."""
        return self._of([noun])

    def _of_or_owners(self, nouns: list[Token], rule: Rule) -> Parties:
        found = self._of(nouns, things=rule.predicate == "assault")
        efforts = all(p.actor_kind in {"measure", "operation"} for p in found)
        if efforts and rule.object_owner:  # "supports X's efforts", "a threat to X's stability"
            found = self._of([o for n in nouns for o in _owners(n)])
        return found

    def _of(self, tokens: list[Token], *, things: bool = False) -> Parties:
        """The parties of nouns; ``things`` lets in what can be struck though it also strikes ("a helicopter")."""
        parties: list[Participant] = []
        others = [c for t in tokens if t.lower_ in _REFLEXIVE for c in children(t, "conj")]  # "himself AND four guards"
        for token in (*tokens, *others):
            if token.lower_ in _REFLEXIVE:
                continue  # "finances itself": no second party
            found = self._of_predicate(token) or self.resolved.parties(token) or self._named_beside(token)
            if not found and token.i in self.resolved.named and token.dep_ in {"amod", "compound", "nmod"}:
                found = party_of_name(self.resolved, token)  # "KENYAN strikes"
            if not found and things and token.lemma_.lower() in words("held_things"):  # "strikes on ISIL targets"
                held = [c for c in children(token, "compound", "amod", "nmod", "poss") if c.i in self.resolved.named]
                found = tuple(p for c in held for p in party_of_name(self.resolved, c))
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
    def _stranded(trigger: Trigger) -> list[Token]:
        """ "A car was fired UPON by gunmen": the preposition of a passive without a noun takes its subject."""
        verb = trigger.token
        bare = any(c.dep_ in {"prep", "prt"} and c.lower_ in _STRANDED and not [*c.children] for c in verb.children)
        return logical_object(verb) if bare and is_passive(verb) else []

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
        verbs, _ = carriers()
        made = {*verbs, *words("agreeing")}
        done = [c for c in children(trigger.token, "acl") if c.tag_ == "VBN" and c.lemma_.lower() in made]
        return own or [a for verb in done for a in agents(verb)]  # "attacks carried out by X"

    def _support(self, trigger: Trigger) -> list[Token]:
        return [trigger.support.doer] if trigger.support is not None and trigger.support.doer is not None else []

    def _target(self, trigger: Trigger) -> list[Token]:
        return [trigger.support.target] if trigger.support is not None and trigger.support.target is not None else []

    def _others(self, noun: Token) -> Participant | None:
        """ "killed three and arrested 28 OTHERS": people of whom nothing else is told."""
        if noun.lower_ not in {"others", "another"} or not children(noun, "nummod", "amod"):
            return None
        mention, start, end = self.resolved.parsed.words(*noun_phrase(noun))
        return Participant(
            name=mention,
            mention=mention,
            start=start,
            end=end,
            target_type="unknown",
            resolved_by="described",
            score=0.4,
            why="people who are only counted",
        )

    def _striking(self, trigger: Trigger) -> list[Token]:
        """ "a REBEL attack", "a POLICE raid": who fights, told by the noun before the act."""
        before = children(trigger.token, "compound", "amod", "nmod")
        listed = [c for b in before for c in (b, *children(b, "conj"))]
        return [c for c in listed if self.of_force(c) is not None]

    def of_force(self, noun: Token) -> Participant | None:
        """The party that a bare noun of fighters or forces before an act tells, or null."""
        sense = load_described().sense(noun.lemma_.lower())
        if f"{noun.lemma_.lower()} {noun.head.lemma_.lower()}" in instruments():
            return None  # "FIGHTER jets"
        rank = sense is not None and sense.group == "soldiers" and noun.pos_ == "ADJ"
        if sense is None or sense.group not in _FORCES or noun.pos_ == "PROPN" or rank:
            return None  # "a MAJOR attack" is no major's
        if noun.lemma_.lower() in words("vague_attackers"):
            return None  # "terrorist attacks" tells what kind of attacks, not whose
        mention, start, end = self.resolved.parsed.words(noun.idx, noun.idx + len(noun))
        return Participant(
            name=mention,
            mention=mention,
            start=start,
            end=end,
            actor_kind=sense.actor_kind,
            target_type=sense.target_type,
            resolved_by="described",
            score=0.5,
            why=f"{mention!r} before the act tells who fights",
        )

    def _compound(self, trigger: Trigger) -> list[Token]:
        found = []
        for child in trigger.token.children:
            if child.dep_ in {"compound", "amod", "nmod"}:
                found += [c for c in (child, *children(child, "conj")) if self._is_known(c)]
        return found

    def _is_known(self, token: Token) -> bool:
        return token.i in self.resolved.named or token.i in self.resolved.referents

    def _causer(self, trigger: Trigger) -> list[Token]:
        """ "X forced villagers to flee": who makes the object of the verb above do it."""
        above = trigger.token.head
        if trigger.token.dep_ not in {"xcomp", "ccomp", "advcl"} or above.lemma_.lower() not in _causatives():
            return []
        subject = logical_subject(above)
        return [subject] if subject is not None else []

    _result = staticmethod(result)
    _merging = staticmethod(merging)
    _parting = staticmethod(parting)
    _origin = staticmethod(origin)

    @staticmethod
    def _founded(trigger: Trigger) -> list[Token]:
        """ "Z was formed in response to X": Z."""
        above = trigger.token.head.head
        return founded(above) if trigger.token.dep_ == "pobj" and founds(above) else []

    @staticmethod
    def _under(trigger: Trigger) -> list[Token]:
        """ "X operates under the umbrella of Y", "groups under its banner": X."""
        noun = trigger.token
        if noun.dep_ != "pobj" or noun.head.lower_ not in _BENEATH:
            return []
        above = noun.head.head
        if above.pos_ in {"NOUN", "PROPN"}:
            return [above]
        subject = grammatical_subject(above) if above.pos_ in VERBAL else None
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
        found: list[Token] = prepositions_of(trigger.token, words)
        if not found and trigger.word == "verb":  # "brokered a truce between X and Y"
            found = [n for o in direct_objects(trigger.token) for n in prepositions_of(o, words)]
        whole = _series_of(trigger.token)
        found = found or prepositions_of(whole, words)
        if not found and whole.dep_ == "nsubj":  # "fighting erupted between X and Y"
            found = prepositions_of(whole.head, words)
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


def _aimed_at(noun: Token) -> list[Token]:
    """ "attacks TARGETING X", "launched an operation targeting X"."""
    return [n for c in children(noun, "acl") if c.lower_ == "targeting" for n in children(c, "dobj")]


def _owners(noun: Token) -> list[Token]:
    """Whose an effort or act is: by-phrase, owner, or "of", but for acts that befall who stands there."""
    by = prepositions_of(noun, ("by",)) or children(noun, "poss")
    return by or ([] if noun.lemma_.lower() in words("victim_behind_of") else prepositions_of(noun, ("of",)))


def _series_of(noun: Token) -> Token:
    """ "a series of meetings": the noun that counts them, which stands in their place; else the noun itself."""
    counted = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in words("series")
    return noun.head.head if counted else noun


def _coordinated(act: Token) -> bool:
    """ "an AFGHAN AND COALITION operation": two who act together."""
    return any(c.lower_ == "and" and c.i < act.i for b in act.lefts for c in (b, *b.children))


def party_of_name(resolved: Resolved, token: Token) -> Parties:
    """The actor whose name ``token`` belongs to, also where the name is an adjective or an owner."""
    named = resolved.named[token.i]
    if named.actor is None:
        return ()
    return (resolved.party_of(named),)
