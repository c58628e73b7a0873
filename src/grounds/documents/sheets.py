"""Pages as they are drawn: lines with their places in the canonical text, and measures of how they are set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from grounds.documents.layout import Line

#: Notes and running heads are set smaller than the text, headings larger.
SMALLER, LARGER = 0.93, 1.08


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its place in the canonical text, and the block (page and column) that it stands in."""

    line: Line
    start: int
    block: tuple[int, int]

    @property
    def span(self) -> tuple[int, int]:
        """Its offsets."""
        return self.start, self.start + len(self.line.text)


@dataclass(frozen=True)
class Sheet:
    """One page: its text from ``start`` on, and its lines in reading order."""

    start: int
    text: str
    lines: tuple[Placed, ...]

    @classmethod
    def of(cls, blocks: Sequence[Sequence[Line]], askew: Sequence[Line], start: int, line_end: str) -> Sheet:
        """A page of blocks in reading order; what stands askew comes last and is not among its lines."""
        parts: list[str] = []
        lines: list[Placed] = []
        length = start
        for number, block in enumerate(blocks):
            for line in block:
                lines.append(Placed(line, length, (start, number)))
                parts.append(line.text)
                length += len(line.text) + len(line_end)
        parts += [line.text for line in askew]
        return cls(start, line_end.join(parts), tuple(lines))


def body_size(sheets: Sequence[Sheet]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for placed in sheet.lines:
            sizes[round(placed.line.size, 1)] += len(placed.line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def usual_leading(lines: Sequence[Placed]) -> float:
    """The usual distance from line to line, in sizes of the upper one."""
    steps = [
        (b.line.bottom - a.line.bottom) / a.line.size
        for a, b in pairwise(lines)
        if a.block == b.block and a.line.size and b.line.bottom > a.line.bottom
    ]
    return median(steps) if steps else 1.0
