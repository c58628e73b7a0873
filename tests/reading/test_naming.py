"""Mentions that come of names and parties: whom and what a text names, whether or not it tells anything of it."""

import pytest

from grounds.documents import ReadOptions, read_bytes
from grounds.model.mention import KINDS
from grounds.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline(reader="frames")


def mentions(pipeline, text):
    document = read_bytes(text.encode(), name="a.txt", options=ReadOptions(language="en"))
    ((_, reading),) = pipeline.run([document])
    assert all(m.kind in KINDS and m.evidence == ("frames",) for m in reading.mentions)
    return {document.text[m.start : m.end]: (m.kind, m.detail, m.actor) for m in reading.mentions}


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        pytest.param(
            "The road to Goma was quiet while Rwanda watched.",
            "Rwanda",
            ("organisation", "state", "state-rwa"),
            id="a state of which nothing is told",
        ),
        pytest.param(
            "They met in Kismayo, Somalia, last year.", "Kismayo", ("place", "settlement", None), id="a place"
        ),
        pytest.param("Ten villagers were killed.", "Ten villagers", ("people", "population", None), id="people"),
    ],
)
def test_what_a_text_names_is_a_mention(pipeline, text, words, told):
    assert mentions(pipeline, text)[words] == told


def test_mentions_stand_in_the_order_of_the_text_and_each_once(pipeline):
    document = read_bytes(
        b"Rwanda and Uganda met in Kampala. Rwanda left.", name="a.txt", options=ReadOptions(language="en")
    )
    ((_, reading),) = pipeline.run([document])
    places = [(m.start, m.end) for m in reading.mentions]
    assert places == sorted(set(places))
    assert [document.text[a:b] for a, b in places].count("Rwanda") == 2
