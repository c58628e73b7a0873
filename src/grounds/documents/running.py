"""Running heads and feet, and page numbers: lines at the edges of pages that are no part of what the pages tell.

A line is one where it comes back at the same height on many pages, or where its number rises with the pages. Sentences
are none, however often they come back: a paragraph that stands on each page is told on each page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile
from statistics import median

from grounds.documents.sheets import LARGER, SMALLER, Placed, Sheet, body_size, usual_leading
from grounds.model.document import Fact

_PAGE_NUMBER = re.compile(
    r"^(?:page\s+)?[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:/\s*\d{1,4}|of\s+\d{1,4})?\s*[-–—|]?$", re.IGNORECASE
)
#: The outermost lines of a page, in which running heads and feet are looked for; the share of pages they come back on,
#: larger where they are set as headings are.
_EDGE, _SHARE, _SHARE_LARGE = 3, 0.25, 0.45
#: The number at either end of a line, and the share of pages on which it must keep step with them.
_OUTER_NUMBER = re.compile(r"^(\d{1,4})\b|(?<!\d)(\d{1,4})$")
_SHARE_NUMBERED = 0.3
#: So short is a head that stands on one page alone, and so many sizes of the text it stands apart from it.
_HEAD, _APART = 90, 1.8
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*\d*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_DAY = re.compile(r"^\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", re.IGNORECASE)
#: So many words, ending as a sentence does and set as large as the text, are a paragraph and no head.
_PARAGRAPH = 12
#: Points by which a running line may stand higher or lower from page to page, and usual distances between two lines of
#: one paragraph.
_DRIFT, _NEXT = 6.0, 1.3
#: So many running lines are written out among the facts, each so long at most.
_LISTED, _LONGEST = 12, 120


def running_lines(sheets: Sequence[Sheet]) -> set[int]:
    """Starts of the lines at the edges of pages that are running heads or feet, or page numbers."""
    pages = _Pages(sheets)
    found = {p.start for p in pages.numbers()}
    found |= {p.start for p in pages.coming_back()} | pages.numbered_edges()
    found |= pages.lone_heads(found)
    every = [p for sheet in sheets for p in sheet.lines]
    if all(p.start in found for p in every) and any(_SENTENCE_END.search(p.line.text) for p in every):
        # The same sentences on each page and nothing else are what there is to read; a stamp on each scan is not.
        return {p.start for p in every if _PAGE_NUMBER.match(p.line.text)}
    return found


def left_out(sheets: Sequence[Sheet], running: set[int]) -> dict[str, Fact]:
    """The fact that tells which lines are not read as running heads and feet; page numbers are not told."""
    shown: dict[str, str] = {}
    for sheet in sheets:
        for placed in sheet.lines:
            if placed.start in running and not _PAGE_NUMBER.match(placed.line.text):
                shown.setdefault(_shape(placed.line.text), placed.line.text.strip()[:_LONGEST])
    if not shown:
        return {}
    listed = [*shown.values()][:_LISTED]
    more = [f"and {len(shown) - _LISTED} others"] if len(shown) > _LISTED else []
    return {"left_out": Fact(" | ".join([*listed, *more]), "running heads and feet at the edges of pages")}


class _Pages:
    """The pages of a document, and what comes back on them."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.body = body_size(sheets)
        self.leading = usual_leading([p for sheet in sheets for p in sheet.lines])
        self.number = {sheet.start: number for number, sheet in enumerate(sheets)}
        self.by_shape: dict[str, list[Placed]] = defaultdict(list)
        for sheet in sheets:
            for placed in sheet.lines:
                self.by_shape[_shape(placed.line.text)].append(placed)

    def numbers(self) -> Iterator[Placed]:
        """Page numbers: the first or the last line of a page."""
        for sheet in self.sheets:
            ranked = _ranked(sheet)
            yield from (p for p in (*ranked[:1], *ranked[-1:]) if _PAGE_NUMBER.match(p.line.text))

    def coming_back(self) -> Iterator[Placed]:
        """Lines at the edges that come back at the same height, but for those of a paragraph that does."""
        edges = defaultdict(list)
        for sheet in self.sheets:
            ranked = _ranked(sheet)
            for placed in {p.start: p for p in (*ranked[:_EDGE], *ranked[-_EDGE:])}.values():
                edges[_shape(placed.line.text)].append(placed)
        for listed in edges.values():
            usual = median(p.line.middle for p in listed)
            level = [p for p in listed if abs(p.line.middle - usual) < _DRIFT]
            if self._are_many(level):
                yield from (p for p in level if not self._tells(p))

    def _are_many(self, level: Sequence[Placed]) -> bool:
        """Whether lines of one shape and height stand on so many pages that they are no chance."""
        if not level:
            return False
        share = _SHARE if median(p.line.size for p in level) <= LARGER * self.body else _SHARE_LARGE
        on = {self.number[p.block[0]] for p in level}
        sides = {n % 2 for n in on}  # left pages may have another head than right ones
        return len(on) >= max(2, share * sum(n % 2 in sides for n in self.number.values()))

    def _comes_back(self, placed: Placed) -> bool:
        alike = self.by_shape[_shape(placed.line.text)]
        return self._are_many([p for p in alike if abs(p.line.middle - placed.line.middle) < _DRIFT])

    def _tells(self, placed: Placed) -> bool:
        """Whether a line belongs to a paragraph: with those above and below that come back with it, it is a sentence
        or more, set as large as the text."""
        if placed.line.size < SMALLER * self.body:
            return False
        lines = [p for p in self.sheets[self.number[placed.block[0]]].lines if p.block == placed.block]
        at = next(i for i, p in enumerate(lines) if p.start == placed.start)
        above = takewhile(self._goes_on, zip(lines[at - 1 :: -1] if at else [], lines[at:0:-1], strict=True))
        below = takewhile(self._goes_on, zip(lines[at + 1 :], lines[at:-1], strict=True))
        told = [*reversed([p for p, _ in above]), placed, *(p for p, _ in below)]
        words = " ".join(p.line.text for p in told).split()
        return len(words) >= _PARAGRAPH and any(_SENTENCE_END.search(word) for word in words[-1:])

    def _goes_on(self, pair: tuple[Placed, Placed]) -> bool:
        """Whether a line comes back and stands next to another of its paragraph."""
        line, beside = pair[0].line, pair[1].line
        if max(line.size, beside.size) > LARGER * min(line.size, beside.size):
            return False
        step = abs(line.bottom - beside.bottom)
        return step <= _NEXT * self.leading * max(line.size, beside.size) and self._comes_back(pair[0])

    def lone_heads(self, found: set[int]) -> set[int]:
        """The start of a head that comes back nowhere, for the document has one page: a short line above all others,
        smaller than the text, well apart from it, and neither a sentence nor a date."""
        ranked = sorted((p for s in self.sheets for p in s.lines if p.start not in found), key=lambda p: p.line.middle)
        if len(self.sheets) != 1 or len(ranked) < 2:
            return set()
        first, second = ranked[0].line, ranked[1].line
        small = first.size < SMALLER * self.body and len(first.text) < _HEAD
        apart = second.middle - first.middle > _APART * second.size
        told = _ENDED.search(first.text) or _YEAR.search(first.text)
        return {ranked[0].start} if small and apart and not told else set()

    def numbered_edges(self) -> set[int]:
        """Starts of the outermost lines whose number rises with the page ("Chapter 3: Talks 41", "42 The north"); not
        of sentences, nor of days in a log that gives each a page ("3 May: the army …")."""
        found: set[int] = set()
        for edge in (min, max):
            steps: dict[int, list[int]] = {}
            for number, sheet in enumerate(self.sheets):
                outermost = edge(sheet.lines, key=lambda p: p.line.middle, default=None)
                told = _OUTER_NUMBER.search(outermost.line.text) if outermost is not None else None
                if outermost is None or told is None or _is_text(outermost.line.text):
                    continue
                steps.setdefault(int(told.group(1) or told.group(2)) - number, []).append(outermost.start)
            usual = max(steps.values(), key=len, default=[])
            if len(usual) >= max(3, _SHARE_NUMBERED * len(self.sheets)):
                found |= set(usual)
        return found


def _ranked(sheet: Sheet) -> list[Placed]:
    return sorted(sheet.lines, key=lambda p: p.line.middle)


def _is_text(text: str) -> bool:
    return _DAY.match(text) is not None or _SENTENCE_END.search(text) is not None


def _shape(text: str) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", text.strip().casefold())
