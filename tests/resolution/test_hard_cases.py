"""The hard cases of resolution (``hard_cases.yaml``): who each mention is, with the reason and the candidates kept."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from grounds.documents import ReadOptions, read_bytes
from grounds.language.pipeline import parse
from grounds.resolution.resolved import Resolved

_CASES = yaml.safe_load(Path(__file__).with_name("hard_cases.yaml").read_text("utf-8"))


def _table():
    for kind, cases in _CASES.items():
        for case in cases:
            marks = [pytest.mark.xfail(strict=True, reason=case["miss"])] if "miss" in case else []
            yield pytest.param(case, id=f"{kind}: {case['of']} in {case['text']}", marks=marks)


def _resolved(pipeline, case) -> Resolved:
    options = ReadOptions(date=case.get("date", "2024-06-12"), language="en")
    document = read_bytes(case["text"].encode(), name="case.txt", options=options)
    return pipeline.resolver.resolve(next(iter(parse([document]))))


def _tokens(resolved, case):
    text = case["text"]
    start = text.index(case["of"]) if case.get("at") == "first" else text.rindex(case["of"])
    return [t for t in resolved.parsed.doc if t.idx < start + len(case["of"]) and t.idx + len(t) > start]


@pytest.mark.parametrize("case", [*_table()])
def test_the_mention_means_whom_it_should_with_its_reasons(case, pipeline):
    resolved = _resolved(pipeline, case)
    tokens = _tokens(resolved, case)
    parties = [p for t in tokens for p in resolved.referents.get(t.i, ())]
    wanted = case["actor"] if isinstance(case["actor"], list) else [case["actor"]]
    assert {p.actor for p in parties if p.actor} == set(wanted) - {None}
    assert all(p.why and p.resolved_by and 0 <= p.score <= 1 for p in parties)
    for named in {n.first: n for t in tokens if (n := resolved.named.get(t.i)) is not None}.values():
        bearers = {a.id for a in pipeline.resolver.catalogue.find(named.text)}
        assert named.why or not bearers
        if len(bearers) > 1 and named.resolved_by != "defined":
            assert {actor for actor, _ in named.candidates} == bearers


def test_the_table_is_large_and_its_misses_are_few():
    cases = [c for rows in _CASES.values() for c in rows]
    assert len(cases) >= 120
    assert sum("miss" in c for c in cases) <= 0.05 * len(cases)
