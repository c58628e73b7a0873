"""Who says it: the attribution of a draft, from the speech words above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grounds.language.pipeline import Parsed
from grounds.language.syntax import VERBAL, children, conjuncts, noun_phrase
from grounds.model.claim import Attribution, Cue, Participant, Speaker
from grounds.reading.drafts import Draft
from grounds.reading.holding import Holding, Saying
from grounds.reading.scope import hold
from grounds.reading.words import read_yaml
from grounds.resolution.described import load_described
from grounds.resolution.resolved import Resolved

if TYPE_CHECKING:
    from spacy.tokens import Token

_DATA = read_yaml("speakers.yaml")
#: Kinds of speakers by actor kind, and by group of noun.
_KINDS: dict[str, str] = _DATA["actor_kinds"]
_GROUPS: dict[str, str] = _DATA["groups"]
_NOT_SAID = frozenset({"prescribed", "hypothetical", "planned"})
_DOCUMENTS = frozenset(_DATA["documents"])


class Sayings:
    """Names the speakers of one document."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.parsed: Parsed = resolved.parsed

    def attribution(self, draft: Draft, holding: Holding) -> Attribution | None:
        """Who says it, in which stance; null where the document speaks in its own voice."""
        saying = next(iter(_made(holding)), None) if holding.sayings else self._quoted(draft)
        if saying is None:
            return self._claimed(draft) or self._own_voice(draft, holding)
        speakers = self._speakers(saying)
        if "speakers" in draft.sets:  # of two who accuse each other, the one who says this
            said = {p.actor or p.name for p in draft.sets["speakers"]}
            speakers = [(s, k) for s, k in speakers if (s.actor or s.name) in said]
        parties = {p.actor for p in (*draft.subjects, *draft.objects) if p.actor}
        parties |= self._owners(draft)
        own = any(s.actor is not None and self._same_side(s.actor, parties) for s, _ in speakers)
        stance = saying.stance
        kind = next((k for _, k in speakers if k), None) or "unnamed"
        if (
            own
            and stance == "reports"
            and draft.kind == "event"
            and holding.factuality in {"asserted", "qualified"}
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
        made = _made(holding)
        via = self._passed_on(made[1]) if len(made) > 1 else self._told_to(saying)
        return Attribution(
            source=tuple(s for s, _ in speakers),
            kind=kind,
            stance=stance,
            self_=own,
            cue=Cue(text=text, start=start, end=end, sets="attribution"),
            channel=channel,
            via=via,
        )

    def _own_voice(self, draft: Draft, holding: Holding) -> Attribution | None:
        """What a party publishes of its own side is its own account; what it says of others has no attribution."""
        publisher = self.resolved.publisher
        own = any(self.resolved.is_own_side(p) for p in draft.subjects)
        if publisher is None or not own or draft.aside:
            return None
        return Attribution(
            source=(Speaker(actor=publisher.id, name=publisher.name),),
            kind=_KINDS.get(publisher.kind, "unnamed"),
            stance=_stance_on_itself(draft, holding),
            self_=True,
            channel="statement",
        )

    def _owners(self, draft: Draft) -> set[str]:
        """ "said that X had shelled ITS base": whose facility it is is a party, too."""
        ends = {p.end for p in draft.objects if p.actor_kind == "facility"}
        if not ends:
            return set()
        heads = [t for t in draft.trigger.sent if self.parsed.offsets(t.idx, t.idx + len(t))[1] in ends]
        owners = [o for t in heads for o in children(t, "poss")]
        return {p.actor for o in owners for p in self.resolved.parties(o) if p.actor}

    def _same_side(self, speaker: str, parties: set[str]) -> bool:
        return any(p.split("/")[0] == speaker.split("/")[0] or self.resolved.of_one_state(speaker, p) for p in parties)

    def _quoted(self, draft: Draft) -> Saying | None:
        """Who speaks in the quotation that the draft's word stands in, over sentence borders too."""
        quotation = self.resolved.quotation(draft.trigger)
        return Saying(quotation.cue, "reports", (quotation.speaker,)) if quotation is not None else None

    def _claimed(self, draft: Draft) -> Attribution | None:
        """ "claimed responsibility for the attack", "the attack was claimed by X": X says so of itself."""
        if draft.sets.get("stance") != "claims_responsibility" or not draft.subjects:
            return None
        speakers = tuple(map(_speaker, draft.subjects))
        word, start, end = self.parsed.words(draft.anchor.idx, draft.anchor.idx + len(draft.anchor))
        return Attribution(
            source=speakers,
            kind=_KINDS.get(draft.subjects[0].actor_kind or "", "unnamed"),
            stance="claims_responsibility",
            self_=True,
            cue=Cue(text=word, start=start, end=end, sets="attribution"),
        )

    def _told_to(self, saying: Saying) -> Attribution | None:
        """ "survivors told HUMAN RIGHTS WATCH that": who passes it on."""
        heard = [
            (p, t)
            for t in children(saying.cue, "dobj", "dative")
            for p in self.resolved.parties(t)
            if saying.cue.lemma_ == "tell" and p.actor_kind in {"ngo", "media", "igo", "mission"}
        ]
        if not heard:
            return None
        sources = tuple(_speaker(p) for p, _ in heard)
        word, start, end = self.parsed.words(saying.cue.idx, saying.cue.idx + len(saying.cue))
        cue = Cue(text=word, start=start, end=end, sets="attribution")
        return Attribution(source=sources, kind=_source_kind(*heard[0]), stance="reports", cue=cue)

    def _passed_on(self, saying: Saying) -> Attribution | None:
        speakers = self._speakers(saying)
        if not speakers:
            return None
        text, start, end = self.parsed.words(saying.cue.idx, saying.cue.idx + len(saying.cue))
        return Attribution(
            source=tuple(s for s, _ in speakers),
            kind=next((k for _, k in speakers if k), "unnamed"),
            stance=saying.stance,
            cue=Cue(text=text, start=start, end=end, sets="attribution"),
        )

    def _speakers(self, saying: Saying) -> list[tuple[Speaker, str | None]]:
        found: list[tuple[Speaker, str | None]] = []
        for token in saying.speakers:
            parties = self.resolved.parties(token)
            for party in parties:
                found.append((_speaker(party), _source_kind(party, token)))
            if not parties:
                found.extend(self._described_speaker(t) for t in conjuncts(token) if t.pos_ in {"NOUN", "PROPN"})
        return found

    def _described_speaker(self, token: Token) -> tuple[Speaker, str | None]:
        words, start, end = self.parsed.words(*noun_phrase(token))
        kind = "document" if token.lemma_.lower() in _DOCUMENTS else None
        return Speaker(name=words, mention=words, start=start, end=end), kind


def _made(holding: Holding) -> list[Saying]:
    """The sayings that take place: "X should press Y to leave" says of nobody that they press."""
    asking = {s.cue.i for s in holding.sayings if s.stance in {"calls_for", "accuses"} and s.cue.pos_ in VERBAL}
    return [s for s in holding.sayings if s.cue.i not in asking or hold(s.cue).factuality not in _NOT_SAID]


def _stance_on_itself(draft: Draft, holding: Holding) -> str:
    """Acts done are claimed, what is not done is denied; plans, ties and standings are reported."""
    if holding.polarity == "negative" and holding.factuality in {"asserted", "qualified"}:
        return "denies"
    done = draft.kind == "event" and holding.factuality in {"asserted", "qualified"}
    return "claims_responsibility" if done else "reports"


def _speaker(party: Participant) -> Speaker:
    return Speaker(
        actor=party.actor,
        name=party.name,
        mention=party.mention,
        start=party.start,
        end=party.end,
        position=party.position,
    )


def _source_kind(party: Participant, token: Token) -> str | None:
    if party.target_type == "police":
        return "police"
    sense = load_described().sense(token.lemma_.lower())
    if party.actor is None and sense is not None:
        told = _GROUPS.get(sense.group)
        if told:
            return told
    return _KINDS.get(party.actor_kind or "")
