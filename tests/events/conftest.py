"""Builders of small files in the columns of datasets; every row is invented."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from grounds.events import EventTables

#: One event in the columns of GED 25.1.
GED = {
    "id": "1001",
    "year": "2021",
    "type_of_violence": "1",
    "conflict_new_id": "9001",
    "conflict_name": "Niger: Government",
    "side_a_new_id": "70",
    "side_a": "Government of Niger",
    "side_b_new_id": "7700",
    "side_b": "Boko Haram",
    "source_article": '"Wire,2021-03-04,Clash at the lake"',
    "where_prec": "1",
    "where_coordinates": "Diffa town",
    "adm_1": "Diffa region",
    "latitude": "13.315",
    "longitude": "12.611",
    "country": "Niger",
    "country_id": "436",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2021-03-04",
    "date_end": "2021-03-04",
    "deaths_a": "2",
    "deaths_b": "5",
    "deaths_civilians": "0",
    "deaths_unknown": "0",
    "best": "7",
    "high": "9",
    "low": "6",
    "gwnoa": "436",
    "gwnob": "",
}


def ged(number: int, **changes: str) -> dict[str, str]:
    """A GED row with its own id."""
    return {**GED, "id": str(number), **changes}


def csv_text(rows: list[dict[str, str]], separator: str = ",") -> str:
    """Rows as CSV with a heading."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def tables(tmp_path: Path) -> EventTables:
    return EventTables(tmp_path / "grounds.events")


@pytest.fixture
def write(tmp_path: Path):
    """Writes a file of rows, or of a text, in the test's folder."""

    def written(name: str, rows: list[dict[str, str]] | str | bytes, separator: str = ",") -> Path:
        text = rows if isinstance(rows, str | bytes) else csv_text(rows, separator)
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written
