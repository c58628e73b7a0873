"""A state's forces that only a noun names: "Pakistani troops", "the army", "police in Burundi", "its soldiers"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from grounds.actors import Catalogue
from grounds.language.syntax import noun_phrase, prepositions
from grounds.model.claim import Participant
from grounds.resolution.actors import Resolution, compose_force
from grounds.resolution.anaphora import position
from grounds.resolution.described import NounSense, load_described
from grounds.resolution.mentions import Mentions
from grounds.resolution.resolved import STATE_FORCES, Named
from grounds.resolution.tokens import definite, of_others

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = frozenset({"amod", "compound", "nmod", "poss"})
#: Words behind which the place stands that a force is in.
_SEATS = frozenset({"in", "at", "near"})
#: Groups of nouns that are a state's force without an article, too.
_FORCES = frozenset({"security", "soldiers", "police"})


class Forces:
    """Finds the force that a noun of one document means."""

    def __init__(self, mentions: Mentions, catalogue: Catalogue) -> None:
        self.mentions = mentions
        self.catalogue = catalogue
        self.out = mentions.out
        self.parsed = mentions.parsed
        self.doc = mentions.parsed.doc
        self.nouns = load_described()
        self._composed: dict[tuple[str, str | None], Resolution | None] = {}

    def composed(self, token: Token, sense: NounSense, *, known: bool = False) -> Participant | None:
        """ "Pakistani troops", "the army": a state's force, by the adjective beside it, by where it is said to be, or
        by the country that the text is about; ``known`` where it is a certain one even without an article."""
        by_adjective = self.has_adjective(token)
        if sense.actor_kind not in {"state_force", "state", "intelligence_service"} or (
            sense.anaphor == "state" and not definite(token) and not by_adjective
        ):
            if sense.group != "governments" and not (sense.group == "commanders" and self._of_state(token)):
                return None
        if not by_adjective and of_others(token):
            return None  # "Tutsi officers", "foreign troops": not this country's
        if not (by_adjective or known or definite(token) or sense.group in _FORCES):
            return None
        start, end = noun_phrase(token)
        phrase = self.parsed.document.reading.text[start:end]
        at = self.seat(token) if not by_adjective else None
        return self.named(phrase, token, sense, self.mentions.phrase(token), at=at)

    def before(self, people: Token, noun: Token) -> Participant | None:
        """ "a GOVERNMENT spokesman", "ARMY commanders", "a Malian POLICE spokesman": the body that a noun names before
        its people, of the state named beside it, of where they are, or of the country that the text is about."""
        sense = self.nouns.sense(noun.lemma_.lower())
        known = sense is not None and (sense.actor_kind in STATE_FORCES or sense.group == "governments")
        if sense is None or not known or noun.i > people.i:
            return None
        by_adjective = self.has_adjective(people)
        if not by_adjective and of_others(people):
            return None
        start = people.left_edge.idx if by_adjective else noun.idx
        phrase = self.parsed.document.reading.text[start : noun.idx + len(noun)]
        mention = self.parsed.words(noun.idx, noun.idx + len(noun))
        return self.named(phrase, noun, sense, mention, at=None if by_adjective else self.seat(people))

    def named(
        self, phrase: str, token: Token, sense: NounSense, mention: tuple[str, int, int], *, at: str | None = None
    ) -> Participant | None:
        """The force that ``phrase`` names, as the party of ``token`` with the words of ``mention``."""
        resolution = self._compose(phrase, at)
        if resolution is None or resolution.actor is None:
            return None
        actor = resolution.actor
        self.out.met(actor)
        return Participant(
            actor=actor.id,
            name=actor.name,
            mention=mention[0],
            start=mention[1],
            end=mention[2],
            actor_kind=actor.kind,
            target_type=sense.target_type,
            person=sense.person and token.tag_ != "NNS",
            protect="public_role" if sense.person and token.tag_ != "NNS" else None,
            position=position(self.parsed, token, sense),
            resolved_by=resolution.resolved_by,
            score=round(resolution.score, 2),
            why=resolution.why,
        )

    def _compose(self, phrase: str, at: str | None = None) -> Resolution | None:
        """What a phrase composes: the same all through a document."""
        if (phrase, at) not in self._composed:
            self._composed[phrase, at] = compose_force(phrase, self.catalogue, self.out.context, at=at)
        return self._composed[phrase, at]

    def _of_state(self, token: Token) -> bool:
        """ "Ethiopian commanders" are the army's; others are anybody's."""
        return self._state_in(c for c in token.children if c.dep_ in _BESIDE)

    def _state_in(self, tokens: Iterable[Token]) -> bool:
        names = (self.out.named.get(t.i) for t in tokens)
        return any(n is not None and n.actor is not None and n.actor.kind == "state" for n in names)

    def each(self, token: Token, sense: NounSense) -> tuple[Participant, ...]:
        """ "Chadian and Nigerian troops": the force of each state, where several adjectives share the noun."""
        if sense.actor_kind not in {"state_force", "state", "intelligence_service"}:
            return ()
        named = [self.out.named.get(i) for i in range(token.left_edge.i, token.i)]
        states = {n.first: n for n in named if n is not None and n.actor is not None and n.actor.kind == "state"}
        first = min(states, default=token.i)
        between = [t for t in self.doc[first : token.i] if t.i not in self.out.named]
        if len(states) < 2 or any(t.lower_ not in {"and", ","} for t in between):
            return ()
        forces = [self._shared_force(n, token, sense) for n in states.values()]
        return tuple(f for f in forces if f is not None) if all(forces) else ()

    def _shared_force(self, state: Named, noun: Token, sense: NounSense) -> Participant | None:
        resolution = self._compose(f"{state.text} {noun.text}")
        if resolution is None or resolution.actor is None:
            return None
        first, last = self.doc[state.first], self.doc[state.last]
        behind = noun if state.last + 1 == noun.i else last
        mention, begin, end = self.parsed.words(first.idx, behind.idx + len(behind))
        return Participant(
            actor=resolution.actor.id,
            name=resolution.actor.name,
            mention=mention,
            start=begin,
            end=end,
            actor_kind=resolution.actor.kind,
            target_type=sense.target_type,
            position=position(self.parsed, noun, sense),
            resolved_by=resolution.resolved_by,
            score=round(resolution.score, 2),
            why=resolution.why,
        )

    def of_state(self, owner: Participant, token: Token, sense: NounSense) -> Participant:
        """ "Kenya … its troops", "the police of Haiti": what a state owns of that noun is its force; any other owner
        stays as it is."""
        state = self.catalogue.get(owner.actor) if owner.actor and owner.actor_kind == "state" else None
        role = self._role(token)
        if state is None or state.country is None or role is None or sense.actor_kind not in STATE_FORCES:
            return owner
        year = int(self.out.context.date[:4]) if self.out.context.date else None
        force = self.catalogue.force_of(state.country, role, year)
        if force is None:
            return owner
        self.out.met(force)
        return replace(owner, actor=force.id, name=force.name, actor_kind=force.kind, target_type=sense.target_type)

    def mission_of(self, owner: Participant, people: Token, sense: NounSense) -> Participant:
        """ "the UN mission", "UN peacekeepers in South Sudan": the organisation's one mission there; else the owner."""
        country = self.seat(people) or self.out.context.main_country
        if (
            sense.group not in {"peacekeepers", "soldiers"}
            or owner.actor_kind != "igo"
            or owner.actor is None
            or country is None
        ):
            return owner
        year = int(self.out.context.date[:4]) if self.out.context.date else None
        found = self.catalogue.mission_of(owner.actor, country, year)
        if found is None:
            return owner
        why = f"{owner.why or 'named'}; its mission in {country}"
        return replace(owner, actor=found.id, name=found.name, actor_kind=found.kind, why=why, resolved_by="composed")

    def spoken_of(self, token: Token, sense: NounSense, sentence: int, passage: int) -> tuple[Participant, ...]:
        """ "the soldiers" after "Venezuela's army": the force of that role named last in the paragraph, two sentences
        back at most."""
        role = self._role(token)
        if sense.group not in _FORCES or role is None:
            return ()
        for said in reversed(self.mentions.discourse.mentions[-20:]):
            if said.passage != passage or sentence - said.sentence > 2:
                return ()
            party = self.mentions.local[said.entity] if said.kind in STATE_FORCES else None
            if party is not None and party.actor is not None and self._has_role(party.actor, role):
                mention, begin, end = self.mentions.phrase(token)
                told = position(self.parsed, token, sense)
                why = f"{mention!r} stands for the force named just before it: {party.name}"
                found = replace(party, mention=mention, start=begin, end=end, position=told, why=why)
                return (replace(found, resolved_by="coreference", score=0.6),)
        return ()

    def seat(self, token: Token) -> str | None:
        """ "police in Burundi", "In Niger, the army": the country that a force is said to be in."""
        behind = token.i + 2 if token.i + 2 < len(self.doc) and self.doc[token.i + 1].lower_ in _SEATS else None
        holders = [behind] if behind is not None else [o.i for w, o in prepositions(token) if w in _SEATS]
        if not holders and token.dep_ in {"nsubj", "nsubjpass"}:
            holders = [o.i for w, o in prepositions(token.head) if w == "in" and o.i < token.i]
        for owner in holders:
            named = self.out.named.get(owner)
            if named is not None and named.place is not None and named.place.place is not None:
                return named.place.place.country
        return None

    def is_owned(self, token: Token) -> bool:
        """ "Mali's army"."""
        return self._state_in(c for c in token.children if c.dep_ == "poss")

    def has_adjective(self, token: Token) -> bool:
        """Whether a name stands before the noun and belongs to it."""
        return any(c.i in self.out.named and c.dep_ in _BESIDE for c in token.children)

    def _role(self, token: Token) -> str | None:
        nouns = self.catalogue.force_nouns
        return next((nouns[n].role for n in (token.lower_, token.lemma_.lower()) if n in nouns), None)

    def _has_role(self, actor_id: str, role: str) -> bool:
        actor = self.catalogue.get(actor_id)
        if actor is not None:
            return actor.role == role
        return any(n.role == role and actor_id.endswith(f"/{n.suffix}") for n in self.catalogue.force_nouns.values())
