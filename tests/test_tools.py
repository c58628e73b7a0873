"""The samples' coded claims are what the hand-made coding gives: neither is changed without the other."""

from __future__ import annotations

import json

import pytest
import yaml
from tools import write_gold

from grounds.actors import load_catalogue
from grounds.documents import read_file
from grounds.samples import gold_path, sample_paths


@pytest.mark.parametrize("sample", [pytest.param(p, id=p.stem) for p in sample_paths()])
def test_coded_claims_follow_from_the_coding(sample):
    coding = write_gold.HERE / f"{sample.stem}.yaml"
    text = read_file(sample).text
    names = {actor.id: actor.name for _, actor in load_catalogue().names()}
    made = [
        write_gold.record(write_gold.Sentence(text, *entry["sentence"]), claim, sample.stem, names)
        for entry in yaml.safe_load(coding.read_text("utf-8"))
        for claim in entry["claims"]
    ]
    written = [json.loads(line) for line in gold_path(sample).read_text("utf-8").splitlines()]
    assert made == written, "run: python tools/write_gold.py"
