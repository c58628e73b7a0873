"""Who and where: how each party and place of a claim was resolved, and who else came into question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from grounds.model.content import Record
from grounds.resolution.actors import weigh

if TYPE_CHECKING:
    from grounds.actors import Catalogue
    from grounds.resolution.resolved import Named, Resolved

#: So many candidates are told of a name.
_MOST = 5


def candidates(record: Record, resolved: Resolved, catalogue: Catalogue) -> Iterator[str]:
    """A line for each party and speaker, and one for each other whom its name may mean."""
    for label, side in (("subject", "subjects"), ("object", "objects"), ("against", "against")):
        for party in record[side]:
            yield f"{label} “{_words(party['mention'])}” → {_meant(party)}"
            yield from _rivals(party, resolved, catalogue)
    for speaker in (record["attribution"] or {}).get("source", ()):
        whose = speaker["actor"] or "described"
        yield f"speaker “{_words(speaker['mention'])}” → {speaker['name']} [{whose}]"
        yield from _rivals(speaker, resolved, catalogue)


def _meant(party: dict[str, Any]) -> str:
    score = "" if party["score"] is None else f", score {party['score']}"
    how = (party["resolved_by"] or "not told").replace("_", " ")
    return f"{party['name']} [{party['actor'] or 'described'}], by {how}{score}: {party['why']}"


def _rivals(party: dict[str, Any], resolved: Resolved, catalogue: Catalogue) -> Iterator[str]:
    named = _named(party, resolved)
    bearers = catalogue.find(named.text) if named is not None else ()
    if named is None or len(bearers) < 2:
        return
    for one in weigh(named.text, bearers, resolved.context)[:_MOST]:
        mark = "chosen" if one.actor.id == party["actor"] else "not"
        yield f"  {mark}: {one.actor.id} {one.score:.2f} ({'; '.join(one.reasons)})"


def places(record: Record, resolved: Resolved) -> Iterator[str]:
    """A line for each place, and one for each other that its name may mean."""
    for place in record["where"]:
        home = ", ".join(dict.fromkeys(n for n in (place["admin2"], place["admin1"], place["country"]) if n))
        held = f", {home}" if home else ""
        yield f"{place['role']} “{_words(place['mention'])}” → {place['name']} ({place['level']}{held}): {place['why']}"
        named = _named(place, resolved)
        found = named.place.candidates if named is not None and named.place is not None else ()
        for number, one in enumerate(found[:_MOST] if len(found) > 1 else ()):
            mark = "chosen" if number == 0 and named is not None and named.place and named.place.place else "not"
            where = ", ".join(n for n in (one.place.admin1, one.place.country) if n)
            yield f"  {mark}: {one.place.name} ({one.place.level}, {where}) {one.score:.2f} ({', '.join(one.reasons)})"


def _named(mention: dict[str, Any], resolved: Resolved) -> Named | None:
    """The name that stands in a mention; null for a described one or a pronoun."""
    for named in {(n.first, n.last): n for n in resolved.named.values()}.values():
        first, last = resolved.parsed.doc[named.first], resolved.parsed.doc[named.last]
        start, end = resolved.parsed.offsets(first.idx, last.idx + len(last))
        if mention["start"] <= start and end <= mention["end"]:
            return named
    return None


def _words(text: str) -> str:
    return " ".join(text.split())
