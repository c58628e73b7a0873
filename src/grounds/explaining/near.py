"""Rules that nearly fired: called by a word of a sentence, they gave nothing. What kept them from it?

A rule is asked again with one of its conditions left out; the condition without which it would have read something is
the reason. Where none alone is, a side is missing: it is told where it was looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from grounds.explaining.rules import conditions, meanings, shown, source_told
from grounds.model.vocabulary import VOCABULARY
from grounds.reading.carriers import Trigger
from grounds.reading.lexicon import Rule
from grounds.reading.reader import Traced

if TYPE_CHECKING:
    from spacy.tokens import Token

    from grounds.reading.frames import Frames
    from grounds.resolution.resolved import Resolved

#: Fields that only turn or shape what was found.
_SHAPE = frozenset({"swap", "flip", "loss", "whole", "absorbs", "bounded"})
_DEFAULTS: dict[str, Any] = {name: field.default for name, field in Rule.__dataclass_fields__.items()}


@dataclass(frozen=True, slots=True)
class Nearly:
    """A rule that a word called and that gave nothing, with the reason."""

    rule: str
    word: str
    why: str


def nearly_fired(traced: Sequence[Traced], resolved: Resolved, predicate: str, span: tuple[int, int]) -> list[Nearly]:
    """The rules of a predicate's family that words of a stretch of the document called and that gave no claim: first
    those of the predicate itself, last those of which the parse takes the word for another part of speech."""
    found: dict[tuple[str, str], tuple[tuple[bool, bool], Nearly]] = {}
    for one in traced:
        claimed = {(d.rule.id, d.trigger.i) for d in one.drafts if d.claim is not None}
        for token in one.sentence:
            if token.is_space or not _inside(resolved, token, span):
                continue
            for rule, trigger in _called(one.frames, token):
                if (rule.id, token.i) not in claimed and VOCABULARY.same_family(rule.predicate, predicate):
                    why = _reason(one, rule, trigger, token)
                    rank = (rule.predicate != predicate, trigger is None)
                    found.setdefault((rule.id, token.text), (rank, Nearly(rule.id, token.text, why)))
    return [nearly for _, nearly in sorted(found.values(), key=lambda ranked: ranked[0])]


def _inside(resolved: Resolved, token: Token, span: tuple[int, int]) -> bool:
    start, end = resolved.parsed.offsets(token.idx, token.idx + len(token))
    return span[0] <= start and end <= span[1]


def _called(frames: Frames, token: Token) -> Iterator[tuple[Rule, Trigger | None]]:
    """Rules that a word calls; without a trigger where the parse takes it for another part of speech."""
    called = list(frames.candidates(token))
    yield from ((rule, trigger) for trigger, rule in called)
    known = {rule.id for _, rule in called}
    for listed in (frames.lexicon.verbs, frames.lexicon.nouns, frames.lexicon.adjectives):
        for rule in listed.get(token.lemma_.lower(), ()):
            if rule.id not in known and not token.is_stop and token.pos_ != "PROPN":
                known.add(rule.id)
                yield rule, None


def _reason(traced: Traced, rule: Rule, trigger: Trigger | None, token: Token) -> str:
    frames = traced.frames
    if trigger is None:
        return f"the parse has it as {token.pos_.lower()} · {token.dep_.lower()}, which the rule does not take"
    drafts = frames.apply(rule, trigger)
    if drafts and all(draft.bare for draft in drafts):
        return "it names an act without anybody who takes part, and nothing tells that it took place"
    if drafts:
        drafted = next((d for d in traced.drafts if d.rule.id == rule.id and d.trigger.i == token.i), None)
        if drafted is None:
            return "it was drafted, and joined to another act or taken for what was told before"
        if drafted.sets.get("needs_where") or drafted.sets.get("names_place"):
            return "it was drafted, but the place that its claim needs is missing"
        return "it was drafted, but a side or setting that its claim needs is missing"
    missing = _missing(frames, rule, trigger)
    for name in conditions(rule):
        if name not in _SHAPE and frames.apply(replace(rule, **{name: _DEFAULTS[name]}), trigger):
            if name == "needs" and missing:
                return missing
            value = getattr(rule, name)
            told = f"{name} ({shown(value)})" if value is not True else name
            return f"{told} does not hold: {meanings()[name]}"
    return missing or "several of its conditions do not hold"


def _missing(frames: Frames, rule: Rule, trigger: Trigger) -> str:
    """The side for which no source of the pattern gives a party."""
    pattern = frames.lexicon.patterns[rule.pattern]
    slots = pattern.noun if trigger.word == "noun" else pattern.verb
    told = []
    for side, listed in (("subject", slots.subject), ("object", slots.object)):
        needed = side in rule.needs or "pair" in rule.needs or (side == "subject" and rule.kind != "event")
        either = not rule.needs and rule.kind == "event"
        if listed and (needed or either) and not frames.arguments.fill(trigger, listed, rule):
            looked = ", ".join(source_told(source, frames.lexicon) for source in listed)
            told.append(f"no {side}: no party is found as {looked}")
    return "; ".join(told)
