"""Commands that list: claims, unread sentences, actors, documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grounds.cli.output import write
from grounds.ledger import ClaimFilter, Ledger
from grounds.model.errors import UsageError
from grounds.tables import flat_claim, sentence


def claims(ledger: Path, wanted: ClaimFilter, format_: str, output: Path | None) -> None:
    """List claims."""
    with Ledger.open(ledger, create=False) as store:
        rows = _short(store, wanted) if format_ == "table" else (flat_claim(r) for r in store.claims(wanted))
        write(
            format_,
            output,
            store.claims(wanted),
            rows,
            ("id", "claim", "held", "said by", "when", "where"),
            keep=ledger,
        )


def _short(store: Ledger, wanted: ClaimFilter) -> Iterator[dict[str, Any]]:
    for record in store.claims(wanted):
        flat = flat_claim(record)
        held = record["factuality"] + (", negated" if record["polarity"] == "negative" else "")
        when = flat["from"] if flat["from"] == flat["to"] else f"{flat['from'] or '…'} – {flat['to'] or '…'}"
        yield {
            "id": record["id"][:12],
            "claim": sentence(record),
            "held": held,
            "said by": flat["said_by"],
            "when": when if record["when"] and (flat["from"] or flat["to"]) else "",
            "where": flat["places"],
        }


def unread(ledger: Path, wanted: ClaimFilter, format_: str, output: Path | None) -> None:
    """List sentences that name an actor but gave no claim; ``actor`` and ``text`` choose among them."""
    others = ("kind", "predicate", "factuality", "polarity", "since", "until")
    if any(getattr(wanted, name) is not None for name in others):
        raise UsageError("an unread sentence has no such thing", remedy="with --unread give --actor, --text or --limit")
    with Ledger.open(ledger, create=False) as store:
        records = [r for r in store.unread() if _wanted_unread(r, wanted)]
        rows = [
            {
                "sentence": r["exact"],
                "reason": r["reason"],
                "actors": "; ".join(r["actors"]),
                "document": r["document"],
                "start": r["start"],
            }
            for r in records
        ]
        write(format_, output, records[: wanted.limit], rows[: wanted.limit], ("sentence", "reason"), keep=ledger)


def _wanted_unread(record: dict[str, Any], wanted: ClaimFilter) -> bool:
    if wanted.text is not None and not all(w.casefold() in record["exact"].casefold() for w in wanted.text.split()):
        return False
    if wanted.actor is None:
        return True
    from grounds.actors import load_catalogue

    part = wanted.actor.casefold()
    known = [load_catalogue().get(actor) for actor in record["actors"]]
    names = [name for actor in known if actor is not None for name in (actor.name, *(a.text for a in actor.aliases))]
    return any(part == i.casefold() for i in record["actors"]) or any(part in name.casefold() for name in names)


def actors(ledger: Path, format_: str, output: Path | None) -> None:
    """List actors."""
    import grounds

    with grounds.open(ledger, create=False) as bench:
        records = bench.actors()
        rows = [
            {**{k: r[k] for k in ("id", "name", "kind", "country", "claims")}, "aliases": "; ".join(r["aliases"])}
            for r in records
        ]
        write(format_, output, records, rows, ("id", "name", "kind", "country", "claims"), keep=ledger)


def documents(ledger: Path, format_: str, output: Path | None) -> None:
    """List documents."""
    with Ledger.open(ledger, create=False) as store:
        records = list(store.documents())
        rows = [{k: v for k, v in r.items() if k != "facts"} for r in records]
        write(
            format_,
            output,
            records,
            rows,
            ("path", "title", "publisher", "date", "language", "state", "claims", "unread"),
            keep=ledger,
        )
