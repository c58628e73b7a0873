"""Misparses that are put right, and sentences that must stay as they are."""

from __future__ import annotations

import pytest

from grounds.language.pipeline import load_model
from grounds.language.repairs import repair
from grounds.language.rings import break_rings
from grounds.language.syntax import conjuncts

VERBS = [
    ("The war has further complicated relief work.", "complicated", "work"),
    ("Kenya denied having supplied weapons to rebels.", "supplied", "weapons"),
    ("The Houthis control Sanaa and much of Yemen.", "control", "Sanaa"),
    ("JNIM taxes traders in the villages.", "taxes", "traders"),
    ("Rwanda arms M23.", "arms", "M23"),
    ("The coalition contests Nasir.", "contests", "Nasir"),
    ("Both M23 and the Congo River Alliance tax miners in Rubaya.", "tax", "miners"),
    ("The Houthis levy customs duties on traders.", "levy", "duties"),
    ("In retaliation for the raid, al-Shabaab fired mortars at a base.", "fired", "mortars"),
]


@pytest.mark.parametrize(("text", "verb", "thing"), VERBS, ids=[v[1] for v in VERBS])
def test_the_verb_takes_its_object(text, verb, thing):
    doc = load_model()(text)
    repair(doc)
    token = next(t for t in doc if t.text == verb)
    assert token.pos_ == "VERB"
    assert thing in [c.text for c in token.children if c.dep_ == "dobj"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Army soldiers backed by helicopter gunships shot at least nine members of the group.", "soldiers"),
        (
            "Army soldiers backed by helicopter gunships killed nine men in fighting on Sunday, the army said.",
            "soldiers",
        ),
        ("On 16 January gunmen attacked a bus.", "gunmen"),
        ("On 3 May 2024 fighters of the group stormed a base.", "fighters"),
        ("On 9 February artillery shells landed on a market.", "shells"),
        ("In Qalat district, Zabul province, an Afghan security force detained a leader.", "force"),
        ("In June JNIM overran a garrison.", "JNIM"),
        ("Neither Rwanda nor Uganda has armed M23.", "Rwanda"),
        ("On 4 March two teachers were abducted near Mora.", "teachers"),
    ],
)
def test_the_verb_takes_its_subject(text, subject):
    doc = load_model()(text)
    repair(doc)
    verb = next(t for t in doc if t.dep_ in {"ROOT", "ccomp"} and t.lemma_ not in {"say"})
    assert [c.text for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}] == [subject]
    if text.startswith("On"):
        assert [c.text for c in doc[0].children] == [doc[2].text]


@pytest.mark.parametrize(
    "text",
    [
        "The hospital has wounded soldiers.",
        "Arms control talks failed.",
        "New taxes hurt.",
        "On 21 August, jets bombed a depot.",
    ],
)
def test_other_sentences_stay_as_they_are(text):
    doc, untouched = load_model()(text), load_model()(text)
    repair(doc)
    assert [(t.pos_, t.dep_, t.head.i) for t in doc] == [(t.pos_, t.dep_, t.head.i) for t in untouched]


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("Soldiers raped several women.", "raped", "rape"),
        ("The rebels staged attacks.", "staged", "stage"),
        ("They are waging a campaign.", "waging", "wage"),
        ("Wages fell in May.", "Wages", "wage"),
        ("The army left two bases.", "bases", "base"),
    ],
)
def test_lemmas_that_the_model_gets_wrong(text, form, lemma):
    doc = load_model()(text)
    repair(doc)
    assert next(t for t in doc if t.text == form).lemma_ == lemma


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("JNIM, Ansar Dine, AQIM and Katiba Macina cooperated in Mali.", ["JNIM", "Dine", "AQIM", "Macina"]),
        ("It was a union of the ELN, the Blue Guard and FARC.", ["ELN", "Guard", "FARC"]),
        ("Militants belonging to JNIM and Ansar Dine attacked a village.", ["JNIM", "Dine"]),
        ("The ELN, the National Army, and FARC met.", ["ELN", "FARC"]),
    ],
)
def test_names_in_a_list_are_coordinated(text, names):
    doc = load_model()(text)
    repair(doc)
    first = next(t for t in doc if t.text == names[0])
    assert [t.text for t in conjuncts(first)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Shot dead in Gao were three men.",
        "In Mopti City, a joint patrol arrested the Katiba arms dealer and questioned two guards.",
        "Two men shot dead a trader, police said.",
        "Gunmen shot dead three men and two boys, shot dead by the river, were found later.",
        "IS is said to have killed six, and IS attacked IS.",
        "In artillery shelling bombing shooting the army killed six in the country who fled.",
        "The leader coordinates attacks supplied rebels with rifles with men.",
    ],
)
def test_a_tree_stays_a_tree(text):
    doc = load_model()(text)
    repair(doc)
    for token in doc:
        node, steps = token, 0
        while node.head.i != node.i:
            node, steps = node.head, steps + 1
            assert steps <= len(doc), f"{token.text!r} stands in a ring"


def test_a_ring_of_heads_is_broken():
    doc = load_model()("A patrol captured two rebels near the bridge.")
    patrol, captured = doc[1], doc[2]
    patrol.head, captured.head = captured, patrol
    assert break_rings(doc) == 1
    assert break_rings(doc) == 0
    assert {t.i for t in doc if t.head.i == t.i} <= {patrol.i, captured.i}


@pytest.mark.parametrize(
    ("text", "word", "pos"),
    [
        ("Two men died in gunship helicopter shelling near Goma.", "shelling", "NOUN"),
        ("Jets killed three gunmen pounding their base.", "pounding", "VERB"),
    ],
)
def test_a_participle_names_an_act_behind_what_fires_alone(text, word, pos):
    doc = load_model()(text)
    repair(doc)
    assert next(t for t in doc if t.text == word).pos_ == pos
