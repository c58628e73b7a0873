from __future__ import annotations

import pytest

from grounds.ledger import ClaimFilter, Run
from grounds.ledger.verify import faults
from grounds.model.errors import Contested, GroundsError, NotFound, UsageError
from grounds.review import Reviews, settle_document
from grounds.review.verifying import faults as review_faults
from tests.review.made import claims, document, filled, who


@pytest.fixture
def ledger(tmp_path):
    with filled(tmp_path / "g.db") as opened:
        yield opened
        assert [*faults(tmp_path / "g.db"), *review_faults(tmp_path / "g.db")] == []


@pytest.fixture
def reviews(ledger):
    return Reviews(ledger)


def ids(ledger, **wanted):
    return [r["id"] for r in ledger.claims(ClaimFilter(**wanted))]


def test_claims_nobody_has_looked_at_are_machine_claims(ledger):
    assert {r["status"] for r in ledger.claims()} == {"machine"}
    assert ids(ledger, status="machine") == ids(ledger)


def test_an_accepted_claim_is_told_apart(ledger, reviews):
    one, *rest = ids(ledger)
    made = reviews.accept(one[:12], who())
    assert ledger.claim(one)["status"] == "accepted"
    assert (ids(ledger, status="accepted"), ids(ledger, status="machine")) == ([one], rest)
    assert (made.by, made.why, made.codebook) == ("R.A.", "read beside its words", "grounds-1")


@pytest.mark.parametrize("verb", ["reject", "withdraw"])
def test_what_is_rejected_or_withdrawn_is_out_of_sight_and_stays(ledger, reviews, verb):
    one, *rest = ids(ledger)
    getattr(reviews, verb)(one, who())
    assert ids(ledger) == rest
    status = {"reject": "rejected", "withdraw": "withdrawn"}[verb]
    assert ids(ledger, status=status) == [one]
    assert ledger.claim(one)["status"] == status
    assert ledger.count() == len(rest)


def test_a_corrected_claim_stands_for_the_one_that_was_read(ledger, reviews):
    one, *rest = ids(ledger)
    reviews.correct(one, {"factuality": "alleged"}, who(why="the paper only passes it on"))
    shown = list(ledger.claims())
    assert [r["id"] for r in shown[1:]] == rest
    assert (shown[0]["status"], shown[0]["factuality"], shown[0]["supersedes"]) == ("corrected", "alleged", one)
    assert "the paper only passes it on" in shown[0]["reader"]["why"][0]
    assert ids(ledger, factuality="alleged") == [shown[0]["id"]]
    assert ids(ledger, status="corrected") == [shown[0]["id"]]


def test_two_corrections_are_one_claim(ledger, reviews):
    one = ids(ledger)[0]
    reviews.correct(one, {"factuality": "alleged"}, who())
    now = ids(ledger)[0]
    reviews.correct(now, {"modes": ["ambush"]}, who())  # of what is shown, which is a claim that people made
    (shown,) = ledger.claims(ClaimFilter(status="corrected"))
    assert (shown["factuality"], shown["modes"], shown["supersedes"]) == ("alleged", ["ambush"], one)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({}, "nothing to correct"),
        ({"quote": "x"}, "'quote' is no field"),
        ({"factuality": "sure"}, "is not in the list factuality"),
        ({"modes": ["riot"]}, "is not one of assault"),
        ({"predicate": "supports"}, "stands on a relation"),
        ({"goal": {"words": "peace", "start": 0, "end": 5}}, "does not stand at 0–5"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(ledger, reviews, values, problem):
    with pytest.raises(GroundsError, match=problem):
        reviews.correct(ids(ledger)[0], values, who())
    assert reviews.all() == []


@pytest.mark.parametrize("verb", ["accept", "reject", "withdraw"])
def test_undoing_takes_a_decision_back_and_undoing_that_brings_it_again(ledger, reviews, verb):
    one = ids(ledger)[0]
    first = getattr(reviews, verb)(one, who())
    then = ledger.claim(one)["status"]
    undoing = reviews.undo(first.id, who(why="the wrong key"))
    assert ledger.claim(one)["status"] == "machine"
    reviews.undo(undoing.id, who(why="it was the right one"))
    assert ledger.claim(one)["status"] == then
    assert len(reviews.all()) == 3


def test_undoing_a_correction_shows_the_claim_that_was_read(ledger, reviews):
    before = ids(ledger)
    (made,) = reviews.correct(before[0], {"factuality": "alleged"}, who())
    corrected = ids(ledger)[0]
    reviews.undo(made.id[:10], who())
    assert ids(ledger) == before
    reviews.undo(reviews.all()[-1].id, who())
    assert ids(ledger)[0] == corrected


def test_a_decision_of_somebody_else_is_named_and_can_be_gone_over(ledger, reviews):
    one = ids(ledger)[0]
    first = reviews.accept(one, who("R.A."))
    with pytest.raises(Contested) as told:
        reviews.reject(one, who("S.B.", "the words are of another year"))
    assert all(part in str(told.value) for part in (first.id[:12], "R.A.", "S.B.", "the words are of another year"))
    assert told.value.standing == (first.id,)
    assert len(reviews.all()) == 1
    assert ledger.claim(one)["status"] == "accepted"
    second = reviews.reject(one, who("S.B.", "another year", first.id[:12]))
    assert second.seen == (first.id,)
    assert ledger.claim(one)["status"] == "rejected"
    reviews.undo(second.id, who("S.B."))
    assert ledger.claim(one)["status"] == "accepted"


def test_who_agrees_adds_a_decision_and_who_changes_their_mind_too(ledger, reviews):
    one = ids(ledger)[0]
    reviews.accept(one, who("R.A."))
    reviews.accept(one, who("S.B."))
    assert len(reviews.on(one)) == 2
    two = ids(ledger)[1]
    reviews.accept(two, who("R.A."))
    reviews.reject(two, who("R.A.", "looked again"))
    assert ledger.claim(two)["status"] == "rejected"


def test_a_rejection_and_a_correction_by_two_people_contradict(ledger, reviews):
    one, two = ids(ledger)[:2]
    (fixed,) = reviews.correct(one, {"factuality": "alleged"}, who("R.A."))
    with pytest.raises(Contested, match=fixed.id[:12]):
        reviews.reject(one, who("S.B."))
    rejected = reviews.reject(two, who("R.A."))
    with pytest.raises(Contested, match=rejected.id[:12]):
        reviews.correct(two, {"factuality": "alleged"}, who("S.B."))


@pytest.mark.parametrize("given", ["clm_none", "none"])
def test_an_unknown_claim_is_told(reviews, given):
    with pytest.raises(NotFound, match="no claim"):
        reviews.accept(given, who())


def test_what_is_not_told_is_asked_for(ledger, reviews):
    with pytest.raises(UsageError, match="give --by"):
        reviews.accept(ids(ledger)[0], who(" "))
    with pytest.raises(UsageError, match="give --why"):
        reviews.accept(ids(ledger)[0], who("R.A.", ""))


def test_undoing_twice_names_both(ledger, reviews):
    made = reviews.accept(ids(ledger)[0], who())
    undoing = reviews.undo(made.id, who())
    with pytest.raises(Contested, match=f"{made.id[:12]}.*{undoing.id[:12]}"):
        reviews.undo(made.id, who())
    with pytest.raises(NotFound, match="no decision"):
        reviews.undo("dec_none", who())


# ------------------------------------------------------------------------------------------------------ reading again


def again(ledger, number=0, version="2", keep=slice(None), **changes):
    one = document(number)
    with ledger.writer(Run("reread", {"version": version}), settle=settle_document) as writer:
        writer.add_again(one, claims(one, version, **changes)[keep], [], {})


def test_decisions_are_carried_over_to_the_claims_of_a_later_reading(ledger, reviews):
    first, second, third, *_ = ids(ledger)
    reviews.accept(first, who())
    reviews.reject(second, who())
    reviews.correct(third, {"modes": ["ambush"]}, who())
    again(ledger)
    shown = list(ledger.claims())[:3]
    assert [r["status"] for r in shown] == ["accepted", "corrected", "machine"]
    assert (shown[1]["modes"], shown[0]["reader"]["version"]) == (["ambush"], "2")
    assert len(ids(ledger, status="rejected")) == 1
    with pytest.raises(Contested, match=f"{first}: is superseded: {shown[0]['id']}"):
        reviews.reject(first, who("S.B."))
    ledger.undo(settle=settle_document)
    assert [r["status"] for r in ledger.claims()][:3] == ["accepted", "corrected", "machine"]
    assert ids(ledger)[0] == first


def test_what_a_person_has_accepted_stays_when_a_later_reading_does_not_give_it(ledger, reviews):
    first, second, *_ = ids(ledger)
    reviews.accept(first, who())
    reviews.reject(second, who())
    again(ledger, keep=slice(2, None))
    assert ids(ledger)[0] == first
    assert second not in ids(ledger) + ids(ledger, status="rejected")
    reviews.undo(reviews.on(first)[0].id, who())
    assert first not in ids(ledger)


# --------------------------------------------------------------------------------------------------------------- pairs


def test_contradictory_pairs_are_refused_and_both_named(ledger, reviews):
    a, b, c, *_ = ids(ledger)
    first = reviews.pair("same", a, b, who("R.A."))
    second = reviews.pair("same", b, c, who("R.A."))
    with pytest.raises(Contested) as told:
        reviews.pair("not_same", a, c, who("S.B.", "two raids"))
    assert second.id[:12] in str(told.value) or first.id[:12] in str(told.value)
    assert "not same by S.B." in str(told.value)
    assert "two raids" in str(told.value)
    reviews.undo(second.id, who())
    apart = reviews.pair("not_same", a, c, who("S.B.", "two raids"))
    with pytest.raises(Contested, match=apart.id[:12]):
        reviews.pair("same", b, c, who("R.A."))


def test_a_split_keeps_each_of_one_part_from_each_of_the_other(ledger, reviews):
    a, b, c, d, *_ = ids(ledger)
    made = reviews.split([a, b], [c, d], who())
    with pytest.raises(Contested, match=made.id[:12]):
        reviews.pair("same", b, d, who("S.B."))
    with pytest.raises(UsageError, match="without a common claim"):
        reviews.split([a], [a, b], who())


@pytest.mark.parametrize(("one", "other", "problem"), [("m23", "m23", "is itself"), ("m23", "clm", "not of one kind")])
def test_pairs_are_of_two_of_a_kind(ledger, reviews, one, other, problem):
    other = ids(ledger)[0] if other == "clm" else other
    with pytest.raises(UsageError, match=problem):
        reviews.pair("same", one, other, who())


# ----------------------------------------------------------------------------------------------------------- documents


def test_withdrawing_a_document_hides_exactly_what_rests_on_it(ledger, reviews):
    before = ids(ledger)
    mine = [r["id"] for r in ledger.claims() if r["quote"]["document"] == document(0).id]
    reviews.accept(mine[1], who())
    made = reviews.withdraw(document(0).id, who(why="the paper has taken it back"))
    assert ids(ledger) == [c for c in before if c not in mine]
    assert ids(ledger, status="withdrawn") == mine
    reviews.undo(made.id, who())
    assert ids(ledger) == before
    assert ids(ledger, status="accepted") == [mine[1]]
