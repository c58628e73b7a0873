"""One claim explained: the parse fragment, the rule and its entry, who and where with candidates, each decision.

The parts are plain lines, for the terminal and for Python; nothing in them is worked out but by the reader itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grounds.explaining.decisions import decisions
from grounds.explaining.parties import candidates, places
from grounds.explaining.rules import describe, entry_of, source_told
from grounds.explaining.tree import Branch, tree
from grounds.model.content import Record, content
from grounds.reading.carriers import Trigger
from grounds.reading.reader import FramesReader, Traced
from grounds.reading.scope import hold

if TYPE_CHECKING:
    from spacy.tokens import Token

    from grounds.actors import Catalogue
    from grounds.reading.drafts import Draft
    from grounds.reading.frames import Frames
    from grounds.reading.lexicon import Rule
    from grounds.resolution.resolved import Resolved


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an explanation: lines below a title."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a claim was read: the parse fragment, then parts. ``note`` says where the claim itself is not what the
    present reader gives."""

    tree: tuple[Branch, ...]
    parts: tuple[Part, ...]
    note: str = ""


def explain(record: Record, resolved: Resolved, reader: FramesReader, catalogue: Catalogue) -> Explanation:
    """Explain a claim of a document that was resolved anew."""
    found = _find(record, resolved, reader)
    if found is None:
        note = "The present reader does not give this claim: it was read by " + "{name} {version}, rule {rule}.".format(
            **record["reader"]
        )
        return Explanation((), tuple(_resolution(record, resolved, catalogue)), note)
    traced, draft, exact = found
    note = "" if exact else "The present reader gives this claim with other fields; its own reasons are told."
    return Explanation(
        tuple(_fragment(record, traced, draft, resolved)),
        (
            Part("rule", tuple(_rule(traced.frames, draft))),
            *_resolution(record, resolved, catalogue),
            Part("decisions", tuple(decisions(record, draft, hold(draft.anchor, aside=draft.aside)))),
        ),
        note,
    )


def _find(record: Record, resolved: Resolved, reader: FramesReader) -> tuple[Traced, Draft, bool] | None:
    """The draft that the claim came of: that of the same content, else of the same predicate, rule and sentence."""
    wanted, quote = content(record), record["quote"]
    near: tuple[Traced, Draft, bool] | None = None
    for traced in reader.trace(resolved):
        for draft in traced.drafts:
            if draft.claim is None:
                continue
            if content(draft.claim.record()) == wanted:
                return traced, draft, True
            overlaps = draft.claim.quote.start < quote["end"] and quote["start"] < draft.claim.quote.end
            if overlaps and draft.predicate == record["predicate"] and draft.rule.id == record["reader"]["rule"]:
                near = near or (traced, draft, False)
    return near


# --------------------------------------------------------------------------------------------------- the fragment


def _fragment(record: Record, traced: Traced, draft: Draft, resolved: Resolved) -> list[Branch]:
    notes: dict[int, list[str]] = {}
    tokens = {t.i: t for t in traced.sentence}

    def mark(token: Token | None, note: str) -> None:
        if token is not None and token.i in tokens and note not in notes.setdefault(token.i, []):
            notes[token.i].append(note)

    mark(draft.trigger, f"the word of {draft.rule.id}")
    if draft.anchor.i != draft.trigger.i:
        mark(draft.anchor, "carries it")
    mark(draft.theme, "theme")
    spans = {t.i: resolved.parsed.offsets(t.idx, t.idx + len(t)) for t in traced.sentence if not t.is_space}
    for label, start, end in _mentions(record):
        inside = [tokens[i] for i, (first, last) in spans.items() if start <= first and last <= end]
        mark(_head(inside), label)
    holding = hold(draft.anchor, aside=draft.aside)
    for cue in holding.cues:
        mark(cue.token, f"sets {cue.sets}")
    for saying in holding.sayings:
        mark(saying.cue, f"says so ({saying.stance})")
        for speaker in saying.speakers:
            mark(speaker, "speaker")
    return tree({i: "; ".join(told) for i, told in notes.items()}, tokens)


def _mentions(record: Record) -> Iterator[tuple[str, int, int]]:
    """Every stretch that the claim took something from, with what it is."""
    for label, side in (("subject", "subjects"), ("object", "objects"), ("against", "against"), ("where", "where")):
        for party in record[side]:
            yield f"{label}: {party['name']}", party["start"], party["end"]
    for label in ("when", "goal", "quantity", "count"):
        told = record[label]
        if told and told.get("start") is not None:
            yield label, told["start"], told["end"]
    for loss in record["casualties"]:
        yield f"{loss['outcome']}", loss["start"], loss["end"]


def _head(tokens: list[Token]) -> Token | None:
    """The highest word of a stretch."""
    places = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in places or t.head.i == t.i), None)


# ------------------------------------------------------------------------------------------------------- the rule


def _rule(frames: Frames, draft: Draft) -> Iterator[str]:
    trigger = next((t for t, rule in frames.candidates(draft.trigger) if rule.id == draft.rule.id), None)
    yield from describe(draft.rule, frames.lexicon, trigger.word if trigger is not None else _word(draft.rule))
    if trigger is None:
        yield f"{draft.trigger.text!r} is no word of the rule: it takes up what was told, or is read with another word"
    else:
        yield f"fired by {draft.trigger.text!r}: {entry_of(draft.rule, trigger)}"
        yield from _slots(frames, draft, trigger)
    yield from _seen_also(frames, draft)


def _word(rule: Rule) -> str:
    return "verb" if rule.verbs or not rule.nouns else "noun"


def _slots(frames: Frames, draft: Draft, trigger: Trigger) -> Iterator[str]:
    """By which source of the pattern each party was found."""
    pattern = frames.lexicon.patterns[draft.rule.pattern]
    slots = pattern.noun if trigger.word == "noun" else pattern.verb
    parties = {p.start: p for p in (*draft.subjects, *draft.objects)}
    for side, listed in (("subject", slots.subject), ("object", slots.object)):
        for source in listed:
            found = frames.arguments.fill(trigger, (source,), draft.rule)
            if found:
                mine = [parties[p.start].mention for p in found if p.start in parties]
                if mine:
                    words = " and ".join(f"“{' '.join(m.split())}”" for m in mine)
                    yield f"{side} slot: {words}, {source_told(source, frames.lexicon)}"
                break


def _seen_also(frames: Frames, draft: Draft) -> Iterator[str]:
    """Other rules that see the same act, with their words: their modes and kinds are joined in one claim."""
    seen = {(draft.rule.id, draft.trigger.i)}
    sides = {p.start for p in (*draft.subjects, *draft.objects)}
    for token in draft.trigger.sent:
        for trigger, rule in frames.candidates(token):
            if (rule.id, token.i) in seen or rule.predicate != draft.predicate:
                continue
            for other in frames.apply(rule, trigger):
                if sides & {p.start for p in (*other.subjects, *other.objects)}:
                    seen.add((rule.id, token.i))
                    told = f" ({', '.join(other.modes)})" if other.modes else ""
                    yield f"seen also by {rule.id} at {token.text!r}{told}"
                    break


def _resolution(record: Record, resolved: Resolved, catalogue: Catalogue) -> Iterator[Part]:
    parties = tuple(candidates(record, resolved, catalogue))
    where = tuple(places(record, resolved))
    if parties:
        yield Part("parties", parties)
    if where:
        yield Part("places", where)
