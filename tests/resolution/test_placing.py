"""Place names in running text, with what stands beside them (no model: names are given)."""

from __future__ import annotations

import re

import pytest

from grounds.places import load_gazetteer
from grounds.resolution.context import Context
from grounds.resolution.place_cues import cued_names, holder_sign, kind_before, kind_behind, owns
from grounds.resolution.placing import Placing


def places(
    text: str, *listed: str, country: str, day: str | None = None
) -> dict[str, tuple[str, str | None, str | None]]:
    """Level, first and second division of the names that were searched for, and of those with a cue."""
    placing = Placing(text, load_gazetteer(), Context(countries={country: 1.0}, date=day))
    spans = sorted((m.start(), m.end()) for n in listed for m in re.finditer(re.escape(n), text))
    found = placing.listed(spans)
    out = {text[s:e]: found[s].place for s, e in spans if found[s].place is not None}
    out |= {m.text: m.place for m in placing.unlisted(found, spans, lambda *_: True)}
    return {name: (p.level, p.admin1, p.admin2) for name, p in out.items()}


CASES = [
    ("Fighting in Helmand province.", ["Helmand"], "AFG", {"Helmand": ("admin1", "Helmand", None)}),
    ("A raid on Kandahar city.", ["Kandahar"], "AFG", {"Kandahar": ("settlement", "Kandahar", "Kandahar")}),
    ("A raid in Kandahar province.", ["Kandahar"], "AFG", {"Kandahar": ("admin1", "Kandahar", None)}),
    (
        "Raids in Khost, Kunduz and Kandahar provinces.",
        ["Khost", "Kunduz", "Kandahar"],
        "AFG",
        {n: ("admin1", n, None) for n in ("Khost", "Kunduz", "Kandahar")},
    ),
    (
        "A raid in Arghandab district, Zabul province.",
        ["Arghandab", "Zabul"],
        "AFG",
        {"Arghandab": ("admin2", "Zabul", "Arghandab"), "Zabul": ("admin1", "Zabul", None)},
    ),
    (
        "A raid in Arghandab district of Kandahar.",
        ["Arghandab", "Kandahar"],
        "AFG",
        {"Arghandab": ("admin2", "Kandahar", "Arghandab")},
    ),
    (
        "It took Zorblat village, in Rutshuru territory.",
        ["Rutshuru"],
        "COD",
        {"Zorblat": ("settlement", "Nord-Kivu", "Rutshuru"), "Rutshuru": ("admin2", "Nord-Kivu", "Rutshuru")},
    ),
    ("It took the village of Zorblat.", [], "COD", {}),
    ("Clashes near Bossasso went on.", [], "SOM", {"Bossasso": ("settlement", "Bari", "Bossaso")}),
]


@pytest.mark.parametrize(("text", "listed", "country", "told"), CASES, ids=[c[0] for c in CASES])
def test_places_are_told_by_what_stands_beside_them(text, listed, country, told):
    found = places(text, *listed, country=country)
    assert {name: found.get(name) for name in told} == told
    assert told or not found


def test_a_division_is_that_of_the_day():
    text = "A raid in Orakzai Agency."
    assert (
        places(text, "Orakzai", country="PAK", day="2010-03-01")["Orakzai"][1] == "Federally Administered Tribal Areas"
    )
    assert places(text, "Orakzai", country="PAK", day="2022-03-01")["Orakzai"][1] == "Khyber Pakhtunkhwa"


def test_an_unknown_village_is_known_from_then_on():
    text = "It took Zorblat village, Rutshuru territory. In Zorblat it stayed."
    placing = Placing(text, load_gazetteer(), Context(countries={"COD": 1.0}))
    start = text.index("Rutshuru")
    found = placing.listed([(start, start + 8)])
    mentions = list(placing.unlisted(found, [(start, start + 8)], lambda *_: True))
    assert [m.text for m in mentions] == ["Zorblat", "Zorblat"]
    assert mentions[0].place is not None
    assert mentions[0].place == mentions[1].place


def test_a_piece_of_a_longer_name_is_no_small_place():
    text = "Hamza Khan spoke in Helmand."
    placing = Placing(text, load_gazetteer(), Context(countries={"AFG": 1.0}))
    assert placing.listed([(0, 5)], {0})[0].place is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Clashes near Bosaso.", [("Bosaso", True)]),
        ("In Musa Qala they met.", [("Musa Qala", True)]),
        ("Baraki Barak District fell.", [("Baraki Barak", False)]),
        ("They took the village of Yusof Kheyl.", [("Yusof Kheyl", False)]),
        ("Deir ez Zor town fell.", [("Deir ez Zor", False)]),
        ("Colonel Smith spoke.", []),
    ],
)
def test_cues_to_a_place(text, names):
    assert [(text[c.start : c.end], c.lead) for c in cued_names(text)] == names


def test_what_stands_around_a_name():
    text = "the town of Bara, in Khyber Agency"
    assert kind_before(text, text.index("Bara")) == "town"
    assert kind_behind(text, text.index(" Agency")) == ("agency", len(text))
    assert holder_sign(text, text.index(", in")) == ("in", text.index("Khyber"))
    assert owns("Helmand province's Sangin", 7, 19)
    assert not owns("Helmand, Sangin", 7, 9)
