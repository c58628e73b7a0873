"""What rules and models have read, as one reading: what both saw is there once and tells so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grounds.model.claim import Unread
from grounds.model.mention import Mention
from grounds.reading.reader import Reading

#: Where a stretch of the canonical text stands, and what it likely tells of.
Hint = tuple[int, int, tuple[str, ...]]


def join(frames: Reading, mentions: Sequence[Mention], hints: Sequence[Hint]) -> Reading:
    """The rules' reading with the models' mentions; sentences that gave no claim tell what they likely hold."""
    unread = tuple(replace(item, likely=_likely(item, hints)) for item in frames.unread)
    return Reading(frames.claims, unread, joined_mentions(frames.mentions, mentions))


def _likely(item: Unread, hints: Sequence[Hint]) -> tuple[str, ...]:
    inside = (told for start, end, told in hints if start < item.end and item.start < end)
    return tuple(dict.fromkeys(name for told in inside for name in told))


def joined_mentions(one: Sequence[Mention], other: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions of two readers: of those at one place, of one kind and part, one that both have seen."""
    held = {(m.start, m.end, m.kind, m.role or ""): m for m in one}
    for mention in other:
        place = (mention.start, mention.end, mention.kind, mention.role or "")
        held[place] = _both(held[place], mention) if place in held else mention
    return tuple(held[place] for place in sorted(held))


def _both(one: Mention, other: Mention) -> Mention:
    return Mention(
        start=one.start,
        end=one.end,
        kind=one.kind,
        role=one.role,
        detail=one.detail or other.detail,
        actor=one.actor or other.actor,
        confidence=max((m.confidence for m in (one, other) if m.confidence is not None), default=None),
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
    )
