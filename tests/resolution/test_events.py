"""Which word told the event that a definite noun takes up."""

from __future__ import annotations

import pytest

from grounds.documents import ReadOptions, read_bytes
from grounds.language.pipeline import parse

CASES = [
    ("Gunmen raided a village. The raid killed three.", "raid", "raided"),
    ("Gunmen stormed a village. The attack killed three.", "attack", "stormed"),
    ("Jets bombed a bridge and shelled a road. The bombing killed three.", "bombing", "bombed"),
    ("Jets bombed a bridge. Troops crossed the river. The strikes killed three.", "strikes", "bombed"),
    ("Kenya and Somalia met in Nairobi. The talks failed.", "talks", "met"),
    ("An ambush killed five men. The ambush was the third in May.", "ambush", "ambush"),
    ("The army launched an offensive in May. These operations cost forty lives.", "operations", "launched"),
    ("Rebels seized a town. A raid killed three.", "raid", None),
    ("Rebels signed a truce. The bombing killed three.", "bombing", None),
    ("Gunmen raided a village. The raid on a school in May killed three.", "raid", None),
    ("The attack killed three. Gunmen stormed a village.", "attack", None),
]


@pytest.mark.parametrize(("text", "noun", "word"), CASES)
def test_a_definite_noun_takes_up_the_word_that_told_the_event(text, noun, word, pipeline):
    document = read_bytes(text.encode(), name="events.txt", options=ReadOptions(date="2024-06-12", language="en"))
    resolved = pipeline.resolver.resolve(next(iter(parse([document]))))
    taken_up = {i: e for i, e in resolved.events.items() if resolved.parsed.doc[i].text == noun}
    assert [resolved.parsed.doc[e.told].text for e in taken_up.values()] == ([word] if word else [])
    assert all(e.why and 0 < e.score <= 1 for e in taken_up.values())


def test_nothing_is_taken_up_from_too_far_back(pipeline):
    text = "Gunmen raided a village. " + "The river is low in May. " * 8 + "The raid killed three."
    document = read_bytes(text.encode(), name="events.txt", options=ReadOptions(date="2024-06-12", language="en"))
    assert not pipeline.resolver.resolve(next(iter(parse([document])))).events
