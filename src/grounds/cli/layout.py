"""A list on a terminal: how wide each column may be, and what goes below its row where there is no room beside it.

A column has a share of the room that is left: 0 for one that is never broken, more for text that may be, and
:data:`BELOW` for text that always goes below its row, over the whole width. Text is broken between words; a column of
text is never squeezed below what its words need. Where the columns do not fit, the last of them go below the row too,
each with its name: a narrow terminal shows stanzas instead of columns of single letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len, chop_cells

#: The share of a column that stands below its row.
BELOW = -1
_GAP = 2
#: Text is not put into less, unless all of it is shorter; a word that is longer than the other is broken.
_LEAST = 14
_LONGEST_WORD = 22
_INDENT = "    "
_BREAK = re.compile(r"\S+")
#: What a word that is too long is cut behind.
_PARTS = re.compile(r"[^/_.\-]*[/_.\-]+|[^/_.\-]+")

Cell = list[str]


def lines(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, int], width: int) -> Iterator[tuple[str, str]]:
    """The lines of a list with what each is: ``head``, ``row`` or ``below``. Columns that are blank in every row are
    left out. A cell is a value, or a list of them below each other."""
    filled = [c for c in columns if any(row[c] not in (None, "", []) for row in rows)]
    cells = {c: [_cell(row[c]) for row in rows] for c in filled}
    beside, below = _parted(filled, columns, cells, width)
    widths = _widths(beside, columns, cells, width)
    yield "head", _joined([[c] for c in beside], [widths[c] for c in beside], [False] * len(beside))[0].rstrip()
    numeric = [_is_numeric(cells[c]) for c in beside]
    for number in range(len(rows)):
        broken = [_wrapped(cells[c][number], widths[c]) for c in beside]
        for line in _joined(broken, [widths[c] for c in beside], numeric):
            yield "row", line.rstrip()
        for column in below:
            name = "" if columns[column] == BELOW else f"{column}: "
            yield from (("below", line) for line in _beneath(name, cells[column][number], width))


def _cell(value: Any) -> Cell:
    listed = value if isinstance(value, list) else ["" if value is None else value]
    return [part for value in listed for part in str(value).split("\n")] or [""]


def _parted(
    filled: Sequence[str], columns: Mapping[str, int], cells: Mapping[str, list[Cell]], width: int
) -> tuple[list[str], list[str]]:
    """The columns that stand beside each other, and those that go below: of text first, the last first."""
    below = [c for c in filled if columns[c] == BELOW]
    beside = [c for c in filled if c not in below]
    moved: list[str] = []
    while len(beside) > 1 and sum(_least(c, columns, cells) + _GAP for c in beside) - _GAP > width:
        texts = [c for c in beside[1:] if columns[c]]
        # One column of text is kept beside the id as long as it can be: it tells what the row is.
        leaves = texts[-1] if len(texts) > 1 else next((c for c in reversed(beside[1:]) if c not in texts), beside[-1])
        beside.remove(leaves)
        moved.append(leaves)
    return beside, [*(c for c in filled if c in moved), *below]


def _least(column: str, columns: Mapping[str, int], cells: Mapping[str, list[Cell]]) -> int:
    """The room that a column must have."""
    natural = _natural(column, cells[column])
    if not columns[column]:
        return natural
    words = (cell_len(word) for cell in cells[column] for line in cell for word in _BREAK.findall(line))
    return min(natural, max(_LEAST, cell_len(column), min(_LONGEST_WORD, max(words, default=0))))


def _natural(column: str, listed: Iterable[Cell]) -> int:
    return max([cell_len(column), *(cell_len(line) for cell in listed for line in cell)])


def _widths(
    beside: Sequence[str], columns: Mapping[str, int], cells: Mapping[str, list[Cell]], width: int
) -> dict[str, int]:
    """Each column as wide as its text where there is room; else what is left is shared out by the shares."""
    natural = {c: _natural(c, cells[c]) for c in beside}
    room = width - _GAP * (len(beside) - 1)
    if sum(natural.values()) <= room:
        return natural
    found = {c: natural[c] if not columns[c] else _least(c, columns, cells) for c in beside}
    texts = [c for c in beside if columns[c]]
    for _ in range(room - sum(found.values())):
        short = [c for c in texts if found[c] < natural[c]]
        if not short:
            break
        found[min(short, key=lambda c: found[c] / columns[c])] += 1
    return found


def _wrapped(cell: Cell, width: int) -> Cell:
    return [part for line in cell for part in broken(line, width)]


def broken(line: str, width: int) -> Iterator[str]:
    """A line broken between words; a word that is too long for a line of its own is cut."""
    if cell_len(line) <= width:
        yield line
        return
    held = ""
    for word in _BREAK.findall(line):
        if held and cell_len(held) + 1 + cell_len(word) <= width:
            held = f"{held} {word}"
            continue
        if held:
            yield held
        *cut, held = _cut(word, width)
        yield from cut
    yield held


def _cut(word: str, width: int) -> Cell:
    """A word in pieces that fit: behind a mark that parts it (a path, a hyphen) where there is one, else anywhere."""
    found: Cell = [""]
    for part in _PARTS.findall(word):
        if found[-1] and cell_len(found[-1]) + cell_len(part) > width:
            found.append("")
        *whole, last = chop_cells(found[-1] + part, width)
        found[-1:] = [*whole, last]
    return found


def _joined(broken: Sequence[Cell], widths: Sequence[int], numeric: Sequence[bool]) -> list[str]:
    """Cells side by side; numbers stand at the right of their column."""
    found = []
    for number in range(max(len(cell) for cell in broken)):
        parts = []
        for cell, width, right in zip(broken, widths, numeric, strict=True):
            line = cell[number] if number < len(cell) else ""
            blank = " " * (width - cell_len(line))
            parts.append(blank + line if right else line + blank)
        found.append((" " * _GAP).join(parts))
    return found


def _beneath(name: str, cell: Cell, width: int) -> Iterator[str]:
    told = [line for line in cell if line]
    if not told:
        return
    told = [name + "; ".join(told)] if name else told
    hanging = _INDENT + "  "
    for line in told:
        first, *rest = broken(line, max(_LEAST, width - len(hanging)))
        yield _INDENT + first
        yield from (hanging + part for part in rest)


def _is_numeric(listed: Sequence[Cell]) -> bool:
    told = [line for cell in listed for line in cell if line]
    return bool(told) and all(line.isdigit() for line in told)
