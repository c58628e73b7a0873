from __future__ import annotations

import pytest

from grounds.resolution.context import Context


@pytest.mark.parametrize(
    ("shares", "main"),
    [({}, None), ({"MLI": 1.0}, "MLI"), ({"MLI": 0.7, "NER": 0.3}, "MLI"), ({"MLI": 0.55, "NER": 0.45}, None)],
    ids=["none", "one", "one clearly", "two alike"],
)
def test_a_text_is_about_the_country_that_it_names_clearly_most(shares, main):
    assert Context(countries=shares).main_country == main
