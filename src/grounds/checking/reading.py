"""A report read for a check: its claims as they are compared, and the places that its text names. Nothing is taken into
a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from grounds.model import place as model
from grounds.model.document import Document
from grounds.pipeline import Pipeline
from grounds.resolution.resolved import Resolved
from grounds.weighing.items import Item, Place, Source, item_of, name_key, source_of

#: Rows of sources and items in the order in which they are read.
_TOWNS_RADIUS = 3.0


@dataclass
class Report:
    """What is checked: claims, documents, their lengths in characters, the places that each names with the offset of
    the name, how often each claim says that it was (``counts``), and how many sentences were not read."""

    items: list[Item] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    named: dict[str, list[tuple[int, Place]]] = field(default_factory=dict)
    counts: dict[str, tuple[float | None, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    unread: int = 0


def read_report(documents: Iterable[Document], pipeline: Pipeline) -> Report:
    """Read documents as one report."""
    from grounds.language.pipeline import parse

    report = Report()
    for parsed in parse(documents):
        document = parsed.whole or parsed.document
        if document.id not in report.sources:
            report.sources[document.id] = source_of(document.record(), len(report.sources))
            report.lengths[document.id] = len(document.text)
            report.texts[document.id] = document.text
        resolved = pipeline.resolver.resolve(parsed)
        reading = pipeline.reader.read(resolved)
        known = {item.id for item in report.items}
        for claim in reading.claims:
            if claim.id not in known:
                record = claim.record()
                report.items.append(item_of(record, len(report.items)))
                if record["count"]:
                    report.counts[claim.id] = record["count"]["best"], record["count"]["words"]
        report.named.setdefault(document.id, []).extend(_named(resolved))
        report.unread += len(reading.unread)
    return report


def _named(resolved: Resolved) -> Iterator[tuple[int, Place]]:
    for _, named in sorted(resolved.named.items()):
        if named.place is None or named.place.place is None:
            continue
        first, last = resolved.parsed.doc[named.first], resolved.parsed.doc[named.last]
        _, start, _ = resolved.parsed.words(first.idx, last.idx + len(last))
        yield start, compared(named.place.place)


def compared(place: model.Place) -> Place:
    """A place of the gazetteer as weighing compares it."""
    return Place(
        key=name_key(place.name),
        name=place.name,
        level=place.level,
        role="at",
        country=place.country,
        admin1=name_key(place.admin1) if place.admin1 else None,
        admin2=name_key(place.admin2) if place.admin2 else None,
        lat=place.lat,
        lon=place.lon,
        radius=place.radius_km or _TOWNS_RADIUS,
        geonames=place.ids.get("geonames"),
    )


def only(report: Report, items: Sequence[Item]) -> Report:
    """The same report with some of its claims."""
    return Report(list(items), report.sources, report.lengths, report.named, report.counts, report.texts, report.unread)
