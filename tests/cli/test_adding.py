"""By hand: claims by selecting words, actors seen for the first time, names brought forward."""

from __future__ import annotations

import json

import pytest

from grounds.actors import load_catalogue
from grounds.cli import adding, deciding
from grounds.ledger import ClaimFilter, Ledger, Run
from grounds.ledger.beside import catalogues, decided_of
from grounds.ledger.verify import faults
from grounds.model.errors import NotFound, UsageError
from grounds.model.mention import Mention
from grounds.review import Reviews
from grounds.review.erasing import purge
from grounds.review.mentions import names
from grounds.review.verifying import faults as review_faults
from tests.review.made import claims, document, filled, who


@pytest.fixture
def ledger(tmp_path):
    filled(tmp_path / "g.db").close()
    return tmp_path / "g.db"


WORDS = "Fighters of quillon0 attacked post 1"


def test_a_claim_is_added_by_selecting_words(ledger, capsys):
    fields = ["by=quillon0", "mode=shelling", "when=2024-05-02", "killed=>=5", "at=Goma, COD"]
    adding.claim(document(0).id, "assault", fields, WORDS, None, ledger, who(why="no rule reads it"))
    made = capsys.readouterr().out.splitlines()[-1]
    with Ledger.open(ledger) as store:
        record = store.claim(made)
        assert (record["status"], record["quote"]["exact"], record["modes"]) == ("accepted", WORDS, ["shelling"])
        assert record["subjects"][0]["mention"] == "quillon0"
        assert [r["id"] for r in store.claims(ClaimFilter(status="accepted"))] == [made]
        reviews = Reviews(store)
        reviews.undo(reviews.all()[0].id, who())
        assert store.count() == 8
        reviews.undo(reviews.all()[-1].id, who())
        assert store.count() == 9
        with store.writer(Run("reread", {"version": "2"})) as writer:  # a later reading does not take it away
            writer.add_again(document(0), claims(document(0), "2"), [], {})
        assert made in [r["id"] for r in store.claims()]
    assert [*faults(ledger), *review_faults(ledger)] == []


@pytest.mark.parametrize(
    ("words", "fields", "problem"),
    [
        ("Fighters of nobody", [], "does not stand in it"),
        ("attacked post", [], "stand 4 times"),
        (WORDS, ["by"], "has no '='"),
        (WORDS, ["when=soon"], "is no date"),
    ],
)
def test_what_cannot_be_added_is_told(ledger, words, fields, problem):
    with pytest.raises((NotFound, UsageError), match=problem):
        adding.claim(document(0).id, "assault", fields, words, None, ledger, who())


def test_an_actor_seen_for_the_first_time_is_known_to_all_and_can_be_undone(ledger):
    adding.actor(
        "quillon0", {"kind": "armed_group", "country": "NER", "aliases": []}, document(0).id, None, ledger, who()
    )
    actor = load_catalogue(catalogues(ledger)).actors["quillon0"]
    assert (actor.name, actor.kind, actor.country) == ("quillon0", "armed_group", "NER")
    with Ledger.open(ledger) as store:
        (made,) = store.decisions()
        assert made.grounds["exact"] == "quillon0"
        deciding.pair("same", "quillon0", "m23", ledger, who(why="its other name"))
        assert load_catalogue(catalogues(ledger)).merged == {"quillon0": "m23"}
        Reviews(store).undo(store.decisions()[-1].id, who())
        Reviews(store).undo(made.id, who())
    assert not decided_of(ledger).exists()
    with pytest.raises(UsageError, match="known already"):
        adding.actor("M23", {"kind": "armed_group"}, _with_m23(ledger), "m23", ledger, who())


def _with_m23(ledger):
    from grounds.documents import ReadOptions, read_bytes

    one = read_bytes(b"M23 was there.", name="m.txt", options=ReadOptions(language="en"))
    with Ledger.open(ledger) as store, store.writer() as writer:
        writer.add(one, [], [])
    return one.id


def test_an_actor_whose_document_is_purged_goes_with_its_name(ledger):
    adding.actor("quillon0", {"kind": "armed_group"}, document(0).id, None, ledger, who(why="new"))
    with Ledger.open(ledger) as store:
        purge(store, document(0).id, who("T.C.", "an order"))
    assert not decided_of(ledger).exists()
    assert b"quillon0" not in ledger.read_bytes()


@pytest.fixture
def named(ledger):
    """A name that four documents have, and one that a single one has."""
    with Ledger.open(ledger) as store, store.writer() as writer:
        for number in range(2, 6):
            one = document(number)
            start = one.text.index("Fighters")
            seen = Mention(start=start, end=start + 8, kind="organisation", confidence=0.9, evidence=("trained",))
            rare = Mention(start=start + 12, end=start + 18, kind="organisation", confidence=0.9, evidence=("trained",))
            writer.add(one, [], [], [seen, *([rare] if number == 2 else [])])
    return ledger


def test_names_stay_quiet_until_a_rule_or_a_person_brings_them_forward(named, capsys):
    with Ledger.open(named) as store:
        often, rare = names(store)
        assert (often.name, often.promoted, often.why) == ("Fighters", True, "the rule named_often")
        assert (rare.promoted, len(rare.documents)) == (False, 1)
    adding.judge_name("quiet", "fighters", named, who(why="no name"))
    adding.judge_name("promote", rare.name, named, who(why="a group"))
    capsys.readouterr()
    adding.mentions(named, "promoted", "jsonl", None)
    (line,) = capsys.readouterr().out.splitlines()
    assert (json.loads(line)["name"], json.loads(line)["why"]) == (rare.name, "promote by R.A.: a group")
    with Ledger.open(named) as store:
        assert store.count() == 8  # a name makes no claim
        Reviews(store).undo(store.decisions()[0].id, who())
        assert names(store)[0].name == "Fighters" or names(store)[1].promoted
    with pytest.raises(NotFound, match="no name"):
        adding.judge_name("quiet", "nobody", named, who())
