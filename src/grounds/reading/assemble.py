"""Drafts → claims: how each is held, by whom it is said, when, where, how many; then the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from grounds._version import __version__
from grounds.language.pipeline import Parsed, trimmed
from grounds.language.syntax import VERBAL, conjuncts, noun_phrase, tense
from grounds.model.claim import (
    Attribution,
    Claim,
    Cue,
    Likelihood,
    Participant,
    Quote,
    QuotePart,
    ReaderNote,
    Speaker,
    When,
    make_claim,
)
from grounds.model.errors import RecordError
from grounds.reading.circumstances import VAGUE, Circumstances, Surroundings
from grounds.reading.drafts import Draft
from grounds.reading.scope import Holding, Saying, hold
from grounds.resolution.described import load_described
from grounds.resolution.resolver import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

READER = "frames"
_STATE_SIDE = frozenset({"state", "state_force", "intelligence_service", "pro_government_militia", "mission", "igo"})
_ARMED = frozenset({"armed_group", "faction", "unit", "umbrella", "identity_militia", "criminal_group", "unidentified"})
_CIVIL = frozenset(
    [
        "civilians",
        "education",
        "health",
        "religious_site",
        "religious_group",
        "ethnic_group",
        "aid",
        "media",
        "activists",
        "refugees",
        "business",
        "private_property",
    ]
)
_PREFIX = 32
_KINDS = {
    "state": "government", "state_force": "military", "intelligence_service": "intelligence", "armed_group": "armed_group",
    "faction": "armed_group", "unit": "military", "umbrella": "armed_group", "identity_militia": "armed_group", "party": "party",
    "igo": "igo", "mission": "igo", "ngo": "ngo", "media": "media", "company": "company", "population": "witness",
    "pro_government_militia": "armed_group", "criminal_group": "armed_group", "unidentified": "unnamed",
}  # fmt: skip
_REPEATED_WORDS = frozenset(
    ["frequently", "regularly", "repeatedly", "routinely", "often", "daily", "weekly", "almost", "habitually"]
)


@dataclass(frozen=True)
class Assembly:
    """Builds the claims of one document."""

    resolved: Resolved
    circumstances: Circumstances
    created: str

    @classmethod
    def of(cls, resolved: Resolved) -> Assembly:
        """An assembly with the present moment as ``created``."""
        return cls(resolved, Circumstances(resolved), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))

    @property
    def parsed(self) -> Parsed:
        """The parse under it."""
        return self.resolved.parsed

    def claims(self, drafts: list[Draft], sentence: Span) -> list[Claim]:
        """The claims of one sentence; a draft that needs a place and has none gives nothing."""
        if not drafts:
            self.circumstances.dates(sentence.text)  # a later sentence may count from a date told here
            return []
        around = self.circumstances.around(sentence)
        quote = self._quote(sentence)
        built: list[Claim] = []
        for draft in drafts:
            claim = self._claim(draft, around, quote)
            if claim is not None and all(c.id != claim.id for c in built):
                built.append(claim)
        return built

    def _claim(self, draft: Draft, around: Surroundings, quote: Quote) -> Claim | None:
        where = self.circumstances.where(draft, around.sentence)
        if (draft.sets.get("needs_where") or draft.sets.get("names_place")) and not where:
            return None
        holding = hold(draft.anchor)
        self._add_noun_cues(draft, holding)
        when = self.circumstances.when(draft, around)
        self._bound(
            draft, holding, when is not None and when.precision in {"day", "week", "month"} and when.open == "no"
        )
        attribution = self._attribution(draft, holding)
        factuality: str = holding.factuality
        if factuality == "asserted":
            factuality = draft.sets.get("factuality") or factuality
        event = draft.kind == "event"
        count = self.circumstances.count(draft) if event else None
        phase = draft.phase or draft.sets.get("phase") or holding.phase
        scope = self._scope(draft, count is not None, phase, when) if event else None
        claim = Claim(
            kind=draft.kind,
            predicate=draft.predicate,
            modes=tuple(dict.fromkeys(draft.modes)) if event else (),
            weapons=tuple(dict.fromkeys(draft.weapons)),
            violence_type=_violence_type(draft) if draft.predicate == "assault" else None,
            subjects=_with_role(draft.subjects, _subject_role(draft)),
            subjects_act="jointly" if event and len(draft.subjects) > 1 else None,
            directed=draft.directed,
            objects=_with_role(draft.objects, _object_role(draft)),
            against=draft.against,
            factuality=factuality,
            degree=holding.degree,
            polarity=holding.polarity,
            likelihood=self._likelihood(holding),
            cues=self._cues(holding),
            attribution=attribution,
            scope=scope,
            count=count,
            phase=phase,
            outcome=self._outcome(draft, holding, factuality, scope) if event else None,
            support=tuple(draft.support),
            trend=draft.trend,
            state=draft.state,
            goal=draft.goal,
            goal_type=draft.goal_type,
            quantity=self.circumstances.quantity(draft, around.sentence),
            subtype=draft.rule.subtype,
            when=when,
            where=where,
            casualties=self.circumstances.casualties(draft, around) if draft.predicate in {"assault", "coerce", "retreat"} else (),
            quote=quote,
            reader=ReaderNote(name=READER, version=__version__, rule=draft.rule.id, confidence=_confidence(draft, holding), evidence=(READER,),
                              why=_why(draft, holding)),
            created=self.created,
        )  # fmt: skip
        return _made(claim)

    def _quote(self, sentence: Span) -> Quote:
        start, end = trimmed(sentence)
        exact, first, last = self.parsed.words(start, end)
        document = self.parsed.document
        page, last_page = document.page_of(first), document.page_of(max(last - 1, first))
        parts = None
        if page is not None and page != last_page:
            parts = tuple(
                QuotePart(
                    start=max(first, p.start),
                    end=min(last, p.end),
                    exact=document.text[max(first, p.start) : min(last, p.end)],
                    page=p.number,
                )
                for p in document.pages
                if p.start < last and p.end > first
            )
        return Quote(document=document.id, start=first, end=last, exact=exact, prefix=document.text[max(0, first - _PREFIX) : first],
                     suffix=document.text[last : last + _PREFIX], page=page, parts=parts, language=document.language or "en")  # fmt: skip

    # ---------------------------------------------------------------------------------------------- what holds it

    def _add_noun_cues(self, draft: Draft, holding: Holding) -> None:
        """The event noun's own "no", "alleged", "planned", where the walk began at the verb that carries it."""
        if draft.trigger.i == draft.anchor.i:
            return
        for child in draft.trigger.children:
            if child.dep_ == "det" and child.lower_ == "no" and not holding.negative:
                holding.negative = True
            if child.dep_ == "amod" and child.lemma_ in {"alleged", "suspected", "planned", "possible", "purported"}:
                told = {"alleged": "alleged", "purported": "alleged", "planned": "planned"}.get(
                    child.lemma_, "possible"
                )
                holding.factualities.append(told)

    def _bound(self, draft: Draft, holding: Holding, dated: bool) -> None:
        """Relation or event: bounded or dated help is the event, habitual or perfect help the relation."""
        rule = draft.rule
        if rule.bounded is None or draft.predicate == rule.bounded:
            return
        past = draft.trigger.pos_ in VERBAL and tense(draft.trigger) == "past"
        if not draft.subjects or (past and dated and holding.phase != "continues"):
            draft.predicate = rule.bounded

    def _attribution(self, draft: Draft, holding: Holding) -> Attribution | None:
        if not holding.sayings:
            return None
        saying = holding.sayings[0]
        speakers = self._speakers(saying)
        parties = {p.actor for p in (*draft.subjects, *draft.objects) if p.actor}
        own = any(s.actor is not None and _same_side(s.actor, parties) for s, _ in speakers)
        stance = saying.stance
        kind = next((k for _, k in speakers if k), None) or ("unnamed" if speakers else None)
        if (
            own
            and stance == "reports"
            and draft.kind == "event"
            and any(s.actor == p.actor for s, _ in speakers for p in draft.subjects)
        ):
            stance = "claims_responsibility"
        if not speakers and saying.stance in {"reports", "predicts", "calls_for"}:
            return None
        text, start, end = self.parsed.words(saying.cue.idx, saying.cue.idx + len(saying.cue))
        channel = (
            "spokesperson"
            if any(s.position and s.position.value == "spokesperson" for s, _ in speakers)
            else "unstated"
        )
        via = self._attribution_of(holding.sayings[1]) if len(holding.sayings) > 1 else None
        return Attribution(source=tuple(s for s, _ in speakers), kind=kind, stance=stance, self_=own,
                           cue=Cue(text=text, start=start, end=end, sets="attribution"), channel=channel, via=via)  # fmt: skip

    def _attribution_of(self, saying: Saying) -> Attribution | None:
        speakers = self._speakers(saying)
        if not speakers:
            return None
        text, start, end = self.parsed.words(saying.cue.idx, saying.cue.idx + len(saying.cue))
        return Attribution(source=tuple(s for s, _ in speakers), kind=next((k for _, k in speakers if k), "unnamed"), stance=saying.stance,
                           cue=Cue(text=text, start=start, end=end, sets="attribution"))  # fmt: skip

    def _speakers(self, saying: Saying) -> list[tuple[Speaker, str | None]]:
        found: list[tuple[Speaker, str | None]] = []
        for token in saying.speakers:
            parties = self.resolved.parties(token)
            for party in parties:
                speaker = Speaker(
                    actor=party.actor,
                    name=party.name,
                    mention=party.mention,
                    start=party.start,
                    end=party.end,
                    position=party.position,
                )
                found.append((speaker, _source_kind(party, token)))
            if not parties:
                found.extend(self._described_speaker(t) for t in conjuncts(token) if t.pos_ in {"NOUN", "PROPN"})
        return found

    def _described_speaker(self, token: Token) -> tuple[Speaker, str | None]:
        words, start, end = self.parsed.words(*noun_phrase(token))
        kind = (
            "document"
            if token.lemma_.lower() in {"report", "document", "statement", "communique", "study", "letter"}
            else None
        )
        return Speaker(name=words, mention=words, start=start, end=end), kind

    def _likelihood(self, holding: Holding) -> Likelihood | None:
        if holding.likelihood is None:
            return None
        token, (low, high) = holding.likelihood
        return Likelihood(words=self.parsed.words(token.idx, token.idx + len(token))[0], low=low, high=high)

    def _cues(self, holding: Holding) -> tuple[Cue, ...]:
        cues = []
        for found in holding.cues:
            text, start, end = self.parsed.words(found.token.idx, found.token.idx + len(found.token))
            cues.append(Cue(text=text, start=start, end=end, sets=found.sets))
        return tuple(cues)

    def _scope(self, draft: Draft, counted: bool, phase: str | None, when: When | None) -> str:
        trigger, verb = draft.trigger, draft.anchor
        words = {c.lower_ for t in (trigger, verb) for c in t.children}
        if (
            phase in {"continues", "intensifies"}
            or words & _REPEATED_WORDS
            or (tense(verb) == "present" and verb.pos_ in VERBAL and draft.predicate in {"assault", "coerce"})
        ):
            return "repeated"
        if counted or words & VAGUE:
            return "several"
        if (when is None or when.precision not in {"day", "week"}) and any(
            VAGUE & set(p.mention.lower().split()) for p in draft.objects
        ):
            return "several"  # "several of its leaders were killed", over no one day
        plural = trigger.pos_ not in VERBAL and trigger.tag_ == "NNS"
        perfect = verb.pos_ in VERBAL and tense(verb) == "perfect"
        if perfect or (verb.pos_ == "ADJ" and plural):
            return "several" if plural else "general"
        return "several" if plural else "single"

    @staticmethod
    def _outcome(draft: Draft, holding: Holding, factuality: str, scope: str | None) -> str | None:
        told = draft.sets.get("outcome") or holding.outcome
        if told:
            return str(told)
        if holding.negative or factuality not in {"asserted", "qualified"}:
            return None
        return "ongoing" if scope == "repeated" else "completed"


def _made(claim: Claim) -> Claim | None:
    if claim.kind != "event":
        claim = replace(claim, scope=None, count=None, modes=(), violence_type=None, outcome=None)
    try:
        return make_claim(claim)
    except RecordError:
        # A draft whose shape the record forbids (a relation that lost its other side) is no claim; its sentence is
        # then listed as unread, with its reason, unless another rule read it.
        return None


def _with_role(parties: tuple[Participant, ...], role: str | None) -> tuple[Participant, ...]:
    return tuple(replace(p, role=p.role or role) for p in parties)


def _subject_role(draft: Draft) -> str:
    if draft.kind == "relation":
        return "supporter" if draft.predicate == "supports" else "holder"
    if draft.kind == "assessment":
        return "holder"
    return (
        "perpetrator"
        if draft.predicate in {"assault", "coerce"}
        else "mediator"
        if "mediation" in draft.modes
        else "doer"
    )


def _object_role(draft: Draft) -> str:
    if draft.predicate in {"supports", "aid"}:
        return "recipient"
    if draft.predicate in {"assault", "coerce"}:
        return "target"
    return "partner" if not draft.directed else "recipient"


def _violence_type(draft: Draft) -> str | None:
    kinds = [{p.actor_kind for p in side} for side in (draft.subjects, draft.objects)]
    civil = any(p.target_type in _CIVIL for p in draft.objects)
    if not draft.directed:
        kinds = [{p.actor_kind} for p in draft.subjects][:2]
        kinds += [set()] * (2 - len(kinds))
    one, other = kinds
    if civil and one & (_STATE_SIDE | _ARMED):
        return "one_sided"
    if not one or not other:
        return None
    if (one & _STATE_SIDE and other & (_ARMED | _STATE_SIDE)) or (one & _ARMED and other & _STATE_SIDE):
        return "state_based"
    if any(p.target_type in {"military", "police", "security_forces", "government"} for p in draft.objects):
        return "state_based"
    if one & _ARMED and other & _ARMED:
        return "non_state"
    return "unclear"


def _same_side(speaker: str, parties: set[str]) -> bool:
    return speaker in parties or any(p.split("/")[0] == speaker.split("/")[0] for p in parties)


def _source_kind(party: Participant, token: Token) -> str | None:
    if party.target_type == "police":
        return "police"
    sense = load_described().sense(token.lemma_.lower())
    if party.actor is None and sense is not None:
        told = {"medics": "medical", "experts": "expert", "journalists": "media", "aid": "aid_agency", "soldiers": "military",
                "officials": "government", "leaders": "community_leader"}.get(sense.group)  # fmt: skip
        if told:
            return told
    return _KINDS.get(party.actor_kind or "")


def _confidence(draft: Draft, holding: Holding) -> float:
    """The reader's confidence: surer with catalogue parties, less so over long walks and taken-up names."""
    score = 0.85
    parties = (*draft.subjects, *draft.objects)
    score -= 0.1 * any(p.resolved_by == "coreference" for p in parties)
    score -= 0.05 * any(p.actor is None for p in parties)
    score -= 0.03 * min(len(holding.path), 5)
    return round(max(score, 0.3), 2)


def _why(draft: Draft, holding: Holding) -> tuple[str, ...]:
    lines = [f"rule {draft.rule.id} at {draft.trigger.text!r}"]
    if draft.anchor.i != draft.trigger.i:
        lines.append(f"carried by {draft.anchor.text!r}")
    lines += [f"{cue.sets} set by {cue.token.text!r}" for cue in holding.cues]
    lines += [f"said: {s.cue.text!r} ({s.stance})" for s in holding.sayings]
    return tuple(lines)
