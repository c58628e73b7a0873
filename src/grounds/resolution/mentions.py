"""The mentions of a document as they are entered for what takes them up later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.coreference import Discourse, Mention
from grounds.language.pipeline import Parsed
from grounds.language.syntax import noun_phrase
from grounds.model.claim import Participant
from grounds.resolution.resolved import Resolved
from grounds.resolution.tokens import clause, is_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSESSORS = frozenset({"poss", "compound", "amod", "nmod"})
_GROUP_KINDS = frozenset(
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
        #: The first mention of each entity, by id or name.
        self.local: dict[str, Participant] = {}
        #: The force last named by a noun ("the army").
        self.by_noun: dict[str, Participant] = {}

    def enter(
        self, token: Token, parties: tuple[Participant, ...], sentence: int, passage: int, *, first: bool
    ) -> None:
        """Remember that ``token`` names ``parties``; call in reading order."""
        head = self.head_of(token)
        many = len(parties) > 1 or head.tag_ in {"NNS", "NNPS"}
        verb, subject, possessor = clause(head).i, is_subject(head), head.dep_ in _POSSESSORS
        if len(parties) == 1 and parties[0].actor and parties[0].actor_kind == "state_force":
            self.by_noun[token.lemma_.lower()] = parties[0]
        for party in parties:
            self.discourse.enter(
                Mention(
                    entity=party.actor or party.name,
                    sort=_sort(party),
                    plural=many,
                    sentence=sentence,
                    passage=passage,
                    token=token.i,
                    clause=verb,
                    subject=subject,
                    possessor=possessor,
                    first=first,
                )
            )
            self.local.setdefault(party.actor or party.name, party)

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
                clause=clause(token).i,
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
    if kind in _GROUP_KINDS or (kind is None and party.actor is None):
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
