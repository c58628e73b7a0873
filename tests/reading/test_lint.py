"""The linter of the rules: what lacks examples, never fires, fires in one text only, reads what another reads."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from grounds.actors import load_catalogue
from grounds.documents import ReadOptions, read_bytes
from grounds.language.pipeline import parse
from grounds.places import load_gazetteer
from grounds.reading.lexicon import Lexicon, Rule, load_lexicon
from grounds.reading.lint import Firing, fire, main, report, show
from grounds.reading.reader import FramesReader
from grounds.resolution.resolver import Resolver

TEXTS = [
    "Al-Shabaab attacked a police station in Mogadishu. Kenya trained the army of Somalia.",
    "M23 attacked a village. Boko Haram ambushed a convoy of soldiers.",
]
DOUBLE = Rule(id="assault.double", predicate="assault", kind="event", verbs=("attack",), modes=("attack",))


@pytest.fixture(scope="module")
def told():
    """A report over two texts by the shipped rules and one that reads what another reads."""
    reader = FramesReader()
    shipped = load_lexicon()
    verbs = {**shipped.verbs, "attack": (*shipped.verbs["attack"], DOUBLE)}
    reader.lexicon = replace(shipped, rules=(*shipped.rules, DOUBLE), verbs=verbs)
    documents = [
        read_bytes(text.encode(), name="a.txt", path=f"{n}.txt", options=ReadOptions(language="en"))
        for n, text in enumerate(TEXTS)
    ]
    return report(reader.lexicon, fire(parse(documents), Resolver(load_catalogue(), load_gazetteer()), reader))


def test_rules_that_fire_never_or_in_one_text_are_told(told):
    assert told.documents == 2
    assert "assault.attack" not in {*told.never, *told.once}
    assert told.once["assault.ambush"] == "1.txt"
    assert told.once["supports.train"] == "0.txt"
    assert "leads" in told.never
    assert told.record()["fired"] == told.rules - len(told.never)


def test_a_rule_that_reads_what_another_reads_is_told_with_a_place(told):
    pairs = {(one, other): (count, place) for one, other, count, place in told.overlapping}
    count, place = pairs["assault.attack", "assault.double"]
    assert (count, place) == (2, "0.txt: “attacked” in “Al-Shabaab attacked a police station in Mogadishu.”")


def test_rules_without_examples_are_told(told, capsys):
    assert told.without_examples == ["assault.double"]
    show(told)
    assert "without an example: assault.double" in capsys.readouterr().out


def test_no_shipped_rule_lacks_an_example(capsys):
    assert main([]) == 0
    assert capsys.readouterr().out.startswith(f"{len(load_lexicon().rules)} rules; 0 without an example\n")


def test_a_field_of_one_rule_alone_is_told():
    lone = report(Lexicon((DOUBLE, replace(DOUBLE, id="assault.more", needs=("object",))), {}), Firing()).lone_fields
    assert lone == {"needs": "assault.more"}


def test_without_a_corpus_nothing_is_said_of_firing():
    made = report(Lexicon((DOUBLE,), {}), Firing())
    assert (made.never, made.once, made.overlapping, made.record()["fired"]) == ([], {}, [], 0)


def test_a_corpus_may_be_lines_of_json(tmp_path, capsys):
    (tmp_path / "texts.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
    assert main([str(tmp_path / "texts.jsonl"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 2
