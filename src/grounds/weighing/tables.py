"""Views as flat rows, for tables, CSV and workbooks; the records have all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from grounds.weighing.fields import Field
from grounds.weighing.incidents import Incident
from grounds.weighing.items import day_text
from grounds.weighing.opposing import Disagreement
from grounds.weighing.ties import Tie
from grounds.weighing.wording import relation_words

CLUSTER_FIELDS = (
    *(
        "id",
        "says",
        "kind",
        "predicate",
        "positive",
        "claims",
        "reviewed",
        "documents",
        "origins",
        "origin_names",
        "parties",
    ),
    *("credibility", "why", "claim_ids"),
)
_FIELDS = ("type", "doers", "targets", "from", "to", "place")
INCIDENT_FIELDS = (
    *("id", "name"),
    *(part for name in _FIELDS for part in (name, f"{name}_rule", f"{name}_rivals")),
    *("country", "admin1", "lat", "lon", "killed_low", "killed_best", "killed_high", "killed_rule", "killed_rivals"),
    *("casualties", "claims", "reviewed", "documents", "origins", "credibility", "why", "disagreements", "claim_ids"),
)
TIE_FIELDS = (
    *("id", "tie", "predicate", "one", "other", "one_actor", "other_actor", "directed", "held", "from", "to"),
    "from_kind",
    *(
        "to_kind",
        "from_rule",
        "from_rivals",
        "to_rule",
        "to_rivals",
        "gap_years",
        "claims",
        "reviewed",
        "origins",
        "credible",
        "why",
    ),
    *("denied_by", "disagreements", "as_of", "claim_ids"),
)
DISAGREEMENT_FIELDS = (
    *("id", "type", "strength", "about", "one", "other", "one_origins", "other_origins", "explanation", "reason"),
    *("one_claims", "other_claims", "reviewed", "status"),
)
SOURCE_FIELDS = (
    *("key", "name", "claims", "documents", "grade", "graded_by", "graded_why", "graded_at", "borne_out"),
    *("contradicted", "suggestion", "explanation"),
)


#: So many of a list stand in a cell at most: a spreadsheet's cell holds 32,767 characters.
_IN_A_CELL = 500


def id_list(listed: Sequence[str]) -> str:
    """A list in a cell; of a very long one the beginning, and how many more the records (jsonl) have."""
    more = len(listed) - _IN_A_CELL
    return "; ".join([*listed[:_IN_A_CELL], *([f"and {more} more (jsonl has all)"] if more > 0 else [])])


def flat_cluster(record: Mapping[str, Any], says: str) -> dict[str, Any]:
    """A cluster as a row; ``says`` is its first claim in a line."""
    origins = record["origins"]
    return {
        **{name: record[name] for name in ("id", "kind", "predicate", "positive", "credibility")},
        "says": says,
        "claims": len(record["claims"]),
        "documents": len(record["documents"]),
        "origins": record["independent_origins"],
        "origin_names": id_list([o["name"] for o in origins]),
        "parties": id_list([o["name"] for o in origins if o["party"]]),
        "why": record["credibility_why"],
        "claim_ids": id_list(record["claims"]),
    }


def flat_incident(incident: Incident) -> dict[str, Any]:
    """An incident as a row: each field with its rule and its rivals."""
    row: dict[str, Any] = {"id": incident.id, "name": incident.name}
    for name in _FIELDS:
        field = incident.fields.get(name)
        row |= {name: field.words if field else None, **_ruled(name, field)}
    place = incident.fields["place"].value if "place" in incident.fields else {}
    killed = incident.figures.get("killed all")
    numbers = killed.value if killed is not None else {}
    return {
        **row,
        **{name: place.get(name) for name in ("country", "admin1", "lat", "lon")},
        **{f"killed_{name}": numbers.get(name) for name in ("low", "best", "high")},
        **_ruled("killed", killed),
        "casualties": "; ".join(f"{name}: {field.words}" for name, field in incident.figures.items()),
        "claims": len(incident.items),
        "documents": len({item.document for item in incident.items}),
        "origins": incident.origins,
        "credibility": incident.credibility.grade,
        "why": incident.credibility.why,
        "disagreements": id_list([d.id for d in incident.disagreements]),
        "claim_ids": id_list([item.id for item in incident.items]),
    }


def _ruled(name: str, field: Field | None) -> dict[str, Any]:
    if field is None:
        return {f"{name}_rule": None, f"{name}_rivals": ""}
    rivals = "; ".join(f"{r.words} ({len(r.claims)} claims, {r.origins} origins)" for r in field.rivals)
    return {f"{name}_rule": field.rule, f"{name}_rivals": rivals}


def flat_spells(tie: Tie, state: str | None, day: int | None = None) -> Iterator[dict[str, Any]]:
    """A tie as rows, one a spell (with ``day`` the one that stood then); one without a day, and one only denied,
    is a row without days."""
    arrow = "→" if tie.directed else "↔"
    head = {
        "id": tie.id,
        "tie": f"{tie.one} {relation_words(tie.predicate)} {arrow} {tie.other}",
        "predicate": tie.predicate,
        "one": tie.one,
        "other": tie.other,
        "one_actor": tie.one_actor,
        "other_actor": tie.other_actor,
        "directed": tie.directed,
        "denied_by": len(tie.denied_by) or None,
        "disagreements": id_list([d.id for d in tie.disagreements]),
        "as_of": state,
    }
    blank = dict.fromkeys(TIE_FIELDS)
    for spell in tie.spells:
        if day is not None and spell.as_of(day) is None:
            continue
        yield {
            **blank,
            **head,
            "held": spell.words(),
            "from": day_text(spell.first),
            "to": day_text(spell.last),
            "from_kind": spell.first_kind,
            "to_kind": spell.last_kind,
            **_ruled("from", spell.started),
            **_ruled("to", spell.ended),
            "gap_years": round(spell.gap_years, 2),
            "claims": len(spell.items),
            "origins": spell.origins,
            "credible": spell.credibility.grade,
            "why": spell.credibility.why,
            "claim_ids": id_list([item.id for item in spell.items]),
        }
    if not tie.spells:
        rest = [*tie.undated, *tie.denied_by]
        yield {
            **blank,
            **head,
            "held": "not dated" if tie.undated else "only denied",
            "claims": len(rest),
            "claim_ids": id_list([item.id for item in rest]),
        }


def flat_disagreement(one: Disagreement) -> dict[str, Any]:
    """A disagreement as a row."""
    first, second = one.sides
    return {
        **{name: getattr(one, name) for name in ("id", "type", "strength", "about", "explanation", "reason")},
        "one": first.value,
        "other": second.value,
        "one_origins": first.independent,
        "other_origins": second.independent,
        "one_claims": id_list(first.claims),
        "other_claims": id_list(second.claims),
        "status": "open",
    }


def flat_source(record: Mapping[str, Any]) -> dict[str, Any]:
    """A source as a row."""
    return {name: record[name] for name in SOURCE_FIELDS}
