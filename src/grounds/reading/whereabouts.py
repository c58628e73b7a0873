"""Where: the places that hang on a draft's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from grounds.language.pipeline import Parsed
from grounds.language.syntax import conjuncts, noun_phrase, prepositions
from grounds.model.claim import Where
from grounds.places import with_place
from grounds.places.keys import KIND_LEVELS
from grounds.reading.clauses import (
    STANDS,
    at_the_time_of,
    clause_of,
    meanwhile,
    of_a_noun,
    of_another_event,
    steps_beside,
    told_apart,
)
from grounds.reading.drafts import Draft
from grounds.reading.ground import place_nouns
from grounds.reading.words import by_word, read_yaml
from grounds.resolution.place_words import joint_place
from grounds.resolution.resolved import Resolved
from grounds.resolution.words import calendar

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_DATA = read_yaml("whereabouts.yaml")
#: Preposition → role, word of direction → part.
_ROLES = by_word(_DATA["roles"])
_PARTS = by_word(_DATA["parts"])
_ABOUT = frozenset(_DATA["about"])
_BEFORE_NAMES = frozenset(_DATA["before_names"])
_MOVING = frozenset(_DATA["before_names_moving"])
_ARRIVING = frozenset(_DATA["arriving"])
_LEAVING = frozenset(_DATA["leaving"])
#: What may take place at, or lead from and to, a place in no list.
_MOVES = frozenset({"retreat", "mobilize", "coerce"})


#: Nouns of the names of movements, behind which a place tells what they are for.
_IN_NAMES = frozenset(_DATA["in_names"])
_MEASURES = frozenset(_DATA["measures"])
#: So many words may stand between a name and the noun of its kind ("X refugee camp").
_KIND_REACH = 2


class Whereabouts:
    """Reads the places of one document's drafts."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.parsed: Parsed = resolved.parsed

    def where(self, draft: Draft, sentence: Span) -> tuple[Where, ...]:
        """Places that hang on the draft's words, finest first; a place within another goes into its hierarchy."""
        found: list[Where] = []
        taken: set[int] = set()
        for token in self._place_tokens(draft, sentence):
            named = self.resolved.named.get(token.i)
            if named is not None and named.first not in taken:
                taken.add(named.first)
                where = self._of_name(token, draft)
                if where is not None:
                    found.append(where)
        for noun in (*draft.places, *self._described_places(draft, sentence)):
            if noun.i not in self.resolved.named and not self._tells_kind_of(noun, taken):
                found.append(self._taken_up(noun, draft) or self._described(noun, draft))
        found += self._finer(draft, sentence, found)
        if not found and (draft.kind == "event" or draft.predicate in STANDS):
            anchors = self._anchors(draft)
            found = [self._described(n, draft) for n in self._unlisted(draft, anchors, sentence)]
            found = found or self._shared(draft, sentence)
        judged = {p.start for p in draft.subjects if p.actor_kind == "place"}
        led = {"to"} if draft.rule.absorbs else set()  # "has not stopped deliveries to X"
        return tuple(w for w in _without_containers(_once(found)) if w.start not in judged and w.role not in led)

    @staticmethod
    def _anchors(draft: Draft) -> set[int]:
        """The clauses whose places are the act's: its own, its carrier's, and those of what it cost."""
        return {clause_of(v).i for v in (draft.trigger, draft.anchor, *draft.losses)}

    @staticmethod
    def _while_it_happened(draft: Draft, sentence: Span) -> set[int]:
        """ "two died when their lorry overturned near X": a clause of time tells where, too."""
        mine = clause_of(draft.trigger)
        below = [t for t in sentence if t.dep_ == "advcl" and t.head.i == mine.i] if draft.rule.loss else []
        return {t.i for t in below if at_the_time_of(t, mine, t)}

    def _unlisted(self, draft: Draft, anchors: set[int], sentence: Span) -> list[Token]:
        """ "near Kishishe": names in no list, or in too many, behind a preposition of place in one of the clauses."""
        before = _BEFORE_NAMES | _MOVING if draft.predicate in _MOVES else _BEFORE_NAMES
        return [
            t
            for t in sentence
            if t.pos_ == "PROPN"
            and ((t.dep_ == "pobj" and t.head.lower_ in before) or _is_left(t, draft))
            and clause_of(t).i in anchors
            and not (told_apart(t, draft) or of_another_event(t, draft) or of_a_noun(t, draft))
            and t.lower_ not in calendar()
            and all(c.lower_ != "operation" for c in t.children)
            and self.resolved.place(t) is None
            and (t.i not in self.resolved.named or self.resolved.named[t.i].actor is None)
        ]

    def _finer(self, draft: Draft, sentence: Span, found: list[Where]) -> list[Where]:
        """ "near Kishishe in North Kivu": a name in no list, within a place that is in one."""
        if draft.kind != "event" or not found or any(w.level in {"settlement", "site"} for w in found):
            return []
        anchors = self._anchors(draft)
        held = {w.start: w for w in found}
        finer: list[Where] = []
        for noun in self._unlisted(draft, anchors, sentence):
            if noun.lower_ in KIND_LEVELS:
                continue  # "the Sahel Region of Burkina Faso"
            for word, outer in prepositions(noun):
                start = self._start_of(outer)
                if word in {"in", "of"} and start in held:
                    told, around = self._described(noun, draft), held[start]
                    finer.append(replace(told, level="settlement", country=around.country, admin1=around.admin1))
        return finer

    def _start_of(self, noun: Token) -> int | None:
        """Where the name of a place begins that stands in the phrase of ``noun``."""
        for token in noun.subtree:
            named = self.resolved.named.get(token.i)
            if named is not None and named.place is not None and token.i == named.first:
                return self.parsed.offsets(token.idx, token.idx + len(token))[0]
        return None

    def _shared(self, draft: Draft, sentence: Span) -> list[Where]:
        """ "killed a guard and captured another near Sebha": steps of one subject share where they happened."""
        mine = clause_of(draft.trigger)
        steps = {v.i for v in steps_beside(mine)} | {t.i for t in sentence if meanwhile(t, mine)}
        steps |= self._while_it_happened(draft, sentence)
        if not steps:
            return []
        names = [t for t in sentence if self.resolved.place(t) is not None and self.resolved.named[t.i].last == t.i]
        heads = [(t, self._outside(t)) for t in names]
        listed = [(t, h) for t, h in heads if h.dep_ == "pobj" and _ROLES.get(h.head.lower_) in {"at", "near"}]
        found = [self._of_name(t, draft) for t, head in listed if clause_of(head).i in steps]
        return [w for w in found if w] or [self._described(t, draft) for t in self._unlisted(draft, steps, sentence)]

    def _place_tokens(self, draft: Draft, sentence: Span) -> list[Token]:
        """Names after a locative preposition in the draft's own clause, and what was taken or held."""
        clause = clause_of(draft.trigger)
        anchors = self._anchors(draft)
        found = [n for n in draft.places if n.i in self.resolved.named]
        found += [n for n in self._relative_place(clause) if n.i in self.resolved.named]
        for token in sentence:
            named = self.resolved.named.get(token.i)
            if named is None or token.i != named.last or self.resolved.place(token) is None:
                continue
            if token.lower_ in calendar() and named.first == named.last:
                continue  # "in July"
            if of_another_event(self._outside(token), draft):
                continue
            head = self._outside(token)
            if told_apart(token, draft) or _judged_by(draft, token) or self._only_names(head) or of_a_noun(head, draft):
                continue
            if head.dep_ == "pobj" and head.head.lower_ in _ROLES and clause_of(head).i in anchors:
                if not self._is_party(token, draft):
                    found.append(token)
            elif self._struck(head, draft) and not self._is_party(token, draft):
                found.append(token)
        return found

    def _only_names(self, noun: Token) -> bool:
        """ "the agency OF the United States", "the Front for the Liberation OF X": whose body it is, not where."""
        if noun.dep_ != "pobj" or noun.head.lower_ != "of":
            return False
        above = self.resolved.named.get(noun.head.head.i)
        body = above is not None and above.actor is not None and above.place is None
        return body or (noun.head.head.pos_ == "PROPN" and noun.head.head.lower_ in _IN_NAMES)

    def _described_places(self, draft: Draft, sentence: Span) -> list[Token]:
        """ "in several provinces", "across the region": places told by a noun alone, in the draft's own clause."""
        anchors = self._anchors(draft)
        taken = {p.start for p in (*draft.subjects, *draft.objects)}
        return [
            t
            for t in sentence
            if t.lemma_.lower() in place_nouns("spoken")
            and t.dep_ == "pobj"
            and t.head.lower_ in _ABOUT
            and clause_of(t).i in anchors
            and not told_apart(t, draft)
            and self.parsed.offsets(t.doc[t.left_edge.i].idx, t.idx)[0] not in taken
            and not any(n.i in self.resolved.named for w, n in prepositions(t) if w == "of")
        ]

    def _tells_kind_of(self, noun: Token, taken: set[int]) -> bool:
        """Whether the noun is only the kind of a place already told: "X district", "the town of X"."""
        inner = [n for w, n in prepositions(noun) if w == "of"]
        around = [c for c in noun.children if c.dep_ in {"compound", "nmod", "appos"}] + inner
        named = [self.resolved.named.get(t.i) for t in around]
        return any(n is not None and n.first in taken for n in named)

    def _relative_place(self, clause: Token) -> list[Token]:
        """ "the north, where rebels attacked …": the place that a clause with "where" says more about."""
        if clause.dep_ in {"relcl", "advcl"} and any(c.lower_ == "where" for c in clause.children):
            noun = clause.head if clause.head.pos_ in {"NOUN", "PROPN"} else None
            nouns = (
                [noun]
                if noun is not None
                else [n for w, n in prepositions(clause.head) if w in _ROLES and n.i < clause.i]
            )
            return [n for n in nouns if self.resolved.place(n) is not None]
        return []

    def _struck(self, head: Token, draft: Draft) -> bool:
        node = head
        while node.dep_ in {"conj", "appos"}:
            node = node.head
        if node.dep_ == "pobj" and node.head.lower_ in _ROLES:
            return clause_of(node).i in {clause_of(draft.trigger).i, clause_of(draft.anchor).i}
        return node.dep_ == "dobj" and node.head.i == draft.trigger.i

    def _outside(self, token: Token) -> Token:
        """The word by which a name hangs on the rest: its own head, or the noun that tells its kind ("X district")."""
        named = self.resolved.named[token.i]
        while named.first <= token.head.i <= named.last and token.head.i != token.i:
            token = token.head
        kind = token.head
        if token.dep_ in {"compound", "nmod"} and kind.i > named.last and kind.lower_ in KIND_LEVELS:
            return kind
        return token

    def _is_party(self, token: Token, draft: Draft) -> bool:
        named = self.resolved.named[token.i]
        start = self.parsed.offsets(token.doc[named.first].idx, token.idx + len(token))[0]
        return any(
            p.start <= start < p.end and p.actor_kind != "place" and p.start == start
            for p in (*draft.subjects, *draft.objects)
        )

    def _of_name(self, token: Token, draft: Draft) -> Where | None:
        found = self.resolved.place(token)
        if found is None:
            return None
        named, place = found
        head = self._outside(token)
        first = token.doc[named.first]
        kind = head if named.last < head.i <= named.last + _KIND_REACH else None
        last = kind if kind is not None else token
        part = next((_PARTS[c.lower_] for c in head.children if c.lower_ in _PARTS and c.i < named.first), None)
        words, start, end = self.parsed.words(first.idx, last.idx + len(last))
        node = head
        while node.dep_ in {"conj", "appos"}:
            node = node.head
        role = _role(node, draft)
        score, why = (named.place.score, named.place.why) if named.place is not None else (None, None)
        if kind is not None and KIND_LEVELS[kind.lower_][0] == "site" and place.level in {"settlement", "admin2"}:
            why = f"{kind.lower_} named after {place.name}: {why}"
            place = replace(place, name=words, level="site", ids={}, basis="inferred")
        told = Where(role=role, name=place.name, mention=words, start=start, end=end, part=part, score=score, why=why)
        return with_place(told, place)

    def _taken_up(self, noun: Token, draft: Draft) -> Where | None:
        """ "in the district": the district named last before it, with the offsets where it stands."""
        beside = {c.lower_ for c in noun.children if c.dep_ not in {"punct"}}
        if beside - {"the", "that", "this", "same"} or not beside or noun.tag_ in {"NNS", "NNPS"}:
            return None
        kind = noun.lower_
        for token in reversed(noun.doc[: noun.i]):
            named = self.resolved.named.get(token.i)
            if named is None or token.i != named.last or self.resolved.place(token) is None:
                continue
            if self._outside(token).lower_ == kind or token.lower_ == kind:
                told = self._of_name(token, draft)
                return replace(told, role=_role(noun, draft)) if told is not None else None
        return None

    def _described(self, noun: Token, draft: Draft) -> Where:
        begin, stop = noun_phrase(noun)
        inside: list[Token] = []
        for word, inner in prepositions(noun):
            if word in {"of", "with", "between"} and inner.i - noun.i <= 4:
                inside = conjuncts(inner) if word == "between" else [inner]
                stop = max(stop, *(noun_phrase(n)[1] for n in inside))
        words, start, end = self.parsed.words(begin, stop)
        role = _role(noun, draft)
        told = Where(role=role, name=words, mention=words, start=start, end=end, level="vague", basis="inferred")
        found = [p for n in inside if (p := self.resolved.place(n)) is not None]
        if len(inside) > 1 and len(found) == len(inside):
            border = "border" in words.lower()
            return replace(
                with_place(told, joint_place(words, [p for _, p in found], border=border)),
                why="the middle of what is named",
            )
        return replace(told, why="in no gazetteer")


def _is_left(noun: Token, draft: Draft) -> bool:
    """ "fled X", "left X": the place that a verb of leaving takes."""
    return noun.dep_ == "dobj" and noun.head.i == draft.trigger.i and draft.trigger.lemma_.lower() in _LEAVING


def _judged_by(draft: Draft, token: Token) -> bool:
    """ "has not stopped deliveries to X": a place within what an effort is measured by is not the effort's."""
    if not draft.rule.absorbs:
        return False
    return any(t.dep_ == "dobj" and t.head.i == draft.trigger.i for t in token.ancestors)


def _role(noun: Token, draft: Draft) -> str:
    """The role of a place by the word before it, and by the verb: "arrived IN X" leads to it, "fled X" from it."""
    if _is_left(noun, draft):
        return "from"
    if noun.dep_ != "pobj":
        return "at"
    role = _ROLES.get(noun.head.lower_, "at")
    verb = noun.head.head
    before = noun.head.nbor(-1) if noun.head.i > 0 else verb
    if role == "from" and {verb.lemma_.lower(), before.lemma_.lower()} & _MEASURES:
        return "near"  # "ten kilometres from X"
    if role == "at" and verb.lemma_.lower() in _ARRIVING:
        return "to"
    if role == "from" and draft.predicate == "assault":
        return "origin"
    if draft.predicate == "retreat" and noun.head.lower_ == "of":
        whole = noun.head.head  # "pulled out OF most OF the south", "withdrew TO the town OF X"
        outer = _ROLES.get(whole.head.lower_) if whole.dep_ == "pobj" else None
        return outer if outer in {"to", "near", "through"} else "from"
    return "at" if draft.kind == "relation" and role not in {"from", "to", "excluded"} else role


def _once(found: Sequence[Where]) -> list[Where]:
    """Each place once: "Federally Administered Tribal Areas (FATA)" is one."""
    kept: dict[tuple[str, str | None, str], Where] = {}
    for where in found:
        kept.setdefault((where.name, where.country, where.role), where)
    return list(kept.values())


def _without_containers(found: Sequence[Where]) -> list[Where]:
    """ "X, in Y": the finer place stays; what holds it goes, for it stands in the finer one's own fields."""
    return [where for where in found if not any(_holds(where, other) for other in found)]


def _holds(where: Where, other: Where) -> bool:
    if other is where or (where.role != other.role and (where.role, other.role) != ("at", "near")):
        return False
    if where.level == "region" and where.name == other.admin1:  # "X, in the Sahel Region": a division shares the name
        return True
    if where.country is None or where.country != other.country:
        return False
    if where.level == "country":
        return other.level != "country"
    if where.level == "admin1":
        return other.level not in {"country", "admin1"} and other.admin1 == where.admin1
    return where.level == "admin2" and other.level in {"settlement", "site"} and other.admin2 == where.admin2
