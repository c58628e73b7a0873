"""Pages of lines → passages: what stands on every page or below the text is left out, paragraphs are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from grounds.documents.drawn import passage, without
from grounds.documents.hyphens import Joiner
from grounds.documents.sheets import LARGER, SMALLER, Placed, Sheet, body_size, usual_leading
from grounds.model.document import Passage, PassageKind

_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*\d*$")
_NUMBERED = re.compile(r"^(?:\(?\d{1,3}[.)]|[-–•▪▫◦·‣]|\([a-z]{1,4}\)|[a-z]\))\s")
_NOTE = re.compile(r"^(?:\(?\d{1,3}[.)]?\s*|[*†‡§]+\s*)\S")


def passages_of(text: str, sheets: Sequence[Sheet], running: Set[int]) -> Iterator[Passage]:
    """The passages of all pages; ``running`` are the starts of the lines that are left out (:mod:`running`)."""
    body = body_size(sheets)
    kept: list[Placed] = []
    for sheet in sheets:
        lines = [p for p in sheet.lines if p.start not in running]
        notes = _notes(lines, body)
        kept += [p for p in lines if p.start not in notes]
    edges = _edges(kept)
    leading = usual_leading(kept)
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


def _notes(lines: Sequence[Placed], body: float) -> set[int]:
    """Starts of the lines of footnotes: smaller than the text, at the foot of their column, the first with a mark."""
    found: set[int] = set()
    for block in dict.fromkeys(p.block for p in lines):
        foot: list[Placed] = []
        for placed in reversed([p for p in lines if p.block == block]):
            if placed.line.size > SMALLER * body:
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


def _begins(
    held: Sequence[Placed], placed: Placed, edges: dict[tuple[int, int], tuple[float, float]], leading: float
) -> bool:
    """Whether a new paragraph begins with a line."""
    last = held[-1]
    before, here = last.line, placed.line
    if max(here.size, before.size) > LARGER * min(here.size, before.size):
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
    larger = all(p.line.size > LARGER * body for p in held)
    return "heading" if larger and sum(len(p.line.text) for p in held) < 200 else None
