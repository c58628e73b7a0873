"""Where the claims of one event disagree on how many: figures that do not meet, parts larger than the whole, one number
told of other people, and later figures that take the place of earlier ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from grounds.weighing import figures, places
from grounds.weighing.counting import days_in_words
from grounds.weighing.data import settings
from grounds.weighing.items import Figure, Item
from grounds.weighing.lineage import Lineage
from grounds.weighing.making import Maker
from grounds.weighing.opposing import Disagreement, is_party
from grounds.weighing.origins import Documents, claim_origin
from grounds.weighing.values import Value, gathered, rivals

Told = tuple[Item, Figure]


class Update(NamedTuple):
    """A figure, the later one that takes its place, and why."""

    earlier: Told
    later: Told
    reason: str


class HowMany:
    """Finds where figures disagree."""

    def __init__(self, documents: Documents, lineage: Lineage) -> None:
        self.documents = documents
        self.lineage = lineage

    def of(self, items: Sequence[Item], maker: Maker) -> Iterator[Disagreement]:
        """The disagreements on numbers among the claims of one event."""
        told: dict[tuple[str, str], list[Told]] = {}
        for item in items:
            for figure in item.figures:
                if figures.is_told(figure):
                    told.setdefault((figure.outcome, figure.of), []).append((item, figure))
        for (outcome, _), listed in sorted(told.items()):
            yield from self._of_category(outcome, listed, maker)
        yield from self._across(items, maker)

    def _of_category(self, outcome: str, told: list[Told], maker: Maker) -> Iterator[Disagreement]:
        updates, standing = self.updated(told)
        for (one, old), (other, new), reason in updates:
            sides = (figures.told(old), [one]), (figures.told(new), [other])
            yield maker.made("how_many", "update", *sides, what=outcome, reason=reason)
        values = gathered(((i, f, figures.told(f)) for i, f in standing), same_figure)
        for one_value, other_value in rivals(values):
            if figures.meets(one_value.value, other_value.value):
                continue
            strength, reason = self._grade(one_value, other_value)
            listed = [(v.words, v.items) for v in (one_value, other_value)]
            yield maker.made("how_many", strength, listed[0], listed[1], what=outcome, reason=reason)

    # -------------------------------------------------------------------------------------------------- updates

    def updated(self, told: Sequence[Told]) -> tuple[list[Update], list[Told]]:
        """Figures that a later one of the same source replaces, each with it, and those that stand.

        One source is one speaker; and one paper, where its earlier figure was its own or that of somebody unnamed and
        its later one is no word of a party.
        """
        heirs: dict[int, Update] = {}
        for key, gives_way in ((self._speaker, _always), (self._paper, self._is_papers_own)):
            groups: dict[str, list[int]] = {}
            for number, (item, _) in enumerate(told):
                if (name := key(item)) is not None:
                    groups.setdefault(name, []).append(number)
            for group in groups.values():
                for number, update in self._heirs(told, group, gives_way):
                    heirs.setdefault(number, update)
        return [heirs[n] for n in sorted(heirs)], [t for n, t in enumerate(told) if n not in heirs]

    def _heirs(
        self, told: Sequence[Told], group: Sequence[int], gives_way: Callable[[Item], bool]
    ) -> Iterator[tuple[int, Update]]:
        """The figures of one source that its last one replaces."""
        dated = [(day, n) for n in group if (day := self.documents.published(told[n][0].document)) is not None]
        if not dated:
            return
        last_day, last = max(dated, key=lambda d: (d[0], told[d[1]][0].row))
        for day, number in sorted(dated):
            days = last_day - day
            if days > 0 and gives_way(told[number][0]) and not figures.meets(told[number][1], told[last][1]):
                yield number, Update(told[number], told[last], f"{days_in_words(days)} later, by the same source")

    def _speaker(self, item: Item) -> str | None:
        """Whose word it is."""
        origin = claim_origin(item, self.documents)
        return None if origin.unnamed else origin.key

    def _paper(self, item: Item) -> str | None:
        """Who published it; null where it passes on a party's word, or nobody is named as its publisher."""
        source = self.documents.sources.get(item.document)
        if source is None or source.publisher is None:
            return None
        origin = claim_origin(item, self.documents)
        if origin.speaks and is_party(origin, [item], self.lineage):
            return None
        return self.documents.voice(item.document).key

    def _is_papers_own(self, item: Item) -> bool:
        origin = claim_origin(item, self.documents)
        return not origin.speaks or origin.unnamed

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

    def _day(self, item: Item) -> int:
        return self.documents.published(item.document) or 0

    # ---------------------------------------------------------------------------------------- parts and wholes

    def _across(self, items: Sequence[Item], maker: Maker) -> Iterator[Disagreement]:
        """Parts that exceed totals, and one number told of other people."""
        seen: set[tuple[str, ...]] = set()
        told = [item for item in items if item.figures]
        few = told if len(told) <= _MOST else list({_figure_key(i): i for i in told}.values())[:_MOST]
        for i, one in enumerate(few):
            for other in few[i + 1 :]:
                for compared in figures.compare_all(one.figures, other.figures):
                    found = _crossed(compared, one, other, maker)
                    if found is None or (key := (found.type, *(s.value for s in found.sides))) in seen:
                        continue
                    seen.add(key)
                    yield found


#: Of a larger event the parts and totals of so many different claims are compared.
_MOST = 40
_AREAS = frozenset({"admin2", "admin1", "region", "country"})
_CROSSED = {
    "part_exceeds": ("contradiction", "the part is larger than the whole"),
    "other_category": ("definition_difference", "one number, told of other people"),
}


def same_figure(one: Figure, other: Figure) -> bool:
    """Whether two figures leave room for the same numbers."""
    return figures.interval(one) == figures.interval(other)


def _always(_: Item) -> bool:
    return True


def _crossed(compared: figures.Compared, one: Item, other: Item, maker: Maker) -> Disagreement | None:
    if compared.one is None or compared.other is None or compared.relation not in _CROSSED:
        return None
    strength, reason = _CROSSED[compared.relation]
    sides = (_of(compared.one), [one]), (_of(compared.other), [other])
    return maker.made("how_many", strength, *sides, what=compared.one.outcome, reason=reason)


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


@cache
def _update_pattern() -> re.Pattern[str]:
    return re.compile("|".join(settings("oppositions")["update_words"]), re.IGNORECASE)


def _told_as_update(quote: str) -> bool:
    return _update_pattern().search(quote) is not None
