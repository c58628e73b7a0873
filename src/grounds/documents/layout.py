"""A page's pieces of lines → its lines in reading order: columns one after the other, not across.

Coordinates: ``left`` and ``right`` along the line, ``top`` and ``bottom`` downwards, in points. A gutter is an upright
strip that next to no line crosses, with running text on both sides (cells of a table do not fill their columns, and are
read row by row). Lines that cross it (titles, wide figures) part the page into bands, read from the top down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

#: A gutter is so wide at least, in line heights; so many lines stand on either side; so large a share may cross it:
#: the strictest measure that finds one holds.
_GUTTER, _ROWS, _CROSSING = 0.6, 3, (0.0, 0.04, 0.1, 0.2, 0.34)
#: So many of the widest strips are tried, and columns looked for within columns so often.
_WIDEST, _DEEPEST = 3, 2
#: Lines of running text fill so much of their column, and hold so many characters.
_FILLED, _CHARACTERS = 0.6, 14


@dataclass(slots=True)
class Line:
    """A line, or a piece of one. ``raised`` are stretches of its text that are marks of notes."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    raised: list[tuple[int, int]] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Half its height down."""
        return (self.top + self.bottom) / 2


#: The left and right side of a gutter.
Strip = tuple[float, float]


def blocks(pieces: Sequence[Line], usual: Strip | None = None) -> tuple[list[list[Line]], Strip | None]:
    """The lines of a page in reading order, and its gutter; each block is a column, or a band over all columns.

    ``usual`` is the gutter of the page before: it holds on a page too short to show its own (the last of a report).
    """
    listed = list(pieces)
    gutter = _gutter(listed)
    if gutter is None and usual is not None and _holds(listed, usual):
        gutter = usual
    ordered = [lines for block in _parted(listed, gutter) if (lines := _rows(block))]
    return ordered, gutter


def _holds(pieces: list[Line], strip: Strip) -> bool:
    """Whether lines stand on both sides of a gutter and few over it."""
    low, high = strip
    crossing = sum(p.left < low and p.right > high for p in pieces)
    sides = [p for p in pieces if p.right <= high], [p for p in pieces if p.left >= low]
    return all(sides) and crossing <= _CROSSING[-1] * len(pieces)


def _blocks(pieces: list[Line]) -> list[list[Line]]:
    return _parted(pieces, _gutter(pieces))


def _parted(pieces: list[Line], gutter: Strip | None) -> list[list[Line]]:
    if gutter is None:
        return [pieces]
    low, high = gutter
    crossing = sorted((p for p in pieces if p.left < low and p.right > high), key=lambda p: p.top)
    beside = [p for p in pieces if not (p.left < low and p.right > high)]
    found: list[list[Line]] = []
    wide: list[Line] = []
    for line in [*crossing, None]:
        band = [p for p in beside if line is None or p.middle < line.middle]
        beside = [p for p in beside if line is not None and p.middle >= line.middle]
        if band:
            found += [[*wide]] if wide else []
            wide = []
            for side in ([p for p in band if p.left < low], [p for p in band if p.left >= low]):
                found += _blocks(side) if side else []
        if line is not None:
            wide.append(line)
    return [*found, wide] if wide else found


def _gutter(pieces: list[Line], depth: int = 0) -> Strip | None:
    """The widest strip between columns; none where the lines run over the whole page. ``depth`` counts the columns that
    it is looked for within: what would be tried grows with each."""
    if len(pieces) < 2 * _ROWS or depth > _DEEPEST:
        return None
    height = median(p.size for p in pieces)
    tried: set[Strip] = set()
    for share in _CROSSING:
        wide = [s for s in _strips(pieces, share * len(pieces)) if s[1] - s[0] >= _GUTTER * height]
        for strip in sorted(wide, key=lambda s: s[0] - s[1])[:_WIDEST]:
            if strip not in tried and _parts_columns(pieces, strip, depth):
                return strip
            tried.add(strip)
    return None


def _parts_columns(pieces: list[Line], strip: Strip, depth: int) -> bool:
    low, high = strip
    left = [p for p in pieces if p.left < low and p.right <= high]
    right = [p for p in pieces if p.left >= low]
    if not left or not right or len(right) == len(pieces) or not _beside(left, right):
        return False
    return all(_runs(side) or _gutter(side, depth + 1) is not None for side in (left, right))


def _strips(pieces: list[Line], most: float) -> list[Strip]:
    """Upright strips that at most so many lines cross, between the first and the last line's sides."""
    ends = sorted([(p.left, 1) for p in pieces] + [(p.right, -1) for p in pieces])
    crossing = 0
    strips: list[Strip] = []
    for (place, step), (following, _) in pairwise(ends):
        crossing += step
        if crossing <= most and following > place:
            if strips and strips[-1][1] == place:
                strips[-1] = strips[-1][0], following
            else:
                strips.append((place, following))
    return strips


def _runs(side: list[Line]) -> bool:
    """Whether lines are running text: several, filling their column."""
    if len({round(p.middle) for p in side}) < _ROWS:
        return False
    width = max(p.right for p in side) - min(p.left for p in side)
    filled = median(p.right - p.left for p in side) >= _FILLED * width
    return filled and median(len(p.text) for p in side) >= _CHARACTERS


def _beside(left: list[Line], right: list[Line]) -> bool:
    """Whether two columns stand side by side, not one below the other."""
    top, bottom = (
        max(min(p.top for p in s) for s in (left, right)),
        min(max(p.bottom for p in s) for s in (left, right)),
    )
    return bottom > top


def _rows(block: list[Line]) -> list[Line]:
    """The lines of one column from the top down; pieces at one height are one line."""
    rows: list[list[Line]] = []
    for piece in sorted(block, key=lambda p: (p.middle, p.left)):
        last = rows[-1] if rows else []
        if last and _level(last[-1], piece):
            last.append(piece)
        else:
            rows.append([piece])
    return [_joined(sorted(row, key=lambda p: p.left)) for row in rows]


def _level(one: Line, other: Line) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.6 * min(one.bottom - one.top, other.bottom - other.top)


def _joined(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    text, raised = "", []
    for piece in row:
        text += " " if text else ""
        raised += [(a + len(text), b + len(text)) for a, b in piece.raised]
        text += piece.text
    longest = max(row, key=lambda p: len(p.text))
    return Line(
        text,
        min(p.left for p in row),
        max(p.right for p in row),
        min(p.top for p in row),
        max(p.bottom for p in row),
        longest.size,
        raised,
    )
