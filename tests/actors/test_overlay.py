"""Entries on top of others: additions, merges and their undoing."""

from __future__ import annotations

import pytest

from grounds.actors import load_catalogue

RIDERS = """\
- {id: riders, name: River Riders, kind: armed_group, country: NER, aliases: [RRX], sources: [interviews]}
- {id: hill, name: Hill Riders, kind: faction, country: NER, countries: [NER, MLI], parent: riders, aliases: [HRX]}
- {id: dale, name: Dale Riders, parent: hill, lineage: [{type: split_from, actor: hill, date: 2020}]}
"""


@pytest.fixture
def catalogue(tmp_path):
    def load(more: str = ""):
        path = tmp_path / "own.yaml"
        path.write_text(RIDERS + more)
        return load_catalogue([path])

    return load


def test_users_add_and_extend(catalogue):
    found = catalogue("- {id: eln, extends: true, aliases: [Elenos], sources: [interviews]}\n")
    assert found.find("River Riders")[0].id == "riders"
    eln = found.find("Elenos")[0]
    assert (eln.name, eln.country) == ("National Liberation Army", "COL")
    assert eln.sources[-1] == "interviews"
    assert len(eln.sources) > 1
    assert load_catalogue().find("River Riders") == ()


def test_extending_replaces_and_takes_off(catalogue):
    found = catalogue("- {id: riders, extends: true, name: Riders of the River, without: [RRX], active_from: 2019}\n")
    assert found.find("RRX") == ()
    assert found.find("River Riders") == ()
    assert found.find("Riders of the River")[0].active_from == 2019


def test_a_merge_gives_one_actor_the_names_of_both(catalogue):
    found = catalogue("- {merge: hill, into: riders}\n")
    assert {found.find(n)[0].id for n in ("River Riders", "Hill Riders", "RRX", "HRX")} == {"riders"}
    assert found.get("hill") is found.get("riders")
    assert "hill" not in found.actors
    assert "MLI" in found.actors["riders"].countries
    assert found.actors["dale"].parent == "riders"
    assert found.actors["dale"].lineage[0]["actor"] == "riders"


def test_merges_follow_each_other(catalogue):
    found = catalogue("- {merge: dale, into: hill}\n- {merge: hill, into: riders}\n")
    assert found.merged == {"dale": "riders", "hill": "riders"}
    assert found.find("Dale Riders")[0].id == "riders"


def test_a_split_takes_a_merge_back(catalogue):
    before = catalogue()
    after = catalogue("- {merge: hill, into: riders, note: the same men}\n- {split: hill}\n")
    assert after.actors == before.actors
    assert after.merged == {}


def test_a_shipped_actor_may_be_merged_for_oneself(catalogue):
    found = catalogue("- {merge: ansaru, into: boko-haram}\n")
    assert found.find("Ansaru")[0].id == "boko-haram"
    assert load_catalogue().find("Ansaru")[0].id == "ansaru"
