"""Pronouns, "the group", "both countries": who of those named before is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grounds.language.coreference import Antecedent, Mention
from grounds.language.data import load_data
from grounds.language.pipeline import Parsed
from grounds.language.syntax import grammatical_subject
from grounds.model.claim import Participant, Position
from grounds.resolution.described import NounSense, load_described
from grounds.resolution.mentions import Mentions
from grounds.resolution.tokens import aside, clause, dummy, is_subject, said_by

if TYPE_CHECKING:
    from spacy.tokens import Token


#: Sorts of mention that "it" and, where nothing plural is near, "they" may take up.
_NOT_PEOPLE = frozenset({"group", "state", "body", "organisation"})


def _speech() -> frozenset[str]:
    return frozenset(load_data("verbs.yaml")["speech"])


class Anaphora:
    """Takes up the mentions of one document."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions = mentions
        self.out = mentions.out
        self.discourse = mentions.discourse
        self.nouns = load_described()

    def of_pronoun(self, token: Token, sentence: int, passage: int) -> tuple[Participant, ...]:
        """Whom a personal or possessive pronoun stands for; nobody where it is a dummy or nobody fits."""
        at = self._anaphor(token, sentence, passage)
        word = token.lower_
        if word in {"it", "its", "itself"}:
            if dummy(token):
                return ()
            found = (
                self._of_own_clause(token)
                or self._who_says_so(token)
                or self.discourse.one(at, _NOT_PEOPLE | {"event"}, plural=False, without=self._not_meant(token))
            )
        elif word in {"they", "their", "them", "themselves"}:
            found = self._of_own_clause(token) or self._who_says_so(token) or self._plural(at, self._not_meant(token))
        elif word in {"both", "neither"} and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
            found = self.discourse.pair(at, frozenset({"group", "state", "body"}))
        elif word in {"he", "she", "his", "her", "him"}:
            found = self.discourse.one(at, frozenset({"person"}))
        else:
            return ()
        return self._stand_in(token, found)

    def _of_own_clause(self, token: Token) -> Antecedent | None:
        """ "helped X to expand its reach": whoever does what the infinitive says owns what is done to."""
        verb = clause(token)
        if token.dep_ != "poss" or verb.tag_ != "VB":
            return None
        subject = grammatical_subject(verb)
        if subject is None or subject.i >= token.i:
            return None
        keys = {p.actor or p.name for p in self.out.parties(subject)}
        meant = [m for m in self.discourse.mentions[-20:] if m.entity in keys]
        return Antecedent((meant[-1],), 2.0, "does what the clause says") if len(keys) == 1 and meant else None

    def _who_says_so(self, token: Token) -> Antecedent | None:
        """ "X said it would", "X denied that its men had", "X claims to have lost its posts": who speaks speaks of
        itself, unless it says so of people ("the minister said it would") or of one where many speak."""
        verb = clause(token)
        if not (is_subject(token) or token.dep_ == "poss"):
            return None
        speech = next((v for v in said_by(verb) if v.dep_ == "poss" or v.lemma_.lower() in _speech()), None)
        subject = grammatical_subject(speech) if speech is not None and speech.dep_ != "poss" else speech
        if subject is None or subject.i == token.i or subject.i > token.i > verb.head.i:
            return None
        parties = [p for p in self.out.parties(subject) if p.position is None and not p.person]
        keys = {p.actor or p.name for p in parties}
        many = token.lower_ in {"they", "their", "them"}
        meant = [m for m in self.discourse.mentions[-20:] if m.entity in keys and (many or not m.plural)]
        if not meant or (len(keys) > 1 and not many) or (not many and subject.tag_ in {"NNS", "NNPS"}):
            return None
        latest = {m.entity: m for m in meant}
        return Antecedent(tuple(latest.values()), 2.0, "speaks of itself")

    def pair_of(self, token: Token, sentence: int, passage: int) -> tuple[Participant, ...]:
        """ "both countries", "neither side", "the warring parties": the two last named of that sort."""
        lemma = token.lemma_.lower()
        if lemma not in self.nouns.paired:
            return ()
        words = {c.lower_ for c in token.children if c.dep_ in {"det", "predet", "nummod", "preconj", "cc"}}
        for word, nouns in self.nouns.pairs.items():
            if word in words and lemma in nouns:
                if token.tag_ != "NNS" and word not in {"neither", "each", "either"}:
                    continue
                if word == "the" and any(c.dep_ == "amod" and c.lower_ != "warring" for c in token.children):
                    continue
                at = self._anaphor(token, sentence, passage)
                return self._stand_in(token, self.discourse.pair(at, self.nouns.pair_sorts(lemma)))
        return ()

    def taken_up(self, token: Token, sense: NounSense, sentence: int, passage: int) -> tuple[Participant, ...]:
        """ "the group", "the country"."""
        at = self._anaphor(token, sentence, passage)
        words = {c.lower_ for c in token.children if c.dep_ in {"det", "predet", "nummod", "preconj"}}
        modified = any(
            c.dep_ in {"amod", "compound", "nmod", "acl"} or (c.dep_ == "relcl" and not aside(c))
            for c in token.children
        )
        sorts = frozenset({"group"}) if sense.anaphor == "group" else frozenset({"state"})
        bare = not words and token.dep_ == "poss"  # an article left out: "destroyed group's camps"
        if token.tag_ in {"NNS", "NNPS"} or modified or not (words & {"the", "this", "that"} or bare):
            return ()
        return self._stand_in(token, self.discourse.one(at, sorts, plural=False, without=self._not_meant(token)))

    def same_described(self, token: Token, sense: NounSense) -> tuple[Participant, ...]:
        """ "the army", "the rebels": the same party named before by that noun, or the armed group spoken of; several
        where a plural noun follows groups named beside each other."""
        if sense.group in {"soldiers", "security", "police"}:
            body = self.mentions.by_noun.get(token.lemma_.lower())
            return self._stand_for(token, sense, body, "the body last named by that noun")
        if sense.group != "fighters":
            return ()
        at = replace(self._anaphor(token, 0, 0), sentence=self._sentence_number())
        found = self.discourse.one(at, frozenset({"group"}), together=token.tag_ == "NNS")
        parties = [self.mentions.local[m.entity] for m in found.mentions] if found is not None else []
        if any(p.actor is None and p.name != token.lower_ for p in parties):
            return ()
        return tuple(p for party in parties for p in self._stand_for(token, sense, party, found.why if found else ""))

    def _anaphor(self, token: Token, sentence: int, passage: int) -> Mention:
        return Mention(
            "?", "?", False, sentence, passage, token.i, clause(token).i, is_subject(token), token.dep_ == "poss"
        )

    def _not_meant(self, token: Token) -> frozenset[str]:
        """Who does what is done to ``token``: "X helps the group" and "X lets them" do not mean X."""
        quotation = self.out.quotation(token)
        speakers = self.out.parties(quotation.speaker) if quotation is not None else ()
        spoken = frozenset(p.actor or p.name for p in speakers)  # who speaks says "we"
        if token.dep_ == "poss":
            return spoken
        verbs = [clause(token)]
        if verbs[0].dep_ in {"ccomp", "xcomp"} and is_subject(token):
            verbs.append(verbs[0].head)
        doers = [grammatical_subject(v) for v in verbs]
        parties = [p for d in doers if d is not None and d.i != token.i for p in self.out.parties(d)]
        return spoken | {p.actor or p.name for p in parties}

    def _plural(self, at: Mention, without: frozenset[str]) -> Antecedent | None:
        pair = self._coordinated_subject(at)
        found = pair or self.discourse.one(at, frozenset({"group", "body", "people"}), plural=True, without=without)
        return found or self.discourse.one(at, _NOT_PEOPLE, without=without)

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

    def _sentence_number(self) -> int:
        """The sentence that is being read, as far as its mentions tell."""
        return self.discourse.mentions[-1].sentence if self.discourse.mentions else 0

    def _stand_in(self, token: Token, found: Antecedent | None) -> tuple[Participant, ...]:
        if found is None:
            return ()
        mention, begin, end = self.mentions.phrase(token)
        return tuple(
            replace(
                self.mentions.local[m.entity],
                mention=mention,
                start=begin,
                end=end,
                resolved_by="coreference",
                score=0.7,
                why=f"{mention!r} {found.why}: {self.mentions.local[m.entity].name}",
                position=None,
            )
            for m in dict.fromkeys(found.mentions)
            if m.entity in self.mentions.local  # "it" may also be a war, which is no party
        )


def position(parsed: Parsed, token: Token, sense: NounSense) -> Position | None:
    """The position that a noun tells, with its words; null where it tells none."""
    if sense.position is None:
        return None
    words, begin, end = parsed.words(token.idx, token.idx + len(token))
    return Position(value=sense.position, words=words, start=begin, end=end)
