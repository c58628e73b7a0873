"""Field by field, on claims and rows made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from grounds.checking.agreement import agreement, settled
from grounds.checking.finding import Finder
from grounds.checking.telling import Told, joint, occurrences
from grounds.matching.rows import Placing, Row
from grounds.places.gazetteer import Gazetteer
from grounds.weighing.items import Figure, Party
from grounds.weighing.lineage import Lineage
from tests.weighing.made import item, killed, period, place

ARMY = Party("~army", "army", None, "state_force", "military")
REBELS = Party("~rebels", "rebels", None, "armed_group", "militants")
PEOPLE = Party("~people", "people", None, "population", "civilians")
PLACING = Placing(Gazetteer())
LINEAGE = Lineage()


def side(name: str) -> tuple[Party, ...]:
    return (Party(f"~{name}", name, None, None, None),)


def row(**fields) -> Row:
    day = date(2021, 3, 4).toordinal()
    told = {
        "dataset": "made",
        "release": "1",
        "source_id": "r1",
        "type": "assault",
        "side_a": side("security forces"),
        "side_b": side("militants"),
        "directed": True,
        "first": day,
        "last": day,
        "date_precision": "day",
        "lat": 13.3,
        "lon": 12.6,
        "place_precision": "settlement",
        "country": None,
        "names": (),
        "low": 8,
        "best": 10,
        "high": 12,
        "killed": {"security_forces": 3, "militants": 7},
        "words": "",
        "line": 2,
    }
    return Row(**{**told, **fields})


def told(**fields) -> Told:
    claim = item(**{"subjects": (ARMY,), "objects": (REBELS,), "period": period("2021-03-04"), **fields})
    return Told(claim, claim.period, "own", claim.places, "own", claim.subjects, claim.objects, claim.figures)


def verdicts(claim: Told, of: Row):
    return {v.field: v for v in agreement(claim, of, LINEAGE, PLACING)}


@pytest.mark.parametrize(
    ("figures", "outcome"),
    [
        pytest.param((killed(10),), "agrees", id="best"),
        pytest.param((killed(9),), "agrees", id="within low and high"),
        pytest.param((killed(15),), "disagrees", id="above high"),
        pytest.param((killed(4),), "disagrees", id="below low"),
        pytest.param((killed(7, of="militants"),), "agrees", id="of a side"),
        pytest.param((killed(6, of="militants"),), "agrees", id="of a side, within the spread of low and high"),
        pytest.param((killed(4, of="militants"),), "disagrees", id="of a side, wrong"),
        pytest.param((killed(5, of="militants"), killed(5, of="security_forces")), "agrees", id="sides add up"),
        pytest.param((killed(2, of="women"),), "open", id="a part"),
        pytest.param((killed(13, of="women"),), "disagrees", id="a part larger than the whole"),
        pytest.param((killed(10, bound="at_least"),), "agrees", id="a floor"),
        pytest.param((Figure("killed", "all", None, None, None, "vague", "dozens", None),), "open", id="vague"),
        pytest.param((Figure("injured", "all", 4, 4, 4, "exact", "four", None),), "not_told", id="nobody killed"),
    ],
)
def test_how_many_is_held_against_low_and_high(figures, outcome):
    assert verdicts(told(figures=figures), row())["how_many"].outcome == outcome


@pytest.mark.parametrize(
    ("sides", "outcome"),
    [
        pytest.param({}, "agrees", id="as told"),
        pytest.param({"subjects": (REBELS,), "objects": (ARMY,)}, "disagrees", id="the other way round"),
        pytest.param({"subjects": (), "objects": ()}, "not_told", id="not told"),
        pytest.param({"subjects": (ARMY, REBELS), "objects": ()}, "agrees", id="a clash"),
    ],
)
def test_who_is_compared_by_what_parties_are(sides, outcome):
    assert verdicts(told(**sides), row())["who"].outcome == outcome


def test_an_undirected_row_says_nothing_on_who_began():
    claim = told(subjects=(REBELS,), objects=(ARMY,))
    assert verdicts(claim, row(directed=False))["who"].outcome == "agrees"


def test_dead_of_the_other_side_are_a_disagreement_on_who_and_not_on_how_many():
    swapped = row(killed={"security_forces": 7}, low=7, best=7, high=7)
    found = verdicts(told(figures=(killed(7, of="militants"),)), swapped)
    assert found["who"].why == "7 dead are militants in the report, security forces in the record"
    assert found["how_many"].outcome == "open"


@pytest.mark.parametrize(
    ("day", "precision", "outcome"),
    [
        pytest.param("2021-03-04", "day", "agrees", id="the day"),
        pytest.param("2021-03-05", "day", "agrees", id="a day apart"),
        pytest.param("2021-03-09", "day", "disagrees", id="five days apart"),
        pytest.param("2021-03-09", "week", "agrees", id="within a week"),
        pytest.param("2021-03-25", "month", "agrees", id="within a month"),
    ],
)
def test_when_is_held_against_the_precision_of_the_row(day, precision, outcome):
    found = verdicts(told(period=period(day)), row(date_precision=precision))["when"]
    assert found.outcome == outcome


@pytest.mark.parametrize(
    ("lat", "precision", "outcome"),
    [
        pytest.param(13.35, "settlement", "agrees", id="near"),
        pytest.param(14.5, "settlement", "disagrees", id="far"),
        pytest.param(14.1, "admin1", "agrees", id="within what a division leaves open"),
    ],
)
def test_where_is_held_against_the_radius_of_the_row(lat, precision, outcome):
    here = place("Kabare", country=None, lat=lat, lon=12.6)
    found = verdicts(told(places=(here,)), row(place_precision=precision))["where"]
    assert found.outcome == outcome


def test_of_several_claims_on_one_row_that_which_agrees_decides():
    whole, part = told(figures=(killed(10),)), told(figures=(killed(2),))
    both = [v for claim in (part, whole) for v in agreement(claim, row(), LINEAGE, PLACING)]
    assert {v.field: v.outcome for v in settled(both)}["how_many"] == "agrees"
    assert verdicts(part, row())["how_many"].outcome == "disagrees"


def test_the_row_that_agrees_in_most_is_found_among_others():
    day = row().first
    rows = [row(source_id=f"r{n}", first=day + 9 * n, last=day + 9 * n, lat=20.0 + n) for n in range(1, 9)]
    claim = told(figures=(killed(10),), places=(place("Kabare", country=None, lat=13.3, lon=12.6),))
    found = Finder(LINEAGE, PLACING).best(claim, [*rows, row()])
    assert found[0].row.lat == 13.3
    assert found[0].probability > 0.9


def test_nothing_is_found_where_nothing_agrees():
    day = row().first
    far = [row(source_id=f"r{n}", first=day + 20 + 3 * n, last=day + 20 + 3 * n, lat=30.0) for n in range(20)]
    claim = told(figures=(killed(90),), places=(place("Kabare", country=None, lat=13.3, lon=12.6),))
    assert Finder(LINEAGE, PLACING).best(claim, far) == []


def test_claims_that_tell_different_days_or_numbers_are_of_two_events():
    one, other = told(figures=(killed(10),)), told(figures=(killed(2),))
    beside = told()
    near = [c._replace(item=c.item._replace(start=0, quote="words")) for c in (one, other, beside)]
    groups = occurrences(near)
    assert [len(g) for g in groups] == [2, 1]
    assert joint(groups[0]).figures == one.figures
