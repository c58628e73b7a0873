"""``grounds reread``, ``grounds ledger runs|undo`` and what other commands show after them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

WITHOUT = ("--without", "assault.attack")


@pytest.fixture
def read(command):
    Path("one.txt").write_text("M23 attacked the village of Sake on Monday. Rwanda has supplied M23 with weapons.")
    assert command("read", "one.txt")[0] == 0
    return command


def test_a_reread_lists_what_changes(read):
    code, out, err = read("reread", "--dry-run", *WITHOUT, "--format", "jsonl")
    change = json.loads(out)
    assert (code, change["change"], change["old"]["predicate"], change["new"]) == (0, "goes", "assault", None)
    assert err[0].startswith("1 document read again: 1 claim as before, 0 would appear, 1 would go, 0 would change")
    assert err[1] == "Nothing was written."
    code, out, err = read("reread", "one.txt", "--date", "2024-05-02")
    assert "when: none – none" not in out
    assert "… – … (“on Monday”) → 2024-04-29" in " ".join(out.split())
    assert "0 appear, 0 go, 1 change" in err[0]


def test_a_list_of_changes_as_csv(read):
    _, out, _ = read("reread", "--dry-run", "--date", "2024-05-02", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["change"], row["fields"], row["document"][:4]) == ("changes", "when", "doc_")
    assert row["old"] != row["new"]


def test_nothing_changed_is_said_in_a_line(read):
    _, out, err = read("reread")
    assert (out, err[1]) == ("", "1 document left as before: this reader has read them by the same facts.")


def test_what_is_superseded_is_listed_and_told(read):
    claim = json.loads(read("claims", "--predicate", "assault", "--format", "jsonl")[1])["id"]
    read("reread", "--date", "2024-05-02")
    now = json.loads(read("claims", "--predicate", "assault", "--format", "jsonl")[1])["id"]
    assert claim[:12] in read("claims", "--superseded")[1]
    assert claim[:12] not in read("claims")[1]
    told = read("show", claim)[1]
    assert "superseded     by run 2" in told
    assert f"{now}; differs in when" in told
    assert "superseded" not in read("show", now)[1]


def test_runs_are_listed_and_undone(read):
    read("reread", *WITHOUT)
    assert "frames 0.1.0 without assault.attack" in read("ledger", "runs")[1]
    code, out, _ = read("ledger", "undo")
    assert (code, out.split(" of ")[0]) == (0, "run 2")
    records = [json.loads(line) for line in read("ledger", "runs", "-f", "jsonl")[1].splitlines()]
    assert [(r["verb"], r["undoes"], r["undone_by"]) for r in records] == [
        ("read", None, None),
        ("reread", None, 3),
        ("undo", 2, None),
    ]
    assert read("ledger", "undo")[0] == 1
    assert read("ledger", "undo", "1")[0] == 2
    assert "no faults" in read("ledger", "verify")[1]


def test_a_read_of_the_same_bytes_with_other_facts_points_to_reread(read):
    out = read("read", "one.txt", "--publisher", "A monitor", "--date", "2024-05-02")[1]
    assert "in already, with other facts (date not known, given now 2024-05-02; publisher not known, given" in out
    assert "`grounds reread PATH --date … --publisher …`" in out


def test_rules_are_switched_off_by_a_setting(read):
    Path("grounds.toml").write_text('without = ["assault.attack"]\n')
    Path("two.txt").write_text("Boko Haram attacked a school in Maiduguri.")
    assert "1 document read: 0 claims, 1 unread sentence" in read("read", "two.txt")[1]
    code, _, err = read("read", "two.txt", "--without", "assault.none")
    assert (code, err[0].startswith("grounds: no rule 'assault.none' can be switched off")) == (2, True)


def test_dates_and_labels_are_checked(read):
    assert read("reread", "--date", "May")[0] == 2
    assert read("reread", "--tlp", "PINK")[0] == 2
