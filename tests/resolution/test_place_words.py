"""Places told in words, as a report or a data row tells them."""

from __future__ import annotations

import pytest

from grounds.places import distance_km, load_gazetteer
from grounds.resolution.context import Context
from grounds.resolution.place_words import locate

#: Words, holders beside them, country → name of the first level, level, and where it lies (within 60 km).
CASES = [
    ("the town of Bosaso", (), "SOM", "settlement", (11.28, 49.18)),
    ("Musa Qala district", ("Helmand Province",), "AFG", "admin2", (32.44, 64.74)),
    ("Qandahar province", ("Afghanistan",), None, "admin1", (31.6, 65.8)),
    ("Qandahar city", ("Afghanistan",), None, "settlement", (31.6, 65.7)),
    ("Kandahar airport", (), "AFG", "site", (31.6, 65.7)),
    ("Nyala refugee camp", (), "SDN", "site", (12.05, 24.88)),
    ("northern Helmand Province", (), "AFG", "admin1", (31.6, 64.2)),
    ("15 km west of Mosul", (), "IRQ", "settlement", (36.34, 43.13)),
    ("near Timbuktu", (), "MLI", "settlement", (16.77, -3.0)),
    ("outskirts of Goma", (), "COD", "settlement", (-1.67, 29.22)),
    ("Kobane/Ayn al-Arab", (), "SYR", "settlement", (36.89, 38.35)),
    ("Der'a (Daraa) city", (), "SYR", "settlement", (32.6, 36.1)),
    ("Sambisa Forest", (), "NGA", "site", (11.2, 13.4)),
    ("the border area between Mali and Niger", (), None, "border", None),
    ("the Somalia-Kenya border", (), None, "border", None),
    ("the area between Gao and Kidal", (), "MLI", "region", (17.4, 0.7)),
    ("Lake Chad basin", (), None, "region", (13.0, 14.0)),
]


@pytest.mark.parametrize(("words", "beside", "country", "level", "near"), CASES, ids=[c[0] for c in CASES])
def test_words_are_located(words, beside, country, level, near):
    context = Context(countries={country: 1.0} if country else {})
    found = locate(words, load_gazetteer(), context, beside)
    assert found.place is not None, found.why
    assert found.place.level == level
    assert found.why
    if near is not None:
        assert distance_km(found.place.lat, found.place.lon, *near) < 60


def test_an_unknown_village_is_put_where_its_district_lies():
    found = locate("Xyzzy village", load_gazetteer(), Context(), ("Rutshuru territory", "North Kivu", "DR Congo"))
    place = found.place
    assert place is not None
    assert (place.name, place.level, place.admin1, place.admin2) == ("Xyzzy", "settlement", "Nord-Kivu", "Rutshuru")
    assert (place.basis, place.ids) == ("inferred", {})
    assert "in no gazetteer" in found.why


def test_an_unknown_village_in_a_country_alone_has_no_coordinates():
    place = locate("Xyzzy village", load_gazetteer(), Context(countries={"MLI": 1.0})).place
    assert place is not None
    assert (place.country, place.lat, place.lon) == ("MLI", None, None)


@pytest.mark.parametrize("words", ["", "Xyzzy", "the village of Xyzzy"])
def test_without_a_holder_an_unknown_name_stays_with_its_words(words):
    assert locate(words, load_gazetteer(), Context()).place is None


def test_a_name_shared_by_far_places_is_not_guessed():
    found = locate("San Juan", load_gazetteer(), Context())
    assert found.place is None or found.candidates[0].score > found.candidates[1].score + 0.03


def test_candidates_keep_their_points():
    found = locate("Tripoli", load_gazetteer(), Context(countries={"LBN": 1.0}))
    assert found.place is not None
    assert found.place.country == "LBN"
    assert {c.place.country for c in found.candidates} >= {"LBN", "LBY"}
    assert any("country" in reason for reason in found.candidates[0].reasons)
