"""The casualty grammar, construction by construction: words, outcome, of, low, best, high, part_of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounds.language.figures import find_casualties
from grounds.model.vocabulary import VOCABULARY

CASES = {
    "Raiders burned the village, killing at least six residents.": ["at least six residents killed civilians 6 6 -"],
    "The troops killed eight rebels and wounded three.": [
        "eight rebels killed militants 8 8 8",
        "three injured militants 3 3 3",
    ],
    "A mine blast left 14 dead and 20 wounded.": ["14 killed all 14 14 14", "20 injured all 20 20 20"],
    "The death toll rose to 41 overnight.": ["41 killed all 41 41 41"],
    "Medics put the toll at 58.": ["58 killed all 58 58 58"],
    "Officials gave a death toll of more than 70.": ["more than 70 killed all 71 - -"],
    "Five shepherds were injured.": ["Five shepherds injured civilians 5 5 5"],
    "Two gunmen and a policeman died in the clash.": [
        "Two gunmen killed militants 2 2 2",
        "a policeman killed security_forces 1 1 1",
    ],
    "Two soldiers, three officers and a child died.": [
        "Two soldiers killed security_forces 2 2 2",
        "three officers killed security_forces 3 3 3",
        "a child killed children 1 1 1",
    ],
    "They seized the bus and abducted 11 passengers, among them two teachers and a nurse.": [
        "11 passengers abducted civilians 11 11 11",
        "two teachers abducted civilians 2 2 2 0",
        "a nurse abducted civilians 1 1 1 0",
    ],
    "Seven people, four of them children, were killed by shelling.": [
        "Seven people killed all 7 7 7",
        "four of them children killed children 4 4 4 0",
    ],
    "About 60 villagers, most of them women and girls, were kidnapped.": [
        "About 60 villagers abducted civilians - 60 -",
        "most of them women and girls abducted women - - - 0",
        "most of them women and girls abducted children - - - 0",
    ],
    "The strike killed nine people, including two commanders.": [
        "nine people killed all 9 9 9",
        "two commanders killed leaders 2 2 2 0",
    ],
    "Nine people including two commanders were killed.": [
        "Nine people killed all 9 9 9",
        "two commanders killed leaders 2 2 2 0",
    ],
    "More than 900 families fled the district.": ["More than 900 families displaced civilians 901 - -"],
    "Hundreds of people have fled.": ["Hundreds of people displaced all - - -"],
    "The 300 residents who fled the siege are safe.": ["300 residents displaced civilians 300 300 300"],
    "Raids drove dozens more farmers from their homes.": ["dozens more farmers displaced civilians - - -"],
    "The order forced up to 5,000 people to flee.": ["up to 5,000 people displaced all - - 5000"],
    "Some 40,000 people were displaced.": ["Some 40,000 people displaced all - 40000 -"],
    "The floods made 400 people homeless.": ["400 people displaced all 400 400 400"],
    "The fire left 400 people homeless.": ["400 people displaced all 400 400 400"],
    "About 90 fighters surrendered to the army.": ["About 90 fighters surrendered militants - 90 -"],
    "Twelve fighters laid down their arms.": ["Twelve fighters surrendered militants 12 12 12"],
    "Police arrested four suspects and released two.": [
        "four suspects captured all 4 4 4",
        "two released all 2 2 2",
    ],
    "Three aid workers were detained.": ["Three aid workers captured aid_workers 3 3 3"],
    "Two peacekeepers are missing.": ["Two peacekeepers missing peacekeepers 2 2 2"],
    "Eleven sailors went missing.": ["Eleven sailors missing security_forces 11 11 11"],
    "The gang took 30 pupils hostage.": ["30 pupils abducted civilians 30 30 30"],
    "The group still holds at least ten hostages.": ["at least ten hostages abducted all 10 10 -"],
    "The rebels freed 25 captured soldiers.": ["25 captured soldiers released security_forces 25 25 25"],
    "Two doctors kidnapped in June were freed.": [
        "Two doctors abducted civilians 2 2 2",
        "Two doctors released civilians 2 2 2",
    ],
    "An airstrike killed a senior commander.": ["a senior commander killed leaders 1 1 1"],
    "The convoy was hit and its deputy commander wounded.": ["its deputy commander injured leaders 1 1 1"],
    "Twenty rebels ambushed the post and killed four guards.": ["four guards killed security_forces 4 4 4"],
    "Between 15 and 20 men may have been executed.": ["Between 15 and 20 men killed all 15 - 20"],
    "Two policemen and nine bandits were reported killed.": [
        "Two policemen killed security_forces 2 2 2",
        "nine bandits killed militants 9 9 9",
    ],
    "One guard died and seven were hurt.": [
        "One guard killed security_forces 1 1 1",
        "seven injured security_forces 7 7 7",
    ],
    "No civilians were harmed but two guards were hurt.": ["two guards injured security_forces 2 2 2"],
    "No civilians were killed.": ["No civilians killed civilians 0 0 0"],
    "Nobody was injured.": ["Nobody injured all 0 0 0"],
    "Some 60 people were killed or injured.": [
        "Some 60 people killed all - - 60",
        "Some 60 people injured all - - 60",
    ],
    "Scores were killed and wounded.": ["Scores killed all - - -", "Scores injured all - - -"],
    "The attack claimed 33 lives.": ["33 killed all 33 33 33"],
    "The crash cost the lives of three pilots.": ["three pilots killed security_forces 3 3 3"],
    "Fifteen conscripts lost their lives.": ["Fifteen conscripts killed security_forces 15 15 15"],
    "Six traders sustained serious injuries.": ["Six traders injured civilians 6 6 6"],
    "They mourned the killing of 16 miners.": ["16 miners killed civilians 16 16 16"],
    "The abduction of two priests shocked the town.": ["two priests abducted civilians 2 2 2"],
    "The army admitted three deaths.": ["three deaths killed all 3 3 3"],
    "Gunmen shot dead two judges.": ["two judges killed civilians 2 2 2"],
    "They gunned down five guards.": ["five guards killed security_forces 5 5 5"],
    "Four tourists in a car with six students were injured.": ["Four tourists injured civilians 4 4 4"],
    "Twelve Houthis were killed.": ["Twelve Houthis killed unknown 12 12 12"],
    "Three nomads were killed.": ["Three nomads killed unknown 3 3 3"],
    "A teacher and his three sons died.": [
        "A teacher killed civilians 1 1 1",
        "three sons killed children 3 3 3",
    ],
    "The blast killed a nun and three altar boys.": [
        "a nun killed women 1 1 1",
        "three altar boys killed children 3 3 3",
    ],
    "Seven UN soldiers were wounded.": ["Seven UN soldiers injured peacekeepers 7 7 7"],
    "Raiders killed 40 people in the first hour, including at least 12 in one house.": [
        "40 people killed all 40 40 40",
        "at least 12 killed all 12 12 - 0",
    ],
    "Rebels captured three towns and two bridges.": [],
    "The shelling killed 200 cattle.": [],
    "The unit has 200 soldiers and five officers.": [],
    "Two attacks killed the mayor.": [],
    "Three wounded soldiers were evacuated.": [],
    "In 2012 the army killed rebels.": [],
    "Its leaders fled in 2009.": [],
}


def line(span) -> str:
    figures = ["-" if v is None else str(v) for v in (span.low, span.best, span.high)]
    part = [] if span.part_of is None else [str(span.part_of)]
    return " ".join([span.words, span.outcome, span.of, *figures, *part])


@pytest.mark.parametrize(("text", "wanted"), CASES.items(), ids=CASES)
def test_casualties(text, wanted):
    assert [line(c) for c in find_casualties(text)] == wanted


WORDS = st.sampled_from(
    [
        "killed",
        "killing",
        "wounded",
        "were",
        "was",
        "died",
        "fled",
        "left",
        "dead",
        "and",
        "or",
        ",",
        ";",
        ".",
        "at",
        "least",
        "more",
        "than",
        "five",
        "12",
        "a",
        "an",
        "the",
        "of",
        "them",
        "people",
        "soldiers",
        "civilians",
        "women",
        "children",
        "including",
        "among",
        "no",
        "one",
        "toll",
        "to",
        "lives",
        "claimed",
        "hostage",
        "took",
        "missing",
        "released",
        "her",
    ]
)


@given(st.lists(WORDS, max_size=16))
def test_spans_hold_to_the_text_the_vocabulary_and_the_order(words):
    text = " ".join(words)
    spans = find_casualties(text)
    for index, span in enumerate(spans):
        assert text[span.start : span.end] == span.words
        assert span.outcome in VOCABULARY["casualties.outcome"]
        assert span.of in VOCABULARY["casualties.of"]
        assert span.bound in VOCABULARY["bound"]
        figures = [v for v in (span.low, span.best, span.high) if v is not None]
        assert figures == sorted(figures)
        assert span.part_of is None or (span.part_of < index and spans[span.part_of].part_of is None)
