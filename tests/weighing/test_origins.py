from __future__ import annotations

from collections import Counter

import pytest

from grounds.weighing.gathering import documents_of
from grounds.weighing.items import Source, item_of
from grounds.weighing.origins import claim_origin, one_statement, statement_marks, trace
from tests.weighing.made import documents, item, party, voice

_NULLS = ("scope", "phase", "state", "trend", "subtype", "position", "likelihood", "goal", "quantity", "when")
BARE = {
    **dict.fromkeys((*_NULLS, "attribution")),
    **dict.fromkeys(("modes", "subjects", "objects", "where", "casualties"), ()),
    "id": "clm_x",
    "kind": "event",
    "predicate": "assault",
    "polarity": "positive",
    "factuality": "asserted",
    "reader": {"name": "frames", "confidence": 0.5},
    "quote": {"document": "doc_a", "exact": "Two died.", "start": 0},
}
DAYS = {"a": "2024-03-01", "b": "2024-03-02", "c": "2024-03-03"}


def test_one_named_speaker_in_two_papers_is_one_origin_and_an_unnamed_one_is_two():
    told = documents(**DAYS)
    ministry = [claim_origin(item(d, voices=voice("Ministry of War")), told) for d in ("doc_a", "doc_b")]
    officials = [claim_origin(item(d, voices=voice("an official", named=False)), told) for d in ("doc_a", "doc_b")]
    assert ministry[0].key == ministry[1].key
    assert officials[0].key != officials[1].key
    assert officials[0].unnamed


def test_an_unnamed_speaker_of_a_copied_text_is_one():
    told = documents(**DAYS)
    told.roots = {"doc_a": "doc_a", "doc_b": "doc_a"}
    officials = {claim_origin(item(d, voices=voice("an official", named=False)), told).key for d in ("doc_a", "doc_b")}
    assert len(officials) == 1


def test_a_quotation_chain_is_followed_to_its_end():
    told = documents(**DAYS)
    first = item("doc_a", voices=voice("Ministry of War"))
    second = item("doc_b", voices=voice("Paper a"))
    third = item("doc_c", voices=voice("Paper b"))
    traced = trace([first, second, third], told)
    assert {origin.name for origin in traced.origins.values()} == {"Ministry of War"}
    assert traced.circles == ()


def test_papers_that_quote_each_other_in_a_circle_are_one_origin_and_it_is_said():
    told = documents(**DAYS)
    one, two = item("doc_a", voices=voice("Paper b")), item("doc_b", voices=voice("Paper a"))
    traced = trace([one, two], told)
    assert len({origin.key for origin in traced.origins.values()}) == 1
    assert traced.circles == (("Paper a", "Paper b"),)


def test_a_document_without_date_and_publisher_is_an_origin_of_its_own():
    bare = [Source(f"doc_{n}", n, None, None, None, None, None) for n in range(2)]
    told = documents_of(bare, {})
    assert claim_origin(item("doc_0"), told).key != claim_origin(item("doc_1"), told).key


def test_a_record_without_parties_or_attribution_has_a_view():
    view = item_of(BARE)
    assert (view.subjects, view.place, view.period) == ((), None, None)


@pytest.mark.parametrize(
    ("mention", "position", "named"),
    [
        ("the army", None, True),
        ("a police officer", None, False),
        ("an army spokesman", "spokesperson", True),
        ("army officials", "official", False),
        ("Colonel Ali Noor", "official", True),
    ],
)
def test_who_speaks_for_a_known_body(mention, position, named):
    speaker = {"actor": "state-som/military", "name": "Somali military", "mention": mention}
    speaker["position"] = {"value": position} if position else None
    record = {**BARE, "attribution": {"source": [speaker], "kind": "military", "stance": "reports"}}
    assert item_of(record).voices[0].named is named


@pytest.mark.parametrize(
    ("reader", "kind", "name", "named"),
    [
        ("frames", "unnamed", "Border Gazette", True),  # the reader knows no kind for it
        ("frames", "unnamed", "a resident", False),
        ("frames", "witness", "Amina Yusuf", False),
        ("hand", "unnamed", "Amina Yusuf", False),  # who entered it said so
        ("hand", "medical", "Amina Yusuf", True),
    ],
)
def test_a_speaker_of_no_list_is_named_by_a_proper_name(reader, kind, name, named):
    told = {"source": [{"actor": None, "name": name}], "kind": kind, "stance": "reports"}
    record = {**BARE, "reader": {"name": reader, "confidence": 1.0}, "attribution": told}
    assert item_of(record).voices[0].named is named


def test_a_headline_that_restates_what_the_text_lets_somebody_say_is_no_second_origin():
    told = documents(**DAYS)
    said = item("doc_a", voices=voice("a governor", named=False), stance="reports", speaker_kind="government")
    headline = item("doc_a", quote="Gunmen attack market")
    assert {o.key for o in trace([headline, said], told).origins.values()} == {claim_origin(said, told).key}
    sentence = item("doc_a", quote="Gunmen attacked the market.")
    assert len({o.key for o in trace([sentence, said], told).origins.values()}) == 2
    elsewhere = item("doc_b")
    assert len({o.key for o in trace([headline, said, elsewhere], told).origins.values()}) == 2


def test_documents_carry_one_statement_where_one_speaker_says_the_same_in_both():
    told = documents(a="2024-03-01", b="2024-03-02", c="2024-03-03", d="2024-04-01")
    ministry = voice("Ministry of War")
    raid = [item(d, voices=ministry, objects=(party("m23"),)) for d in ("doc_a", "doc_b", "doc_d")]
    other = item("doc_c", voices=ministry, predicate="aid", modes=())  # the same speaker on another matter
    items = [*raid, other]
    groups = one_statement(statement_marks(items), Counter(i.document for i in items), told).groups()
    assert [sorted(g) for g in groups] == [["doc_a", "doc_b"]]
