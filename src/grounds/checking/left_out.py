"""What a record has within what a report is about, and the report does not tell.

What a report is about: the countries of its events, the named parties in them, and the days from its first event to its
last. Rows of these parties in these countries and days are the record's; those that no claim is about are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grounds.checking.check import is_single
from grounds.checking.counting import Counter, Wanted, counted
from grounds.checking.data import settings
from grounds.checking.telling import Told
from grounds.checking.verdicts import Checked, LeftOut
from grounds.matching.rows import Row
from grounds.weighing.items import day_text


def left_out(told: Sequence[Told], checked: Iterable[Checked], counter: Counter) -> LeftOut | None:
    """What the release has and the report leaves out; null where it is not told what the report is about."""
    held = (t for t in told if t.item.is_held and t.item.positive and t.period is not None)
    events = [t for t in held if is_single(t) and t.dated != "beside"]
    countries = sorted({c for t in events for c in t.countries})
    days = [d for t in events if t.period for d in (t.period.first, t.period.last) if d is not None]
    if not countries or not days:
        return None
    named = {p.actor for t in events for p in t.item.subjects if p.actor and not p.actor.startswith("state-")}
    actors = tuple(dict.fromkeys(a for actor in sorted(named) for a in counter.within(actor)))
    first, last = min(days), max(days)
    rows = _rows(counter, Wanted(actors, countries=tuple(countries), first=first, last=last))
    told_keys = {row.key for one in checked for row in _meant(one)}
    missing = [row for row in rows if row.key not in told_keys]
    found = counted(missing)
    release = counter.rows.release
    about = f"rows in {', '.join(countries)}{' with ' + _names(actors, counter) if actors else ''}, "
    return LeftOut(
        release.dataset,
        release.release,
        about + f"{day_text(first)} to {day_text(last)}",
        found.rows,
        found.deaths,
        len(rows) - len(missing),
        tuple(sorted(missing, key=lambda r: (-(r.best or 0), r.first))[: settings("check")["most_left_out"]]),
    )


def _rows(counter: Counter, wanted: Wanted) -> list[Row]:
    return list(counter.rows.where(counter.condition(wanted)))


def _meant(one: Checked) -> list[Row]:
    return [one.found.row] if one.found is not None else []


def _names(actors: Sequence[str], counter: Counter) -> str:
    told = [entry.name for a in actors[:3] if (entry := counter.rows.catalogue.get(a)) is not None]
    return " or ".join(told) + (f" or {len(actors) - 3} others" if len(actors) > 3 else "")
