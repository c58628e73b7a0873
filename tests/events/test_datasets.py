"""Each dataset that Grounds knows, by small files in its columns; every row is invented."""

from __future__ import annotations

import datetime

import pytest

from grounds.events.heading import best_mappings
from grounds.events.mapping_files import find_mapping, shipped
from grounds.events.rowform import EVENT_ROW
from tests.events.conftest import csv_text, ged

ACLED = {
    "event_id_cnty": "SOM90001",
    "event_date": "12 March 2022",
    "year": "2022",
    "time_precision": "2",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Kenya (2013-)",
    "assoc_actor_1": "Police Forces of Kenya (2013-); River Riders",
    "inter1": "8",
    "actor2": "Al Shabaab",
    "assoc_actor_2": "",
    "inter2": "2",
    "iso": "706",
    "country": "Somalia",
    "admin1": "Jubbada Hoose",
    "location": "Dhobley",
    "latitude": "0.41",
    "longitude": "41.01",
    "geo_precision": "1",
    "notes": "A patrol was fired on, and returned fire.",
    "fatalities": "4",
}
ESD = {
    "year": "1999",
    "dyad_id": "88001",
    "actor_id": "700",
    "actor_name": "Hill Front",
    "ext_id": "520",
    "ext_name": "Government of Somalia",
    "ext_sup": "1",
    "ext_alleged": "1",
    "ext_w": "1",
    "ext_f": "0",
}
GTD = {
    "eventid": "201500000001",
    "iyear": "2015",
    "imonth": "2",
    "iday": "0",
    "country": "95",
    "country_txt": "Iraq",
    "provstate": "Nineveh",
    "latitude": "36.3",
    "longitude": "43.1",
    "specificity": "4",
    "doubtterr": "-9",
    "gname": "Islamic State of Iraq and the Levant (ISIL)",
    "gname2": "Unknown",
    "target1": "A checkpoint",
    "nkill": "3.0",
    "nkillter": "-99",
}
AWSD = {
    "Incident ID": "70001",
    "Year": "2019",
    "Month": "4",
    "Day": "30",
    "Country Code": "SS",
    "Country": "South Sudan",
    "Region": "Unity",
    "Nationals killed": "1",
    "Internationals killed": "1",
    "Total killed": "2",
    "Latitude": "9.2",
    "Longitude": "29.8",
    "Actor name": "Unknown",
}
POLECAT = {
    "Event ID": "ENG-1",
    "Event Date": "2023-05-06",
    "Event Type": "SUPPORT",
    "Intensity": "3.0",
    "Actor Name": 'Niger; Boko Haram "east"',
    "Recipient Name": "None",
    "Country": "NER",
    "Province": "Diffa",
    "Latitude": "None",
    "Longitude": "None",
}
GDELT = {
    "GLOBALEVENTID": "5001",
    "SQLDATE": "20240102",
    "Actor1Code": "NERMIL",
    "Actor1Name": "NIGER",
    "Actor2Name": 'HERDERS "OF THE LAKE"',
    "EventCode": "190",
    "EventRootCode": "19",
    "ActionGeo_Type": "4",
    "ActionGeo_CountryCode": "NG",
    "ActionGeo_ADM1Code": "NG05",
    "ActionGeo_Lat": "13.31",
    "ActionGeo_Long": "12.61",
}


def gdelt(version: int) -> str:
    names = find_mapping(f"gdelt{version}").headers[0]
    return "\t".join(GDELT.get(name, "") for name in names) + "\n"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


CASES = {
    "ucdp-candidate": (
        csv_text([ged(1, code_status="Check dyad")]),
        {"killed_best": 7, "country": "NER", "sides": [("a", "state-ner"), ("b", "boko-haram")]},
    ),
    "acled": (
        csv_text([ACLED]),
        {
            "type": "assault",
            "directed": False,
            "from": day("2022-03-12"),
            "to": day("2022-03-12"),
            "date_precision": "week",
            "country": "SOM",
            "killed_low": None,
            "killed_best": 4,
            "killed_high": None,
            "sides": [("a", "kdf"), ("a", "state-ken/police"), ("a", None), ("b", "al-shabaab")],
        },
    ),
    "ucdp-esd": (
        csv_text([ESD]),
        {
            "source_id": "520-700-88001-1999",
            "type": "aid",
            "directed": True,
            "from": day("1999-01-01"),
            "to": day("1999-12-31"),
            "date_precision": "year",
            "clarity": "unclear",
            "sides": [("supporter", "state-som"), ("recipient", None)],
        },
    ),
    "gtd": (
        csv_text([GTD]),
        {
            "from": day("2015-02-01"),
            "to": day("2015-02-28"),
            "date_precision": "month",
            "place_precision": "admin1",
            "country": "IRQ",
            "killed_best": 3,
            "clarity": None,
            "sides": [("a", "islamic-state"), ("b", None)],
        },
    ),
    "awsd": (
        csv_text([AWSD]),
        {
            "from": day("2019-04-30"),
            "date_precision": "day",
            "country": "SSD",
            "killed_best": 2,
            "sides": [("b", None)],
        },
    ),
    "polecat": (
        "\t".join(POLECAT) + "\n" + "\t".join(POLECAT.values()) + "\n",
        {"type": "endorse", "country": "NER", "lat": None, "sides": [("a", "state-ner"), ("a", None)]},
    ),
    "gdelt1": (gdelt(1), {"type": "assault", "country": "NER", "place_precision": "settlement", "lon": 12.61}),
    "gdelt2": (gdelt(2), {"source_id": "5001", "from": day("2024-01-02"), "sides": [("a", "state-ner"), ("b", None)]}),
}


@pytest.mark.parametrize("dataset", CASES)
def test_rows_of_a_dataset(tables, write, dataset):
    text, expected = CASES[dataset]
    added = tables.add(write("a.csv", text), dataset, release="1")
    assert added.faults == ()
    row = tables.polars(dataset).to_dicts()[0]
    row["sides"] = [(side["side"], side["actor"]) for side in row["sides"]]
    assert {name: row[name] for name in expected} == expected
    assert list(row) == [*EVENT_ROW, "line"]


def test_deaths_by_category(tables, write):
    tables.add(write("a.csv", [AWSD]), "awsd", release="1")
    killed = tables.polars("awsd")["killed"][0]
    assert {k: v for k, v in killed.items() if v is not None} == {"aid_workers": 2, "foreigners": 1}


def test_a_figure_that_means_not_known_is_none(tables, write):
    tables.add(write("a.csv", [GTD]), "gtd", release="1")
    row = tables.polars("gtd").to_dicts()[0]
    assert row["killed"]["side_a"] is None
    assert row["own"]["nkillter"] == -99.0


def test_quotes_are_letters_where_a_dataset_does_not_quote(tables, write):
    tables.add(write("a.csv", gdelt(2)), "gdelt2", release="1")
    assert tables.polars("gdelt2")["sides"][0][1]["name"] == 'HERDERS "OF THE LAKE"'


@pytest.mark.parametrize(
    ("values", "first", "last", "precision"),
    [
        (("2015", "2", "0"), "2015-02-01", "2015-02-28", "month"),
        (("2016", "0", "0"), "2016-01-01", "2016-12-31", "year"),
        (("2016", "2", "29"), "2016-02-29", "2016-02-29", "day"),
    ],
)
def test_days_in_parts_are_as_long_as_what_is_known(tables, write, values, first, last, precision):
    row = {**GTD, **dict(zip(("iyear", "imonth", "iday"), values, strict=True))}
    tables.add(write("a.csv", [row]), "gtd", release="1")
    made = tables.polars("gtd").to_dicts()[0]
    assert (str(made["from"]), str(made["to"]), made["date_precision"]) == (first, last, precision)


@pytest.mark.parametrize(("month", "day_", "problem"), [("2", "30", "2015-2-30"), ("13", "1", "2015-13-1")])
def test_a_day_in_parts_that_is_none_is_listed(tables, write, month, day_, problem):
    rows = [GTD, {**GTD, "eventid": "2", "imonth": month, "iday": day_}]
    added = tables.add(write("a.csv", rows), "gtd", release="1")
    assert [(f.line, f.problem) for f in added.faults] == [(3, f"its day is none: {problem}")]


@pytest.mark.parametrize("form", ["2022-03-12", "12 March 2022", "12-March-2022", "12-Mar-2022", "2022-03-12 00:00:00"])
def test_days_in_the_forms_that_a_dataset_has_had(tables, write, form):
    rows = [{**ACLED, "event_date": form}, {**ACLED, "event_id_cnty": "2"}]
    tables.add(write("a.csv", rows), "acled", release="1")
    assert tables.polars("acled")["from"].to_list() == [day("2022-03-12")] * 2


@pytest.mark.parametrize(
    ("event", "sub_event", "meant"),
    [
        ("Battles", "Armed clash", "assault"),
        ("Strategic developments", "Arrests", "coerce"),
        ("Strategic developments", "Other", None),
        ("Riots/Protests", "", "protest"),
        ("Riots", "Mob violence", "assault"),
    ],
)
def test_types_of_acled_of_today_and_earlier(tables, write, event, sub_event, meant):
    tables.add(write("a.csv", [{**ACLED, "event_type": event, "sub_event_type": sub_event}]), "acled", release="1")
    assert tables.polars("acled")["type"].to_list() == [meant]


@pytest.mark.parametrize("dataset", sorted(shipped()))
def test_a_mapping_says_whom_it_follows_and_what_may_be_done(dataset):
    mapping = find_mapping(dataset)
    assert mapping.dataset == dataset
    assert mapping.follows
    assert "{" not in mapping.citation("1", "2026-01-01")
    assert all(column.means for column in mapping.columns.values())
    assert mapping.inclusion.note


@pytest.mark.parametrize("dataset", sorted(shipped()))
def test_the_columns_of_a_dataset_lead_to_it(dataset):
    assert dataset in best_mappings(list(find_mapping(dataset).columns))
