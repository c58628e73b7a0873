"""``grounds events match``: the same events in two datasets, and the ledger's incidents in one."""

from __future__ import annotations

import json

import pytest

import grounds
from grounds.documents import ReadOptions
from tests.events.conftest import csv_text
from tests.matching.test_match import acled_row, ged_row


@pytest.fixture
def both(command, tmp_path):
    """Two datasets that share twenty events."""
    (tmp_path / "a.csv").write_text(csv_text([acled_row(n) for n in range(40)]))
    (tmp_path / "g.csv").write_text(csv_text([ged_row(n) for n in range(20, 60)]))
    command("events", "import", "a.csv", "-d", "acled", "-r", "1")
    command("events", "import", "g.csv", "-d", "ged", "-r", "1")
    return tmp_path


def test_pairs_are_listed_with_probability_and_outcomes(command, both):
    out = command("events", "match", "acled", "ged@1")[1]
    assert out.startswith("acled and ged@1: 20 pairs at least ")
    told = [json.loads(line) for line in command("events", "match", "acled", "ged", "-f", "jsonl")[1].splitlines()]
    assert {p["source_id"]: p["other_id"] for p in told} == {f"NIR{n}": str(n) for n in range(20, 40)}
    assert set(told[0]) >= {"probability", "gap", "km", "time", "place", "sides", "type", "deaths"}


def test_incidents_of_the_ledger_are_matched_with_a_dataset(command, tmp_path):
    (tmp_path / "report.txt").write_text("Boko Haram killed nine soldiers in Diffa on 4 March 2021.")
    with grounds.open(tmp_path / "grounds.db") as bench:
        bench.read(tmp_path / "report.txt", options=ReadOptions(date="2021-03-05", language="en"))
    at = {"date_start": "2021-03-04", "date_end": "2021-03-04", "latitude": "13.315", "longitude": "12.611"}
    rows = [ged_row(1, **at, best="9", low="9", high="9"), *(ged_row(n) for n in range(20, 60))]
    (tmp_path / "g.csv").write_text(csv_text(rows))
    command("events", "import", "g.csv", "-d", "ged", "-r", "1")
    told = command("events", "match", "incidents", "ged", "-f", "jsonl", "--least", "0")[1].splitlines()
    assert [json.loads(line)["other_id"] for line in told] == ["1"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("gtd", "ged"), "gtd is not imported"),
        (("ged", "incidents"), "incidents are matched with a dataset"),
        (("ged", "ged"), "a release is not matched with itself"),
    ],
)
def test_what_is_wrong_is_one_line(command, both, arguments, told):
    code, _, err = command("events", "match", *arguments)
    assert code in (1, 2)
    assert told in " ".join(err)
