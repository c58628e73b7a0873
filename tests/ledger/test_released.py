"""Somebody else gets only what label, licence and the rules on persons allow; denied by default."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounds.ledger import Ledger
from grounds.ledger.clearance import LABELS, Clearance, claim_withheld, document_withheld, rank, terms, text_withheld
from grounds.ledger.released import Released
from grounds.model.claim import Attribution, Participant, Speaker, When, Where
from grounds.model.errors import NotFound, UsageError
from tests.ledger.test_store import TEXT, claim, document

TODAY = date(2026, 1, 1)


def ledger_of(path, *labels, licence=None, changes=()):
    """A ledger with a document of each label, each with one claim."""
    opened = Ledger.open(path)
    with opened.writer() as writer:
        for number, label in enumerate(labels):
            one = replace(document(number), tlp=label, licence=licence)
            writer.add(one, [claim(one, **dict(changes))], [])
    return opened


def person(**fields):
    told = {"name": "A. B.", "mention": "M23", "start": 0, "end": 3, "person": True, "protect": "public_role"}
    return Participant(**{**told, **fields})


@given(st.sampled_from([*LABELS, "TLP:AMBER", "white", None, "secret"]), st.sampled_from(LABELS), st.booleans())
def test_nothing_above_the_clearance_is_released(label, allowed, unlabelled):
    record = {"state": "readable", "tlp": label}
    held = document_withheld(record, Clearance(tlp=allowed, unlabelled=unlabelled))
    if label is None:
        assert (held is None) == unlabelled
    elif rank(label) is None:
        assert held is not None
    else:
        assert (held is None) == (rank(label) <= rank(allowed))


def test_each_question_is_answered_by_the_released_documents_alone(tmp_path):
    with ledger_of(tmp_path / "g.db", "CLEAR", "AMBER", None, "RED") as ledger:
        released = Released(ledger, Clearance(tlp="GREEN"))
        assert [r["quote"]["document"] for r in released.claims()] == [document(0).id]
        assert (released.count(), [d["id"] for d in released.documents()]) == (1, [document(0).id])
        assert released.actors()[0]["claims"] == 1
        assert [d for d, _ in released.texts()] == [document(0).id]
        hidden = claim(document(1)).id
        with pytest.raises(NotFound, match="no claim"):
            released.claim(hidden)
        with pytest.raises(NotFound, match="no document"):
            released.document(document(1).id)
        assert {w.reason: n for w, n in released.withheld.items()} == {
            "is TLP:AMBER": 1,
            "has no label": 1,
            "is TLP:RED": 1,
        }
        assert list(released.unread()) == released.failures() == []
        assert all(d["path"] is None for d in released.documents())
        assert ledger.count() == 4


@pytest.mark.parametrize(
    ("licence", "whole", "quoted"),
    [
        ("CC0-1.0", True, True),
        ("CC BY-SA 4.0", True, True),
        ("CC BY-NC 4.0", False, True),
        ("All rights reserved", False, True),
        (None, False, True),
    ],
)
def test_a_text_goes_only_where_its_licence_lets_it(licence, whole, quoted):
    record = {"licence": licence}
    assert (text_withheld(record, Clearance(tlp="RED")) is None) == whole
    short = claim_withheld(claim(document()).record(), record, Clearance(tlp="RED"), today=TODAY)
    assert (short is None) == quoted


def test_a_long_quotation_stays_where_the_text_may_not_be_passed_on():
    long = claim(document()).record()
    long["quote"]["exact"] = "x" * 301
    assert claim_withheld(long, {"licence": None}, Clearance(tlp="RED"), today=TODAY).rule == "licence"
    assert claim_withheld(long, {"licence": "CC BY 4.0"}, Clearance(tlp="RED"), today=TODAY) is None
    assert terms("CC BY-NC-ND")["redistribute"] == "noncommercial"


ON_DAY = When(from_="2025-06-01", to="2025-06-01", precision="day")
LONG_AGO = When(from_="2015-06-01", to="2015-06-01", precision="day")
TOWN = Where(role="at", name="Nord", mention="Nord", start=25, end=29, level="settlement", lat=1.0, lon=2.0)
REGION = replace(TOWN, level="admin1")
WITNESS = Attribution(source=(Speaker(name="C. D.", mention="M23", start=0, end=3),), kind="witness", stance="reports")
NOBODY = Attribution(source=(), kind="unnamed", stance="accuses")
MINISTRY = Attribution(source=(Speaker(name="Ministry", mention="M23", start=0, end=3),), kind="government")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"subjects": (person(protect="private"),)}, "names a private person"),
        ({"subjects": (person(protect=None),)}, "names a private person"),
        ({"attribution": WITNESS}, "names a private person"),
        ({"subjects": (person(),), "where": (TOWN,), "when": ON_DAY}, "tells of a person at an exact place"),
        ({"subjects": (person(),), "where": (TOWN,), "when": None}, "tells of a person at an exact place"),
        ({"subjects": (person(),), "where": (REGION,), "when": ON_DAY}, None),
        ({"subjects": (person(),), "where": (TOWN,), "when": LONG_AGO}, None),
        ({"subjects": (person(),), "factuality": "alleged", "attribution": NOBODY}, "accuses a named person"),
        ({"subjects": (person(),), "factuality": "alleged", "attribution": MINISTRY}, None),
        ({"where": (TOWN,), "when": ON_DAY}, None),
    ],
    ids=lambda value: None if isinstance(value, dict) else str(value),
)
def test_the_rules_on_persons(changes, reason):
    held = claim_withheld(claim(document(), **changes).record(), {"licence": "CC0"}, Clearance(tlp="RED"), today=TODAY)
    assert (held.reason if held else None) == reason or held.reason.startswith(reason)


def test_claims_nobody_has_reviewed_can_be_left_out(tmp_path):
    with ledger_of(tmp_path / "g.db", "CLEAR") as ledger:
        assert Released(ledger, Clearance(tlp="CLEAR", reviewed_only=True)).count() == 0


def test_a_clearance_that_is_none_is_refused():
    with pytest.raises(UsageError, match="no TLP label"):
        Clearance(tlp="SECRET")
    assert TEXT
