"""The pairs and cases of weighing hold their bounds."""

from __future__ import annotations

from collections import Counter

from benchmarks.weighing_made import load

from benchmarks import weighing_cases, weighing_pairs


def test_pairs_are_told_for_one_where_a_careful_reader_does():
    pairs = [pair for name in weighing_pairs.FILES for pair in load(name)]
    scores = weighing_pairs.scores([(weighing_pairs.linked(pair)[0], pair["same"]) for pair in pairs])
    assert len(pairs) >= 150
    assert scores["f1"] >= 0.9


def test_disagreements_of_cases_are_found():
    for part in weighing_cases.PARTS:
        counted = sum((weighing_cases.count(case) for case in load(f"cases-{part}")), Counter())
        figures = weighing_cases.figures(counted)
        assert figures["recall"] >= 0.85
        assert figures["precision"] >= 0.8
        assert figures["origins_right"] == 1.0
