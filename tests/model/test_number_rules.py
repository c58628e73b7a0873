"""Number rules: each example of each file gives the figures that stand beside it."""

from __future__ import annotations

import pytest

from grounds.language.figures import find_casualties
from grounds.model.errors import UsageError, VocabularyError
from grounds.model.number_rules import _rule, load_number_rules, number_rule
from grounds.model.records import plain_record

EXAMPLES = [(rule, example) for rule in load_number_rules().values() for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.name} {e['text']}" for r, e in EXAMPLES])
def test_an_example_gives_its_figures(rule, example):
    casualties = [plain_record(c) for c in find_casualties(example["text"])]
    assert list(rule.total(casualties, "killed")) == example["killed"]


def test_the_three_rules_have_labels_and_say_what_they_do():
    assert [rule.label for rule in load_number_rules().values()] == ["acled-1", "grounds-1", "ucdp-1"]
    assert all(rule.about and len(rule.examples) >= 7 for rule in load_number_rules().values())


def entry(words: str, bound: str = "vague", part_of: int | None = None, **figures: int) -> dict[str, object]:
    told = {"low": None, "best": None, "high": None, **figures}
    return {"outcome": "killed", "of": "all", "words": words, "bound": bound, "part_of": part_of, **told}


def test_every_word_of_a_figure_that_tells_none_has_one_with_acled():
    from grounds.language.data import load_data

    rule = number_rule("acled")
    assert [
        words for words in load_data("figures.yaml")["vague"] if rule.figures(entry(f"{words} men"))[1] is None
    ] == []


def test_longer_words_come_before_those_in_them():
    figure = number_rule("acled").figures
    assert figure(entry("Hundreds of thousands of people")) == (None, 100000, None)
    assert figure(entry("several dozen fighters")) == (None, 12, None)
    assert figure(entry("several\n  hundred")) == (None, 100, None)


def test_parts_add_nothing_and_an_unknown_sum_is_unknown():
    known = entry("four men", "exact", low=4, best=4, high=4)
    part = entry("two of them", "exact", part_of=0, low=2, best=2, high=2)
    assert number_rule("ucdp").total([known, part], "killed") == (4, 4, 4)
    assert number_rule("ucdp").total([known, entry("dozens of women")], "killed") == (None, None, None)
    assert number_rule("acled").total([known, entry("dozens of women")], "killed") == (None, 16, None)
    assert number_rule("grounds").total([], "killed") == (None, None, None)
    assert number_rule("grounds").total([known], "injured") == (None, None, None)


def test_an_unknown_rule_and_a_broken_file_are_told():
    with pytest.raises(UsageError, match="'iss' is no number rule; choose one of acled, grounds, ucdp"):
        number_rule("iss")
    with pytest.raises(VocabularyError, match=r"model/number_rules/x\.yaml"):
        _rule({"name": "x"}, "x.yaml")
