"""Drafts → claims: how each is held, by whom it is said, when, where, how many; then the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from grounds.language.pipeline import Parsed, trimmed
from grounds.language.syntax import VERBAL, tense
from grounds.model.claim import (
    Claim,
    Cue,
    Likelihood,
    Quote,
    QuotePart,
    ReaderNote,
    When,
    Where,
    make_claim,
)
from grounds.model.document import Document
from grounds.model.errors import RecordError
from grounds.reading.circumstances import Circumstances, Surroundings
from grounds.reading.confidence import confidence
from grounds.reading.drafts import Draft
from grounds.reading.extent import in_part
from grounds.reading.extent import scope as extent
from grounds.reading.holding import Holding
from grounds.reading.identity import NAME
from grounds.reading.links import add_links
from grounds.reading.sayings import Sayings
from grounds.reading.scope import hold
from grounds.reading.sides import object_role, subject_role, violence_type, with_role
from grounds.reading.whereabouts import Whereabouts
from grounds.reading.words import by_word, read_yaml
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span

_PREFIX = 32
#: More than a line's end, its hyphen or the mark of a note stands between two pieces.
_INTERRUPTED = re.compile(r"[^\W\d_]|\d{4}")


@dataclass(frozen=True)
class Assembly:
    """Builds the claims of one document."""

    resolved: Resolved
    circumstances: Circumstances
    whereabouts: Whereabouts
    sayings: Sayings
    created: str
    #: The reader's version as the claims tell it.
    version: str

    @classmethod
    def of(cls, resolved: Resolved, version: str) -> Assembly:
        """An assembly with the present moment as ``created``."""
        return cls(
            resolved,
            Circumstances(resolved),
            Whereabouts(resolved),
            Sayings(resolved),
            datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            version,
        )

    @property
    def parsed(self) -> Parsed:
        """The parse under it."""
        return self.resolved.parsed

    def claims(self, drafts: list[Draft], sentence: Span, told: Sequence[Draft] = ()) -> list[Claim]:
        """The claims of one sentence; a draft that needs a place and has none gives nothing. ``told`` are the drafts
        of the sentences before it."""
        if not drafts:
            self.circumstances.dates(sentence.text)  # a later sentence may count from a date told here
            return []
        around = self.circumstances.around(sentence, drafts)
        quote = self._quote(sentence)
        built: list[Claim] = []
        for draft in drafts:
            draft.claim = self._claim(draft, around, quote)
        add_links(drafts, told)
        for draft in drafts:
            if draft.claim is not None and all(c.id != draft.claim.id for c in built):
                built.append(draft.claim)
        return built

    def _claim(self, draft: Draft, around: Surroundings, quote: Quote) -> Claim | None:
        where = self.whereabouts.where(draft, around.sentence)
        if (draft.sets.get("needs_where") or draft.sets.get("names_place")) and not where:
            return None
        holding = hold(draft.anchor, aside=draft.aside)
        holding.negative = (holding.negative ^ draft.rule.negative) or bool(draft.sets.get("negative"))
        holding.phase = draft.phase or draft.sets.get("phase") or holding.phase
        if holding.negative and holding.phase == "ends" and not draft.rule.negative:
            holding.negative, holding.phase = False, "continues"  # "will not stop supporting X"
        self._add_noun_cues(draft, holding)
        if holding.negative and draft.sets.get("stance") == "claims_responsibility":
            return None  # that nobody, or not this group, has claimed it gives no claim
        when = self.circumstances.when(draft, around)
        if draft.same_as is not None and draft.same_as.claim is not None:
            when, where = when or draft.same_as.claim.when, where or draft.same_as.claim.where
        if draft.aside:
            when, where = self._told_beside(draft, when, where)
        if draft.sets.get("needs_setting") and not (draft.subjects or draft.objects or when or where):
            return None
        self._bound(
            draft,
            holding,
            when is not None and when.precision in {"day", "week", "month", "year"} and when.open == "no",
        )
        if in_part(draft):
            holding.factualities.append("qualified")
            holding.degree = holding.degree or "partial"
        attribution = self.sayings.attribution(draft, holding)
        factuality: str = holding.factuality
        if factuality == "asserted":
            factuality = draft.sets.get("factuality") or factuality
        phase = None if holding.forbids else holding.phase
        of_event = self._of_event(draft, around, holding, factuality, phase, when) if draft.kind == "event" else {}
        claim = Claim(
            kind=draft.kind,
            predicate=draft.predicate,
            weapons=tuple(dict.fromkeys(draft.weapons)),
            subjects=with_role(draft.subjects, subject_role(draft)),
            directed=draft.directed,
            objects=with_role(draft.objects, object_role(draft)),
            against=draft.against,
            factuality=factuality,
            degree=holding.degree,
            polarity=holding.polarity,
            likelihood=self._likelihood(holding),
            cues=self._cues(holding),
            attribution=attribution,
            phase=phase,
            support=tuple(draft.support),
            trend=draft.trend,
            state=draft.state,
            goal=draft.goal,
            goal_type=draft.goal_type,
            quantity=self.circumstances.quantity(draft, around.sentence),
            subtype=draft.rule.subtype,
            when=when,
            where=where,
            quote=quote,
            reader=_note(draft, holding, self.version),
            created=self.created,
            **of_event,
        )
        return _made(claim)

    def _told_beside(
        self, draft: Draft, when: When | None, where: tuple[Where, ...]
    ) -> tuple[When | None, tuple[Where, ...]]:
        """The date and places among an aside's own words; those of the clause around it belong to the clause."""
        doc = draft.trigger.doc
        first, last = doc[draft.trigger.left_edge.i], doc[draft.trigger.right_edge.i]
        start, end = self.parsed.offsets(first.idx, last.idx + len(last))
        inside = when is not None and when.start is not None and start <= when.start < end
        return when if inside else None, tuple(w for w in where if start <= w.start < end)

    def _of_event(
        self,
        draft: Draft,
        around: Surroundings,
        holding: Holding,
        factuality: str,
        phase: str | None,
        when: When | None,
    ) -> dict[str, Any]:
        """The fields that only an event has."""
        count = self.circumstances.count(draft)
        happened = not holding.negative and factuality in {"asserted", "qualified", "alleged"}
        scope = extent(draft, counted=count is not None, phase=phase, when=when, happened=happened)
        harms = draft.predicate in {"assault", "coerce", "retreat"}
        return {
            "modes": tuple(dict.fromkeys(draft.modes)),
            "violence_type": violence_type(draft) if draft.predicate == "assault" else None,
            "subjects_act": "jointly" if len(draft.subjects) > 1 else None,
            "scope": scope,
            "count": count,
            "outcome": self._outcome(draft, holding, factuality, scope),
            "casualties": self.circumstances.casualties(draft, around) if harms else (),
        }

    def _quote(self, sentence: Span) -> Quote:
        start, end = trimmed(sentence)
        exact, first, last = self.parsed.words(start, end)
        document = self.parsed.document
        return Quote(
            document=document.id,
            start=first,
            end=last,
            exact=exact,
            prefix=document.text[max(0, first - _PREFIX) : first],
            suffix=document.text[last : last + _PREFIX],
            page=document.page_of(first),
            parts=quote_parts(document, first, last),
            language=document.language or "en",
        )

    # ---------------------------------------------------------------------------------------------- what holds it

    def _add_noun_cues(self, draft: Draft, holding: Holding) -> None:
        """The event noun's own "no", "alleged", "planned", where the walk began at the verb that carries it."""
        if draft.trigger.i == draft.anchor.i:
            return
        for child in draft.trigger.children:
            if child.dep_ == "det" and child.lower_ == "no" and not holding.negative:
                holding.negative = True
            if child.dep_ == "amod" and child.lemma_ in _noun_cues():
                holding.factualities.append(_noun_cues()[child.lemma_])

    def _bound(self, draft: Draft, holding: Holding, dated: bool) -> None:
        """Relation or event: bounded or dated help is the event, habitual or perfect help the relation."""
        rule = draft.rule
        if rule.bounded is None or draft.predicate == rule.bounded:
            return
        past = draft.trigger.pos_ in VERBAL and tense(draft.trigger) == "past"
        if not draft.subjects or (past and dated and holding.phase != "continues"):
            draft.predicate = rule.bounded

    def _likelihood(self, holding: Holding) -> Likelihood | None:
        if holding.likelihood is None:
            return None
        first, last, (low, high) = holding.likelihood
        return Likelihood(words=self.parsed.words(first.idx, last.idx + len(last))[0], low=low, high=high)

    def _cues(self, holding: Holding) -> tuple[Cue, ...]:
        cues = []
        for found in holding.cues:
            text, start, end = self.parsed.words(found.token.idx, found.token.idx + len(found.token))
            cues.append(Cue(text=text, start=start, end=end, sets=found.sets))
        return tuple(cues)

    @staticmethod
    def _outcome(draft: Draft, holding: Holding, factuality: str, scope: str | None) -> str | None:
        told = draft.sets.get("outcome") or holding.outcome
        if told:
            return str(told)
        if holding.negative or factuality not in {"asserted", "qualified"}:
            return None
        return "ongoing" if scope == "repeated" or draft.sets.get("going_on") else "completed"


@cache
def _noun_cues() -> dict[str, str]:
    """Adjectives on an event noun, with the factuality that they tell."""
    return by_word(read_yaml("noun_cues.yaml"))


def quote_parts(document: Document, start: int, end: int) -> tuple[QuotePart, ...] | None:
    """The pieces of a quote that a page's foot, a running head or a note interrupts; null where it is in one piece."""
    if not document.pages:
        return None
    pieces: list[tuple[int, int]] = []
    for first, last in document.reading.stretches(start, end):
        whole = pieces and document.page_of(pieces[-1][0]) == document.page_of(first)
        if whole and not _INTERRUPTED.search(document.text, pieces[-1][1], first):
            pieces[-1] = pieces[-1][0], last
        else:
            pieces.append((first, last))
    if len(pieces) < 2:
        return None
    return tuple(QuotePart(start=a, end=b, exact=document.text[a:b], page=document.page_of(a)) for a, b in pieces)


def _made(claim: Claim) -> Claim | None:
    try:
        return make_claim(replace(claim, reader=replace(claim.reader, confidence=confidence(claim))))
    except RecordError:
        # A draft whose shape the record forbids (a relation that lost its other side) is no claim; its sentence is
        # then listed as unread, with its reason, unless another rule read it.
        return None


def _note(draft: Draft, holding: Holding, version: str) -> ReaderNote:
    return ReaderNote(
        name=NAME,
        version=version,
        rule=draft.rule.id,
        confidence=0.0,  # told when the claim is whole
        evidence=(NAME,),
        why=_why(draft, holding),
    )


def _why(draft: Draft, holding: Holding) -> tuple[str, ...]:
    lines = [f"rule {draft.rule.id} at {draft.trigger.text!r}"]
    if draft.anchor.i != draft.trigger.i:
        lines.append(f"carried by {draft.anchor.text!r}")
    lines += [f"{cue.sets} set by {cue.token.text!r}" for cue in holding.cues]
    lines += [f"said: {s.cue.text!r} ({s.stance})" for s in holding.sayings]
    return tuple(lines)
