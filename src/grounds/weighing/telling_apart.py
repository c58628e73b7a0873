"""What tells two events of one kind apart, or holds them together, besides day, place and parties: the words by which a
text tells one more ("attacked again"), takes up what it told, or names another site that was hit."""

from __future__ import annotations

from grounds.weighing import times
from grounds.weighing.data import settings
from grounds.weighing.items import Item
from grounds.weighing.links import Total, are_near, in_words, takes_up, tells_another, tells_apart, tells_first
from grounds.weighing.origins import Documents

#: Kinds of parties that are sites, and a kind that may be one (of what was entered by hand).
_SITES = frozenset({"facility", "place", "company", "media"})
_PERHAPS = "unidentified"


def of_documents(total: Total, one: Item, other: Item, documents: Documents) -> None:
    """What the documents of two claims, and the words by which they tell them apart, say."""
    if one.document != other.document:
        copies = documents.root(one.document) == documents.root(other.document)
        if copies:
            total.add("document", "copies")
        if one.quote == other.quote or not _is_one_more(one, other):
            return
        total.add("another", "here" if copies else "elsewhere")
        return
    earlier, later = (one, other) if other.start >= one.start else (other, one)
    if later.start > earlier.start and _is_told_apart(earlier, later):
        total.add("another", "here")
    elif takes_up(later.quote, earlier.modes or (earlier.predicate,)):
        total.add("document", "refers_back")
    elif not later.positive and earlier.positive and later.period is None and not later.places:
        total.add("document", "denied_here")
    else:
        total.add("document", "same")


def _is_one_more(one: Item, other: Item) -> bool:
    """Whether one of two claims of different documents alone tells its event as one more, and no day shows that both
    mean it."""
    if _repeats(one) == _repeats(other):
        return False
    return times.compare(one.period, other.period).relation != "same_day"


def _is_told_apart(earlier: Item, later: Item) -> bool:
    """Whether the later claim of a document is of another event than the earlier."""
    if tells_first(later.quote) and _repeats(earlier):
        return True
    return _repeats(later) or tells_apart(later.quote)


def _repeats(item: Item) -> bool:
    return item.phase == "resumes" or tells_another(item.quote)


def of_sites(one: Item, other: Item) -> tuple[str, str] | None:
    """How the sites that were hit relate where both claims name one of another kind: a market is no police post. Null
    where one names none, or the kinds are one."""
    here, there = _sites(one), _sites(other)
    if not here or not there or set(here) & set(there):
        return None
    near = any(are_near("near_sites", a, b) for a in here for b in there)
    told = in_words([next(iter(here.values())), next(iter(there.values()))])
    return "near_site" if near else "other_site", told


def _sites(item: Item) -> dict[str, str]:
    """Sites that were hit, by kind, with what they are called."""
    by_hand = settings("links")["sites"]
    return {
        p.target: p.name
        for p in item.objects
        if p.actor is None
        and p.target is not None
        and (p.kind in _SITES or (p.kind == _PERHAPS and p.target in by_hand))
    }
