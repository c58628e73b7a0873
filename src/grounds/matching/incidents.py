"""Incidents of a ledger in the columns of the event row that matching asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow

from grounds.weighing.incidents import Incident

_SIDE = pyarrow.struct([(name, pyarrow.string()) for name in ("side", "name", "id", "actor")])
_SCHEMA = pyarrow.schema(
    [
        *((name, pyarrow.string()) for name in ("source_id", "type", "country")),
        ("sides", pyarrow.list_(_SIDE)),
        *((name, pyarrow.date32()) for name in ("from", "to")),
        ("date_precision", pyarrow.string()),
        *((name, pyarrow.float64()) for name in ("lat", "lon")),
        ("place_precision", pyarrow.string()),
        *((name, pyarrow.int64()) for name in ("killed_low", "killed_best", "killed_high")),
    ]
)


def as_rows(incidents: Iterable[Incident]) -> pyarrow.Table:
    """Incidents as rows, those without a day left out: what has no day can be matched with nothing."""
    rows = [row for one in incidents if (row := _row(one)) is not None]
    return pyarrow.Table.from_pylist(rows, _SCHEMA)


def _row(one: Incident) -> dict[str, Any] | None:
    told = {name: field.value for name, field in one.fields.items()}
    first, last = told.get("from"), told.get("to")
    if first is None and last is None:
        return None
    place: Mapping[str, Any] = told.get("place") or {}
    parties = [("a", told.get("doers")), ("b", told.get("targets"))]
    told_sides = ((side, party) for side, listed in parties for party in listed or ())
    return {
        "source_id": one.id,
        "type": (told.get("type") or {}).get("type"),
        "country": place.get("country"),
        "sides": [{"side": s, "name": p["name"], "id": None, "actor": p["actor"]} for s, p in told_sides],
        "from": date.fromisoformat(str(first or last)),
        "to": date.fromisoformat(str(last or first)),
        "date_precision": "day",
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "place_precision": place.get("level"),
        **_killed(one),
    }


def _killed(one: Incident) -> dict[str, int | None]:
    """The dead of all, else those of its kinds together."""
    whole = one.figures.get("killed all")
    parts = [f.value for name, f in one.figures.items() if name.startswith("killed ")]
    values = [whole.value] if whole is not None else parts
    found: dict[str, int | None] = {}
    for name in ("low", "best", "high"):
        numbers = [v[name] for v in values]
        found[f"killed_{name}"] = int(sum(numbers)) if numbers and None not in numbers else None
    if found["killed_best"] is None:
        found["killed_best"] = found["killed_low"]
    return found
