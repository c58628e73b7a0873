"""``grounds new``: what a report adds to what is known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import grounds
from grounds.documents import ReadOptions

BEFORE = "Al-Shabaab fighters attacked a market in Baidoa on 2 March 2024, killing five people."
REPORT = (
    "Nine people were killed when al-Shabaab attacked a market in Baidoa on 2 March 2024. "
    "Ansaru split from Boko Haram in 2012. Rwanda supports M23. A resident said the ELN bombed a bridge in Arauca."
)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


@pytest.fixture
def ledger(tmp_path):
    (tmp_path / "before.txt").write_text(BEFORE)
    with grounds.open(tmp_path / "grounds.db") as bench:
        options = ReadOptions(date="2024-03-03", publisher="River Post", language="en")
        bench.read(tmp_path / "before.txt", options=options)
    return tmp_path / "grounds.db"


def new(command, *more: str) -> tuple[int, str, list[str]]:
    return command("new", "report.txt", "--date", "2024-03-05", "--publisher", "Coast Radio", *more)


def test_without_a_ledger_the_catalogue_tells_what_is_known(command, report):
    code, out, errors = new(command, "-f", "json")
    found = json.loads(out)
    assert (code, errors) == (0, [])
    assert [t["says"] for t in found["known"]] == ["Ansaru split from Boko Haram"]
    assert "Rwanda supports March 23 Movement" in [t["says"] for t in found["new"]]
    assert "Catalogue" in found["known"][0]["first_said"]["label"]
    assert [t["claims"][0]["quote"][:10] for t in found["one_unnamed_source"]] == ["A resident"]
    assert not Path("grounds.db").exists()


def test_a_figure_that_others_tell_otherwise_is_opposed_and_nothing_is_taken_in(command, report, ledger):
    found = json.loads(new(command, "-f", "json")[1])
    (told,) = found["opposed"]
    assert told["first_said"]["label"] == "River Post"
    assert [d["type"] for d in told["disagreements"]] == ["how_many"]
    with grounds.open(ledger) as bench:
        assert len(bench.documents()) == 1


def test_the_page_and_the_terminal_tell_the_same_parts(command, report, ledger, tmp_path):
    _, out, _ = new(command)
    assert new(command, "-f", "html", "-o", str(tmp_path / "new.html"))[0] == 0
    page = (tmp_path / "new.html").read_text("utf-8")
    for part in ("Opposed by others (1)", "Known already", "Rests on one unnamed source (1)"):
        assert part in out
        assert part in page
    assert "<script" not in page
    assert "first said by River Post, 2024-03-03" in out


def test_another_ledger_serves_as_a_pack(command, report, ledger, tmp_path):
    ledger.rename(tmp_path / "pack.db")
    assert json.loads(new(command, "-f", "json")[1])["opposed"] == []
    assert len(json.loads(new(command, "-f", "json", "--pack", "pack.db")[1])["opposed"]) == 1


@pytest.mark.parametrize(
    ("arguments", "code"), [(("-f", "pdf"), 2), (("--pack", "missing.db"), 1)], ids=["form", "missing pack"]
)
def test_what_cannot_be_is_told_in_one_line(command, report, arguments, code):
    found, _, errors = new(command, *arguments)
    assert (found, len(errors)) == (code, 1)
