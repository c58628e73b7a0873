from __future__ import annotations

import pytest
import yaml

from grounds.events.drafting import draft
from grounds.model.errors import MappingError
from tests.events.conftest import csv_text, ged

ROWS = [
    {
        "Ref": "A-01",
        "Day": "03/02/2021",
        "Place code": "0012",
        "Lat": "9.5",
        "Lng": "7.25",
        "Dead": "3",
        "Group": "River Riders",
    },
    {
        "Ref": "A-02",
        "Day": "17/02/2021",
        "Place code": "0044",
        "Lat": "9.75",
        "Lng": "7.5",
        "Dead": "",
        "Group": "Boko Haram",
    },
]


def test_a_draft_names_columns_types_and_guesses(write):
    made = yaml.safe_load(draft(write("my events.csv", ROWS)))
    assert made["dataset"] == "my-events"
    assert {name: column["type"] for name, column in made["columns"].items()} == {
        "Ref": "text",
        "Day": "text",
        "Place code": "text",
        "Lat": "number",
        "Lng": "number",
        "Dead": "integer",
        "Group": "text",
    }
    assert made["fields"] == {
        "source_id": "Ref",
        "from": {"column": "Day", "forms": ["%d/%m/%Y"]},
        "lat": "Lat",
        "lon": "Lng",
        "killed_best": "Dead",
        "directed": {"value": False},
    }
    assert made["sides"] == [{"side": "a", "name": "Group"}]
    assert made["terms"]["redistribute"] == "ask"


def test_a_table_is_imported_by_a_draft_that_was_mended(tables, write):
    path = write("mine.csv", ROWS)
    made = yaml.safe_load(draft(path))
    made["fields"]["type"] = {"value": "assault"}
    mapping = write("mine.yaml", yaml.safe_dump(made))
    assert tables.add(path, str(mapping), release="1").faults == ()
    rows = tables.polars("mine").to_dicts()
    assert [(r["source_id"], str(r["from"]), r["killed_best"], r["type"]) for r in rows] == [
        ("A-01", "2021-02-03", 3, "assault"),
        ("A-02", "2021-02-17", None, "assault"),
    ]
    assert rows[0]["own"]["Place code"] == "0012"


def test_a_known_dataset_is_told(write):
    assert "# Its columns are those of ucdp-" in draft(write("a.csv", [ged(1), ged(2)]))


def test_what_no_column_can_be_is_told(write):
    text = draft(write("a.csv", [{"a": "x", "b": "y"}, {"a": "x", "b": "y"}]))
    assert "# No column tells each row apart" in text
    assert "# No column of days was found" in text


@pytest.mark.parametrize("text", [csv_text(ROWS, ";"), csv_text(ROWS, "\t")])
def test_separators_are_seen(write, text):
    assert list(yaml.safe_load(draft(write("a.txt", text)))["columns"]) == list(ROWS[0])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"surprise": 1}, "keys that mean nothing: surprise", id="key"),
        pytest.param({"terms": {"licence": "x"}}, "terms lacks citation", id="terms"),
        pytest.param({"fields": {"source_id": "Ref"}}, "needs source_id and from", id="no day"),
        pytest.param({"fields": {"when": "Day"}}, "fields.when is no column of the event row", id="field"),
        pytest.param(
            {"fields": {"source_id": "Ref", "from": "Day", "killed_best": "Group"}},
            "must give Group the type integer or number",
            id="type",
        ),
        pytest.param({"fields": {"source_id": "Ref", "from": "Tag"}}, "does not describe Tag", id="column"),
        pytest.param({"sides": [{"side": "c", "name": "Group"}]}, "sides.side must be one of a, b", id="side"),
        pytest.param({"naming": [{"match": "("}]}, "naming.match is no pattern", id="pattern"),
        pytest.param({"like": "nobody"}, "like: 'nobody' is no dataset", id="like"),
        pytest.param(
            {"fields": {"source_id": "Ref", "from": "Day", "type": {"value": "war"}}}, "not in its list", id="value"
        ),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told_with_its_key(tables, write, change, told):
    path = write("mine.csv", ROWS)
    mapping = write("mine.yaml", yaml.safe_dump({**yaml.safe_load(draft(path)), **change}))
    with pytest.raises(MappingError) as raised:
        tables.add(path, str(mapping), release="1")
    assert told in str(raised.value)
    assert "mine.yaml" in str(raised.value)


@pytest.mark.parametrize(("day", "is_told"), [("03/04/2021", True), ("23/04/2021", False), ("2021-04-03", False)])
def test_a_draft_says_where_days_can_be_read_in_two_ways(write, day, is_told):
    path = write("mine.csv", f"id,date,town,district\n1,{day},Diffa,Maine\n2,04/04/2021,Diffa,Maine\n")
    text = draft(path)
    assert ("can be read as day/month and as month/day" in text) == is_told
    assert yaml.safe_load(text)["places"] == {"settlement": "town", "admin2": "district"}
