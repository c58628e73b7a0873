"""What a claim of a report tells of an event, filled up from what stands beside it, so that a row can be sought.

A sentence is read as several claims: one has the dead, another the place. What a claim lacks is lent by those of its
own sentence, then by the nearest before and behind in its document. What is lent serves the search; of what is lent
only the place and the day are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from grounds.checking.data import settings
from grounds.checking.reading import Report
from grounds.weighing import figures, times
from grounds.weighing.items import Figure, Item, Party, Period, Place, Source
from grounds.weighing.places import compare as compare_places

#: Characters between two claims within which one lends to the other, and within which they may be of one event.
_NEAR = 600
_BESIDE = 300


class Told(NamedTuple):
    """A claim with what is lent to it. ``dated`` says whose the period is: the claim's own, of one beside it, or of the
    document's date; ``placed`` the same of the places, ``named``: the text only names them."""

    item: Item
    period: Period | None
    dated: str
    places: tuple[Place, ...]
    placed: str
    subjects: tuple[Party, ...]
    objects: tuple[Party, ...]
    figures: tuple[Figure, ...]

    @property
    def countries(self) -> frozenset[str]:
        """The countries that its places lie in."""
        return frozenset(place.country for place in self.places if place.country)


def told_events(report: Report) -> Iterator[Told]:
    """The event claims of a report, filled up."""
    by_document: dict[str, list[Item]] = {}
    for item in report.items:
        by_document.setdefault(item.document, []).append(item)
    for document, listed in by_document.items():
        events = sorted((i for i in listed if i.kind == "event"), key=lambda i: (i.start, i.row))
        window = _published(report.sources.get(document), report.lengths.get(document, 0))
        named = report.named.get(document, [])
        for item in events:
            yield _filled(item, events, window, named)


def _filled(item: Item, events: Sequence[Item], window: Period | None, named: Sequence[tuple[int, Place]]) -> Told:
    around = sorted((e for e in events if e is not item and _distance(item, e) <= _NEAR), key=lambda e: _order(item, e))
    within = [e for e in around if _overlap(item, e)]
    period, dated = item.period, "own"
    if period is None:
        lender = next((e for e in around if is_short(e.period) and e.start <= item.start), None)
        period, dated = (lender.period, "beside") if lender is not None else (window, "document")
    places, placed = known_first(_happening(item)), "own"
    if not any(is_placed(p) for p in places):
        lent = next((here for here in map(_happening, around) if any(is_placed(p) for p in here)), None)
        places, placed = (known_first(lent), "beside") if lent else (places, placed)
    if not any(is_placed(p) for p in places):
        near = _named_near(item, named)
        places, placed = (near, "named") if near else (places, placed)
    return Told(
        item,
        period,
        dated,
        places,
        placed,
        item.subjects or next((e.subjects for e in within if e.subjects), ()),
        item.objects or next((e.objects for e in within if e.objects), ()),
        () if not item.positive else item.figures or next((e.figures for e in within if e.figures), ()),
    )


def _happening(item: Item) -> tuple[Place, ...]:
    """The places where it is said to have been, and not those that it came from."""
    here = tuple(p for p in item.places if p.role not in ("from", "origin"))
    return here if item.predicate == "assault" else here or item.places


def _named_near(item: Item, named: Sequence[tuple[int, Place]]) -> tuple[Place, ...]:
    """The places that the claim's own sentence names, else the nearest that the text does; of the country that it names
    most, for a name that nothing stands beside is often one of somewhere else."""
    end = item.start + len(item.quote)
    countries = Counter(p.country for _, p in named if p.country)
    main = countries.most_common(1)[0][0] if countries else None
    named = [(s, p) for s, p in named if is_placed(p) and p.level not in ("country", "region") and p.country == main]
    within = tuple(p for start, p in named if item.start <= start < end)
    if within:
        return within
    near = [(abs(start - item.start), p) for start, p in named]
    least = min((d for d, _ in near), default=0)
    return tuple(p for d, p in near if d == least and d <= _NEAR)


def known_first(places: Sequence[Place]) -> tuple[Place, ...]:
    """Those places that are known to lie somewhere, where there are such; else all."""
    known = tuple(p for p in places if is_placed(p))
    return known or tuple(places)


def is_short(period: Period | None) -> bool:
    """Whether a period may be the time of one event."""
    if period is None or period.first is None or period.last is None:
        return False
    days: int = settings("check")["event_days"]
    return period.last - period.first <= days


def is_placed(place: Place) -> bool:
    """Whether it is known where a place lies, at least its division."""
    return place.lat is not None or (place.level in ("admin1", "admin2") and place.country is not None)


def _published(source: Source | None, length: int) -> Period | None:
    """The days of which a text that tells none is: the last before its date, further back for a long one."""
    if source is None or source.day is None:
        return None
    rules = settings("check")
    back = rules["short_days"] if length <= rules["short_characters"] else rules["long_days"]
    return Period(source.day - back, source.day, "actual", "actual", "no", False)


def _distance(one: Item, other: Item) -> int:
    return max(other.start - (one.start + len(one.quote)), one.start - (other.start + len(other.quote)), 0)


def _overlap(one: Item, other: Item) -> bool:
    return one.start < other.start + len(other.quote) and other.start < one.start + len(one.quote)


def _order(item: Item, other: Item) -> tuple[bool, bool, int, bool]:
    """The same sentence first, in it those who share a party, then the nearest, those before ahead of those behind."""
    shares = bool(_keys(item) & _keys(other))
    return not _overlap(item, other), not shares, _distance(item, other), other.start > item.start


def _keys(item: Item) -> frozenset[str]:
    return frozenset(p.key for p in (*item.subjects, *item.objects))


# ------------------------------------------------------------------------------------------------------ occurrences


def occurrences(told: Sequence[Told]) -> list[list[Told]]:
    """The claims that may be of one event, together: those near each other that tell no other day, place or number. The
    first of each is the one that tells most."""
    found: list[list[Told]] = []
    for one in sorted(told, key=tells, reverse=True):
        held = next((group for group in found if _joins(one, group)), None)
        if held is None:
            found.append([one])
        else:
            held.append(one)
    return found


def tells(told: Told) -> tuple[int, int]:
    """How much a claim tells by which a row is known; earlier ones first among equals."""
    own = bool(told.item.figures) * 4 + (told.placed == "own") * 2 + (told.dated == "own") * 2
    return own + bool(told.item.subjects) + bool(told.item.objects), -told.item.start


def joint(group: Sequence[Told]) -> Told:
    """The claims of one event as one, for a search: all parties and figures, and the places and days of their own."""
    first = group[0]
    placed = next((t for t in group if t.placed == "own"), first)
    dated = next((t for t in group if t.dated == "own"), first)
    return first._replace(
        period=dated.period,
        dated=dated.dated,
        places=placed.places,
        placed=placed.placed,
        subjects=tuple(dict.fromkeys(p for t in group for p in t.item.subjects)) or first.subjects,
        objects=tuple(dict.fromkeys(p for t in group for p in t.item.objects)) or first.objects,
        figures=tuple(dict.fromkeys(f for t in group if t.item.positive for f in t.item.figures)) or first.figures,
    )


def _joins(one: Told, group: Sequence[Told]) -> bool:
    near = any(_overlap(one.item, t.item) or _distance(one.item, t.item) <= _BESIDE for t in group)
    return near and all(_may_be_one(one, other) for other in group)


def _may_be_one(one: Told, other: Told) -> bool:
    if one.item.positive != other.item.positive or one.item.document != other.item.document:
        return False
    own_days = one.item.period, other.item.period
    if None not in own_days and times.gap(one.item.period, other.item.period) > 1:  # type: ignore[arg-type]
        return False
    own_places = known_first(_happening(one.item)), known_first(_happening(other.item))
    if all(own_places) and compare_places(*own_places).relation == "apart":
        return False
    return not any(_are_two(a, b) for a in one.item.figures for b in other.item.figures)


def _are_two(one: Figure, other: Figure) -> bool:
    """Whether two numbers of one kind of dead are of two events."""
    return one.outcome == other.outcome == "killed" and one.of == other.of and not figures.meets(one, other)
