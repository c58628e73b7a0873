"""What is known beforehand: packs of claims that a report is held against.

The shipped pack is the catalogue's lineage: who split from whom, belongs to whom, took another name, each with its date
and source. Any ledger can serve as a further pack.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from grounds.weighing.items import Item, Party, Period, Source, day_number, item_of, source_of

if TYPE_CHECKING:
    from grounds.actors import Catalogue
    from grounds.ledger import Ledger
    from grounds.model.actor import Actor

#: The publisher of what the catalogue knows, with the key of its source behind it.
CATALOGUE = "Catalogue"


class Pack(NamedTuple):
    """Documents with their texts, and claims of them."""

    sources: list[Source]
    items: list[Item]
    texts: dict[str, str]


def from_ledger(ledger: Ledger) -> Pack:
    """All claims shown of a ledger."""
    told = [source_of(record, n) for n, record in enumerate(ledger.documents())]
    return Pack(told, [item_of(record, n) for n, record in enumerate(ledger.claims())], dict(ledger.texts()))


def numbered(pack: Pack, row: int) -> Pack:
    """The same with its documents and claims numbered from ``row`` on."""
    sources = [source._replace(row=row + n) for n, source in enumerate(pack.sources)]
    return Pack(sources, [item._replace(row=row + n) for n, item in enumerate(pack.items)], pack.texts)


def without(pack: Pack, documents: Collection[str]) -> Pack:
    """The same but for some documents."""
    return Pack(
        [source for source in pack.sources if source.id not in documents],
        [item for item in pack.items if item.document not in documents],
        {document: text for document, text in pack.texts.items() if document not in documents},
    )


def from_catalogue(catalogue: Catalogue, actors: Iterable[str], *, row: int = 0) -> Pack:
    """What the catalogue knows of actors and of those that their lineage leads to, as claims without a text."""
    wanted = {catalogue.merged.get(a, a) for a in actors}
    sources: dict[str, Source] = {}
    items: list[Item] = []
    for actor in catalogue.actors.values():
        for link in _links(actor):
            other = catalogue.get(link["actor"])
            if other is None or not ({actor.id, other.id} & wanted):
                continue
            document = f"doc_catalogue_{link.get('source') or 'entry'}"
            told = f"{CATALOGUE} ({link.get('source') or 'entry'})"
            sources.setdefault(document, Source(document, row + len(sources), told, told, None, None, None))
            items.append(_item(actor, other, link, document, row + len(items)))
    return Pack(list(sources.values()), items, {})


def _links(actor: Actor) -> Iterator[dict[str, str]]:
    yield from actor.lineage
    if actor.parent is not None and all(link["actor"] != actor.parent for link in actor.lineage):
        yield {"type": "part_of", "actor": actor.parent}


def _item(actor: Actor, other: Actor, link: dict[str, str], document: str, row: int) -> Item:
    relation = link["type"]
    blank: dict[str, Any] = dict.fromkeys(Item._fields)
    blank |= dict.fromkeys(("modes", "places", "figures", "voices", "passed_on"), ())
    told = f"{actor.name} {relation.replace('_', ' ')} {other.name}"
    return Item(
        **{
            **blank,
            "id": f"pack_{document}_{actor.id}_{relation}_{other.id}",
            "row": row,
            "document": document,
            "kind": "relation",
            "predicate": relation,
            "positive": True,
            "factuality": "asserted",
            "subjects": (_party(actor),),
            "objects": (_party(other),),
            "period": _period(link.get("date"), link.get("until"), relation),
            "self_told": False,
            "confidence": 1.0,
            "quote": told,
            "start": 0,
        }
    )


def _party(actor: Actor) -> Party:
    return Party(actor.id, actor.name, actor.id, actor.kind, None)


#: What happens once; the rest goes on from its date.
_ONCE = frozenset({"split_from", "merged_with", "renamed_to", "successor_of"})


def _period(date: str | None, until: str | None, relation: str) -> Period | None:
    if date is None:
        return None
    first, last = _bound(date, "-01-01"), _bound(until or date, "-12-31")
    goes_on = relation not in _ONCE and until is None
    return Period(first, None if goes_on else last, "actual", "actual", "yes" if goes_on else "no", False)


def _bound(told: str, fill: str) -> int | None:
    """The first or last day of a day, month or year."""
    if len(told) == 7 and fill == "-12-31":
        return next((n for d in ("31", "30", "29", "28") if (n := day_number(f"{told}-{d}")) is not None), None)
    return day_number(told + {4: fill, 7: "-01"}.get(len(told), ""))
