"""Which claims may belong together: each is entered under a few keys, and only claims under one key are compared.

The cost grows with the number of claims and not with its square: a key names a place or parties *and* a few days, and
where ten thousand claims stand under one key all the same, each is compared with its neighbours alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from grounds.weighing.data import settings
from grounds.weighing.items import Item, Party

#: Kinds of claims that are states: parties and predicate find them, whatever their time.
STATES = frozenset({"relation", "assessment"})
_NO_DAY = -1
#: Relations that one alone has to a thing at a time: who else is said to have it opposes.
_OF_ONE = frozenset({"leads"})


def keys(item: Item, day: int | None) -> tuple[str, ...]:
    """The keys of a claim; ``day`` is that of its document."""
    return _state_keys(item) if item.kind in STATES else _event_keys(item, day)


def _state_keys(item: Item) -> tuple[str, ...]:
    subject = item.subjects[0].key if item.subjects else "?"
    if item.objects:
        paired = tuple(f"s|{'|'.join(sorted((subject, o.key)))}" for o in item.objects)
        return (*paired, f"o|{item.predicate}|{item.objects[0].key}") if item.predicate in _OF_ONE else paired
    place = item.place
    if item.kind == "relation":
        return (f"s|{subject}|{item.goal or ''}",) if place is None else (f"s|{subject}|", f"p|{_where(item)}")
    return (f"s|{subject}|",)


def _event_keys(item: Item, day: int | None) -> tuple[str, ...]:
    size = settings("links")["bucket_days"]
    period = item.period
    found = [f"d|{item.document}"]
    first = period.first if period is not None and period.first is not None else period.last if period else day
    if first is None:
        return (*found, *(f"u|{party.key}" for party in _known(item)))
    last = period.last if period is not None and period.last is not None else first
    if last - first > 3 * size:  # of no few days: by the month, with more of the rest
        months = {first // 30, last // 30}
        return (*found, *(f"m|{p.key}|{_country(item)}|{month}" for p in _known(item) for month in months))
    buckets = {(at + half) // size * 2 + (half > 0) for at in (first, last) for half in (0, size // 2)}
    for bucket in sorted(buckets):
        found += _around(item, bucket)
    if period is None or not period.exact:
        found += [f"m|{p.key}|{_country(item)}|{first // 30}" for p in _known(item)]
    return tuple(found)


def _around(item: Item, bucket: int) -> Iterator[str]:
    """Keys of what stands beside a bucket of days: place, parties with their country, names that no list has, the
    number of the dead."""
    place = item.place
    if place is not None and place.level not in ("country", "vague"):
        yield f"w|{place.key}|{bucket}"
        if place.admin1 and place.level != "admin1":
            yield f"a|{place.admin1}|{item.predicate}|{bucket}"
        elif place.level == "admin1":
            yield f"a|{place.admin1 or place.key}|{item.predicate}|{bucket}"
    country = _country(item)
    for party in _known(item):
        yield f"x|{party.key}|{country}|{bucket}"
    for party in (*item.subjects, *item.objects):
        if party.actor is None and party.kind is None and party.name[:1].isupper():
            yield f"y|{party.key}|{bucket}"
    for figure in item.figures:
        if figure.part_of is None and figure.best is not None and figure.best > settings("links")["common_figure"]:
            yield f"n|{figure.outcome}|{figure.best:.0f}|{country}|{bucket}"


def _known(item: Item) -> Iterator[Party]:
    """Parties of the catalogue; what is only described stands in every report."""
    seen = set()
    for party in (*item.subjects, *item.objects):
        if party.actor is not None and party.key not in seen:
            seen.add(party.key)
            yield party


def _country(item: Item) -> str:
    return (item.place.country if item.place is not None else None) or "?"


def _where(item: Item) -> str:
    return f"{item.predicate}|{item.place.key if item.place is not None else ''}"


def pairs(
    items: Iterable[Item], keys_of: Mapping[str, tuple[str, ...]], *, only: frozenset[str] | None = None
) -> Iterator[tuple[Item, Item]]:
    """Pairs of claims to compare, each once. ``only``: those with at least one of these claims."""
    blocks: dict[str, list[Item]] = {}
    for item in items:
        for key in keys_of[item.id]:
            blocks.setdefault(key, []).append(item)
    rules = settings("links")
    whole, window = rules["block_whole"], rules["block_window"]
    for key, block in blocks.items():
        if len(block) < 2:
            continue
        if len(block) > whole:
            block.sort(key=_order)
        reach = len(block) if len(block) <= whole else window
        for i, one in enumerate(block):
            for other in block[i + 1 : i + 1 + reach]:
                if only is not None and one.id not in only and other.id not in only:
                    continue
                shared = [k for k in keys_of[one.id] if k in keys_of[other.id]]
                # Each pair once: in the smallest block that holds both, where most of it is compared.
                if len(shared) == 1 or key == min(shared, key=lambda k: (len(blocks[k]), k)):
                    yield (one, other) if one.row <= other.row else (other, one)


def _order(item: Item) -> tuple[object, ...]:
    """Neighbours are alike: place, then day, then the number of the dead."""
    place, period = item.place, item.period
    day = period.first if period is not None and period.first is not None else _NO_DAY
    dead = next((f.best for f in item.figures if f.best is not None), -1.0)
    return (item.predicate, place.key if place is not None else "", day, dead, item.row)
