"""Where the claims of one event disagree: whether it was, who did it, how many it cost, when and where it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grounds.weighing import places
from grounds.weighing.how_many import HowMany
from grounds.weighing.items import Item, Party, Period, Place, day_text
from grounds.weighing.lineage import Lineage
from grounds.weighing.making import Maker
from grounds.weighing.opposing import Disagreement
from grounds.weighing.origins import Documents
from grounds.weighing.values import Value, gathered, rivals
from grounds.weighing.wording import listed

_Doers = Value[tuple[Party, ...]]
_POSSIBLE = "one side only holds it possible"


class EventDisagreements:
    """Finds the disagreements of events; ``of`` takes the claims of one."""

    def __init__(self, documents: Documents, lineage: Lineage) -> None:
        self.documents = documents
        self.lineage = lineage
        self.how_many = HowMany(documents, lineage)

    def of(self, items: Sequence[Item]) -> Iterator[Disagreement]:
        """All disagreements among the claims of one event."""
        held = [item for item in items if item.is_held]
        if len(held) < 2:
            return
        maker = Maker.of(held, self.documents, self.lineage)
        yield from self._whether(held, maker)
        positive = [item for item in held if item.positive]
        if len(positive) < 2:
            return
        yield from self._who(positive, maker)
        yield from self._when(positive, maker)
        yield from self._where(positive, maker)
        yield from self.how_many.of(positive, maker)

    # -------------------------------------------------------------------------------------------------- whether

    def _whether(self, items: Sequence[Item], maker: Maker) -> Iterator[Disagreement]:
        for_, against = [i for i in items if i.positive], [i for i in items if not i.positive]
        denied = {p.key for i in against for p in i.subjects}
        if denied:  # who denies its own part says nothing on another's
            for_ = [i for i in for_ if not i.subjects or not self._all_apart(i.subjects, against)]
        if not for_ or not against:
            return
        strength, reason = "contradiction", ""
        if _only_possible(for_) or _only_possible(against):
            strength, reason = "tension", _POSSIBLE
        doer = listed(p.name for i in against for p in i.subjects)
        told = any(i.subjects for i in for_)
        form = "doer" if doer and told else "event"
        yes, no = ("it was their work", "it was not their work") if form == "doer" else ("it did", "it did not")
        yield maker.made(
            "whether",
            strength,
            (yes, for_),
            (no, against),
            form=form,
            what=doer if form == "doer" else "",
            reason=reason,
        )

    def _all_apart(self, subjects: Sequence[Party], others: Sequence[Item]) -> bool:
        relations = {self.lineage.relation(a, b) for a in subjects for i in others for b in i.subjects}
        return bool(relations) and relations <= {"apart"}

    # ------------------------------------------------------------------------------------------------------ who

    def _who(self, items: Sequence[Item], maker: Maker) -> Iterator[Disagreement]:
        told = [(i, i.subjects, listed(p.name for p in i.subjects)) for i in items if any(p.actor for p in i.subjects)]
        for one, other in rivals(gathered(told, _same_doers)):
            relations = self._relations(one.value, other.value)
            if not relations or not relations <= {"apart", "kin"} or self._is_crossed(one, other):
                continue
            strength, reason = "contradiction", ""
            if "kin" in relations:
                strength, reason = "tension", "the two are kin, and may be told for each other"
            if _only_possible(one.items) or _only_possible(other.items):
                strength, reason = "tension", _POSSIBLE
            yield maker.made("who", strength, (one.words, one.items), (other.words, other.items), reason=reason)

    def _relations(self, one: Sequence[Party], other: Sequence[Party]) -> set[str]:
        """How the known parties of two sides relate, each with each."""
        return {self.lineage.relation(a, b) for a in one for b in other if a.actor and b.actor}

    def _is_crossed(self, one: _Doers, other: _Doers) -> bool:
        """Whether the doer of one side is whom the other tells of as hit: a fight told from both its sides, of which
        each tells its own blows, is no dispute on who struck."""
        return self._hits(one, other) or self._hits(other, one)

    def _hits(self, one: _Doers, other: _Doers) -> bool:
        hit = [party for item in one.items for party in item.objects]
        return not self._relations(hit, other.value).isdisjoint(("same", "holds"))

    # ----------------------------------------------------------------------------------------- when and where

    def _when(self, items: Sequence[Item], maker: Maker) -> Iterator[Disagreement]:
        told = [(i, i.period, day_text(i.period.first) or "") for i in items if i.period is not None and i.period.exact]
        for one, other in rivals(gathered(told, _same_period)):
            days = abs((one.value.first or 0) - (other.value.first or 0))
            strength = "tension" if days == 1 else "contradiction"
            reason = "a night may lie between" if days == 1 else ""
            yield maker.made("when", strength, (one.words, one.items), (other.words, other.items), reason=reason)

    def _where(self, items: Sequence[Item], maker: Maker) -> Iterator[Disagreement]:
        told = [(i, i.places, i.places[0].name) for i in items if i.places]
        for one, other in rivals(gathered(told, _same_place)):
            compared = places.compare(one.value, other.value)
            if compared.relation != "apart":
                continue
            far = f"{compared.km:.0f} km apart" if compared.km is not None else ""
            words = [
                f"{v.words} ({_within(v.value[0])})" if one.words == other.words else v.words for v in (one, other)
            ]
            yield maker.made("where", "contradiction", (words[0], one.items), (words[1], other.items), reason=far)


def _only_possible(items: Sequence[Item]) -> bool:
    return all(item.factuality == "possible" for item in items)


def _same_doers(one: tuple[Party, ...], other: tuple[Party, ...]) -> bool:
    return {p.actor for p in one if p.actor} == {p.actor for p in other if p.actor}


def _same_period(one: Period, other: Period) -> bool:
    return one.first == other.first


def _same_place(one: tuple[Place, ...], other: tuple[Place, ...]) -> bool:
    return places.compare(one, other).relation == "same"


def _within(place: Place) -> str:
    return ", ".join(p for p in (place.admin2, place.admin1, place.country) if p)
