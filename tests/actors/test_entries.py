"""Entries of users' catalogue files: what is refused, and how it is said."""

from __future__ import annotations

import pytest

from grounds.actors.entries import actor_of, parse
from grounds.model.errors import CatalogueError

WRONG = [
    ({"aliases": 5}, "aliases must be a list of names, not 5"),
    ({"aliases": [""]}, "not an alias"),
    ({"name": " "}, "needs id and name"),
    ({"country": [1, 2]}, "country must be a name"),
    ({"countries": "abc"}, "countries must be a list of names"),
    ({"lineage": [5]}, "lineage must be a list of links"),
    ({"lineage": [{"type": "split_from"}]}, "lineage must be a list of links"),
    ({"parent": 7}, "parent must be a name"),
    ({"active_from": "2001"}, "active_from must be a year"),
    ({"active_from": True}, "active_from must be a year"),
    ({"extends": "no"}, "extends must be true or false"),
    ({"kind": "hobby club"}, "hobby club"),
    ({1: "foo", "zz": 1}, "unknown keys ['1', 'zz']"),
    ({"external": {"wikidata": 5}}, "external must be a mapping of names"),
]


@pytest.mark.parametrize(("fields", "told"), WRONG, ids=[w[1] for w in WRONG])
def test_a_wrong_entry_says_what_is_meant(fields, told):
    with pytest.raises(CatalogueError) as caught:
        actor_of({"id": "riders", "name": "River Riders", **fields}, "own.yaml, entry 1")
    assert str(caught.value).startswith("own.yaml, entry 1")
    assert told in str(caught.value)


def test_an_empty_field_is_as_if_it_were_not_there():
    actor, extends = actor_of({"id": "riders", "name": "River Riders", "country": None, "aliases": None}, "own.yaml")
    assert (actor.country, actor.aliases, extends) == (None, (), False)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "- " * 5_000 + "a", "a: &x 1\nb: *x", "- {id: a, active_from: 2001-13-45}"]
)
def test_yaml_that_means_harm_is_refused(text):
    with pytest.raises(CatalogueError):
        parse(text, "own.yaml")
