"""A small report, and a record that it is held against; all of it is invented."""

from __future__ import annotations

import pytest

from grounds.actors import load_catalogue
from grounds.checking.reading import read_report
from grounds.checking.workbench import check
from grounds.documents import ReadOptions, read_bytes
from grounds.events import EventTables
from grounds.pipeline import Pipeline
from tests.events.conftest import csv_text, ged


def monthly(number: int, year: int, month: int, **changes: str) -> dict[str, str]:
    """A row of the 20th of a month, with as many dead of Boko Haram as the year has behind 2010."""
    day = f"{year}-{month:02}-20"
    dead = str(year - 2010)
    told = {"date_start": day, "date_end": day, "year": str(year), "deaths_a": "0", "deaths_b": dead}
    return ged(number, **{**told, "best": dead, "low": dead, "high": dead, **changes})


def own_row(number: int, day: str, **changes: str) -> dict[str, str]:
    return ged(number, date_start=day, date_end=day, year=day[:4], **changes)


DEAD = {"deaths_a": "0", "deaths_b": "0", "deaths_civilians": "0"}
HEADLINE = {"source_headline": "Clash"}
ROWS = [
    own_row(1, "2021-03-04", **{**DEAD, "deaths_a": "7"}, best="7", low="7", high="9"),
    own_row(2, "2021-05-05", **{**DEAD, "deaths_b": "14"}, best="14", low="14", high="14"),
    own_row(
        3,
        "2021-06-10",
        **{**DEAD, "deaths_civilians": "31"},
        best="31",
        low="31",
        high="31",
        where_coordinates="Tahoua town",
        adm_1="Tahoua region",
        latitude="14.888",
        longitude="5.269",
        type_of_violence="3",
        side_a="Boko Haram",
        side_b="Civilians",
    ),
    own_row(4, "2021-08-11", **{**DEAD, "deaths_a": "23"}, best="23", low="23", high="23"),
    *(monthly(100 + 12 * (y - 2013) + m, y, m) for y in range(2013, 2022) for m in range(1, 13)),
    monthly(900, 2019, 3, source_headline="Attack on a school"),
]
TEXT = """Boko Haram killed seven soldiers in Diffa on 4 March 2021.

On 5 May 2021 the army of Niger killed forty Boko Haram fighters in Diffa.

Boko Haram killed 31 civilians in Zinder on 10 June 2021.

Boko Haram killed 23 soldiers in Diffa on 2 September 2021.

No soldier was killed by Boko Haram in Diffa on 4 March 2021.

Boko Haram wounded two men in Diffa on 9 April 2021.

Boko Haram killed 88 civilians in Agadez on 1 February 2021.

Al-Shabaab killed three soldiers in Kismayo on 2 May 2021.

Boko Haram may have planned to kill the governor of Diffa.

Boko Haram has carried out numerous attacks on schools in Niger since 2015.

Boko Haram has been active in Diffa since 2015.

Boko Haram has weakened since 2021.

2014 was the deadliest year of the conflict in Niger.
"""


@pytest.fixture(scope="session")
def checked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("check")
    (folder / "GEDEvent_v25_1.csv").write_text(csv_text([{**HEADLINE, **row} for row in ROWS]))
    tables = EventTables(folder / "grounds.events")
    tables.add(folder / "GEDEvent_v25_1.csv", "ucdp-ged")
    options = ReadOptions(language="en", date="2021-12-20", publisher="River Post")
    report = read_report([read_bytes(TEXT.encode(), name="report.txt", options=options)], Pipeline())
    return check(report, tables, tables.releases(), load_catalogue(), file="report.txt")
