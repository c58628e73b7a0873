"""Small items and documents for tests of weighing; no model, catalogue or gazetteer is loaded."""

from __future__ import annotations

from typing import Any

from grounds.weighing.items import Figure, Item, Party, Period, Place, Source, Voice, day_number
from grounds.weighing.origins import Documents

_NUMBER = iter(range(1_000_000))


def party(key: str, target: str | None = None) -> Party:
    actor = None if key.startswith("~") else key
    return Party(key, key.strip("~"), actor, "armed_group" if actor else "population", target)


def place(name: str, **fields: Any) -> Place:
    told = {"level": "settlement", "country": "SOM", "admin1": None, "admin2": None, "lat": None, "lon": None}
    told |= {"radius": 3.0, "geonames": None, "role": "at", **fields}
    return Place(key=name.casefold(), name=name, **told)


def period(first: str, last: str | None = None, **fields: Any) -> Period:
    told = {"first_kind": "actual", "last_kind": "actual", "open": "no", "exact": last is None, **fields}
    return Period(first=day_number(first), last=day_number(last or first), **told)


def killed(low: int | None, high: int | None = None, of: str = "all", bound: str = "exact") -> Figure:
    top = high if high is not None or bound == "at_least" else low
    return Figure("killed", of, low, top, low if bound == "exact" else None, bound, f"{low} dead", None)


def item(document: str = "doc_a", **fields: Any) -> Item:
    number = next(_NUMBER)
    told: dict[str, Any] = {
        "id": f"clm_{number}",
        "row": number,
        "document": document,
        "kind": "event",
        "predicate": "assault",
        "positive": True,
        "factuality": "asserted",
        "modes": ("attack",),
        "subjects": (party("al-shabaab"),),
        "objects": (),
        "period": None,
        "places": (),
        "figures": (),
        "quantity": None,
        "unit": None,
        "scope": "single",
        "phase": None,
        "state": None,
        "trend": None,
        "goal": None,
        "subtype": None,
        "position": None,
        "voices": (),
        "speaker_kind": None,
        "stance": None,
        "self_told": False,
        "passed_on": (),
        "likelihood": None,
        "confidence": 0.9,
        "quote": f"words of claim {number}",
        "start": number,
    }
    if fields.get("kind") in ("relation", "assessment"):
        told |= {"modes": (), "scope": None}
    return Item(**{**told, **fields})


def voice(name: str, *, named: bool = True, actor: str | None = None) -> tuple[Voice, ...]:
    return (Voice(actor or f"~{name.casefold()}", name, actor, named),)


def documents(**dates: str | None) -> Documents:
    """Documents by id with their dates; each has a publisher of its own."""
    made = {
        f"doc_{name}": Source(f"doc_{name}", row, None, f"Paper {name}", None, day_number(day), None)
        for row, (name, day) in enumerate(dates.items())
    }
    return Documents(made)
