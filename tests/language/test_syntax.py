"""Who does and who undergoes, where the labels of the parse leave it implicit."""

from __future__ import annotations

import pytest

from grounds.language.pipeline import load_model
from grounds.language.repairs import repair
from grounds.language.syntax import (
    agents,
    conjuncts,
    direct_objects,
    grammatical_subject,
    is_passive,
    noun_phrase,
    prepositional,
    tense,
)


def word(text, form):
    doc = load_model()(text)
    repair(doc)
    return next(t for t in doc if t.text == form)


SUBJECTS = [
    ("Rebels attacked the town.", "attacked", "Rebels"),
    ("The rebels attacked the town and looted several shops.", "looted", "rebels"),
    ("Rebels want to attack the town.", "attack", "Rebels"),
    ("The rebels who attacked the town fled.", "attacked", "rebels"),
    ("The army forced rebels to leave the town.", "leave", "rebels"),
    ("The army prevented rebels from leaving the town.", "leaving", "rebels"),
    ("Rebels left after looting the town.", "looting", "Rebels"),
    ("The minister accused the rebels of looting the town.", "looting", "rebels"),
]


@pytest.mark.parametrize(("text", "verb", "subject"), SUBJECTS, ids=[f"{s[0]} ({s[1]})" for s in SUBJECTS])
def test_a_clause_has_the_subject_that_is_meant(text, verb, subject):
    found = grammatical_subject(word(text, verb))
    assert found is not None
    assert found.text == subject


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("The town was attacked by rebels.", "attacked", True),
        ("Villagers abducted in May were freed.", "abducted", True),
        ("A convoy was attacked and two guards killed.", "killed", True),
        ("Rebels have attacked the town.", "attacked", False),
        ("Rebels attacked the town.", "attacked", False),
    ],
)
def test_passives(text, verb, passive):
    assert is_passive(word(text, verb)) is passive


def test_the_doer_of_a_passive_stands_in_its_by_phrase():
    assert [t.text for t in agents(word("The town was attacked by rebels.", "attacked"))] == ["rebels"]


@pytest.mark.parametrize(
    ("text", "verb", "objects"),
    [
        ("Rebels attacked the market.", "attacked", ["market"]),
        ("Rebels attacked and looted the market.", "attacked", ["market"]),
        ("The convoy that rebels attacked was empty.", "attacked", ["convoy"]),
        ("Rebels withdrew on Monday.", "withdrew", []),
    ],
)
def test_objects_are_shared_and_taken_up(text, verb, objects):
    assert [t.text for t in direct_objects(word(text, verb))] == objects


@pytest.mark.parametrize(
    ("text", "verb", "told"),
    [
        ("Rebels attacked the town.", "attacked", "past"),
        ("Rebels have attacked the town.", "attacked", "perfect"),
        ("Rebels had attacked the town.", "attacked", "past"),
        ("The rebels attack towns every week.", "attack", "present"),
        ("Rebels are attacking the town.", "attacking", "present"),
        ("The town was attacked.", "attacked", "past"),
        ("Rebels want to attack the town.", "attack", "infinitive"),
    ],
)
def test_tenses(text, verb, told):
    assert tense(word(text, verb)) == told


def test_lists_and_prepositions():
    text = "Rebels attacked markets, schools and clinics in the north."
    assert [t.text for t in conjuncts(word(text, "markets"))] == ["markets", "schools", "clinics"]
    assert [t.text for t in prepositional(word("Rebels from Chad attacked.", "Rebels"), "from")] == ["Chad"]


def test_a_noun_phrase_ends_with_its_head():
    text = "Rebels attacked the two old markets of the town."
    start, end = noun_phrase(word(text, "markets"))
    assert text[start:end] == "the two old markets"
