"""When, where and how many: what stands around a draft in its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from grounds.language.figures import CasualtySpan, find_casualties, find_numbers
from grounds.language.pipeline import Parsed
from grounds.language.syntax import VERBAL, noun_phrase, prepositions
from grounds.language.when import DateSpan, find_dates, resolve_relative
from grounds.model.claim import Casualties, Count, Quantity, When, Where
from grounds.reading.drafts import Draft
from grounds.reading.ground import place_nouns
from grounds.resolution.resolver import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ROLES = {
    "in": "at", "at": "at", "on": "at", "near": "near", "outside": "near", "around": "near", "from": "from", "to": "to",
    "into": "to", "towards": "to", "toward": "to", "through": "through", "via": "through", "across": "at", "throughout": "at",
    "of": "at", "inside": "at", "within": "at", "for": "to", "along": "at", "over": "at", "against": "target_area",
}  # fmt: skip
_PARTS = {
    "northern": "north", "north": "north", "southern": "south", "south": "south", "eastern": "east", "east": "east",
    "western": "west", "west": "west", "north-east": "north_east", "northeastern": "north_east", "northwestern": "north_west",
    "southeastern": "south_east", "southwestern": "south_west", "north-western": "north_west", "north-eastern": "north_east",
    "south-eastern": "south_east", "south-western": "south_west", "central": "centre",
}  # fmt: skip


@dataclass(frozen=True)
class Surroundings:
    """What a sentence tells beside its drafts, with offsets of the reading text."""

    sentence: Span
    dates: tuple[DateSpan, ...]
    casualties: tuple[CasualtySpan, ...]


class Circumstances:
    """Reads dates, places and figures of one document; dates take up those of earlier sentences where words say so."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.parsed: Parsed = resolved.parsed
        given = self.parsed.document.date
        self.reference = date.fromisoformat(given) if given else None
        self._last: DateSpan | None = None

    def around(self, sentence: Span) -> Surroundings:
        """Read one sentence once."""
        text = sentence.text
        return Surroundings(sentence, self.dates(text), tuple(find_casualties(text)))

    def dates(self, text: str) -> tuple[DateSpan, ...]:
        """The dates of the next sentence; one that counts from another goes from the last one told before it."""
        found = find_dates(text, self.reference)
        earlier = [self._last] if self._last is not None else []
        settled = resolve_relative([*earlier, *found], self.reference)[len(earlier) :]
        self._last = next((s for s in reversed(settled) if s.resolved and s.from_ is not None), self._last)
        return tuple(settled)

    # ---------------------------------------------------------------------------------------------------- when

    def when(self, draft: Draft, around: Surroundings) -> When | None:
        """The date that belongs to the draft's clause; one alone in the sentence belongs to its main act."""
        base = around.sentence.start_char
        usable = [(d, self._token_at(around.sentence, base + d.start)) for d in around.dates]
        inside = [(d, t) for d, t in usable if t is not None and _clause_of(t) == _clause_of(draft.trigger)]
        inside = inside or [(d, t) for d, t in usable if t is not None and _clause_of(t) == _clause_of(draft.anchor)]
        inside = inside or [
            (d, t) for d, t in usable if t is not None and _governs(_clause_of(draft.anchor), _clause_of(t))
        ]
        if not inside:
            return None
        chosen = min(inside, key=lambda pair: (not pair[0].resolved, abs(pair[1].i - draft.trigger.i)))[0]
        words, start, end = self.parsed.words(base + chosen.start, base + chosen.end)
        return When(from_=chosen.from_, to=chosen.to, from_kind=chosen.from_kind, to_kind=chosen.to_kind, open=chosen.open,
                    precision=chosen.precision, mention=words, start=start, end=end, anchor=chosen.anchor)  # fmt: skip

    @staticmethod
    def _token_at(sentence: Span, offset: int) -> Token | None:
        return next((t for t in sentence if t.idx + len(t) > offset and not t.is_space), None)

    # --------------------------------------------------------------------------------------------------- where

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
            if noun.i not in self.resolved.named:
                found.append(self._described(noun))
        return tuple(_without_containers(found))

    def _place_tokens(self, draft: Draft, sentence: Span) -> list[Token]:
        """Names after a locative preposition in the draft's own clause, and what was taken or held."""
        clause = _clause_of(draft.trigger)
        anchors = {clause.i, _clause_of(draft.anchor).i}
        found = [n for n in draft.places if n.i in self.resolved.named]
        found += [n for n in self._relative_place(clause) if n.i in self.resolved.named]
        for token in sentence:
            named = self.resolved.named.get(token.i)
            if named is None or token.i != named.last or self.resolved.place(token) is None:
                continue
            head = self._outside(token)
            if head.dep_ == "pobj" and head.head.lower_ in _ROLES and _clause_of(head).i in anchors:
                if not self._is_party(token, draft):
                    found.append(token)
            elif self._struck(head, draft) and not self._is_party(token, draft):
                found.append(token)
        return found

    def _described_places(self, draft: Draft, sentence: Span) -> list[Token]:
        """ "in several provinces", "across the region": places told by a noun alone, in the draft's own clause."""
        anchors = {_clause_of(draft.trigger).i, _clause_of(draft.anchor).i}
        taken = {p.start for p in (*draft.subjects, *draft.objects)}
        return [
            t
            for t in sentence
            if t.lemma_.lower() in place_nouns("spoken")
            and t.dep_ == "pobj"
            and t.head.lower_ in {"in", "across", "throughout", "near", "around"}
            and _clause_of(t).i in anchors
            and self.parsed.offsets(t.doc[t.left_edge.i].idx, t.idx)[0] not in taken
            and not any(n.i in self.resolved.named for w, n in prepositions(t) if w == "of")
        ]

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
            return _clause_of(node).i in {_clause_of(draft.trigger).i, _clause_of(draft.anchor).i}
        return node.dep_ == "dobj" and node.head.i == draft.trigger.i

    def _outside(self, token: Token) -> Token:
        named = self.resolved.named[token.i]
        while named.first <= token.head.i <= named.last and token.head.i != token.i:
            token = token.head
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
        part = next((_PARTS[c.lower_] for c in head.children if c.lower_ in _PARTS and c.i < named.first), None)
        words, start, end = self.parsed.words(first.idx, token.idx + len(token))
        node = head
        while node.dep_ in {"conj", "appos"}:
            node = node.head
        role = _ROLES.get(node.head.lower_, "at") if node.dep_ == "pobj" else "at"
        role = "at" if draft.kind == "relation" and role not in {"from", "to"} else role
        score, why = (named.place.score, named.place.why) if named.place is not None else (None, None)
        return Where(role=role, name=place.name, mention=words, start=start, end=end, level=place.level, country=place.country,
                     ids=dict(place.ids), lat=place.lat, lon=place.lon, radius_km=place.radius_km, basis=place.basis, part=part,
                     score=score, why=why)  # fmt: skip

    def _described(self, noun: Token) -> Where:
        begin, stop = noun_phrase(noun)
        for word, inner in prepositions(noun):
            if word in {"of", "with", "between"} and inner.i - noun.i <= 4:
                stop = noun_phrase(inner)[1]
        words, start, end = self.parsed.words(begin, stop)
        return Where(
            role="at",
            name=words,
            mention=words,
            start=start,
            end=end,
            level="vague",
            basis="inferred",
            why="in no gazetteer",
        )

    # ------------------------------------------------------------------------------------------------- figures

    def casualties(self, draft: Draft, around: Surroundings) -> tuple[Casualties, ...]:
        """The figures whose words stand in the draft's clause or in a clause that it governs ("…, killing five")."""
        base = around.sentence.start_char
        kept: list[Casualties] = []
        index: dict[int, int] = {}
        for i, span in enumerate(around.casualties):
            token = self._token_at(around.sentence, base + span.start)
            if token is None or not _near(token, draft):
                continue
            index[i] = len(kept)
            words, start, end = self.parsed.words(base + span.start, base + span.end)
            kept.append(Casualties(outcome=span.outcome, of=span.of, low=span.low, best=span.best, high=span.high, bound=span.bound,
                                   words=words, start=start, end=end, part_of=index.get(span.part_of) if span.part_of is not None else None))  # fmt: skip
        return tuple(kept)

    def count(self, draft: Draft) -> Count | None:
        """ "several operations", "three attacks": a number on the event's own noun."""
        if draft.trigger.pos_ in VERBAL:
            return None
        noun = draft.trigger
        words = [c for c in noun.children if (c.dep_ == "nummod" or c.lower_ in VAGUE) and c.i < noun.i]
        if not words or noun.tag_ not in {"NNS", "NNPS"}:
            return None
        first, last = words[0], noun
        numbers = find_numbers(noun.doc.text[first.idx : first.idx + len(first)])
        low, best, high = (numbers[0].low, numbers[0].best, numbers[0].high) if numbers else (None, None, None)
        text, start, end = self.parsed.words(first.idx, last.idx + len(last))
        return Count(low=_whole(low), best=_whole(best), high=_whole(high), words=text, start=start, end=end)

    def quantity(self, draft: Draft, sentence: Span) -> Quantity | None:
        """The number on what is given, had or withdrawn ("2,000 soldiers")."""
        theme = draft.theme
        if theme is None or not any(c.dep_ == "nummod" for c in theme.children):
            return None
        left = sentence.doc[theme.left_edge.i].idx
        spans = find_numbers(sentence.doc.text[left : theme.idx])
        if not spans:
            return None
        span = spans[0]
        words, start, end = self.parsed.words(left + span.start, theme.idx + len(theme))
        return Quantity(what=theme.lemma_, low=span.low, best=span.best, high=span.high, bound=span.bound, unit="persons"
                        if draft.predicate == "strength" else None, words=words, start=start, end=end)  # fmt: skip


VAGUE = frozenset(["several", "numerous", "many", "various", "multiple", "repeated", "dozens", "countless", "scores"])


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _clause_of(token: Token) -> Token:
    """The verb whose clause ``token`` stands in; infinitives and participles count with the verb above them."""
    node = token
    for _ in range(30):
        if node.head.i == node.i:
            return node
        if node.pos_ in VERBAL and node.dep_ in {
            "ROOT",
            "ccomp",
            "advcl",
            "relcl",
            "acl",
            "conj",
            "parataxis",
            "csubj",
        }:
            if (node.dep_ == "advcl" and node.tag_ == "VB") or (node.dep_ == "acl" and node.tag_ == "VB"):
                node = node.head
                continue
            if node.dep_ == "conj" and node.head.pos_ not in VERBAL:
                node = node.head
                continue
            return node
        node = node.head
    return node


def _governs(lower: Token, upper: Token) -> bool:
    """Whether the clause ``lower`` hangs on ``upper`` as a participle or an open coordination: "…, killing five"."""
    node = lower
    for _ in range(4):
        if node.i == upper.i:
            return True
        participle = node.dep_ in {"advcl", "conj", "acl"} and not any(
            c.dep_ in {"nsubj", "nsubjpass", "mark"} for c in node.children
        )
        if not participle:
            return False
        node = _clause_of(node.head)
    return node.i == upper.i


def _near(token: Token, draft: Draft) -> bool:
    mine, its = _clause_of(draft.trigger), _clause_of(token)
    return mine.i == its.i or _governs(its, mine) or its.i == _clause_of(draft.anchor).i


def _without_containers(found: Sequence[Where]) -> list[Where]:
    """ "X, in Y": the finer place stays; a country that holds it goes, for it stands in ``country``."""
    fine = [w for w in found if w.level not in {"country"}]
    kept = []
    for where in found:
        if where.level == "country" and any(f.country == where.country and f.role == where.role for f in fine):
            continue
        kept.append(where)
    return kept
