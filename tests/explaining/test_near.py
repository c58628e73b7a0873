"""Why a rule that a word calls gave nothing: the condition that does not hold, or the side that is missing."""

from __future__ import annotations

import pytest

from grounds.documents import ReadOptions, read_bytes

CASES = [
    ("The report described an attack.", "assault", "assault.attack", "an act without anybody who takes part"),
    ("Rebels attacked down the road.", "assault", "assault.attack", "particles_not (down, out, up) does not hold"),
    ("The spread of news was slow.", "presence", "presence.spread", "the parse has it as noun"),
    ("Nobody sheltered M23.", "supports", "supports.shelter", "no subject: no party is found as the doer"),
    ("M23 supplied rebels with music.", "supports", "supports.provide", "support_from_theme"),
]


def nearly(pipeline, text, predicate):
    document = read_bytes(text.encode(), name="a.txt", options=ReadOptions(language="en"))
    quote = {"start": 0, "end": len(text)}
    (found,) = pipeline.nearly(document, [{"predicate": predicate, "quote": quote}])
    return found


@pytest.mark.parametrize(("text", "predicate", "rule", "why"), CASES, ids=[c[2] + " " + c[3][:12] for c in CASES])
def test_what_kept_a_rule_from_firing(pipeline, text, predicate, rule, why):
    found = {one.rule: one.why for one in nearly(pipeline, text, predicate)}
    assert why in found[rule], found


def test_rules_of_other_families_and_those_that_fired_are_left_out(pipeline):
    text = "Al-Shabaab attacked a police station in Mogadishu."
    assert "assault.attack" not in {one.rule for one in nearly(pipeline, text, "assault")}
    assert nearly(pipeline, text, "leads") == []


def test_only_words_of_the_stretch_count(pipeline):
    text = "Nobody slept. The report described an attack."
    document = read_bytes(text.encode(), name="a.txt", options=ReadOptions(language="en"))
    wanted = {"predicate": "assault", "quote": {"start": 0, "end": 13}}
    assert pipeline.nearly(document, [wanted]) == [[]]
