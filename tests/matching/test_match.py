"""The same events in two datasets, in small made-up ones."""

from __future__ import annotations

import numpy as np
import pytest

from grounds.actors import load_catalogue
from grounds.events import EventTables
from grounds.matching.match import competing, match
from grounds.matching.weights import estimated, of_vague, starting
from tests.events.conftest import csv_text, ged
from tests.events.test_datasets import ACLED

TOWNS = [("Diffa", 13.315, 12.611), ("Tahoua", 14.888, 5.269), ("Zinder", 13.807, 8.988), ("Agadez", 16.974, 7.986)]


def day(n: int) -> str:
    return str(np.datetime64("2021-01-01") + 9 * n)


def ged_row(n: int, **changes: str) -> dict[str, str]:
    town, lat, lon = TOWNS[n % 4]
    dead = str(3 + n % 7)
    told = {
        "date_start": day(n),
        "date_end": day(n),
        "best": dead,
        "low": dead,
        "high": dead,
        "where_coordinates": town,
    }
    return ged(n, **{**told, "latitude": str(lat), "longitude": str(lon), **changes})


def acled_row(n: int, **changes: str) -> dict[str, str]:
    town, lat, lon = TOWNS[n % 4]
    told = {
        "event_id_cnty": f"NIR{n}",
        "event_date": day(n),
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Military Forces of Niger (2011-2023)",
        "actor2": "Boko Haram",
        "assoc_actor_1": "",
        "assoc_actor_2": "",
        "country": "Niger",
        "location": town,
        "latitude": str(lat + 0.01),
        "longitude": str(lon),
        "geo_precision": "1",
        "time_precision": "1",
        "fatalities": str(3 + n % 7),
    }
    return {**ACLED, **told, **changes}


@pytest.fixture
def pair(tmp_path):
    """Imports the rows of two datasets and matches them; gives id → (other id, probability)."""

    def run(one: list[dict[str, str]], other: list[dict[str, str]], **how):
        tables = EventTables(tmp_path / "grounds.events")
        (tmp_path / "a.csv").write_text(csv_text(one))
        (tmp_path / "g.csv").write_text(csv_text(other))
        tables.add(tmp_path / "a.csv", "acled", release="1")
        tables.add(tmp_path / "g.csv", "ucdp-ged", release="1")
        left, right = (tables.store.release(d, "1") for d in ("acled", "ucdp-ged"))
        found = match(tables, left, right, load_catalogue(), **how)
        told = {p["source_id"]: (p["other_id"], p["probability"]) for p in found.pairs.to_pylist()}
        return told, found

    return run


def test_rows_of_one_event_are_paired_and_others_are_not(pair):
    told, found = pair([acled_row(n) for n in range(40)], [ged_row(n) for n in range(20, 60)])
    assert {one: other for one, (other, _) in told.items()} == {f"NIR{n}": str(n) for n in range(20, 40)}
    assert min(p for _, p in told.values()) > 0.8
    first = found.pairs.to_pylist()[0]
    assert (first["time"], first["place"], first["sides"], first["type"]) == ("same", "km_4", "both", "same")


def test_a_vague_row_is_paired_within_what_it_leaves_open(pair):
    vague = ged_row(4, where_prec="4", latitude="13.9", longitude="12.9", date_prec="3")
    told, _ = pair([acled_row(n) for n in range(40)], [vague, *(ged_row(n) for n in range(20, 60))], least=0.0)
    assert told["NIR4"][0] == "4"


def test_several_rows_may_be_one_of_several_days(pair):
    of_days = ged_row(4, date_start=day(4), date_end=str(np.datetime64(day(4)) + 2), best="12", low="10", high="12")
    three = [acled_row(4, event_id_cnty=f"X{k}", event_date=str(np.datetime64(day(4)) + k)) for k in range(3)]
    told, _ = pair([*three, *(acled_row(n) for n in range(20, 40))], [of_days, *(ged_row(n) for n in range(20, 60))])
    assert [told.get(f"X{k}", ("", 0))[0] for k in range(3)] == ["4"] * 3


def test_rows_without_coordinates_are_counted_and_not_compared(pair):
    told, found = pair([acled_row(1, latitude="", longitude=""), acled_row(2)], [ged_row(1), ged_row(2)])
    assert found.unplaced == (1, 0)
    assert "NIR1" not in told


def test_only_one_of_two_rows_can_be_one_of_a_day():
    odds = np.array([4.0, 4.0])
    left, right = np.array([0, 1], np.int32), np.array([0, 0], np.int32)
    alone = competing(left, right, odds, 2, np.array([False]), 1.0)
    of_days = competing(left, right, odds, 2, np.array([True]), 2.0)
    assert alone.sum() == pytest.approx(1.0, abs=0.1)
    assert of_days.sum() > 1.4


def test_weights_stay_as_they_are_without_pairs_and_follow_many():
    nothing = np.array([], np.int64)
    assert estimated(nothing, nothing).share == starting().share
    assert of_vague(nothing, nothing, starting()).share == starting().share
    # same day, km_1, both sides, same type, same large number against the opposite of all of it
    patterns = np.array([0, (4 << 12) | (4 << 9) | (3 << 6) | (1 << 3) | 4])
    found = estimated(patterns, np.array([30_000, 70_000]))
    assert found.share == pytest.approx(0.3, abs=0.02)
    assert found.match["time"][0] > 0.95
    assert found.record()["match"]["time"]["same"] > 0.95
