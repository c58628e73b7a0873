"""The row that a claim is about: what agrees and what does not, weighed as odds."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from grounds.checking.data import settings
from grounds.checking.telling import Told
from grounds.matching import sides
from grounds.matching.rows import Placing, Row
from grounds.weighing import figures, places, times
from grounds.weighing.items import Figure, Place
from grounds.weighing.lineage import Lineage

Key = tuple[str, str, str]


class Scored(NamedTuple):
    """A row, how probable it is that a claim is about it, and the outcome of each comparison."""

    row: Row
    probability: float
    reasons: tuple[str, ...]


class Finder:
    """Finds rows for claims; knows actors by ``lineage`` and places by ``placing``."""

    def __init__(self, lineage: Lineage, placing: Placing) -> None:
        self.lineage = lineage
        self.placing = placing
        self._rules = settings("check")

    def best(self, told: Told, rows: Iterable[Row], beside: Collection[Key] = ()) -> list[Scored]:
        """The rows that a claim may be about, the most probable first; none where the first is not probable enough.
        ``beside`` are keys of rows that claims beside it are about."""
        rules = self._rules["finding"]
        compared = [(row, outcomes) for row in rows if (outcomes := self.compared(told, row)) is not None]
        if not compared:
            return []
        weights = _weights([outcomes for _, outcomes in compared])
        prior = math.log(rules["recorded"] / len(compared))
        odds = [
            math.exp(prior + sum(weights[pair] for pair in outcomes.items()) + self._leaning(row, outcomes, beside))
            for row, outcomes in compared
        ]
        whole = 1 - rules["recorded"] + sum(odds)
        scored = [
            Scored(row, odd / whole, tuple(f"{k}: {v.replace('_', ' ')}" for k, v in outcomes.items()))
            for (row, outcomes), odd in zip(compared, odds, strict=True)
        ]
        scored.sort(key=lambda s: (-s.probability, s.row.first, s.row.source_id))
        alike = sum(s.probability for s in scored if s.probability >= scored[0].probability * rules["alike"])
        if alike < rules["threshold"]:
            return []
        return [s for s in scored[:6] if s.probability >= scored[0].probability / 20]

    def _leaning(self, row: Row, outcomes: dict[str, str], beside: Collection[Key]) -> float:
        """What it weighs that claims beside this one are about the row, where it is not told of another time."""
        leaning: float = self._rules["finding"]["told_beside"]
        return leaning if row.key in beside and outcomes.get("time") in (None, "same", "window") else 0.0

    def compared(self, told: Told, row: Row) -> dict[str, str] | None:
        """The outcomes of what can be compared; null where the row is too far off in time, or off in more than one of
        day, place and number."""
        time = self._time(told, row)
        if time is None:
            return None
        who, whom = self._sides(told, row)
        found = {
            "time": time,
            "place": self._place(told, row),
            "figures": figures_outcome(told.figures, row),
            "who": who,
            "whom": whom,
            "type": self._type(told, row),
        }
        off = sum(found[name] in outcomes for name, outcomes in self._rules["finding"]["astray"].items())
        if off > self._rules["finding"]["astray_at_most"]:
            return None
        return {name: outcome for name, outcome in found.items() if outcome != "unknown"}

    def _time(self, told: Told, row: Row) -> str | None:
        """On one day; in the days before a text that tells no day; some days, a week, a month or a quarter apart."""
        if told.period is None:
            return "unknown"
        days = times.gap(told.period, row.period)
        if days <= 1:
            return "same" if told.dated != "document" or row.last >= (told.period.last or 0) - 1 else "window"
        bounds = (("days", 3), ("week", 7), ("month", 31), ("quarter", self._rules["reach_days"]))
        return next((name for name, bound in bounds if days <= bound), None)

    def _type(self, told: Told, row: Row) -> str:
        pair = {told.item.predicate, row.type}
        near = row.type is None or len(pair) == 1 or any(pair <= set(p) for p in self._rules["near_types"])
        return "same" if near else "other"

    def _place(self, told: Told, row: Row) -> str:
        compared = where(told, row, self.placing)
        if compared.relation == "holds":  # a country says nothing, a division all that it can
            levels = {p.level for p in told.places} | {row.place_precision}
            return "unknown" if "country" in levels else "within"
        if compared.relation != "apart":
            return compared.relation
        if told.countries and row.country and row.country not in told.countries:
            return "other_country"
        return "apart_near" if compared.km is not None and compared.km <= self._rules["near_km"] else "apart"

    def _sides(self, told: Told, row: Row) -> tuple[str, str]:
        straight, crossed = both_ways(told, row, self.lineage)
        chosen = straight if _worth(straight) >= _worth(crossed) else crossed
        return chosen[0].relation, chosen[1].relation


def where(told: Told, row: Row, placing: Placing) -> places.Compared:
    """How the places of a claim and a row relate."""
    place = placing.place(row)
    if place is None or not told.places:
        if told.countries and row.country and row.country not in told.countries:
            return places.Compared("apart")
        return places.Compared("unknown")
    compared = places.compare(told.places, (place,))
    if (
        compared.relation == "apart"
        and compared.km is not None
        and any(_reaches(p, place, compared.km) for p in told.places)
    ):
        return places.Compared("meets", compared.km)
    return compared


def _reaches(one: Place, other: Place, km: float) -> bool:
    """Whether one of two is an area so large that the other's point lies in it: divisions are cut and named anew."""
    return any(p.level in ("admin1", "region", "border", "country") and km <= p.radius for p in (one, other))


def both_ways(told: Told, row: Row, lineage: Lineage) -> tuple[tuple[sides.Compared, sides.Compared], ...]:
    """The sides of a claim against those of a row, straight and crossed."""
    one, other = told.subjects, told.objects
    if not other and len(one) > 1:  # a clash: its parties are all in one list
        halves = [(sides.compare(one, row.side_a, lineage), sides.compare(one, row.side_b, lineage))]
        return halves[0], halves[0]
    straight = sides.compare(one, row.side_a, lineage), sides.compare(other, row.side_b, lineage)
    crossed = sides.compare(one, row.side_b, lineage), sides.compare(other, row.side_a, lineage)
    return straight, crossed


def _worth(pair: Sequence[sides.Compared]) -> float:
    return sum(c.worth for c in pair)


def _weights(compared: Sequence[dict[str, str]]) -> dict[tuple[str, str], float]:
    """How much each outcome weighs, by how often it comes up among the other rows at hand."""
    rules = settings("check")["finding"]
    seen = Counter(pair for outcomes in compared for pair in outcomes.items())
    beside, others = rules["chance_rows"], len(compared) - 1
    weights = {}
    for name, shares in rules["match"].items():
        for outcome, share in shares.items():
            chance = max(seen[name, outcome] - 1, 0) + beside * rules["chance"][name][outcome]
            weights[name, outcome] = math.log(share * (others + beside) / chance)
    return weights


# -------------------------------------------------------------------------------------------------------- figures


def figures_outcome(told: Sequence[Figure], row: Row) -> str:
    """How the dead of a claim and of a row relate: same, agrees (within the row's range), near, differs, unknown."""
    best = "unknown"
    for figure in told:
        if figure.outcome != "killed" or not figures.is_told(figure):
            continue
        number = figure.best if figure.best is not None else figure.low if figure.low is not None else figure.high
        if number is None:
            continue
        for low, high in ranges(figure, row):
            if low <= number <= high:
                if low == high or number in (low, high, row.best):
                    return "same"
                best = "agrees"
            elif best in ("unknown", "differs", "other_dead"):
                is_near = abs(number - min(max(number, low), high)) <= max(1, 0.25 * number)
                best = "near" if is_near else "differs" if best != "other_dead" else best
        if best in ("unknown", "differs") and _stands_elsewhere(figure.of, number, row):
            best = "other_dead"
    return best


def _stands_elsewhere(of: str, number: float, row: Row) -> bool:
    """Whether the number told of one side's dead stands in the row for another side's."""
    classes = settings_of_categories()
    others = (o for o in ("militants", "security_forces", "civilians") if classes[o] != classes.get(of))
    return of in classes and any(category_number(o, row) == number for o in others)


def ranges(figure: Figure, row: Row) -> list[tuple[float, float]]:
    """The numbers of a row that a figure may be meant for: that of its category, else that of all. A row that tells the
    dead by side, and none of this one, has no number for it but that of all its dead of unknown side."""
    number = category_number(figure.of, row)
    if number is not None and number > 0:
        return [(float(number), float(number)), *_whole(row, number)]
    if number is None and figure.of in settings_of_categories() and any(row.killed.values()):
        return [(float(row.killed["unknown"]),) * 2] if row.killed.get("unknown") else [(0.0, 0.0)]
    return [(float(row.deaths[0]), float(row.deaths[1]))] if row.deaths is not None else []


def _whole(row: Row, number: int) -> list[tuple[float, float]]:
    """The range of all dead, where they are all of the category whose number this is."""
    return [(float(row.deaths[0]), float(row.deaths[1]))] if row.deaths is not None and row.best == number else []


def category_number(of: str, row: Row) -> int | None:
    """The dead of a category in a row: told under its name, or of the side whose class it counts; null where the row
    does not tell them apart."""
    if of in row.killed:
        return row.killed[of]
    wanted = settings_of_categories().get(of)
    if wanted is None:
        return None
    told = [
        row.killed[name]
        for name, parties in (("side_a", row.side_a), ("side_b", row.side_b))
        if name in row.killed and any(sides.class_of(p) == wanted for p in parties)
    ]
    return sum(told) if told else None


def settings_of_categories() -> dict[str, str]:
    """The class whose dead a category counts."""
    from grounds.matching.data import settings as of_matching

    found: dict[str, str] = of_matching("parties")["categories"]
    return found
