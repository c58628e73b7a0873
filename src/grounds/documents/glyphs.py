"""A PDF page's characters → pieces of lines, with their places: by pypdfium2.

The characters come in the order of the page's content. A piece ends where the next character stands on another line,
far to the right (a column, a cell) or back to the left. Turned pages are read along their own lines; what stands
askew to most of a page (a stamp in the margin, a watermark) comes apart from it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

from grounds.documents.layout import Line

#: Distances, in heights of a character: a gap that ends a piece, a step back that does, another line's height.
_GAP, _BACK, _LEVEL = 1.1, 2.0, 0.55
_MARKS = frozenset("0123456789*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹,")
#: What pdfium gives for a hyphen at the end of a line.
_HYPHENS = frozenset({0x02, 0xFFFE})


@dataclass(slots=True)
class _Run:
    """Characters of one piece; ``boxes`` are (left, top, right, bottom), null for blanks."""

    letters: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float] | None] = field(default_factory=list)

    def add(self, letter: str, box: tuple[float, float, float, float] | None) -> None:
        self.letters.append(letter)
        self.boxes.append(box)


def pieces(textpage: Any) -> tuple[list[Line], list[Line]]:
    """The pieces of lines of a page, and those that stand askew to it."""
    runs: dict[int, list[Line]] = {}
    for angle, run in _runs(textpage):
        line = _line(run)
        if line is not None:
            runs.setdefault(angle, []).append(line)
    if not runs:
        return [], []
    written = Counter({angle: sum(len(line.text) for line in lines) for angle, lines in runs.items()})
    upright = written.most_common(1)[0][0]
    askew = [line for angle, lines in runs.items() if angle != upright for line in lines]
    return runs[upright], askew


def _runs(textpage: Any) -> Iterator[tuple[int, _Run]]:
    run, running, last = _Run(), 0, None
    for letter, angle, box in _characters(textpage):
        if box is None:
            if letter == "\n":
                yield running, run
                run, last = _Run(), None
            else:
                run.add(letter, None)
            continue
        if last is not None and (angle != running or _apart(last, box)):
            yield running, run
            run = _Run()
        run.add(letter, box)
        running, last = angle, box
    yield running, run


def _characters(textpage: Any) -> Iterator[tuple[str, int, tuple[float, float, float, float] | None]]:
    """Each character with the angle of its line (degrees, in quarters) and its box along that line."""
    page, box, high = textpage.raw, raw.FS_RECTF(), 0
    for index in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, index)
        if 0xD800 <= code < 0xDC00:  # the first half of a character; the second follows
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        if code in (10, 13):
            yield "\n", 0, None
        elif code in _HYPHENS or code >= 32:
            letter = "-" if code in _HYPHENS else chr(code)
            if letter.isspace() or not raw.FPDFText_GetLooseCharBox(page, index, box):
                yield letter, 0, None
                continue
            angle = round(math.degrees(raw.FPDFText_GetCharAngle(page, index)) / 90) * 90 % 360
            yield letter, angle, _along(angle, box)


def _along(angle: int, box: Any) -> tuple[float, float, float, float]:
    """A box in the coordinates of lines that run at an angle: along the line, and down."""
    if angle == 0:
        return box.left, -box.top, box.right, -box.bottom
    if angle == 270:  # pdfium counts clockwise: this runs up the page
        return box.bottom, box.left, box.top, box.right
    if angle == 180:
        return -box.right, box.bottom, -box.left, box.top
    return -box.top, -box.right, -box.bottom, -box.left


def _apart(last: tuple[float, float, float, float], box: tuple[float, float, float, float]) -> bool:
    height = max(last[3] - last[1], box[3] - box[1], 1.0)
    gap = box[0] - last[2]
    level = abs((box[1] + box[3]) - (last[1] + last[3])) / 2
    return gap > _GAP * height or gap < -_BACK * height or level > _LEVEL * height


def _line(run: _Run) -> Line | None:
    """The piece of a run, without blanks around it; none where it holds nothing else."""
    placed = [i for i, box in enumerate(run.boxes) if box is not None]
    if not placed:
        return None
    letters, boxes = run.letters[placed[0] : placed[-1] + 1], run.boxes[placed[0] : placed[-1] + 1]
    filled = [box for box in boxes if box is not None]
    heights = sorted(box[3] - box[1] for box in filled)
    size = heights[len(heights) // 2]
    full = [box for box in filled if box[3] - box[1] >= 0.8 * size]
    middle = sum(box[1] + box[3] for box in full) / 2 / len(full)
    return Line(
        "".join(letters),
        min(box[0] for box in filled),
        max(box[2] for box in filled),
        min(box[1] for box in full),
        max(box[3] for box in full),
        size,
        list(_raised(letters, boxes, size, middle)),
    )


def _raised(
    letters: list[str], boxes: list[tuple[float, float, float, float] | None], size: float, middle: float
) -> Iterator[tuple[int, int]]:
    """Stretches of small signs above the line: marks of notes."""
    begun: int | None = None
    for index, (letter, box) in enumerate(zip([*letters, ""], [*boxes, None], strict=True)):
        small = box is not None and box[3] - box[1] < 0.8 * size and (box[1] + box[3]) / 2 < middle - 0.08 * size
        if small and letter in _MARKS:
            begun = index if begun is None else begun
        elif begun is not None:
            if not letter.strip():  # also the blank before it, where another, or nothing, follows
                while begun and letters[begun - 1].isspace():
                    begun -= 1
            yield begun, index
            begun = None
