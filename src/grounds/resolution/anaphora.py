"""Pronouns, "the group", "the rebels", "its fighters": who of those named before is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grounds.language.coreference import Antecedent, Mention, Wanted
from grounds.language.data import load_data
from grounds.language.pipeline import Parsed
from grounds.language.quotations import quoting_verbs
from grounds.language.syntax import children, grammatical_subject
from grounds.model.claim import Participant, Position
from grounds.resolution.anaphors import load_anaphors
from grounds.resolution.described import NounSense, load_described
from grounds.resolution.mentions import GROUP_KINDS, Mentions
from grounds.resolution.tokens import aside, clause, dummy, is_subject, of_others, said_by
from grounds.resolution.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token


#: Sorts of mention that "it" and, where nothing plural is near, "they" may take up.
_NOT_PEOPLE = frozenset({"group", "state", "body", "organisation"})
#: Kinds that "the group" and "the movement" may mean.
_GROUPS = GROUP_KINDS


def _speech() -> frozenset[str]:
    return frozenset(load_data("verbs.yaml")["speech"]) | words("telling")


class Anaphora:
    """Takes up the mentions of one document."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions = mentions
        self.out = mentions.out
        self.discourse = mentions.discourse
        self.nouns = load_described()
        self.words = load_anaphors()

    def of_pronoun(self, token: Token, sentence: int, passage: int) -> tuple[Participant, ...]:
        """Whom a personal or possessive pronoun stands for; nobody where it is a dummy or nobody fits."""
        at = self.at(token, sentence, passage)
        word = token.lower_
        if word in {"itself", "themselves"} and (own := self._itself(token)) is not None:
            return self.stand_in(token, own)
        if word in {"it", "its", "itself"}:
            if dummy(token):
                return ()
            found = self._of_own_clause(token) or self._who_says_so(token) or self.discourse.one(at, self._of_it(token))
        elif word in {"they", "their", "them", "themselves"}:
            found = self._of_own_clause(token) or self._who_says_so(token) or self._plural(token, at)
        elif word in {"he", "she", "his", "her", "him"}:
            found = self.discourse.one(at, Wanted(frozenset({"person"})))
        else:
            return ()
        return self.stand_in(token, found)

    def of_one(self, token: Token, sentence: int, passage: int) -> tuple[Participant, ...]:
        """ "“…,” one said", after "X leaders": one of the people last named together."""
        if token.dep_ != "nsubj" or token.head.lemma_.lower() not in quoting_verbs() or any(token.children):
            return ()
        wanted = Wanted(frozenset({"group", "state", "body"}), plural=True, many=True)
        return self.stand_in(token, self.discourse.one(self.at(token, sentence, passage), wanted))

    def _of_it(self, token: Token) -> Wanted:
        acting = token.dep_ != "poss"
        return Wanted(self._owners(token), plural=False, without=self.not_meant(token), acting=acting)

    def _owners(self, token: Token) -> frozenset[str]:
        """The sorts that "it" and "its" may mean: men, posts and losses are those of a body, not of an event, and
        fighters those of a body that fights."""
        if token.dep_ != "poss":
            return _NOT_PEOPLE | {"event"}
        noun = token.head.lemma_.lower()
        sense = self.nouns.sense(noun)
        if noun in words("employed"):
            return _NOT_PEOPLE
        if noun in self.nouns.owned or (sense is not None and sense.group in {"fighters", "commanders"}):
            return frozenset({"group", "body"})
        if sense is not None or noun in self.words.of_somebody:
            return _NOT_PEOPLE
        return _NOT_PEOPLE | {"event"}

    def _of_own_clause(self, token: Token) -> Antecedent | None:
        """ "helped X to expand its reach": whoever does what the infinitive says owns what is done to."""
        if (judged := self._judged(token)) is not None:
            return judged
        verb = clause(token)
        if token.dep_ != "poss" or verb.tag_ != "VB" or verb.lemma_.lower() in self.words.harming:
            return None
        subject = grammatical_subject(verb)
        if subject is None or subject.i >= token.i:
            return None
        keys = {p.actor or p.name for p in self.out.parties(subject)}
        meant = [m for m in self.discourse.mentions[-20:] if m.entity in keys]
        return Antecedent((meant[-1],), 2.0, "does what the clause says") if len(keys) == 1 and meant else None

    def _itself(self, token: Token) -> Antecedent | None:
        """ "X can no longer arm itself": the subject of its clause."""
        subject = grammatical_subject(clause(token))
        keys = {p.actor or p.name for p in (self.out.parties(subject) if subject is not None else ())}
        meant = {m.entity: m for m in self.discourse.mentions[-20:] if m.entity in keys}
        return Antecedent(tuple(meant.values()), 3.0, "is the subject of its clause") if meant else None

    def _judged(self, token: Token) -> Antecedent | None:
        """ "thanked X for its help", "condemned X over its raids": what somebody is judged for is his own."""
        preposition = token.head.head
        verb = preposition.head
        if (
            token.dep_ != "poss"
            or preposition.lower_ not in {"for", "over"}
            or verb.lemma_.lower() not in words("judging")
        ):
            return None
        objects = children(verb, "dobj", "nsubjpass")
        keys = {p.actor or p.name for o in objects for p in self.out.parties(o)}
        meant = [m for m in self.discourse.mentions[-20:] if m.entity in keys]
        return Antecedent((meant[-1],), 2.0, "is judged for it") if len(keys) == 1 and meant else None

    def _who_says_so(self, token: Token) -> Antecedent | None:
        """ "X said it would", "X denied that its men had", "X claims to have lost its posts": who speaks speaks of
        itself, unless it says so of people ("the minister said it would") or of one where many speak."""
        verb = clause(token)
        if not (is_subject(token) or token.dep_ == "poss"):
            return None
        speech = next((v for v in said_by(verb) if v.dep_ == "poss" or v.lemma_.lower() in _speech()), None)
        if speech is not None and speech.lemma_.lower() in words("charging"):
            return None
        subject = grammatical_subject(speech) if speech is not None and speech.dep_ != "poss" else speech
        if subject is None or subject.i == token.i or subject.i > token.i > verb.head.i:
            return None
        many = token.lower_ in {"they", "their", "them"}
        parties = [p for p in self.out.parties(subject) if _speaks_for_itself(p, many=many)]
        keys = {p.actor or p.name for p in parties}
        meant = [m for m in self.discourse.mentions[-20:] if m.entity in keys and (many or not m.plural)]
        if not meant or (len(keys) > 1 and not many) or (not many and subject.tag_ in {"NNS", "NNPS"}):
            return None
        latest = {m.entity: m for m in meant}
        return Antecedent(tuple(latest.values()), 2.0, "speaks of itself")

    def by_kind(self, token: Token, sense: NounSense, sentence: int, passage: int) -> tuple[Participant, ...]:
        """ "the mission", "the company": nouns that are no party's elsewhere take up one of their kind."""
        noun = token.lemma_.lower()
        security = sense.group == "security" or noun in self.mentions.by_noun  # "the security force" is no rebels'
        if noun not in self.words.kinds or (security and sense.actor_kind == "state_force"):
            return ()
        return self.taken_up(token, sense, sentence, passage)

    def taken_up(self, token: Token, sense: NounSense, sentence: int, passage: int) -> tuple[Participant, ...]:
        """ "the group", "the country", "the mission"; "the militias" where somebody has been called so; "the
        insurgent" is one man, not the group."""
        if sense.group == "fighters":
            return ()
        noun, many = token.lemma_.lower(), token.tag_ in {"NNS", "NNPS"}
        before = {c.lower_ for c in token.children if c.dep_ in {"det", "predet", "nummod", "preconj"}}
        bare = not before and token.dep_ == "poss"  # an article left out: "destroyed group's camps"
        if not (before & {"the", "this", "that", "these", "those"} or bare):
            return ()
        modified = any(
            (c.dep_ in {"amod", "compound", "nmod"} and not self._of_the_class(c, token, sense))
            or (c.dep_ in {"acl", "relcl"} and not aside(c))
            for c in token.children
        )
        if modified:
            return ()
        wanted = Wanted(
            frozenset({"state"}) if sense.anaphor == "state" else frozenset({"group", "body", "organisation"}),
            kinds=self.words.kinds_of(noun) or (_GROUPS if sense.anaphor == "group" else frozenset()),
            plural=None if many else False,
            without=self.not_meant(token),
            noun=noun,
            called=many,
            telling=noun not in words("any_group"),
            far=noun in self.words.kinds,
        )
        return self.stand_in(token, self.discourse.one(self.at(token, sentence, passage), wanted))

    def _of_the_class(self, modifier: Token, noun: Token, sense: NounSense) -> bool:
        """ "the splinter group", "the ethnic armed group": the modifier tells no more than the noun's class."""
        listed = f"{modifier.lower_} {noun.lemma_.lower()}" in self.nouns.senses
        return listed or (sense.anaphor == "group" and modifier.lower_ in words("of_the_armed"))

    def same_described(self, token: Token, sense: NounSense, sentence: int, passage: int) -> tuple[Participant, ...]:
        """ "the army", "the rebels": the same party named before by that noun, or the armed group spoken of; several
        where a plural noun follows groups named beside each other."""
        if sense.group in {"soldiers", "security", "police"}:
            last = () if of_others(token) else self.mentions.by_noun.get(token.lemma_.lower(), ())
            why = "the body last named by that noun"
            return tuple(p for party in last for p in self._stand_for(token, sense, party, why))
        if sense.group != "fighters":
            return ()
        noun = token.lemma_.lower()
        wanted = Wanted(
            frozenset({"group"}), kinds=self.words.kinds_of(noun), noun=noun, together=token.tag_ == "NNS", far=True
        )
        found = self.discourse.one(self.at(token, sentence, passage), wanted)
        parties = [self.mentions.local[m.entity] for m in found.mentions] if found is not None else []
        if any(p.actor is None and p.name != token.lower_ for p in parties):
            return ()
        return tuple(p for party in parties for p in self._stand_for(token, sense, party, found.why if found else ""))

    def bare(self, token: Token, sense: NounSense, sentence: int, passage: int) -> tuple[Participant, ...]:
        """ "fighters" without a word before them: those of the one armed group that the sentences around speak of."""
        if sense.group != "fighters" or token.tag_ != "NNS":
            return ()
        before = [c for c in token.children if c.i < token.i and c.dep_ not in {"cc", "punct", "nummod"}]
        if before or children(token, "prep", "acl", "relcl"):
            return ()
        at = self.at(token, sentence, passage)
        near = [m for m in self.discourse.within_reach(at, 2) if m.sort == "group" and m.passage == passage]
        if len({m.entity for m in near}) != 1 or self.mentions.local[near[-1].entity].actor is None:
            return ()
        if near[-1].entity in self._who_acts_on(token, self.words.harming | self.words.helping):
            return ()  # "M23 attacked rebels", but "buried six fighters"
        party = self.mentions.local[near[-1].entity]
        return self._stand_for(token, sense, party, f"the one armed group spoken of around {token.lower_!r}")

    def at(self, token: Token, sentence: int, passage: int) -> Mention:
        """The place of an anaphor among the mentions."""
        return Mention(
            "?", "?", False, sentence, passage, token.i, clause(token).i, is_subject(token), token.dep_ == "poss"
        )

    def not_meant(self, token: Token) -> frozenset[str]:
        """Who does what is done to ``token``: "X helps the group" and "X lets them" do not mean X."""
        quotation = self.out.quotation(token)
        speakers = self.out.parties(quotation.speaker) if quotation is not None else ()
        spoken = frozenset(p.actor or p.name for p in speakers)  # who speaks says "we"
        if token.dep_ == "poss" and token.tag_ == "PRP$":
            return spoken | self._who_acts_on(token, self.words.harming)
        verbs = [clause(token)]
        if verbs[0].dep_ in {"ccomp", "xcomp"} and is_subject(token):
            verbs.append(verbs[0].head)
        doers = [grammatical_subject(v) for v in verbs]
        parties = [
            p
            for d in doers
            if d is not None and d.i != token.i and not d.is_ancestor(token)  # "a spokesman for the group"
            for p in self.out.parties(d)
        ]
        return spoken | {p.actor or p.name for p in parties}

    def _who_acts_on(self, token: Token, verbs: frozenset[str]) -> frozenset[str]:
        """ "X attacked Y, killing its leader", "most of its men": who kills does not kill his own."""
        verb = clause(token)
        if verb.i > token.i or verb.lemma_.lower() not in verbs:
            return frozenset()
        subject = grammatical_subject(verb)
        return frozenset(p.actor or p.name for p in (self.out.parties(subject) if subject is not None else ()))

    def _plural(self, token: Token, at: Mention) -> Antecedent | None:
        wanted = Wanted(_NOT_PEOPLE | {"people"}, many=True, without=self.not_meant(token), together=True)
        return self._coordinated_subject(at) or self.discourse.one(at, wanted)

    def _coordinated_subject(self, at: Mention) -> Antecedent | None:
        """ "they" after "X and Y did": both."""
        subjects = [
            m
            for m in self.discourse.mentions[-40:]
            if m.subject and at.sentence - m.sentence <= 1 and m.token < at.token
        ]
        if not subjects:
            return None
        last = subjects[-1]
        together = [m for m in subjects if m.clause == last.clause and m.sentence == last.sentence]
        return Antecedent(tuple(together), 1.0, "the subjects named together before it") if len(together) > 1 else None

    def _stand_for(
        self, token: Token, sense: NounSense, party: Participant | None, why: str
    ) -> tuple[Participant, ...]:
        if party is None:
            return ()
        mention, begin, end = self.mentions.phrase(token)
        told = position(self.out.parsed, token, sense)
        found = replace(party, mention=mention, start=begin, end=end, position=told)
        return (replace(found, resolved_by="coreference", score=0.6, why=why),)

    def stand_in(self, token: Token, found: Antecedent | None) -> tuple[Participant, ...]:
        """The parties of an antecedent as they stand at ``token``, with the reason and who came next."""
        if found is None:
            return ()
        mention, begin, end = self.mentions.phrase(token)
        rivals = "".join(f"; next {self._name(entity)} ({points})" for entity, points in found.others)
        return tuple(
            replace(
                self.mentions.local[m.entity],
                mention=mention,
                start=begin,
                end=end,
                resolved_by="coreference",
                score=0.7,
                why=f"{mention!r} {found.why}: {self.mentions.local[m.entity].name}{rivals}",
                position=None,
            )
            for m in dict.fromkeys(found.mentions)
            if m.entity in self.mentions.local  # "it" may also be a war, which is no party
        )

    def _name(self, entity: str) -> str:
        party = self.mentions.local.get(entity)
        return party.name if party is not None else entity


def _speaks_for_itself(party: Participant, *, many: bool) -> bool:
    """A body, its spokesman, or, for "they", its people together ("X leaders say they"); any other person may say "it"
    of somebody else."""
    if party.position is not None and not (many and not party.person):
        return party.position.value == "spokesperson" and party.actor is not None
    return not party.person


def position(parsed: Parsed, token: Token, sense: NounSense) -> Position | None:
    """The position that a noun tells, with its words; null where it tells none."""
    if sense.position is None:
        return None
    words, begin, end = parsed.words(token.idx, token.idx + len(token))
    return Position(value=sense.position, words=words, start=begin, end=end)
