"""The file of one's own actors: added to whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import pytest

import grounds
from grounds import overlay
from grounds.actors.loading import layered
from grounds.cli.checking import doctor
from grounds.ledger.beside import catalogues, overlay_of
from grounds.model.errors import CatalogueError, UsageError
from grounds.overlay import Overlay


@pytest.fixture
def own(tmp_path):
    """An overlay with one actor in it."""
    file = Overlay(tmp_path / "grounds.actors.yaml")
    file.add("River Riders", {"kind": "armed_group", "country": "NER", "aliases": ["RRX"]})
    return file


def test_ids_are_made_of_names_and_never_twice(own):
    assert own.add("Séléka du Nord", {"kind": "faction"}).id == "seleka-du-nord"
    assert own.add("Riders", {}, actor_id="river-riders-2").id == "river-riders-2"
    assert own.split_name("river-riders", "RRX").id == "rrx"


def test_what_somebody_else_writes_meanwhile_is_kept(own, monkeypatch):
    def slow(layers):
        found = layered(layers)
        own.path.write_text("- {id: other, name: Other Riders}\n")
        return found

    monkeypatch.setattr(overlay, "layered", slow)
    with pytest.raises(UsageError, match="was changed meanwhile"):
        own.add("Hill Riders", {})
    assert own.path.read_text() == "- {id: other, name: Other Riders}\n"


def test_a_file_in_another_style_is_left_as_it_is(own):
    own.path.write_text("[{id: other, name: Other Riders}]\n")
    with pytest.raises(CatalogueError, match="nothing was written: broken YAML"):
        own.add("Hill Riders", {})
    assert own.path.read_text() == "[{id: other, name: Other Riders}]\n"


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "own.yaml").mkdir()
    with pytest.raises(CatalogueError, match="cannot be opened"):
        Overlay(tmp_path / "own.yaml").add("Hill Riders", {})


def test_the_file_beside_the_ledger_counts_everywhere(own, tmp_path):
    ledger = tmp_path / "grounds.db"
    assert overlay_of(ledger) == own.path
    assert catalogues(ledger, [own.path]) == (own.path,)
    choice, found = grounds.resolve("RRX", ledger=ledger)
    assert choice.actor is not None
    assert choice.actor.id == "river-riders"
    assert [c.chosen for c in found] == [True]


def test_the_doctor_tells_of_the_file(own, tmp_path, capsys):
    doctor(tmp_path / "grounds.db")
    assert f"and 1 of your own in {own.path}" in capsys.readouterr().out
    own.path.write_text("- {id: x}\n")
    assert doctor(tmp_path / "grounds.db") == 1
    assert f"FAIL  catalogue  {own.path}, line 1: an entry needs id and name" in capsys.readouterr().out
