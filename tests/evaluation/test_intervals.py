"""How sure the figures of an evaluation are."""

from __future__ import annotations

import pytest

from grounds.evaluation import coded_document, evaluate
from grounds.evaluation.intervals import drawn_intervals, share_interval
from grounds.model.errors import NotFound
from tests.evaluation.test_matching_rule import record


@pytest.mark.parametrize(
    ("part", "whole", "interval"),
    [(0, 0, None), (1, 1, (0.207, 1.0)), (0, 1, (0.0, 0.793)), (5, 10, (0.237, 0.763)), (81, 263, (0.255, 0.366))],
)
def test_the_interval_of_a_share_by_published_values(part, whole, interval):
    assert share_interval(part, whole) == (None if interval is None else pytest.approx(interval, abs=0.001))


def test_drawing_again_needs_two_units():
    def mean(units):
        return {"mean": sum(units) / len(units)}

    assert drawn_intervals([1], mean, 100, 1) == {"mean": None}
    low, high = drawn_intervals([0, 1] * 20, mean, 1000, 1)["mean"]
    assert 0.3 < low < 0.4
    assert 0.6 < high < 0.7


def test_one_document_is_drawn_by_its_sentences():
    gold = [record(span=(n, n + 10)) for n in range(0, 400, 20)]
    ours = [*gold[:10], record(span=(900, 910))]
    evaluation = evaluate([("a", ours, gold)])
    intervals = evaluation.intervals()
    assert evaluation.figures()["recall"] == 0.5
    assert 0.2 < intervals["recall"][0] < 0.5 < intervals["recall"][1] < 0.8
    assert intervals["precision"][1] == 1.0
    assert intervals["modes"] is None  # the coding gives none
    assert intervals["polarity"] == share_interval(10, 10)


def test_several_documents_are_drawn_whole():
    right, wrong = ("a", [record()], [record()]), ("b", [], [record()])
    assert evaluate([right, wrong]).interval() == (0.0, 1.0)
    assert evaluate([right, right]).interval() == (1.0, 1.0)


def test_each_kind_has_the_intervals_of_its_shares():
    kinds = evaluate([("a", [record()], [record(), record(span=(50, 60))])]).by("kind")
    assert kinds["relation"]["recall_interval"] == share_interval(1, 2)
    assert kinds["relation"]["precision_interval"] == share_interval(1, 1)


DOCUMENTS = [("one", "doc_1"), ("one", "doc_2"), ("two", "doc_3")]


@pytest.mark.parametrize(
    ("name", "quoted", "document"),
    [
        pytest.param("two.gold.jsonl", None, "doc_3", id="by its stem"),
        pytest.param("one.jsonl", "doc_2", "doc_2", id="by its quotes"),
        pytest.param("coded.jsonl", "doc_1", "doc_1", id="by its quotes, whatever the name"),
        pytest.param("two.jsonl", "doc_9", "doc_3", id="by its stem where the quotes name another ledger's"),
    ],
)
def test_which_document_was_coded(tmp_path, name, quoted, document):
    coded = record()
    if quoted:
        coded["quote"]["document"] = quoted
    assert coded_document(tmp_path / name, [coded], DOCUMENTS)[1] == document


@pytest.mark.parametrize(("name", "problem"), [("one.jsonl", "several documents"), ("six.jsonl", "no document 'six'")])
def test_a_coding_of_no_one_document_is_told(tmp_path, name, problem):
    with pytest.raises(NotFound, match=problem):
        coded_document(tmp_path / name, [record()], DOCUMENTS)
