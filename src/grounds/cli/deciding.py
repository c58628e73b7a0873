"""Decisions from the command line: take one, undo one, list them and what contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from grounds.cli.output import Listing, write
from grounds.ledger import Ledger
from grounds.ledger.beside import catalogues
from grounds.model.decision import CLAIM, Decision
from grounds.model.errors import NotFound, UsageError
from grounds.model.standing import undone
from grounds.review import Reviews
from grounds.review.conflicts import Conflict
from grounds.review.conflicts import conflicts as of
from grounds.review.deciding import Who, in_words

_FIELDS = (
    *("id", "verb", "target", "other", "field", "value", "by", "why", "at", "codebook", "batch", "seen"),
    *("stands", "grounds"),
)
#: How the ids of groups of claims begin.
_GROUPS = ("inc_", "clu_", "tie_")


def who(by: str, why: str, over: Sequence[str] | None) -> Who:
    """Who decides, as typed."""
    return Who(by, why, tuple(over or ()))


def on_claim(verb: str, claim: str, ledger: Path, person: Who) -> None:
    """Accept, reject or withdraw a claim."""
    with Ledger.open(ledger, create=False) as store:
        tell(getattr(Reviews(store), verb)(claim, person))


def correct(claim: str, fields: list[str], ledger: Path, person: Who) -> None:
    """Correct fields of a claim."""
    from grounds.actors import load_catalogue
    from grounds.places import load_gazetteer
    from grounds.review.values import Values

    with Ledger.open(ledger, create=False) as store:
        record = store.claim(claim)
        text = store.document(record["quote"]["document"]).text
        values = Values(record, text, lambda: load_catalogue(catalogues(ledger)), load_gazetteer)
        for made in Reviews(store).correct(record["id"], values.all(fields), person):
            tell(made)


def pair(verb: str, one: str, other: str, ledger: Path, person: Who) -> None:
    """Say that two are one, or two."""
    with Ledger.open(ledger, create=False) as store:
        first, second = (_end(store, ledger, given) for given in (one, other))
        tell(Reviews(store).pair(verb, first, second, person))


def split(group: str, claims: list[str], ledger: Path, person: Who) -> None:
    """Split claims off a group."""
    with Ledger.open(ledger, create=False) as store:
        part = {store.claim(claim)["id"] for claim in claims}
        members = _members(store, ledger, group)
        if stray := part - set(members):
            raise UsageError(f"{sorted(stray)[0]} is not of {group}", remedy="see the claims of it with -f jsonl")
        tell(Reviews(store).split(sorted(part), sorted(set(members) - part), person))


def undo(decision: str, ledger: Path, person: Who) -> None:
    """Undo a decision."""
    with Ledger.open(ledger, create=False) as store:
        tell(Reviews(store).undo(decision, person))


def tell(made: Decision) -> None:
    """Say what was decided."""
    typer.echo(f"{in_words(made)} ({made.target[:12]})")


def _end(store: Ledger, ledger: Path, given: str) -> str:
    """What a pair is about: a claim, the first claim of a group, or an actor of the catalogue."""
    if given.startswith(_GROUPS):
        return _members(store, ledger, given)[0]
    if given.startswith(CLAIM):
        return given
    from grounds.actors import load_catalogue

    catalogue = load_catalogue(catalogues(ledger))
    found = [catalogue.merged.get(given, given)] if given in {*catalogue.actors, *catalogue.merged} else []
    found = found or [actor.id for actor in catalogue.find(given)]
    if len(found) != 1:
        told = f"{given!r} may be {', '.join(found)}" if found else f"no claim, incident or actor {given!r}"
        raise NotFound(told, remedy="give an id: clm_…, inc_…, clu_… or an actor's")
    return given if given in catalogue.merged else found[0]


def _members(store: Ledger, ledger: Path, group: str) -> list[str]:
    """The claims of an incident, cluster or tie. Raises :class:`NotFound`."""
    from grounds.actors import load_catalogue
    from grounds.weighing.workbench import Weighing

    files = catalogues(ledger)
    bench = Weighing(store, load_catalogue(files), files)
    if group.startswith("inc_"):
        found = [[i.id for i in one.items] for one in bench.incidents() if one.id.startswith(group)]
    elif group.startswith("tie_"):
        found = [[i.id for i in tie.items] for tie, _ in bench.ties() if tie.id.startswith(group)]
    else:
        found = [record["claims"] for record in bench.clusters() if record["id"].startswith(group)]
    if len(found) != 1:
        raise NotFound(f"no {group!r}, or several", remedy="list them with `grounds incidents` or `clusters`")
    return found[0]


def decisions(ledger: Path, claim: str | None, batch: str | None, format_: str, output: Path | None) -> None:
    """List decisions; assignments and codings only of the round that is named."""
    with Ledger.open(ledger, create=False) as store:
        reviews = Reviews(store)
        found = reviews.all() if claim is None else reviews.on(claim)
    gone = undone(found)
    found = [d for d in found if (d.verb not in ("assign", "code") if batch is None else d.batch == batch)]
    records = [{**d.record(), "stands": d.id not in gone} for d in found]
    listing = Listing(
        records=records,
        rows=({**r, "seen": "; ".join(r["seen"])} for r in records),
        fields=_FIELDS,
        shown=map(_shown, records),
        columns={"id": 0, "decision": 3, "about": 0, "by": 1, "at": 0, "why": 3, "stands": 0},
    )
    write(format_, output, listing, keep=ledger)


def _shown(record: dict[str, Any]) -> dict[str, Any]:
    what = record["verb"].replace("_", " ")
    if record["field"] is not None:
        what += f" {record['field']}"
    about = [end[:12] for end in (record["target"], record["other"]) if end]
    return {
        "id": record["id"][:12],
        "decision": what,
        "about": about,
        "by": record["by"],
        "at": record["at"][:16].replace("T", " "),
        "why": record["why"],
        "stands": "" if record["stands"] else "undone",
    }


def conflicts(ledger: Path, format_: str, output: Path | None) -> None:
    """List conflicts."""
    with Ledger.open(ledger, create=False) as store, Reviews(store).asking() as connection:
        found = list(of(connection))
    write_conflicts(found, ledger, format_, output)


def write_conflicts(found: Sequence[Conflict], ledger: Path, format_: str, output: Path | None) -> None:
    """List conflicts that were found."""
    rows = [{"about": c.about, "decisions": "; ".join(map(in_words, c.decisions)), "now": c.meanwhile} for c in found]
    shown = [{**row, "decisions": [in_words(d) for d in c.decisions]} for row, c in zip(rows, found, strict=True)]
    listing = Listing(
        records=[c.record() for c in found],
        rows=rows,
        fields=("about", "decisions", "now"),
        shown=shown,
        columns={"about": 1, "decisions": 4, "now": 0},
    )
    write(format_, output, listing, keep=ledger)
