"""Claims as rows: every column filled from the record, and the one-line ways into pandas that the README gives."""

from __future__ import annotations

import csv
import re
import zipfile

import pytest
from typer.testing import CliRunner

import grounds
from grounds.cli.main import app
from grounds.samples import sample_paths
from grounds.tables import CLAIM_FIELDS, flat_claim, titles


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a ledger of two samples and its report."""
    folder = tmp_path_factory.mktemp("tables")
    with grounds.open(folder / "grounds.db") as bench:
        bench.read([p for p in sample_paths() if p.stem in {"mali", "yemen"}])
        bench.report(folder / "report.html")
    return folder


@pytest.fixture
def records(folder):
    with grounds.open(folder / "grounds.db") as bench:
        return list(bench.ledger.claims())


def written(folder, command, form):
    """What a command writes into a file of the form."""
    path = folder / f"{command}.{form}"
    told = CliRunner().invoke(app, [command, "-l", str(folder / "grounds.db"), "-f", form, "-o", str(path)])
    assert told.exit_code == 0, told.output
    return path


def test_a_row_has_the_columns_in_their_order(records):
    assert all(tuple(flat_claim(r)) == CLAIM_FIELDS for r in records)


def test_a_row_has_what_the_record_says(records):
    record = next(r for r in records if "killed at least 500 people" in r["quote"]["exact"])
    row = flat_claim(record, "Mali")
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == (500, 500, None)
    assert (row["title"], row["said_by"], row["self"]) == ("Mali", "UN Human Rights Office", False)
    assert row["quote"] == record["quote"]["exact"]
    assert (row["start"], row["end"]) == (record["quote"]["start"], record["quote"]["end"])


def test_a_claim_without_a_speaker_has_no_speaker(records):
    row = flat_claim(next(r for r in records if r["attribution"] is None))
    assert (row["said_by"], row["source_kind"], row["stance"], row["self"]) == ("", "", "", None)


@pytest.mark.parametrize(
    ("title", "path", "url", "name"),
    [("A", "b", "c", "A"), ("", "b", "c", "b"), (None, None, "c", "c"), ("", "", "", "")],
)
def test_a_document_is_called_by_its_title_or_its_place(title, path, url, name):
    assert titles([{"id": "doc_1", "title": title, "path": path, "url": url}]) == {"doc_1": name}


def test_every_claim_names_its_document(folder):
    with written(folder, "claims", "csv").open(encoding="utf-8", newline="") as file:
        told = {row["title"] for row in csv.DictReader(file)}
    assert told == {"Mali after the peace deal: who fights whom in the north", "Red Sea brief: attacks on shipping"}


@pytest.mark.parametrize("command", ["claims", "actors", "documents"])
def test_every_link_of_a_workbook_leads_to_a_place_in_the_report(folder, command):
    page = (folder / "report.html").read_text("utf-8")
    with zipfile.ZipFile(written(folder, command, "xlsx")) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        links = archive.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    places = set(re.findall(r'location="([^"]+)"', sheet)) | set(re.findall(r"report\.html#([^\"]+)", links))
    assert places
    assert [place for place in places if f'id="{place}"' not in page] == []


def test_the_ways_into_pandas(folder):
    pandas = pytest.importorskip("pandas")
    rows = pandas.read_csv(written(folder, "claims", "csv"))
    whole = pandas.read_json(written(folder, "claims", "jsonl"), lines=True)
    assert tuple(rows.columns) == CLAIM_FIELDS
    assert list(rows["id"]) == list(whole["id"])
    with grounds.open(folder / "grounds.db") as bench:
        assert tuple(bench.frame().columns) == CLAIM_FIELDS
