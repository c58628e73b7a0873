"""Words broken at a line's end: which hyphens are the word's own."""

from __future__ import annotations

import pytest

from grounds.documents import ReadOptions, read_bytes


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["the north-", "ern towns"], "the northern towns"),
        (["the north-", "eastern towns"], "the north-eastern towns"),
        (["an Iran-", "backed force"], "an Iran-backed force"),
        (["fighters of Al-", "Shabaab fled"], "fighters of Al-Shabaab fled"),
        (["from 2019-", "2021 on"], "from 2019-2021 on"),
        (["the pro-", "vince was calm"], "the province was calm"),
        (["no long-term aim, and no long-", "term plan"], "no long-term aim, and no long-term plan"),
        (["the ceasefire held; the cease-", "fire ended"], "the ceasefire held; the ceasefire ended"),
        (["the gov\u00ad", "ernor left"], "the governor left"),
        (["a pause -", "then fire"], "a pause - then fire"),
        (["self-", "defence units"], "self-defence units"),
    ],
)
def test_hyphens_at_the_end_of_a_line(lines, read):
    text = "\n".join([*lines, "and so it went on for a good while in the whole of the country"])
    document = read_bytes(text.encode(), name="a.txt", options=ReadOptions(language="en"))
    assert document.text == text
    assert document.reading.text.startswith(f"{read} and so")
