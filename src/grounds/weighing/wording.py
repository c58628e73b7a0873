"""The words of views: what an event or state is called, what a side says, and who says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grounds.weighing.data import settings
from grounds.weighing.items import Item, day_text
from grounds.weighing.opposing import Side
from grounds.weighing.origins import Documents

_MOST = 3


def listed(names: Iterable[str], most: int = _MOST) -> str:
    """Names in a sentence: "A, B and C", the rest as a number."""
    each = list(dict.fromkeys(names))
    if len(each) > most:
        each = [*each[: most - 1], f"{len(each) - most + 1} others"]
    return f"{', '.join(each[:-1])} and {each[-1]}" if len(each) > 1 else "".join(each)


def event_name(items: Sequence[Item]) -> str:
    """What to call an event: "the attack at Baidoa on 2024-03-02"."""
    mode = next((i.modes[0] for i in items if i.modes), None) or items[0].predicate
    place = next((i.place.name for i in items if i.place is not None), None)
    told = f"the {mode.replace('_', ' ')}"
    if place is not None:
        told += f" at {place}"
    else:
        whom = next((i.objects[0].name for i in items if i.objects), None)
        who = next((i.subjects[0].name for i in items if i.subjects), None)
        told += f" of {whom}" if whom is not None else f" by {who}" if who is not None else ""
    day = next((day_text(i.period.first) for i in items if i.period is not None and i.period.exact), None)
    if day is None:
        day = next((_span(i) for i in items if i.period is not None), None)
    return f"{told} on {day}" if day else told


def _span(item: Item) -> str | None:
    if item.period is None:
        return None
    first, last = day_text(item.period.first), day_text(item.period.last)
    return first if first == last else f"{first or '…'} – {last or '…'}"


def state_name(item: Item) -> str:
    """What to call a relation or judgement: "Rwanda supports M23", "al-Shabaab: presence in Bay"."""
    subject = item.subjects[0].name if item.subjects else "somebody"
    what = item.predicate.replace("_", " ")
    rest = item.objects[0].name if item.objects else (item.place.name if item.place is not None else item.goal or "")
    if item.kind == "relation":
        return f"{subject} {what} {rest}".strip()
    return f"the {what} of {subject}" + (f" at {item.place.name}" if item.place is not None else "")


def state_value(item: Item) -> str:
    """What a claim says of a state, in words."""
    said = [v for v in (item.state, item.trend) if v] or ([item.phase] if item.phase == "ends" else [])
    told = f"{state_name(item)}{': ' + ', '.join(said) if said else ''}"
    return told if item.positive else f"not so ({told})"


def says(side: Side, documents: Documents) -> str:
    """What a side says and who says it: "seven dead, say residents (River Post): 1 independent origin"."""
    names = [origin.name for origin in side.origins.values()]
    papers = [documents.label(d) for d in dict.fromkeys(i.document for i in side.items)]
    where = listed(p for p in papers if not any(p in name for name in names))
    party = "" if not side.parties else ", a party to the matter" if side.independent == 1 else ", partly parties"
    number = "1 independent origin" if side.independent == 1 else f"{side.independent} independent origins"
    within = f" in {where}" if where else ""
    return f"“{side.value}” according to {listed(names)}{within} ({number}{party})"


def explanation(
    type_: str,
    strength: str,
    about: str,
    sides: tuple[Side, Side],
    documents: Documents,
    *,
    what: str = "",
    reason: str = "",
) -> str:
    """One plain sentence that names both sides, their sources and independent origins."""
    rules = settings("oppositions")
    form: str = rules["wording"][type_]
    ending: str = rules["strengths"][strength]
    named = type_.removesuffix("_state")
    told = form.format(
        about=about, what=what, one=says(sides[0], documents), other=says(sides[1], documents), type=named
    )
    return f"{told}{ending.format(reason=reason)}."


def claim_line(item: Item) -> str:
    """A claim in a line: who, what, whom, where and when."""
    if item.kind != "event":
        return state_value(item)
    subjects, objects = listed(p.name for p in item.subjects) or "somebody", listed(p.name for p in item.objects)
    what = (item.modes[0] if item.modes else item.predicate).replace("_", " ")
    told = f"{subjects}: {what}{' of ' + objects if objects else ''}"
    place, day = item.place.name if item.place is not None else None, _span(item)
    told += f" at {place}" if place else ""
    told += f", {day}" if day else ""
    return told if item.positive else f"not so ({told})"
