"""Examples: stretches with their labels, a line of JSON each. Nothing here needs torch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grounds.reading.trained.sentences import KNOWN, Stretch

#: ``texts`` and ``known`` as of a :class:`Stretch`, and labels by the name of their head.
Example = dict[str, Any]


def example(stretch: Stretch, **labels: Any) -> Example:
    """A stretch with its labels; the words' places lie behind."""
    return {"texts": stretch.texts, "known": stretch.known, **labels}


def load_examples(path: Path) -> list[Example]:
    """The examples of a file that :mod:`training.prepare` wrote."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def values_of(examples: Sequence[Example]) -> dict[str, dict[str, int]]:
    """Of each thing that is known of a word, its values with their numbers; 0 is for others."""
    out: dict[str, dict[str, int]] = {}
    for i, name in enumerate(KNOWN):
        found = sorted({known[i] for e in examples for known in e["known"]})
        out[name] = {value: number for number, value in enumerate(found, 1)}
    return out
