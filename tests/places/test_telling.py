"""A place as a claim tells it: what is known of it, and how exactly in the terms of two datasets."""

import pytest

from grounds.model.claim import Where
from grounds.model.place import Place
from grounds.places import with_place


@pytest.mark.parametrize(
    ("role", "level", "basis", "precision"),
    [
        ("at", "settlement", "named", {"ucdp": 1, "acled": 1}),
        ("near", "settlement", "named", {"ucdp": 2, "acled": 2}),
        ("at", "admin1", "centroid", {"ucdp": 4, "acled": 3}),
        ("at", "country", "centroid", {"ucdp": 6, "acled": 3}),
    ],
)
def test_how_exactly_a_place_is_known(role, level, basis, precision):
    told = Where(role=role, name="kayes", mention="kayes", start=3, end=8)
    found = with_place(told, Place(name="Kayes", level=level, country="MLI", basis=basis))
    assert (found.name, found.level, found.country, found.basis) == ("Kayes", level, "MLI", basis)
    assert (found.mention, found.start, found.end) == ("kayes", 3, 8)
    assert found.precision == precision
