"""What is kept in a ledger is what weighing it anew would give."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from grounds.documents import ReadOptions, read_bytes
from grounds.ledger import Ledger, Run
from grounds.ledger.verify import faults
from grounds.model.claim import Casualties, Claim, Participant, Quote, ReaderNote, When, Where, make_claim
from grounds.review import Reviews
from grounds.review.deciding import Who
from grounds.weighing import weigh
from grounds.weighing.decided import Decided
from grounds.weighing.gathering import documents_of
from grounds.weighing.items import item_of, source_of
from grounds.weighing.keeping import Keeping
from grounds.weighing.lineage import Lineage

LONG = """Gunmen on motorcycles came into the hamlet before sunrise and shot at everything that moved. They
took the camels and the only truck, and left towards the dry river with two boys whose names the
council of elders has not told so far."""


def document(number: int, date: str, text: str):
    options = ReadOptions(date=date, publisher=f"Paper {number}", language="en")
    return read_bytes(text.encode(), name=f"{number}.txt", options=options)


def attack(owner, day: str, killed: int, place: str = "Baidoa", positive: bool = True) -> Claim:
    text = owner.text
    shared = {"mention": text, "start": 0, "end": len(text)}
    party = Participant(actor="al-shabaab", name="al-Shabaab", role="perpetrator", actor_kind="armed_group", **shared)
    dead = Casualties(
        outcome="killed",
        of="all",
        low=killed,
        best=killed,
        high=killed,
        bound="exact",
        words=text,
        start=0,
        end=len(text),
    )
    return make_claim(
        Claim(
            kind="event",
            predicate="assault",
            modes=("attack",),
            subjects=(party,),
            polarity="positive" if positive else "negative",
            scope="single",
            when=When(from_=day, to=day, precision="day", mention=text, start=0, end=len(text)),
            where=(Where(role="at", name=place, level="settlement", country="SOM", **shared),),
            casualties=(dead,),
            quote=Quote(document=owner.id, start=0, end=len(text), exact=text),
            reader=ReaderNote(name="test", version="1", rule="test", confidence=0.9, evidence=("test",)),
        )
    )


def reports():
    texts = [f"Report {n} of the attack." for n in range(5)] + [LONG, f"{LONG} Edition two.", f"Old edition. {LONG}"]
    days = [
        "2024-03-03",
        "2024-03-04",
        "2024-03-05",
        "2024-05-02",
        "2024-03-04",
        "2024-03-03",
        "2024-03-04",
        "2024-03-01",
    ]
    told = [("2024-03-02", 5), ("2024-03-02", 9), ("2024-03-02", 9), ("2024-05-01", 2), ("2024-03-02", 5)]
    told += [("2024-03-02", 17)] * 3
    for number, (text, date, (day, killed)) in enumerate(zip(texts, days, told, strict=True)):
        made = document(number, date, text)
        place = "Afmadow" if killed == 17 else "Baidoa"
        yield made, [attack(made, day, killed, place, positive=number != 4)]


def shape(weighed):
    groups = {frozenset(i.id for i in event) for event in weighed.events}
    clusters = {(frozenset(i.id for i in c.items), len(c.voices)) for c in weighed.clusters}
    return groups, clusters, {(d.type, d.strength, frozenset(d.record()["claims"])) for d in weighed.disagreements}


def anew(ledger: Ledger):
    items = [item_of(record, row) for row, record in enumerate(ledger.claims())]
    sources = [source_of(record, row) for row, record in enumerate(ledger.documents())]
    return weigh(items, documents_of(sources, dict(ledger.texts()), items))


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "g.db") as opened:
        yield opened


def test_documents_added_one_by_one_are_weighed_as_all_at_once(ledger):
    for made, claims in reports():
        with ledger.writer() as writer:
            writer.add(made, claims, [])
        keeping = Keeping(ledger, Lineage())
        assert keeping.refresh()
        assert shape(keeping.whole()) == shape(anew(ledger))
    assert list(faults(ledger.path)) == []


def test_what_concerns_one_document_is_told_alike(ledger):
    listed = list(reports())
    with ledger.writer() as writer:
        for made, claims in listed:
            writer.add(made, claims, [])
    keeping = Keeping(ledger, Lineage())
    keeping.refresh()
    for made, claims in listed:
        about, whole = keeping.about([made.id]), keeping.whole()
        mine = claims[0].id
        assert {i.id for i in about.cluster_of[mine].items} == {i.id for i in whole.cluster_of[mine].items}
        assert {i.id for i in about.events[about.event_of[mine]]} == {i.id for i in whole.events[whole.event_of[mine]]}


def test_a_document_that_is_read_again_is_weighed_by_its_new_claims(ledger):
    listed = list(reports())[:2]
    with ledger.writer() as writer:
        for made, claims in listed:
            writer.add(made, claims, [])
    Keeping(ledger, Lineage()).refresh()
    made, (claim,) = listed[1]
    corrected = make_claim(replace(claim, where=(replace(claim.where[0], name="Jilib"),)))
    with ledger.writer(Run("reread")) as writer:
        writer.add_again(made, [corrected], [], {})
    keeping = Keeping(ledger, Lineage())
    keeping.refresh()
    assert shape(keeping.whole()) == shape(anew(ledger))
    assert corrected.id in keeping.whole().items
    assert claim.id not in keeping.whole().items


def test_nothing_is_compared_twice(ledger, monkeypatch):
    with ledger.writer() as writer:
        for made, claims in reports():
            writer.add(made, claims, [])
    Keeping(ledger, Lineage()).refresh()
    monkeypatch.setattr("grounds.weighing.keeping.compared", None)
    assert Keeping(ledger, Lineage()).refresh()


def test_a_ledger_that_must_not_be_written_to_is_weighed_without_keeping(ledger, monkeypatch):
    monkeypatch.setattr("grounds.weighing.keeping.os.access", lambda *_: False)
    assert not Keeping(ledger, Lineage()).refresh()
    with closing(sqlite3.connect(ledger.path)) as connection:
        assert connection.execute("SELECT count(*) FROM weighed_documents").fetchone() == (0,)


def test_documents_tell_the_first_of_their_copies_and_how_reliable_they_are_held_to_be(ledger):
    listed = list(reports())
    with ledger.writer() as writer:
        for made, claims in listed:
            writer.add(made, claims, [])
    Keeping(ledger, Lineage()).refresh()
    Reviews(ledger).grade("voice:paper 6", "Paper 6", "C", Who("R.A.", "its record"))
    told = {d["publisher"]: d for d in ledger.documents()}
    origins = [told[f"Paper {n}"]["origin"] for n in (7, 5, 6, 0)]
    assert origins[0] == origins[1] == origins[2] != origins[3]
    assert [told[f"Paper {n}"]["reliability"] for n in (5, 6)] == [None, "C"]


def test_what_people_decided_is_heeded_in_what_is_kept_and_leaves_no_trace(ledger):
    with ledger.writer(Run("read")) as writer:
        for made, claims in reports():
            writer.add(made, claims, [])
    plain = Keeping(ledger, Lineage())
    assert plain.refresh()
    ids = [item.id for item in plain.whole().items.values()]
    pair = frozenset((ids[0], ids[3]))  # two months apart
    joined = Keeping(ledger, Lineage(), decided=Decided(same={pair: "R.A.: one attack"}))
    assert any(pair <= group for group in shape(joined.whole())[0])
    about = joined.about({joined.whole().items[ids[3]].document})
    assert any(pair <= group for group in shape(about)[0])
    first, second = next(sorted(group)[:2] for group in shape(plain.whole())[0] if len(group) > 1)
    parted = Keeping(ledger, Lineage(), decided=Decided(other={frozenset((first, second)): "R.A.: two"}))
    assert not any({first, second} <= group for group in shape(parted.whole())[0])
    assert shape(plain.whole()) == shape(anew(ledger))
