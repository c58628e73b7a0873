"""A report against one release: each event claim with the row that it is about, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from grounds.checking.agreement import agreement, settled
from grounds.checking.data import settings
from grounds.checking.finding import Finder, Key, Scored
from grounds.checking.reading import Report
from grounds.checking.scope import Scope
from grounds.checking.telling import Told, is_short, joint, occurrences, told_events
from grounds.checking.verdicts import Checked, Found, Status, Verdict
from grounds.matching.rows import Placing, Row
from grounds.weighing.lineage import Lineage
from grounds.weighing.wording import claim_line

#: Kinds of certainty of what may have been; the rest is no event yet.
_HELD = ("asserted", "qualified", "alleged", "possible")


class Sought(Protocol):
    """What rows are asked of."""

    def between(self, first: int, last: int, countries: Sequence[str] = ()) -> list[Row]:
        """The rows that may be of these days, in these countries where some are named."""


class EventCheck:
    """Holds event claims against the rows of a release."""

    def __init__(self, rows: Sought, scope: Scope, lineage: Lineage, placing: Placing) -> None:
        self.rows, self.scope, self.lineage, self.placing = rows, scope, lineage, placing
        self.finder = Finder(lineage, placing)
        self._rules = settings("check")

    def claims(self, report: Report) -> list[Checked]:
        """Each event claim of a report, but for those about many events."""
        told = [t for t in told_events(report) if is_single(t)]
        pool = self._pool([t for t in told if self._unfit(t) is None])
        found = self._found(told, pool)
        return [self._checked(t, found.get(t.item.id, [])) for t in told]

    # ------------------------------------------------------------------------------------------------- finding

    def _pool(self, told: Sequence[Told]) -> list[Row]:
        """The rows around the claims, each once."""
        reach = self._rules["reach_days"]
        windows: list[list[int]] = []
        countries = frozenset[str]().union(*(t.countries for t in told)) if all(t.countries for t in told) else ()
        for first, last in sorted((t.period.first, t.period.last) for t in told if _bounded(t)):  # type: ignore[union-attr]
            if windows and first - reach <= windows[-1][1]:
                windows[-1][1] = max(windows[-1][1], last + reach)
            else:
                windows.append([first - reach, last + reach])
        return [row for first, last in windows for row in self.rows.between(first, last, sorted(countries))]

    def _found(self, told: Sequence[Told], pool: Sequence[Row]) -> dict[str, list[Scored]]:
        """For each claim the rows it may be about. Claims of one event are sought together; those that tell most are
        matched first, and others beside them lean to the same rows."""
        found: dict[str, list[Scored]] = {}
        taken: dict[str, set[Key]] = {}
        for group in occurrences([t for t in told if self._unfit(t) is None]):
            beside = taken.setdefault(group[0].item.document, set())
            scored = self.finder.best(joint(group), pool, beside)
            if scored:
                found.update((one.item.id, scored) for one in group)
                beside.add(scored[0].row.key)
        return found

    def _unfit(self, told: Told) -> str | None:
        """Why rows cannot be sought for a claim."""
        why: dict[str, str] = self._rules["not_checkable"]
        item = told.item
        if item.factuality not in _HELD:
            return why["hypothetical"].format(factuality=item.factuality)
        if item.predicate not in self._rules["types"]:
            return why["kind"].format(dataset=self.scope.dataset, predicate=item.predicate)
        if not _bounded(told):
            return why["unread_day"]
        parties = any(p.actor for p in (*told.subjects, *told.objects))
        if not (told.places or parties or told.figures):
            return why["nothing"]
        return None

    # ------------------------------------------------------------------------------------------------- telling

    def _checked(self, told: Told, scored: Sequence[Scored]) -> Checked:
        blank = Checked(
            told.item, claim_line(told.item), self.scope.dataset, self.scope.rows.release.release, "not_checkable"
        )
        unfit = self._unfit(told)
        if unfit is not None:
            return replace(blank, reason=unfit)
        found = [self._tell(told, one) for one in scored[: 1 + self._rules["most_others"]]]
        first = found[0] if found else None
        outside = self.scope.outside(told)
        if outside is not None and (first is None or {"when", "where"} & set(first.disagreeing)):
            return replace(blank, status="out_of_scope", reason=outside)  # what is taken up cannot be it
        if first is None:
            return replace(blank, status="absent" if told.item.positive else "none_either")
        if not told.item.positive:
            return self._denied(blank, first)
        status: Status = "disagrees" if first.disagreeing else "agrees"
        return replace(blank, status=status, found=first, others=tuple(found[1:]))

    def _denied(self, blank: Checked, found: Found) -> Checked:
        """What is denied is opposed only by a row that is right in all else."""
        if set(found.disagreeing) - {"whether"}:
            return replace(blank, status="none_either")
        return replace(blank, status="denied", found=found)

    def _tell(self, told: Told, scored: Scored) -> Found:
        verdicts = agreement(told, scored.row, self.lineage, self.placing)
        return Found(scored.row, scored.probability, scored.reasons, verdicts, scored.row.place_name)


def by_row(checked: Sequence[Checked]) -> Iterator[tuple[Row, list[Checked], tuple[Verdict, ...]]]:
    """The rows that claims are about, each with its claims and how they agree when taken together."""
    held: dict[Key, list[Checked]] = {}
    for one in checked:
        if one.found is not None:
            held.setdefault(one.found.row.key, []).append(one)
    for listed in held.values():
        verdicts = [v for one in listed if one.found is not None for v in one.found.verdicts]
        first = listed[0].found
        if first is not None:
            yield first.row, listed, settled(verdicts)


def is_single(told: Told) -> bool:
    """Whether a claim is about one event, or a few at one time."""
    if told.item.scope in ("repeated", "general"):
        return False
    if told.item.period is None:
        return True
    return is_short(told.item.period) or (told.item.scope != "several" and not _bounded(told))


def _bounded(told: Told) -> bool:
    return told.period is not None and told.period.first is not None and told.period.last is not None
