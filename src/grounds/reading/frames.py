"""The frames reader: rules indexed by word, applied to the parse, give drafts of claims.

A draft says what and who; how it is held, when, where and how many is added in ``assemble``. Several rules may see one
act ("attacked … with rockets"): drafts of one predicate with the same parties in one sentence become one claim with all
modes, as the codebook asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from grounds.language.syntax import VERBAL, children, conjuncts, first_conjunct, is_passive, noun_phrase, prepositions
from grounds.model.claim import Participant, Words
from grounds.model.vocabulary import VOCABULARY
from grounds.reading.arguments import Arguments, Parties, Trigger, carrier, logical_object, logical_subject
from grounds.reading.governors import read_yaml
from grounds.reading.lexicon import Lexicon, Rule, load_lexicon
from grounds.resolution.described import load_described
from grounds.resolution.resolver import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PLACE_NOUNS = frozenset(
    [
        "town",
        "city",
        "village",
        "district",
        "province",
        "area",
        "territory",
        "ground",
        "hill",
        "region",
        "valley",
        "island",
        "capital",
        "airport",
        "base",
        "headquarters",
        "border",
        "swathe",
        "part",
        "position",
        "stronghold",
        "foothold",
        "land",
        "state",
        "town",
    ]
)
_REGION_NOUNS = frozenset(["region", "country", "area", "district", "province", "border"])
_OPEN_CLASS = frozenset({"NOUN", "PROPN"})


@dataclass
class Draft:
    """A claim in the making. ``anchor`` is where the walk for factuality starts, ``trigger`` the word itself."""

    rule: Rule
    trigger: Token
    anchor: Token
    predicate: str
    subjects: Parties = ()
    objects: Parties = ()
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
    sets: dict[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """relation, event or assessment."""
        return VOCABULARY.kind_of[self.predicate]


@cache
def _instruments() -> dict[str, dict[str, str]]:
    return dict(read_yaml("instruments.yaml"))


class Frames:
    """The rules at work on one resolved document."""

    def __init__(self, resolved: Resolved, lexicon: Lexicon | None = None) -> None:
        self.resolved = resolved
        self.lexicon = lexicon or load_lexicon()
        self.arguments = Arguments(resolved)
        self.nouns = load_described()

    def drafts(self, sentence: Span) -> list[Draft]:
        """All drafts of a sentence, merged where they tell one act."""
        found: list[Draft] = []
        for token in sentence:
            for trigger, rule in self._candidates(token):
                found.extend(self._apply(rule, trigger))
            found.extend(self._purpose(token))
        return _merged(found)

    def _candidates(self, token: Token) -> Iterator[tuple[Trigger, Rule]]:
        lemma = token.lemma_.lower()
        if token.pos_ in VERBAL and token.dep_ not in {"aux", "auxpass"}:
            for rule in self.lexicon.verbs.get(lemma, ()):
                yield Trigger(token, "verb"), rule
            if (
                token.pos_ == "VERB"
                and token.dep_ in {"pobj", "compound", "dobj", "nmod", "conj"}
                and token.tag_ in {"VBG", "NN"}
            ):
                for rule in self.lexicon.nouns.get(token.lower_, ()):
                    yield Trigger(token, "noun", carrier(token)), rule
        elif token.pos_ in _OPEN_CLASS:
            rules = self._noun_rules(token, lemma)
            if rules:
                support = carrier(token)
                for rule in rules:
                    yield Trigger(token, "noun", support), rule
        elif token.pos_ == "ADJ":
            for rule in self.lexicon.adjectives.get(lemma, ()):
                if token.dep_ in {"acomp", "oprd", "attr", "conj"}:
                    yield Trigger(token, "adjective"), rule

    def _noun_rules(self, token: Token, lemma: str) -> tuple[Rule, ...]:
        before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
        return self.lexicon.nouns.get(f"{before} {lemma}", ()) or self.lexicon.nouns.get(lemma, ())

    # ------------------------------------------------------------------------------------------------ one rule

    def _apply(self, rule: Rule, trigger: Trigger) -> list[Draft]:
        token = trigger.token
        if not self._fits(rule, trigger):
            return []
        theme = self._theme(rule, trigger)
        if (rule.themes or rule.support_from_theme) and theme is None:
            return []
        pattern = self.lexicon.patterns[rule.pattern]
        slots = pattern.verb if trigger.word in {"verb", "adjective"} else pattern.noun
        draft = Draft(rule, token, trigger.anchor, rule.predicate, modes=list(rule.modes), weapons=list(rule.weapons),
                      support=list(rule.support), trend=rule.trend, state=rule.state, phase=rule.phase, theme=theme)  # fmt: skip
        if trigger.support is not None:
            draft.sets = dict(trigger.support.sets)
        draft.subjects = self.arguments.fill(trigger, slots.subject, rule)
        draft.objects = self.arguments.fill(trigger, slots.object, rule)
        if rule.themes and theme is not None:
            draft.objects = self._without(draft.objects, theme) or self._behind_theme(theme, slots.object, rule)
        self._instrument(rule, trigger, draft)
        return list(self._finish(rule, trigger, draft))

    def _behind_theme(self, theme: Token, sources: tuple[str, ...], rule: Rule) -> Parties:
        """ "launched an offensive AGAINST X", "pledged allegiance TO Y": the other side hangs on the theme."""
        words = rule.object_preps or tuple(w for s in sources if s.startswith("prep:") for w in s[5:].split("|"))
        return tuple(p for w, n in prepositions(theme) if w in words for p in self.resolved.parties(n))

    def _without(self, parties: Parties, theme: Token) -> Parties:
        own = {p.start for t in conjuncts(theme) for p in self.resolved.parties(t, spread=False)}
        return tuple(p for p in parties if p.start not in own)

    def _fits(self, rule: Rule, trigger: Trigger) -> bool:
        token = trigger.token
        if rule.particles and not any(
            c.lower_ in rule.particles for c in token.children if c.dep_ in {"prt", "advmod", "prep"}
        ):
            return False
        if rule.modifiers and trigger.word == "noun":
            if not any(c.lemma_.lower() in rule.modifiers for c in token.children if c.dep_ in {"amod", "compound"}):
                return False
        if rule.tense and trigger.word == "verb" and _tense(token) not in rule.tense:
            return False
        if (
            rule.not_carriers
            and trigger.support is not None
            and trigger.support.token.lemma_.lower() in rule.not_carriers
        ):
            return False
        if rule.predicative and token.dep_ not in {"attr", "appos"}:
            return False
        if rule.not_themes and any(
            n.lemma_.lower() in rule.not_themes for _, p in prepositions(token) for n in conjuncts(p)
        ):
            return False
        return True

    def _theme(self, rule: Rule, trigger: Trigger) -> Token | None:
        """The word that a rule's verb must take, wherever it stands beside the verb."""
        token = trigger.token
        if trigger.word != "verb":
            return None
        candidates = [*logical_object(token), *children(token, "dobj", "attr", "acomp", "oprd", "ccomp")]
        candidates += [n for w, n in prepositions(token) if w in {"with", "from", "as", "of", "to", "on", "in"}]
        if rule.support_from_theme:
            return self._given(token, candidates)
        if rule.place_subject:
            candidates += children(token, "nsubj", "nsubjpass")
            candidates += [c for o in children(token, "dobj", "ccomp", "xcomp") for c in (o, *o.children)]
        for candidate in candidates:
            for noun in conjuncts(candidate):
                if noun.lemma_.lower() in rule.themes or noun.lower_ in rule.themes:
                    return noun
        return None

    def _given(self, verb: Token, candidates: list[Token]) -> Token | None:
        """What is given: the word that tells a kind of support, or "support" itself."""
        for candidate in candidates:
            if candidate.dep_ == "pobj" and candidate.head.lower_ in {"to", "in", "on", "from", "of"}:
                continue
            if self._support_kinds(candidate) or candidate.lemma_.lower() in {
                "support",
                "assistance",
                "help",
                "aid",
                "backing",
            }:
                return candidate
        return None

    def _support_kinds(self, theme: Token) -> list[str]:
        """Kinds of support told by what is given, its adjectives and the list behind it, in order."""
        kinds: list[str] = []
        for noun in self._things(theme):
            words = [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"}]
            words = [w for word in words for w in (word, *[c for c in word.children if c.dep_ == "conj"])]
            compound = " ".join(w.lemma_.lower() for w in (*words[-1:], noun))
            told = [self.lexicon.support_kinds.get(w.lemma_.lower()) for w in words]
            own = self.lexicon.support_kinds.get(noun.lemma_.lower()) or self.lexicon.support_kinds.get(noun.lower_)
            exact = self.lexicon.support_kinds.get(compound)
            found: list[str | None] = [exact] if exact else [k for k in told if k] or [own]
            if (
                own
                and not exact
                and own not in found
                and noun.lemma_.lower() not in {"guidance", "support", "facility", "camp"}
            ):
                found.append(own)
            kinds.extend(k for k in found if k and k not in kinds)
        return kinds

    def _things(self, theme: Token) -> Iterator[Token]:
        for noun in conjuncts(theme):
            yield noun
        for noun in conjuncts(theme):
            for child in noun.children:
                if child.dep_ == "prep" and child.lower_ in {"including", "as", "like"}:
                    for item in children(child, "pobj"):
                        yield from conjuncts(item)
        verb = theme.head if theme.dep_ == "dobj" else theme.head.head
        for child in (*verb.children, *theme.head.children):
            if child.dep_ == "prep" and child.lower_ in {"including"}:
                for item in children(child, "pobj"):
                    yield from conjuncts(item)

    def _instrument(self, rule: Rule, trigger: Trigger, draft: Draft) -> None:
        """ "Shells hit the village", "a drone killed": the thing tells the mode, its owner is the doer."""
        if rule.predicate != "assault" or trigger.word != "verb":
            return
        subject = logical_subject(trigger.token)
        told = [
            w
            for s in ([subject] if subject is not None else [])
            for w in conjuncts(s)
            if w.lemma_.lower() in _instruments()
        ]
        for word in told:
            entry = _instruments()[word.lemma_.lower()]
            if "mode" in entry and (rule.modes in {("attack",), ()} or not draft.modes):
                draft.modes = [m for m in draft.modes if m != "attack"] + [entry["mode"]]
            draft.weapons.append(entry["weapon"])
        if told:
            owners = [
                c
                for c in told[0].children
                if c.dep_ in {"amod", "poss", "compound", "nmod"} and c.i in self.resolved.named
            ]
            draft.subjects = tuple(p for o in owners for p in self._state_of(o))

    def _state_of(self, token: Token) -> Parties:
        named = self.resolved.named[token.i]
        if named.actor is None:
            return ()
        words = self.resolved.parsed.words(
            token.doc[named.first].idx, token.doc[named.last].idx + len(token.doc[named.last])
        )
        return (Participant(actor=named.actor.id, name=named.actor.name, mention=words[0], start=words[1], end=words[2],
                            actor_kind=named.actor.kind, resolved_by=named.resolved_by, score=round(named.score, 2), why=named.why),)  # fmt: skip

    # ------------------------------------------------------------------------------------------- special turns

    def _finish(self, rule: Rule, trigger: Trigger, draft: Draft) -> Iterator[Draft]:
        if rule.support_from_theme:
            if not self._provided(rule, trigger, draft):
                return
        if rule.provision and trigger.word == "noun" and not self._is_support_noun(trigger):
            return
        if rule.theme_party and not self._party_of_theme(rule, trigger, draft):
            return
        if rule.changed:
            yield from self._changed(rule, trigger, draft)
            return
        if rule.crisis and draft.theme is not None:
            yield from self._crises(draft)
            return
        if rule.goal and not self._goal(trigger, draft):
            return
        if rule.place_subject and not self._place_subject(trigger, draft):
            return
        if rule.object_place and not self._object_place(trigger, draft):
            return
        if rule.not_place and any(self._is_place(t) for t in logical_object(trigger.token)) and trigger.word == "verb":
            return
        if rule.harmed:
            self._harmed(trigger, draft)
        if rule.of_parties and len(draft.objects) >= 2:
            draft.subjects, draft.objects = draft.objects, ()
        if rule.swap:
            draft.subjects, draft.objects = draft.objects, draft.subjects
        if rule.flip:
            draft.subjects, draft.objects = draft.objects, ()
        if rule.predicative and not draft.subjects:
            draft.subjects = self._predicated(trigger.token)
        if self._complete(rule, trigger, draft):
            yield from self._shaped(rule, draft)

    def _is_support_noun(self, trigger: Trigger) -> bool:
        """ "support for X", "assistance to X" under a verb that gives is read there; here only what stands alone."""
        verb = trigger.support.token if trigger.support is not None else None
        given = verb is not None and any(r.support_from_theme for r in self.lexicon.verbs.get(verb.lemma_.lower(), ()))
        head = trigger.token.head
        return not given and not any(r.support_from_theme for r in self.lexicon.verbs.get(head.lemma_.lower(), ()))

    def _provided(self, rule: Rule, trigger: Trigger, draft: Draft) -> bool:
        theme = draft.theme
        if theme is None:
            return False
        draft.support = self._support_kinds(theme) or ["unknown"]
        draft.objects = self._without(draft.objects, theme)
        if not draft.objects and rule.pattern == "provision":
            draft.objects = tuple(
                p for w, n in prepositions(theme) if w in {"to", "for"} for p in self.resolved.parties(n)
            )
        draft.subjects = self._without(draft.subjects, theme)
        if rule.pattern == "receipt" and not draft.subjects:
            draft.subjects = tuple(p for w, n in prepositions(theme) if w == "from" for p in self.resolved.parties(n))
        return bool(draft.objects)

    def _party_of_theme(self, rule: Rule, trigger: Trigger, draft: Draft) -> bool:
        for noun in logical_object(trigger.token):
            if noun.lemma_.lower() in rule.theme_party:
                owners = [n for w, n in prepositions(noun) if w in {"of", "for", "by"}] + children(
                    noun, "poss", "compound"
                )
                draft.objects = tuple(p for o in owners for p in self.resolved.parties(o))
                draft.theme = noun
                return bool(draft.objects)
        return False

    def _changed(self, rule: Rule, trigger: Trigger, draft: Draft) -> Iterator[Draft]:
        """ "weakened X's capabilities", "X has lost ground", "X's influence has shrunk"."""
        token = trigger.token
        targets = logical_object(token)
        if not targets and not is_passive(token):
            subject = logical_subject(token)
            targets = [subject] if subject is not None else []
        for target in targets:
            for noun in conjuncts(target):
                assessed = self.lexicon.assessed.get(noun.lemma_.lower())
                if assessed is None:
                    continue
                predicate, gone = assessed
                holders = self._holders(noun, token)
                if not holders:
                    continue
                new = replace(
                    draft,
                    predicate=predicate,
                    subjects=holders,
                    objects=(),
                    theme=noun,
                    support=[],
                    modes=[],
                    weapons=[],
                )
                if gone is not None and token.lemma_.lower() in {"destroy", "eliminate", "dismantle"}:
                    new.state, new.trend = gone, "down"
                yield from self._shaped(rule, new)

    def _holders(self, noun: Token, verb: Token) -> Parties:
        owned = [c for c in noun.children if c.dep_ in {"poss", "compound", "nmod"}] + [
            n for w, n in prepositions(noun) if w == "of"
        ]
        found = tuple(p for o in owned for p in self._party_or_name(o) if p.actor_kind not in {"facility", "measure"})
        if found:
            return found
        own_loss = verb.lemma_.lower() in {
            "lose",
            "expand",
            "grow",
            "increase",
            "strengthen",
            "restore",
            "rebuild",
            "boost",
        }
        subject = logical_subject(verb) if own_loss and not is_passive(verb) else None
        return self.resolved.parties(subject) if subject is not None else ()

    def _party_or_name(self, token: Token) -> Parties:
        parties = self.resolved.parties(token)
        if parties or token.i not in self.resolved.named or token.dep_ == "amod":
            return parties
        return self._state_of(token)

    def _crises(self, draft: Draft) -> Iterator[Draft]:
        theme = draft.theme
        if theme is None or not draft.subjects:
            return
        words = [
            w
            for c in theme.children
            if c.dep_ in {"amod", "compound", "nmod", "conj"}
            for w in (c, *children(c, "conj"))
        ]
        words += [first_conjunct(theme)] if theme.dep_ == "conj" else []
        told = {
            self.lexicon.assessed.get(
                w.lemma_.lower().replace("organizational", "organisation").replace("organisational", "organisation"),
                ("", None),
            )[0]
            for w in words
        }
        for predicate in sorted({p for p in told if p in {"leadership", "cohesion", "finance"}} or {"cohesion"}):
            yield from self._shaped(draft.rule, replace(draft, predicate=predicate, objects=()))

    def _goal(self, trigger: Trigger, draft: Draft) -> bool:
        clause = self._goal_clause(trigger)
        if clause is None:
            return False
        self._set_goal(draft, clause)
        return True

    def _goal_clause(self, trigger: Trigger) -> Token | None:
        token = trigger.token
        if trigger.word == "verb":
            clauses = [c for c in children(token, "xcomp", "ccomp") if c.tag_ == "VB"]
            return clauses[0] if clauses else next((o for o in children(token, "dobj") if o.pos_ == "NOUN"), None)
        for child in children(token, "acl"):
            if child.tag_ == "VB":
                return child
        if token.dep_ in {"nsubj", "nsubjpass"}:
            return next((c for c in children(token.head, "xcomp", "attr", "ccomp") if c.i > token.i), None)
        return None

    def _set_goal(self, draft: Draft, clause: Token) -> None:
        first = clause.doc[clause.left_edge.i]
        while first.i < clause.i and (first.lower_ in {"to", ","} or first.dep_ in {"aux", "punct"}):
            first = first.nbor()
        last = clause.right_edge
        while last.i > clause.i and (last.is_punct or last.is_space):
            last = last.nbor(-1)
        words, start, end = self.resolved.parsed.words(first.idx, last.idx + len(last))
        draft.goal = Words(words=words, start=start, end=end)
        lemmas = [t.lemma_.lower() for t in clause.doc[first.i : last.i + 1]]
        draft.goal_type = next((self.lexicon.goal_types[w] for kind in ("religious_order", "secession", "autonomy", "")
                                for w in lemmas if w in self.lexicon.goal_types and (not kind or self.lexicon.goal_types[w] == kind)), "other")  # fmt: skip
        draft.objects = ()

    def _purpose(self, token: Token) -> Iterator[Draft]:
        """ "fights to …", "collaborates in order to …": the aim of the stated actor, asserted as an aim."""
        if token.dep_ != "advcl" or token.tag_ != "VB" or token.head.pos_ not in VERBAL:
            return
        if not any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
            return
        rule = next((r for r in self.lexicon.rules if r.purpose), None)
        subject = logical_subject(token.head)
        parties = self.resolved.parties(subject) if subject is not None else ()
        parties = tuple(p for p in parties if p.actor_kind not in {"facility", "measure", "operation", "place"})
        if rule is None or not parties or is_passive(token.head):
            return
        for draft in self._shaped(rule, Draft(rule, token.head, token.head, "seeks", subjects=parties)):
            self._set_goal(draft, token)
            yield draft

    def _place_subject(self, trigger: Trigger, draft: Draft) -> bool:
        """The place whose situation is judged: beside the theme, or the object ("left the region vulnerable")."""
        around = [draft.theme, trigger.token] if draft.theme is not None else [trigger.token]
        nouns = [n for w in around for p, n in prepositions(w) if p in {"in", "across", "of", "throughout", "around"}]
        nouns += [c for w in around for c in children(w, "poss", "compound", "nsubj", "dobj")]
        nouns += [g for c in children(trigger.token, "ccomp", "xcomp") for g in children(c, "nsubj")]
        for noun in nouns:
            party = self._place_party(noun)
            if party is not None:
                draft.subjects, draft.objects = (party,), ()
                return True
        return False

    def _place_party(self, noun: Token) -> Participant | None:
        found = self.resolved.place(noun)
        if found is None and noun.lemma_.lower() not in _REGION_NOUNS:
            return None
        start, end = noun_phrase(noun)
        words, begin, stop = self.resolved.parsed.words(start, end)
        name = found[1].name if found is not None else re.sub(r"^(the|a|an)\s+", "", words, flags=re.IGNORECASE)
        return Participant(
            name=name,
            mention=words,
            start=begin,
            end=stop,
            actor_kind="place",
            resolved_by="named",
            score=0.8,
            why="a place",
        )

    def _is_place(self, token: Token) -> bool:
        """A gazetteer place, or a bare name in no list at all: who is captured is told by a noun or a known name."""
        if token.i in self.resolved.named:
            return self.resolved.place(token) is not None and not self._acts(token)
        return token.pos_ == "PROPN" and all(p.resolved_by == "nil" for p in self.resolved.parties(token, spread=False))

    def _acts(self, token: Token) -> bool:
        named = self.resolved.named.get(token.i)
        return named is not None and named.actor is not None and named.actor.kind != "state"

    def _object_place(self, trigger: Trigger, draft: Draft) -> bool:
        if trigger.word != "verb":
            return False
        places = [n for o in logical_object(trigger.token) for n in conjuncts(o)]
        places = [n for n in places if self._is_place(n) or n.lemma_.lower() in _PLACE_NOUNS or _counted_area(n)]
        draft.objects, draft.places = (), places
        draft.sets["names_place"] = True
        return bool(places)

    def _harmed(self, trigger: Trigger, draft: Draft) -> None:
        hurt = tuple(
            p for w, n in prepositions(trigger.token) if w in {"to", "on", "upon"} for p in self.resolved.parties(n)
        )
        if not hurt and draft.theme is not None:
            hurt = tuple(p for w, n in prepositions(draft.theme) if w in {"to", "on"} for p in self.resolved.parties(n))
        draft.subjects, draft.objects = hurt, ()

    def _predicated(self, token: Token) -> Parties:
        if token.dep_ == "attr":
            subject = logical_subject(token.head)
            return self.resolved.parties(subject) if subject is not None else ()
        return self.resolved.parties(token.head) if token.dep_ == "appos" else ()

    # --------------------------------------------------------------------------------------------- completeness

    def _complete(self, rule: Rule, trigger: Trigger, draft: Draft) -> bool:
        if not self._kinds_fit(rule, draft):
            return False
        pattern = self.lexicon.patterns[rule.pattern]
        relation = draft.kind == "relation"
        two = bool(draft.subjects and draft.objects) or ((pattern.pairs or pattern.joint) and len(draft.subjects) > 1)
        if "pair" in rule.needs and not two and not (rule.bounded and draft.objects and trigger.word == "verb"):
            return False
        if "subject_and_object" in rule.needs and not (draft.subjects and draft.objects):
            return False
        if (
            "subject" in rule.needs
            and set(rule.needs) <= {"subject", "goal", "theme_party", "place_subject"}
            and not draft.subjects
        ):
            return False
        if "target_or_against" in rule.needs and not draft.objects:
            return False
        if rule.needs in {("object",), ("theme", "object")} and not draft.objects:
            return False
        if rule.needs == ("subject", "where"):
            draft.sets["needs_where"] = True
            if not draft.subjects:
                return False
        if rule.needs == ("subject", "object") and not (draft.subjects and draft.objects):
            return False
        if rule.with_number and not (draft.theme is not None and any(c.dep_ == "nummod" for c in draft.theme.children)):
            return False
        return bool(draft.subjects or draft.objects) and (not relation or bool(draft.subjects))

    def _kinds_fit(self, rule: Rule, draft: Draft) -> bool:
        if rule.object_groups or rule.object_groups_not:
            kept = tuple(p for p in draft.objects if self._group_fits(rule, p))
            if draft.objects and not kept:
                return False
            draft.objects = kept
        if rule.subject_kinds:
            draft.subjects = tuple(
                p
                for p in draft.subjects
                if p.actor_kind in rule.subject_kinds or (p.actor is None and p.actor_kind is None)
            )
        if rule.object_kinds:
            draft.objects = tuple(p for p in draft.objects if p.actor and p.actor_kind in rule.object_kinds)
        if rule.subject_positions:
            draft.subjects = tuple(
                p for p in draft.subjects if p.position and p.position.value in rule.subject_positions
            )
        return True

    def _group_fits(self, rule: Rule, party: Participant) -> bool:
        words = re.findall(r"[\w-]+", party.name.lower())
        last = words[-1] if words else ""
        sense = (
            self.nouns.sense(last)
            or self.nouns.sense(last.removesuffix("s"))
            or self.nouns.sense(last.removesuffix("es"))
        )
        if sense is None:
            sense = self.nouns.sense(last[:-3] + "y") if last.endswith("ies") else None
        if rule.object_groups:
            return party.actor is None and sense is not None and sense.group in rule.object_groups
        return sense is None or sense.group not in rule.object_groups_not

    def _shaped(self, rule: Rule, draft: Draft) -> Iterator[Draft]:
        """One draft a claim: pairs of a two-sided relation, one subject of a relation or assessment."""
        pattern = self.lexicon.patterns[rule.pattern]
        if draft.kind == "event":
            if pattern.joint and (draft.objects or len(draft.subjects) > 1):
                draft.subjects, draft.objects, draft.directed = _distinct((*draft.subjects, *draft.objects)), (), False
            if draft.subjects or draft.objects:
                yield draft
            return
        symmetric = draft.predicate in VOCABULARY.symmetric
        if pattern.pairs and not draft.objects:
            for i, one in enumerate(draft.subjects):
                for second in draft.subjects[i + 1 :]:
                    yield replace(draft, subjects=(one,), objects=(second,), directed=False)
            return
        for subject in draft.subjects:
            others: tuple[Participant | None, ...] = draft.objects or (None,)
            for other in others:
                if other is not None and other.name == subject.name:
                    continue
                objects: Parties = (other,) if other is not None and draft.kind == "relation" else ()
                yield replace(draft, subjects=(subject,), objects=objects, directed=not symmetric)


def _distinct(parties: Parties) -> Parties:
    seen: dict[str, Participant] = {}
    for party in parties:
        seen.setdefault(party.actor or party.name, party)
    return tuple(seen.values())


def _counted_area(noun: Token) -> bool:
    """ "four of the five states", "large parts of the north"."""
    return noun.pos_ in {"NUM", "NOUN", "ADJ"} and any(
        w == "of" and n.lemma_.lower() in _PLACE_NOUNS for w, n in prepositions(noun)
    )


def _tense(verb: Token) -> str:
    auxiliaries = {c.lemma_.lower() for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children):
        return "past"
    if "have" in auxiliaries:
        return "perfect"
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(c.tag_ == "VBD" for c in verb.children)):
        return "past"
    if verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ in {"VBG", "VBN"} and auxiliaries & {"be"}):
        return "present"
    return "infinitive"


def _merged(drafts: list[Draft]) -> list[Draft]:
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
        same.trend, same.state = same.trend or draft.trend, same.state or draft.state
    for draft in kept:
        if len(draft.modes) > 1 and "attack" in draft.modes:
            draft.modes = [m for m in draft.modes if m != "attack"]
    return kept


def _one_act(one: Draft, other: Draft) -> bool:
    if one.predicate != other.predicate or one.goal != other.goal:
        return False
    a, b = [{p.actor or p.name for p in d.subjects} for d in (one, other)]
    c, d = [{p.actor or p.name for p in x.objects} for x in (one, other)]
    if (
        one.trigger.i != other.trigger.i
        and not _one_list(one.trigger, other.trigger)
        and not (a == b and c == d and a and one.kind != "event")
    ):
        return False
    return (a == b or not a or not b) and (c == d or not c or not d)


def _one_list(one: Token, other: Token) -> bool:
    """ "attacks, including bombings and kidnappings": members of one list of nouns."""
    if one.pos_ in VERBAL or other.pos_ in VERBAL:
        return False
    return carrier_of(one) == carrier_of(other) is not None


def carrier_of(token: Token) -> int | None:
    """Where the support of an event noun stands, or null."""
    support = carrier(token)
    return support.token.i if support is not None else None
