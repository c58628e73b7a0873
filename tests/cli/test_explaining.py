"""``grounds show --why`` and ``grounds evaluate --misses`` on the terminal."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest


@pytest.fixture
def read(command):
    Path("one.txt").write_text("M23 attacked a market in Goma on Monday. The army may have supplied M23 with music.")
    assert command("read", "one.txt", "--date", "2024-05-10")[0] == 0
    return command


@pytest.mark.parametrize("width", [80, 120])
def test_an_explanation_fits_the_terminal(read, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    (line,) = read("claims", "--predicate", "assault", "--format", "jsonl")[1].splitlines()
    code, out, _ = read("show", json.loads(line)["id"], "--why")
    assert code == 0
    explained = out[out.index("\nparse\n") :].splitlines()
    assert [part for part in ("parse", "rule", "parties", "places", "decisions") if part not in explained] == []
    assert max(map(len, explained)) <= width
    assert not any(line.endswith(" ") for line in explained)
    assert "[m23]" in out


def test_a_miss_is_told_with_its_near_miss_and_the_rule_that_nearly_fired(read):
    text = Path("one.txt").read_text()
    start = text.index("The army")
    quote = {"start": start, "end": len(text), "exact": text[start:]}
    side = {"name": "army"}, {"name": "M23"}
    gold = {"predicate": "supports", "subjects": [side[0]], "objects": [side[1]], "quote": quote}
    Path("one.jsonl").write_text(json.dumps({**gold, "factuality": "possible", "polarity": "positive"}) + "\n")
    out = read("evaluate", "--gold", "one.jsonl", "--misses")[1]
    assert "missed: supports: army → M23 (possible, positive)" in out
    assert "near miss: none, no claim of ours stands in its words" in out
    assert "nearly fired: supports.provide at “supplied”: support_from_theme does not hold" in out


def test_a_number_rule_makes_figures_of_words(command):
    Path("two.txt").write_text("M23 fighters killed dozens of villagers in Sake on Monday.")
    command("read", "two.txt")
    told = {}
    for rule in ("grounds", "acled"):
        (row,) = csv.DictReader(io.StringIO(command("claims", "-f", "csv", "--number-rule", rule)[1]))
        told[rule] = (row["killed_best"], row["number_rule"])
    assert told == {"grounds": ("", "grounds-1"), "acled": ("12", "acled-1")}
    code, _, err = command("claims", "--number-rule", "iss")
    assert (code, "choose one of acled, grounds, ucdp" in err[0]) == (2, True)
