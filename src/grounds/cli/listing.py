"""Commands that list: claims, unread sentences, actors, documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import grounds
from grounds.cli.output import Listing, write
from grounds.ledger import ClaimFilter, Ledger
from grounds.ledger.finding import named_documents, part_of
from grounds.model.errors import UsageError
from grounds.tables import CLAIM_FIELDS, flat_claim, period, sentence, titles

if TYPE_CHECKING:
    from grounds.ledger.released import Released
    from grounds.model.number_rules import NumberRule

_UNREAD = ("sentence", "reason", "likely", "actors", "document", "start")
_ACTORS = ("id", "name", "kind", "country", "claims", "reviewed", "aliases")
_DOCUMENTS = (
    *("id", "path", "url", "title", "publisher", "publisher_actor", "kind", "date", "language", "sha256"),
    *("text_sha256", "media_type", "encoding", "characters", "tlp", "licence", "origin", "reliability", "state"),
    *("claims", "reviewed", "unread"),
)


def claims(
    ledger: Path,
    wanted: ClaimFilter,
    format_: str,
    output: Path | None,
    number_rule: str | None = None,
    clearance: str | None = None,
) -> None:
    """List claims; ``wanted.document`` may be whatever names a document, a number rule makes figures of words, a
    clearance tells who gets them."""
    rule = None
    if number_rule is not None:
        from grounds.model.number_rules import number_rule as named

        rule = named(number_rule)
    if wanted.actor:
        from grounds.actors import load_catalogue
        from grounds.ledger.beside import catalogues

        wanted = wanted.with_aliases(load_catalogue(catalogues(ledger)))
    with Ledger.open(ledger, create=False) as store:  # not the whole workbench, which takes longer to start
        wanted = _with_documents(store, wanted)
        if clearance is None:
            write(format_, output, _claims(store, store.claims(wanted), rule), keep=ledger)
            return
        from grounds.cli.releasing import released, tell_withheld

        seen = released(store, clearance)
        assert seen is not None  # a clearance was given
        write(format_, output, _claims(seen, list(seen.claims(wanted)), rule), keep=ledger)
        tell_withheld(seen)


def one_claim(ledger: Path, claim_id: str, format_: str, output: Path | None) -> None:
    """One claim in the forms of a list."""
    with Ledger.open(ledger, create=False) as store:
        write(format_, output, _claims(store, [store.claim(claim_id)]), keep=ledger)


def claims_of_actor(
    ledger: Path,
    name: str,
    format_: str,
    output: Path | None,
    catalogue: Sequence[Path] = (),
    known_on: str | None = None,
) -> None:
    """The claims of an actor's profile in the forms of a list: ties, then events, then assessments."""
    import grounds

    with grounds.open(ledger, create=False, catalogue=catalogue) as bench:
        profile = bench.actor(name, known_on=known_on)
        ties = [record for records in profile.ties.values() for record in records]
        records = {r["id"]: r for r in (*ties, *profile.events, *profile.assessments)}
        write(format_, output, _claims(bench.ledger, list(records.values())), keep=ledger)


def _claims(store: Ledger | Released, records: Iterable[dict[str, Any]], rule: NumberRule | None = None) -> Listing:
    return Listing(
        records=records,
        rows=_rows(store, records, rule),
        fields=CLAIM_FIELDS,
        shown=(_short(r) for r in records),
        columns={"id": 0, "status": 0, "claim": 6, "held": 3, "when": 3, "where": 2},
    )


def _with_documents(store: Ledger, wanted: ClaimFilter) -> ClaimFilter:
    """The same filter with the documents that its path, address or beginning of an id means."""
    if wanted.document is None:
        return wanted
    found = named_documents(wanted.document, store.documents(), store.path)
    return replace(wanted, document=None, documents=tuple(found))


def _rows(
    store: Ledger | Released, records: Iterable[dict[str, Any]], rule: NumberRule | None
) -> Iterator[dict[str, Any]]:
    """Claims as rows, each with the title of its document."""
    named = titles(store.documents())
    for record in records:
        yield flat_claim(record, named.get(record["quote"]["document"]), rule)


def _short(record: dict[str, Any]) -> dict[str, Any]:
    """A claim as a line of the table."""
    held = record["factuality"] + (", negated" if record["polarity"] == "negative" else "")
    said_by = flat_claim(record)["said_by"]
    return {
        "id": record["id"][:12],
        "status": record["status"],
        "claim": sentence(record),
        "held": f"{held} ({said_by})" if said_by else held,
        "when": period(record["when"]) if record["when"] else "",
        "where": flat_claim(record)["places"],
    }


def unread(ledger: Path, wanted: ClaimFilter, format_: str, output: Path | None) -> None:
    """List sentences that name an actor but gave no claim; ``actor`` and ``text`` choose among them, and ``predicate``
    those that trained models hold to tell of it."""
    others = ("kind", "factuality", "polarity", "since", "until")
    if any(getattr(wanted, name) is not None for name in others):
        remedy = "with --unread give --actor, --text, --document, --predicate or --limit"
        raise UsageError("an unread sentence has no such thing", remedy=remedy)
    with Ledger.open(ledger, create=False) as store:
        wanted = _with_documents(store, wanted)
        records = [r for r in store.unread() if _wanted_unread(r, wanted, ledger)][: wanted.limit]
        rows = [
            {
                "sentence": r["exact"],
                "reason": r["reason"],
                "likely": "; ".join(r.get("likely", ())),  # ledgers of earlier versions have none
                "actors": "; ".join(r["actors"]),
                "document": r["document"],
                "start": r["start"],
            }
            for r in records
        ]
        listing = Listing(
            records=records, rows=rows, fields=_UNREAD, shown=rows, columns={"sentence": 3, "reason": 1, "likely": 1}
        )
        write(format_, output, listing, keep=ledger)


def _wanted_unread(record: dict[str, Any], wanted: ClaimFilter, ledger: Path) -> bool:
    if wanted.text is not None and not all(w.casefold() in record["exact"].casefold() for w in wanted.text.split()):
        return False
    if wanted.documents and record["document"] not in wanted.documents:
        return False
    if wanted.predicate is not None and wanted.predicate not in record.get("likely", ()):
        return False
    if wanted.actor is None:
        return True
    from grounds.actors import load_catalogue
    from grounds.ledger.beside import catalogues

    catalogue = load_catalogue(catalogues(ledger))
    holds = part_of(wanted.actor)
    known = [catalogue.get(actor) for actor in record["actors"]]
    names = [name for actor in known if actor is not None for name in (actor.name, *(a.text for a in actor.aliases))]
    return wanted.actor in record["actors"] or any(holds(name) for name in names)


def actors(
    ledger: Path, format_: str, output: Path | None, catalogue: Sequence[Path] = (), known_on: str | None = None
) -> None:
    """List actors, with what the shipped files, the one beside the ledger and ``catalogue`` know of them."""
    import grounds

    with grounds.open(ledger, create=False, catalogue=catalogue) as bench:
        records = bench.actors(known_on=known_on)
        rows = [
            {
                **{k: r[k] for k in ("id", "name", "kind", "country", "claims", "reviewed")},
                "aliases": "; ".join(r["aliases"]),
            }
            for r in records
        ]
        columns = {"id": 1, "name": 2, "kind": 1, "country": 0, "claims": 0, "reviewed": 0}
        listing = Listing(records=records, rows=rows, fields=_ACTORS, shown=rows, columns=columns, anchors="actor-")
        write(format_, output, listing, keep=ledger)


def documents(
    ledger: Path, format_: str, output: Path | None, *, known_on: str | None = None, clearance: str | None = None
) -> None:
    """List documents: all, those that were in on a day, or those that a clearance allows."""
    with Ledger.open(ledger, create=False) as store:
        if clearance is not None:
            from grounds.cli.releasing import released, tell_withheld

            seen = released(store, clearance)
            records = list(seen.documents()) if seen is not None else []
            tell_withheld(seen)
        else:
            records = list(store.documents_on(known_on)) if known_on is not None else _with_origins(ledger)
        columns = {"document": 3, "publisher": 1, "date": 0, "text": 0, "claims": 0, "reviewed": 0, "unread": 0}
        listing = Listing(
            records=records,
            rows=({k: v for k, v in r.items() if k != "facts"} for r in records),
            fields=_DOCUMENTS,
            shown=(_document(r) for r in records),
            columns=columns,
        )
        write(format_, output, listing, keep=ledger)


def _with_origins(ledger: Path) -> list[dict[str, Any]]:
    """The documents; those that copy one text, or carry one statement, share an origin."""
    with grounds.open(ledger, create=False) as bench:
        return bench.documents()


def _document(record: dict[str, Any]) -> dict[str, Any]:
    """A document as a line of the table: its title above its path, its language or why it was not read."""
    text = record["language"] if record["state"] == "readable" else record["state"].replace("_", " ")
    named = [record["title"], record["path"] or record["url"] or record["id"]]
    return {**record, "document": [n for n in named if n], "text": text}
