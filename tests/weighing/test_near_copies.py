from __future__ import annotations

from grounds.weighing.near_copies import find_copies
from grounds.weighing.origins import credit_of

TEXT = """Gunmen on motorcycles came into the hamlet before sunrise and shot at everything that moved, a
herder who had hidden in a well said. They took the camels and the only pick-up truck, and left
towards the dry river with two boys. The council of elders met at noon under the old tree and sent a
messenger to the garrison, who has not returned so far. Three of the wounded were carried to the
clinic on doors. The road to the south has been closed since the rains began in June."""
REWRITTEN = """Fear in the valley. Three of the wounded were carried to the clinic on doors. They took the camels
and the only pick-up truck, and left towards the dry river with two boys. Nobody knows what will
come of it, and many think of leaving for the coast as their cousins did years ago when the first
wells ran dry and the market closed for good."""
OTHER = """The parliament passed the budget on Friday after a debate of nine hours, in which the opposition
left the hall twice. Ministers promised new schools and a bridge, which they had promised in the
years before that as well."""


def test_copies_and_a_rewriting_are_one_origin():
    texts = [("first", TEXT), ("copy", "Latest news!\n" + TEXT), ("rewritten", REWRITTEN), ("other", OTHER)]
    groups, copies = find_copies(texts)
    assert sorted(map(sorted, groups.groups())) == [["copy", "first", "rewritten"], ["other"]]
    assert [(c.document, c.of, c.how) for c in copies] == [
        ("copy", "first", "near-copy"),
        ("rewritten", "first", "rewritten"),
    ]


def test_two_reports_that_quote_the_same_words_are_two_origins():
    said = "“" + TEXT.replace("“", "") + "”"
    one = f"Speaking in the capital this morning to a small crowd, the mayor read from a letter: {said}"
    two = f"In a broadcast heard across the whole province late at night, he was quoted at length by the host: {said}"
    pad = " Our writer spoke to nine people who all agreed on little but the heat of that day and the price of bread."
    groups, _ = find_copies([("one", one + pad), ("two", two + OTHER)])
    assert len(list(groups.groups())) == 2


def test_ten_thousand_copies_are_one_group():
    groups, _ = find_copies((f"d{i}", f"{TEXT} Edition {i}.") for i in range(10_000))
    assert len(list(groups.groups())) == 1


def test_an_agency_is_known_by_its_credit():
    assert credit_of("LAGOS (Meridian) — Gunmen stormed a village.") == "Meridian"
    assert credit_of("Gunmen stormed a village. " * 20 + "\nSource: Coastal Wire") == "Coastal Wire"
    assert credit_of("The army (which denies it) - says so.") is None


def test_short_texts_are_copies_only_where_they_are_the_same():
    groups, _ = find_copies(
        [("a", "Two soldiers died at Baga."), ("b", "Two soldiers died at Dikwa."), ("c", "Two soldiers died at Baga!")]
    )
    assert sorted(map(sorted, groups.groups())) == [["a", "c"], ["b"]]
