"""What a check finds: verdicts field by field, for a claim, for a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from grounds.matching.rows import Row
from grounds.weighing.items import Item, day_text

#: ``agrees``, ``disagrees``; ``open``: both tell something, and what they tell leaves it open; ``not_told`` by the
#: claim, ``not_recorded`` by the row.
Outcome = Literal["agrees", "disagrees", "open", "not_told", "not_recorded"]
#: ``agrees``: a row is about it and no field disagrees; ``disagrees``: some field does. ``denied``: the report denies
#: what the record has. ``none_either``: it says that nothing was, and the record has nothing. ``absent``: within what
#: the dataset takes up there is no such row. ``out_of_scope``: the dataset does not take such events up. ``figures``: a
#: claim about many events, with the figures that bear on it. ``not_checkable``: with the reason.
Status = Literal["agrees", "disagrees", "denied", "none_either", "absent", "out_of_scope", "figures", "not_checkable"]
#: Whether figures point the way of a claim, the other way, or only bear on it.
Points = Literal["supports", "against", "bears"]
FIELDS = ("who", "whether", "how_many", "when", "where")


@dataclass(frozen=True)
class Verdict:
    """How a claim and a row stand in one field: what each tells, and in a few words why."""

    field: str
    outcome: Outcome
    report: str = ""
    record: str = ""
    why: str = ""
    #: Whether it rests on both sides, or on whose the dead are; such a verdict outweighs others on the same row.
    sure: bool = False
    #: Of numbers: each category with its outcome, the number told, and why.
    parts: tuple[tuple[str, Outcome, float, str], ...] = ()

    def as_record(self) -> dict[str, Any]:
        """As JSON-ready values."""
        return {"outcome": self.outcome, "report": self.report, "record": self.record, "why": self.why}


@dataclass(frozen=True)
class Found:
    """A row that a claim is about, how probable that is, and how they agree."""

    row: Row
    probability: float
    reasons: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    place: str = ""

    @property
    def disagreeing(self) -> tuple[str, ...]:
        """The fields that disagree."""
        return tuple(v.field for v in self.verdicts if v.outcome == "disagrees")

    def as_record(self) -> dict[str, Any]:
        """As JSON-ready values."""
        return {
            **row_record(self.row),
            "probability": round(self.probability, 3),
            "reasons": list(self.reasons),
            "fields": {v.field: v.as_record() for v in self.verdicts},
        }


@dataclass(frozen=True)
class Figures:
    """Figures of a dataset that bear on a claim about many events: a sentence, and a table."""

    says: str
    table: tuple[dict[str, Any], ...] = ()
    points: Points = "bears"

    def as_record(self) -> dict[str, Any]:
        """As JSON-ready values."""
        return {"says": self.says, "points": self.points, "table": list(self.table)}


@dataclass(frozen=True)
class Checked:
    """One claim of the report against one dataset."""

    item: Item
    line: str
    dataset: str
    release: str
    status: Status
    reason: str = ""
    found: Found | None = None
    others: tuple[Found, ...] = ()
    figures: Figures | None = None

    def as_record(self) -> dict[str, Any]:
        """As JSON-ready values."""
        return {
            "claim": self.item.id,
            "says": self.line,
            "quote": self.item.quote,
            "document": self.item.document,
            "start": self.item.start,
            "factuality": self.item.factuality,
            "dataset": self.dataset,
            "release": self.release,
            "status": self.status,
            "reason": self.reason,
            "row": self.found.as_record() if self.found is not None else None,
            "other_rows": [other.as_record() for other in self.others],
            "figures": self.figures.as_record() if self.figures is not None else None,
        }


@dataclass(frozen=True)
class LeftOut:
    """What the record has within what the report is about, and the report does not tell."""

    dataset: str
    release: str
    about: str
    rows: int
    deaths: int
    told: int
    largest: tuple[Row, ...] = ()

    def as_record(self) -> dict[str, Any]:
        """As JSON-ready values."""
        return {
            "dataset": self.dataset,
            "release": self.release,
            "about": self.about,
            "rows": self.rows,
            "deaths": self.deaths,
            "told_by_the_report": self.told,
            "largest": [row_record(row) for row in self.largest],
        }


@dataclass(frozen=True)
class Check:
    """A report against datasets."""

    report: dict[str, Any]
    datasets: tuple[dict[str, Any], ...]
    claims: tuple[Checked, ...]
    left_out: tuple[LeftOut, ...] = ()
    unread: int = 0
    rows: dict[tuple[str, str, str], list[Checked]] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How many claims have each status."""
        found: dict[str, int] = {}
        for one in self.claims:
            found[one.status] = found.get(one.status, 0) + 1
        return found

    def as_record(self) -> dict[str, Any]:
        """As JSON-ready values."""
        return {
            "report": self.report,
            "datasets": list(self.datasets),
            "counts": self.counts(),
            "unread": self.unread,
            "claims": [one.as_record() for one in self.claims],
            "left_out": [one.as_record() for one in self.left_out],
        }


def row_record(row: Row) -> dict[str, Any]:
    """A row in the few columns that a reader of a check looks for."""
    return {
        "dataset": row.dataset,
        "release": row.release,
        "source_id": row.source_id,
        "line": row.line,
        "type": row.type,
        "side_a": [p.name for p in row.side_a],
        "side_b": [p.name for p in row.side_b],
        "directed": row.directed,
        "from": day_text(row.first),
        "to": day_text(row.last),
        "date_precision": row.date_precision,
        "country": row.country,
        "place": row.place_name,
        "place_precision": row.place_precision,
        "lat": row.lat,
        "lon": row.lon,
        "killed_low": row.low,
        "killed_best": row.best,
        "killed_high": row.high,
    }
