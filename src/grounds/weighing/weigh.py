"""Claims → what says the same, what tells of one event, and whose word it is.

Everything here is a view: a function of the claims, their documents and the rules in ``data``. Nothing is merged; a
group is told anew whenever it is asked for, and a person's word that two claims are, or are not, of one event
(:class:`~grounds.weighing.decided.Decided`) goes before any probability.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from grounds.model.garbage import no_garbage_search
from grounds.weighing.blocking import keys, pairs
from grounds.weighing.cluster import Cluster, Weighed, made_id
from grounds.weighing.clustering import grouped, same_sayings
from grounds.weighing.decided import NOTHING, Decided
from grounds.weighing.event_disagreements import EventDisagreements
from grounds.weighing.items import Item
from grounds.weighing.lineage import Lineage
from grounds.weighing.linking import Linker
from grounds.weighing.links import Link, Reason
from grounds.weighing.origins import Documents, trace
from grounds.weighing.state_disagreements import Opposition, StateDisagreements


@no_garbage_search()
def weigh(
    items: Iterable[Item],
    documents: Documents,
    lineage: Lineage | None = None,
    *,
    decided: Decided = NOTHING,
) -> Weighed:
    """Weigh claims; ``decided`` is what people have said of pairs of them."""
    listed = {item.id: item for item in items}
    known = lineage or Lineage()
    return told(listed, documents, known, compared(listed.values(), documents, known), decided=decided)


@dataclass
class Compared:
    """What comes of comparing claims two by two."""

    links: list[Link] = field(default_factory=list)
    oppositions: list[Opposition] = field(default_factory=list)


def compared(
    items: Iterable[Item], documents: Documents, lineage: Lineage, *, only: frozenset[str] | None = None
) -> Compared:
    """Links and oppositions of claims; ``only``: those with at least one of these claims."""
    first, copied = _collapsed(items, documents)
    linker = Linker(lineage, documents)
    states = StateDisagreements(linker)
    found = Compared()
    keys_of = {item.id: keys(item, documents.day(item.document)) for item in first}
    for one, two in pairs(first, keys_of, only=only):
        link = linker.link(one, two)
        if link is not None:
            found.links.append(link)
        opposition = states.opposition(one, two)
        if opposition is not None:
            found.oppositions.append(opposition)
    found.links += (k for k in copied if only is None or k.one in only or k.other in only)
    return found


def told(
    items: dict[str, Item],
    documents: Documents,
    lineage: Lineage,
    found: Compared,
    *,
    decided: Decided = NOTHING,
) -> Weighed:
    """The views of claims that were compared."""
    weighed = Weighed(items, documents, lineage, decided.links(found.links, items) if decided else found.links)
    _group(weighed, decided.apart())
    events = EventDisagreements(documents, lineage)
    weighed.disagreements = [one for event in weighed.events if len(event) > 1 for one in events.of(event)]
    states = StateDisagreements(Linker(lineage, documents))
    weighed.disagreements += states.gather(found.oppositions, weighed.cluster_of)
    return weighed


def _group(weighed: Weighed, apart: Mapping[str, frozenset[str]]) -> None:
    for group in grouped(weighed.items, weighed.links, apart):
        if group[0].kind == "event":
            weighed.events.append(group)
            weighed.clusters += (_cluster(g, weighed.documents) for g in same_sayings(group, weighed.lineage))
        else:
            weighed.clusters.append(_cluster(group, weighed.documents))


def _cluster(items: Sequence[Item], documents: Documents) -> Cluster:
    traced = trace(items, documents)
    return Cluster(made_id("clu", items[0].id), tuple(items), traced.origins, traced.circles)


def _collapsed(items: Iterable[Item], documents: Documents) -> tuple[list[Item], list[Link]]:
    """One claim for those that copies of one text tell in the same words, and the links of the others to it: ten
    thousand copies are compared once."""
    first: dict[tuple[object, ...], Item] = {}
    links = []
    reason = Reason("document", "copies", 1.5, "", "event")
    for item in items:
        root = documents.root(item.document)
        copy = root if root in documents.copied else item.id
        key = (copy, item.quote, item.kind, item.predicate, item.positive, item.subjects, item.objects, item.start)
        known = first.setdefault(key[:-1] if copy == root else key, item)
        if known is not item:
            links.append(Link(known.id, item.id, _kind(item), 1.0, (reason,)))
    return list(first.values()), links


def _kind(item: Item) -> str:
    return "event" if item.kind == "event" else "state"
