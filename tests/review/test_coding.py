from __future__ import annotations

import pytest

from grounds.model.errors import UsageError
from grounds.review import Reviews, coding
from grounds.review.agreement import agreement, alpha, kappa
from tests.review.made import filled, who

CODERS = ("R.A.", "S.B.")


@pytest.fixture
def reviews(tmp_path):
    with filled(tmp_path / "g.db", documents=3) as ledger:
        yield Reviews(ledger)


def ids(reviews):
    return [r["id"] for r in reviews.ledger.claims()]


def assigned(reviews, both=1.0):
    return coding.assign(reviews, "spring", ids(reviews), CODERS, who("T.C."), both=both)


def test_a_share_of_the_claims_is_given_to_two(reviews):
    given = assigned(reviews, both=0.5).given
    assert sorted(given) == sorted(ids(reviews))
    assert sorted(len(to) for to in given.values()) == [1] * 6 + [2] * 6
    assert len(coding.batch(reviews, "spring").due("R.A.")) == 9


def test_codings_change_nothing_until_they_are_adjudicated(reviews):
    assigned(reviews)
    one, two, three, *_ = ids(reviews)
    for coder in CODERS:
        coding.code(reviews, "spring", one, "accept", {}, who(coder))
        coding.code(reviews, "spring", three, "accept", {"modes": ["ambush"]}, who(coder))
    coding.code(reviews, "spring", two, "accept", {}, who("R.A."))
    coding.code(reviews, "spring", two, "reject", {}, who("S.B."))
    assert {r["status"] for r in reviews.ledger.claims()} == {"machine"}
    batch = coding.batch(reviews, "spring")
    assert (batch.open(), len(batch.due("R.A."))) == ([two], 9)
    made, refused = coding.settle_agreed(reviews, "spring", who("T.C."))
    assert ([d.verb for d in made], refused) == (sorted(d.verb for d in made), [])
    assert {reviews.ledger.claim(c)["status"] for c in (one, three)} == {"accepted", "corrected"}
    assert coding.settle_agreed(reviews, "spring", who("T.C.")) == ([], [])
    (decision,) = coding.adjudicate(reviews, "spring", two, batch.codings[two]["S.B."], who("T.C."))
    assert reviews.ledger.claim(two)["status"] == "rejected"
    assert decision.grounds == {"codings": [batch.codings[two]["S.B."].decision]}
    assert coding.batch(reviews, "spring").open() == []


def test_what_was_not_given_to_a_coder_is_refused(reviews):
    assigned(reviews)
    with pytest.raises(UsageError, match=r"was not given to T\.C\."):
        coding.code(reviews, "spring", ids(reviews)[0], "accept", {}, who("T.C."))
    with pytest.raises(UsageError, match="no batch 'autumn'; there are spring"):
        coding.batch(reviews, "autumn")
    with pytest.raises(UsageError, match="two coders"):
        coding.assign(reviews, "x", ids(reviews), ["R.A."], who(), both=1)


def test_agreement_is_told_by_field(reviews):
    assigned(reviews)
    said = [("accept", {}), ("accept", {}), ("reject", {}), ("accept", {"factuality": "alleged"})]
    other = [("accept", {}), ("reject", {}), ("reject", {}), ("accept", {"factuality": "possible"})]
    for claim, one, two in zip(ids(reviews), said, other, strict=False):
        coding.code(reviews, "spring", claim, *one, who("R.A."))
        coding.code(reviews, "spring", claim, *two, who("S.B."))
    batch = coding.batch(reviews, "spring")
    records = {c: reviews.ledger.claim(c) for c in batch.codings}
    verdict, factuality = agreement(batch, records)
    assert (verdict.field, verdict.claims, verdict.alike) == ("verdict", 4, 0.75)
    assert verdict.kappa[CODERS] == pytest.approx(0.5)
    assert (factuality.claims, factuality.alike) == (2, 0.5)


@pytest.mark.parametrize(
    ("both", "expected"),
    [
        ([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15, 0.4),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a"), ("a", "a")], None),
        ([("a", "b"), ("b", "a")], -1.0),
    ],
    ids=["the textbook's table", "always alike", "one value only", "always otherwise"],
)
def test_kappa(both, expected):
    assert kappa(both) == (expected if expected is None else pytest.approx(expected))


def test_alpha_of_krippendorffs_own_example():
    """Nominal data of four observers with gaps, from "Computing Krippendorff's alpha-reliability": 0.743."""
    rows = {
        "A": "1 2 3 3 2 1 4 1 2 . . .",
        "B": "1 2 3 3 2 2 4 1 2 5 . 3",
        "C": ". 3 3 3 2 3 4 2 2 5 1 .",
        "D": "1 2 3 3 2 4 4 1 2 5 1 .",
    }
    table = [{coder: said for coder, row in rows.items() if (said := row.split()[unit]) != "."} for unit in range(12)]
    assert alpha(table, list(rows)) == pytest.approx(0.743, abs=0.001)
