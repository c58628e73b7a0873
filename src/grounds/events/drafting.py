"""A mapping for a table that Grounds does not know, drafted from its columns and some of its rows.

Columns are guessed by the names that the known datasets and common usage have for them; what is guessed is said beside
it. The draft is for a person to mend: terms are "ask", and meanings are blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from grounds.events.heading import best_mappings, key_of
from grounds.events.mapping import Column, Field, Mapping, Terms
from grounds.events.mapping_files import load_mapping, shipped
from grounds.events.opening import Table

_ROWS = 5_000
#: Other names that columns commonly go by, besides those of the known datasets.
_USUAL = {
    "source_id": "id event_id incident_id record_id uid event_number",
    "from": "date day event_date start_date date_start incident_date day_of_event from",
    "to": "end_date date_end to",
    "lat": "lat latitude y y_coord",
    "lon": "lon lng long longitude x x_coord",
    "country": "country country_name nation state_name",
    "admin1": "admin1 adm1 adm_1 province governorate region_name",
    "killed_best": "deaths fatalities killed best fatality_count number_killed dead total_deaths",
    "killed_low": "low deaths_low killed_low fatalities_min min_deaths",
    "killed_high": "high deaths_high killed_high fatalities_max max_deaths",
}
#: Columns that name the place, by the level of what they name.
_PLACES = {
    "settlement": "location town city village place settlement where_coordinates",
    "admin2": "admin2 adm2 adm_2 district county",
    "admin1": _USUAL["admin1"],
}
_SIDES = {"a": "actor actor1 side_a perpetrator group attacker", "b": "actor2 side_b target victim opponent"}
_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y%m%d", "%d %B %Y", "%d-%b-%Y")
_HEAD = """\
# A mapping drafted from {file}. See docs/event-data.md, then mend it: what each column means, what the codes stand for
# (values), what the terms allow, and what the dataset leaves out (inclusion).
"""


def draft(path: Path) -> str:
    """A mapping of the file as YAML, with comments for who mends it."""
    table = Table(path, _blank(path))
    names = table.heading.names
    rows = pl.concat([p.frame for p in islice(table.pieces(), 1)]).head(_ROWS)
    types = {name: _kind(rows[name]) for name in names}
    fields = dict(_fields(rows, types))
    known = best_mappings(names)
    notes = [f"# Its columns are those of {' or '.join(known)}: no mapping of your own is needed.\n"] if known else []
    if "source_id" not in fields:
        notes.append("# No column tells each row apart: name one, or several, under source_id.\n")
    if "from" not in fields:
        notes.append("# No column of days was found: name one under from, or year, month and day as parts.\n")
    if two_ways := [name for name in names if _is_two_ways(rows[name])]:
        notes.append(f"# Days of {', '.join(two_ways)} can be read as day/month and as month/day: check `forms`.\n")
    document = _document(path, types, fields, list(_sides(names)))
    return _HEAD.format(file=path.name) + "".join(notes) + yaml.safe_dump(document, sort_keys=False, allow_unicode=True)


def _blank(path: Path) -> Mapping:
    """A mapping that knows nothing, to open a file with."""
    terms = Terms(licence="unknown", citation="")
    fields = {"source_id": Field(value=""), "from": Field(value="")}
    return Mapping(dataset="draft", title="", follows="", terms=terms, columns=dict[str, Column](), fields=fields)


def _kind(column: pl.Series) -> str:
    """integer, number or text, by the values; "0012" is a code and no number."""
    cells = column.cast(pl.String).drop_nulls().str.strip_chars()
    cells = cells.filter(~cells.is_in(["", "NA"]))
    if cells.is_empty() or cells.str.contains(r"^-?0\d").any():
        return "text"
    if cells.str.contains(r"^-?\d{1,18}(?:\.0)?$").all():
        return "integer"
    return "number" if cells.str.contains(r"^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$").all() else "text"


def _fields(rows: pl.DataFrame, types: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """For each column of the event row that some column fits, that column."""
    for field, usual in _usual().items():
        for name in _candidates(field, usual, list(types)):
            made = _field(field, rows[name], types[name])
            if made is not None:
                yield field, made
                break


def _candidates(field: str, usual: list[str], names: list[str]) -> list[str]:
    by_key = {key_of(name): name for name in names}
    found = [by_key[key] for key in usual if key in by_key]
    # where no name is known, any column that tells each row apart will do for an id
    return [*found, *(n for n in names if n not in found)] if field == "source_id" else found


def _field(field: str, column: pl.Series, kind: str) -> Any:
    """What to write for a field; null where the column cannot be it."""
    name = column.name
    if field == "source_id":
        return name if column.null_count() == 0 and column.n_unique() == len(column) and len(column) > 1 else None
    if field in ("from", "to"):
        form = _form(column)
        return None if form is None else name if form == _FORMS[0] else {"column": name, "forms": [form]}
    if field in ("lat", "lon") or field.startswith("killed"):
        return name if kind in ("integer", "number") else None
    if field == "country":
        letters = column.cast(pl.String).drop_nulls().str.contains("^[A-Z]{2,3}$")
        width = column.cast(pl.String).str.len_chars().max()
        coded = len(letters) > 0 and letters.all()
        return {"column": name, "code": "name" if not coded else "iso2" if width == 2 else "iso3"}
    return name


def _form(column: pl.Series) -> str | None:
    """The form that reads every day of a column; null where none does."""
    cells = column.cast(pl.String).drop_nulls().str.strip_chars()
    for form in _FORMS:
        part = cells.str.slice(0, 10) if form == _FORMS[0] else cells
        if len(cells) and part.str.to_date(form, strict=False).null_count() == 0:
            return form
    return None


def _is_two_ways(column: pl.Series) -> bool:
    """Whether all its days can be read with the day first and with the month first, and not to the same."""
    cells = column.cast(pl.String).drop_nulls().str.strip_chars()
    first, second = (cells.str.to_date(form, strict=False) for form in ("%d/%m/%Y", "%m/%d/%Y"))
    return bool(len(cells) and not first.has_nulls() and not second.has_nulls() and (first != second).any())


def _usual() -> dict[str, list[str]]:
    """For each field, the keys of names that it goes by."""
    found = {field: names.split() for field, names in _USUAL.items()}
    for path in shipped().values():
        mapping = load_mapping(path)
        for field, keys in found.items():
            column = mapping.fields[field].column if field in mapping.fields else None
            if column is not None:
                keys += [key_of(n) for n in (column, *mapping.columns[column].also)]
    return found


def _places(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    by_key = {key_of(name): name for name in names}
    for level, usual in _PLACES.items():
        name = next((by_key[key] for key in usual.split() if key in by_key), None)
        if name is not None:
            yield level, name


def _sides(names: tuple[str, ...]) -> Iterator[dict[str, str]]:
    by_key = {key_of(name): name for name in names}
    for side, usual in _SIDES.items():
        name = next((by_key[key] for key in usual.split() if key in by_key), None)
        if name is not None:
            yield {"side": side, "name": name}


def _document(path: Path, types: dict[str, str], fields: dict[str, Any], sides: list[dict[str, str]]) -> dict[str, Any]:
    dataset = re.sub("[^a-z0-9]+", "-", path.name.split(".")[0].lower()).strip("-")[:40] or "mine"
    needed = [fields[f] for f in ("source_id", "from") if f in fields]
    return {
        "dataset": f"{dataset}-mine" if dataset in shipped() else dataset,
        "title": path.name,
        "follows": "drafted from its columns",
        "unit": "event",
        "terms": {
            "licence": "unknown",
            **dict.fromkeys(("redistribute", "derive", "train", "third_party"), "ask"),
            "citation": f"{path.name}, release {{release}} (accessed {{accessed}})",
        },
        "inclusion": {"note": ""},
        "required": [f if isinstance(f, str) else f["column"] for f in needed],
        "columns": {name: {"type": kind, "means": ""} for name, kind in types.items()},
        "fields": {**fields, "directed": {"value": False}},
        "places": dict(_places(tuple(types))),
        "sides": sides,
    }
