"""How the text holds a statement: factuality, polarity, phase and speaker, over the parse."""

from __future__ import annotations

import pytest

CASES = [
    ("M23 attacked the village.", "asserted", "positive", None),
    ("M23 may have attacked the village.", "possible", "positive", None),
    ("M23 reportedly attacked the village.", "possible", "positive", None),
    ("M23 did not attack the village.", "asserted", "negative", None),
    ("M23 never attacked the village.", "asserted", "negative", None),
    ("M23 failed to attack the village.", "asserted", "negative", None),
    ("M23 plans to attack the village.", "planned", "positive", None),
    ("M23 has vowed to attack the village.", "planned", "positive", None),
    ("M23 has been accused of attacking the village.", "alleged", "positive", "accuses"),
    ("Rwanda accused M23 of attacking the village.", "alleged", "positive", "accuses"),
    ("M23 denied attacking the village.", "asserted", "negative", "denies"),
    ("M23 rejected claims that it had attacked the village.", "asserted", "negative", "denies"),
    ("M23 said it would attack the village.", "planned", "positive", "reports"),
    ("M23 would attack the village.", "hypothetical", "positive", None),
    ("M23 said it had attacked the village.", "asserted", "positive", "claims_responsibility"),
    ("Rwanda blamed M23 for the attack on the village.", "alleged", "positive", "accuses"),
    ("M23 said it would pull back rather than attack the village.", "planned", "negative", "reports"),
    ("M23 was supposed to attack the village.", "prescribed", "positive", None),
    ("M23 was said to have attacked the village.", "possible", "positive", None),
    ("It is unlikely that M23 will attack the village.", "possible", "positive", None),
    ("Rwanda accuses M23, which attacked the village.", "asserted", "positive", None),
    ("M23 attacked the village, which Rwanda denies.", "alleged", "positive", None),
    ("M23 must stop attacking the village.", "prescribed", "negative", None),
    ("If M23 attacks the village, families will flee.", "hypothetical", "positive", None),
    ("Rwanda said that M23 had attacked the village.", "asserted", "positive", "reports"),
    ("M23 attacked the village, the army said.", "asserted", "positive", "reports"),
    ("According to Rwanda, M23 attacked the village.", "asserted", "positive", "reports"),
    ("The army prevented M23 from attacking the village.", "asserted", "negative", None),
    ("M23 has been able to attack the village.", "asserted", "positive", None),
    ("Rwanda allowed M23 to attack the village.", "possible", "positive", None),
    ("Rwanda warned that M23 could attack the village.", "possible", "positive", "predicts"),
    ("It is important for M23 to attack the village.", "prescribed", "positive", None),
    ("Did M23 attack the village?", "hypothetical", "positive", None),
    ("Why help M23, which attacked the village?", "asserted", "positive", None),
    ("Rwanda can confirm that M23 attacked the village.", "asserted", "positive", "confirms"),
    ("Rwanda must also note that M23 attacked the village.", "asserted", "positive", "reports"),
    ("Rwanda advised that M23 had attacked the village.", "asserted", "positive", "reports"),
    ("M23 was not the group that attacked the village.", "asserted", "negative", None),
    ("M23 is the group that attacked the village.", "asserted", "positive", None),
    ("M23 stopped short of attacking the village.", "asserted", "negative", None),
    ("M23 forgot to attack the village.", "asserted", "negative", None),
    ("Had M23 not attacked the village, families would not have fled.", "hypothetical", "negative", None),
    ("Rwanda called for M23 to attack the village.", "prescribed", "positive", "calls_for"),
    ("Rwanda doubts that M23 attacked the village.", "possible", "positive", "disputes"),
    ("M23 was urged to leave and attacked the village.", "asserted", "positive", None),
    ("M23 announced a second phase of its operation to attack the village.", "hypothetical", "positive", None),
    ("M23 launched a mission to attack the village.", "hypothetical", "positive", None),
]


@pytest.mark.parametrize(("text", "factuality", "polarity", "stance"), CASES, ids=[c[0] for c in CASES])
def test_an_attack_is_held_as_the_words_say(text, factuality, polarity, stance, read_text):
    claim = next(c for c in read_text.claims(text) if c.predicate == "assault")
    said = claim.attribution.stance if claim.attribution else None
    assert (claim.factuality, claim.polarity, said) == (factuality, polarity, stance)
    assert [p.actor for p in claim.subjects] == ["m23"]


@pytest.mark.parametrize("noun", ["operation", "raid", "campaign"])
def test_what_an_operation_is_for_is_not_done(noun, read_text):
    claims = read_text.claims(f"The army killed two men during a {noun} to detain an M23 leader in Goma.")
    assert [c.factuality for c in claims if "arrest" in c.modes] == ["hypothetical"]


LIKELY = [
    ("M23 is likely to attack the village.", "likely", 0.55, 0.8),
    ("M23 is very likely to attack the village.", "very likely", 0.8, 0.95),
    ("It is highly unlikely that M23 will attack the village.", "highly unlikely", 0.05, 0.2),
    ("M23 is almost certain to attack the village.", "almost certain", 0.95, 0.99),
]


@pytest.mark.parametrize(("text", "words", "low", "high"), LIKELY, ids=[p[1] for p in LIKELY])
def test_words_of_likelihood_keep_their_range(text, words, low, high, read_text):
    claim = next(c for c in read_text.claims(text) if c.predicate == "assault")
    assert claim.factuality == "possible"
    assert claim.likelihood is not None
    assert (claim.likelihood.words, claim.likelihood.low, claim.likelihood.high) == (words, low, high)


PHASES = [
    ("M23 continues to attack the village.", "continues"),
    ("M23 has resumed its attacks on the village.", "resumes"),
    ("M23 no longer attacks the village.", "ends"),
    ("M23 began to attack the village.", "begins"),
    ("M23 has stopped attacking the village.", "ends"),
]


@pytest.mark.parametrize(("text", "phase"), PHASES, ids=[p[1] for p in PHASES])
def test_phases(text, phase, read_text):
    claim = next(c for c in read_text.claims(text) if c.predicate == "assault")
    assert (claim.phase, claim.polarity) == (phase, "positive")


DIRECTIONS = [
    ("M23 was attacked by the Congolese army.", "assault", "fardc", "m23"),
    ("The attack by M23 on the FDLR lasted a day.", "assault", "m23", "fdlr"),
    ("The FDLR, which M23 attacked, has fled.", "assault", "m23", "fdlr"),
    ("M23 was given weapons by Rwanda.", "supports", "state-rwa", "m23"),
    ("M23 has received weapons from Rwanda.", "supports", "state-rwa", "m23"),
    ("Weapons have been supplied to M23 by Rwanda.", "supports", "state-rwa", "m23"),
    ("Rwanda has supplied weapons to M23.", "supports", "state-rwa", "m23"),
    ("Kenya has accused the fighters of al-Shabaab of attacking Somalia.", "assault", "al-shabaab", "state-som"),
]


@pytest.mark.parametrize(("text", "predicate", "subject", "other"), DIRECTIONS, ids=[d[0] for d in DIRECTIONS])
def test_direction_follows_the_words(text, predicate, subject, other, read_text):
    claim = next(c for c in read_text.claims(text) if c.predicate == predicate)
    assert ([p.actor for p in claim.subjects], [p.actor for p in claim.objects]) == ([subject], [other])


def test_every_offset_of_a_claim_is_exact(read_text):
    text = (
        "الشباب 🙂 — On 3 May, al-Shabaab fighters attacked a police post near Mogadishu,\r\n"
        "killing at least five people, officials said."
    )
    claims = read_text.claims(text)
    assert claims
    for claim in claims:
        record = claim.record()
        assert text[claim.quote.start : claim.quote.end] == claim.quote.exact
        for party in (*record["subjects"], *record["objects"], *record["where"]):
            assert text[party["start"] : party["end"]] == party["mention"]
        for figure in record["casualties"]:
            assert text[figure["start"] : figure["end"]] == figure["words"]
        for cue in record["cues"]:
            assert text[cue["start"] : cue["end"]] == cue["text"]


def test_the_same_text_gives_the_same_ids(read_text):
    text = "M23 attacked the village on Monday."
    assert [c.id for c in read_text.claims(text)] == [c.id for c in read_text.claims(text)]


def test_a_later_sentence_counts_from_an_earlier_date(read_text):
    claims = read_text.claims("The ELN met on 3 May. Two days later, it attacked a village near Tibú.")
    attack = next(c for c in claims if c.predicate == "assault")
    assert attack.when is not None
    assert (attack.when.from_, attack.when.anchor) == ("2024-05-05", "event")


#: Text, and who attacks: the actor with the polarity, one after the other.
LEFT_OUT = [
    ("M23 attacked the village, and so did the ELN.", [("m23", "positive"), ("eln", "positive")]),
    ("M23 attacked the village but the ELN did not.", [("m23", "positive"), ("eln", "negative")]),
    ("M23 did not attack the village, nor did the ELN.", [("m23", "negative"), ("eln", "negative")]),
    ("M23 promised to attack the village but did not.", [("m23", "positive"), ("m23", "negative")]),
    ("M23 attacked the village, as the ELN said it would.", [("m23", "positive")]),
    ("M23 attacked the village more often than the ELN did.", [("m23", "positive")]),
    ("M23 attacked the village and did so again.", [("m23", "positive")]),
]


@pytest.mark.parametrize(("text", "attackers"), LEFT_OUT, ids=[c[0] for c in LEFT_OUT])
def test_a_verb_left_out_is_repeated_with_its_own_subject(text, attackers, read_text):
    claims = [c for c in read_text.claims(text) if c.predicate == "assault"]
    assert [(c.subjects[0].actor, c.polarity) for c in claims] == attackers
