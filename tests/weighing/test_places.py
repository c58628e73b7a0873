from __future__ import annotations

import pytest

from grounds.weighing.places import compare
from tests.weighing.made import place

BAIDOA = place("Baidoa", admin1="bay", lat=3.11, lon=43.65, radius=9.0, geonames="64536")
BAY = place("Bay", level="admin1", admin1="bay")
MOGADISHU = place("Mogadishu", admin1="banaadir", lat=2.04, lon=45.34, radius=20.0, geonames="53654")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ([BAIDOA], [BAIDOA], "same"),
        ([BAIDOA], [BAY], "holds"),
        ([BAIDOA], [place("Somalia", level="country")], "holds"),
        ([BAIDOA], [MOGADISHU], "apart"),
        ([BAIDOA], [place("Baidoa", country="KEN")], "apart"),
        (
            [place("San Pedro", admin1="cauca", country="COL")],
            [place("San Pedro", admin1="sucre", country="COL")],
            "apart",
        ),
        ([BAIDOA], [place("Deynuunay", lat=3.1, lon=43.74, radius=5.0)], "meets"),
        ([BAIDOA], [place("Kishishe")], "unknown"),
        ([BAIDOA], [], "unknown"),
        ([MOGADISHU, BAIDOA], [BAIDOA], "same"),
    ],
    ids=["same", "province", "country", "apart", "other country", "one name", "near", "unplaced", "none", "nearest"],
)
def test_two_places(one, other, relation):
    assert compare(one, other).relation == relation
    assert compare(other, one).relation == relation
