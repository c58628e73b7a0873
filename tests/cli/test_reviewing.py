"""`grounds review`: keys in, decisions out."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from typer.testing import CliRunner

from grounds.cli.main import app
from grounds.cli.reviewing import Session
from grounds.cli.rounds import adjudicate
from grounds.model.errors import UsageError
from grounds.review import Reviews, coding
from grounds.review.queue import Wanted
from tests.review.made import filled, who


@pytest.fixture
def ledger(tmp_path):
    with filled(tmp_path / "g.db", documents=1) as opened:
        yield opened


def played(ledger, keys, lines=(), **options):
    """Play a session: keys one by one, then lines as they are asked for; gives the session and what it printed."""
    waiting, typed = iter(keys), iter(lines)
    out = io.StringIO()
    console = Console(file=out, width=100, highlight=False)
    session = Session(
        ledger,
        "R.A.",
        Wanted(),
        ask=lambda _: next(waiting, None),
        ask_line=lambda _: next(typed, ""),
        out=console,
        **options,
    )
    session.run()
    return session, out.getvalue()


def statuses(ledger):
    return sorted(ledger.claim(r.target)["status"] for r in ledger.decisions() if r.verb != "undo")


def test_a_key_is_a_decision_and_the_next_claim_comes(ledger):
    _, out = played(ledger, "arq", ["a misprint"])
    assert statuses(ledger) == ["accepted", "rejected"]
    assert [d.why for d in ledger.decisions()] == ["read beside its words", "a misprint"]
    assert "2 decisions by R.A." in out
    assert all(d.by == "R.A." for d in ledger.decisions())


def test_the_words_stand_beside_the_claim(ledger):
    _, out = played(ledger, "q")
    first = next(iter(ledger.claims()))
    assert first["quote"]["exact"].split(" on ")[0] in " ".join(out.split())
    assert "confidence 0.90" in out


def test_undo_takes_the_last_back_and_shows_it_again(ledger):
    played(ledger, "auq")
    assert [d.verb for d in ledger.decisions()] == ["accept", "undo"]
    assert {r["status"] for r in ledger.claims()} == {"machine"}


def test_a_claim_is_corrected_in_a_line(ledger):
    played(ledger, "cq", ["factuality=alleged & modes=ambush", "it is passed on"])
    (shown,) = [r for r in ledger.claims() if r["status"] == "corrected"]
    assert (shown["factuality"], shown["modes"]) == ("alleged", ["ambush"])


def test_what_makes_no_sense_is_told_and_asked_again(ledger):
    _, out = played(ledger, "cxsaq", ["colour=red"])
    assert "'colour' is no field" in out
    assert "a accept" in out
    assert "no claim beside it" in out
    assert [d.verb for d in ledger.decisions()] == ["accept"]


def test_the_end_of_the_input_and_of_the_claims_end_it(ledger):
    played(ledger, "a")
    _, out = played(ledger, "kkk")
    assert "nothing is left to decide on" in out


@pytest.mark.parametrize(("key", "status"), [("o", "rejected"), ("x", "accepted")], ids=["gone over", "left"])
def test_two_who_decide_at_once_see_both_decisions(ledger, key, status):
    claim = next(iter(ledger.claims()))["id"]
    session, out = None, io.StringIO()
    keys = iter(["r", key, "q"])

    def ask(_):
        if not ledger.decisions():
            Reviews(ledger).accept(claim, who("S.B."))  # while this person looks at the claim
        return next(keys)

    session = Session(ledger, "R.A.", Wanted(), ask=ask, ask_line=lambda _: "no", out=Console(file=out, width=200))
    session.run()
    assert "accept by S.B." in out.getvalue()
    assert "reject by R.A." in out.getvalue()
    assert ledger.claim(claim)["status"] == status


def test_coders_are_blind_and_the_rest_is_adjudicated(ledger, capsys):
    reviews = Reviews(ledger)
    claims = [r["id"] for r in ledger.claims()]
    coding.assign(reviews, "spring", claims, ["R.A.", "S.B."], who("T.C."), both=1)
    due = coding.batch(reviews, "spring").due("R.A.")
    for claim in due:
        coding.code(reviews, "spring", claim, "reject" if claim == due[0] else "accept", {}, who("S.B."))
    _, out = played(ledger, "aaaa", batch="spring")
    assert "S.B." not in out
    assert {r["status"] for r in ledger.claims()} == {"machine"}
    adjudicate(ledger.path, "spring", "T.C.", "adjudicated", agreed_only=False, ask=lambda _: "2")
    assert sorted(ledger.claim(c)["status"] for c in claims) == ["accepted"] * 4
    assert "3 decisions where all coders say the same" in capsys.readouterr().out


def test_who_decides_must_be_told(ledger, monkeypatch):
    from grounds.cli import reviewing

    with pytest.raises(UsageError, match="GROUNDS_REVIEWER"):
        reviewing.session(ledger.path, " ", actor=None, document=None, batch=None)


def test_the_command_takes_its_keys_from_a_pipe(ledger):
    done = CliRunner().invoke(app, ["review", "--by", "R.A.", "--ledger", str(ledger.path)], input="k\na\nq\n")
    assert done.exit_code == 0, done.output
    assert "1 decision by R.A." in done.output
    assert statuses(ledger) == ["accepted"]
