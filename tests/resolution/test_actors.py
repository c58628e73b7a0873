"""The choice among actors of one name: by country, years and company, with its reason; nobody where it stays unsure."""

from __future__ import annotations

import pytest

from grounds.actors import load_catalogue
from grounds.model.actor import Actor, Alias
from grounds.resolution.actors import compose_force, resolve_actor
from grounds.resolution.context import Context

NORTH = Actor(id="north", name="Northern Front", kind="armed_group", country="MLI", aliases=(Alias("NF", "acronym"),))
NEW = Actor(id="new", name="New Front", kind="armed_group", country="TCD", active_from=2015, aliases=(Alias("NF"),))
SHARED = Actor(id="riders", name="Riders", kind="armed_group", country="NER", aliases=(Alias("RR", ambiguous=True),))

CASES = [
    pytest.param("NF", [NORTH], Context(), "north", "acronym", id="one alone"),
    pytest.param("Northern Front", [NORTH], Context(), "north", "name", id="its name"),
    pytest.param("NF", [NORTH, NEW], Context(countries={"TCD": 0.9}), "new", "acronym", id="the text's country"),
    pytest.param("NF", [NORTH, NEW], Context(mentioned=frozenset({"north"})), "north", "acronym", id="named in full"),
    pytest.param("NF", [NORTH, NEW], Context(date="2010-01-01"), "north", "acronym", id="years"),
    pytest.param("NF", [NORTH, NEW], Context(), None, "nil", id="nothing tells which"),
    pytest.param("RR", [SHARED], Context(), None, "nil", id="ambiguous and alone"),
    pytest.param("RR", [SHARED], Context(countries={"NER": 1.0}), "riders", "acronym", id="ambiguous in its country"),
    pytest.param("QQ", [], Context(), None, "nil", id="in no catalogue"),
]


@pytest.mark.parametrize(("name", "candidates", "context", "actor", "by"), CASES)
def test_the_actor_that_fits_is_chosen(name, candidates, context, actor, by):
    found = resolve_actor(name, candidates, context)
    assert (found.actor.id if found.actor else None, found.resolved_by) == (actor, by)
    assert found.why
    assert 0 <= found.score <= 1


def test_a_row_of_figures_before_a_force_costs_no_more_than_its_length():
    """A table drawn from a page may stand before a noun as hundreds of figures."""
    catalogue = load_catalogue()
    assert compose_force("Kenyan soldiers", catalogue, Context()) is not None
    found = compose_force("12 " * 2000 + "Kenyan soldiers", catalogue, Context())
    assert found is not None
    assert found.actor is not None
    assert found.actor.country == "KEN"
