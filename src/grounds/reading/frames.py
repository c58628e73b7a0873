"""The frames reader: rules indexed by word, applied to the parse, give drafts of claims.

A draft says what and who; how it is held, when, where and how many is added in ``assemble``. Several rules may see one
act ("attacked … with rockets"): drafts of one predicate with the same parties in one sentence become one claim with all
modes, as the codebook asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from grounds.language.syntax import (
    VERBAL,
    children,
    conjuncts,
    grammatical_subject,
    is_passive,
    own_subject,
    prepositions,
    tense,
)
from grounds.model.claim import Participant
from grounds.reading.acts import merged
from grounds.reading.aims import Aims
from grounds.reading.arguments import Arguments, Parties, party_of_name
from grounds.reading.carriers import Trigger, carrier, logical_object, logical_subject
from grounds.reading.clauses import tells
from grounds.reading.doers import Doers
from grounds.reading.drafts import Draft
from grounds.reading.ellipsis import left_out
from grounds.reading.fits import behind_its_noun, is_noun_too, only, told, words_fit
from grounds.reading.governors import load_governors
from grounds.reading.ground import Ground
from grounds.reading.helping import Help, without_theme
from grounds.reading.judgements import Judgements
from grounds.reading.lexicon import Lexicon, Rule, load_lexicon
from grounds.reading.lists import prepositions_of
from grounds.reading.partners import Partners
from grounds.reading.roles import Roles
from grounds.reading.shaping import Shaping
from grounds.reading.striking import Striking
from grounds.reading.telling import Telling
from grounds.reading.themes import Themes
from grounds.reading.words import words
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: What parties do together or for each other may be aimed at a third.
_AIMED = frozenset({"cooperates_with", "cooperate", "allied_with", "supports", "aid", "agree", "consult"})
#: What is struck from afar is a place where its name is in no list.
_FROM_AFAR = frozenset({"shelling", "air_strike", "missile", "drone_strike"})
_OPEN_CLASS = frozenset({"NOUN", "PROPN"})


class Frames:
    """The rules at work on one resolved document."""

    def __init__(self, resolved: Resolved, lexicon: Lexicon | None = None) -> None:
        self.resolved = resolved
        self.lexicon = lexicon or load_lexicon()
        self.arguments = Arguments(resolved)
        self.doers = Doers(resolved, self.lexicon, self.arguments)
        self.themes = Themes(self.lexicon)
        self.help = Help(resolved, self.lexicon, self.themes)
        self.ground = Ground(resolved)
        self.striking = Striking(resolved)
        self.partners = Partners(resolved)
        self.roles = Roles(resolved)
        self.aims = Aims(resolved, self.lexicon)
        self.telling = Telling(resolved, self.lexicon)
        self.judgements = Judgements(resolved, self.lexicon)
        self.shaping = Shaping(self.lexicon)

    def drafts(self, sentence: Span) -> list[Draft]:
        """All drafts of a sentence, merged where they tell one act."""
        found: list[Draft] = []
        for token in sentence:
            for trigger, rule in self.candidates(token):
                found.extend(self.apply(rule, trigger))
            found.extend(self._purpose(token))
            found.extend(d for t in self.telling.drafts(token) for d in self.shaping.shaped(t.rule, t))
        kept = merged(_without_absorbed(found))
        for draft in kept:
            self.doers.complete(draft)
        return [*kept, *left_out(sentence, kept, self.resolved)]

    def candidates(self, token: Token) -> Iterator[tuple[Trigger, Rule]]:
        """The rules that a word calls, as the part of speech that it has here."""
        lemma = token.lemma_.lower()
        if token.pos_ in VERBAL and token.dep_ not in {"aux", "auxpass"} and not self._tells_aim(token):
            for rule in self.lexicon.verbs.get(lemma, ()):
                yield Trigger(token, "verb"), rule
            if is_noun_too(token):
                for rule in self.lexicon.nouns.get(token.lower_, ()):
                    yield Trigger(token, "noun", carrier(token)), rule
        elif token.pos_ in _OPEN_CLASS:
            rules = () if self._is_in_a_name(token) else self._noun_rules(token, lemma)
            if rules and told(token) and not self._names_a_thing(token):
                support = carrier(token)
                for rule in rules:
                    yield Trigger(token, "noun", support), rule
        elif token.pos_ == "ADJ":
            for rule in self.lexicon.adjectives.get(lemma, ()):
                said = token.dep_ in {"acomp", "oprd", "attr", "conj"} or own_subject(token) is not None
                if said or behind_its_noun(token):
                    yield Trigger(token, "adjective"), rule

    def _tells_aim(self, verb: Token) -> bool:
        """ "attacks TARGETING X": whom the act of the noun is aimed at, no act beside it."""
        noun = verb.head
        if verb.lower_ != "targeting" or verb.dep_ != "acl" or noun.pos_ != "NOUN":
            return False
        return any(r.pattern == "does_to" and r.modes for r in self._noun_rules(noun, noun.lemma_.lower()))

    def _is_in_a_name(self, token: Token) -> bool:
        """ "The Islamic FRONT": a word of a body's name tells nothing by itself."""
        named = self.resolved.named.get(token.i)
        return named is not None and named.actor is not None and named.first != named.last

    def _names_a_thing(self, token: Token) -> bool:
        """ "assault rifle", "raid team", "explosives for attacks": no act, but what is meant for one."""
        head = token.head
        if token.dep_ == "compound" and head.pos_ == "NOUN":
            return not self._noun_rules(head, head.lemma_.lower())
        return token.dep_ == "pobj" and head.lower_ in {"for", "in"} and head.head.lemma_.lower() in words("stuff")

    def _noun_rules(self, token: Token, lemma: str) -> tuple[Rule, ...]:
        nouns = self.lexicon.nouns
        if lemma in self.lexicon.second_words and token.i > token.sent.start:
            found = nouns.get(f"{token.nbor(-1).lower_} {lemma}")
            if found:
                return found
        return nouns.get(lemma, ())

    def apply(self, rule: Rule, trigger: Trigger) -> list[Draft]:
        """What one rule makes of its word, before drafts of one act are merged."""
        token = trigger.token
        if not self._fits(rule, trigger):
            return []
        theme = self.themes.find(rule, trigger)
        if (rule.themes or rule.support_from_theme) and theme is None:
            return []
        pattern = self.lexicon.patterns[rule.pattern]
        slots = pattern.verb if trigger.word in {"verb", "adjective"} else pattern.noun
        draft = Draft(
            rule,
            token,
            trigger.anchor,
            rule.predicate,
            modes=list(rule.modes),
            weapons=list(rule.weapons),
            support=list(rule.support),
            trend=rule.trend,
            state=rule.state,
            phase=rule.phase,
            theme=theme,
        )
        if trigger.support is not None:
            draft.sets = dict(trigger.support.sets)
        if rule.predicative:
            draft.subjects, draft.objects = self.roles.sides(token, rule.object_preps)
            draft.aside = self.roles.is_aside(token)
            if draft.kind == "assessment":
                draft.objects = ()
        else:
            draft.subjects = self.arguments.fill(trigger, slots.subject, rule)
            draft.objects = self.arguments.fill(trigger, slots.object, rule)
        if draft.sets.get("stance") == "claims_responsibility" and not draft.subjects:
            return []  # "nobody has claimed responsibility for it"
        if charged := () if draft.subjects else self._of_each_other(trigger):
            return [d for one in charged for d in self._finish(rule, trigger, self._charge_of(draft, one, charged))]
        if len(draft.subjects) > 1 and not draft.objects and _each_other(token):
            draft.directed, draft.sets["each_other"] = False, True
        if rule.themes and theme is not None and not rule.theme_is_object:
            draft.objects = without_theme(self.resolved, draft.objects, theme) or self._behind_theme(
                theme, slots.object, rule
            )
        if not self.striking.fits(rule, trigger, draft):
            return []
        self.partners.join(trigger, draft)
        return list(self._finish(rule, trigger, draft))

    def _of_each_other(self, trigger: Trigger) -> Parties:
        """ "X and Y accused each other of it": both, where what they are charged with is the trigger."""
        doer = trigger.support.doer if trigger.support is not None else logical_subject(trigger.token)
        if doer is None or doer.dep_ != "dobj" or not _each_other(doer.head):
            return ()
        subject = grammatical_subject(doer.head)
        both = self.resolved.parties(subject) if subject is not None else ()
        return both if len(both) == 2 else ()

    @staticmethod
    def _charge_of(draft: Draft, one: Participant, both: Parties) -> Draft:
        """One of two charges: whom it was done to is only implied, and is not filled in."""
        sets = {**draft.sets, "speakers": tuple(p for p in both if p is not one)}
        return replace(draft, subjects=(one,), sets=sets, modes=[*draft.modes])

    def _behind_theme(self, theme: Token, sources: tuple[str, ...], rule: Rule) -> Parties:
        """ "launched an offensive AGAINST X", "pledged allegiance TO Y": the other side hangs on the theme."""
        words = rule.object_preps or tuple(w for s in sources if s.startswith("prep:") for w in s[5:].split("|"))
        found = self.arguments.behind(theme, words, rule)
        for promised in prepositions_of(theme, ("of",)) if not found else ():  # "an oath of loyalty to X"
            found = self.arguments.behind(promised, words, rule)
        if not found and rule.object_owner:  # "rejected X's offer"
            found = tuple(p for o in children(theme, "poss", "compound") for p in self._owners_of(o))
        return found

    def _owners_of(self, owner: Token) -> Parties:
        return self.resolved.parties(owner) or (
            party_of_name(self.resolved, owner) if owner.i in self.resolved.named else ()
        )

    def _fits(self, rule: Rule, trigger: Trigger) -> bool:
        token = trigger.token
        if not words_fit(rule, trigger):
            return False
        if rule.tense and trigger.word == "verb" and tense(token) not in rule.tense:
            return False
        above = {token.head.lemma_.lower()} if trigger.word != "verb" else set()
        above |= {trigger.support.token.lemma_.lower()} if trigger.support is not None else set()
        if above & set(rule.not_carriers) or (rule.carriers and not above & set(rule.carriers)):
            return False
        if rule.compared and _compared(token) is None:
            return False
        if rule.not_objects and any(only(o, rule.not_objects) for o in logical_object(token)):
            return False
        if "suicide" in rule.modes and any(not only(o, rule.themes) for o in logical_object(token)):
            return False
        if rule.doer_targets and not self._done_by(token, rule.doer_targets):
            return False
        if rule.intransitive and (logical_object(token) or children(token, "acomp", "attr", "oprd")):
            return False
        if rule.not_stating and (tense(token) == "present" or any(map(tells, children(token, "ccomp")))):
            return False
        if rule.transitive and not logical_object(token):
            return False
        if rule.stative and trigger.word == "verb" and not (is_passive(token) and tense(token) == "present"):
            return False
        return not rule.not_themes or all(
            n.lemma_.lower() not in rule.not_themes for _, p in prepositions(token) for n in conjuncts(p)
        )

    def _done_by(self, verb: Token, targets: tuple[str, ...]) -> bool:
        doer = logical_subject(verb)
        return doer is not None and any(p.target_type in targets for p in self.resolved.parties(doer))

    def _finish(self, rule: Rule, trigger: Trigger, draft: Draft) -> Iterator[Draft]:
        draft.objects = self.shaping.without_things(draft)
        if not self.help.told(rule, trigger, draft):
            return
        if rule.changed:
            yield from self._each(rule, self.judgements.changed(trigger, draft))
            return
        if (fewer := self.judgements.compared(trigger, draft)) is not None:
            yield from self.shaping.shaped(rule, fewer)
            return
        if rule.crisis and draft.theme is not None:
            yield from self._each(rule, self.judgements.crises(draft))
            return
        if rule.compared:
            draft.trend = rule.trend or _compared(trigger.token)
        if not self._grounded(rule, trigger, draft):
            return
        self._settle_sides(rule, trigger, draft)
        if set(draft.modes) & _FROM_AFAR:
            self.ground.unknown_target(trigger, draft)
        if self.shaping.complete(rule, trigger, draft):
            self._surround(trigger, draft)
            yield from self.shaping.shaped(rule, draft)

    def _grounded(self, rule: Rule, trigger: Trigger, draft: Draft) -> bool:
        """Put the aim or the place that the rule asks for into the draft; false where there is none."""
        if rule.goal and not self.aims.set_from(trigger, draft):
            return False
        if rule.place_subject and not self.ground.judged(trigger, draft):
            return False
        if (rule.object_place or rule.place_or_party) and not self.ground.taken(
            trigger, draft, rule, doer_is_subject="subject" in self.lexicon.patterns[rule.pattern].verb.subject
        ):
            return rule.place_or_party
        if not rule.not_place:
            return True
        noun = trigger.word == "noun"
        taken = [o for w, o in prepositions(trigger.token) if w == "of"] if noun else logical_object(trigger.token)
        return not any(self.ground.can_be_taken(t) for t in taken)

    def _settle_sides(self, rule: Rule, trigger: Trigger, draft: Draft) -> None:
        """Put the parties on the sides that the rule means."""
        if rule.swap:
            draft.subjects, draft.objects = draft.objects, draft.subjects
        if rule.flip:
            draft.subjects, draft.objects = draft.objects, ()
        if rule.support_from_theme and rule.bounded and draft.objects and not draft.subjects:
            draft.predicate = rule.bounded  # "received arms", "weapons were flown to X": an event, by nobody named

    def _surround(self, trigger: Trigger, draft: Draft) -> None:
        """What the words around add: whom it is aimed at, the trend that an adjective tells, "remain"."""
        if draft.predicate in _AIMED:
            draft.against = self.arguments.against(trigger, (*draft.subjects, *draft.objects))
        if draft.kind == "assessment" and draft.theme is not None and draft.trend is None:
            told = [self.lexicon.trends.get(c.lower_) for c in draft.theme.children if c.dep_ == "amod"]
            draft.trend = next((t for t in told if t), None)
        if trigger.word == "noun" and draft.phase is None:
            draft.phase = self._course(trigger.token) or self._launched(trigger, draft)
        if draft.kind != "event" and trigger.word == "verb" and draft.phase is None and not draft.rule.absorbs:
            own = load_governors().verbs.get(trigger.token.lemma_.lower())
            draft.phase = own.phase if own is not None else None

    @staticmethod
    def _launched(trigger: Trigger, draft: Draft) -> str | None:
        """ "launched a joint offensive": it begins, and goes on."""
        if trigger.support is None or trigger.support.token.lemma_.lower() not in words("launching"):
            return None
        if "military_operation" not in draft.modes:
            return None
        draft.sets["going_on"] = True
        return "begins"

    @staticmethod
    def _course(noun: Token) -> str | None:
        """ "clashes continued", "the truce took effect": the phase that the noun's own verb tells."""
        verb = noun.head
        if noun.dep_ != "nsubj" or verb.pos_ != "VERB":
            return None
        if verb.lemma_ == "take" and any(c.lower_ == "effect" for c in children(verb, "dobj")):
            return "begins"
        if children(verb, "dobj"):
            return None
        lemma, courses = verb.lemma_.lower(), load_governors().courses
        together = [f"{lemma} {c.lower_}" for c in children(verb, "prt", "advmod", "prep")]  # "talks broke down"
        return next((courses[w] for w in (*together, lemma) if w in courses), None)

    def _each(self, rule: Rule, drafts: Iterator[Draft]) -> Iterator[Draft]:
        for draft in drafts:
            yield from self.shaping.shaped(rule, draft)

    def _purpose(self, token: Token) -> Iterator[Draft]:
        for draft in self.aims.of_purpose(token):
            yield from self.shaping.shaped(draft.rule, draft)


def _each_other(verb: Token) -> bool:
    """ "accuse each other", "each accused the other"."""
    objects = [*children(verb, "dobj"), *(n for _, n in prepositions(verb))]
    return any(o.lower_ in {"other", "another"} and children(o, "det") for o in objects)


def _without_absorbed(drafts: list[Draft]) -> list[Draft]:
    """Drop what a judgement is about ("lacks the means TO HOLD IT", "has not stopped DELIVERIES TO X")."""
    inside: set[int] = set()
    for draft in drafts:
        if draft.rule.absorbs:
            above = [draft.trigger, *([draft.theme] if draft.theme is not None else [])]
            clauses = [c for w in above for c in w.children if c.tag_ == "VB" and c.dep_ not in {"conj", "aux"}]
            clauses += children(draft.trigger, "dobj")
            inside |= {t.i for c in clauses for t in c.subtree}
    return [d for d in drafts if d.trigger.i not in inside or d.rule.absorbs]


def _compared(adjective: Token) -> str | None:
    """The trend of a comparative: "stronger", "better armed", "less cohesive"."""
    beside = {c.lower_ for c in adjective.children if c.dep_ == "advmod"}
    if beside & {"less", "worse"}:
        return "down"
    return "up" if beside & {"more", "better"} or adjective.tag_ == "JJR" else None
