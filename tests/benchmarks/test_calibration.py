"""Confidence against outcomes: bins of like size, the distance between both, and what a claim's confidence lacks."""

from __future__ import annotations

import pytest
from benchmarks.calibration import bins_of, brier, calibration_error


def test_bins_are_of_like_size_and_equal_confidence_stays_together():
    pairs = [(0.2, False)] * 5 + [(0.4, True), (0.6, False), (0.8, True), (0.9, True), (0.95, True)]
    assert [len(held) for held in bins_of(pairs)] == [5, 2, 2, 1]


@pytest.mark.parametrize(
    ("pairs", "error"),
    [
        ([(0.5, True), (0.5, False)], 0.0),
        ([(0.9, False)] * 4, 0.9),
        ([(0.0, False)] * 5 + [(1.0, True)] * 5, 0.0),
        ([], 0.0),
    ],
)
def test_the_error_is_the_distance_between_how_sure_and_how_right(pairs, error):
    assert calibration_error(pairs) == pytest.approx(error)


def test_brier_is_the_mean_square():
    assert brier([(1.0, True), (0.5, False)]) == pytest.approx(0.125)
