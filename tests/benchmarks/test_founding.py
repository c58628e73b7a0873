"""How a key list judges claims: right only where every field agrees, turned where the sides are changed."""

from __future__ import annotations

import hashlib
import json

import pytest
from benchmarks.founding import judge, load_key, sprung

TEXT = "Kenya armed the rebels in May."


def party(name):
    return {"actor": None, "name": name, "mention": name}


def claim(**more):
    base = {"predicate": "supports", "subjects": [party("Kenya")], "objects": [party("the rebels")]}
    held = {"factuality": "asserted", "polarity": "positive", "attribution": None, "support": ["weapons"]}
    return {**base, **held, "quote": {"start": 0, "end": 30}, **more}


def key(**more):
    base = {"key": 1, "start": 0, "end": 30, "predicate": ["supports", "aid"], "factuality": ["asserted"]}
    sides = {"subjects": [["kenya"]], "objects": [["rebels"]], "polarity": "positive", "fields": {}, "core": True}
    return {**base, **sides, **more}


@pytest.mark.parametrize(
    ("ours", "row", "verdict", "fields"),
    [
        pytest.param([claim()], key(), "right", [], id="all agrees"),
        pytest.param([claim()], key(fields={"support": ["weapons"]}), "right", [], id="with a field"),
        pytest.param([claim()], key(fields={"support": ["funding"]}), "wrong", ["support"], id="another field"),
        pytest.param([claim(polarity="negative")], key(), "wrong", ["polarity"], id="denied"),
        pytest.param([claim(factuality="alleged")], key(), "wrong", ["factuality"], id="alleged"),
        pytest.param(
            [claim(subjects=[party("the rebels")], objects=[party("Kenya")])], key(), "turned", [], id="turned round"
        ),
        pytest.param([claim(predicate="assault")], key(), "missed", [], id="another predicate"),
        pytest.param([claim(quote={"start": 40, "end": 60})], key(), "missed", [], id="another sentence"),
        pytest.param([], key(), "missed", [], id="nothing"),
    ],
)
def test_a_key_is_judged(ours, row, verdict, fields):
    assert [(v, f) for _, v, f in judge(ours, [row])] == [(verdict, fields)]


@pytest.mark.parametrize(("held", "fallen"), [("asserted", 1), ("qualified", 1), ("alleged", 0), ("planned", 0)])
def test_a_trap_springs_only_on_facts(held, fallen):
    trap = {"trap": 1, "start": 0, "end": 30, "predicates": ["supports"], "subjects": [["kenya"]], "objects": []}
    assert len(sprung([claim(factuality=held)], [trap])) == fallen


def test_a_key_belongs_to_one_text(tmp_path):
    path = tmp_path / "key.jsonl"
    head = {"text_sha256": hashlib.sha256(TEXT.encode()).hexdigest()}
    path.write_text("".join(json.dumps(row) + "\n" for row in (head, key(), {"trap": 1})), "utf-8")
    keys, traps = load_key(path, TEXT)
    assert (len(keys), len(traps)) == (1, 1)
    with pytest.raises(SystemExit, match="another text"):
        load_key(path, TEXT + " ")
