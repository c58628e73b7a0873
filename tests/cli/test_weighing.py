"""The commands that weigh, on incidents entered by hand and on reports that were read."""

from __future__ import annotations

import csv
import io
import json

import pytest

import grounds
from grounds.documents import ReadOptions

REPORTS = {
    "a": (
        "2024-03-03",
        "River Post",
        "Al-Shabaab fighters attacked a market in Baidoa on 2 March 2024, killing five people.",
    ),
    "b": (
        "2024-03-04",
        "Coast Radio",
        "Nine people were killed when al-Shabaab attacked a market in Baidoa on 2 March 2024.",
    ),
}


def add(
    command, *more: str, source: str = "phone call, clinic", words: str = "Five dead at the market.", killed: str = "5"
):
    told = [
        "--by",
        "al-shabaab",
        "--to",
        "civilians",
        "--at",
        "Baidoa, SOM",
        "--date",
        "2024-03-02",
        "--mode",
        "attack",
    ]
    shared = [
        "--source",
        source,
        "--words",
        words,
        "--killed",
        killed,
        "--entered-by",
        "R.A.",
        "--told-on",
        "2024-03-03",
    ]
    return command("incidents", "add", *told, *shared, *more)


def json_lines(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def test_an_incident_by_hand_is_weighed_as_one_that_was_read(command):
    assert add(command)[0] == 0
    assert add(command, source="letter, teacher", words="Nine died at the market.", killed="9")[0] == 0
    code, out, _ = command("incidents", "-f", "jsonl")
    (incident,) = json_lines(out)
    assert code == 0
    assert len(incident["claims"]) == 2
    assert incident["casualties"]["killed all"]["rivals"]
    (found,) = json_lines(command("disagreements", "-f", "jsonl")[1])
    assert (found["type"], found["strength"], found["independent_origins"]) == ("how_many", "contradiction", [1, 1])
    assert "phone call, clinic" in found["explanation"]
    assert "letter, teacher" in found["explanation"]
    assert command("ledger", "verify")[0] == 0


def test_a_note_is_never_read_again(command):
    add(command)
    assert command("reread")[0] == 0
    assert len(json_lines(command("claims", "-f", "jsonl")[1])) == 1


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (["--date", "someday"], "'someday' is no date"),
        (["--killed", "many"], "'many' is no number"),
        (["--type", "x"], "'x' is no predicate"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(command, more, problem):
    code, _, errors = add(command, *more)
    assert code == 2
    assert len(errors) == 1
    assert problem in errors[0]


def test_a_source_is_judged_with_who_and_why(command):
    add(command)
    assert command("sources", "grade", "phone call, clinic", "Z", "--by", "R.A.", "--why", "known for years")[0] == 2
    code, out, _ = command("sources", "grade", "phone call, clinic", "B", "--by", "R.A.", "--why", "known for years")
    assert code == 0
    assert "usually reliable (B): known for years" in out
    assert json_lines(command("sources", "-f", "jsonl")[1])[0]["grade"] == "B"
    assert command("sources", "grade", "nobody", "B", "--by", "R.A.", "--why", "x")[2][0].endswith("`grounds sources`")


@pytest.mark.parametrize("name", ["clusters", "incidents", "ties", "disagreements", "sources"])
@pytest.mark.parametrize("format_", ["table", "csv", "xlsx"])
def test_each_list_in_each_form(command, tmp_path, name, format_):
    add(command)
    output = tmp_path / f"out.{format_}"
    assert command(name, "-f", format_, "-o", str(output))[0] == 0
    if format_ == "csv":
        assert next(csv.reader(io.StringIO(output.read_text("utf-8"))))[0] in ("id", "key")
    assert output.stat().st_size > 0


@pytest.mark.parametrize("arguments", [("ties", "--as-of", "soon"), ("disagreements", "--type", "why")])
def test_values_that_are_none_are_wrong_usage(command, arguments):
    add(command)
    assert command(*arguments)[0] == 2


def test_reports_that_were_read_are_weighed(tmp_path, command):
    with grounds.open(tmp_path / "grounds.db") as bench:
        for name, (date, publisher, text) in REPORTS.items():
            path = tmp_path / f"{name}.txt"
            path.write_text(text)
            bench.read(path, options=ReadOptions(date=date, publisher=publisher, language="en"))
    assert len(json_lines(command("incidents", "-f", "jsonl")[1])) == 1
    told = [(d["type"], d["strength"]) for d in json_lines(command("disagreements", "-f", "jsonl")[1])]
    assert told == [("how_many", "contradiction")]


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("name", ["clusters", "incidents", "ties", "disagreements", "sources"])
def test_tables_are_readable_at_any_width(command, monkeypatch, width, name):
    add(command)
    add(command, source="letter, teacher", words="Nine died at the market.", killed="9")
    monkeypatch.setenv("COLUMNS", str(width))
    shown = command(name)[1].splitlines()
    assert max(map(len, shown)) <= width
    assert all(len(line.strip()) != 1 or line.strip().isdigit() for line in shown)


def test_the_four_grades_of_a_claim_are_told_apart_each_in_a_sentence(command):
    add(command)
    (claim,) = json_lines(command("claims", "-f", "jsonl")[1])
    command("sources", "grade", "phone call, clinic", "B", "--by", "R.A.", "--why", "known for years")
    code, out, _ = command("show", claim["id"], "--grades")
    assert code == 0
    told = dict(line.split(maxsplit=1) for line in out.splitlines()[-4:])
    assert list(told) == ["source", "credibility", "certainty", "reader"]
    assert "usually reliable (B)" in told["source"]
    assert told["credibility"].startswith("3, possibly true: One origin")
    assert told["certainty"].startswith("It is told as a fact")
    assert told["reader"].startswith("A person entered it")
    assert command("show", claim["id"], "--grades", "-f", "jsonl")[0] == 2
