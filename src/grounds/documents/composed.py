"""Text composed of blocks: formats whose file holds no running text (word processors, e-mail, feeds).

The canonical text is the blocks, one after the other, with a blank line between them; each block is a passage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grounds.documents.drawn import Drawn, lines_of
from grounds.model.document import Fact, Passage, PassageKind, Piece

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table cell; with ``read`` false it stands in the text, but is not read."""

    kind: PassageKind
    text: str
    read: bool = True


def compose(blocks: Iterable[Block], facts: dict[str, Fact] | None = None, encoding: str | None = None) -> Drawn:
    """The text of all blocks with a passage for each that is to be read; empty blocks are left out."""
    parts: list[str] = []
    passages: list[Passage] = []
    length = 0
    for block in blocks:
        if not block.text.strip():
            continue
        if parts:
            parts.append(_BETWEEN)
            length += len(_BETWEEN)
        if block.read:
            lines = lines_of(block.text)
            pieces = tuple(Piece(length + a, length + b, " " if i else "") for i, (a, b) in enumerate(lines))
            passages.append(Passage(block.kind, pieces))
        parts.append(block.text)
        length += len(block.text)
    return Drawn("".join(parts), tuple(passages), facts=facts or {}, encoding=encoding)
