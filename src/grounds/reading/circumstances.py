"""When and how many: what stands around a draft in its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from grounds.language.figures import CasualtySpan, NumberSpan, find_casualties, find_numbers
from grounds.language.pipeline import Parsed
from grounds.language.syntax import VERBAL, children, is_purpose
from grounds.language.when import DateSpan, find_dates, resolve_relative
from grounds.model.claim import Casualties, Count, Quantity, When
from grounds.reading.clauses import at_the_time_of, clause_of, governs, meanwhile, near, of_another_event
from grounds.reading.drafts import Draft
from grounds.reading.governors import load_governors
from grounds.reading.themes import is_money
from grounds.reading.words import words
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass(frozen=True)
class Surroundings:
    """What a sentence tells beside its drafts, with offsets of the reading text."""

    sentence: Span
    dates: tuple[DateSpan, ...]
    casualties: tuple[CasualtySpan, ...]
    #: The verbs that tell an act of their own, and the losses that belong to it: whose figures are whose.
    verbs: dict[int, int] = field(default_factory=dict)


class Circumstances:
    """Reads dates and figures of one document; dates take up those of earlier sentences where words say so."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.parsed: Parsed = resolved.parsed
        given = self.parsed.document.date
        self.reference = date.fromisoformat(given) if given else None
        self._last: DateSpan | None = None

    def around(self, sentence: Span, drafts: list[Draft]) -> Surroundings:
        """Read one sentence once."""
        text = sentence.text
        verbs = {v.i: d.trigger.i for d in drafts for v in (d.trigger, *d.losses) if _counts(d, v)}
        return Surroundings(sentence, self.dates(text), tuple(find_casualties(text)), verbs)

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
        lasts = [(d, self._token_at(around.sentence, base + d.end - 1)) for d in around.dates]
        own = [d for d, last in lasts if last is None or not _of_another(last, draft)]
        usable = [(d, self._token_at(around.sentence, base + d.start)) for d in own]
        dated = [(d, t, clause_of(t)) for d, t in usable if t is not None and not of_another_event(t, draft)]
        mine = clause_of(draft.anchor)
        tests: tuple[Callable[[Token, Token], bool], ...] = (
            lambda t, c: c == clause_of(draft.trigger),
            lambda t, c: c == mine,
            lambda t, c: any(c == clause_of(loss) for loss in draft.losses),
            lambda t, c: governs(mine, c) and not _beside_a_noun(draft),
            lambda t, c: at_the_time_of(mine, c, t),
            lambda t, c: meanwhile(c, mine),
            lambda t, c: any(at_the_time_of(clause_of(loss), c, t) for loss in draft.losses),
        )
        inside = next((f for test in tests if (f := [(d, t) for d, t, c in dated if test(t, c)])), None)
        inside = inside or self._day_before_when(mine, usable, base)
        if not inside:
            return None
        chosen = min(inside, key=lambda pair: _fitness(pair[0], pair[1], draft))[0]
        mention, start, end = self.parsed.words(base + chosen.start, base + chosen.end)
        return When(
            from_=chosen.from_,
            to=chosen.to,
            from_kind=chosen.from_kind,
            to_kind=chosen.to_kind,
            open=chosen.open,
            precision=chosen.precision,
            mention=mention,
            start=start,
            end=end,
            anchor=chosen.anchor,
        )

    @staticmethod
    def _day_before_when(
        clause: Token, usable: list[tuple[DateSpan, Token | None]], base: int
    ) -> list[tuple[DateSpan, Token]]:
        """ "since 3 May, WHEN rebels attacked it": the day on which what lasted began is that of the clause."""
        if clause.dep_ != "relcl" or not any(c.lower_ == "when" for c in clause.children):
            return []
        day = clause.head.idx - base
        return [
            (replace(d, to=d.from_, to_kind=d.from_kind, open="no"), t)
            for d, t in usable
            if t is not None and d.start <= day < d.end and d.precision == "day" and d.from_ is not None
        ]

    @staticmethod
    def _token_at(sentence: Span, offset: int) -> Token | None:
        return next((t for t in sentence if t.idx + len(t) > offset and not t.is_space), None)

    # ------------------------------------------------------------------------------------------------- figures

    def casualties(self, draft: Draft, around: Surroundings) -> tuple[Casualties, ...]:
        """The figures whose words stand in the draft's clause or in a clause that it governs ("…, killing five")."""
        base = around.sentence.start_char
        kept: list[Casualties] = []
        index: dict[int, int] = {}
        for i, span in enumerate(around.casualties):
            token = self._token_at(around.sentence, base + span.start)
            if token is None or not _fits(span.outcome, draft) or not _belongs(token, draft, around.verbs):
                continue
            index[i] = len(kept)
            told, start, end = self.parsed.words(base + span.start, base + span.end)
            kept.append(
                Casualties(
                    outcome=span.outcome,
                    of=_of_whom(span.of, start, end, draft),
                    low=span.low,
                    best=span.best,
                    high=span.high,
                    bound=span.bound,
                    words=told,
                    start=start,
                    end=end,
                    part_of=index.get(span.part_of) if span.part_of is not None else None,
                )
            )
        return tuple(kept)

    def count(self, draft: Draft) -> Count | None:
        """ "several operations", "three attacks": a number on the event's own noun."""
        if draft.trigger.pos_ in VERBAL:
            return None
        noun = draft.trigger
        counting = [
            c for c in noun.children if (c.dep_ == "nummod" or c.lower_ in words("vague_numbers")) and c.i < noun.i
        ]
        if not counting or noun.tag_ not in {"NNS", "NNPS"}:
            return None
        first, last = counting[0], noun
        numbers = find_numbers(self.parsed.document.reading.text[first.idx : first.idx + len(first)])
        low, best, high = (numbers[0].low, numbers[0].best, numbers[0].high) if numbers else (None, None, None)
        text, start, end = self.parsed.words(first.idx, last.idx + len(last))
        return Count(low=_whole(low), best=_whole(best), high=_whole(high), words=text, start=start, end=end)

    def quantity(self, draft: Draft, sentence: Span) -> Quantity | None:
        """The number on what is given, had or withdrawn ("2,000 soldiers")."""
        theme = draft.theme
        if theme is None:
            return None
        left = sentence.doc[theme.left_edge.i].idx
        if is_money(theme):
            return self._sum(theme, left)
        if not any(c.dep_ == "nummod" for c in theme.children):
            return None
        number = self._number(left, theme.idx)
        if number is None:
            return None
        unit = "persons" if draft.predicate == "strength" else None
        return self._quantity(theme.lemma_, number, (left + number.start, theme.idx + len(theme)), unit)

    def _sum(self, theme: Token, left: int) -> Quantity | None:
        """ "about $100 million": how much money, with its currency."""
        number = self._number(left, theme.idx + len(theme))
        if number is None:
            return None
        return self._quantity("money", number, (left + number.start, left + number.end), number.unit)

    def _number(self, start: int, end: int) -> NumberSpan | None:
        """The first number between two offsets of the reading text."""
        return next(iter(find_numbers(self.parsed.document.reading.text[start:end])), None)

    def _quantity(self, what: str, number: NumberSpan, span: tuple[int, int], unit: str | None) -> Quantity:
        told, start, end = self.parsed.words(*span)
        return Quantity(
            what=what,
            low=number.low,
            best=number.best,
            high=number.high,
            bound=number.bound,
            unit=unit,
            words=told,
            start=start,
            end=end,
        )


def _counts(draft: Draft, word: Token) -> bool:
    """Whether a word of a draft counts people: a verb of force, or a noun of loss ("the death of two")."""
    force = draft.predicate in {"assault", "coerce", "retreat"}
    return force and (word.pos_ in VERBAL or draft.rule.loss or draft.rule.counts)


def _motive(token: Token) -> bool:
    return any(is_purpose(t) for t in (token, *token.ancestors))


#: What befalls people in one kind of act alone, by outcome.
_KINDS_OF_ACT = {
    "captured": frozenset({"coerce"}),
    "displaced": frozenset({"coerce"}),
    "released": frozenset({"retreat", "assault"}),
    "surrendered": frozenset({"retreat"}),
}


def _fits(outcome: str, draft: Draft) -> bool:
    """Whether an act of this kind has such an outcome: who is arrested beside an attack is no loss of the attack."""
    kinds = _KINDS_OF_ACT.get(outcome)
    if outcome == "displaced" and draft.predicate == "coerce":
        return "forced_displacement" in draft.modes
    return kinds is None or draft.predicate in kinds


def _belongs(token: Token, draft: Draft, acts: dict[int, int]) -> bool:
    """Whether a figure belongs to the draft: to the nearest act above it, which may stand in another clause that only
    adds a figure ("ten were killed while six others were injured")."""
    if _motive(token) != _motive(draft.trigger):
        return False  # "to avenge the death of four": no loss of the act itself
    node, joined = token, True
    while node.i not in acts and node.head.i != node.i:
        if node.pos_ in VERBAL:
            joined = joined and (node.dep_ == "conj" or any(c.lower_ == "while" for c in children(node, "mark")))
        node = node.head
    owner = acts.get(node.i)
    if owner is not None and owner != draft.trigger.i:
        return False
    return near(token, draft) or (owner is not None and joined)


#: Whom a figure counts by the party whose words it stands in, where its own noun does not tell ("ten members of X").
_CATEGORIES = {
    "militants": "militants",
    "military": "security_forces",
    "police": "security_forces",
    "security_forces": "security_forces",
    "intelligence": "security_forces",
    "peacekeepers": "peacekeepers",
    "civilians": "civilians",
}


def _of_whom(category: str, start: int, end: int, draft: Draft) -> str:
    if category != "unknown":
        return category
    sides = [p for p in (*draft.objects, *draft.subjects) if p.actor is not None]
    told = {p.target_type for p in sides if p.start <= start < p.end or start <= p.start < end}
    found = {_CATEGORIES[t] for t in told if t in _CATEGORIES}
    return found.pop() if len(found) == 1 else category


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _beside_a_noun(draft: Draft) -> bool:
    """ "fighters PAID BY X were seen on Monday": a state told of a noun in passing has no part in the clause's date."""
    return draft.kind != "event" and draft.trigger.dep_ in {"acl", "relcl", "amod"}


def _fitness(date_span: DateSpan, token: Token, draft: Draft) -> tuple[bool, int, int]:
    """How well one of several dates of a clause fits the draft, best first: resolved, not of the saying, near.

    "Confirmed today the arrest … on 14 June": the day beside the verb of saying tells when it was said.
    """
    return not date_span.resolved, _of_saying(token, draft), abs(token.i - draft.trigger.i)


def _of_another(last: Token, draft: Draft) -> bool:
    """ "The man behind the 2 July attack was killed": the date that stands before a noun, as its attribute, is that of
    what the noun names; of the act where the noun is the act, or the act is told to have happened in it."""
    noun = last
    while noun.dep_ in _ATTRIBUTES and noun.head.i != noun.i and (noun.head.i > last.i or noun.i == last.i):
        noun = noun.head
    if noun.i <= last.i or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    acts = {draft.trigger.i, draft.anchor.i, *(loss.i for loss in draft.losses)}
    above = noun.head
    return not (noun.i in acts or (above.dep_ == "prep" and above.lower_ in _HAPPENED_IN and above.head.i in acts))


#: How a date hangs on the noun behind it, and what leads from an act to the happening that it was part of.
_ATTRIBUTES = frozenset({"compound", "nmod", "nummod", "npadvmod", "poss", "amod"})
_HAPPENED_IN = frozenset({"in", "during", "at", "by"})


def _of_saying(token: Token, draft: Draft) -> int:
    verb = token
    while verb.pos_ not in VERBAL and verb.head.i != verb.i:
        verb = verb.head
    effect = load_governors().verbs.get(verb.lemma_.lower())
    if effect is None or effect.stance is None or verb.i == draft.trigger.i:
        return 0
    return 2 if abs(token.i - verb.i) <= 1 else 1
