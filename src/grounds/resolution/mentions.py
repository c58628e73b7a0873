"""The mentions of a document as they are entered for what takes them up later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.coreference import Discourse, Mention
from grounds.language.pairs import Pairs
from grounds.language.pipeline import Parsed
from grounds.language.syntax import first_conjunct, grammatical_subject, noun_phrase
from grounds.model.claim import Participant
from grounds.resolution.anaphors import load_anaphors
from grounds.resolution.described import load_described
from grounds.resolution.resolved import Resolved
from grounds.resolution.tokens import clauses, is_subject
from grounds.resolution.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSESSORS = frozenset({"poss", "compound", "amod", "nmod"})
#: Kinds of actor that "the group" may mean.
GROUP_KINDS = frozenset(
    {
        "armed_group",
        "faction",
        "unit",
        "umbrella",
        "identity_militia",
        "pro_government_militia",
        "party",
        "criminal_group",
        "private_military",
    }
)


class Mentions:
    """Who has been named so far, by what words."""

    def __init__(self, out: Resolved) -> None:
        self.out = out
        self.parsed: Parsed = out.parsed
        self.discourse = Discourse()
        self.pairs = Pairs(self.discourse)
        self.clauses = clauses(out.parsed.doc)
        self.nouns = load_anaphors()
        self.things = load_described()
        #: The first mention of each entity, by id or name.
        self.local: dict[str, Participant] = {}
        #: The forces last named by a noun ("the army", "the security force").
        self.by_noun: dict[str, tuple[Participant, ...]] = {}

    def enter(
        self, token: Token, parties: tuple[Participant, ...], sentence: int, passage: int, *, first: bool
    ) -> None:
        """Remember that ``token`` names ``parties``; call in reading order."""
        head = self.head_of(token)
        lemma, label = token.lemma_.lower(), head.dep_
        if all(p.actor_kind in {"state_force", "unit"} for p in parties) and self._lasting(token, parties):
            self.by_noun[lemma] = parties
        many, several = head.tag_ in {"NNS", "NNPS"}, len(parties) > 1
        verb, subject = self.clauses[head.i], is_subject(head) or self._names_the_subject(head)
        others = self._told_beside(token, head)
        at_place = label == "pobj" and self._is_place(token, head)
        beside = first_conjunct(head).i if label == "conj" else head.i
        for party in parties:
            actor = party.actor
            entity = actor or party.name
            self.discourse.enter(
                Mention(
                    entity=entity,
                    sort=_sort(party) if not self._taken_as_town(party, head) else "thing",
                    plural=several or ((None if actor else True) if many else False),
                    sentence=sentence,
                    passage=passage,
                    token=token.i,
                    clause=verb,
                    subject=subject,
                    possessor=label in _POSSESSORS,
                    first=first,
                    known=not at_place if actor is not None else party.name[:1].isupper() or party.actor_kind == "unit",
                    kind=party.actor_kind,
                    beside=beside,
                    home=self.out.states.get(actor) if actor is not None else None,
                    called=frozenset((lemma, *party.name.lower().split(), *others)),
                )
            )
            self.local.setdefault(entity, party)
        if label in {"dobj", "pobj", "conj"}:
            self._oppose(parties, head, self.parsed.doc[verb])

    def _told_beside(self, token: Token, head: Token) -> list[str]:
        """ "the Macawisley, clan MILITIAS": what a name is told to be."""
        if token.i not in self.out.named:
            return []
        return [c.lemma_.lower() for c in head.rights if c.dep_ == "appos" and c.pos_ == "NOUN"]

    def _names_the_subject(self, head: Token) -> bool:
        """ "a UNIFIL convoy was attacked": the body named before a thing that is the subject stands first, too."""
        thing = self.things.sense(head.head.lemma_.lower()) if head.dep_ == "compound" else None
        return thing is not None and thing.actor_kind == "facility" and is_subject(head.head)

    def _is_place(self, token: Token, head: Token) -> bool:
        """ "fled to Chad": a state that is only where something happens."""
        named = self.out.named.get(token.i)
        place = named is not None and named.place is not None and named.place.place is not None
        return place and head.head.lower_ not in self.nouns.against - words("locative")

    @staticmethod
    def _taken_as_town(party: Participant, head: Token) -> bool:
        """ "retook Izium": an unknown name in the place of a town is no group that "it" could take up."""
        unknown = party.actor is None and party.actor_kind is None
        return unknown and head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_.lower() in words("verbs_of_places")

    def _oppose(self, parties: tuple[Participant, ...], head: Token, verb: Token) -> None:
        """Remember who stands against whom: doer and done to, or two who do together what needs two."""
        doing, top = verb.lemma_.lower(), head
        while top.dep_ == "conj" and top.head.i != top.i:
            top = top.head
        if doing in self.nouns.with_each_other:
            return
        others: tuple[Participant, ...] = ()
        if top.dep_ == "dobj" or (top.dep_ == "pobj" and top.head.lower_ in self.nouns.against):
            subject = grammatical_subject(verb)
            others = self.out.parties(subject) if subject is not None and subject.i < head.i else ()
        between = top.dep_ == "pobj" and top.head.lower_ == "between"
        if head.i != top.i and (between or (is_subject(head) and doing in self.nouns.two_sided)):
            others = self.out.parties(top)
        for party in parties:
            for other in others:
                self.pairs.oppose(party.actor or party.name, other.actor or other.name)

    @staticmethod
    def _lasting(token: Token, parties: tuple[Participant, ...]) -> bool:
        """Whether the noun may take them up later: a state's body, or one force of any make ("an X-led patrol")."""
        return any(p.actor or p.actor_kind == "unit" for p in parties) or (
            token.tag_ == "NN" and token.lemma_.lower() in words("bodies")
        )

    def enter_event(self, token: Token, sentence: int, passage: int, *, first: bool) -> None:
        """Remember that ``token`` names an event: "it" may take it up, and then stands for no party."""
        self.discourse.enter(
            Mention(
                entity=f"event {token.lemma_.lower()}",
                sort="event",
                plural=token.tag_ == "NNS",
                sentence=sentence,
                passage=passage,
                token=token.i,
                clause=self.clauses[token.i],
                subject=is_subject(token),
                first=first,
            )
        )

    def head_of(self, token: Token) -> Token:
        """The word of a name that hangs on the rest of the sentence."""
        named = self.out.named.get(token.i)
        if named is None:
            return token
        while named.first <= token.head.i <= named.last and token.head.i != token.i:
            token = token.head
        return token

    def phrase(self, token: Token) -> tuple[str, int, int]:
        """The words of the noun phrase with their offsets."""
        return self.parsed.words(*noun_phrase(token))


def _sort(party: Participant) -> str:
    if party.person:
        return "person"
    kind = party.actor_kind
    if kind in GROUP_KINDS or (kind is None and party.actor is None):
        return "group"
    if kind == "state":
        return "state"
    if kind in {"population", "identity_militia"}:
        return "people"
    if kind == "operation":
        return "event"
    if kind in {"igo", "ngo", "media", "company"}:
        return "organisation"
    return "body" if kind not in {"facility", "place", "measure"} else "thing"
