"""Rows as frames, and the same analysis on two engines."""

from __future__ import annotations

import ibis
import pandas
import polars
import pyarrow
import pytest

from grounds.model.errors import GroundsError, NotFound
from tests.events.conftest import ged


@pytest.fixture
def filled(tables, write):
    rows = [ged(1), ged(2, best="3", low="1"), ged(3, country="Chad", best="")]
    tables.add(write("a.csv", rows), "ucdp-ged", release="5.0")
    tables.add(write("b.csv", rows[:1]), "ucdp-ged", release="25.1")
    return tables


def test_each_kind_of_frame_has_the_same_rows(filled):
    frames = [filled.arrow("ucdp-ged", "5.0"), filled.polars("ucdp-ged", "5.0"), filled.pandas("ucdp-ged", "5.0")]
    assert [type(f) for f in frames] == [pyarrow.Table, polars.DataFrame, pandas.DataFrame]
    assert [len(f) for f in frames] == [3, 3, 3]


def test_a_blank_stays_a_blank_in_pandas(filled):
    frame = filled.pandas("ucdp-ged", "5.0")
    assert frame["killed_best"].isna().tolist() == [False, False, True]
    assert frame["own.side_a"].tolist() == ["Government of Niger"] * 3


@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # how Ibis asks DuckDB
@pytest.mark.parametrize("backend", [lambda: None, ibis.polars.connect], ids=["duckdb", "polars"])
def test_an_analysis_runs_on_duckdb_and_on_another_engine(filled, backend):
    events = filled.ibis("ucdp-ged", "5.0", backend=backend())
    deaths = events.group_by("country").aggregate(deaths=events.killed_best.sum(), events=events.count())
    found = deaths.order_by("country").to_polars().rows()
    assert [(country, total or 0, number) for country, total, number in found] == [("NER", 10, 2), ("TCD", 0, 1)]


def test_sql_goes_over_several_releases(filled):
    sql = "SELECT (SELECT count(*) FROM old) AS old, (SELECT count(*) FROM new) AS new"
    found = filled.query(sql, old=("ucdp-ged", "5.0"), new=("ucdp-ged", "25.1"))
    assert found.to_pylist() == [{"old": 3, "new": 1}]


def test_the_latest_release_is_that_of_the_highest_number(filled):
    assert [r.release for r in filled.releases()] == ["5.0", "25.1"]
    assert len(filled.polars("ucdp-ged")) == 1


def test_what_is_not_there_is_told(filled):
    with pytest.raises(NotFound, match="gtd is not imported"):
        filled.arrow("gtd")
    with pytest.raises(NotFound, match="ucdp-ged 7 is not imported"):
        filled.arrow("ucdp-ged", "7")
    with pytest.raises(GroundsError, match="the query fails"):
        filled.query("SELECT nothing FROM ged", ged="ucdp-ged")


def test_a_part_that_is_damaged_is_told(filled):
    part = filled.releases()[0].parts[0]
    part.path.with_suffix(".json").write_text("{")
    with pytest.raises(GroundsError, match="is damaged"):
        filled.releases()
