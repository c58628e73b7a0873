"""Small towns, divisions and where they lie, from the packages' tables."""

from __future__ import annotations

import pytest

from grounds.places import distance_km, load_gazetteer
from grounds.places.precision import acled_precision, settlement_radius, ucdp_precision


@pytest.mark.parametrize(
    ("name", "country", "by", "near"),
    [
        ("Bosaso", "SOM", "spelling", (11.28, 49.18)),
        ("Bossasso", "SOM", "sound", (11.28, 49.18)),
        ("Musa Qala", "AFG", "spelling", (32.44, 64.74)),
        ("Rutshuru", "COD", "spelling", (-1.18, 29.45)),
        ("Hreitan", "SYR", "consonants", (36.29, 37.08)),
    ],
)
def test_a_small_town_is_found_in_its_country(name, country, by, near):
    found = load_gazetteer().find_within(name, country, by=by)
    assert any(p.lat is not None and distance_km(p.lat, p.lon, *near) < 60 for p in found)


def test_a_name_is_sought_in_its_country_alone():
    assert load_gazetteer().find_within("Bosaso", "AFG") == ()
    assert load_gazetteer().find_within("Bosaso", "XXX") == ()


def test_a_town_knows_its_divisions_and_a_division_its_middle():
    gazetteer = load_gazetteer()
    goma = next(gazetteer.located(p) for p in gazetteer.find("Goma") if p.level == "settlement" and p.country == "COD")
    assert (goma.admin1, goma.admin2, goma.basis) == ("Nord-Kivu", "Goma", "named")
    kivu = next(gazetteer.located(p) for p in gazetteer.find("North Kivu") if p.level == "admin1")
    assert kivu.basis == "centroid"
    assert kivu.ids["iso3166_2"] == "CD-NK"
    assert distance_km(kivu.lat, kivu.lon, -0.8, 29.0) < 120


def test_a_country_lies_amid_its_towns():
    gazetteer = load_gazetteer()
    mali = gazetteer.located(gazetteer.country("MLI"))
    assert distance_km(mali.lat, mali.lon, 14.0, -5.5) < 200
    assert mali.radius_km > 400


@pytest.mark.parametrize(
    ("level", "given", "ucdp", "acled"),
    [
        ("settlement", {}, 1, 1),
        ("settlement", {"near": True}, 2, 2),
        ("settlement", {"inferred": True}, 3, 2),
        ("admin2", {}, 3, 2),
        ("admin1", {}, 4, 3),
        ("region", {}, 5, 3),
        ("border", {}, 5, 3),
        ("country", {}, 6, 3),
        (None, {}, 5, 3),
    ],
)
def test_precision_is_told_in_the_terms_of_both_datasets(level, given, ucdp, acled):
    assert (ucdp_precision(level, **given), acled_precision(level, **given)) == (ucdp, acled)


def test_waters_of_nobody_are_seven():
    assert ucdp_precision("region", international=True) == 7


def test_larger_towns_reach_farther():
    assert settlement_radius(0) < settlement_radius(100_000) < settlement_radius(5_000_000) <= 25
