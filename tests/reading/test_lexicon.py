"""Rule files: a rule that breaks its schema is told with file and name; the index leads to few rules."""

from __future__ import annotations

import pytest

from grounds.model.errors import GroundsError
from grounds.reading.lexicon import load_lexicon, rule_of
from grounds.reading.words import read_yaml

WRONG = [
    ({"colour": "red"}, "unknown keys ['colour']"),
    ({"predicate": "explode"}, "predicate is missing or wrong"),
    ({"modes": ["arrest"]}, "mode 'arrest' is not one of assault"),
    ({"support": ["tanks"]}, "'tanks' is not in the list support"),
    ({"trend": "sideways"}, "'sideways' is not in the list trend"),
    ({"subject_kinds": ["army"]}, "'army' is not in the list actor_kind"),
    ({"subject_positions": ["boss"]}, "'boss' is not in the list position"),
    ({"needs": ["luck"]}, "('needs', 'luck')"),
    ({"tense": ["future"]}, "('tense', 'future')"),
    ({"pattern": "zigzag"}, "('pattern', 'zigzag')"),
    ({"bounded": "supports"}, "('bounded', 'supports')"),
]


@pytest.mark.parametrize(("change", "told"), WRONG, ids=[next(iter(w[0])) for w in WRONG])
def test_a_wrong_rule_names_its_file_and_itself(change, told):
    entry = {"id": "assault.test", "predicate": "assault", "verbs": ["smite"], **change}
    with pytest.raises(GroundsError) as raised:
        rule_of(entry, "test.yaml", load_lexicon().patterns)
    assert str(raised.value).startswith("reading/data/rules/test.yaml, assault.test")
    assert told in str(raised.value)


def test_a_rule_takes_the_kind_of_its_predicate():
    rule = rule_of({"id": "x", "predicate": "threat"}, "test.yaml", load_lexicon().patterns)
    assert rule.kind == "assessment"


def test_rules_are_found_by_their_words_and_can_be_switched_off():
    assert [r.id for r in load_lexicon().verbs["ambush"]] == ["assault.ambush"]
    assert "ambush" not in load_lexicon(frozenset({"assault.ambush"})).verbs


def test_groups_of_nouns_that_rules_name_exist():
    from grounds.resolution.described import load_described

    known = {sense.group for sense in load_described().senses.values()}
    assert {g for r in load_lexicon().rules for g in (*r.object_groups, *r.object_groups_not)} <= known


def test_of_two_entries_of_one_name_none_vanishes(monkeypatch, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "twice.yaml").write_text("flees: {verb: a}\nfights: {verb: b}\nflees: {verb: c}\n")
    monkeypatch.setattr("grounds.reading.words.files", lambda _: tmp_path)
    with pytest.raises(GroundsError, match="written twice: flees"):
        read_yaml("twice.yaml")
