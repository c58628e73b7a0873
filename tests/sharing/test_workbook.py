"""The workbook: text stays text, whatever it begins with; claims link to the page."""

from __future__ import annotations

import zipfile

import pytest
from lxml import etree

from grounds.model.errors import GroundsError, UsageError
from grounds.sharing.workbook import write_workbook

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        links = archive.read("xl/worksheets/_rels/sheet1.xml.rels").decode() if _linked(archive) else ""
        return etree.fromstring(archive.read("xl/worksheets/sheet1.xml")), links


def _linked(archive):
    return "xl/worksheets/_rels/sheet1.xml.rels" in archive.namelist()


def cells(root):
    return [["".join(cell.itertext()) for cell in row.iter(f"{_MAIN}c")] for row in root.iter(f"{_MAIN}row")]


def test_rows_stand_under_their_names(tmp_path):
    rows = [{"id": "clm_1", "quote": "M23 attacked – الشباب 🙂", "start": 5, "directed": True, "to": None}]
    write_workbook(tmp_path / "a.xlsx", rows, ("id",), keep=tmp_path / "g.db")
    root, links = sheet(tmp_path / "a.xlsx")
    assert cells(root) == [["id", "quote", "start", "directed", "to"], ["clm_1", "M23 attacked – الشباب 🙂", "5", "1"]]
    assert "report.html" in links


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://a.b/c", "x" * 40_000])
def test_no_text_becomes_a_formula(tmp_path, text):
    write_workbook(tmp_path / "a.xlsx", [{"quote": text}], ("quote",), keep=tmp_path / "g.db")
    root, links = sheet(tmp_path / "a.xlsx")
    assert not list(root.iter(f"{_MAIN}f"))
    assert "a.b" not in links
    assert cells(root)[1] == [text[:32_000]]


def test_no_row_leaves_the_names(tmp_path):
    write_workbook(tmp_path / "a.xlsx", [], ("id", "name"), keep=tmp_path / "g.db")
    assert cells(sheet(tmp_path / "a.xlsx")[0]) == [["id", "name"]]


def test_the_ledger_is_not_written_over(tmp_path):
    (tmp_path / "g.db").write_text("claims")
    with pytest.raises(UsageError):
        write_workbook(tmp_path / "g.db", [], ("id",), keep=tmp_path / "g.db")


def test_a_sheet_that_would_lose_rows_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr("grounds.sharing.workbook._MOST_ROWS", 2)
    rows = ({"id": f"clm_{n}"} for n in range(3))
    with pytest.raises(UsageError, match="a sheet holds no more than 2 rows; choose fewer"):
        write_workbook(tmp_path / "a.xlsx", rows, ("id",), keep=tmp_path / "g.db")
    assert list(tmp_path.iterdir()) == []


def test_ids_beyond_the_links_that_a_sheet_holds_stand_as_text(tmp_path, monkeypatch):
    monkeypatch.setattr("grounds.sharing.workbook._LINKED", 1)
    write_workbook(tmp_path / "a.xlsx", [{"id": "clm_1"}, {"id": "clm_2"}], ("id",), keep=tmp_path / "g.db")
    root, links = sheet(tmp_path / "a.xlsx")
    assert cells(root) == [["id"], ["clm_1"], ["clm_2"]]
    assert "report.html" in links
    assert [link.get("ref") for link in root.iter(f"{_MAIN}hyperlink")] == ["A2"]


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path, monkeypatch):
    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", fail)
    with pytest.raises(GroundsError, match=r"cannot be written \(No space left on device\)"):
        write_workbook(tmp_path / "a.xlsx", [{"id": "clm_1"}], ("id",), keep=tmp_path / "g.db")
    assert list(tmp_path.iterdir()) == []
