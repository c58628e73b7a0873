"""How a list is laid out on terminals of any width."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from grounds.cli.layout import BELOW, lines

ROWS = [
    {
        "id": "tie_a8b19881",
        "tie": "Revolutionary Front of the Northern Highlands is affiliated with → Council of Elders",
        "held": "since 2016-01-01, cited 2025-04-02",
        "origins": 12,
        "why": "One origin that is no party to the matter says so, and nobody contradicts it.",
        "blank": None,
    },
    {
        "id": "tie_7fe255fd",
        "tie": ["short", "and a second line"],
        "held": "",
        "origins": 3,
        "why": "",
        "blank": "",
    },
]
COLUMNS = {"id": 0, "tie": 3, "held": 1, "origins": 0, "blank": 0, "why": BELOW}


def laid_out(width: int, rows=ROWS, columns=COLUMNS) -> list[tuple[str, str]]:
    return list(lines(rows, columns, width))


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 140, 300])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_broken(width):
    shown = laid_out(width)
    assert max(cell_len(line) for _, line in shown) <= width
    words = set(re.findall(r"\w+", " ".join(line for _, line in shown)))
    assert {"Revolutionary", "affiliated", "contradicts", "tie_a8b19881", "tie_7fe255fd", "2025"} <= words


@pytest.mark.parametrize("width", [40, 80, 140])
def test_nothing_is_lost_at_any_width(width):
    told = " ".join(" ".join(line for _, line in laid_out(width)).split())
    for word in ("Council", "cited", "12", "second", "nobody", "tie_7fe255fd"):
        assert word in told


def test_columns_stand_beside_each_other_where_there_is_room_and_below_where_not():
    assert [part for part, _ in laid_out(300)] == ["head", "row", "below", "row", "row"]
    assert "held" in laid_out(300)[0][1]
    narrow = laid_out(40)
    assert "held" not in narrow[0][1]
    assert any(line.startswith("    held: since 2016") for _, line in narrow)


def test_blank_columns_are_left_out_and_numbers_stand_right():
    assert all("blank" not in line for _, line in laid_out(300))
    ends = [line for part, line in laid_out(300) if part == "row" and line.strip()[-1:].isdigit()]
    assert {cell_len(line) for line in ends} == {cell_len(laid_out(300)[0][1])}


@pytest.mark.parametrize("width", [20, 80])
def test_a_word_without_blanks_and_wide_characters_are_cut_to_fit(width):
    rows = [{"id": "x", "text": "y" * 300}, {"id": "z", "text": "山" * 90}]
    shown = laid_out(width, rows, {"id": 0, "text": 1})
    assert max(cell_len(line) for _, line in shown) <= width
    assert sum(line.count("y") for _, line in shown) == 300
    assert sum(line.count("山") for _, line in shown) == 90
