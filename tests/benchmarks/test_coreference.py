"""How marked texts are read, and how an answer counts."""

from __future__ import annotations

import pytest
from benchmarks.bootstrap import Hits, f1_interval
from benchmarks.coreference import MARKED, TYPES, load, marked, type_of

TEXT = "Kenya met Chad. [[Both | pair | state-ken, state-tcd]] left, and [[it | pronoun | nobody]] rained."


def test_a_marked_text_gives_the_plain_one_and_its_references():
    plain, references = marked(TEXT)
    assert plain == "Kenya met Chad. Both left, and it rained."
    assert [(plain[r.start : r.end], r.type, len(r.means)) for r in references] == [
        ("Both", "pair", 2),
        ("it", "pronoun", 0),
    ]


@pytest.mark.parametrize(
    ("ours", "hits"),
    [
        ({"state-ken", "state-tcd"}, Hits(2, 2, 2)),
        ({"state-ken", "m23"}, Hits(1, 2, 2)),
        (set(), Hits(0, 0, 2)),
    ],
)
def test_each_entity_counts(ours, hits):
    assert marked(TEXT)[1][0].hits(frozenset(ours)) == hits


def test_either_of_two_answers_is_right():
    _, (reference,) = marked("[[They | they | the army / fama]] left.")
    assert reference.hits(frozenset({"fama"})) == Hits(1, 1, 1)


def test_the_marked_texts_are_many_and_their_types_are_known():
    references = [r for _, _, _, found in load([MARKED]) for r in found]
    assert len(references) >= 150
    assert {r.type for r in references} == set(TYPES)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("neither side", "pair"),
        ("its fighters", "members"),
        ("it", "pronoun"),
        ("the group", "group"),
        ("army", "other"),
    ],
)
def test_the_wording_tells_the_type(words, kind):
    assert type_of(words) == kind


def test_nothing_to_count_gives_no_figure():
    assert Hits().figures()["f1"] is None
    assert f1_interval([Hits(1, 1, 1)]) is None
