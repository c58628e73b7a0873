"""Users' files: one clear error with file and line, and nothing taken where there is one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grounds.actors import files, load_catalogue
from grounds.actors.files import read_entries, yaml_entries
from grounds.model.errors import CatalogueError

GOOD = "- {id: riders, name: River Riders, kind: armed_group}\n"

BAD = [
    ("- {id: x}", 1, "id and name"),
    ("- {id: x, name: X, kind: army}", 1, "actor_kind"),
    (GOOD + "- id: x\n  name: X\n  kind: army\n", 4, "actor_kind"),
    (GOOD + "- {id: eln, name: X}", 2, "stands twice"),
    (GOOD + "- {id: eln, extends: true, without: [Nobody]}", 2, "has no alias 'Nobody'"),
    (GOOD + "- {id: nobody, extends: true}", 2, "extends nobody"),
    ("- {id: x, name: X, colour: red}", 1, "unknown keys"),
    ("- {id: x, name: X, active_from: long ago}", 1, "must be a year"),
    (GOOD + "- id: x\n  name: X\n  active_from: 2010\n  active_to: 2001\n", 5, "active_to is before active_from"),
    (GOOD + "- [\n", 3, "broken YAML"),
    ("- {id: a, name: A, active_from: 2001-13-45}", 1, "'2001-13-45' cannot be: month"),
    ("- id: a\n  id: b\n  name: B", 2, "'id' stands twice"),
    ("- &a {id: a, name: A}\n- *a", 2, "aliases are not allowed"),
    ("- " * 500 + "a", 1, "nested too deep"),
    ("- just words", 1, "id and name"),
    ("- {id: x, name: X, parent: nobody-known}", 1, "the parent 'nobody-known' is in no file"),
    ("- {id: x, name: X, lineage: [{type: part_of, actor: nobody-known}]}", 1, "'nobody-known', who is in no file"),
    (GOOD + "- {id: x, name: X, lineage: [{type: split_from, actor: x}]}", 2, "leads to itself"),
    (
        "- {id: x, name: X, lineage: [{type: split_from, actor: y}]}\n"
        "- {id: y, name: Y, lineage: [{type: successor_of, actor: x}]}\n",
        1,
        "a circle in lineage: x comes from y comes from x",
    ),
    ("- {id: x, name: X, parent: y}\n- {id: y, name: Y, parent: x}\n", 1, "x belongs to y belongs to x"),
    (
        "- {id: x, name: X, lineage: [{type: renamed_to, actor: y}]}\n"
        "- {id: y, name: Y, lineage: [{type: renamed_to, actor: x}]}\n",
        1,
        "a circle in lineage",
    ),
    (
        "- {id: x, name: X, active_from: 2015, lineage: [{type: split_from, actor: eln, date: 2012}]}",
        1,
        "is before x began (2015)",
    ),
    (GOOD + "- {id: x, name: X, aliases: [Boko Haram]}", 2, "the name 'Boko Haram' is also that of 'boko-haram'"),
    (GOOD + "- {id: x, name: river riders}", 1, "is also that of"),
    (GOOD + "- {merge: riders, into: nobody-known}", 2, "no actor has the id 'nobody-known'"),
    (GOOD + "- {merge: riders, into: riders}", 2, "merged into itself"),
    (GOOD + "- {merge: riders, into: eln, colour: red}", 2, "must be an id and stand with into"),
    (GOOD + "- {split: riders}", 2, "is not merged"),
]


@pytest.mark.parametrize(("text", "line", "told"), BAD, ids=[f"{b[2]} {i}" for i, b in enumerate(BAD)])
def test_a_broken_file_is_one_clear_error(tmp_path, text, line, told):
    path = tmp_path / "own.yaml"
    path.write_text(text)
    with pytest.raises(CatalogueError) as raised:
        load_catalogue([path])
    assert str(raised.value).startswith(f"{path}, line {line}: ")
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("just words", "a list of actors"),
        ("a: 1", "a list of actors"),
        ("# nobody yet", "a list of actors"),
        ("[" * 100_000, "deep"),
    ],
)
def test_a_file_that_is_no_list_is_told(tmp_path, text, told):
    path = tmp_path / "own.yaml"
    path.write_text(text)
    with pytest.raises(CatalogueError) as raised:
        load_catalogue([path])
    assert str(raised.value).startswith(str(path))
    assert told in str(raised.value)


def test_nothing_of_a_broken_file_is_taken(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(GOOD + "- {id: x}")
    with pytest.raises(CatalogueError):
        load_catalogue([path])
    assert load_catalogue().find("River Riders") == ()


def test_a_file_that_is_too_large_is_not_opened(tmp_path):
    path = tmp_path / "own.yaml"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    with pytest.raises(CatalogueError, match=r"over 20 MB.*as JSON"):
        load_catalogue([path])


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a device of POSIX systems")
def test_what_never_ends_is_not_read_to_the_end():
    with pytest.raises(CatalogueError, match="over 20 MB"):
        load_catalogue([Path("/dev/zero")])


def test_json_lines_have_a_limit_too(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_LINES", 1_000_000)
    path = tmp_path / "own.jsonl"
    path.write_text(" " * 1_000_001)
    with pytest.raises(CatalogueError, match="over 1 MB"):
        load_catalogue([path])


@pytest.mark.parametrize(("name", "data"), [("missing.yaml", None), ("latin.yaml", b"- {id: x, name: S\xe9l\xe9ka}")])
def test_a_file_that_cannot_be_read_is_told(tmp_path, name, data):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CatalogueError, match=r"cannot be (read|opened)"):
        load_catalogue([path])


def test_json_lines_give_the_same_as_yaml(tmp_path):
    yaml, lines = tmp_path / "own.yaml", tmp_path / "own.jsonl"
    yaml.write_text(
        "- {id: riders, name: River Riders, kind: armed_group, aliases: [RR, {text: Riders, ambiguous: true}]}"
    )
    riders = {"id": "riders", "name": "River Riders", "kind": "armed_group"}
    lines.write_text(json.dumps({**riders, "aliases": ["RR", {"text": "Riders", "ambiguous": True}]}) + "\n\n")
    assert load_catalogue([yaml]).actors["riders"] == load_catalogue([lines]).actors["riders"]


@pytest.mark.parametrize(
    ("line", "told"), [("{", "broken JSON"), ("[1]", "an entry is a mapping"), ("[" * 100_000, "broken JSON")]
)
def test_a_broken_line_is_told_with_its_number(tmp_path, line, told):
    path = tmp_path / "own.jsonl"
    path.write_text('{"id": "riders", "name": "River Riders"}\n' + line + "\n")
    with pytest.raises(CatalogueError) as raised:
        list(read_entries(path))
    assert f"{path}, line 2: {told}" in str(raised.value)


def test_an_edited_file_is_read_anew(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(GOOD)
    assert load_catalogue([path]).find("River Riders")
    path.write_text(GOOD.replace("River Riders", "Hill Riders"))
    assert load_catalogue([path]).find("Hill Riders")
    assert not load_catalogue([path]).find("River Riders")


def test_entries_know_the_lines_of_their_fields():
    (one,) = yaml_entries("# mine\n- id: riders\n  name: River Riders\n\n  kind: army\n", "own.yaml")
    assert (one.at(), one.at("kind")) == ("own.yaml, line 2", "own.yaml, line 5")


def test_a_name_that_thousands_share_is_checked_quickly(tmp_path):
    path = tmp_path / "own.jsonl"
    shared = [{"text": "The Brigade", "ambiguous": True}]
    lines = (json.dumps({"id": f"b{n}", "name": f"Company {n}", "aliases": shared}) for n in range(5_000))
    path.write_text("\n".join(lines))
    assert len(load_catalogue([path]).find("The Brigade")) == 5_000


FAULTY = {
    "a circle of descent": (
        "lineage: [{type: split_from, actor: lake, date: 2010, source: x}]",
        "lineage: [{type: split_from, actor: riders, date: 2011, source: x}]",
        "line 3: a circle in lineage: riders comes from lake comes from riders",
    ),
    "a circle of parents": ("parent: lake", "parent: riders", "line 3: a circle in lineage: riders belongs to lake"),
    "from itself": ("lineage: [{type: part_of, actor: riders}]", "note: x", "line 3: lineage: part_of riders leads to"),
    "the same alias": ("aliases: [Otters]", "aliases: [Otters]", "line 3: the name 'Otters' is also that of 'lake'"),
    "a name of the shipped": ("aliases: [al-Shabaab]", "note: x", "line 3: the name 'al-Shabaab' is also that of"),
    "an unknown kind": ("kind: armed_gruop", "note: x", "line 3: 'armed_gruop' is not in the list actor_kind"),
    "a year that is none": ("active_from: soon", "note: x", "line 3: active_from must be a year, not 'soon'"),
    "an end before the start": ("active_to: 2010\n  active_from: 2015", "note: x", "line 3: active_to is before"),
    "a day that is none": (
        "lineage: [{type: part_of, actor: lake, date: 2015-02-31}]",
        "note: x",
        "line 3: '2015-02-31' cannot be: day is out of range for month",
    ),
    "a link that ends before it begins": (
        "lineage: [{type: part_of, actor: lake, date: 2015-02-03, until: 2014-01-01}]",
        "note: x",
        "line 3: lineage: part_of lake ends before it begins",
    ),
    "a designation that ends before it begins": (
        "designations: [{issuer: Canada, list: Listed, since: 2020-01-02, until: 2020-01-01}]",
        "note: x",
        "line 3: designations: Listed of Canada ends before it begins",
    ),
    "a name that ends before it begins": (
        "aliases: [{text: Otters, since: 2015, until: 2010}]",
        "note: x",
        "line 3: the name 'Otters' ends before it begins",
    ),
    "nobody": ("parent: nobody-known", "note: x", "line 3: the parent 'nobody-known' is in no file"),
}


@pytest.mark.parametrize(("one", "other", "told"), [*FAULTY.values()], ids=[*FAULTY])
def test_a_fault_is_told_with_the_line_of_its_field_and_nothing_is_taken(tmp_path, one, other, told):
    path = tmp_path / "own.yaml"
    path.write_text(f"- id: riders\n  name: River Riders\n  {one}\n- id: lake\n  name: Lake Riders\n  {other}\n")
    with pytest.raises(CatalogueError) as raised:
        load_catalogue([path])
    assert str(raised.value).startswith(f"{path}, {told}")
    assert load_catalogue().find("Lake Riders") == ()
