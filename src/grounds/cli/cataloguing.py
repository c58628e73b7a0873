"""``grounds actors add|edit|merge|split`` and ``grounds resolve``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import typer

import grounds
from grounds.cli.output import Listing, clean, write
from grounds.ledger.beside import catalogues, overlay_of
from grounds.model.actor import LINKS, Actor
from grounds.model.errors import UsageError
from grounds.overlay import Overlay
from grounds.resolution.lookup import Candidate

_FIELDS = ("chosen", "id", "name", "kind", "country", "active", "score", "reasons")
_COLUMNS = {"": 0, "id": 1, "name": 2, "kind": 1, "country": 0, "active": 0, "score": 0, "reasons": 3}


def overlay(ledger: Path, catalogue: Path | None) -> Overlay:
    """The file to write: the one given, or the one beside the ledger."""
    return Overlay(catalogue or overlay_of(ledger), catalogues(ledger))


def fields(
    kind: str | None,
    country: str | None,
    acts_in: list[str],
    since: int | None,
    until: int | None,
    aliases: list[str],
    shared: list[str],
    parent: str | None,
    links: list[str],
    sources: list[str],
    note: str | None,
) -> dict[str, Any]:
    """What the options say, as the fields of an entry."""
    return {
        "kind": kind,
        "country": country,
        "countries": list(dict.fromkeys([*([country] if country else []), *acts_in])) if acts_in else [],
        "active_from": since,
        "active_to": until,
        "aliases": [*aliases, *({"text": name, "ambiguous": True} for name in shared)],
        "parent": parent,
        "lineage": [_link(text) for text in links],
        "sources": sources,
        "note": note,
    }


def _link(text: str) -> dict[str, str]:
    """ "split_from:eln:2014-05" """
    kind, _, rest = text.partition(":")
    actor, _, day = rest.partition(":")
    if kind not in LINKS or not actor:
        raise UsageError(
            f"--link {text!r} is no link", remedy=f"give TYPE:ID or TYPE:ID:DATE, the type one of {', '.join(LINKS)}"
        )
    return {"type": kind, "actor": actor, **({"date": day} if day else {})}


def told(what: str, actor: Actor, file: Path) -> None:
    """Say what was done, and where."""
    typer.echo(clean(f"{what} {actor.id} ({actor.name}) in {file}"))


def resolve(
    name: str,
    ledger: Path,
    country: str | None,
    date: str | None,
    catalogue: list[Path],
    format_: str,
    output: Path | None,
) -> None:
    """Show whom a name may mean, and why."""
    choice, found = grounds.resolve(name, country=country, date=date, catalogue=catalogue, ledger=ledger)
    if format_ == "table" and output is None:
        who = f"{choice.actor.id} ({choice.score:.2f})" if choice.actor is not None else "nobody"
        typer.echo(clean(f"{name} → {who}: {choice.why}"))
        if not found:
            return
    records = [{"rank": n, "asked": name, **c.record()} for n, c in enumerate(found, start=1)]
    rows = [_row(c) for c in found]
    shown = [{**_row(c), "": "→" if c.chosen else "", "reasons": list(c.reasons)} for c in found]
    write(
        format_,
        output,
        Listing(records=records, rows=rows, fields=_FIELDS, shown=shown, columns=_COLUMNS),
        keep=ledger,
    )


def _row(candidate: Candidate) -> dict[str, Any]:
    actor = candidate.actor
    years = f"{actor.active_from or ''}–{actor.active_to or ''}"
    return {
        "chosen": candidate.chosen,
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "active": re.sub("^–$", "", years),
        "score": candidate.score,
        "reasons": "; ".join(candidate.reasons),
    }
