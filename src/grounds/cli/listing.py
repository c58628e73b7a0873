"""Commands that list: claims, unread sentences, actors, documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grounds.cli.output import write
from grounds.ledger import ClaimFilter, Ledger
from grounds.tables import flat_claim, sentence


def claims(ledger: Path, wanted: ClaimFilter, format_: str, output: Path | None) -> None:
    """List claims."""
    with Ledger.open(ledger, create=False) as store:
        rows = _short(store, wanted) if format_ == "table" else (flat_claim(r) for r in store.claims(wanted))
        write(format_, output, store.claims(wanted), rows, ("id", "claim", "held", "said by", "when", "where"))


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
    """List sentences that name an actor but gave no claim."""
    with Ledger.open(ledger, create=False) as store:
        records = [r for r in store.unread() if wanted.actor is None or wanted.actor in r["actors"]]
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
        write(format_, output, records[: wanted.limit], rows[: wanted.limit], ("sentence", "reason"))


def actors(ledger: Path, format_: str, output: Path | None) -> None:
    """List actors."""
    import grounds

    with grounds.open(ledger, create=False) as bench:
        records = bench.actors()
        rows = [
            {**{k: r[k] for k in ("id", "name", "kind", "country", "claims")}, "aliases": "; ".join(r["aliases"])}
            for r in records
        ]
        write(format_, output, records, rows, ("id", "name", "kind", "country", "claims"))


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
        )
