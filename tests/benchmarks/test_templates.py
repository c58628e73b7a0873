"""Templates are put beside each other so that most agrees; capitals come back where a name stands."""

from __future__ import annotations

import pytest
from benchmarks.templates import Template, counts, micro_f1
from benchmarks.truecase import with_capitals


def template(kind: str, **roles: list[str]) -> Template:
    return Template(kind, {role: [frozenset(entity.split("|")) for entity in listed] for role, listed in roles.items()})


@pytest.mark.parametrize(
    ("given", "coded", "right"),
    [
        pytest.param([template("attack")], [template("attack")], (1, 1, 1), id="the type alone"),
        pytest.param([template("attack")], [template("bombing")], (0, 1, 1), id="another type"),
        pytest.param(
            [template("attack", Victim=["mayor"])],
            [template("attack", Victim=["the mayor|mayor"])],
            (2, 2, 2),
            id="one mention",
        ),
        pytest.param(
            [template("attack", Victim=["mayor"])], [template("attack", Target=["mayor"])], (1, 2, 2), id="another role"
        ),
        pytest.param(
            [template("attack", Weapon=["gun"])],
            [template("attack"), template("attack", Weapon=["gun"])],
            (2, 2, 3),
            id="the pair that agrees most",
        ),
        pytest.param([], [template("attack", Weapon=["gun"])], (0, 0, 2), id="nothing given"),
    ],
)
def test_what_agrees_is_counted_once(given, coded, right):
    assert counts(given, coded) == right


def test_no_template_anywhere_is_no_score():
    assert micro_f1([(0, 0, 0)]) == 0.0


@pytest.mark.parametrize(
    ("plain", "cased"),
    [
        ("the shining path attacked lima.", "The Shining Path attacked Lima."),
        ("troops of the national army (xyzq) came. xyzq men fled.", "XYZQ men fled."),
        ("they met on friday in colombia.", "They met on Friday in Colombia."),
        ("Bombs fell on Lima.", "Bombs fell on Lima."),
    ],
)
def test_capitals_come_back(plain, cased):
    assert with_capitals(plain).endswith(cased)
    assert len(with_capitals(plain)) == len(plain)
