from __future__ import annotations

import datetime

from tests.events.conftest import ged


def test_rows_added_removed_and_changed_are_told_with_what_they_do_to_deaths(tables, write):
    before = [ged(1), ged(2), ged(3), ged(4)]
    after = [
        ged(1),
        ged(3, best="20", high="20", deaths_b="18"),
        ged(4, latitude="13.4", where_prec="3", date_start="2020-12-30", side_b="River Riders"),
        ged(5, country="Chad"),
    ]
    tables.add(write("old.csv", before), "ucdp-ged", release="24.1")
    tables.add(write("new.csv", after), "ucdp-ged", release="25.1")
    found = tables.difference("ucdp-ged", "24.1", "25.1")
    assert [(row["change"], row["source_id"], row["in"]) for row in found.rows] == [
        ("added", "5", []),
        ("removed", "2", []),
        ("changed", "4", ["who", "when", "where"]),
        ("changed", "3", ["how_many"]),
    ]
    assert found.unchanged == 1
    four = found.rows[2]
    assert (four["before"]["from"], four["after"]["from"]) == (datetime.date(2021, 3, 4), datetime.date(2020, 12, 30))
    assert (four["before"]["place_precision"], four["after"]["place_precision"]) == ("settlement", "admin2")
    assert found.rows[3]["after"]["killed_best"] == 20
    assert found.deaths == [
        _deaths("NER", 2020, None, 1, None, 7),
        _deaths("NER", 2021, 4, 2, 28, 27),
        _deaths("TCD", 2021, None, 1, None, 7),
    ]


def _deaths(country, year, events_before, events_after, before, after):
    return {
        "country": country,
        "year": year,
        "events_before": events_before,
        "events_after": events_after,
        "deaths_before": before,
        "deaths_after": after,
    }


def test_releases_that_are_alike_differ_in_nothing(tables, write):
    for release in ("1", "2"):
        tables.add(write("a.csv", [ged(1), ged(2)]), "ucdp-ged", release=release)
    found = tables.difference("ucdp-ged", "1", "2")
    assert (found.rows, found.deaths, found.unchanged) == ([], [], 2)


def test_a_column_that_one_release_only_has_is_no_change(tables, write):
    tables.add(write("a.csv", [ged(1)]), "ucdp-ged", release="1")
    tables.add(write("b.csv", [{**ged(1), "where_description": "at the lake"}]), "ucdp-ged", release="2")
    assert tables.difference("ucdp-ged", "1", "2").rows == []
