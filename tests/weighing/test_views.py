"""Ties, incidents' fields, credibility and the record of sources."""

from __future__ import annotations

import pytest

from grounds.model.errors import UsageError
from grounds.weighing import weigh
from grounds.weighing.fields import Chooser, rules_of
from grounds.weighing.grades import Standing, certainty_sentence, credibility, standing
from grounds.weighing.incidents import Incidents
from grounds.weighing.items import day_number, day_text
from grounds.weighing.sources import sources, suggested
from grounds.weighing.tables import flat_spells
from grounds.weighing.ties import Ties
from tests.weighing.made import documents, item, killed, party, period, place, voice


def views(items, told, kind):
    weighed = weigh(items, told)
    grades = {c.id: credibility(standing(c, weighed, (), {})) for c in weighed.clusters}
    chooser = Chooser(told, weighed.lineage, rules_of(None), {})
    return list(kind(weighed, chooser, grades).all())


def supports(document, **fields):
    return item(document, kind="relation", predicate="supports", objects=(party("m23"),), **fields)


def test_a_spell_is_never_stretched_over_silence():
    told = documents(a="2012-06-01", b="2012-12-01", c="2022-06-01")
    (tie,) = views([supports("doc_a"), supports("doc_b"), supports("doc_c")], told, Ties)
    spells = [(day_text(s.first), day_text(s.last), s.first_kind, s.last_kind) for s in tie.spells]
    assert spells == [
        ("2012-06-01", "2012-12-01", "first_cited", "last_cited"),
        ("2022-06-01", "2022-06-01", "first_cited", "last_cited"),
    ]
    assert tie.as_of(day_number("2012-08-01")) == "held"
    assert tie.as_of(day_number("2013-06-01")) == "last cited 2012-12-01"
    assert tie.as_of(day_number("2018-01-01")) is None
    then = list(flat_spells(tie, "held", day_number("2012-08-01")))
    assert [row["held"] for row in then] == ["cited 2012-06-01 – 2012-12-01"]
    assert len(list(flat_spells(tie, None))) == 2


def test_a_told_beginning_and_a_told_end_are_actual():
    told = documents(a="2016-06-01", b="2017-01-10")
    since = supports("doc_a", period=period("2015-03-01", "2015-03-31", open="yes")._replace(last=None))
    over = supports("doc_b", phase="ends", period=period("2017-01-05"))
    (tie,) = views([since, over], told, Ties)
    (spell,) = tie.spells
    assert (spell.first_kind, spell.last_kind) == ("actual", "actual")
    assert (day_text(spell.first), day_text(spell.last)) == ("2015-03-01", "2017-01-05")


def test_what_is_denied_makes_no_spell():
    (tie,) = views([supports("doc_a", positive=False)], documents(a="2012-06-01"), Ties)
    assert (tie.spells, len(tie.denied_by)) == ((), 1)


def test_each_field_tells_the_rule_that_chose_it_and_its_rivals():
    told = documents(a="2024-03-03", b="2024-03-04", c="2024-03-05")
    here = {"places": (place("Baidoa", admin1="bay"),), "period": period("2024-03-02")}
    items = [item("doc_a", figures=(killed(5),), **here), item("doc_b", figures=(killed(9),), **here)]
    items.append(item("doc_c", figures=(killed(9),), **here))
    (incident,) = views(items, told, Incidents)
    field = incident.figures["killed all"].record()
    assert (field["value"]["best"], field["rule"], field["independent_origins"]) == (9, "most_outside", 2)
    assert [r["value"]["best"] for r in field["rivals"]] == [5]
    assert field["rivals"][0]["claims"] == [items[0].id]
    assert incident.fields["place"].rule == "only"


def test_rules_of_ones_own_take_the_place_of_the_shipped_ones(tmp_path):
    own = tmp_path / "rules.yaml"
    own.write_text("fields: {figures: [most_conservative]}")
    assert rules_of(own)["figures"] == ["most_conservative"]
    own.write_text("fields: {figures: [loudest]}")
    with pytest.raises(UsageError, match="loudest"):
        rules_of(own)


@pytest.mark.parametrize(
    ("fields", "grade"),
    [
        ({"origins": 3, "outside": 3, "named": 3}, 1),
        ({"origins": 5, "outside": 0, "named": 5, "sides": 1}, 4),
        ({"origins": 5, "outside": 1, "named": 5, "sides": 1}, 2),
        ({"origins": 2, "outside": 0, "named": 2, "sides": 2}, 2),
        ({"origins": 1, "outside": 1, "named": 1}, 3),
        ({"origins": 1, "outside": 1, "named": 0}, 6),
        ({"origins": 1, "outside": 1, "named": 1, "opposing": 1, "opposing_outside": 1}, 4),
        ({"origins": 1, "outside": 1, "named": 1, "opposing": 1, "opposing_outside": 0}, 3),
        ({"origins": 2, "outside": 2, "named": 1, "opposing": 1, "opposing_outside": 0}, 2),
        ({"origins": 1, "outside": 0, "named": 1, "opposing": 2, "opposing_outside": 2}, 5),
        ({"origins": 3, "outside": 3, "named": 3, "held": 0}, 6),
    ],
)
def test_credibility_follows_from_its_rules(fields, grade):
    plain = {
        "origins": 0,
        "outside": 0,
        "named": 0,
        "sides": 0,
        "opposing": 0,
        "opposing_outside": 0,
        "held": 1,
        "best": "F",
        "names": "x",
    }
    found = credibility(Standing(**{**plain, **fields}))
    assert found.grade == grade
    assert found.why.endswith(".")


@pytest.mark.parametrize("origins", range(1, 40, 6))
def test_one_sides_word_is_never_confirmed(origins):
    told = documents(**{str(n): "2024-03-03" for n in range(origins)})
    army = {"subjects": (party("al-shabaab"),), "self_told": True}
    items = [
        item(f"doc_{n}", voices=voice(f"Colonel Number {n}"), period=period("2024-03-02"), **army)
        for n in range(origins)
    ]
    weighed = weigh(items, told)
    assert all(credibility(standing(c, weighed, (), {})).grade > 1 for c in weighed.clusters)


def test_a_record_suggests_a_grade_only_where_it_is_large_enough():
    assert suggested(9, 0) == "F"
    assert suggested(100, 0) == "A"
    assert suggested(30, 30) == "D"
    assert suggested(0, 30) == "E"


def test_the_last_judgement_of_a_source_holds():
    weighed = weigh([item("doc_a")], documents(a="2024-03-03"))
    row = {"source": "voice:paper a", "name": "Paper a", "by": "R.A.", "why": "its record", "at": "2024-03-03"}
    (found,) = sources(weighed, [{**row, "grade": "D"}, {**row, "grade": "B"}])
    assert (found.grade, found.suggestion) == ("B", "F")
    assert "usually reliable (B): its record" in found.explanation


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "It is told as a fact; the speaker does not say how likely it is."),
        ({"likelihood": "likely"}, "It is told as a fact, as “likely”, which means 55 to 80 percent (ICD 203)."),
        ({"likelihood": "on balance", "factuality": "possible"}, "an expression that ICD 203 does not list."),
    ],
)
def test_the_speakers_certainty_is_told_in_its_own_words(fields, told):
    assert certainty_sentence(item(**fields)).endswith(told)


def test_a_record_of_a_source_suggests_with_its_sample():
    days = {**dict.fromkeys("abc", "2024-03-03")}
    claims = [
        item(f"doc_{d}", period=period(f"2024-03-{n:02}"), places=(place("Baidoa", admin1="bay"),))
        for n in range(1, 28, 2)
        for d in "abc"
    ]
    told = {s.name: s for s in sources(weigh(claims, documents(**days)), [])}["Paper a"]
    assert (told.borne_out, told.contradicted) == (14, 0)
    assert "Of 14 claims that others spoke on, 14 were borne out, which suggests" in told.explanation
