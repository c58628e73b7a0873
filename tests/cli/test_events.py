from __future__ import annotations

import json

import pytest

from tests.events.conftest import csv_text, ged
from tests.events.test_datasets import ACLED


@pytest.fixture
def file(tmp_path):
    def written(name, rows):
        (tmp_path / name).write_text(csv_text(rows), "utf-8")
        return name

    return written


def test_import_tells_rows_faults_names_and_terms(command, file):
    name = file("GEDEvent_v25_1.csv", [ged(1), ged(2, best="-1")])
    code, out, err = command("events", "import", name, "--dataset", "ucdp-ged")
    assert (code, err) == (1, [])
    assert "1 row into ucdp-ged 25.1" in out
    assert "line 3: killed_best is negative: -1" in out
    assert "2 of 2 names of parties linked to actors, 1 of 1 countries known" in out
    assert "redistribute yes" in out
    assert "cite as: Uppsala Conflict Data Program" in out


def test_import_a_second_time_says_so(command, file):
    name = file("GEDEvent_v25_1.csv", [ged(1)])
    assert command("events", "import", name, "-d", "ucdp-ged")[0] == 0
    code, out, _ = command("events", "import", name, "-d", "ucdp-ged")
    assert code == 0
    assert "is in ucdp-ged 25.1 already (1 row); nothing added" in out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("import", "x.csv", "-d", "gde"), 2, "grounds: --dataset 'gde' is no dataset; choose among acled, "),
        (("import", "none.csv", "-d", "acled"), 1, "grounds: none.csv: is no file; "),
        (("import", "x.csv", "-d", "acled"), 1, "its columns are those of ucdp-candidate or ucdp-ged"),
        (("diff", "1", "2", "-d", "gtd"), 1, "gtd 1 is not imported"),
        (("export", "gtd", "-o", "a.csv"), 1, "gtd is not imported"),
    ],
)
def test_what_is_wrong_is_one_line(command, file, arguments, code, told):
    file("x.csv", [ged(1)])
    got, _, err = command("events", *arguments)
    assert (got, len(err)) == (code, 1)
    assert told in err[0]


def test_of_several_files_the_others_are_imported(command, file):
    file("x.csv", [ged(1)])
    code, out, err = command("events", "import", "none.csv", "x.csv", "-d", "ucdp-ged", "-r", "1")
    assert (code, len(err)) == (1, 1)
    assert "1 row into ucdp-ged 1" in out


def test_list_in_each_form(command, file):
    assert command("events", "list")[1].strip() == "nothing found"
    command("events", "import", file("x.csv", [ACLED]), "-d", "acled", "-r", "2026")
    record = json.loads(command("events", "list", "-f", "jsonl")[1])
    assert (record["dataset"], record["rows"], record["terms"]["redistribute"]) == ("acled", 1, "no")
    assert command("events", "list", "-f", "csv")[1].startswith("dataset,release,unit,rows,bad,files")


def test_diff_tells_deaths_and_rows(command, file):
    command("events", "import", file("a.csv", [ged(1), ged(2)]), "-d", "ucdp-ged", "-r", "1")
    command("events", "import", file("b.csv", [ged(1, best="8"), ged(3)]), "-d", "ucdp-ged", "-r", "2")
    out = command("events", "diff", "1", "2", "-d", "ucdp-ged")[1]
    assert "ucdp-ged 1 → 2: 1 added, 1 removed, 1 changed, 0 as they were" in out
    assert next(w for w in out.splitlines() if w.startswith("NER")).split() == ["NER", "2021", "2", "2", "14", "15"]
    rows = [
        json.loads(line)
        for line in command("events", "diff", "1", "2", "-d", "ucdp-ged", "-f", "jsonl")[1].splitlines()
    ]
    assert rows[2]["after"] == {"killed_best": 8}


def test_export_says_how_to_read_and_cite_and_keeps_to_the_terms(command, file, tmp_path):
    command("events", "import", file("a.csv", [ACLED]), "-d", "acled", "-r", "1")
    code, _, err = command("events", "export", "acled", "-o", "out.csv")
    assert (code, len(err)) == (2, 1)
    assert "add --own-use where it stays with you" in err[0]
    code, out, _ = command("events", "export", "acled", "-o", "out.csv", "--own-use")
    assert code == 0
    assert 'R: readr::read_csv("out.csv")' in out
    assert (tmp_path / "out.csv.terms.json").exists()


def test_map_drafts_once(command, file, tmp_path):
    name = file("mine.csv", [ged(1), ged(2)])
    assert "columns:" in command("events", "map", name)[1]
    assert command("events", "map", name, "-o", "mine.yaml")[0] == 0
    code, _, err = command("events", "map", name, "-o", "mine.yaml")
    assert (code, len(err)) == (2, 1)
    assert "exists already" in err[0]


def test_reading_a_folder_leaves_the_event_tables_alone(command, file, tmp_path):
    import grounds

    command("events", "import", file("a.csv", [ged(1), ged(2, best="-1")]), "-d", "ucdp-ged", "-r", "1")
    (tmp_path / "a.csv").unlink()
    with grounds.open(tmp_path / "grounds.db") as bench:
        assert bench.read(tmp_path).failed == []
