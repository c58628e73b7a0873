"""The trained reader: pieces, tags, stretches, the joining of mentions; with its models, what it reads."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from grounds.documents import ReadOptions, read_bytes
from grounds.model.claim import Unread
from grounds.model.errors import ModelError, UsageError
from grounds.model.mention import KINDS, ROLES, Mention
from grounds.pipeline import Pipeline
from grounds.reading.reader import Reading
from grounds.reading.readers import chosen
from grounds.reading.trained import encoder
from grounds.reading.trained.encoder import Encoder, lacking
from grounds.reading.trained.joining import join, joined_mentions
from grounds.reading.trained.sentences import shape
from grounds.reading.trained.tagging import Tagger
from grounds.reading.trained.wordpiece import Pieces

needs_models = pytest.mark.skipif(lacking() is not None, reason=str(lacking()))
SPECIAL = ["[UNK]", "[CLS]", "[SEP]", "[MASK]"]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Raid", ["raid"]),
        ("raiders", ["raid", "##ers"]),
        ("Ráid", ["raid"]),
        ("xyz", ["[UNK]"]),
        ("raidx", ["[UNK]"]),
        ("r" * 101, ["[UNK]"]),
    ],
)
def test_a_word_is_cut_into_the_longest_pieces(word, pieces):
    vocabulary = [*SPECIAL, "raid", "##ers", "##er", "##s"]
    assert [vocabulary[n] for n in Pieces(vocabulary)(word)] == pieces


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("troops", "lower"),
        ("Kabul", "title"),
        ("ELN", "upper"),
        ("McCoy", "mixed"),
        ("A", "letter"),
        ("12", "digits"),
        ("M23", "some digits"),
        (",", "mark"),
    ],
)
def test_how_a_word_is_written(word, told):
    assert shape(word) == told


def test_tags_that_cannot_follow_each_other_never_do_and_rows_end_where_they_end():
    tags = ["O", "B-Person", "I-Person"]
    steps = np.array([[0, 0, -1e4], [0, 0, 0], [0, 0, 0]], np.float32)
    weights = {
        "x.weight": np.eye(3, dtype=np.float32),
        "x.bias": np.zeros(3, np.float32),
        "x.steps": steps,
        "x.starts": np.array([0, 0, -1e4], np.float32),
    }
    rows = [np.array([[5, 0, 0], [0, 4, 5], [0, 0, 6]], np.float32), np.array([[0, 3, 9]], np.float32)]
    long, short = Tagger(weights, "x", tags).spans(rows)
    assert [(s.first, s.last, s.label) for s in long] == [(1, 2, "Person")]
    assert [(s.first, s.last) for s in short] == [(0, 0)]
    assert 0 < long[0].score < 1
    assert Tagger(weights, "x", tags).spans([]) == []


def test_what_two_readers_see_is_there_once_and_tells_both():
    one = Mention(start=0, end=3, kind="organisation", actor="m23", confidence=0.7, evidence=("frames",))
    same = Mention(start=0, end=3, kind="organisation", confidence=0.9, evidence=("trained",))
    other = Mention(start=0, end=3, kind="organisation", role="perpetrator", evidence=("trained",))
    both, apart = joined_mentions([one], [other, same])
    assert (both.evidence, both.actor, both.confidence) == (("frames", "trained"), "m23", 0.9)
    assert apart == other


def test_a_sentence_that_gave_no_claim_tells_what_it_likely_holds():
    item = Unread(document="d", start=10, end=20, exact="x", reason="no rule")
    hints = [(0, 10, ("leads",)), (10, 15, ("assault", "coerce")), (15, 20, ("assault", "seeks"))]
    joined = join(Reading((), (item,)), [], hints)
    assert joined.unread[0].likely == ("assault", "coerce", "seeks")


def test_a_reader_is_chosen_by_its_name(monkeypatch, tmp_path):
    assert chosen(None) == chosen("frames") == "frames"
    with pytest.raises(UsageError, match="no reader 'llm'"):
        chosen("llm")
    monkeypatch.setattr(encoder, "own_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=r"lacks encoder.onnx|onnxruntime is not installed"):
        chosen("all")


def read(reader: str):
    text = "Ahmed Saleh met commanders of the Islamic State in Raqqa on 12 May 2016. They left."
    document = read_bytes(text.encode(), name="a.txt", options=ReadOptions(language="en"))
    ((_, reading),) = Pipeline(reader=reader).run([document])
    return document, reading


@needs_models
def test_the_models_name_whom_and_what_a_text_names():
    document, reading = read("trained")
    assert reading.claims == ()
    told = {(document.text[m.start : m.end], m.kind) for m in reading.mentions if m.role is None}
    assert {("Ahmed Saleh", "person"), ("Raqqa", "place"), ("12 May 2016", "period")} <= told
    assert all(m.kind in KINDS and m.role in {None, *ROLES} for m in reading.mentions)
    assert all(0 < (m.confidence or 0) <= 1 and m.evidence == ("trained",) for m in reading.mentions)


@needs_models
def test_with_the_rules_their_claims_stay_and_mentions_are_joined():
    _, rules = read("frames")
    _, both = read("all")
    assert [c.id for c in both.claims] == [c.id for c in rules.claims]
    assert {e for m in both.mentions for e in m.evidence} == {"frames", "trained"}
    assert Pipeline(reader="all").identity["models"] == Encoder().card["sha256"]


@needs_models
def test_a_file_that_is_not_the_card_s_is_told(tmp_path):
    shutil.copytree(encoder.own_folder(), tmp_path / "m")
    Encoder(tmp_path / "m").check()
    (tmp_path / "m" / "vocabulary.txt").write_text("other")
    with pytest.raises(ModelError, match=r"vocabulary.txt: is not the file"):
        Encoder(tmp_path / "m").check()
