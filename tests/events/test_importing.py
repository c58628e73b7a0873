from __future__ import annotations

import datetime
import gzip
import zipfile

import polars as pl
import pytest

from grounds.events.rowform import EVENT_ROW
from grounds.model.errors import BrokenFile, EmptyFile, MappingError, UnreadableFile, UsageError
from tests.events.conftest import GED, csv_text, ged


def problems(added):
    return [(fault.line, fault.problem) for fault in added.faults]


def test_a_row_becomes_an_event_row_with_its_own_columns_whole(tables, write):
    tables.add(write("GEDEvent_v25_1.csv", [ged(1)]), "ucdp-ged")
    row = tables.polars("ucdp-ged").to_dicts()[0]
    own = row.pop("own")
    sides, killed = row.pop("sides"), row.pop("killed")
    assert row == {
        "dataset": "ucdp-ged",
        "release": "25.1",
        "source_id": "1",
        "type": "assault",
        "violence_type": "state_based",
        "directed": False,
        "from": datetime.date(2021, 3, 4),
        "to": datetime.date(2021, 3, 4),
        "date_precision": "day",
        "lat": 13.315,
        "lon": 12.611,
        "place_precision": "settlement",
        "country": "NER",
        "admin1": "Diffa region",
        "killed_low": 6,
        "killed_best": 7,
        "killed_high": 9,
        "clarity": "clear",
        "licence": "CC BY 4.0",
        "line": 2,
    }
    assert [(s["side"], s["name"], s["id"], s["actor"]) for s in sides] == [
        ("a", "Government of Niger", "70", "state-ner"),
        ("b", "Boko Haram", "7700", "boko-haram"),
    ]
    assert {k: v for k, v in killed.items() if v is not None} == {
        "side_a": 2,
        "side_b": 5,
        "civilians": 0,
        "unknown": 0,
    }
    assert {k: "" if v is None else str(v) for k, v in own.items()} == {**GED, "id": "1"}


def test_the_columns_are_those_of_the_event_row(tables, write):
    tables.add(write("a.csv", [ged(1)]), "ucdp-ged", release="1")
    assert tables.polars("ucdp-ged").columns == [*EVENT_ROW, "line"]


def test_earlier_names_are_the_same_columns(tables, write):
    early = {{"best": "best_est", "low": "low_est", "high": "high_est"}.get(k, k): v for k, v in ged(1).items()}
    tables.add(write("a.csv", [early]), "ucdp-ged", release="1.9")
    row = tables.polars("ucdp-ged").to_dicts()[0]
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == (6, 7, 9)


def test_a_file_without_heading_goes_by_the_columns_of_its_release(tables, write):
    from grounds.events.mapping_files import find_mapping

    names = find_mapping("ucdp-ged").headers[0]
    body = csv_text([{n: ged(1).get(n, "") for n in names}]).split("\n", 1)[1]
    tables.add(write("a.csv", body), "ucdp-ged", release="24.0.1")
    assert tables.polars("ucdp-ged")["source_id"].to_list() == ["1"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"latitude": "91.5"}, "its latitude is impossible: 91.5", id="latitude"),
        pytest.param({"longitude": "-200"}, "its longitude is impossible: -200.0", id="longitude"),
        pytest.param({"longitude": ""}, "has half a coordinate: 13.315, None", id="half a coordinate"),
        pytest.param({"latitude": "north"}, "latitude is no number: north", id="words for a number"),
        pytest.param({"date_start": "2021-02-30"}, "its day is none: 2021-02-30", id="no day"),
        pytest.param({"date_start": ""}, "has no day", id="blank day"),
        pytest.param({"date_end": "soon"}, "its last day is none: soon", id="last day"),
        pytest.param({"date_end": "2021-03-01"}, "begins on 2021-03-04, after it ends on 2021-03-01", id="backwards"),
        pytest.param({"best": "-3"}, "killed_best is negative: -3", id="negative"),
        pytest.param({"deaths_b": "-1"}, "deaths of side_b are negative: -1", id="negative category"),
        pytest.param({"low": "11"}, "its low estimate 11 is over the high one 9", id="low over high"),
        pytest.param({"best": "7.5"}, "best is no whole number: 7.5", id="half a death"),
        pytest.param({"id": ""}, "has no id", id="no id"),
    ],
)
def test_a_row_that_cannot_be_right_is_listed_and_the_rest_taken(tables, write, change, problem):
    added = tables.add(write("a.csv", [ged(1), ged(2, **change), ged(3)]), "ucdp-ged", release="1")
    assert problems(added) == [(3, problem)]
    assert tables.polars("ucdp-ged")["source_id"].to_list() == ["1", "3"]
    assert added.part.faults_path.read_text().splitlines()[0] == "line,source_id,problem"


def test_lines_are_those_of_the_file_also_behind_quoted_line_ends(tables, write):
    rows = [ged(1, source_article="one\ntwo\nthree"), ged(2, best="-1"), ged(3)]
    added = tables.add(write("a.csv", rows), "ucdp-ged", release="1")
    assert problems(added) == [(5, "killed_best is negative: -1")]
    assert tables.polars("ucdp-ged")["line"].to_list() == [2, 6]


def test_an_id_that_comes_twice_is_taken_once(tables, write):
    added = tables.add(write("a.csv", [ged(1), ged(2), ged(1, best="8")]), "ucdp-ged", release="1")
    assert problems(added) == [(4, "repeats the id '1' of line 2")]
    assert tables.polars("ucdp-ged").select("source_id", "killed_best").rows() == [("1", 7), ("2", 7)]


def test_a_record_that_is_cut_short_is_not_read_as_one_with_blanks(tables, write):
    lines = csv_text([ged(1), ged(2), ged(3)]).splitlines()
    lines[2] = lines[2].rsplit(",", 3)[0]
    added = tables.add(write("a.csv", "\n".join(lines)), "ucdp-ged", release="1")
    assert problems(added) == [(3, "has 27 values, not 30")]
    assert tables.polars("ucdp-ged")["source_id"].to_list() == ["1", "3"]


def test_a_quote_that_is_not_closed_costs_its_own_line_only(tables, write):
    lines = csv_text([ged(1), ged(2), ged(3)]).splitlines()
    lines[2] = lines[2].replace("Diffa town", '"Diffa town')
    added = tables.add(write("a.csv", "\n".join(lines)), "ucdp-ged", release="1")
    assert problems(added) == [(3, "a quote is opened here and not closed")]
    assert tables.polars("ucdp-ged")["source_id"].to_list() == ["1", "3"]


def test_lines_in_another_encoding_are_listed(tables, write):
    text = csv_text([ged(1), ged(2, adm_1="Agadèz"), ged(3, adm_1="Zindër")]).encode()
    mixed = text.replace("Zindër".encode(), "Zindër".encode("cp1252"))
    added = tables.add(write("a.csv", mixed), "ucdp-ged", release="1")
    assert problems(added) == [(4, "is not in UTF-8 (a whole file in another encoding: --encoding cp1252 …)")]
    assert tables.polars("ucdp-ged")["admin1"].to_list() == ["Diffa region", "Agadèz"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_whole_files_may_be_in_another_encoding(tables, write, encoding):
    path = write("a.csv", csv_text([ged(1, adm_1="Agadèz")]).encode(encoding))
    tables.add(path, "ucdp-ged", release="1", encoding=encoding if encoding == "cp1252" else None)
    assert tables.polars("ucdp-ged")["admin1"].to_list() == ["Agadèz"]


@pytest.mark.parametrize("ends", ["\r\n", "\n\n"], ids=["windows", "blank lines"])
def test_line_ends_of_other_systems_and_blank_lines_are_no_fault(tables, write, ends):
    added = tables.add(write("a.csv", csv_text([ged(1), ged(2)]).replace("\n", ends)), "ucdp-ged", release="1")
    assert added.faults == ()
    assert tables.polars("ucdp-ged")["source_id"].to_list() == ["1", "2"]


@pytest.mark.parametrize("change", [{}, {3: "cut,short"}], ids=["right records", "beside a bad one"])
def test_rows_without_any_value_are_passed_over_and_listed(tables, write, change):
    lines = csv_text([ged(1), ged(2), ged(3)]).splitlines()
    blank = "," * lines[0].count(",")
    lines[2:2] = [blank, change.get(3, ""), blank, blank, blank]
    added = tables.add(write("a.csv", "\n".join([*lines, blank]) + "\n"), "ucdp-ged", release="1")
    assert [(b.line, b.problem) for b in added.blanks] == [
        (3, "holds no value; passed over"),
        (5, "holds no value, with the 2 behind it; passed over"),
        (10, "holds no value; passed over"),
    ]
    assert (added.part.rows, added.part.bad, added.part.blank) == (3, len(change), 5)
    assert tables.polars("ucdp-ged")["line"].to_list() == [2, 8, 9]
    listed = added.part.faults_path.read_text().splitlines()
    assert [int(line.split(",")[0]) for line in listed[1:]] == [3, *([4] if change else []), 5, 10]


def test_rows_without_any_value_in_workbooks_and_parquet_are_listed_too(tables, tmp_path):
    blank = dict.fromkeys(GED)
    frame = pl.DataFrame([ged(1), blank, blank, ged(2)], schema=dict.fromkeys(GED, pl.String))
    frame.write_parquet(tmp_path / "a.parquet")
    frame.write_excel(tmp_path / "a.xlsx")
    for n, (name, line) in enumerate((("a.parquet", 2), ("a.xlsx", 3))):
        added = tables.add(tmp_path / name, "ucdp-ged", release=str(n))
        assert [(b.line, b.problem) for b in added.blanks] == [
            (line, "holds no value, with the 1 behind it; passed over")
        ]
        assert added.part.rows == 2


def test_a_lone_carriage_return_is_a_letter_of_its_value(tables, write):
    added = tables.add(write("a.csv", [ged(1, where_coordinates="Diffa\rtown"), ged(2)]), "ucdp-ged", release="1")
    assert added.faults == ()
    assert tables.polars("ucdp-ged")["own"][0]["where_coordinates"] == "Diffa\rtown"


def test_short_names_of_datasets_are_known_everywhere(tables, write):
    assert tables.add(write("a.csv", [ged(1)]), "ged", release="1").part.dataset == "ucdp-ged"
    assert tables.arrow("ged").num_rows == tables.arrow("ucdp-ged").num_rows == 1


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_columns_may_stand_between_other_marks(tables, write, separator):
    tables.add(write("a.csv", [ged(1)], separator), "ucdp-ged", release="1")
    assert tables.polars("ucdp-ged")["killed_best"].to_list() == [7]


def test_importing_twice_adds_nothing(tables, write):
    path = write("a.csv", [ged(1), ged(2)])
    tables.add(path, "ucdp-ged", release="1")
    assert tables.add(path, "ucdp-ged", release="1").was_in
    assert len(tables.polars("ucdp-ged")) == 2


def test_a_second_file_of_a_release_adds_what_is_new(tables, write):
    tables.add(write("a.csv", [ged(1), ged(2)]), "ucdp-ged", release="1")
    added = tables.add(write("b.csv", [ged(2), ged(3), ged(1, best="9")]), "ucdp-ged", release="1")
    assert problems(added) == [(4, "has an id that this release has already, with other values")]
    assert (added.part.rows, added.part.known) == (1, 1)
    assert sorted(tables.polars("ucdp-ged")["source_id"].to_list()) == ["1", "2", "3"]


def test_a_column_that_nothing_is_made_of_may_hold_other_values_than_usual(tables, write):
    tables.add(write("a.csv", [ged(1), ged(2, country_id="436a")]), "ucdp-ged", release="1")
    assert [own["country_id"] for own in tables.polars("ucdp-ged")["own"]] == ["436", "436a"]


@pytest.mark.parametrize("word", ["NA", "7.0", "NaN", " 7 "])
def test_figures_as_other_programs_write_them(tables, write, word):
    added = tables.add(
        write("a.csv", [ged(1, best=word), ged(2, latitude="NaN", longitude="NA")]), "ucdp-ged", release="1"
    )
    assert added.faults == ()
    assert tables.polars("ucdp-ged")["killed_best"].to_list() == [7 if "7" in word else None, 7]


def test_columns_that_a_mapping_does_not_know_are_kept(tables, write):
    tables.add(write("a.csv", [{**ged(1), "my note": "checked"}]), "ucdp-ged", release="1")
    assert tables.polars("ucdp-ged")["own"][0]["my note"] == "checked"


def test_workbooks_parquet_and_packed_files_are_tables_too(tables, write, tmp_path):
    path = write("a.csv", [ged(1), ged(2, best="-1")])
    frame = pl.read_csv(path)
    frame.write_parquet(tmp_path / "b.parquet")
    frame.write_excel(tmp_path / "c.xlsx")
    (tmp_path / "d.csv.gz").write_bytes(gzip.compress(path.read_bytes()))
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.write(path, "GEDEvent.csv")
    for n, name in enumerate(("b.parquet", "c.xlsx", "d.csv.gz", "e.zip")):
        added = tables.add(tmp_path / name, "ucdp-ged", release=str(n))
        assert [p for _, p in problems(added)] == ["killed_best is negative: -1"]
        row = tables.polars("ucdp-ged", str(n)).to_dicts()[0]
        assert (row["source_id"], row["killed_best"], row["lat"], str(row["from"])) == ("1", 7, 13.315, "2021-03-04")


def test_a_release_is_told_by_the_files_name_or_its_content(tables, write):
    assert tables.add(write("GEDEvent_v24_1.csv", [ged(1)]), "ucdp-ged").part.release == "24.1"
    assert tables.add(write("x.csv", [ged(1)]), "ucdp-ged").part.release.startswith("file-")


@pytest.mark.parametrize(
    ("text", "dataset", "error", "told"),
    [
        pytest.param("a,b\n1,2\n", "gde", UsageError, "'gde' is no dataset; choose among", id="wrong name"),
        pytest.param("a,b\n1,2\n", "ucdp-ged", MappingError, "has no column id, type_of_violence", id="columns"),
        pytest.param("", "ucdp-ged", EmptyFile, "is empty", id="empty"),
        pytest.param(csv_text([GED]).split("\n")[0] + "\n", "ucdp-ged", EmptyFile, "has no rows", id="heading only"),
        pytest.param(csv_text([ged(1, best="-1")]), "ucdp-ged", BrokenFile, "none of its 1 rows", id="all bad"),
        pytest.param(csv_text([{**GED, "best_est": "7"}]), "ucdp-ged", MappingError, "'best' twice", id="twice"),
    ],
)
def test_a_file_that_is_no_table_of_the_dataset_is_one_clear_error(tables, write, text, dataset, error, told):
    with pytest.raises(error, match=told):
        tables.add(write("a.csv", text), dataset, release="1")
    assert tables.releases() == []


def test_what_is_wrong_with_the_request_is_told(tables, write, tmp_path):
    path = write("a.csv", [ged(1)])
    with pytest.raises(UsageError, match="no name of a release"):
        tables.add(path, "ucdp-ged", release="../up")
    with pytest.raises(UsageError, match="--encoding 'klingon' is unknown"):
        tables.add(path, "ucdp-ged", encoding="klingon")
    with pytest.raises(UsageError, match="--accessed 'yesterday' is no day"):
        tables.add(path, "ucdp-ged", accessed="yesterday")
    with pytest.raises(UnreadableFile, match="is no file"):
        tables.add(tmp_path, "ucdp-ged")
    (tmp_path / "b.zip").write_bytes(b"PK no")
    with pytest.raises(BrokenFile, match="is no archive"):
        tables.add(tmp_path / "b.zip", "ucdp-ged")
    with pytest.raises(BrokenFile, match="is no workbook"):
        tables.add(write("b.xlsx", "no workbook"), "ucdp-ged")
    with pytest.raises(BrokenFile):
        tables.add(write("b.parquet", "no parquet"), "ucdp-ged")


def test_nothing_is_left_behind_by_an_import_that_fails(tables, write):
    with pytest.raises(BrokenFile):
        tables.add(write("a.csv", [ged(1, best="-1")]), "ucdp-ged", release="1")
    assert [p for p in tables.store.folder.rglob("*") if p.is_file()] == []


def test_terms_and_citation_are_carried(tables, write):
    tables.add(write("a.csv", [ged(1)]), "ucdp-ged", release="25.1", accessed="2026-02-03")
    record = tables.releases()[0].record()
    assert record["terms"]["redistribute"] == "yes"
    assert "version 25.1" in record["terms"]["citation"]
    assert "(accessed 2026-02-03)" in record["terms"]["citation"]
    assert record["inclusion"]["deaths_at_least"] == 1


def test_a_list_of_names_in_a_cell_is_parted_and_one_number_is_nobodys(tables, write):
    tables.add(write("a.csv", [ged(1, side_b="Boko Haram, River Riders")]), "ucdp-ged", release="1")
    sides = tables.polars("ucdp-ged")["sides"][0]
    assert [(s["name"], s["id"], s["actor"]) for s in sides][1:] == [
        ("Boko Haram", None, "boko-haram"),
        ("River Riders", None, None),
    ]


def test_an_actor_of_the_users_own_is_linked_without_a_new_import(tables, write, tmp_path):
    from grounds.events import EventTables

    tables.add(write("a.csv", [ged(1, side_b="River Riders")]), "ucdp-ged", release="1")
    assert tables.polars("ucdp-ged")["sides"][0][1]["actor"] is None
    own = write("own.yaml", "- {id: river-riders, name: River Riders, kind: armed_group, country: NER}\n")
    again = EventTables(tables.store.folder, [own])
    assert again.polars("ucdp-ged")["sides"][0][1]["actor"] == "river-riders"
