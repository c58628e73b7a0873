"""Nouns → parties: names, members of a body, a state's forces, and parties that are only described."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from grounds.actors import Catalogue
from grounds.language.syntax import noun_phrase, prepositions
from grounds.model.actor import Actor
from grounds.model.claim import Participant
from grounds.resolution.anaphora import Anaphora, position
from grounds.resolution.bodies import Bodies
from grounds.resolution.described import NounSense, load_described
from grounds.resolution.forces import Forces
from grounds.resolution.joint import owners, owns_jointly
from grounds.resolution.mentions import Mentions
from grounds.resolution.pairing import Pairing
from grounds.resolution.resolved import TARGET_OF_KIND, Named
from grounds.resolution.tokens import FIRST_PERSON, OF_TWO, definite, is_subject, modifiers, no_party, speaks_or_acts
from grounds.resolution.unlisted import Unlisted, names_told, new_name
from grounds.resolution.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token


#: So many sentences back a man may be taken up by the noun of his post.
_HOLDER_REACH = 4
#: Words that make an unlisted name a body's.
_BODY_WORDS = frozenset({*words("group_names"), *words("name_ends")})
_DETERMINER = re.compile(r"^(?:the|a|an|some|several|its|their|his|her)\s+", re.IGNORECASE)


class Parties:
    """Says who each noun of one document stands for, in reading order."""

    def __init__(self, mentions: Mentions, catalogue: Catalogue) -> None:
        self.mentions = mentions
        self.catalogue = catalogue
        self.anaphora = Anaphora(mentions)
        self.forces = Forces(mentions, catalogue)
        self.pairing = Pairing(self.anaphora, mentions.pairs)
        self.unlisted = Unlisted(mentions)
        self.bodies = Bodies(mentions, self.anaphora, self.forces, self.unlisted)
        self.out = mentions.out
        self.parsed = mentions.parsed
        self.doc = mentions.parsed.doc
        self.nouns = load_described()
        #: The bodies that named persons speak for, by the person's name.
        self.spoken_for: dict[str, Participant] = {}
        #: Sentence and passage being read.
        self.at = 0, 0

    def refer(self, token: Token, sentence: int, passage: int, begin: int) -> None:
        """Put the parties that ``token`` stands for, if any, into the resolved document; its sentence begins with token
        ``begin``."""
        self.at = sentence, passage
        named = self.out.named.get(token.i)
        if named is not None:
            if token.i != named.last:
                return
            parties = self._of_name(token, named)
        elif token.lower_ in OF_TWO:
            parties = self.pairing.of(token, sentence, passage)
        elif token.lower_ == "one":
            parties = self.anaphora.of_one(token, sentence, passage)
        elif token.lower_ in FIRST_PERSON and self.out.publisher and self.out.quotation(token) is None:
            parties = (self._publisher(token, self.out.publisher),)
        elif (kind := token.pos_) == "PRON" or token.tag_ in {"PRP", "PRP$"}:
            parties = self.anaphora.of_pronoun(token, sentence, passage)
        elif kind in {"NOUN", "PROPN"} or token.lower_ in {"several", "dozens"}:
            parties = self._of_noun(token, sentence, passage)
        else:
            return
        if not parties:
            if token.lemma_.lower() in self.nouns.events and is_subject(token):
                self.mentions.enter_event(token, sentence, passage, first=token.i - begin <= 2)
            return
        self.out.referents[token.i] = parties
        self.mentions.enter(token, parties, sentence, passage, first=token.i - begin <= 2)

    def _publisher(self, token: Token, publisher: Actor) -> Participant:
        """ "we", "our forces" in what a party publishes."""
        mention, begin, end = self.mentions.phrase(token)
        return Participant(
            actor=publisher.id,
            name=publisher.name,
            mention=mention,
            start=begin,
            end=end,
            actor_kind=publisher.kind,
            target_type=TARGET_OF_KIND.get(publisher.kind),
            resolved_by="coreference",
            score=0.8,
            why=f"{mention!r} is said by the publisher, {publisher.name}",
        )

    def refer_to_speakers(self) -> None:
        """ "“We will strike,” X said", "“Our men …,” said a spokesman for X": the first person of a quotation is the
        body that speaks. Done last, for the speaker often stands behind the words."""
        for quotation in self.out.quotations:
            speakers = (self.spoken_for.get(p.name, p) for p in self.out.parties(quotation.speaker))
            bodies = tuple(
                replace(p, position=None, person=False, protect=None)
                for p in speakers
                if p.actor_kind not in {"person", "population"} and not (p.actor is None and _holds_office(p))
            )
            spoken = self.doc[quotation.first : quotation.last + 1]
            pronouns = [t for t in spoken if t.lower_ in FIRST_PERSON]
            for token in pronouns if bodies else ():
                mention, begin, end = self.mentions.phrase(token)
                why = f"{mention!r} is said by {bodies[0].name}"
                self.out.referents[token.i] = tuple(
                    replace(b, mention=mention, start=begin, end=end, resolved_by="coreference", score=0.7, why=why)
                    for b in bodies
                )
            for token in pronouns if bodies else ():
                if token.dep_ == "poss" and token.head.pos_ == "NOUN":
                    self.out.referents[token.head.i] = self._of_noun(token.head, *self.at)

    def _of_name(self, token: Token, named: Named) -> tuple[Participant, ...]:
        head = self.mentions.head_of(token)
        if named.actor is None and named.resolved_by != "defined":
            return ()
        if named.alias_kind == "adjective" and head.dep_ in {"amod", "compound", "nmod", "npadvmod"}:
            return ()
        if named.alias_kind == "adjective" and owns_jointly(token, self.out.named, self.nouns.forces):
            return ()
        if named.alias_kind == "capital" and not speaks_or_acts(head):
            return ()
        if self._in_a_longer_name(named, head):
            return ()
        before = self.out.named.get(named.first - 1)
        branch = before is not None and before.actor is not None and self.doc[before.last].head.i == token.i
        if before is not None and branch and named.actor is not None and named.actor.kind == "state":
            return (self.out.party_of(before),)  # "Ansar al-Din MALI": the body in that country
        return (self.out.party_of(named),)

    def _in_a_longer_name(self, named: Named, head: Token) -> bool:
        """ "Chad Brown": a state's name before a proper noun that is no known word, as its first part."""
        if named.actor is None or named.actor.kind != "state" or head.dep_ != "compound" or head.head.pos_ != "PROPN":
            return False
        longer = head.head
        return (
            longer.i == named.last + 1
            and longer.i not in self.out.named
            and longer.tag_ == "NNP"
            and not longer.text.isupper()
            and self.nouns.sense(longer.lemma_.lower()) is None
        )

    def _of_noun(self, token: Token, sentence: int, passage: int) -> tuple[Participant, ...]:
        if token.dep_ in {"compound", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"} and token.i != token.head.i:
            return self._striker(token)
        both = self.pairing.of(token, sentence, passage)
        if both:
            return both
        lemma = token.lemma_.lower()
        if lemma in words("of_others") and owns_jointly(token, self.out.named, self.nouns.forces):
            return ()  # "COALITION and Afghan forces": its part of them
        sense = self.nouns.sense(lemma, modifiers(token)) if self.nouns.is_known(lemma) else None
        if lemma in self.nouns.owned and any(self._owns(c) for c in token.children):
            sense = self.nouns.sense("member")  # "our men", "its boys", "Wagner personnel"
        if sense is None:
            return self._unknown_name(token, sentence, passage)
        if no_party(token):
            return ()
        if (unit := self.unlisted.unit(token)) is not None:
            return (unit,)
        beside = self._name_beside(token, sense)
        if beside is not None:
            return (beside,)
        before = {c.lower_ for c in token.children}
        if "whose" in before:
            return ()  # "the council, whose armed wing is X": what the clause tells is who it is
        shared = owners(token, self.out.named) if sense.actor_kind == "state_force" else []
        if shared:
            return tuple(self._share(token, sense, span, shared[-1]) for span in shared)
        of_country = sense.group == "governments" and (definite(token) or self._of_person(token))
        if of_country and (self.out.context.main_country or self.forces.seat(token)):
            composed = self.forces.composed(token, sense, known=True)  # of the country that the text is about
            if composed is not None:
                return (composed,)
        taken_up = (
            self.anaphora.taken_up(token, sense, sentence, passage)
            if sense.anaphor in {"group", "state"}
            else self.anaphora.by_kind(token, sense, sentence, passage)
        )
        taken_up = taken_up or self._same_holder(token, sense, sentence)
        if taken_up:
            return taken_up
        if sense.actor_kind in {"state_force", "intelligence_service"} and self.forces.is_owned(token):
            composed = self.forces.composed(token, sense)
            if composed is not None:
                return (composed,)
        belongs = (sense.members or sense.anaphor == "group") and not self._is_past(token, lemma)
        belongs = belongs and not (lemma in words("pieces") and not before.isdisjoint({"a", "an"}))
        body = self.bodies.of(token, sentence, passage) if belongs else None
        if body is not None:
            return (*self.bodies.states_beside(token), *(self.bodies.member(token, sense, owner) for owner in body))
        if sense.members and definite(token) and token.tag_ in {"NNS", "NN"} and not self.forces.has_adjective(token):
            known = self.anaphora.same_described(token, sense, sentence, passage)
            known = known or self.forces.spoken_of(token, sense, sentence, passage)
            if known:
                return known
        around = self.anaphora.bare(token, sense, sentence, passage)
        if around:
            return around
        if "no" in before and is_subject(token):
            return ()  # "no group has claimed the attack": nobody is named
        each = self.forces.each(token, sense)
        if each:
            return each
        composed = self.forces.composed(token, sense)
        return (composed or self._described(token, sense),)

    def _same_holder(self, token: Token, sense: NounSense, sentence: int) -> tuple[Participant, ...]:
        """ "The leader" after "a Taliban leader": the one last told by that noun, a few sentences back at most."""
        if sense.position is None or token.tag_ != "NN" or not definite(token):
            return ()
        if any(c.dep_ in {"amod", "compound", "nmod", "poss", "prep", "acl", "relcl", "appos"} for c in token.children):
            return ()
        told, party = self.mentions.holders.get(token.lemma_.lower(), (-_HOLDER_REACH, None))
        if party is None or sentence - told > _HOLDER_REACH:
            return ()
        mention, begin, end = self.mentions.phrase(token)
        why = f"{mention!r} stands for {party.mention!r}, last told by that noun"
        held = position(self.parsed, token, sense)
        found = replace(party, mention=mention, start=begin, end=end, position=held, why=why)
        return (replace(found, resolved_by="coreference", score=0.6),)

    def _striker(self, token: Token) -> tuple[Participant, ...]:
        """ "an INSURGENT attack": whoever makes it; a noun of fighters before one of force names them."""
        sense = self.nouns.sense(token.lemma_.lower())
        if sense is None or sense.group != "fighters" or token.head.lemma_.lower() not in self.nouns.events:
            return ()
        if any(c.dep_ in {"compound", "amod", "nmod"} for c in token.children) or token.lower_ in words("manners"):
            return ()
        mention, begin, end = self.parsed.words(token.idx, token.idx + len(token))
        return (replace(self._described(token, sense), name=mention, mention=mention, start=begin, end=end),)

    def _of_person(self, token: Token) -> bool:
        """ "his government", "the president's cabinet": whoever leads it, it is the country's."""
        owners = (p for c in token.children if c.dep_ == "poss" for p in self.out.referents.get(c.i, ()))
        return any(p.person for p in owners)

    def _owns(self, child: Token) -> bool:
        named = self.out.named.get(child.i)
        return child.dep_ == "poss" or (child.dep_ in {"compound", "nmod"} and named is not None)

    def _is_past(self, token: Token, lemma: str) -> bool:
        """ "former fighters", "ex-rebels"."""
        past = self.nouns.past
        return lemma.removesuffix("s") in past or any(
            c.lower_ in past for c in token.children if c.dep_ in {"amod", "compound"}
        )

    def _unknown_name(self, token: Token, sentence: int, passage: int) -> tuple[Participant, ...]:
        """A name that nobody listed; of a person with a title, the body that it tells is remembered."""
        unlisted = self.unlisted.of(token)
        if unlisted is None:
            return ()
        if unlisted.title is not None:
            body = self.bodies.of_title(unlisted.first, token, unlisted.title, sentence, passage)
            if body is not None:
                self.spoken_for[unlisted.party.name] = body
        return (unlisted.party,)

    def _name_beside(self, token: Token, sense: NounSense) -> Participant | None:
        """ "the African Union mission, ATMIS, withdrew": a body that its name in apposition tells."""
        if sense.person or sense.position or not (sense.anaphor == "group" or sense.group == "peacekeepers"):
            return None
        names = list(names_told(token))
        known = (self.out.named.get(n.i) for n in names)
        named = next((n for n in known if n is not None and n.actor is not None and n.actor.kind != "state"), None)
        told = self.out.party_of(named) if named is not None else None
        if told is None and (new_name(token) or token.lemma_.lower() in words("pieces")):
            unlisted = (u.party for n in names if (u := self.unlisted.of(n)) is not None and not u.party.person)
            told = next((replace(p, actor_kind=sense.actor_kind) for p in unlisted), None)
        if told is None:
            return None
        mention, begin, end = self.mentions.phrase(token)
        return replace(told, mention=mention, start=begin, end=end)

    def _share(self, token: Token, sense: NounSense, owner: tuple[int, int], last: tuple[int, int]) -> Participant:
        """ "AFGHAN and coalition forces": the part of one owner; the last has the noun in its mention."""
        first, end = self.doc[owner[0]], self.doc[owner[1]]
        words = f"{self.doc[first.i : end.i + 1].text} {self.doc[last[1] + 1 : token.i + 1].text}"
        mention = self.parsed.words(first.idx, (token.idx + len(token)) if owner == last else (end.idx + len(end)))
        named = self.out.named.get(first.i)
        if named is not None and named.actor is not None and named.alias_kind != "adjective":
            told, begin, stop = mention  # "an Afghan and ISAF patrol": ISAF's part of it
            return replace(self.out.party_of(named), mention=told, start=begin, end=stop)
        composed = self.forces.named(words, token, sense, mention) if named is not None else None
        return composed or replace(
            self._described(token, sense), name=words, mention=mention[0], start=mention[1], end=mention[2]
        )

    def _described(self, token: Token, sense: NounSense) -> Participant:
        mention, begin, end = (
            self._phrase_with_owner(token) if sense.actor_kind == "facility" else self.mentions.phrase(token)
        )
        adjectives = {c.lower_ for c in token.children if c.dep_ == "amod"}
        turned = next((kind for word, kind in self.nouns.turned.items() if word in adjectives), None)
        name = _DETERMINER.sub("", mention)
        return Participant(
            name=" ".join(name.split()),
            mention=mention,
            start=begin,
            end=end,
            actor_kind=turned or sense.actor_kind,
            target_type=sense.target_type,
            person=sense.person and token.tag_ not in {"NNS"},
            protect="private" if sense.person and token.tag_ != "NNS" else None,
            position=position(self.parsed, token, sense),
            resolved_by="described",
            score=1.0,
            why="described party",
        )

    def _phrase_with_owner(self, token: Token) -> tuple[str, int, int]:
        """ "a camp of the UN mission": whose facility it is belongs to its name."""
        start, end = noun_phrase(token)
        for word, owner in prepositions(token):
            key = self.out.named.get(owner.i)
            if word == "of" and owner.i - token.i <= 6:
                last = token.doc[key.last] if key is not None else owner
                end = last.idx + len(last)
        return self.parsed.words(start, end)


def _holds_office(party: Participant) -> bool:
    """A minister or secretary of no named body, or a bare name that may be a man's: whom he speaks for is not told."""
    if party.resolved_by == "nil":
        words_of = party.name.lower().split()
        return party.person or not (party.name.isupper() or {words_of[0], words_of[-1]} & _BODY_WORDS)
    return party.person or party.position is not None or party.target_type == "government"
