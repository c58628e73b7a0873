"""Where a claim is said to hold: the finest place with what holds it, its precision, and places told in words."""

from __future__ import annotations

import pytest

#: Text → name, level, first and second level, precision of UCDP and ACLED, basis.
CASES = [
    (
        "The Taliban attacked a convoy in Musa Qala district, Helmand province.",
        ("Musa Qala", "admin2", "Helmand", "Musa Qala", 3, 2),
    ),
    (
        "M23 attacked soldiers in the village of Zorblat, in Rutshuru territory, North Kivu.",
        ("Zorblat", "settlement", "Nord-Kivu", "Rutshuru", 3, 2),
    ),
    ("M23 attacked soldiers in Goma.", ("Goma", "settlement", "Nord-Kivu", "Goma", 1, 1)),
    ("M23 attacked soldiers near Goma.", ("Goma", "settlement", "Nord-Kivu", "Goma", 2, 2)),
    ("M23 attacked soldiers in North Kivu.", ("Nord-Kivu", "admin1", "Nord-Kivu", None, 4, 3)),
    ("M23 attacked soldiers at Goma airport.", ("Goma airport", "site", "Nord-Kivu", "Goma", 3, 2)),
]


@pytest.mark.parametrize(("text", "told"), CASES, ids=[c[0] for c in CASES])
def test_the_finest_place_stays_with_what_holds_it(text, told, read_text):
    (where,) = next(c.where for c in read_text.claims(text) if c.predicate == "assault")
    assert (where.name, where.level, where.admin1, where.admin2) == told[:4]
    assert (where.precision["ucdp"], where.precision["acled"]) == told[4:]
    assert where.why
    assert where.score is not None
    assert text[where.start : where.end] == where.mention


def test_an_unknown_village_keeps_its_words_and_has_no_id(read_text):
    text = "M23 attacked soldiers in Zorblat village, Rutshuru territory."
    (where,) = next(c.where for c in read_text.claims(text) if c.predicate == "assault")
    assert (where.mention, where.basis, where.ids) == ("Zorblat village", "inferred", {})


def test_a_border_area_lies_between_what_is_named(read_text):
    text = "Boko Haram attacked soldiers in the border area between Nigeria and Niger."
    (where,) = next(c.where for c in read_text.claims(text) if c.predicate == "assault")
    assert (where.mention, where.level) == ("the border area between Nigeria and Niger", "border")
    assert where.basis == "inferred"
    assert where.lat is not None
    assert 4 < where.lat < 24


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The army confirmed on Tuesday the arrest of an M23 commander in Goma on 3 May 2024.", "2024-05-03"),
        ("M23 said on 6 May 2024 that it had attacked a camp.", None),
        ("Goma has been shut since 3 May 2024, when M23 attacked a camp.", "2024-05-03"),
    ],
)
def test_the_day_of_saying_is_not_the_day_of_the_deed(text, day, read_text):
    days = {c.when.from_ for c in read_text.claims(text) if c.predicate in {"coerce", "assault"} and c.when is not None}
    assert days == ({day} if day else set())
