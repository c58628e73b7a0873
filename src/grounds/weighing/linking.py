"""How probable it is that two claims tell of one event, or say the same, and why.

What is compared, how much each outcome weighs and the words in which it is told stand in ``data/links.yaml``. A link
never travels without its reasons; the sum of their weights is its probability.
"""

from __future__ import annotations

import math

from grounds.weighing import figures, places, times
from grounds.weighing.data import settings
from grounds.weighing.items import Item, Party, Period, content_words
from grounds.weighing.lineage import Lineage
from grounds.weighing.links import Link, Total, are_near, in_words, symmetric
from grounds.weighing.origins import Documents
from grounds.weighing.telling_apart import of_documents, of_sites


class Linker:
    """Compares claims; knows actors by ``lineage`` and documents by ``documents``."""

    def __init__(self, lineage: Lineage, documents: Documents) -> None:
        self.lineage = lineage
        self.documents = documents
        self.threshold: float = settings("links")["threshold"]

    def link(self, one: Item, other: Item) -> Link | None:
        """The link of two claims; null where they are less than probably one."""
        found = self.compare(one, other)
        return found if found is not None and found.probability >= self.threshold else None

    def compare(self, one: Item, other: Item) -> Link | None:
        """The link of two claims however improbable; null where they are of kinds that are never one."""
        if (one.kind == "event") != (other.kind == "event") or modality(one) != modality(other):
            return None
        total = self._event(one, other) if one.kind == "event" else self._state(one, other)
        if total is None:
            return None
        kind = "event" if one.kind == "event" else "state"
        return Link(one.id, other.id, kind, 1 / (1 + math.exp(-total.total)), tuple(total.reasons))

    # ------------------------------------------------------------------------------------------------------ events

    def _event(self, one: Item, other: Item) -> Total | None:
        if not (_is_single(one) and _is_single(other)):
            return None
        total = Total("event")
        self._time_of_event(total, one, other)
        if total.total < -9:  # days apart: nothing that follows could outweigh it
            return total
        _place(total, one, other)
        if total.total < -9:
            return total
        _type(total, one, other)
        self._doers(total, one, other)
        self._targets(total, one, other)
        _figures(total, one, other)
        _words(total, one, other)
        of_documents(total, one, other, self.documents)
        return total

    def _time_of_event(self, total: Total, one: Item, other: Item) -> None:
        compared = times.compare(one.period, other.period)
        if compared.days is not None:
            outcome = _told_time(compared, one.document == other.document)
            if outcome == "overlaps" and _is_short(one) and _is_short(other):
                outcome = "overlaps_closely"
            total.add("time", outcome, str(compared.days))
            return
        if one.document == other.document:
            return
        days = [d for d in (_day(one, self.documents), _day(other, self.documents)) if d is not None]
        if len(days) == 2:
            apart = abs(days[0] - days[1])
            within = settings("links")["published_days"]
            total.add("time", "published" if apart <= within else "long_after", str(apart))

    def _doers(self, total: Total, one: Item, other: Item) -> None:
        relation, told = self._sides(one.subjects, other.subjects)
        if relation in ("apart", "unknown") and _crosses(one, other):
            swapped, swapped_told = self._sides(one.subjects, other.objects)
            if swapped in ("same", "holds"):
                total.add("doer", "crossed", swapped_told)
                return
        total.add("doer", relation, told)

    def _targets(self, total: Total, one: Item, other: Item) -> None:
        relation, told = self._sides(one.objects, other.objects)
        sites = of_sites(one, other) if relation in ("unknown", "apart") else None
        if sites is not None:
            relation, told = sites
        elif relation == "unknown":
            kinds = {p.target for p in one.objects if p.target} & {p.target for p in other.objects if p.target}
            if kinds:
                relation, told = "alike", in_words(sorted(kinds))
        total.add("target", relation, told)

    def _sides(self, one: tuple[Party, ...], other: tuple[Party, ...]) -> tuple[str, str]:
        """How two lists of parties relate: the nearest pair tells."""
        best, told = "unknown", ""
        for a in one:
            for b in other:
                relation = self.lineage.relation(a, b)
                if _NEARNESS[relation] < _NEARNESS[best]:
                    best = relation
                    told = a.name if relation == "same" else f"{a.name} and {b.name}"
        return best, told

    # ------------------------------------------------------------------------------------------------------ states

    def _state(self, one: Item, other: Item) -> Total | None:
        total = Total("state")
        if one.predicate == other.predicate:
            total.add("predicate", "same", one.predicate.replace("_", " "))
        elif are_near("near_predicates", one.predicate, other.predicate):
            total.add("predicate", "near", in_words([one.predicate, other.predicate]))
        else:
            return None
        relation, told = self.sides_of_state(one, other)
        total.add("sides", relation, told)
        if relation == "apart":
            return total
        total.add("polarity", "same" if one.positive == other.positive else "other")
        self._time_of_state(total, one, other)
        _place_of_state(total, one, other)
        _value(total, one, other)
        _words(total, one, other)
        return total

    def sides_of_state(self, one: Item, other: Item) -> tuple[str, str]:
        """How the parties of two states relate, the further of both sides; symmetric ones may be swapped."""
        straight = self._both_sides(one.subjects, one.objects, other)
        if straight[0] in ("same", "holds") or one.predicate not in symmetric():
            return straight
        swapped = self._both_sides(one.objects, one.subjects, other)
        return min(straight, swapped, key=lambda found: _FURTHER[found[0]])

    def _both_sides(self, subjects: tuple[Party, ...], objects: tuple[Party, ...], other: Item) -> tuple[str, str]:
        first = self._sides(subjects, other.subjects)
        if not objects and not other.objects:
            return first
        second = self._sides(objects, other.objects)
        if not objects or not other.objects:
            second = ("unknown", "")
        further = max(first, second, key=lambda found: _FURTHER[found[0]])
        return further[0], " and ".join(dict.fromkeys(t for t in (first[1], second[1]) if t))

    def _time_of_state(self, total: Total, one: Item, other: Item) -> None:
        days = self.days_between(one, other)
        if days is None:
            total.add("time", "unknown")
        elif days == 0:
            total.add("time", "overlaps")
        else:
            lasting = lasts(one.predicate)
            total.add("time", "within_gap" if days <= lasting else "beyond_gap", str(days))

    def days_between(self, one: Item, other: Item) -> int | None:
        """Days between the times at which two states are said to hold; null where one is not known."""
        first, second = self.time_of(one), self.time_of(other)
        if first is None or second is None:
            return None
        if first[0] > second[1]:
            return first[0] - second[1]
        return max(0, second[0] - first[1])

    def time_of(self, item: Item) -> tuple[int, int] | None:
        """First and last day at which a state is said to hold: as told, else the day of the document, on which it is
        cited."""
        day = _day(item, self.documents)
        period = item.period
        first = period.first if period is not None else None
        last = period.last if period is not None else None
        if last is None and (period is None or period.open != "no"):
            last = day
        first = last if first is None else first
        last = first if last is None else last
        if first is None or last is None:
            return None
        return min(first, last), max(first, last)


#: From the nearest to the furthest: of several parties the nearest pair tells, of two sides the further one.
_NEARNESS = {"same": 0, "holds": 1, "kin": 2, "apart": 3, "unknown": 4}
_FURTHER = {"same": 0, "holds": 1, "kin": 2, "unknown": 3, "apart": 4}
#: Events that two sides take part in: who attacked whom is told from either.
_WEEK = 7
_TWO_SIDED = frozenset({"assault", "consult", "agree"})


def lasts(predicate: str) -> int:
    """Days over which a state may go unmentioned and still be one, by the rules of ties."""
    gaps = settings("ties")["gap_years"]
    return int(gaps.get(predicate, gaps["default"]) * 365.25)


def _day(item: Item, documents: Documents) -> int | None:
    return documents.day(item.document)


def _told_time(compared: times.Compared, within: bool) -> str:
    """How far two times are apart; ``within`` one document, where who tells two days means two events."""
    if compared.relation == "next_day":
        return "next_day_within" if within else "next_day"
    if compared.relation != "apart" or compared.days is None:
        return compared.relation
    return "days_apart" if compared.days <= 3 and not within else "week_apart" if compared.days <= 10 else "apart"


def _is_short(item: Item) -> bool:
    """Whether its time is known to a week."""
    period = item.period
    return period is not None and None not in (period.first, period.last) and _length(period) <= _WEEK


def _length(period: Period) -> int:
    return (period.last or 0) - (period.first or 0)


def modality(item: Item) -> str:
    """What is held to be so, whoever holds it, is compared; plans with plans, advice with advice."""
    return "held" if item.is_held else item.factuality


def _is_single(item: Item) -> bool:
    """Whether it tells of one event: habits and numbers of events are never matched to one."""
    return item.scope in (None, "single")


def _crosses(one: Item, other: Item) -> bool:
    return one.predicate in _TWO_SIDED and (not one.objects or not other.objects or one.predicate == other.predicate)


def _place(total: Total, one: Item, other: Item) -> None:
    compared = places.compare(one.places, other.places)
    _add_place(total, compared, one, within=one.document == other.document)


def _place_of_state(total: Total, one: Item, other: Item) -> None:
    compared = places.compare(one.places, other.places)
    if one.predicate in ("operates_in", "based_in", "controls", "contests", "governs") and compared.relation == "holds":
        total.add("place", "apart", "")  # where a group holds a town it need not hold the province
        return
    _add_place(total, compared, one)


def _add_place(total: Total, compared: places.Compared, one: Item, *, within: bool = False) -> None:
    told = one.place.name if compared.relation == "same" and one.place is not None else ""
    if compared.km is not None and compared.relation in ("meets", "apart"):
        told = f"{compared.km:.0f}" if compared.relation == "meets" else f", {compared.km:.0f} km"
    outcome: str = compared.relation
    if outcome == "apart" and total.kind == "event":
        near = compared.km is not None and compared.km <= settings("links")["near_km"]
        # Who tells two places in one document means two events.
        outcome = "apart_within" if within else "apart_near" if near else "apart"
    if outcome == "same" and one.place is not None and one.place.level in ("country", "vague"):
        outcome = "holds"  # one country says as little as one place in it
    total.add("place", outcome, told)


def _type(total: Total, one: Item, other: Item) -> None:
    if one.predicate != other.predicate:
        near = are_near("near_types", one.predicate, other.predicate)
        both = [one.predicate, other.predicate]
        if near and _modes_near(one, other):
            total.add("type", "near_mode", in_words([*one.modes[:1], *other.modes[:1]]))
        else:
            total.add("type", "near_type" if near else "other_type", in_words(both))
        return
    shared = set(one.modes) & set(other.modes)
    if shared:
        total.add("type", "same_mode", in_words(sorted(shared)))
    elif not one.modes or not other.modes:
        total.add("type", "same_type", one.predicate)
    elif _modes_near(one, other):
        total.add("type", "near_mode", in_words([one.modes[0], other.modes[0]]))
    else:
        total.add("type", "other_mode", in_words([one.modes[0], other.modes[0]]))


def _modes_near(one: Item, other: Item) -> bool:
    return any(are_near("near_modes", a, b) for a in one.modes for b in other.modes)


def _figures(total: Total, one: Item, other: Item) -> None:
    best, told = "unknown", ""
    for compared in figures.compare_all(one.figures, other.figures):
        if compared.relation == "same" and compared.one is not None:
            number = compared.one.best or compared.one.low or 0
            best, told = _rareness(number), f"{figures.told(compared.one)} {compared.one.outcome}"
            break
        if compared.relation == "agrees":
            best = "agrees"
        elif compared.relation == "differs" and best == "unknown":
            best, told = _differing(compared)
    total.add("figures", best, told)


def _rareness(number: float) -> str:
    rules = settings("links")
    if number >= rules["large_figure"]:
        return "same_large"
    return "same_rare" if number > rules["common_figure"] else "same"


def _differing(compared: figures.Compared) -> tuple[str, str]:
    one, other = compared.one, compared.other
    if one is None or other is None:
        return "unknown", ""
    a, b = (f.best or f.low or f.high or 0 for f in (one, other))
    near = abs(a - b) <= max(2, 0.35 * max(a, b))
    return "near" if near else "differs", f"{one.words} and {other.words}"


def _value(total: Total, one: Item, other: Item) -> None:
    """The values of a judgement, the position of a leader, the aim, the way of an end."""
    for name in ("state", "trend", "goal", "position", "subtype"):
        a, b = getattr(one, name), getattr(other, name)
        if a is not None and b is not None:
            total.add("value", "same" if a == b else "other", in_words([a, b] if a != b else [a]))
            return
    ended = [item.phase == "ends" for item in (one, other)]
    if ended[0] != ended[1]:
        total.add("value", "other", in_words([one.phase or "goes on", other.phase or "goes on"]))
        return
    total.add("value", "unknown")


def _words(total: Total, one: Item, other: Item) -> None:
    if one.quote == other.quote:
        total.add("words", "same_text")
        return
    a, b = content_words(one.quote), content_words(other.quote)
    if not a or not b:
        return
    share = len(a & b) / min(len(a), len(b))
    total.add("words", "many" if share >= 0.7 and min(len(a), len(b)) > 3 else "some" if share >= 0.4 else "few")
