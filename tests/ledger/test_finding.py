"""Names are sought by whole words."""

from __future__ import annotations

import pytest

from grounds.ledger.finding import part_of


@pytest.mark.parametrize(
    ("part", "name", "holds"),
    [
        ("IS", "This is it", False),
        ("IS", "IS fighters", True),
        ("is", "It is they", True),
        ("Houthi", "the Houthis", True),
        ("houthi", "Houthi-led forces", True),
        ("arm", "the army", False),
        ("army", "Lord's Resistance Army", True),
        ("M23", "M23's leaders", True),
        ("a.b", "axb", False),
        ("État", "état-major", True),
        ("الشباب", "حركة الشباب", True),
    ],
)
def test_a_name_is_sought_by_whole_words(part, name, holds):
    assert part_of(part)(name) is holds
