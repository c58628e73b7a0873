"""Pages of lines → passages: what stands on every page or below the text is left out, paragraphs are told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from grounds.documents.drawn import passage, without
from grounds.documents.hyphens import Joiner
from grounds.documents.layout import Line
from grounds.model.document import Passage, PassageKind

_PAGE_NUMBER = re.compile(
    r"^(?:page\s+)?[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:/\s*\d{1,4}|of\s+\d{1,4})?\s*[-–—|]?$", re.IGNORECASE
)
_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*\d*$")
_NUMBERED = re.compile(r"^(?:\(?\d{1,3}[.)]|[-–•▪▫◦·‣]|\([a-z]{1,4}\)|[a-z]\))\s")
_NOTE = re.compile(r"^(?:\(?\d{1,3}[.)]?\s*|[*†‡§]+\s*)\S")
#: The outermost lines of a page, in which running heads and feet are looked for; the share of pages they come back on,
#: larger where they are set as headings are.
_EDGE, _SHARE, _SHARE_LARGE = 3, 0.25, 0.45
#: The number at either end of a line, and the share of pages on which it must keep step with them.
_OUTER_NUMBER = re.compile(r"^(\d{1,4})\b|(?<!\d)(\d{1,4})$")
_SHARE_NUMBERED = 0.3
#: Notes are set smaller than the text, headings larger.
_SMALLER, _LARGER = 0.93, 1.08
#: So short is a head that stands on one page alone, and so many sizes of the text it stands apart from it.
_HEAD, _APART = 90, 1.8
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Points by which a running line may stand higher or lower from page to page.
_DRIFT = 6.0


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


def passages_of(text: str, sheets: Sequence[Sheet]) -> Iterator[Passage]:
    """The passages of all pages."""
    body = _body_size(sheets)
    running = _running(sheets, body)
    every = [p for sheet in sheets for p in sheet.lines]
    if all(p.start in running for p in every) and any(p.line.text.endswith((".", "!", "?")) for p in every):
        # The same sentences on each page and nothing else are what there is to read; a stamp on each scan is not.
        running = {p.start for p in every if _PAGE_NUMBER.match(p.line.text)}
    kept: list[Placed] = []
    for sheet in sheets:
        lines = [p for p in sheet.lines if p.start not in running]
        notes = _notes(lines, body)
        kept += [p for p in lines if p.start not in notes]
    edges = _edges(kept)
    leading = _leading(kept)
    joiner = Joiner(text)
    held: list[Placed] = []
    for placed in [*kept, None]:
        if held and (placed is None or _begins(held, placed, edges, leading)):
            made = passage(text, [p.span for p in held], kind=_kind(held, body), joiner=joiner)
            made = made and without(made, [(p.start + a, p.start + b) for p in held for a, b in p.line.raised])
            if made is not None and made.pieces:
                yield made
            held = []
        if placed is not None:
            held.append(placed)


def _body_size(sheets: Sequence[Sheet]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for placed in sheet.lines:
            sizes[round(placed.line.size, 1)] += len(placed.line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _shape(text: str) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", text.strip().casefold())


def _running(sheets: Sequence[Sheet], body: float) -> set[int]:
    """Starts of lines at the edges of pages that come back at the same height, and of page numbers."""
    found: dict[str, list[Placed]] = {}
    numbers: set[int] = set()
    places = {sheet.start: number for number, sheet in enumerate(sheets)}
    for sheet in sheets:
        ranked = sorted(sheet.lines, key=lambda p: p.line.middle)
        edge = {p.start: p for p in (*ranked[:_EDGE], *ranked[-_EDGE:])}
        for placed in edge.values():
            found.setdefault(_shape(placed.line.text), []).append(placed)
        numbers |= {p.start for p in (*ranked[:1], *ranked[-1:]) if _PAGE_NUMBER.match(p.line.text)}
    for listed in found.values():
        usual = median(p.line.middle for p in listed)
        level = [p for p in listed if abs(p.line.middle - usual) < _DRIFT]
        share = _SHARE if median(p.line.size for p in listed) <= _LARGER * body else _SHARE_LARGE
        on = {places[p.block[0]] for p in level}
        sides = {n % 2 for n in on}  # left pages may have another head than right ones
        if len(on) >= max(2, share * sum(n % 2 in sides for n in places.values())):
            numbers |= {p.start for p in level}
    return numbers | _numbered_edges(sheets) | _lone_heads(sheets, numbers, body)


def _lone_heads(sheets: Sequence[Sheet], numbers: set[int], body: float) -> set[int]:
    """The start of a head that comes back nowhere, for the document has one page: a short line above all others,
    smaller than the text, well apart from it, and neither a sentence nor a date."""
    ranked = sorted((p for s in sheets for p in s.lines if p.start not in numbers), key=lambda p: p.line.middle)
    if len(sheets) != 1 or len(ranked) < 2:
        return set()
    first, second = ranked[0].line, ranked[1].line
    small = first.size < _SMALLER * body and len(first.text) < _HEAD
    apart = second.middle - first.middle > _APART * second.size
    told = _ENDED.search(first.text) or _YEAR.search(first.text)
    return {ranked[0].start} if small and apart and not told else set()


def _numbered_edges(sheets: Sequence[Sheet]) -> set[int]:
    """Starts of the outermost lines whose number rises with the page ("Chapter 3: Talks 41", "42 The north")."""
    found: set[int] = set()
    for edge in (min, max):
        steps: dict[int, list[int]] = {}
        for number, sheet in enumerate(sheets):
            outermost = edge(sheet.lines, key=lambda p: p.line.middle, default=None)
            told = _OUTER_NUMBER.search(outermost.line.text) if outermost is not None else None
            if outermost is not None and told is not None:
                steps.setdefault(int(told.group(1) or told.group(2)) - number, []).append(outermost.start)
        usual = max(steps.values(), key=len, default=[])
        if len(usual) >= max(3, _SHARE_NUMBERED * len(sheets)):
            found |= set(usual)
    return found


def _notes(lines: Sequence[Placed], body: float) -> set[int]:
    """Starts of the lines of footnotes: smaller than the text, at the foot of their column, the first with a mark."""
    found: set[int] = set()
    for block in dict.fromkeys(p.block for p in lines):
        foot: list[Placed] = []
        for placed in reversed([p for p in lines if p.block == block]):
            if placed.line.size > _SMALLER * body:
                break
            foot.append(placed)
        if any(_NOTE.match(p.line.text) for p in foot):
            found |= {p.start for p in foot}
    return found


def _edges(lines: Sequence[Placed]) -> dict[tuple[int, int], tuple[float, float]]:
    """The left and right edge of each block's lines."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for p in lines:
        left, right = found.get(p.block, (p.line.left, p.line.right))
        found[p.block] = min(left, p.line.left), max(right, p.line.right)
    return found


def _leading(lines: Sequence[Placed]) -> float:
    """The usual distance from line to line, in sizes of the upper one."""
    steps = [
        (b.line.bottom - a.line.bottom) / a.line.size
        for a, b in pairwise(lines)
        if a.block == b.block and a.line.size and b.line.bottom > a.line.bottom
    ]
    return median(steps) if steps else 1.0


def _begins(
    held: Sequence[Placed], placed: Placed, edges: dict[tuple[int, int], tuple[float, float]], leading: float
) -> bool:
    """Whether a new paragraph begins with a line."""
    last = held[-1]
    before, here = last.line, placed.line
    if max(here.size, before.size) > _LARGER * min(here.size, before.size):
        return True
    ended = _ENDED.search(before.text) is not None
    if last.block != placed.block:
        return ended
    if here.bottom - before.bottom > 1.3 * leading * before.size:
        return True
    left, right = edges[placed.block]
    letter = (here.right - here.left) / max(1, len(here.text))
    first = len(here.text.split(None, 1)[0]) + 1
    short = before.right + first * letter < right - letter  # the next word would have had room
    if _NUMBERED.match(here.text) and (ended or short):
        return True
    indented = here.left - left > 0.7 * here.size and before.left - left < 0.4 * here.size
    if indented and ended and not _NUMBERED.match(held[0].line.text):
        return True
    return short and (ended or here.text[:1].isupper())


def _kind(held: Sequence[Placed], body: float) -> PassageKind | None:
    larger = all(p.line.size > _LARGER * body for p in held)
    return "heading" if larger and sum(len(p.line.text) for p in held) < 200 else None
