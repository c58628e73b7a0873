"""What resolution leaves for the reader: names, and the parties and places that any noun stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from grounds.language.pipeline import Parsed
from grounds.language.quotations import Quotation
from grounds.language.syntax import conjuncts, prepositions
from grounds.model.actor import Actor
from grounds.model.claim import Participant
from grounds.model.place import Place
from grounds.resolution.context import Context
from grounds.resolution.places import PlaceResolution
from grounds.resolution.words import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: What an actor of each kind is as a target, where its noun does not say more.
TARGET_OF_KIND = {
    "armed_group": "militants",
    "faction": "militants",
    "umbrella": "militants",
    "unit": "militants",
    "state": "government",
    "state_force": "military",
    "intelligence_service": "intelligence",
    "pro_government_militia": "pro_government_militia",
    "mission": "peacekeepers",
    "igo": "other",
    "ngo": "aid",
    "media": "media",
    "company": "business",
    "identity_militia": "ethnic_group",
}


#: Kinds of what a state sends.
STATE_FORCES = frozenset({"state_force", "intelligence_service"})


class Named(NamedTuple):
    """A catalogue or gazetteer name at tokens ``first``..``last`` (inclusive); ``candidates`` are the ids of all who
    bear it, with their scores, the best first."""

    first: int
    last: int
    text: str
    actor: Actor | None
    alias_kind: str
    place: PlaceResolution | None
    score: float
    resolved_by: str
    why: str
    candidates: tuple[tuple[str, float], ...] = ()


class EventReference(NamedTuple):
    """ "The attack" takes up what the word at token ``told`` has told, with score (0–1) and reason."""

    told: int
    score: float
    why: str


@dataclass
class Resolved:
    """A parsed document with who and where. Keys are token positions in ``parsed.doc``."""

    parsed: Parsed
    context: Context
    named: dict[int, Named] = field(default_factory=dict)
    referents: dict[int, tuple[Participant, ...]] = field(default_factory=dict)
    quotations: tuple[Quotation, ...] = ()
    events: dict[int, EventReference] = field(default_factory=dict)
    #: Who publishes the document, where that is a party ("we"), and the ids of its own side.
    publisher: Actor | None = None
    own_side: frozenset[str] = frozenset()
    #: States and their forces that were met, with their country (ISO 3166-1 alpha-3).
    states: dict[str, str] = field(default_factory=dict)

    def of_one_state(self, one: str, other: str) -> bool:
        """Whether two actors are one state, or bodies of one."""
        return one == other or (one in self.states and self.states[one] == self.states.get(other))

    def met(self, actor: Actor) -> None:
        """Remember the country of a state or of its force."""
        if actor.country is not None and (actor.kind in STATE_FORCES or actor.id.startswith("state-")):
            self.states[actor.id] = actor.country

    def is_own_side(self, party: Participant) -> bool:
        """Whether a party is the publisher's own: its side, or a unit in no list that what a state's body publishes
        names by its number alone."""
        if party.actor is None:
            of_state = self.publisher is not None and self.publisher.kind in {"state", *STATE_FORCES}
            return of_state and party.actor_kind == "unit" and party.target_type in {"military", "police"}
        return party.actor.split("/")[0] in self.own_side

    def quotation(self, token: Token) -> Quotation | None:
        """The quotation that ``token`` stands in, where its speaker is told."""
        return next((q for q in self.quotations if q.first <= token.i <= q.last), None)

    def parties(self, token: Token, *, spread: bool = True) -> tuple[Participant, ...]:
        """The parties that the noun ``token`` names, with those coordinated to it and those listed after "such as"."""
        found: list[Participant] = []
        for noun in conjuncts(token) if spread else [token]:
            noun = _counted(noun)
            listed = [
                p for n in _listed(noun) for p in self.referents.get(self._key(n), ()) if p.actor or n.pos_ == "PROPN"
            ]
            own = self.referents.get(self._key(noun), ())
            for party in own if _of_people(noun, own) else listed or own:
                if all((party.start, party.name) != (f.start, f.name) for f in found):
                    found.append(party)
        return tuple(found)

    def _key(self, token: Token) -> int:
        named = self.named.get(token.i)
        return named.last if named is not None and named.last in self.referents else token.i

    def party_of(self, named: Named) -> Participant:
        """The party that a name stands for; one that the text only defines has no id and no kind."""
        first, last = self.parsed.doc[named.first], self.parsed.doc[named.last]
        mention, start, end = self.parsed.words(first.idx, last.idx + len(last))
        kind = named.actor.kind if named.actor else None
        if named.actor is not None:
            self.met(named.actor)
        return Participant(
            actor=named.actor.id if named.actor else None,
            name=named.actor.name if named.actor else named.text,
            mention=mention,
            start=start,
            end=end,
            actor_kind=kind,
            target_type=TARGET_OF_KIND.get(kind or ""),
            resolved_by=named.resolved_by,
            score=round(named.score, 2),
            why=named.why,
        )

    def place(self, token: Token) -> tuple[Named, Place] | None:
        """The place that ``token`` belongs to, if it is one."""
        named = self.named.get(token.i)
        if named is None or named.place is None or named.place.place is None:
            return None
        return named, named.place.place

    def actors_in(self, sentence: Span) -> tuple[str, ...]:
        """Ids of the catalogue actors named or meant in a sentence, in order, once each."""
        ids = (p.actor for t in sentence for p in self.referents.get(t.i, ()) if p.actor)
        return tuple(dict.fromkeys(ids))


def _counted(noun: Token) -> Token:
    if noun.tag_ == "CD" or noun.lemma_.lower() in words("counting"):
        return next((n for w, n in prepositions(noun) if w == "of"), noun)
    return noun


def _of_people(noun: Token, own: tuple[Participant, ...]) -> bool:
    """ "several rebels, including a commander": of people counted together the list names only a part."""
    people = any(p.position is not None or p.actor_kind in {"population", "state_force"} for p in own)
    counting = {"several", "many", "numerous", "multiple", "dozens", "hundreds"}
    return people and any(c.dep_ == "nummod" or c.lower_ in counting for c in noun.children)


def _listed(noun: Token) -> Iterator[Token]:
    """Nouns after "such as", "including", "like" behind ``noun``, also where the parser hung them one noun lower."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in words("list_cues"):
            for item in child.children:
                if item.dep_ == "pobj":
                    yield from conjuncts(item)
        elif child.dep_ == "prep" and child.lower_ in {"in", "of", "from"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from _listed(inner)
