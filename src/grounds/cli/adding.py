"""By hand: a claim by selecting words, an actor seen for the first time, names brought forward or kept quiet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from grounds.actors import load_catalogue
from grounds.cli.cataloguing import overlay
from grounds.cli.deciding import tell
from grounds.cli.output import Listing, write
from grounds.ledger import Ledger
from grounds.ledger.beside import catalogues
from grounds.ledger.finding import named_documents
from grounds.model.document import Document
from grounds.model.errors import GroundsError, NotFound, UsageError
from grounds.places import load_gazetteer
from grounds.review import Reviews
from grounds.review.deciding import Who
from grounds.review.entering import Entering
from grounds.review.mentions import Name, names

_LISTS = ("mode", "by", "to", "said", "via")
_SEEN = ("name", "kind", "status", "documents", "times", "readers", "why", "key")


def claim(
    document: str, predicate: str, fields: Sequence[str], words: str, place: int | None, ledger: Path, person: Who
) -> None:
    """Add a claim by selecting words."""
    with Ledger.open(ledger, create=False) as store:
        source = _document(store, document)
        start = _found(source, words, place)
        entering = Entering(load_catalogue(catalogues(ledger)), load_gazetteer())
        form = {"what": predicate, **_form(fields)}
        made = entering.claim(form, source.id, source.text, (start, start + len(words)))
        tell(Reviews(store).add(made, person))
        print(made.id)


def _form(fields: Sequence[str]) -> dict[str, Any]:
    """``FIELD=VALUE`` as the short form of a claim entered by hand."""
    form: dict[str, Any] = {}
    for one in fields:
        name, sign, value = one.partition("=")
        if not sign:
            raise UsageError(f"{one!r} has no '='", remedy="give FIELD=VALUE")
        form[name.strip()] = [v.strip() for v in value.split(";")] if name.strip() in _LISTS else value.strip()
    return form


def _document(store: Ledger, given: str) -> Document:
    found = named_documents(given, store.documents(), store.path)
    if len(found) != 1:
        raise UsageError(f"{given!r} is several documents", remedy="name one")
    return store.document(found[0])


def _found(document: Document, words: str, place: int | None) -> int:
    """Where words stand in a text; they must be as they are there."""
    starts = [i for i in range(len(document.text)) if words and document.text.startswith(words, i)]
    if not starts:
        raise NotFound(f"{words!r:.60} does not stand in it", place=document.id, remedy="copy the words as they are")
    if place is None and len(starts) > 1:
        raise UsageError(f"the words stand {len(starts)} times", place=document.id, remedy="give --place 1, 2 …")
    if place is not None and place > len(starts):
        raise UsageError(f"the words stand {len(starts)} times", place=document.id, remedy="give a smaller --place")
    return starts[(place or 1) - 1]


def actor(name: str, fields: Mapping[str, Any], seen_in: str, actor_id: str | None, ledger: Path, person: Who) -> None:
    """Enter an actor seen for the first time."""
    with Ledger.open(ledger, create=False) as store:
        source = _document(store, seen_in)
        start = _found(source, name, 1)
        chosen = actor_id or overlay(ledger, None).free_id(name)
        if chosen in load_catalogue(catalogues(ledger)).actors:
            raise UsageError(f"{chosen!r} is known already", remedy="give another --id, or see `grounds actor`")
        value = {"name": name, **{k: v for k, v in fields.items() if v}, "sources": [source.title or source.id]}
        grounds = {"document": source.id, "start": start, "end": start + len(name), "exact": name}
        reviews = Reviews(store)
        made = reviews.actor(chosen, value, replace(person, grounds=grounds))
        try:
            load_catalogue(catalogues(ledger))
        except GroundsError:
            reviews.undo(made.id, Who(person.by, "no list of actors takes it"))
            raise
    tell(made)


def mentions(ledger: Path, status: str | None, format_: str, output: Path | None) -> None:
    """List names without an actor."""
    if status not in (None, "promoted", "quiet"):
        raise UsageError(f"--status {status!r} is none", remedy="choose promoted or quiet")
    with Ledger.open(ledger, create=False) as store:
        found = [n for n in names(store) if status in (None, "promoted" if n.promoted else "quiet")]
    rows = [_row(n) for n in found]
    columns = {"name": 2, "kind": 0, "status": 0, "documents": 0, "times": 0, "why": 3}
    listing = Listing(records=[n.record() for n in found], rows=rows, fields=_SEEN, shown=rows, columns=columns)
    write(format_, output, listing, keep=ledger)


def _row(name: Name) -> dict[str, Any]:
    told = name.record()
    return {**told, "documents": len(name.documents), "readers": "; ".join(told["readers"])}


def judge_name(verb: str, name: str, ledger: Path, person: Who) -> None:
    """Bring a name forward, or keep it quiet."""
    with Ledger.open(ledger, create=False) as store:
        found = [n for n in names(store) if name in (n.key, n.name) or n.name.casefold() == name.casefold()]
        if not found:
            raise NotFound(f"no name {name!r}", remedy="list them with `grounds review mentions`")
        for one in found:
            grounds = {"document": sorted(one.documents)[0]} if len(one.documents) == 1 else None
            tell(Reviews(store).note(verb, one.key, replace(person, grounds=grounds)))
