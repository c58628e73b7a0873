"""Which date belongs to which act."""

from __future__ import annotations

import pytest

CASES = [
    ("M23 attacked a camp on 3 May 2024.", "2024-05-03"),
    ("On 3 May 2024 six guards died when M23 attacked a camp.", "2024-05-03"),
    ("On 3 May, medics reported, six guards were killed when M23 shelled a camp.", "2024-05-03"),
    ("On 3 May 2024 the FDLR fled and M23 attacked a camp.", "2024-05-03"),
    ("The FDLR fled on 3 May 2024 and M23 attacked a camp.", None),
    ("Although the FDLR fled on 3 May 2024, M23 attacked a camp.", None),
    ("M23 attacked a camp of the men behind the 3 May 2024 bombing.", None),
    ("M23 attacked a witness of the May 2024 massacre on 3 June 2024.", "2024-06-03"),
    ("M23 killed six guards in the 3 May 2024 attack.", "2024-05-03"),
    ("M23, which the FDLR fought on 3 May 2024, attacked a camp.", None),
]


@pytest.mark.parametrize(("text", "day"), CASES, ids=[c[0] for c in CASES])
def test_a_date_belongs_to_its_clause(text, day, read_text):
    claim = next(
        c for c in read_text.claims(text) if c.predicate == "assault" and [p.actor for p in c.subjects] == ["m23"]
    )
    assert (claim.when.from_ if claim.when else None) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 7 august 1987 rebels attacked a school.", "1987-08-07"),
        ("Rebels attacked a school on may 7, 1989.", "1989-05-07"),
    ],
)
def test_names_of_months_may_lack_their_capital(text, day, read_text):
    claim = next(c for c in read_text.claims(text) if c.predicate == "assault")
    assert claim.when is not None
    assert claim.when.from_ == day
