"""Forces composed of a state's name and a noun."""

from __future__ import annotations

import time

from grounds.actors import load_catalogue
from grounds.resolution.actors import compose_force
from grounds.resolution.context import Context


def test_a_row_of_figures_before_a_force_costs_no_more_than_its_length():
    """A table drawn from a page may stand before a noun as hundreds of figures."""
    catalogue = load_catalogue()
    assert compose_force("Kenyan soldiers", catalogue, Context()) is not None
    start = time.process_time()
    found = compose_force("12 " * 2000 + "Kenyan soldiers", catalogue, Context())
    assert time.process_time() - start < 5
    assert found is not None
    assert found.actor is not None
    assert found.actor.country == "KEN"
