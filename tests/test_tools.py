"""The samples and their coded claims are what their texts and the hand-made coding give."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from tools import make_samples, write_gold

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


@pytest.mark.filterwarnings("ignore:Dimensions for page format A5")
@pytest.mark.parametrize("name", make_samples.MAKERS)
def test_a_built_sample_is_the_one_that_is_shipped(name, tmp_path):
    if make_samples.MAKERS[name] is make_samples.pdf:
        pytest.importorskip("fpdf")
    built = make_samples.build(name, tmp_path)
    assert content(built) == content(make_samples.SAMPLES / built.name), "run `python tools/make_samples.py`"


def content(path: Path) -> Any:
    """What a file holds, without how it is packed: that is the packing library's choice."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            return [(info.filename, info.date_time, archive.read(info)) for info in archive.infolist()]
    return read_file(path).text if path.suffix == ".pdf" else path.read_bytes()
