"""``grounds actors add|edit|merge|split`` and ``grounds resolve``: the user's own actors, step by step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXT = "The River Riders attacked a police station in Niamey on Monday. The Hill Riders attacked a mine."


@pytest.fixture
def riders(command):
    """Two actors of one's own."""
    given = ("--country", "NER", "--alias", "RRX", "--since", "2019", "--source", "interviews")
    assert command("actors", "add", "River Riders", *given)[0] == 0
    assert command("actors", "add", "Hill Riders", "--link", "split_from:river-riders:2020")[0] == 0
    return command


def resolved(command, *arguments: str) -> list[dict]:
    code, out, _ = command("resolve", *arguments, "-f", "jsonl")
    assert code == 0
    return [json.loads(line) for line in out.splitlines()]


def chosen(command, *arguments: str) -> list[str]:
    return [r["id"] for r in resolved(command, *arguments) if r["chosen"]]


def test_what_is_added_stands_in_a_file_to_read(riders):
    text = Path("grounds.actors.yaml").read_text()
    assert "- id: river-riders\n  name: River Riders\n" in text
    (found,) = resolved(riders, "RRX")
    assert (found["id"], found["country"], found["active"]["from"]) == ("river-riders", "NER", 2019)
    (other,) = resolved(riders, "Hill Riders")
    assert other["lineage"] == [{"type": "split_from", "actor": "river-riders", "date": "2020"}]


def test_edits_add_to_the_file_and_keep_its_comments(riders):
    path = Path("grounds.actors.yaml")
    path.write_text("# my own\n" + path.read_text())
    assert (
        riders("actors", "edit", "River Riders", "--alias", "Riverines", "--without", "RRX", "--until", "2024")[0] == 0
    )
    assert path.read_text().startswith("# my own\n- id: river-riders")
    assert chosen(riders, "Riverines") == ["river-riders"]
    assert chosen(riders, "RRX") == []


def test_a_shipped_actor_is_changed_for_oneself_only(riders):
    assert riders("actors", "edit", "boko-haram", "--alias", "Harammites")[0] == 0
    assert chosen(riders, "Harammites") == ["boko-haram"]
    assert chosen(riders, "Harammites", "--ledger", "other.db") == []


def test_a_merge_is_taken_back_by_a_split(riders):
    code, out, _ = riders("actors", "merge", "Hill Riders", "river-riders", "--note", "the same men")
    assert (code, out) == (0, "merged Hill Riders into river-riders (River Riders) in grounds.actors.yaml\n")
    assert chosen(riders, "Hill Riders") == ["river-riders"]
    assert riders("actors", "split", "hill-riders")[0] == 0
    assert chosen(riders, "Hill Riders") == ["hill-riders"]


def test_an_alias_becomes_an_actor_of_its_own(riders):
    assert riders("actors", "split", "river-riders", "--name", "RRX", "--id", "rrx")[0] == 0
    assert chosen(riders, "RRX") == ["rrx"]
    assert chosen(riders, "River Riders") == ["river-riders"]


def test_merged_actors_are_one_in_the_ledger_and_two_again(riders):
    Path("a.txt").write_text(TEXT)
    assert riders("read", "a.txt", "--date", "2024-06-12")[0] == 0

    def listed() -> dict[str, int]:
        out = riders("actors", "-f", "jsonl")[1]
        return {r["id"]: r["claims"] for r in map(json.loads, out.splitlines())}

    before = listed()
    assert before["river-riders"] >= 1
    assert before["hill-riders"] >= 1
    riders("actors", "merge", "hill-riders", "river-riders")
    after = listed()
    assert after["river-riders"] == before["river-riders"] + before["hill-riders"]
    assert "hill-riders" not in after
    assert f"{after['river-riders']} claims" in riders("actor", "Hill Riders")[1]
    found = riders("claims", "--actor", "hill-riders", "-f", "jsonl")[1]
    assert len(found.splitlines()) == after["river-riders"]
    riders("actors", "split", "hill-riders")
    assert listed() == before


def test_a_profile_tells_years_and_lineage(riders):
    Path("a.txt").write_text(TEXT)
    riders("read", "a.txt", "--date", "2024-06-12")
    assert "active: 2019–\n" in riders("actor", "RRX")[1]
    assert "split from river-riders (2020)\n" in riders("actor", "Hill Riders")[1]


def test_another_file_may_be_given(riders):
    assert riders("actors", "add", "Dale Riders", "--parent", "river-riders", "--catalogue", "more.yaml")[0] == 0
    assert Path("more.yaml").read_text().startswith("- {id: dale-riders, name: Dale Riders")
    assert chosen(riders, "Dale Riders", "--catalogue", "more.yaml") == ["dale-riders"]
    assert chosen(riders, "Dale Riders") == []


def test_json_lines_are_added_to_as_such(command):
    assert command("actors", "add", "Dale Riders", "--catalogue", "more.jsonl")[0] == 0
    assert json.loads(Path("more.jsonl").read_text())["id"] == "dale-riders"


WRONG = [
    (("--ledger", "other.db", "add", "X"), 2, "--ledger stands before 'add'; put it behind"),
    (("add", "Boko Haram"), 1, "nothing was written: the name 'Boko Haram' is also that of 'boko-haram'"),
    (("add", "X", "--kind", "club"), 1, "'club' is not in the list actor_kind"),
    (("add", "X", "--country", "Utopia"), 1, "a country's three letters"),
    (("add", "X", "--parent", "nobody-known"), 1, "the parent 'nobody-known' is in no file"),
    (("add", "X", "--link", "cousin_of:eln"), 2, "--link 'cousin_of:eln' is no link; give TYPE:ID"),
    (("add", "X", "--since", "2010", "--until", "2001"), 1, "active_to is before active_from"),
    (("add", "فرسان"), 2, "no id can be made of"),
    (("edit", "river-riders"), 2, "there is nothing to change"),
    (("edit", "nobody-known", "--alias", "X"), 2, "no actor 'nobody-known' is known; find the id with"),
    (("edit", "ADF", "--alias", "X"), 2, "'ADF' may be adf-uganda, ambazonia-defence-forces; give the id"),
    (("edit", "river-riders", "--without", "X"), 1, "'river-riders' has no alias 'X'"),
    (("edit", "river-riders", "--parent", "hill-riders", "--link", "part_of:river-riders"), 1, "leads to itself"),
    (("merge", "river-riders", "river-riders"), 1, "would be merged into itself"),
    (("split", "river-riders"), 2, "'river-riders' is not the id of a merged actor; nothing is merged"),
    (("split", "river-riders", "--name", "X"), 2, "'river-riders' has no alias 'X'; its aliases are RRX"),
]


@pytest.mark.parametrize(("arguments", "code", "told"), WRONG, ids=[" ".join(w[0]) for w in WRONG])
def test_what_cannot_be_is_one_line_and_changes_nothing(riders, arguments, code, told):
    before = Path("grounds.actors.yaml").read_text()
    got, out, lines = riders("actors", *arguments)
    assert (got, out, len(lines)) == (code, "", 1)
    assert told in lines[0]
    assert Path("grounds.actors.yaml").read_text() == before


def test_a_broken_overlay_stops_every_command_with_its_line(riders):
    path = Path("grounds.actors.yaml")
    path.write_text(path.read_text() + "- {id: x}\n")
    for arguments in (("resolve", "ELN"), ("actors", "add", "Y"), ("read", "a.txt")):
        code, _, lines = riders(*arguments)
        assert code == 1
        assert lines == ["grounds: grounds.actors.yaml, line 13: an entry needs id and name; see docs/catalogue.md"]


RESOLVED = [
    (("ADF", "--country", "COD"), "adf-uganda"),
    (("ADF", "--country", "Cameroon", "--date", "2020"), "ambazonia-defence-forces"),
    (("UPC", "--country", "Central African Republic"), "upc-car"),
    (("DKBA", "--date", "2005"), "dkba"),
    (("DKBA", "--date", "2015-03-01"), "dkba-5"),
    (("ISI", "--date", "2019"), "isi"),
    (("National Liberation Army", "--country", "MKD", "--date", "2001"), "nla-macedonia"),
    (("National Liberation Army", "--country", "Colombia"), "eln"),
    (("Kenyan police",), "state-ken/police"),
    (("Afghan intelligence", "--date", "2012"), "nds"),
]


@pytest.mark.parametrize(("arguments", "actor"), RESOLVED, ids=[" ".join(r[0]) for r in RESOLVED])
def test_names_are_resolved_by_country_and_date(command, arguments, actor):
    assert chosen(command, *arguments) == [actor]


def test_unsure_names_are_nobody_and_list_who_comes_into_question(command):
    found = resolved(command, "ADF")
    assert [r["id"] for r in found] == ["adf-uganda", "ambazonia-defence-forces"]
    assert not any(r["chosen"] for r in found)
    assert command("resolve", "ADF")[1].startswith("ADF → nobody: 'ADF' may be adf-uganda, ambazonia-defence-forces;")


def test_reasons_are_told_in_words(command):
    out = command("resolve", "ADF", "--country", "COD", "--date", "2023", "-f", "csv")[1]
    assert "the text is about COD; its years (1995–) fit 2023" in out


def test_near_names_are_offered_and_never_chosen(command):
    (near,) = [r for r in resolved(command, "Boko Harm") if r["id"] == "boko-haram"]
    assert near["score"] is None
    assert not near["chosen"]
    assert command("resolve", "Xyzzyq")[1] == "Xyzzyq → nobody: 'Xyzzyq' is in no catalogue\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ADF", "--country", "Utopia"), "--country 'Utopia' is no country"),
        (("ADF", "--date", "last year"), "--date 'last year' is no date"),
        ((" ",), "the name is empty"),
    ],
)
def test_wrong_questions_are_told(command, arguments, told):
    code, _, lines = command("resolve", *arguments)
    assert code == 2
    assert told in lines[0]


def test_actors_are_shown_with_what_a_given_file_knows_of_them(command):
    Path("own.yaml").write_text(
        "- {id: dune-wardens, name: Dune Wardens, kind: armed_group, country: NER, aliases: [DWX]}\n"
    )
    Path("a.txt").write_text("The Dune Wardens attacked the village of Sabon on Monday, officials said in the town.")
    command("read", "a.txt", "-l", "g.db", "--catalogue", "own.yaml")
    assert command("actor", "DWX", "-l", "g.db")[0] == 1
    assert "NER" in command("actor", "DWX", "-l", "g.db", "--catalogue", "own.yaml")[1]
    (row,) = map(json.loads, command("actors", "-l", "g.db", "--catalogue", "own.yaml", "-f", "jsonl")[1].splitlines())
    assert (row["country"], row["aliases"]) == ("NER", ["DWX"])


def test_a_country_may_be_given_by_its_name(command):
    assert command("actors", "add", "Lake Otters", "--country", "Niger", "--acts-in", "Mali")[0] == 0
    assert resolved(command, "Lake Otters")[0]["country"] == "NER"
    assert "countries: [NER, MLI]" in Path("grounds.actors.yaml").read_text()


def test_adding_the_same_name_twice_names_the_one_that_bears_it(command):
    assert command("actors", "add", "River Riders")[0] == 0
    code, _, err = command("actors", "add", "River Riders")
    assert code == 1
    assert "also that of 'river-riders'; change that one with `grounds actors edit river-riders`" in err[0]
