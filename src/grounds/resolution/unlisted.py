"""Names that stand in no catalogue: kept with their words; a title beside one makes it a person's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from grounds.language.syntax import children, prepositions
from grounds.model.claim import Participant
from grounds.places.keys import KIND_LEVELS
from grounds.resolution.anaphora import position
from grounds.resolution.described import NounSense, load_described
from grounds.resolution.mentions import Mentions
from grounds.resolution.resolved import STATE_FORCES
from grounds.resolution.tokens import is_subject, numbered
from grounds.resolution.words import calendar, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES = frozenset({"dobj", "pobj", "poss", "conj", "appos", "agent", "oprd"})

#: Groups of nouns whose people belong to a body, listed or not ("members of the Red Vanguard").
OF_BODIES = frozenset({"members", "fighters", "leaders", "commanders"})


class UnlistedName(NamedTuple):
    """A party of that kind, the first word of its name, and the noun that makes it a person, where one does."""

    party: Participant
    first: Token
    title: Token | None


class Unlisted:
    """Finds the names of one document that nobody listed."""

    def __init__(self, mentions: Mentions) -> None:
        self.out = mentions.out
        self.parsed = mentions.parsed
        self.nouns = load_described()
        #: Last words of names that are persons'.
        self.persons: set[str] = set()

    def of(self, token: Token) -> UnlistedName | None:
        """A capitalised name in a party's place: kept with its words, without a kind."""
        if not self._is_name(token):
            return None
        first = self._with_place(self._first(token), token)
        mention, begin, end = self.parsed.words(first.idx, token.idx + len(token))
        title, role = (self._title(first, token) if first.lower_ not in words("group_names") else None) or (None, None)
        if title is not None:
            self.persons.add(token.lower_)
        person = token.lower_ in self.persons
        party = Participant(
            name=mention,
            mention=mention,
            start=begin,
            end=end,
            actor_kind="person" if person else None,
            person=person,
            protect=None if not person else "public_role" if role is not None and role.position else "private",
            position=position(self.parsed, title, role) if title is not None and role is not None else None,
            resolved_by="nil",
            score=0.0,
            why="in no catalogue",
        )
        return UnlistedName(party, first, title)

    def unit(self, noun: Token) -> Participant | None:
        """ "the 33rd Front", "the army's 4th Mountain Brigade": a unit that no list has, by its number; it is not the
        whole body."""
        first, sense = numbered(noun), self.nouns.sense(noun.lemma_.lower())
        if first is None or sense is None or not (sense.actor_kind in STATE_FORCES or sense.anaphor == "group"):
            return None
        mention, begin, end = self.parsed.words(first.idx, noun.idx + len(noun))
        return Participant(
            name=mention,
            mention=mention,
            start=begin,
            end=end,
            actor_kind="unit",
            target_type=sense.target_type,
            resolved_by="nil",
            score=0.0,
            why="a unit by its number, in no catalogue",
        )

    def before(self, people: Token) -> Participant | None:
        """ "Red Vanguard militants": a name of two words or more, or an acronym, right before the people of a body.

        A single word may as well be a people, a creed or a place, and names nobody here.
        """
        last = people.nbor(-1) if people.i > 0 and people.pos_ == "NOUN" else None
        if last is None or last.head.i != people.i or last.dep_ != "compound" or last.pos_ != "PROPN":
            return None
        sense = self.nouns.sense(people.lemma_.lower())
        first = self._first(last)
        listed = {last.i, first.i, first.i - 1} & self.out.named.keys()
        if sense is None or sense.group not in OF_BODIES or listed or not last.text[0].isupper():
            return None
        if first.i == last.i and not (last.text.isupper() and len(last.text) > 2):
            return None
        mention, begin, end = self.parsed.words(first.idx, last.idx + len(last))
        why = f"a name in no list, before {people.lower_!r}"
        return Participant(name=mention, mention=mention, start=begin, end=end, resolved_by="nil", score=0.0, why=why)

    def _is_name(self, token: Token) -> bool:
        if token.pos_ != "PROPN" or not token.text[0].isupper() or token.ent_type_ or token.i in self.out.named:
            return False
        if token.dep_ not in _PLACES and not is_subject(token):
            return False
        if token.dep_ == "pobj" and token.head.lower_ in words("locative"):
            return False
        if token.lower_ in KIND_LEVELS and self._first(token).i == token.i:
            return False  # "visited the Kurdistan REGION"
        if token.lower_.rstrip(".") in calendar() or token.lemma_.lower() in calendar():
            return False
        return not (token.dep_ == "conj" and _unplaced(token))

    def _first(self, token: Token) -> Token:
        first = token
        while (
            first.i > 0
            and first.nbor(-1).pos_ == "PROPN"
            and first.nbor(-1).i not in self.out.named
            and first.nbor(-1).head.i in {token.i, first.i}
        ):
            first = first.nbor(-1)
        return first

    def _with_place(self, first: Token, last: Token) -> Token:
        """ "the Nairobi Standard": the name of a place right before a single word of a name is part of it."""
        before = first.nbor(-1) if first.i == last.i > 0 else None
        named = self.out.named.get(before.i) if before is not None else None
        if before is None or named is None or named.place is None:
            return first
        if named.actor is not None and named.alias_kind != "capital":
            return first
        is_part = before.dep_ == "compound" and before.head.i == last.i
        return self.parsed.doc[named.first] if is_part else first

    def _title(self, first: Token, last: Token) -> tuple[Token, NounSense] | None:
        """The sense of the noun that makes a name a person's: "army chief X", "X, a resident of Y", "led by X"."""
        if last.lower_ in words("name_ends"):
            return None  # "a conductor of the National Orchestra, a composer"
        beside = [t for t in last.children if t.dep_ in {"compound", "appos", "nmod"} and t.i not in self.out.named]
        beside += [last.head] if last.dep_ == "appos" else []
        beside += [t for t in (first.nbor(-1) if first.i else None,) if t is not None and t.head.i in {first.i, last.i}]
        for noun in beside:
            sense = self.nouns.sense(noun.lemma_.lower())
            if sense is not None and (sense.person or sense.position or sense.group in {"officials", "civilians"}):
                return noun, sense
        leader = self.nouns.sense("leader")
        if leader and last.dep_ == "pobj" and last.head.dep_ == "agent" and last.head.head.lemma_ in self.nouns.led:
            return last, leader
        return None


def names_told(noun: Token) -> Iterator[Token]:
    """The names that a noun is told to bear: "the mission, ATMIS,", "a group called the Red Vanguard"."""
    for child in noun.children:
        if child.dep_ == "appos" and child.i > noun.i:
            yield child
        elif _is_naming(child):
            yield from children(child, "oprd", "attr", "dobj")
            yield from (n for w, n in prepositions(child) if w == "as")


def new_name(noun: Token) -> bool:
    """Whether a participle names the noun ("called", "known as"): then the name may be in no list."""
    return any(_is_naming(c) for c in noun.children)


def _is_naming(clause: Token) -> bool:
    participle = clause.tag_ == "VBN" or (clause.tag_ == "VBD" and bool(children(clause, "oprd")))
    return clause.dep_ == "acl" and participle and clause.lemma_.lower() in words("naming")


def _unplaced(token: Token) -> bool:
    """Whether a coordinated name stands behind a preposition of place."""
    head = token.head
    while head.dep_ == "conj":
        head = head.head
    return head.dep_ == "pobj" and head.head.lower_ in words("locative")
