"""Entries of users' catalogue files: what is refused, and how it is said."""

from __future__ import annotations

import pytest

from grounds.actors.entries import Entry, actor_of, alias_of
from grounds.model.errors import CatalogueError

WRONG = [
    ({"aliases": 5}, "aliases must be a list of names, not 5"),
    ({"aliases": [""]}, "not an alias"),
    ({"aliases": [{"text": "RR", "apart": "colour"}]}, "apart must be a list of country, dates, kind"),
    ({"aliases": [{"text": "RR", "since": "long ago"}]}, "since and until of 'RR' must be years"),
    ({"name": " "}, "needs id and name"),
    ({"country": [1, 2]}, "country must be a country's three letters"),
    ({"country": "Niger"}, "country must be a country's three letters"),
    ({"countries": "abc"}, "countries must be a list of countries' three letters"),
    ({"lineage": [5]}, "lineage must be a list of links"),
    ({"lineage": [{"type": "split_from"}]}, "lineage must be a list of links"),
    ({"lineage": [{"type": "sprang_from", "actor": "eln"}]}, "lineage must be a list of links"),
    ({"lineage": [{"type": "split_from", "actor": "eln", "date": "2014-13"}]}, "lineage must be a list of links"),
    ({"designations": [{"issuer": "UN"}]}, "designations must be a list"),
    ({"designations": [{"issuer": "UN", "list": "1267", "since": "soon"}]}, "designations must be a list"),
    ({"parent": 7}, "parent must be a name"),
    ({"active_from": "2001"}, "active_from must be a year"),
    ({"active_from": True}, "active_from must be a year"),
    ({"active_from": 20015}, "active_from must be a year"),
    ({"extends": "no"}, "extends must be true or false"),
    ({"kind": "hobby club"}, "hobby club"),
    ({1: "foo", "zz": 1}, "unknown keys ['1', 'zz']"),
    ({"external": {"wikidata": 5}}, "external must be a mapping of names"),
]


def entry(**fields: object) -> Entry:
    return Entry({"id": "riders", "name": "River Riders", **fields}, "own.yaml", 1)


@pytest.mark.parametrize(("fields", "told"), WRONG, ids=[w[1] for w in WRONG])
def test_a_wrong_entry_says_what_is_meant(fields, told):
    with pytest.raises(CatalogueError) as caught:
        actor_of(Entry({"id": "riders", "name": "River Riders", **fields}, "own.yaml", 1))
    assert str(caught.value).startswith("own.yaml, line 1")
    assert told in str(caught.value)


def test_an_empty_field_is_as_if_it_were_not_there():
    actor = actor_of(entry(country=None, aliases=None))
    assert (actor.country, actor.aliases) == (None, ())


def test_dates_may_be_given_as_yaml_reads_them():
    link = {"type": "split_from", "actor": "eln", "date": 2014}
    assert actor_of(entry(lineage=[link])).lineage[0]["date"] == "2014"


def test_what_tells_a_name_apart_makes_it_ambiguous():
    alias = alias_of({"text": "RR", "apart": "country"}, "own.yaml")
    assert alias.ambiguous
    assert alias.apart == ("country",)
