"""Former names and regions."""

from __future__ import annotations

import pytest

from grounds.places import load_gazetteer
from grounds.places.former import read_former, read_regions


@pytest.mark.parametrize(
    ("name", "level", "country"),
    [
        ("Zaire", "country", "COD"),
        ("Upper Volta", "country", "BFA"),
        ("Burma", "country", "MMR"),
        ("NWFP", "admin1", "PAK"),
        ("FATA", "admin1", "PAK"),
        ("Rangoon", "settlement", "MMR"),
        ("Kobani", "settlement", "SYR"),
        ("Irian Jaya", "admin1", "IDN"),
    ],
)
def test_a_former_name_leads_to_a_place(name, level, country):
    assert any((p.level, p.country) == (level, country) for p in load_gazetteer().find(name))


@pytest.mark.parametrize(
    ("day", "province"),
    [
        ("2009-05-01", "Federally Administered Tribal Areas"),
        ("2018-05-31", "Federally Administered Tribal Areas"),
        ("2018-06-01", "Khyber Pakhtunkhwa"),
        (None, "Khyber Pakhtunkhwa"),
    ],
)
def test_a_district_lies_in_the_province_of_the_day(day, province):
    gazetteer = load_gazetteer()
    place = next(p for p in gazetteer.find("Orakzai") if p.level == "admin2")
    assert gazetteer.as_of(place, day).admin1 == province


def test_every_region_has_countries_a_middle_and_a_reach():
    codes = {p.country for p in map(load_gazetteer().country, ("MLI", "COD")) if p is not None}
    assert codes == {"MLI", "COD"}
    for place, _ in read_regions():
        assert place.countries
        assert all(load_gazetteer().country(c) is not None for c in place.countries), place.name
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert place.radius_km > 0
        assert place.basis == "centroid"


def test_every_former_name_leads_somewhere_and_its_time_is_in_order():
    for former in read_former():
        assert load_gazetteer().find(former.name), former.name
        assert former.since is None or former.until is None or former.since < former.until
