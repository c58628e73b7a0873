"""``grounds check``: a report against event data, as table, JSON and page."""

from __future__ import annotations

import json

import pytest

from tests.events.conftest import csv_text, ged

REPORT = (
    "Boko Haram killed two soldiers in Diffa on 4 March 2021. Boko Haram killed 60 civilians in Diffa on 9 May 2021."
)


@pytest.fixture
def held(command, tmp_path):
    """A report, and a release of two rows to hold it against."""
    (tmp_path / "report.txt").write_text(REPORT)
    row = ged(1, deaths_a="2", deaths_b="0", best="2", low="2", high="2")
    later = ged(7, date_start="2021-09-01", date_end="2021-09-01")
    (tmp_path / "GEDEvent_v25_1.csv").write_text(csv_text([row, later]))
    command("events", "import", "GEDEvent_v25_1.csv", "-d", "ged")
    return tmp_path


def test_the_table_tells_row_by_row_and_what_was_not_found(command, held):
    code, out, err = command("check", "report.txt", "--against", "ged", "--date", "2021-06-01")
    assert (code, err) == (0, [])
    assert "The record agrees (1)" in out
    assert "how many agrees: 2 security forces | 2 (side a 2)" in out
    assert "ucdp-ged: CC BY 4.0; cite as: Uppsala" in out


def test_json_and_page_tell_the_same(command, held):
    told = json.loads(command("check", "report.txt", "-a", "ucdp-ged@25.1", "-f", "json")[1])
    row = next(c["row"] for c in told["claims"] if c["status"] == "agrees")
    assert (row["source_id"], row["fields"]["when"]["outcome"]) == ("1", "agrees")
    assert command("check", "report.txt", "-a", "ged", "-f", "html", "-o", "page.html")[0] == 0
    page = (held / "page.html").read_text()
    assert "The record agrees (1)" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("report.txt", "-a", "gtd"), 1, "gtd is not imported"),
        (("report.txt", "-a", "ged@1.0"), 1, "ucdp-ged 1.0 is not imported"),
        (("report.txt", "-a", ""), 2, "--against names no dataset"),
        (("none.txt", "-a", "ged"), 1, "none.txt: cannot be opened"),
        (("report.txt", "-a", "ged", "-f", "csv"), 2, "'csv' is no form of this page"),
        (("https://a.example/r", "-a", "ged"), 2, "an address is no file"),
    ],
)
def test_what_is_wrong_is_one_line(command, held, arguments, code, told):
    got, _, err = command("check", *arguments)
    assert (got, len(err)) == (code, 1)
    assert told in err[0]


def test_a_new_release_tells_which_findings_of_a_saved_check_move(command, held):
    command("check", "report.txt", "-a", "ged", "--date", "2021-06-01", "-f", "json", "-o", "check.json")
    row = ged(1, deaths_a="5", deaths_b="0", best="5", low="5", high="5")
    (held / "GEDEvent_v26_1.csv").write_text(
        csv_text([row, ged(2), ged(7, date_start="2021-09-01", date_end="2021-09-01")])
    )
    command("events", "import", "GEDEvent_v26_1.csv", "-d", "ged")
    code, out, _ = command("events", "diff", "25.1", "26.1", "-d", "ged", "--findings", "check.json", "-f", "jsonl")
    told = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(t["status"], t["source_id"], t["change"], t["in"]) for t in told] == [
        ("agrees", "1", "changed", ["how_many"]),
        ("absent", None, "rows added", []),
    ]
    assert told[0]["after"]["killed_best"] == 5
    shown = command("events", "diff", "25.1", "26.1", "-d", "ged", "--findings", "check.json")[1]
    assert "changed" in shown


@pytest.mark.parametrize(
    ("text", "told"), [("[]", "is no saved check"), ("no", "is no JSON"), (None, "cannot be opened")]
)
def test_what_is_no_saved_check_is_told(command, held, text, told):
    if text is not None:
        (held / "check.json").write_text(text)
    code, _, err = command("events", "diff", "25.1", "25.1", "-d", "ged", "--findings", "check.json")
    assert (code, len(err)) == (1, 1)
    assert told in err[0]
