"""What is shipped: sound, wide enough, and found by its names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from grounds.actors import load_catalogue
from grounds.actors.faults import Faults
from grounds.actors.lint import main
from grounds.actors.loading import countries, data_files, own_catalogue, table


def test_the_catalogue_is_sound():
    assert list(map(str, Faults(own_catalogue()).all(countries()))) == []


def test_the_catalogue_is_wide():
    actors = [a for a in own_catalogue().actors.values() if not a.id.startswith("state-")]
    kinds = Counter(a.kind for a in actors)
    assert len(actors) >= 1_000
    assert kinds["armed_group"] >= 350
    assert len({a.country for a in actors if a.kind in {"state_force", "intelligence_service"}}) >= 100
    assert sum(len(a.lineage) for a in actors) >= 250


def test_the_linter_tells_numbers_by_region(capsys):
    assert main() == 0
    out = capsys.readouterr().out
    assert "levant" in out
    assert out.rstrip().endswith("0 faults")


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("the Afghan Taliban", "afghan-taliban"),
        ("ISIS-K", "iskp"),
        ("al Qa’ida", "al-qaeda"),
        ("حزب الله", "hezbollah"),
        ("PKK", "pkk"),
        ("Kenya", "state-ken"),
        ("Збройні сили України", "ukraine-forces"),
        ("Ejército Zapatista de Liberación Nacional", "ezln"),
        ("ejercito zapatista de liberacion nacional", "ezln"),
        ("M-19", "m-19"),
        ("R&AW", "raw"),
        ("Inter-Services Intelligence", "isi"),
    ],
)
def test_names_are_found_in_their_spellings(name, actor):
    assert [a.id for a in load_catalogue().find(name)] == [actor]


def test_acronyms_keep_their_case():
    assert load_catalogue().find("pkk") == ()


@pytest.mark.parametrize(
    ("country", "role", "year", "actor"),
    [
        ("PAK", "military", None, "pakistan-military"),
        ("KEN", "police", None, "state-ken/police"),
        ("NER", "government", None, "state-ner"),
        ("AFG", "intelligence", 2015, "nds"),
        ("AFG", "intelligence", 2023, "state-afg/intelligence"),
        ("SSD", "military", 2014, "spla-southsudan"),
        ("SSD", "military", 2020, "sspdf"),
        ("SYR", "military", 2016, "syrian-army"),
    ],
)
def test_a_force_is_that_of_the_year_or_composed(country, role, year, actor):
    force = load_catalogue().force_of(country, role, year)
    assert force is not None
    assert force.id == actor


def test_lineage_is_dated_and_names_its_source():
    aqim = own_catalogue().actors["gspc"]
    renamed = next(link for link in aqim.lineage if link["type"] == "renamed_to")
    assert renamed["actor"] == "aqim"
    assert renamed["date"] == "2007-01"
    assert renamed["source"].startswith("UN Security Council")


def test_designations_name_issuer_list_and_dates():
    ttp = own_catalogue().actors["ttp"]
    assert {d["issuer"] for d in ttp.designations} == {"United Nations", "United States", "Pakistan"}
    assert all(d["list"] and d["since"] for a in own_catalogue().actors.values() for d in a.designations)


def test_the_page_tells_how_many_there_are():
    page = (Path(__file__).parents[2] / "docs" / "catalogue.md").read_text("utf-8")
    actors = [a for a in own_catalogue().actors.values() if not a.id.startswith("state-")]
    assert f"there are {len(actors):,} actors" in page
    assert f"{sum(len(a.lineage) for a in actors)} links" in page
    homes = {a.country for a in actors if a.kind in {"state_force", "intelligence_service"}}
    assert f"intelligence services of {len(homes)} countries" in page


def test_the_files_are_laid_out_in_one_way():
    from tools.format_actors import laid_out

    files = {p.name: p.read_text("utf-8") for p in data_files()}
    assert [name for name, text in files.items() if laid_out(text) != text] == [], "run tools/format_actors.py"


def test_every_source_is_used():
    told = {s for a in own_catalogue().actors.values() for s in a.sources}
    told |= {x.get("source", "") for a in own_catalogue().actors.values() for x in a.lineage}
    told |= {x["list"] for a in own_catalogue().actors.values() for x in a.designations}
    assert set(table("sources.yaml").values()) - told == set()
