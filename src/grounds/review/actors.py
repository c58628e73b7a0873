"""Actors by decision: those that people enter, and those of whom they say that they are one.

A file beside the ledger (``grounds.decided.yaml``) holds what the decisions come to, in the form of every list of
actors, so that each command and reader takes it up. It is a view: written anew after each decision, never by hand.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import yaml

from grounds.ledger import decided
from grounds.ledger.beside import decided_of
from grounds.ledger.opening import translated
from grounds.model.decision import Decision
from grounds.model.standing import settle, undone
from grounds.outputs import writing
from grounds.review.shown import actor_pairs

if TYPE_CHECKING:
    from grounds.ledger import Ledger

_HEAD = "# Worked out from the decisions of the ledger beside it; changes by hand are lost. See docs/review.md.\n"


def entries(ledger: Ledger) -> list[dict[str, Any]]:
    """New actors, then merges, as entries of a list of actors."""
    found = [{"id": d.target, **d.value} for d in _entered(ledger)]
    pairs = actor_pairs(ledger)
    into: dict[str, str] = {}
    for pair in sorted(pairs.same, key=sorted):
        root = min(pairs.group(min(pair)))
        into |= {one: root for one in pair if one != root}
    return [*found, *({"merge": one, "into": root} for one, root in sorted(into.items()))]


def _entered(ledger: Ledger) -> list[Decision]:
    with translated(ledger.path), ledger.connect() as connection:
        listed = decided.with_undoing(connection, decided.all_decisions(connection, "verb = 'actor'"))
    gone = undone(listed)
    of: dict[str, list[Decision]] = {}
    for one in listed:
        if one.verb == "actor" and one.value is not None:
            of.setdefault(one.target, []).append(one)
    held = [settle(one, gone).holds for one in of.values()]
    return sorted((d for d in held if d is not None), key=lambda d: d.target)


def write(ledger: Ledger) -> None:
    """Write the file anew where it is not what the decisions come to; without any there is none."""
    path, listed = decided_of(ledger.path), entries(ledger)
    if not listed:
        if path.exists():
            os.unlink(path)
        return
    told = _HEAD + yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=120)
    if path.exists() and path.read_text("utf-8") == told:
        return
    with writing(path, keep=ledger.path) as file:
        file.write(told)
