"""Sentences are found again in text without full stops; prose with its marks is left as it is."""

from __future__ import annotations

import pytest

from grounds.language.runons import beginnings

HEAD = (
    "Four drivers were hurt and two buses set ablaze when masked men fired on a column of trucks near the old bridge in"
)

CASES = [
    pytest.param("Tank local officials said that the road had been shut by the army", "local", id="speaker"),
    pytest.param("Tank meanwhile a bomb went off in the bazaar of the town", "meanwhile", id="linking word"),
    pytest.param("Tank The shots came from the hills above the road", "The", id="capital"),
    pytest.param("Tank the masked men left before the police came", "the", id="noun and verb behind a name"),
    pytest.param("Tank district troops shelled two camps of the rebels", "troops", id="bare noun behind a place"),
    pytest.param("Tank District fighter planes and gunships bombed a camp", "fighter", id="two nouns behind a place"),
    pytest.param("Tank where shops were shut at least nine rebels were killed", "at", id="figure of two words"),
    pytest.param(
        "Tank in the evening the troops also clashed with the rebels again", "the", id="adverb before the verb"
    ),
]


@pytest.mark.parametrize(("rest", "word"), CASES)
def test_a_sentence_begins_inside_a_run_on(rest, word):
    text = f"{HEAD} {rest}"
    assert [text[i:].split()[0] for i in beginnings(text)] == [word]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HEAD} Tank and officials said that the road had been shut", id="coordinated"),
        pytest.param(f"{HEAD} Tank which officials said had been shut for a whole week", id="relative"),
        pytest.param(f"{HEAD} Tank after troops shelled two camps of the rebels", id="subordinate"),
        pytest.param(f"{HEAD} Tank killing nine men including a guard two drivers and a boy were said", id="including"),
        pytest.param("Local officials said that the road was shut", id="short"),
        pytest.param(f"{HEAD[:60]}, {HEAD[60:]} Tank, local officials said that the road was shut", id="with marks"),
    ],
)
def test_prose_is_left_alone(text):
    assert list(beginnings(text)) == []


def test_who_speaks_is_not_who_was_hurt(read_text):
    claims = read_text.claims(f"{HEAD} Tank local officials said that rebels killed six soldiers in Tank")
    said = [s.name for c in claims if c.attribution for s in c.attribution.source]
    assert all("driver" not in name for name in said)
    assert any("officials" in name for name in said)
