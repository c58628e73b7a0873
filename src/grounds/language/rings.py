"""A net under the repairs: whatever they move, each sentence stays a tree, so that no walk up it goes on for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

if TYPE_CHECKING:
    from spacy.tokens import Doc


def break_rings(doc: Doc) -> int:
    """Make a root of one word in each ring of heads; how many rings there were."""
    broken = 0
    while (word := _in_ring(doc)) is not None:
        doc[word].head, doc[word].dep_ = doc[word], "ROOT"
        broken += 1
    return broken


def _in_ring(doc: Doc) -> int | None:
    """A word that stands in a ring: from which no number of steps up leads to a root."""
    steps = doc.to_array(["HEAD"]).astype(numpy.int64).reshape(-1)
    above = numpy.arange(len(steps)) + steps
    for _ in range(len(steps).bit_length()):
        above = above[above]  # twice as far up each time
    stuck = above[steps[above] != 0]
    return int(stuck[0]) if len(stuck) else None
