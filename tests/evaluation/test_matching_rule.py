from __future__ import annotations

import json
import subprocess
import sys

import pytest

from grounds.evaluation import evaluate, load_gold
from grounds.evaluation.matching_rule import pair_up
from grounds.model.errors import RecordError


def record(predicate="supports", subjects=("Iran",), objects=("Houthis",), span=(0, 10), kind="relation", **more):
    named = [[{"name": n} for n in side] for side in (subjects, objects)]
    base = {
        "kind": kind,
        "predicate": predicate,
        "subjects": named[0],
        "objects": named[1],
        "factuality": "asserted",
        "polarity": "positive",
    }
    return {**base, "attribution": None, "quote": {"start": span[0], "end": span[1]}, **more}


CASES = [
    ("same", record(), record(), True),
    ("family", record("aid", kind="event"), record(), True),
    ("other predicate", record("assault", kind="event"), record(), False),
    ("turned round", record(subjects=("Houthis",), objects=("Iran",)), record(), False),
    ("turned round but two-sided", record("linked_to", ("Houthis",), ("Iran",)), record("linked_to"), True),
    ("quotes apart", record(span=(20, 30)), record(), False),
    ("quotes half over", record(span=(5, 15)), record(), True),
    ("object left out by the coding", record(), record(objects=()), True),
    ("object left out by us", record(objects=()), record(), True),
    ("subject left out by us", record(subjects=()), record(), False),
    ("common words do not count", record(subjects=("the armed group",)), record(subjects=("another group",)), False),
    ("assessment of another kind", record("threat", kind="assessment"), record("threat", kind="relation"), False),
]


@pytest.mark.parametrize(("ours", "gold", "match"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_rule(ours, gold, match):
    assert pair_up([ours], [gold]) == ([(0, 0)] if match else [])


def test_each_coded_claim_is_taken_once_and_the_nearest_first():
    gold = [record("aid", kind="event"), record()]
    assert pair_up([record(), record()], gold) == [(0, 1), (1, 0)]


def test_figures_by_hand():
    ours = [record(), record(span=(50, 60))]
    gold = [record(support=["weapons"]), record(span=(90, 99)), record("threat", kind="assessment", span=(90, 99))]
    figures = evaluate([("a", ours, gold)]).figures()
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0.5, 0.333, 0.4)
    assert (figures["support"], figures["modes"], figures["predicate"]) == (0.0, None, 1.0)
    rows = evaluate([("a", ours, gold)]).sentences()
    assert [(len(r["missed"]), len(r["extra"]), len(r["wrong"])) for r in rows] == [(0, 0, 1), (0, 1, 0), (2, 0, 0)]


def test_the_published_program_gives_the_same(shared, tmp_path):
    gold = shared / "bench" / "reports" / "horn.jsonl"
    rows = load_gold(gold)
    ours = tmp_path / "ours.jsonl"
    changed = [
        {**r, "polarity": "negative" if i % 7 == 0 else r["polarity"], "predicate": r["predicate"]}
        for i, r in enumerate(rows)
        if i % 3
    ]
    ours.write_text("".join(json.dumps(r) + "\n" for r in changed), "utf-8")
    told = subprocess.run(
        [sys.executable, str(shared / "contract" / "agree.py"), str(ours), str(gold)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert evaluate([("horn", changed, rows)]).figures() == json.loads(told.stdout)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"predicate": "supports"}',
        '{"predicate": "no", "subjects": [], "objects": [], "factuality": "x", "polarity": "y", "quote": {}}',
    ],
)
def test_a_broken_line_is_named(tmp_path, line):
    path = tmp_path / "g.jsonl"
    path.write_text(json.dumps(record()) + "\n" + line + "\n", "utf-8")
    with pytest.raises(RecordError, match="line 2"):
        load_gold(path)
