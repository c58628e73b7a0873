from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from grounds.weighing import weigh
from grounds.weighing.decided import Decided
from tests.weighing.made import documents, item, killed, party, period, place, voice

DAYS = {"a": "2024-03-03", "b": "2024-03-04", "c": "2024-03-05"}
BAIDOA = (place("Baidoa", admin1="bay", lat=3.11, lon=43.65, radius=9.0, geonames="64536"),)
DAY = period("2024-03-02")


def attack(document, **fields):
    return item(document, **{"places": BAIDOA, "period": DAY, **fields})


def test_reports_of_one_attack_are_one_event_with_its_reasons():
    one, two = attack("doc_a", figures=(killed(9),)), attack("doc_b", figures=(killed(9),))
    weighed = weigh([one, two], documents(**DAYS))
    assert [[i.id for i in event] for event in weighed.events] == [[one.id, two.id]]
    (link,) = weighed.links
    assert link.probability > 0.9
    assert "on one day" in link.sentence()
    assert "9 killed" in link.sentence()


def test_what_a_person_has_said_goes_before_any_probability():
    one, two = attack("doc_a"), attack("doc_b")
    far = item("doc_c", period=period("2023-01-01"))
    told = documents(**DAYS)
    apart = Decided(other={frozenset((one.id, two.id)): "R.A.: two nights"})
    joined = Decided(same={frozenset((one.id, far.id)): "R.A.: a slip of the pen"})
    assert len(weigh([one, two], told, decided=apart).events) == 2
    weighed = weigh([one, far], told, decided=joined)
    assert len(weighed.events) == 1
    assert weighed.links[0].sentence() == "1.00: R.A.: a slip of the pen"
    assert len(weigh([one, far], told).events) == 2  # taken back, nothing of it is left


def test_a_denial_is_of_the_same_event_and_says_another_thing():
    one = attack("doc_a")
    denial = attack(
        "doc_b", positive=False, voices=voice("al-Shabaab", actor="al-shabaab"), stance="denies", self_told=True
    )
    weighed = weigh([one, denial], documents(**DAYS))
    assert len(weighed.events) == 1
    assert len(weighed.clusters) == 2
    (found,) = weighed.disagreements
    assert (found.type, found.strength) == ("whether", "contradiction")
    assert found.explanation.count("independent origin") == 2
    assert "a party to the matter" in found.explanation


def test_a_later_figure_of_one_source_is_an_update_and_opposes_nothing_itself():
    first, later = attack("doc_a", figures=(killed(5),)), attack("doc_c", figures=(killed(9),))
    told = documents(**DAYS)
    told.sources["doc_c"] = told.sources["doc_c"]._replace(publisher="Paper a")
    (found,) = weigh([first, later], told).disagreements
    assert (found.type, found.strength) == ("how_many", "update")


def test_a_number_told_as_a_new_one_is_an_update_of_another_source_too():
    first = attack("doc_a", figures=(killed(5),))
    later = attack("doc_c", figures=(killed(9),), quote="The toll of the attack on Baidoa has risen to nine.")
    (found,) = weigh([first, later], documents(**DAYS)).disagreements
    assert (found.strength, found.reason) == ("update", "told as a new number")


def test_habits_are_never_matched_to_one_event():
    habit, one = attack("doc_a", scope="repeated"), attack("doc_b")
    assert len(weigh([habit, one], documents(**DAYS)).events) == 2


def test_a_state_of_long_ago_is_another():
    old = item("doc_a", kind="relation", predicate="supports", objects=(party("m23"),))
    new = item("doc_b", kind="relation", predicate="supports", objects=(party("m23"),))
    told = documents(a="2012-03-01", b="2023-03-01")
    assert len(weigh([old, new], told).clusters) == 2


def test_ten_thousand_copies_are_counted_once():
    told = documents(**{str(n): "2024-03-03" for n in range(10_000)})
    told.roots = dict.fromkeys(told.sources, "doc_0")
    told.copied = {"doc_0"}
    weighed = weigh([attack(d, quote="Gunmen attacked Baidoa.", start=0) for d in told.sources], told)
    (cluster,) = weighed.clusters
    assert (len(cluster.items), len(cluster.voices)) == (10_000, 1)


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_claims_changes_no_group(order):
    items = [
        attack(
            f"doc_{'abc'[n % 3]}",
            id=f"clm_{n}",
            row=n,
            quote=f"Claim {n}.",
            start=n,
            period=period(f"2024-03-0{2 + 3 * (n % 2)}"),
        )
        for n in range(6)
    ]
    groups = {frozenset(i.id for i in e) for e in weigh([items[n] for n in order], documents(**DAYS)).events}
    assert groups == {frozenset({"clm_0", "clm_2", "clm_4"}), frozenset({"clm_1", "clm_3", "clm_5"})}
