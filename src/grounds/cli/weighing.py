"""Commands that weigh: clusters, incidents, ties, disagreements, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from grounds.actors import load_catalogue
from grounds.cli.layout import BELOW
from grounds.cli.output import Listing, write
from grounds.cli.releasing import released, tell_withheld
from grounds.ledger import Ledger
from grounds.ledger.beside import catalogues
from grounds.ledger.finding import named_documents, part_of
from grounds.model.errors import UsageError
from grounds.weighing.incidents import Incident
from grounds.weighing.items import Item, day_number
from grounds.weighing.opposing import STRENGTHS
from grounds.weighing.tables import (
    CLUSTER_FIELDS,
    DISAGREEMENT_FIELDS,
    INCIDENT_FIELDS,
    SOURCE_FIELDS,
    TIE_FIELDS,
    flat_cluster,
    flat_disagreement,
    flat_incident,
    flat_source,
    flat_spells,
)
from grounds.weighing.wording import claim_line
from grounds.weighing.workbench import Weighing

_TYPES = ("who", "whether", "how_many", "when", "where")


@dataclass(frozen=True, slots=True)
class Asked:
    """What all these commands are asked: of which ledger, whom and which document the list is to be about, and its
    form."""

    ledger: Path
    catalogue: Sequence[Path]
    format_: str
    output: Path | None
    actor: str | None = None
    document: str | None = None
    known_on: str | None = None
    clearance: str | None = None

    @contextmanager
    def weighing(self) -> Iterator[Weighing]:
        """The weighing of the ledger, of the document alone where one was named."""
        files = catalogues(self.ledger, self.catalogue)
        with Ledger.open(self.ledger, create=False) as store:
            about = None
            if self.document is not None:
                about = frozenset(named_documents(self.document, store.documents(), store.path))
            seen = released(store, self.clearance)
            bench = Weighing(
                store, load_catalogue(files), files, documents=about, known_on=self.known_on, released=seen
            )
            yield bench
            tell_withheld(seen)


def clusters(asked: Asked, least: int) -> None:
    """List clusters that so many independent origins tell."""
    with asked.weighing() as bench:
        items = bench.weighed.items
        records = [
            r
            for r in bench.clusters()
            if r["independent_origins"] >= least and _named(asked.actor, (items[c] for c in r["claims"]))
        ]
        records = [{**r, "reviewed": bench.reviewed(items[c] for c in r["claims"])} for r in records]
        rows = [_with(r["reviewed"], flat_cluster(r, claim_line(items[r["claims"][0]]))) for r in records]
        shown = [{**row, "id": row["id"][:12], "credible": row["credibility"]} for row in rows]
        columns = {
            "id": 0,
            "says": 1,
            "claims": 0,
            "reviewed": 0,
            "documents": 0,
            "origins": 0,
            "credible": 0,
            "why": BELOW,
        }
        _write(records, rows, CLUSTER_FIELDS, columns, asked, shown)


def incidents(asked: Asked, rules: Path | None) -> None:
    """List incidents."""
    with asked.weighing() as bench:
        found = [i for i in bench.incidents(rules) if _named(asked.actor, i.items)]
        looked = [bench.reviewed(i.items) for i in found]
        shown = [_with(n, _incident_line(i)) for n, i in zip(looked, found, strict=True)]
        columns = {
            "id": 0,
            "event": 3,
            "who": 3,
            "killed": 1,
            "reviewed": 0,
            "origins": 0,
            "credible": 0,
            "rivals": BELOW,
        }
        records = [_with(n, i.record()) for n, i in zip(looked, found, strict=True)]
        rows = [_with(n, flat_incident(i)) for n, i in zip(looked, found, strict=True)]
        _write(records, rows, INCIDENT_FIELDS, columns, asked, shown)


def ties(asked: Asked, as_of: str | None, predicate: str | None, rules: Path | None) -> None:
    """List ties, a line a spell."""
    with asked.weighing() as bench:
        told = list(bench.ties(as_of=as_of, rules=rules))
        found = [
            (tie, state)
            for tie, state in told
            if (predicate is None or tie.predicate == predicate) and _named(asked.actor, tie.items)
        ]
        day = day_number(as_of)
        looked = [bench.reviewed(tie.items) for tie, _ in found]
        records = [_with(n, {**tie.record(), "as_of": state}) for n, (tie, state) in zip(looked, found, strict=True)]
        rows = [
            _with(n, row) for n, (tie, state) in zip(looked, found, strict=True) for row in flat_spells(tie, state, day)
        ]
        columns = {"id": 0, "tie": 3, "held": 2, "as_of": 2, "reviewed": 0, "origins": 0, "credible": 0, "denied": 0}
        shown = [{**row, "id": row["id"][:12], "denied": row["denied_by"]} for row in rows]
        _write(records, rows, TIE_FIELDS, columns, asked, shown)


def disagreements(asked: Asked, type_: str | None, strength: str | None) -> None:
    """List disagreements."""
    _check("--type", type_, _TYPES)
    _check("--strength", strength, STRENGTHS)
    with asked.weighing() as bench:
        found = [
            d
            for d in bench.disagreements()
            if type_ in (None, d.type)
            and strength in (None, d.strength)
            and _named(asked.actor, (i for side in d.sides for i in side.items))
        ]
        shown = [{"id": d.id[:12], "type": d.type, "strength": d.strength, "explanation": d.explanation} for d in found]
        columns = {"id": 0, "type": 0, "strength": 0, "explanation": BELOW}
        looked = [bench.reviewed(i for side in d.sides for i in side.items) for d in found]
        records = [_with(n, d.record()) for n, d in zip(looked, found, strict=True)]
        _write(
            records,
            [_with(n, flat_disagreement(d)) for n, d in zip(looked, found, strict=True)],
            DISAGREEMENT_FIELDS,
            columns,
            asked,
            shown,
        )


def sources(asked: Asked) -> None:
    """List sources."""
    with asked.weighing() as bench:
        records = [s.record() for s in bench.sources()]
        columns = {"name": 2, "claims": 0, "grade": 0, "suggestion": 0, "sample": 0, "explanation": BELOW}
        shown = [{**r, "sample": r["borne_out"] + r["contradicted"]} for r in records]
        _write(records, map(flat_source, records), SOURCE_FIELDS, columns, asked, shown)


def grade(asked: Asked, source: str, letter: str, by: str, why: str) -> None:
    """Record a judgement on a source."""
    with asked.weighing() as bench:
        typer.echo(bench.judge(source, letter, by=by, why=why).explanation)


def add_incident(
    ledger: Path,
    form: Mapping[str, Any],
    words: str,
    source: str,
    entered_by: str,
    told_on: str | None,
    unnamed: bool,
    catalogue: Sequence[Path],
) -> None:
    """Enter an incident by hand."""
    from grounds.weighing.by_hand import Note, enter

    note = Note(words=words, source=source, by=entered_by, day=told_on, unnamed=unnamed)
    with Ledger.open(ledger) as store:
        claim = enter(store, load_catalogue(catalogues(ledger, catalogue)), form, note)
    typer.echo(f"entered {claim}")


def _with(reviewed: int, row: dict[str, Any]) -> dict[str, Any]:
    """A row with how many of its claims a person has looked at."""
    return {**row, "reviewed": reviewed}


def _check(option: str, value: str | None, allowed: Sequence[str]) -> None:
    if value is not None and value not in allowed:
        raise UsageError(f"{option} {value!r} is none", remedy=f"choose one of {', '.join(allowed)}")


def _named(actor: str | None, items: Iterable[Item]) -> bool:
    """Whether an actor takes part in one of the claims, by id or whole words of its name."""
    if actor is None:
        return True
    holds = part_of(actor)
    return any(p.actor == actor or holds(p.name) for i in items for p in (*i.subjects, *i.objects))


def _incident_line(incident: Incident) -> dict[str, Any]:
    """An incident as a line of the table."""
    fields = incident.fields
    who = [f"{label} {fields[name].words}" for label, name in (("by", "doers"), ("to", "targets")) if name in fields]
    killed = incident.figures.get("killed all")
    rivals = [
        f"{name}: {field.words} ({field.rule}); {', '.join(r.words for r in field.rivals[:3])}"
        for name, field in (*fields.items(), *incident.figures.items())
        if field.rivals
    ]
    return {
        "id": incident.id[:12],
        "event": incident.name,
        "who": who,
        "killed": killed.words if killed is not None else "",
        "origins": incident.origins,
        "credible": incident.credibility.grade,
        "rivals": rivals,
    }


def _write(
    records: Iterable[dict[str, Any]],
    rows: Iterable[dict[str, Any]],
    fields: Sequence[str],
    columns: Mapping[str, int],
    asked: Asked,
    shown: Iterable[dict[str, Any]] | None = None,
) -> None:
    rows = list(rows)
    listing = Listing(
        records=records, rows=rows, fields=fields, shown=rows if shown is None else shown, columns=columns
    )
    write(asked.format_, asked.output, listing, keep=asked.ledger)
