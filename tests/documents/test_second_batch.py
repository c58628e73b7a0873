"""Files made by other means than those that the parsers were written with: their words, their offsets, their facts."""

from __future__ import annotations

import pytest
from benchmarks.made.second import second_batch

from benchmarks import formats


@pytest.mark.parametrize("form", second_batch())
def test_words_offsets_and_facts(form, tmp_path):
    if form == "pdf":
        pytest.importorskip("reportlab")
    made = list(second_batch()[form]())
    rows = [formats.measured(one, tmp_path) for one in made]
    assert [r["name"] for r in rows if not r["exact"] or r["wrong"]] == []
    facts = formats.facts_found(tmp_path, made)
    assert {name: found for name, (found, of) in facts.items() if found < of} == {}
