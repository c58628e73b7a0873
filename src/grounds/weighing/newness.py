"""What a report adds: what is new in it, known, opposed, updated, or rests on one unnamed source, and who said each
known thing first.

The report is held against packs of claims (a ledger, other ledgers, the catalogue's lineage) without being taken into
any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from grounds.weighing.cluster import Cluster, Weighed
from grounds.weighing.decided import NOTHING, Decided
from grounds.weighing.gathering import documents_of
from grounds.weighing.grades import Credibility, credibility, standing
from grounds.weighing.items import Item, day_text
from grounds.weighing.lineage import Lineage
from grounds.weighing.opposing import Disagreement
from grounds.weighing.packs import Pack
from grounds.weighing.weigh import weigh
from grounds.weighing.wording import claim_line

_LATE = 1 << 30


@dataclass(frozen=True)
class Known:
    """Who said a thing first: the document, its day, and the origin."""

    document: str
    label: str
    day: str | None
    origin: str
    claim: str


@dataclass(frozen=True)
class Told:
    """What a report tells, once: its claims that say the same, and how they stand to what was known."""

    line: str
    items: tuple[Item, ...]
    status: str
    credibility: Credibility
    unnamed: bool
    known: Known | None = None
    adds: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    def record(self) -> dict[str, Any]:
        """As JSON-ready values."""
        return {
            "says": self.line,
            "status": self.status,
            "claims": [{"id": i.id, "quote": i.quote, "start": i.start, "document": i.document} for i in self.items],
            "factuality": self.items[0].factuality,
            "first_said": None if self.known is None else {name: getattr(self.known, name) for name in _KNOWN},
            "adds": list(self.adds),
            "credibility": self.credibility.grade,
            "credibility_why": self.credibility.why,
            "rests_on_one_unnamed_source": self.unnamed,
            "disagreements": [d.record() for d in self.disagreements],
        }


_KNOWN = ("document", "label", "day", "origin", "claim")


@dataclass(frozen=True)
class Newness:
    """How a report stands to what was known."""

    report: Mapping[str, Any]
    told: tuple[Told, ...]
    #: Disagreements of the report with itself.
    within: tuple[Disagreement, ...]
    #: Why the report is no origin of its own, where it copies another text.
    copies: str | None
    background: Mapping[str, int] = field(default_factory=dict)
    unread: int = 0

    @cached_property
    def parts(self) -> dict[str, list[Told]]:
        """What is told, by the parts of the page; a thing may stand in several."""
        return {
            "new": [t for t in self.told if t.status == "new"],
            "known": [t for t in self.told if t.status == "known"],
            "known_event": [t for t in self.told if t.status == "known_event"],
            "opposed": [t for t in self.told if any(d.strength != "update" for d in t.disagreements)],
            "updated": [t for t in self.told if any(d.strength == "update" for d in t.disagreements)],
            "one_unnamed_source": [t for t in self.told if t.unnamed],
        }

    def record(self) -> dict[str, Any]:
        """As JSON-ready values."""
        return {
            "report": dict(self.report),
            "background": dict(self.background),
            "copies": self.copies,
            "unread": self.unread,
            "counts": {name: len(listed) for name, listed in self.parts.items()},
            **{name: [t.record() for t in listed] for name, listed in self.parts.items()},
            "within": [d.record() for d in self.within],
        }


def newness(
    report: Pack,
    packs: Sequence[Pack],
    lineage: Lineage,
    *,
    grades: Mapping[str, str],
    background: Mapping[str, int],
    unread: int = 0,
    decided: Decided = NOTHING,
) -> Newness:
    """Hold a report against packs; ``grades`` are the reliability of sources by key, ``background`` how many documents
    and claims the packs were taken from, ``decided`` what people have said of pairs of claims."""
    sources = [s for pack in (*packs, report) for s in pack.sources]
    items = [i for pack in (*packs, report) for i in pack.items]
    texts = {d: t for pack in (*packs, report) for d, t in pack.texts.items()}
    weighed = weigh(items, documents_of(sources, texts, items), lineage, decided=decided)
    mine = {source.id for source in report.sources}
    telling = _Telling(weighed, mine, grades)
    told = [telling.of(cluster) for cluster in weighed.clusters if any(i.document in mine for i in cluster.items)]
    within = [d for d in weighed.disagreements if all(i.document in mine for side in d.sides for i in side.items)]
    first = report.sources[0]
    return Newness(
        report={
            "id": first.id,
            "title": first.title,
            "file": first.file,
            "publisher": first.publisher,
            "date": day_text(first.day),
        },
        told=tuple(sorted(told, key=lambda t: t.items[0].row)),
        within=tuple(within),
        copies=next((weighed.documents.why[d] for d in sorted(mine) if d in weighed.documents.why), None),
        background=background,
        unread=unread,
    )


class _Telling:
    """Tells clusters of a report."""

    def __init__(self, weighed: Weighed, mine: set[str], grades: Mapping[str, str]) -> None:
        self._weighed = weighed
        self._mine = mine
        self._grades = grades
        self._against: dict[str, list[Disagreement]] = {}
        for one in weighed.disagreements:
            for claim in {c for side in one.sides for c in side.claims}:
                self._against.setdefault(claim, []).append(one)

    def of(self, cluster: Cluster) -> Told:
        own = tuple(i for i in cluster.items if i.document in self._mine)
        others = [i for i in cluster.items if i.document not in self._mine]
        against = {d.id: d for i in own for d in self._against.get(i.id, ())}
        crossing = tuple(d for d in against.values() if self._crosses(d))
        status, known = "new", None
        adds: tuple[str, ...] = ()
        event = self._event(own[0])
        if others:
            status, known = "known", self._first(others)
        elif event:
            status, known, adds = "known_event", self._first(event), _added(own, event)
        grade = credibility(standing(cluster, self._weighed, list(against.values()), self._grades))
        unnamed = len(cluster.voices) == 1 and all(v.unnamed for v in cluster.voices.values())
        return Told(claim_line(own[0]), own, status, grade, unnamed, known, adds, crossing)

    def _event(self, item: Item) -> list[Item]:
        """Claims of other documents on the same event."""
        number = self._weighed.event_of.get(item.id)
        event = self._weighed.events[number] if number is not None else []
        return [i for i in event if i.document not in self._mine]

    def _crosses(self, one: Disagreement) -> bool:
        """Whether one side is the report's and the other side's claims are of others."""
        a, b = ([i.document in self._mine for i in side.items] for side in one.sides)
        return (any(a) and not all(b)) or (any(b) and not all(a))

    def _first(self, items: Iterable[Item]) -> Known:
        documents = self._weighed.documents
        first = min(items, key=lambda i: (documents.published(i.document) or _LATE, i.row))
        origin = self._weighed.cluster_of[first.id].origins[first.id]
        day = day_text(documents.published(first.document))
        return Known(first.document, documents.label(first.document), day, origin.name, first.id)


_FIELDS = {"subjects": "who did it", "objects": "to whom", "places": "where", "period": "when", "figures": "how many"}


def _added(own: Sequence[Item], known: Sequence[Item]) -> tuple[str, ...]:
    """What a report tells of a known event that nobody else has told."""
    return tuple(
        words
        for name, words in _FIELDS.items()
        if any(getattr(i, name) for i in own) and not any(getattr(i, name) for i in known)
    )
