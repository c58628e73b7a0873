from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import grounds
from grounds.cli.main import app
from grounds.cli.output import clean
from grounds.documents import ReadOptions, read_bytes
from grounds.ledger import Ledger
from grounds.model.claim import Unread
from grounds.model.errors import GroundsError
from grounds.samples import sample_paths
from grounds.tables import CLAIM_FIELDS

RUN = CliRunner()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("cli") / "g.db"
    with grounds.open(path) as bench:
        bench.read(sample_paths())
    return str(path)


def run(*arguments: str) -> str:
    result = RUN.invoke(app, list(arguments))
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


@pytest.mark.parametrize("command", [c.name or c.callback.__name__ for c in app.registered_commands if c.callback])
def test_each_command_has_help_with_an_example(command):
    shown = run(command, "--help")
    assert "Example: grounds" in shown
    assert "Exit codes: 0 done, 1" in shown


def test_the_list_of_commands_is_told_whole(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    for group in ((), ("ledger",), ("actors",), ("review",)):
        shown = run(*group, "--help")
        assert not re.search(r"\w\.\.\.$", shown, re.MULTILINE), shown
        assert "Example: grounds" in shown


def test_claims_as_json_lines_and_csv(ledger):
    records = [json.loads(line) for line in run("claims", "-l", ledger, "--format", "jsonl").splitlines()]
    rows = list(csv.DictReader(io.StringIO(run("claims", "-l", ledger, "--format", "csv"))))
    assert [r["id"] for r in records] == [r["id"] for r in rows]
    assert len(records) > 40


def test_one_claim_and_the_claims_of_an_actor_in_the_forms_of_a_list(ledger, tmp_path):
    record = json.loads(run("show", _first_id(ledger), "-l", ledger, "-f", "jsonl"))
    assert record["id"] == _first_id(ledger)
    (row,) = csv.DictReader(io.StringIO(run("show", record["id"], "-l", ledger, "-f", "csv")))
    assert row["quote"] == record["quote"]["exact"]
    told = [json.loads(line) for line in run("actor", "Houthis", "-l", ledger, "-f", "jsonl").splitlines()]
    assert len(told) > 5
    for claim in told:
        assert "houthis" in {p["actor"] for side in ("subjects", "objects", "against") for p in claim[side]}
    run("actor", "Houthis", "-l", ledger, "-f", "csv", "-o", str(tmp_path / "houthis.csv"))
    with (tmp_path / "houthis.csv").open(newline="", encoding="utf-8") as file:
        assert [r["id"] for r in csv.DictReader(file)] == [c["id"] for c in told]


def test_an_explanation_is_for_reading_only(ledger):
    result = RUN.invoke(app, ["show", _first_id(ledger), "-l", ledger, "--why", "-f", "csv"])
    assert isinstance(result.exception, GroundsError)


def _first_id(ledger):
    return json.loads(run("claims", "-l", ledger, "-f", "jsonl", "--limit", "1"))["id"]


def test_filters_reach_the_ledger(ledger):
    records = [
        json.loads(line)
        for line in run("claims", "-l", ledger, "--actor", "m23", "--predicate", "supports", "-f", "jsonl").splitlines()
    ]
    assert records
    assert all(r["predicate"] == "supports" for r in records)
    assert len(run("claims", "-l", ledger, "--limit", "2", "-f", "jsonl").splitlines()) == 2


def test_claims_and_unread_sentences_of_one_document(ledger):
    whole = next(d for d in map(json.loads, run("documents", "-l", ledger, "-f", "jsonl").splitlines()) if d["unread"])
    for name in (whole["path"], Path(whole["path"]).name, whole["id"], whole["id"][4:20]):
        for more, number in ((), whole["claims"]), (("--unread",), whole["unread"]):
            listed = run("claims", "-l", ledger, "--document", name, "-f", "jsonl", *more).splitlines()
            assert len(listed) == number
    with pytest.raises(GroundsError, match="no document 'nowhere'"):
        RUN.invoke(app, ["claims", "-l", ledger, "--document", "nowhere"], catch_exceptions=False)


def test_unread_sentences_tell_what_models_hold_likely(tmp_path):
    path, text = str(tmp_path / "g.db"), "M23 showed up at dawn. The ADF went off."
    document = read_bytes(text.encode(), name="a.txt", options=ReadOptions(language="en"))
    spans, likely = ((0, 22), (23, len(text))), (("mobilise", "assault"), ())
    items = [
        Unread(document=document.id, start=a, end=b, exact=text[a:b], reason="no rule", likely=told)
        for (a, b), told in zip(spans, likely, strict=True)
    ]
    with Ledger.open(Path(path)) as opened, opened.writer() as writer:
        writer.add(document, [], items)
    rows = list(csv.DictReader(io.StringIO(run("claims", "-l", path, "--unread", "-f", "csv"))))
    assert [row["likely"] for row in rows] == ["mobilise; assault", ""]
    chosen = run("claims", "-l", path, "--unread", "--predicate", "assault", "-f", "jsonl").splitlines()
    assert [json.loads(line)["exact"] for line in chosen] == [text[0:22]]


def test_show_actor_and_lists(ledger):
    first = json.loads(run("claims", "-l", ledger, "-f", "jsonl").splitlines()[0])
    assert first["quote"]["exact"][:30] in run("show", "-l", ledger, first["id"][:16])
    assert "Congo River Alliance" in run("actor", "-l", ledger, "M23")
    assert "Houthis" in run("actors", "-l", ledger)
    assert "mali.txt" in run("documents", "-l", ledger, "-f", "jsonl")
    assert "reason" in run("claims", "-l", ledger, "--unread", "-f", "jsonl")


def test_reading_goes_on_after_a_bad_file(tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("M23 attacked the village of Sake near Goma on Monday, officials said in the capital.")
    bad.write_bytes(b"")
    result = RUN.invoke(app, ["read", str(tmp_path), "-l", str(tmp_path / "out" / ".." / "g.db")])
    assert result.exit_code == 1
    result = RUN.invoke(app, ["read", str(good), str(bad), "-l", str(tmp_path / "h.db")])
    assert result.exit_code == 1
    assert "1 document read" in result.output
    assert "bad.txt: is empty" in result.output + (result.stderr if result.stderr_bytes is not None else "")
    again = RUN.invoke(app, ["read", str(good), "-l", str(tmp_path / "h.db")])
    assert "1 was in" in again.output


def test_standard_input_is_read(tmp_path):
    result = RUN.invoke(
        app,
        ["read", "-", "-l", str(tmp_path / "g.db")],
        input=b"Al-Shabaab fighters attacked a hotel in Mogadishu on 3 May 2021.",
    )
    assert result.exit_code == 0, result.output
    assert "1 document read" in result.output


def test_evaluate_against_coded_claims(ledger, tmp_path):
    gold = tmp_path / "mali.jsonl"
    records = run("claims", "-l", ledger, "-f", "jsonl").splitlines()
    document = next(
        json.loads(d)["id"] for d in run("documents", "-l", ledger, "-f", "jsonl").splitlines() if "mali.txt" in d
    )
    gold.write_text("\n".join(r for r in records if json.loads(r)["quote"]["document"] == document))
    assert "F1 1.0" in run("evaluate", "-l", ledger, "--gold", str(gold), "--misses")


def test_the_doctor_finds_all_well(tmp_path):
    output = run("doctor", "-l", str(tmp_path / "none.db"))
    assert "FAIL" not in output
    assert output.count("ok ") >= 8


def test_our_errors_are_raised_for_main_to_print(tmp_path):
    result = RUN.invoke(app, ["claims", "-l", str(tmp_path / "none.db")])
    assert isinstance(result.exception, GroundsError)


@pytest.mark.parametrize(("text", "shown"), [("a\x1b[31mb", "a�[31mb"), ("a\nb", "a b"), ("الشباب 🙂", "الشباب 🙂")])
def test_no_control_character_reaches_the_terminal(text, shown):
    assert clean(text) == shown


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("command", ["claims", "documents", "actors"])
def test_tables_fit_the_terminal_and_keep_ids_and_dates_whole(ledger, monkeypatch, width, command):
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run(command, "-l", ledger)
    assert max(len(line) for line in shown.splitlines()) <= width
    wanted = {"claims": r"^clm_[0-9a-f]{8} +\w", "documents": r" 20\d\d-\d\d-\d\d ", "actors": r"^m23 +March 23 Mov"}
    assert re.search(wanted[command], shown, re.MULTILINE)


def test_columns_that_are_blank_throughout_are_left_out(ledger, monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")  # in a narrower one the place stands below its row
    assert "where" in run("claims", "-l", ledger).splitlines()[0]
    assert (
        "where" not in run("claims", "-l", ledger, "--predicate", "supports", "--polarity", "negative").splitlines()[0]
    )


def test_an_actor_by_an_alias_is_found_where_the_text_says_the_group(ledger):
    by_alias = run("claims", "-l", ledger, "--actor", "JNIM", "-f", "jsonl")
    assert by_alias == run("claims", "-l", ledger, "--actor", "Jama'at Nusrat al-Islam wal-Muslimin", "-f", "jsonl")
    mentions = {p["mention"] for r in map(json.loads, by_alias.splitlines()) for p in r["subjects"]}
    assert "The group" in mentions


def test_csv_has_one_header_whether_rows_or_none(ledger):
    some = run("claims", "-l", ledger, "--limit", "1", "-f", "csv").splitlines()[0]
    none = run("claims", "-l", ledger, "--text", "nosuchword", "-f", "csv").splitlines()[0]
    assert some == none == ",".join(CLAIM_FIELDS)


def test_a_claim_is_shown_with_its_document_and_clear_labels(ledger):
    records = map(json.loads, run("claims", "-l", ledger, "--kind", "event", "-f", "jsonl").splitlines())
    record = next(r for r in records if r["violence_type"])
    shown = run("show", "-l", ledger, record["id"])
    assert re.search(rf"^violence type  +{record['violence_type']}$", shown, re.MULTILINE)
    assert re.search(r"^document +\w.* · 20\d\d-\d\d-\d\d · ", shown, re.MULTILINE)
    assert f"{record['quote']['start']}–{record['quote']['end']}" in shown


def test_the_demo_shows_something_of_every_report(tmp_path):
    shown = run("demo", "--folder", str(tmp_path / "demo"))
    told = shown[shown.index("Ties (") : shown.index("Told, but not as facts")]
    wanted = {"M23", "Houthi", "JNIM", "Congo", "ELN", "Azerbaijan", "ISWAP", "Myanmar"}
    assert {name for name in wanted if name in told} == wanted
    assert "alleged" not in told
    assert "negated]" in shown or "[alleged]" in shown
    assert (tmp_path / "demo" / "report.html").exists()
