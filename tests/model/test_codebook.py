"""The codebook: every value is described, its places in other codebooks exist there, and the page is not stale."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from grounds.model import codebook
from grounds.model.errors import VocabularyError
from grounds.model.vocabulary import REFERRING, VOCABULARY, build
from grounds.model.vocabulary.meaning import OTHERS, meaning

DOCS = Path(__file__).parents[2] / "docs"
ENTRIES = [(name, value, m) for name, listed in VOCABULARY.meanings.items() for value, m in listed.items()]
#: Event types of ACLED with their sub-event types, as its codebook spells them.
ACLED = {
    "Battles": ["Armed clash", "Government regains territory", "Non-state actor overtakes territory"],
    "Explosions/Remote violence": [
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ],
    "Violence against civilians": ["Sexual violence", "Attack", "Abduction/forced disappearance"],
    "Protests": ["Excessive force against protesters", "Protest with intervention", "Peaceful protest"],
    "Riots": ["Violent demonstration", "Mob violence"],
    "Strategic developments": [
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ],
}
#: PLOVER's event types, with those of their modes that we name.
PLOVER = {
    "AGREE": [],
    "CONSULT": [],
    "SUPPORT": [],
    "CONCEDE": [],
    "COOPERATE": [],
    "AID": ["context military", "context economic"],
    "RETREAT": ["withdraw", "release", "disarm", "ceasefire", "resign"],
    "REQUEST": [],
    "ACCUSE": [],
    "REJECT": [],
    "THREATEN": [],
    "PROTEST": ["demo", "riot"],
    "SANCTION": [],
    "MOBILIZE": ["troops"],
    "COERCE": ["seize", "restrict", "ban", "curfew", "arrest", "deport"],
    "ASSAULT": [
        "abduct",
        "beat",
        "torture",
        "execute",
        "sexual",
        "assassinate",
        "destroy",
        "firearms",
        "explosives",
        "suicide-attack",
        "heavy-weapons",
    ],
}
UCDP_SUPPORT = {
    "troop support",
    "access to infrastructure/joint operations",
    "weapons",
    "materiel/logistics",
    "training/expertise",
    "funding",
    "intelligence",
    "access to territory",
    "other forms of support",
    "unknown",
}


def test_every_value_of_every_list_has_its_meaning():
    described = {name: tuple(listed) for name, listed in VOCABULARY.meanings.items()}
    modes = {f"modes.{kind}": values for kind, values in VOCABULARY.modes.items()}
    assert described == {name: v for name, v in VOCABULARY.lists.items() if name not in REFERRING} | modes


@pytest.mark.parametrize("entry", [pytest.param(m, id=f"{name}.{value}") for name, value, m in ENTRIES])
def test_a_value_is_described_in_words_of_its_own(entry):
    assert len({entry.means, entry.example, entry.near_miss}) == 3
    for words in (entry.means, entry.example, entry.near_miss):
        assert words == " ".join(words.split())


def test_no_example_serves_two_values():
    counted = Counter(m.example for name, _, m in ENTRIES if name != "modes.consult")
    assert [words for words, n in counted.items() if n > 1] == []


@pytest.mark.parametrize("name", [n for n in VOCABULARY.meanings if n.split(".")[0] in {"event", "modes"}])
def test_places_in_acled_and_plover_exist(name):
    places = {"ACLED": set(), "PLOVER": set()}
    places["ACLED"] = {*ACLED, *(f"{kind}: {sub}" for kind, listed in ACLED.items() for sub in listed)}
    places["PLOVER"] = {*PLOVER, *(f"{kind}, {mode}" for kind, listed in PLOVER.items() for mode in listed)}
    for entry in VOCABULARY.meanings[name].values():
        assert {*entry.maps.get("acled", "Battles").split("; ")} <= places["ACLED"]
        assert entry.maps.get("plover", "AGREE") in places["PLOVER"]


def test_the_sixteen_types_are_those_of_plover():
    assert [m.maps["plover"] for m in VOCABULARY.meanings["event"].values()] == list(PLOVER)


def test_kinds_of_support_lead_to_those_of_ucdp():
    named = {m.maps["ucdp"] for m in VOCABULARY.meanings["support"].values() if "ucdp" in m.maps}
    assert named == UCDP_SUPPORT


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"example": "a", "near_miss": "b"}, "lacks means"),
        ({"means": "a", "example": " ", "near_miss": "b"}, "lacks example"),
        (None, "lacks means, example, near_miss"),
        ({"means": "a", "example": "b", "near_miss": "c", "note": "d"}, "unknown parts note"),
        ({"means": "a", "example": "b", "near_miss": "c", "maps": {"gdelt": "d"}}, "unknown parts maps.gdelt"),
    ],
)
def test_a_value_without_its_parts_is_refused(entry, problem):
    with pytest.raises(VocabularyError, match=f"here: .*{problem}"):
        meaning(entry, "here")


def test_a_list_without_meanings_is_refused():
    whole = {"families": [["a", "b"]], "modes": {}, **{name: ["a"] for name in REFERRING}}
    assert build(whole).lists["symmetric"] == ("a",)
    with pytest.raises(VocabularyError, match="vocabulary list trend: its values have no meanings"):
        build({**whole, "trend": ["up", "down"]})


def test_the_page_is_the_one_made_from_the_files():
    assert (DOCS / "codebook.md").read_text("utf-8") == codebook.page(), "run `make codebook`"


def test_the_page_has_every_value_and_every_codebook():
    page = codebook.page()
    assert all(f"| `{value}` | {m.means}" in page for _, value, m in ENTRIES)
    assert all(name in page for name in OTHERS.values())
