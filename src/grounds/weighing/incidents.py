"""Incidents: what a coder would publish of an event, each field with the rule that chose it and its rivals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grounds.review.entering import READER
from grounds.weighing import figures
from grounds.weighing.cluster import Cluster, Weighed, made_id
from grounds.weighing.fields import Chooser, Field
from grounds.weighing.grades import Credibility
from grounds.weighing.how_many import HowMany
from grounds.weighing.items import Figure, Item, Party, Period, Place, day_text
from grounds.weighing.lineage import Lineage
from grounds.weighing.links import Link
from grounds.weighing.opposing import Disagreement
from grounds.weighing.values import Value, gathered
from grounds.weighing.wording import event_name, listed

_PRECISE = {"site": 0, "settlement": 1, "admin2": 2, "admin1": 3, "region": 4, "border": 4, "country": 5, "vague": 6}


@dataclass(frozen=True)
class Incident:
    """One event as it is told: fields by name, figures by outcome and category."""

    id: str
    name: str
    items: tuple[Item, ...]
    fields: Mapping[str, Field]
    figures: Mapping[str, Field]
    origins: int
    credibility: Credibility
    disagreements: tuple[Disagreement, ...]
    links: tuple[Link, ...]

    def record(self) -> dict[str, Any]:
        """The incident as JSON-ready values."""
        return {
            "id": self.id,
            "name": self.name,
            **{name: field.record() for name, field in self.fields.items()},
            "casualties": {name: field.record() for name, field in self.figures.items()},
            "claims": [item.id for item in self.items],
            "documents": list(dict.fromkeys(item.document for item in self.items)),
            "independent_origins": self.origins,
            "credibility": self.credibility.grade,
            "credibility_why": self.credibility.why,
            "disagreements": [d.id for d in self.disagreements],
            "links": [link_record(link) for link in self.links],
        }


def link_record(link: Link) -> dict[str, Any]:
    """A link as JSON-ready values."""
    reasons = [{"what": r.what, "outcome": r.outcome, "weight": r.weight, "words": r.words} for r in link.reasons]
    return {
        "one": link.one,
        "other": link.other,
        "kind": link.kind,
        "probability": round(link.probability, 3),
        "reasons": reasons,
    }


class Incidents:
    """Tells events as incidents."""

    def __init__(self, weighed: Weighed, chooser: Chooser, credibility_of: Mapping[str, Credibility]) -> None:
        self._weighed = weighed
        self._choose = chooser.choose
        self._credibility_of = credibility_of
        self._how_many = HowMany(weighed.documents, weighed.lineage)
        self._against: dict[str, list[Disagreement]] = {}
        for one in weighed.disagreements:
            for claim in dict.fromkeys(c for side in one.sides for c in side.claims):
                self._against.setdefault(claim, []).append(one)

    def all(self) -> Iterator[Incident]:
        """The incidents of all events that somebody holds to have been, in the order of their days."""
        told = (self.of(event) for event in self._weighed.events)
        found = [incident for incident in told if incident is not None]
        yield from sorted(found, key=_by_day)

    def of(self, event: Sequence[Item]) -> Incident | None:
        """The incident of an event; null where nobody holds that it was."""
        items = [item for item in event if item.is_held and item.positive]
        if not items:
            return None
        fields = {name: field for name, field in self._fields(items) if field is not None}
        cluster = self._largest(items)
        against = {d.id: d for item in event for d in self._against.get(item.id, ())}
        links = {(k.one, k.other): k for item in event for k in self._weighed.links_of.get(item.id, ())}
        ids = {item.id for item in event}
        return Incident(
            id=made_id("inc", event[0].id),
            name=event_name(items),
            items=tuple(event),
            fields=fields,
            figures=dict(self._figures(items)),
            origins=len({v.key for i in items for v in [self._origin(i)]}),
            credibility=self._credibility_of[cluster.id],
            disagreements=tuple(against.values()),
            links=tuple(k for k in links.values() if k.one in ids and k.other in ids),
        )

    def _origin(self, item: Item) -> Any:
        return self._weighed.cluster_of[item.id].origins[item.id]

    def _largest(self, items: Iterable[Item]) -> Cluster:
        clusters = {c.id: c for c in (self._weighed.cluster_of[i.id] for i in items)}
        return max(clusters.values(), key=lambda c: (len(c.voices), -c.items[0].row))

    def _fields(self, items: Sequence[Item]) -> Iterator[tuple[str, Field | None]]:
        types = gathered(((i, (i.predicate, *i.modes[:1]), _type(i)) for i in items), lambda a, b: a == b)
        yield "type", self._choose("type", types, _type_record, precision=lambda v: -len(v))
        doers = self._choose("doers", _sides(items, "subjects"), _parties_record, precision=_known)
        yield "doers", doers
        behind = set(doers.claims) if doers is not None else set()
        # Whom it was done to is told by who tells of these doers: a clash told from both sides has two of each.
        agrees = _agreeing([i for i in items if i.id in behind], self._weighed.lineage)
        yield (
            "targets",
            self._choose("targets", _sides(items, "objects"), _parties_record, precision=_known, prefer=agrees),
        )
        for name, end in (("from", 0), ("to", 1)):
            told_days = [(i, i.period, _day(i.period, end)) for i in items if i.period is not None]
            ends = gathered((t for t in told_days if t[2]), _same_end(end))
            yield name, self._choose(name, ends, _day_record(end), precision=_length)
        placed = [(i, i.places[0], i.places[0].name) for i in items if i.places]
        places_told = gathered(placed, lambda a, b: (a.key, a.level, a.admin1) == (b.key, b.level, b.admin1))
        yield "place", self._choose("place", places_told, place_record, precision=lambda p: _PRECISE[p.level])

    def _figures(self, items: Sequence[Item]) -> Iterator[tuple[str, Field]]:
        told: dict[tuple[str, str], list[tuple[Item, Figure]]] = {}
        for item in items:
            for figure in item.figures:
                told.setdefault((figure.outcome, figure.of), []).append((item, figure))
        for (outcome, of), listed_figures in sorted(told.items()):
            _, standing = self._how_many.updated(listed_figures)
            values = gathered(((i, f, figures.told(f)) for i, f in standing), _same_figure)
            field = self._choose("figures", values, _figure_record, number=_number)
            if field is not None:
                yield f"{outcome} {of}", field


def is_by_hand(readers: Iterable[str]) -> bool:
    """Whether a claim was entered by hand; ``readers`` are its evidence."""
    return READER in readers


def _by_day(incident: Incident) -> tuple[str, int]:
    day = incident.fields["from"].value if "from" in incident.fields else "9999"
    return str(day), incident.items[0].row


def _type(item: Item) -> str:
    return f"{item.predicate} ({item.modes[0].replace('_', ' ')})" if item.modes else item.predicate


def _sides(items: Iterable[Item], side: str) -> list[Value[tuple[Party, ...]]]:
    """The parties that claims tell on one side, those who tell the same together."""
    told = [(i, getattr(i, side), listed(p.name for p in getattr(i, side))) for i in items if getattr(i, side)]
    return gathered(told, lambda a, b: _core(a) == _core(b))


def _core(parties: Sequence[Party]) -> frozenset[str]:
    """What makes a side the same: known actors and what is named; numbers of people ("five people") are told with the
    figures, and where nothing else is told their kind tells."""
    told = frozenset(p.key for p in parties if p.actor is not None or p.kind != "population")
    return told or frozenset(p.target or p.key for p in parties)


def _agreeing(told: Sequence[Item], lineage: Lineage) -> Callable[[Item], bool]:
    """Whether a claim has no doers that are apart from those of claims."""
    doers = [p for item in told for p in item.subjects]

    def agrees(item: Item) -> bool:
        relations = {lineage.relation(a, b) for a in doers for b in item.subjects}
        return not relations or relations != {"apart"}

    return agrees


def _type_record(value: tuple[str, ...]) -> dict[str, Any]:
    return {"type": value[0], "mode": value[1] if len(value) > 1 else None}


def _parties_record(value: tuple[Party, ...]) -> list[dict[str, Any]]:
    return [{"actor": p.actor, "name": p.name, "target_type": p.target} for p in value]


def _known(value: tuple[Party, ...]) -> float:
    return -sum(p.actor is not None for p in value)


def _day(period: Period, end: int) -> str:
    return day_text((period.first, period.last)[end]) or ""


def _same_end(end: int) -> Callable[[Period, Period], bool]:
    return lambda one, other: (one.first, one.last)[end] == (other.first, other.last)[end]


def _day_record(end: int) -> Callable[[Period], str | None]:
    return lambda period: day_text((period.first, period.last)[end])


def _length(period: Period) -> float:
    return (period.last - period.first) if period.first is not None and period.last is not None else 1 << 20


def place_record(place: Place) -> dict[str, Any]:
    """A place as JSON-ready values."""
    return {
        "name": place.name,
        "level": place.level,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius,
        "geonames": place.geonames,
    }


def _same_figure(one: Figure, other: Figure) -> bool:
    return figures.interval(one) == figures.interval(other) and (figures.is_told(one) or one.words == other.words)


def _figure_record(figure: Figure) -> dict[str, Any]:
    return {"low": figure.low, "best": figure.best, "high": figure.high, "bound": figure.bound, "words": figure.words}


def _number(figure: Figure) -> float:
    told = next((x for x in (figure.best, figure.low, figure.high) if x is not None), None)
    return float(told) if told is not None else float(1 << 40)
