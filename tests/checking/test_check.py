"""A report against a record, claim by claim."""

from __future__ import annotations

import json

import pytest

from grounds.checking.check import by_row


def about(checked, words):
    """The claims whose quote holds the words."""
    found = [one for one in checked.claims if words in one.item.quote]
    assert found, [one.item.quote for one in checked.claims]
    return found


def fields(one):
    return {v.field: v.outcome for v in one.found.verdicts}


@pytest.mark.parametrize(
    ("words", "row", "disagreeing"),
    [
        pytest.param("seven soldiers in Diffa", "1", (), id="all agrees"),
        pytest.param("forty Boko Haram", "2", ("how_many",), id="another number"),
        pytest.param("31 civilians", "3", ("where",), id="another place"),
        pytest.param("23 soldiers", "4", ("when",), id="another day"),
    ],
)
def test_the_row_is_found_though_one_field_disagrees(checked, words, row, disagreeing):
    one = about(checked, words)[0]
    assert one.found is not None, one
    assert one.found.row.source_id == row
    assert one.found.disagreeing == disagreeing
    assert one.status == ("disagrees" if disagreeing else "agrees")


def test_what_both_tell_stands_beside_the_verdict(checked):
    verdicts = {v.field: v for v in about(checked, "forty Boko Haram")[0].found.verdicts}
    assert (verdicts["how_many"].report, verdicts["how_many"].record) == ("40 militants", "14 (side b 14)")
    assert verdicts["how_many"].why == "40 militants against 14"
    assert verdicts["who"].outcome == "agrees"


@pytest.mark.parametrize(
    ("words", "status", "reason"),
    [
        pytest.param("No soldier", "denied", "", id="a denial of what is recorded"),
        pytest.param("wounded two men", "out_of_scope", "the report tells of no death", id="no death"),
        pytest.param("Kismayo", "out_of_scope", "has no row in SOM in 2021; it may not cover it", id="country"),
        pytest.param("88 civilians", "absent", "", id="absent"),
        pytest.param("the governor", "not_checkable", "not of what was", id="planned"),
    ],
)
def test_what_no_row_agrees_with_has_its_status_and_reason(checked, words, status, reason):
    assert [one.status for one in about(checked, words)] == [status]
    assert reason in about(checked, words)[0].reason


@pytest.mark.parametrize(
    ("words", "points", "says"),
    [
        pytest.param(
            "numerous attacks",
            "bears",
            "1 row with Boko Haram telling of education in Niger, 2015-01-01 to 2021-12-20 in ucdp-ged 25.1, 9 dead",
            id="many",
        ),
        pytest.param("active in Diffa", "bears", "is of 2013-01-20; 24 rows before 2015-01-01, 88 rows", id="since"),
        pytest.param("has weakened", "against", "16 rows and", id="trend"),
        pytest.param("deadliest year", "against", "48 dead in 2014, rank 8 of 9; most in 2021 (207)", id="superlative"),
    ],
)
def test_claims_about_many_events_have_the_figures_that_bear_on_them(checked, words, points, says):
    one = about(checked, words)[-1]
    assert one.status == "figures"
    assert says in one.figures.says
    assert one.figures.points == points


def test_what_the_record_has_and_the_report_leaves_out_is_told(checked):
    (one,) = checked.left_out
    assert one.rows == 7  # the monthly ones from February to August: no claim is about them
    assert one.told == 4
    assert [row.best for row in one.largest] == [11] * 7


def test_the_whole_is_plain_json_and_carries_terms(checked):
    record = json.loads(json.dumps(checked.as_record()))
    assert record["datasets"][0]["citation"].startswith("Uppsala Conflict Data Program")
    assert record["counts"]["agrees"] == 1
    row = next(c["row"] for c in record["claims"] if c["row"])
    assert set(row["fields"]) == {"who", "whether", "how_many", "when", "where"}


def test_claims_on_one_row_are_taken_together(checked):
    rows = {row.source_id: [one.status for one in listed] for row, listed, _ in by_row(checked.claims)}
    assert rows["1"] == ["agrees", "denied"]
