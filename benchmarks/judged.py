"""Judged lists (:mod:`benchmarks.drawn`) against what is read today: the claims of a list that are still read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.drawn import load_judged, rows_of
from grounds.documents import ReadOptions, read_bytes
from grounds.model.claim import Claim
from grounds.pipeline import Pipeline


@dataclass(frozen=True)
class Judged:
    """A claim as it is read today, with the line that judges it."""

    claim: Claim
    line: dict[str, Any]

    @property
    def right(self) -> bool:
        """Whether it is right in every field."""
        return bool(self.line["right"])


def judged_claims(lists: Sequence[Path], data: Sequence[Path]) -> list[Judged]:
    """The claims of judged lists that are read word for word the same today; their texts are in ``data``, whose folders
    name the sets."""
    lines = {line["claim"]: line for path in lists for line in load_judged(path)[1]}
    rows: dict[str, set[int]] = defaultdict(set)
    for line in lines.values():
        rows[line["set"]].add(line["row"])
    out = {}
    for path in data:
        for claim in _read(path, rows[path.parent.name]):
            if claim.id in lines:
                out[claim.id] = Judged(claim, lines[claim.id])
    return list(out.values())


def _read(path: Path, rows: set[int]) -> Iterator[Claim]:
    documents = [
        read_bytes(text.encode(), name=f"{path.parent.name}-{i}.txt", options=ReadOptions(language="en", date=day))
        for i, text, day in rows_of(path)
        if i in rows
    ]
    for _, reading in Pipeline().run(documents):
        yield from reading.claims
