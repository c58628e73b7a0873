"""Event rows in the shapes that others read: as they are, flat, and in the columns of GED, ACLED and ESD.

A column that the rows do not tell is blank. Codes are led back by the values of the shape's own mapping, so that
``date_precision`` day is ``date_prec`` 1; a value that no code stands for is blank too.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict

from grounds.events.engine import quoted
from grounds.events.mapping_files import find_mapping
from grounds.events.rowform import KILLED

SHAPES = ("rows", "ged", "acled", "esd")
_ORIGIN = {"dataset": ("dataset", "dataset"), "release": ("release", "its release")}
_PLAIN = (
    *("dataset", "release", "source_id", "type", "violence_type", "directed", "from", "to", "date_precision"),
    *("lat", "lon", "place_precision", "country", "admin1", "killed_low", "killed_best", "killed_high"),
)
_MEANINGS = {
    "dataset": "dataset that the row is of",
    "release": "release of the dataset",
    "source_id": "the dataset's identifier of the row",
    "type": "type of event (PLOVER)",
    "violence_type": "state_based, non_state, one_sided or unclear (UCDP)",
    "sides": "parties, as side: name (actor of the catalogue)",
    "directed": "whether side a did it to side b; false where the dataset does not tell",
    "from": "first day on which it may have been",
    "to": "last day on which it may have been",
    "date_precision": "how exactly the time is known",
    "lat": "latitude in degrees; of an area, its middle",
    "lon": "longitude in degrees; of an area, its middle",
    "place_precision": "what the coordinates are of",
    "country": "ISO 3166-1 alpha-3",
    "admin1": "first-level division, as the dataset writes it",
    "killed_low": "lowest estimate of deaths, blank where the dataset gives none",
    "killed_best": "best estimate of deaths",
    "killed_high": "highest estimate of deaths, blank where the dataset gives none",
    "clarity": "clear or unclear",
    "licence": "licence of the dataset",
}
Columns = Dict[str, tuple[str, str]]


def shape(name: str, own: Dict[str, str]) -> Columns:
    """The columns of a shape: for each its SQL over the view of event rows, and what it means. ``own`` are the rows'
    own columns, with their meanings."""
    return {"rows": _rows, "ged": _ged, "acled": _acled, "esd": _esd}[name](own)


def _rows(own: Dict[str, str]) -> Columns:
    """The event row flat: parties in one cell, deaths by category and own columns each in one of their own."""
    party = "s.side || ': ' || s.name || coalesce(' (' || s.actor || ')', '')"
    told = f"array_to_string(list_transform(sides, lambda s: {party}), '; ')"
    plain = {name: (quoted(name), _MEANINGS[name]) for name in _PLAIN}
    killed = {f"killed.{of}": (f"killed.{of}", f"deaths of {of.replace('_', ' ')}") for of in KILLED}
    rest = {name: (quoted(name), _MEANINGS[name]) for name in ("clarity", "licence")}
    kept = {f"own.{name}": (f"own.{quoted(name)}", means or "as in the dataset") for name, means in own.items()}
    return {**plain, "sides": (told, _MEANINGS["sides"]), **killed, **rest, **kept}


def _ged(own: Dict[str, str]) -> Columns:
    told = {
        "id": "source_id",
        "year": 'year("from")',
        "type_of_violence": _back("ucdp-ged", "violence_type"),
        "dyad_name": f"{_names('a')} || ' - ' || {_names('b')}",
        "side_a": _names("a"),
        "side_b": _names("b"),
        "where_prec": _back("ucdp-ged", "place_precision"),
        "adm_1": "admin1",
        "latitude": "lat",
        "longitude": "lon",
        "geom_wkt": "'POINT (' || lon || ' ' || lat || ')'",
        "country": "country",
        "event_clarity": _back("ucdp-ged", "clarity"),
        "date_prec": _back("ucdp-ged", "date_precision"),
        "date_start": '"from"',
        "date_end": '"to"',
        "deaths_a": "killed.side_a",
        "deaths_b": "killed.side_b",
        "deaths_civilians": "killed.civilians",
        "deaths_unknown": "killed.unknown",
        "best": "killed_best",
        "high": "killed_high",
        "low": "killed_low",
    }
    return _with_meanings("ucdp-ged", told)


def _acled(own: Dict[str, str]) -> Columns:
    """The kind of event is told where UCDP's or PLOVER's says as much: protests, violence against civilians."""
    against_civilians = "WHEN violence_type = 'one_sided' THEN 'Violence against civilians'"
    told = {
        "event_id_cnty": "source_id",
        "event_date": '"from"',
        "year": 'year("from")',
        "time_precision": _back("acled", "date_precision"),
        "event_type": f"CASE WHEN type = 'protest' THEN 'Protests' {against_civilians} END",
        "actor1": _names("a", "[1:1]"),
        "assoc_actor_1": _names("a", "[2:]"),
        "actor2": _names("b", "[1:1]"),
        "assoc_actor_2": _names("b", "[2:]"),
        "country": "country",
        "admin1": "admin1",
        "latitude": "lat",
        "longitude": "lon",
        "geo_precision": _back("acled", "place_precision"),
        "fatalities": "killed_best",
    }
    return _with_meanings("acled", told)


def _esd(own: Dict[str, str]) -> Columns:
    """A row a supporter and recipient; the kinds of support where the rows have them."""
    told = {
        "year": 'year("from")',
        "actor_id": _names("recipient", of="id"),
        "actor_name": _names("recipient"),
        "ext_id": _names("supporter", of="id"),
        "ext_name": _names("supporter"),
        "ext_sup": "CASE WHEN type = 'aid' THEN 1 ELSE 0 END",
    }
    kinds = {n: f"own.{quoted(n)}" for n in find_mapping("ucdp-esd").columns if n in own and n not in told}
    return _with_meanings("ucdp-esd", {**told, **kinds})


def _with_meanings(dataset: str, told: Dict[str, str]) -> Columns:
    columns = find_mapping(dataset).columns
    return {**_ORIGIN, **{name: (sql, columns[name].means) for name, sql in told.items()}}


def _names(side: str, part: str = "", of: str = "name") -> str:
    """The names (or numbers) of the parties of a side in one cell; blank where there are none."""
    listed = f"list_transform(list_filter(sides, lambda s: s.side = '{side}'), lambda s: s.{of})"
    return f"nullif(array_to_string(({listed}){part}, '; '), '')"


def _back(dataset: str, field: str) -> str:
    """From the event row's value to the code of a dataset: the first that stands for it."""
    codes: dict[str, str] = {}
    for code, value in find_mapping(dataset).fields[field].values.items():
        codes.setdefault(str(value), code)
    cases = " ".join(f"WHEN {quoted(value, chr(39))} THEN {code}" for value, code in codes.items())
    return f"CASE {field} {cases} END"
