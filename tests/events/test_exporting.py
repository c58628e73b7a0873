from __future__ import annotations

import csv
import json
import sqlite3
import struct

import pandas
import polars
import pytest

from grounds.events.exporting import snippets
from grounds.events.rowform import EVENT_ROW
from grounds.model.errors import UsageError
from tests.events.conftest import ged
from tests.events.test_datasets import ACLED, ESD


@pytest.fixture
def filled(tables, write):
    rows = [
        ged(1),
        ged(2, where_prec="4", country="Chad", date_start="2022-01-01", date_end="2022-01-31", date_prec="4"),
    ]
    tables.add(write("a.csv", rows), "ucdp-ged", release="25.1", accessed="2026-01-02")
    return tables


def test_parquet_is_the_event_row_to_the_letter(filled, tmp_path):
    path = tmp_path / "rows.parquet"
    assert filled.export(path, "ucdp-ged").rows == 2
    frame = polars.read_parquet(path)
    assert frame.columns == list(EVENT_ROW)
    assert frame["own"][0]["where_coordinates"] == "Diffa town"


def test_json_lines_are_event_rows(filled, tmp_path):
    filled.export(tmp_path / "rows.jsonl", "ucdp-ged")
    row = json.loads((tmp_path / "rows.jsonl").read_text().splitlines()[0])
    assert list(row) == list(EVENT_ROW)
    assert row["from"] == "2021-03-04"
    assert row["sides"][1] == {"side": "b", "name": "Boko Haram", "id": "7700", "actor": "boko-haram"}


def test_csv_has_a_codebook_and_terms(filled, tmp_path):
    filled.export(tmp_path / "rows.csv", "ucdp-ged")
    with (tmp_path / "rows.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    with (tmp_path / "rows.codebook.csv").open(newline="") as file:
        codebook = {row["column"]: row["meaning"] for row in csv.DictReader(file)}
    assert list(codebook) == list(rows[0])
    assert all(codebook.values())
    assert rows[0]["sides"] == "a: Government of Niger (state-ner); b: Boko Haram (boko-haram)"
    assert (rows[0]["killed.side_b"], rows[0]["own.best"]) == ("5", "7")
    terms = json.loads((tmp_path / "rows.csv.terms.json").read_text())
    assert terms["terms"]["redistribute"] == "yes"
    assert "(accessed 2026-01-02)" in terms["terms"]["citation"]


def test_no_cell_of_a_csv_is_a_formula(tables, write, tmp_path):
    tables.add(write("a.csv", [ged(1, adm_1="=1+1")]), "ucdp-ged", release="1")
    tables.export(tmp_path / "rows.csv", "ucdp-ged")
    assert ",'=1+1," in (tmp_path / "rows.csv").read_text()


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.jsonl"])
def test_the_python_snippet_reads_the_file(filled, tmp_path, name):
    path = tmp_path / name
    filled.export(path, "ucdp-ged")
    frame = eval(snippets(path)["Python"], {"pandas": pandas, "polars": polars})
    assert len(frame) == 2
    assert list(frame["source_id"].astype(str) if name != "a.parquet" else frame["source_id"]) == ["1", "2"]


def test_the_shape_of_ged_is_what_came_in(filled, tmp_path):
    filled.export(tmp_path / "a.csv", "ucdp-ged", shape="ged")
    with (tmp_path / "a.csv").open(newline="") as file:
        row = next(csv.DictReader(file))
    given = ged(1)
    same = [c for c in row if c in given and c not in ("country", "where_prec")]
    assert {c: row[c] for c in same} == {c: given[c] for c in same}
    assert len(same) > 15
    assert (row["country"], row["dyad_name"]) == ("NER", "Government of Niger - Boko Haram")


def test_the_shape_of_acled(filled, tmp_path):
    filled.export(tmp_path / "a.parquet", "ucdp-ged", shape="acled")
    row = polars.read_parquet(tmp_path / "a.parquet").to_dicts()[1]
    told = ("event_id_cnty", "time_precision", "actor1", "assoc_actor_1", "actor2", "geo_precision", "fatalities")
    assert [row[k] for k in told] == ["2", 3, "Government of Niger", None, "Boko Haram", 3, 7]


def test_the_shape_of_esd(tables, write, tmp_path):
    tables.add(write("a.csv", [ESD]), "ucdp-esd", release="18.1")
    tables.export(tmp_path / "a.parquet", "ucdp-esd", shape="esd")
    row = polars.read_parquet(tmp_path / "a.parquet").to_dicts()[0]
    told = ("year", "actor_name", "ext_name", "ext_id", "ext_sup", "ext_w", "ext_f")
    assert [row[k] for k in told] == [1999, "Hill Front", "Government of Somalia", "520", 1, 1, 0]


def test_a_geopackage_has_points_only_where_the_place_is_known(filled, tmp_path):
    path = tmp_path / "a.gpkg"
    filled.export(path, "ucdp-ged", shape="ged")
    with sqlite3.connect(path) as file:
        assert file.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        points = file.execute("SELECT id, geom FROM events").fetchall()
        areas = file.execute("SELECT id, latitude FROM events_of_areas").fetchall()
        contents = file.execute("SELECT table_name, data_type, srs_id FROM gpkg_contents").fetchall()
    file.close()
    assert [(i, struct.unpack("<dd", geom[-16:])) for i, geom in points] == [("1", (12.611, 13.315))]
    assert areas == [("2", 13.315)]
    assert contents == [("events", "features", 4326), ("events_of_areas", "attributes", None)]


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ({"country": "tcd"}, ["2"]),
        ({"since": "2021-12-31"}, ["2"]),
        ({"until": "2022-01-15"}, ["1", "2"]),
        ({"until": "2021-12-31"}, ["1"]),
    ],
)
def test_rows_are_chosen_by_country_and_time(filled, tmp_path, chosen, ids):
    filled.export(tmp_path / "a.parquet", "ucdp-ged", **chosen)
    assert polars.read_parquet(tmp_path / "a.parquet")["source_id"].to_list() == ids


def test_rows_that_may_not_be_given_on_are_not_written_unless_they_stay(tables, write, tmp_path):
    tables.add(write("a.csv", [ACLED]), "acled", release="1")
    with pytest.raises(UsageError, match="acled does not allow to redistribute"):
        tables.export(tmp_path / "out.csv", "acled")
    assert not (tmp_path / "out.csv").exists()
    assert tables.export(tmp_path / "out.csv", "acled", own_use=True).rows == 1


@pytest.mark.parametrize(
    ("name", "how", "told"),
    [
        ("a.doc", {}, "the ending tells no format"),
        ("a.csv", {"shape": "xyz"}, "'xyz' is no shape"),
        ("a.csv", {"since": "2021"}, "--since '2021' is no day"),
    ],
)
def test_what_is_wrong_with_an_export_is_told(filled, tmp_path, name, how, told):
    with pytest.raises(UsageError, match=told):
        filled.export(tmp_path / name, "ucdp-ged", **how)
