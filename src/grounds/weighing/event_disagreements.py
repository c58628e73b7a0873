"""Where the claims of one event disagree: whether it was, who did it, how many it cost, when and where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from grounds.weighing import figures, places
from grounds.weighing.cluster import made_id
from grounds.weighing.data import settings
from grounds.weighing.items import Figure, Item, Party, Period, Place, day_text
from grounds.weighing.lineage import Lineage
from grounds.weighing.opposing import Disagreement, Side, side_of
from grounds.weighing.origins import Documents, claim_origin
from grounds.weighing.values import Value, gathered, rivals
from grounds.weighing.wording import event_name, explanation, listed


class EventDisagreements:
    """Finds the disagreements of events; ``of`` takes the claims of one."""

    def __init__(self, documents: Documents, lineage: Lineage) -> None:
        self.documents = documents
        self.lineage = lineage

    def of(self, items: Sequence[Item]) -> Iterator[Disagreement]:
        """All disagreements among the claims of one event."""
        held = [item for item in items if item.is_held]
        if len(held) < 2:
            return
        about = event_name(held)
        yield from self._whether(held, about)
        positive = [item for item in held if item.positive]
        if len(positive) < 2:
            return
        yield from self._who(positive, about)
        yield from self._when(positive, about)
        yield from self._where(positive, about)
        yield from self._how_many(positive, about)

    def _made(
        self,
        type_: str,
        strength: str,
        about: str,
        one: tuple[str, Sequence[Item]],
        other: tuple[str, Sequence[Item]],
        *,
        what: str = "",
        reason: str = "",
    ) -> Disagreement:
        sides = self._side(*one), self._side(*other)
        told = explanation(type_, strength, about, sides, self.documents, what=what, reason=reason)
        key = made_id("dis", type_, what, *sorted((sides[0].claims[0], sides[1].claims[0])))
        return Disagreement(key, type_, strength, about, sides, told, reason)

    def _side(self, value: str, items: Sequence[Item]) -> Side:
        return side_of(value, items, self.documents, self.lineage)

    # -------------------------------------------------------------------------------------------------- whether

    def _whether(self, items: Sequence[Item], about: str) -> Iterator[Disagreement]:
        for_, against = [i for i in items if i.positive], [i for i in items if not i.positive]
        denied = {p.key for i in against for p in i.subjects}
        if denied:  # who denies its own part says nothing on another's
            meant = [i for i in for_ if not i.subjects or not self._all_apart(i.subjects, against)]
            for_ = meant
        if not for_ or not against:
            return
        strength, reason = "contradiction", ""
        if all(i.factuality == "possible" for i in for_) or all(i.factuality == "possible" for i in against):
            strength, reason = "tension", "one side only holds it possible"
        doers = listed(p.name for i in for_ for p in i.subjects)
        yes = f"it was {'by ' + doers if doers else 'so'}"
        no = f"it was not{' by ' + listed(p.name for i in against for p in i.subjects) if denied else ''}"
        yield self._made("whether", strength, about, (yes, for_), (no, against), reason=reason)

    def _all_apart(self, subjects: Sequence[Party], others: Sequence[Item]) -> bool:
        relations = {self.lineage.relation(a, b) for a in subjects for i in others for b in i.subjects}
        return bool(relations) and relations <= {"apart"}

    # ------------------------------------------------------------------------------------------------------ who

    def _who(self, items: Sequence[Item], about: str) -> Iterator[Disagreement]:
        told = [(i, i.subjects, listed(p.name for p in i.subjects)) for i in items if any(p.actor for p in i.subjects)]
        for one, other in rivals(gathered(told, self._same_doers)):
            relations = self._relations(one.value, other.value)
            if not relations or not relations <= {"apart", "kin"}:
                continue
            strength, reason = "contradiction", ""
            if "kin" in relations:
                strength, reason = "tension", "the two are kin, and may be told for each other"
            if any(all(i.factuality == "possible" for i in side.items) for side in (one, other)):
                strength, reason = "tension", "one side only holds it possible"
            yield self._made("who", strength, about, (one.words, one.items), (other.words, other.items), reason=reason)

    def _same_doers(self, one: tuple[Party, ...], other: tuple[Party, ...]) -> bool:
        known, others = {p.actor for p in one if p.actor}, {p.actor for p in other if p.actor}
        return known == others

    def _relations(self, one: tuple[Party, ...], other: tuple[Party, ...]) -> set[str]:
        """How the known doers of two sides relate, each with each."""
        return {self.lineage.relation(a, b) for a in one for b in other if a.actor and b.actor}

    # ----------------------------------------------------------------------------------------------------- when

    def _when(self, items: Sequence[Item], about: str) -> Iterator[Disagreement]:
        told = [(i, i.period, day_text(i.period.first) or "") for i in items if i.period is not None and i.period.exact]
        for one, other in rivals(gathered(told, _same_period)):
            days = abs((one.value.first or 0) - (other.value.first or 0))
            strength = "tension" if days == 1 else "contradiction"
            reason = "a night may lie between" if days == 1 else ""
            yield self._made("when", strength, about, (one.words, one.items), (other.words, other.items), reason=reason)

    # ---------------------------------------------------------------------------------------------------- where

    def _where(self, items: Sequence[Item], about: str) -> Iterator[Disagreement]:
        told = [(i, i.places, i.places[0].name) for i in items if i.places]
        for one, other in rivals(gathered(told, _same_place)):
            compared = places.compare(one.value, other.value)
            if compared.relation != "apart":
                continue
            far = f"{compared.km:.0f} km apart" if compared.km is not None else ""
            words = [
                f"{v.words} ({_within(v.value[0])})" if one.words == other.words else v.words for v in (one, other)
            ]
            yield self._made(
                "where", "contradiction", about, (words[0], one.items), (words[1], other.items), reason=far
            )

    # ------------------------------------------------------------------------------------------------- how many

    def _how_many(self, items: Sequence[Item], about: str) -> Iterator[Disagreement]:
        told: dict[tuple[str, str], list[tuple[Item, Figure]]] = {}
        for item in items:
            for figure in item.figures:
                if figures.is_told(figure):
                    told.setdefault((figure.outcome, figure.of), []).append((item, figure))
        for (outcome, _), listed_figures in sorted(told.items()):
            yield from self._of_category(outcome, listed_figures, about)
        yield from self._across(items, about)

    def _of_category(self, outcome: str, told: list[tuple[Item, Figure]], about: str) -> Iterator[Disagreement]:
        updates, standing = self.updated(told)
        for earlier, later, reason in updates:
            yield self._made(
                "how_many",
                "update",
                about,
                (figures.told(earlier[1]), [earlier[0]]),
                (figures.told(later[1]), [later[0]]),
                what=outcome,
                reason=reason,
            )
        values = gathered(((i, f, figures.told(f)) for i, f in standing), _same_figure)
        for one, other in rivals(values):
            if figures.meets(one.value, other.value):
                continue
            strength, reason = self._grade(one, other)
            yield self._made(
                "how_many",
                strength,
                about,
                (one.words, one.items),
                (other.words, other.items),
                what=outcome,
                reason=reason,
            )

    def updated(
        self, told: list[tuple[Item, Figure]]
    ) -> tuple[list[tuple[tuple[Item, Figure], tuple[Item, Figure], str]], list[tuple[Item, Figure]]]:
        """Figures that a later one of the same source replaces, each with it, and those that stand."""
        by_source: dict[str, list[tuple[Item, Figure]]] = {}
        for item, figure in told:
            by_source.setdefault(self._source(item), []).append((item, figure))
        updates, standing = [], []
        for listed_figures in by_source.values():
            ordered = sorted(listed_figures, key=lambda t: (self._day(t[0]), t[0].row))
            last = ordered[-1]
            for earlier in ordered[:-1]:
                days = self._day(last[0]) - self._day(earlier[0])
                if days > 0 and not figures.meets(earlier[1], last[1]):
                    updates.append((earlier, last, f"{days} days later, by the same source"))
                else:
                    standing.append(earlier)
            standing.append(last)
        return updates, standing

    def _grade(self, one: Value[Figure], other: Value[Figure]) -> tuple[str, str]:
        """Contradiction; update where a later text tells its number as a new one; difference of scope where the larger
        number is told of a larger area or time."""
        first, second = sorted((one, other), key=lambda v: min(self._day(i) for i in v.items))
        days = min(self._day(i) for i in second.items) - max(self._day(i) for i in first.items)
        told_as_new = any(_told_as_update(i.quote) for i in second.items)
        if told_as_new and 0 <= days <= settings("oppositions")["update_days"]:
            return "update", "told as a new number"
        low, high = sorted((one, other), key=lambda v: figures.interval(v.value)[0] or 0)
        wider = _wider(high.items, low.items)
        return ("scope_difference", f"the larger number is told of {wider}") if wider else ("contradiction", "")

    def _across(self, items: Sequence[Item], about: str) -> Iterator[Disagreement]:
        """Parts that exceed totals, and one number told of other people."""
        seen: set[tuple[str, ...]] = set()
        told = [item for item in items if item.figures]
        few = told if len(told) <= _MOST else list({_figure_key(i): i for i in told}.values())[:_MOST]
        for i, one in enumerate(few):
            for other in few[i + 1 :]:
                for compared in figures.compare_all(one.figures, other.figures):
                    found = self._crossed(compared, one, other, about)
                    if found is None or (key := (found.type, *(s.value for s in found.sides))) in seen:
                        continue
                    seen.add(key)
                    yield found

    def _crossed(self, compared: figures.Compared, one: Item, other: Item, about: str) -> Disagreement | None:
        if compared.one is None or compared.other is None or compared.relation not in _CROSSED:
            return None
        strength, reason = _CROSSED[compared.relation]
        a, b = _of(compared.one), _of(compared.other)
        return self._made(
            "how_many", strength, about, (a, [one]), (b, [other]), what=compared.one.outcome, reason=reason
        )

    def _source(self, item: Item) -> str:
        """Whose later word replaces the earlier: a speaker with a name, else who published it."""
        origin = claim_origin(item, self.documents)
        return self.documents.voice(item.document).key if origin.unnamed else origin.key

    def _day(self, item: Item) -> int:
        return self.documents.day(item.document) or 0


#: Of a larger event the parts and totals of so many different claims are compared.
_MOST = 40
_AREAS = frozenset({"admin2", "admin1", "region", "country"})
_CROSSED = {
    "part_exceeds": ("contradiction", "the part is larger than the whole"),
    "other_category": ("definition_difference", "one number, told of other people"),
}


def _wider(items: Sequence[Item], others: Sequence[Item]) -> str | None:
    """In what all of these claims are wider than all of the others: a longer time, or an area that holds the place."""
    if all(_is_longer(a, b) for a in items for b in others):
        return "a longer time"
    if all(_is_larger(a, b) for a in items for b in others):
        return "a larger area"
    return None


def _is_longer(one: Item, other: Item) -> bool:
    a, b = one.period, other.period
    if a is None or b is None or None in (a.first, a.last, b.first, b.last):
        return False
    return (a.last or 0) - (a.first or 0) > (b.last or 0) - (b.first or 0) + 2


def _is_larger(one: Item, other: Item) -> bool:
    if one.place is None or other.place is None or one.place.level not in _AREAS:
        return False
    return other.place.level not in _AREAS and places.of_two(one.place, other.place).relation == "holds"


def _figure_key(item: Item) -> tuple[object, ...]:
    return tuple((f.outcome, f.of, f.low, f.high, f.best) for f in item.figures)


def _of(figure: Figure) -> str:
    return figures.told(figure) + ("" if figure.of == "all" else f" {figure.of.replace('_', ' ')}")


def _same_period(one: Period, other: Period) -> bool:
    return one.first == other.first


def _same_place(one: tuple[Place, ...], other: tuple[Place, ...]) -> bool:
    return places.compare(one, other).relation == "same"


def _same_figure(one: Figure, other: Figure) -> bool:
    return figures.interval(one) == figures.interval(other)


def _within(place: Place) -> str:
    return ", ".join(p for p in (place.admin2, place.admin1, place.country) if p)


@cache
def _update_pattern() -> re.Pattern[str]:
    return re.compile("|".join(settings("oppositions")["update_words"]), re.IGNORECASE)


def _told_as_update(quote: str) -> bool:
    return _update_pattern().search(quote) is not None
