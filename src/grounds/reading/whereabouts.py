"""Where: the places that hang on a draft's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grounds.language.pipeline import Parsed
from grounds.language.syntax import noun_phrase, prepositions
from grounds.model.claim import Where
from grounds.reading.clauses import clause_of
from grounds.reading.drafts import Draft
from grounds.reading.ground import place_nouns
from grounds.reading.words import by_word, read_yaml
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_DATA = read_yaml("whereabouts.yaml")
#: Preposition → role, word of direction → part.
_ROLES = by_word(_DATA["roles"])
_PARTS = by_word(_DATA["parts"])
_ABOUT = frozenset(_DATA["about"])


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
            if noun.i not in self.resolved.named:
                found.append(self._described(noun))
        return tuple(_without_containers(_once(found)))

    def _place_tokens(self, draft: Draft, sentence: Span) -> list[Token]:
        """Names after a locative preposition in the draft's own clause, and what was taken or held."""
        clause = clause_of(draft.trigger)
        anchors = {clause.i, clause_of(draft.anchor).i}
        found = [n for n in draft.places if n.i in self.resolved.named]
        found += [n for n in self._relative_place(clause) if n.i in self.resolved.named]
        for token in sentence:
            named = self.resolved.named.get(token.i)
            if named is None or token.i != named.last or self.resolved.place(token) is None:
                continue
            head = self._outside(token)
            if head.dep_ == "pobj" and head.head.lower_ in _ROLES and clause_of(head).i in anchors:
                if not self._is_party(token, draft):
                    found.append(token)
            elif self._struck(head, draft) and not self._is_party(token, draft):
                found.append(token)
        return found

    def _described_places(self, draft: Draft, sentence: Span) -> list[Token]:
        """ "in several provinces", "across the region": places told by a noun alone, in the draft's own clause."""
        anchors = {clause_of(draft.trigger).i, clause_of(draft.anchor).i}
        taken = {p.start for p in (*draft.subjects, *draft.objects)}
        return [
            t
            for t in sentence
            if t.lemma_.lower() in place_nouns("spoken")
            and t.dep_ == "pobj"
            and t.head.lower_ in _ABOUT
            and clause_of(t).i in anchors
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
            return clause_of(node).i in {clause_of(draft.trigger).i, clause_of(draft.anchor).i}
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
        return Where(
            role=role,
            name=place.name,
            mention=words,
            start=start,
            end=end,
            level=place.level,
            country=place.country,
            ids=dict(place.ids),
            lat=place.lat,
            lon=place.lon,
            radius_km=place.radius_km,
            basis=place.basis,
            part=part,
            score=score,
            why=why,
        )

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


def _once(found: Sequence[Where]) -> list[Where]:
    """Each place once: "Federally Administered Tribal Areas (FATA)" is one."""
    kept: dict[tuple[str, str | None, str], Where] = {}
    for where in found:
        kept.setdefault((where.name, where.country, where.role), where)
    return list(kept.values())


def _without_containers(found: Sequence[Where]) -> list[Where]:
    """ "X, in Y": the finer place stays; a country that holds it goes, for it stands in ``country``."""
    fine = [w for w in found if w.level not in {"country"}]
    kept = []
    for where in found:
        if where.level == "country" and any(f.country == where.country and f.role == where.role for f in fine):
            continue
        kept.append(where)
    return kept
