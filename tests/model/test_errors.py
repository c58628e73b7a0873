from __future__ import annotations

import re

import pytest

from grounds.model import errors


def test_the_tree_at_the_top_names_every_error():
    drawn = set(re.findall(r"(?:── |^    )([A-Z]\w+)", errors.__doc__ or "", re.MULTILINE))
    real = {n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, Exception)}
    assert drawn == real


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (errors.EmptyFile("is empty", place="a.txt", remedy="leave it out"), "a.txt: is empty; leave it out"),
        (errors.LedgerError("is locked"), "is locked"),
        (errors.InputError("is odd", place="a\nb\x1b[31m.txt"), "a\\nb\\x1b[31m.txt: is odd"),
    ],
    ids=["whole", "bare", "control characters"],
)
def test_an_error_is_one_line(error, line):
    assert str(error) == line
