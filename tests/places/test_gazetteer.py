from __future__ import annotations

import pytest

from grounds.places import load_gazetteer
from grounds.resolution.context import Context
from grounds.resolution.places import resolve_place

CASES = [
    ("Mogadishu", {}, "SOM", "settlement"),
    ("Mali", {}, "MLI", "country"),
    ("Zabul province", {"AFG": 1.0}, "AFG", "admin1"),
    ("Khyber Agency", {"PAK": 1.0}, "PAK", "admin2"),
    ("Goma", {"COD": 0.8}, "COD", "settlement"),
    ("Darfur", {}, "SDN", "region"),
    ("FATA", {"PAK": 0.5}, "PAK", "admin1"),
    ("Cabo Delgado", {"MOZ": 1.0}, "MOZ", "admin1"),
]


@pytest.mark.parametrize(("name", "countries", "country", "level"), CASES, ids=[c[0] for c in CASES])
def test_a_place_is_resolved_by_its_context(name, countries, country, level):
    found = resolve_place(name, load_gazetteer(), Context(countries=countries))
    assert found.place is not None
    assert (found.place.country, found.place.level) == (country, level)
    assert found.why


@pytest.mark.parametrize("name", ["Nowhere-on-Sea", "the", "Police", "March"])
def test_what_is_no_place_stays_unresolved(name):
    assert resolve_place(name, load_gazetteer(), Context()).place is None
