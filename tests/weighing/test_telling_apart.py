"""Words and sites that tell two events of one kind apart."""

from __future__ import annotations

import pytest

from grounds.weighing.items import Party
from grounds.weighing.lineage import Lineage
from grounds.weighing.linking import Linker
from grounds.weighing.links import takes_up, tells_another, tells_apart
from grounds.weighing.telling_apart import of_sites
from tests.weighing.made import documents, item, period, place


@pytest.mark.parametrize(
    "quote",
    [
        "Fighters attacked the bridge again on Sunday.",
        "Once more the convoy came under fire.",
        "A second raid on the farm followed.",
        "Gunmen carried out another deadly attack near the well.",
        "Fresh clashes broke out.",
        "It was shelled for the third time.",
        "A separate bombing killed a guard.",
    ],
)
def test_one_more_event_is_told_by_its_words(quote):
    assert tells_another(quote)


@pytest.mark.parametrize(
    "quote",
    [
        "Fighters attacked the bridge on Sunday.",
        "The attack killed another ten people.",
        "The army again denied that it shelled the town.",
        "Time and again the road was closed.",
        "It was the second attack in a week.",
        "The new governor was killed.",
        "A second victim died in hospital.",
        "Fighters moved against the town.",
    ],
)
def test_other_uses_of_these_words_tell_no_other_event(quote):
    assert not tells_another(quote)


def test_words_of_time_tell_apart_within_one_document_only():
    assert tells_apart("A day later gunmen hit the town of Kaya.")
    assert not tells_another("A day later gunmen hit the town of Kaya.")


@pytest.mark.parametrize(
    ("quote", "modes", "taken"),
    [("The raid lasted an hour.", ("attack",), True), ("The raid lasted an hour.", ("abduction",), False)],
)
def test_a_definite_noun_takes_up_what_it_may_name(quote, modes, taken):
    assert takes_up(quote, modes) is taken


def site(name: str, target: str) -> tuple[Party, ...]:
    return (Party(f"~{name}", name, None, "facility", target),)


def linked(one, other, **dates):
    return Linker(Lineage(), documents(**dates)).link(one, other)


HERE = {"places": (place("Baidoa", admin1="bay"),)}


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        (site("market", "business"), site("police post", "police"), "other_site"),
        (site("police post", "police"), site("army base", "military"), "near_site"),
        (site("market", "business"), site("shop", "business"), None),
        (site("market", "business"), (), None),
    ],
)
def test_sites_of_other_kinds_tell_two_events_apart(one, other, outcome):
    found = of_sites(item(objects=one), item(objects=other))
    assert (found[0] if found is not None else None) == outcome


def test_an_undated_attack_on_another_site_is_no_part_of_a_dated_one():
    market = item("doc_a", objects=site("market", "business"), period=period("2024-03-02"), **HERE)
    post = item("doc_b", objects=site("police post", "police"), **HERE)
    same = item("doc_b", objects=site("market", "business"), **HERE)
    assert linked(market, post, a="2024-03-03", b="2024-03-04") is None
    assert linked(market, same, a="2024-03-03", b="2024-03-04") is not None


def test_an_attack_again_on_the_next_day_stands_alone_but_is_one_with_itself():
    words = "Fighters attacked the market of Baidoa again on Sunday."
    first = item("doc_a", objects=site("market", "business"), period=period("2024-03-02"), **HERE)
    again = item("doc_b", objects=site("market", "business"), period=period("2024-03-03"), quote=words, **HERE)
    undated = item("doc_b", objects=site("market", "business"), quote=words, **HERE)
    other = item("doc_c", objects=site("market", "business"), period=period("2024-03-03"), **HERE)
    dates = {"a": "2024-03-03", "b": "2024-03-04", "c": "2024-03-04"}
    assert linked(first, again, **dates) is None
    assert linked(first, undated, **dates) is None
    assert linked(again, other, **dates) is not None
