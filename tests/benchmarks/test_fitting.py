"""Rows to fit on and to test on stay apart, and the small mappings learn what is there to learn."""

from __future__ import annotations

from benchmarks.fitting import Candidate, Example, Ranker, Vectors, answers_in_turn, chances, folds, predict


def test_equal_texts_are_always_on_the_same_side():
    groups = [f"text {i // 2}" for i in range(40)]
    tested = []
    for fit, test in folds(groups, 5):
        assert not {groups[i] for i in fit} & {groups[i] for i in test}
        tested += test
    assert sorted(tested) == list(range(40))


def test_rows_are_answered_by_what_is_fitted_on_others():
    seen = answers_in_turn(["a", "b", "c"], ["a", "b", "c"], lambda fit, test: [set(fit) for _ in test])
    assert seen == [{"b", "c"}, {"a", "c"}, {"a", "b"}]


def test_rows_to_fit_on_are_used_alone_where_given():
    assert answers_in_turn(["a", "b"], ["a", "b"], lambda fit, test: [fit for _ in test], ["z"]) == [["z"], ["z"]]


def test_a_single_row_without_others_is_not_answered():
    assert answers_in_turn(["a"], ["a"], lambda fit, test: test) == [None]


EXAMPLES = [Example("the river rose", {"wet": 1.0}), Example("the desert burned", {"dry": 1.0})] * 6


def test_codes_are_learnt_from_words_and_counts():
    for words in (True, False):
        vectors = Vectors(EXAMPLES, words=words, claims_weigh=1.0)
        assert predict(vectors, ["wet", "dry"] * 6, vectors.of(EXAMPLES[:2])) == ["wet", "dry"]
        wet, dry = chances(vectors, [True, False] * 6, vectors.of(EXAMPLES[:2]))
        assert wet > 0.5 > dry


def test_one_code_or_none_needs_no_fitting():
    vectors = Vectors(EXAMPLES)
    assert predict(vectors, ["wet"] * 12, vectors.of(EXAMPLES[:1])) == ["wet"]
    assert predict(vectors, [None] * 12, vectors.of(EXAMPLES[:1])) == [None]


def test_a_ranker_takes_the_candidate_whose_features_were_right():
    rows = [[Candidate(i, {"first": 1.0}), Candidate(i + 100, {"last": 1.0})] for i in range(10)]
    ranker = Ranker().fit(rows, [lambda value: value >= 100] * 10)
    assert ranker.best([Candidate(7, {"first": 1.0}), Candidate(8, {"last": 1.0})]) == 8
    assert ranker.best([]) is None
