"""Judged lists: the share right with its interval, by kind; what is not judged or gives no reason is refused."""

from __future__ import annotations

import json

import pytest
from benchmarks.bootstrap import wilson
from benchmarks.drawn import documents_of, drawn, load_judged, measure, shown


def line(*, right=True, field=None, reason=None, predicate="assault"):
    kind = "event" if predicate == "assault" else "relation"
    return {"set": "wire", "row": 1, "claim": "c1", "kind": kind, "predicate": predicate} | {
        "right": right,
        "field": field,
        "reason": reason,
    }


def written(folder, *lines):
    path = folder / "judged.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ({"seed": 3}, *lines)), "utf-8")
    return path


def prose(folder):
    folder.mkdir()
    texts = ["Kenyan troops killed two militants in Garissa.", "Rebels attacked the town of Goma."]
    rows = [json.dumps({"text": text}) for text in (*texts, texts[0])]
    path = folder / "dev.jsonl"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("right", "number", "interval"), [(92, 100, (0.85, 0.959)), (0, 10, (0.0, 0.278)), (0, 0, None)]
)
def test_wilson_interval(right, number, interval):
    assert wilson(right, number) == interval


def test_share_right_as_a_whole_and_by_kind(tmp_path):
    struck = line(right=False, field="when", reason="the day is that of the report")
    figures = measure(written(tmp_path, line(), line(), struck, line(predicate="supports")))
    assert (figures["claims"], figures["right"], figures["score"], figures["seed"]) == (4, 3, 0.75, 3)
    assert figures["by_kind"]["event"]["share"] == 0.667
    assert figures["by_predicate"]["supports"]["right"] == 1
    assert figures["struck_for"] == {"when": 1}


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(line(right=None), id="not judged"),
        pytest.param(line(right=False, field="when"), id="no reason"),
        pytest.param(line(right=False, field="colour", reason="odd"), id="no such field"),
    ],
)
def test_unfinished_judgement_is_refused(tmp_path, bad):
    with pytest.raises(SystemExit, match="line 3"):
        load_judged(written(tmp_path, line(), bad))


def test_a_text_that_stands_twice_is_drawn_once(tmp_path):
    import random

    path = prose(tmp_path / "wire")
    assert len(list(documents_of(path, 10, random.Random(1)))) == 2
    claims = drawn(path, 10, 5, random.Random(1))
    assert {claim["predicate"] for _, _, claim in claims} == {"assault"}
    assert "Kenya Defence Forces" in "".join(shown("wire", *one) for one in claims)
