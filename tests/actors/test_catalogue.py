from __future__ import annotations

import pytest

from grounds.actors import load_catalogue
from grounds.model.errors import CatalogueError


def test_the_catalogue_is_sound():
    catalogue = load_catalogue()
    assert catalogue.lint() == []
    named = [a for a in catalogue.actors.values() if not a.id.startswith("state-")]
    assert len(named) >= 80
    assert all(a.sources for a in catalogue.actors.values())


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("the Taliban", "afghan-taliban"),
        ("ISIS-K", "iskp"),
        ("al Qa’ida", "al-qaeda"),
        ("حزب الله", "hezbollah"),
        ("PKK", "pkk"),
        ("Kenya", "state-ken"),
    ],
)
def test_names_are_found_in_their_spellings(name, actor):
    assert [a.id for a in load_catalogue().find(name)] == [actor]


def test_acronyms_keep_their_case():
    assert load_catalogue().find("pkk") == ()


@pytest.mark.parametrize(
    ("country", "role", "actor"),
    [
        ("PAK", "military", "pakistan-military"),
        ("KEN", "police", "state-ken/police"),
        ("NER", "government", "state-ner"),
    ],
)
def test_forces_are_composed_where_the_catalogue_has_none(country, role, actor):
    force = load_catalogue().force_of(country, role)
    assert force is not None
    assert force.id == actor


def test_users_add_and_extend(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(
        "- {id: riders, name: River Riders, kind: armed_group}\n"
        "- {id: eln, name: National Liberation Army, extends: true, aliases: [Elenos]}\n"
    )
    catalogue = load_catalogue([path])
    assert catalogue.find("River Riders")[0].id == "riders"
    assert catalogue.find("Elenos")[0].country == "COL"
    assert load_catalogue().find("River Riders") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {id: x}", "id and name"),
        ("- {id: x, name: X, kind: army}", "actor_kind"),
        ("- {id: eln, name: X}", "stands twice"),
        ("- {id: x, name: X, colour: red}", "unknown keys"),
        ("- {id: x, name: X, active_from: long ago}", "must be a year"),
        ("- [", "broken YAML"),
        ("a: &a [1]\nb: *a", "aliases are not allowed"),
        ("just words", "a list of actors"),
    ],
)
def test_a_broken_file_is_one_clear_error(tmp_path, text, said):
    path = tmp_path / "own.yaml"
    path.write_text(text)
    with pytest.raises(CatalogueError) as raised:
        load_catalogue([path])
    assert said in str(raised.value)
    assert str(path) in str(raised.value)
