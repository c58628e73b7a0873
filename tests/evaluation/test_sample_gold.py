"""The samples' coded claims: exact offsets, known values, and a reading that keeps up with them."""

from __future__ import annotations

from typing import Any

import pytest

from grounds.documents import read_file
from grounds.evaluation import evaluate, load_gold
from grounds.model.vocabulary import VOCABULARY
from grounds.samples import gold_path, sample_paths

SAMPLES = [pytest.param(path, id=path.stem) for path in sample_paths()]


def spans(record: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Every span of a coded claim with the words that it must hold."""
    said = record.get("attribution") or {}
    told = [*record["subjects"], *record["objects"], *record.get("where", []), *said.get("source", [])]
    told += [record["when"]] if record.get("when") else []
    found = [(m["start"], m["end"], m["mention"]) for m in told]
    worded = [*record.get("casualties", []), *([record["goal"]] if record.get("goal") else [])]
    return [*found, *((m["start"], m["end"], m["words"]) for m in worded)]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_offset_is_exact(sample):
    text = read_file(sample).text
    for record in load_gold(gold_path(sample)):
        quote = record["quote"]
        assert text[quote["start"] : quote["end"]] == quote["exact"]
        assert quote["document"] == sample.stem
        for start, end, words in spans(record):
            assert text[start:end] == words


def test_the_samples_are_of_all_main_formats_and_of_one_length():
    words = {path: len(read_file(path).reading.text.split()) for path in sample_paths()}
    assert {path.suffix for path in words} == {".txt", ".md", ".html", ".pdf", ".docx", ".eml"}
    assert all(150 <= n <= 350 for n in words.values()), words


def test_what_is_not_the_reports_own_is_not_read():
    read = " ".join(read_file(path).reading.text for path in sample_paths())
    for clutter in ("cookie", "bakery", "Advertisement", "bomb them all", "Sign up", "sample panel", "(sample)"):
        assert clutter not in read


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_value_is_in_the_vocabulary(sample):
    for record in load_gold(gold_path(sample)):
        VOCABULARY.check_modes(record["predicate"], tuple(record.get("modes", ())), sample.name)
        for name in ("factuality", "polarity", "scope", "outcome", "phase", "trend", "state", "subtype", "goal_type"):
            VOCABULARY.check(name, record.get(name), sample.name)


def test_two_samples_disagree_on_who_helps_whom():
    told = {
        (r["polarity"], r["factuality"])
        for path in sample_paths()
        for r in load_gold(gold_path(path))
        if r["predicate"] == "supports" and r["subjects"] and r["subjects"][0]["name"] == "Rwanda"
    }
    assert {("positive", "asserted"), ("negative", "asserted")} <= told


def test_the_reader_keeps_up_with_the_samples(pipeline):
    """A guard against losing what is read today, not a measure of quality (see ``benchmarks``)."""
    documents = [read_file(path) for path in sample_paths()]
    readings = [reading for _, reading in pipeline.run(documents)]
    rows = [
        (path.stem, [c.record() for c in reading.claims], load_gold(gold_path(path)))
        for path, reading in zip(sample_paths(), readings, strict=True)
    ]
    figures = evaluate(rows).figures()
    assert figures["precision"] >= 0.8
    assert figures["recall"] >= 0.65
