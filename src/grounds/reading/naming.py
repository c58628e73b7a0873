"""Whom and what the resolution has found in a text, as mentions: names, and nouns that stand for a party."""

from __future__ import annotations

from collections.abc import Iterator

from grounds.model.claim import Participant
from grounds.model.mention import Mention
from grounds.resolution.resolved import Named, Resolved

_EVIDENCE = ("frames",)
#: Kinds of actors that are no body of people with a name.
_OTHERWISE = {"person": "person", "population": "people", "unidentified": "people", "facility": "facility"}
_NO_MENTION = frozenset({"operation", "measure"})


def mentions_of(resolved: Resolved) -> tuple[Mention, ...]:
    """The mentions of a resolved document, each once, in the order of the text."""
    found = {(m.start, m.end): m for m in (*_of_parties(resolved), *_of_names(resolved))}
    return tuple(found[place] for place in sorted(found))


def _of_names(resolved: Resolved) -> Iterator[Mention]:
    for token, named in resolved.named.items():
        if token == named.first and (told := _name(named)) is not None:
            first, last = resolved.parsed.doc[named.first], resolved.parsed.doc[named.last]
            start, end = resolved.parsed.offsets(first.idx, last.idx + len(last))
            kind, detail, actor = told
            yield Mention(
                start=start,
                end=end,
                kind=kind,
                detail=detail,
                actor=actor,
                confidence=round(named.score, 2),
                evidence=_EVIDENCE,
            )


def _name(named: Named) -> tuple[str, str | None, str | None] | None:
    """Kind, detail and catalogue id of a name; null where nothing is known of it."""
    if named.actor is not None:
        return _OTHERWISE.get(named.actor.kind, "organisation"), named.actor.kind, named.actor.id
    if named.place is not None and named.place.place is not None:
        return "place", named.place.place.level, None
    return None


def _of_parties(resolved: Resolved) -> Iterator[Mention]:
    for parties in resolved.referents.values():
        for party in parties:
            if party.actor_kind in _NO_MENTION or not _is_known(party):
                continue
            yield Mention(
                start=party.start,
                end=party.end,
                kind=_kind(party),
                detail=party.actor_kind,
                actor=party.actor,
                confidence=party.score,
                evidence=_EVIDENCE,
            )


def _is_known(party: Participant) -> bool:
    return bool(party.actor or party.actor_kind or party.person or party.position)


def _kind(party: Participant) -> str:
    if party.person or party.position is not None:
        return "person"
    if party.actor_kind == "place":
        return "place"
    if party.actor_kind in _OTHERWISE:
        return _OTHERWISE[party.actor_kind]
    return "organisation" if party.actor is not None else "people"
