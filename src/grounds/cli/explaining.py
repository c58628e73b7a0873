"""An explanation on the terminal: the tree with its notes, then the parts, wrapped to the width there is."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from grounds.cli.output import clean
from grounds.explaining import Explanation
from grounds.explaining.tree import Branch

#: How wide it is in a file or a pipe, and the least that is left for notes beside a deep tree.
_PIPED, _LEAST = 120, 20


def show(explanation: Explanation) -> None:
    """Print an explanation below the claim."""
    wide = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPED
    out = Console(highlight=False, soft_wrap=True, width=wide)
    if explanation.note:
        out.print()
        out.print(Text(clean(explanation.note), style="italic"))
    if explanation.tree:
        out.print(Text("\nparse", style="bold"))
        _tree(out, explanation.tree)
    for part in explanation.parts:
        out.print(Text(f"\n{part.title}", style="bold"))
        for line in part.lines:
            _line(out, line)


def _tree(out: Console, branches: Sequence[Branch]) -> None:
    """Words, their places in the parse and notes, each in a column of its own."""
    first = max(len(b.strokes) + len(clean(b.word)) for b in branches) + 4
    second = max(len(b.label) for b in branches) + 2
    room = max(_LEAST, out.width - first - second)
    for branch in branches:
        word = clean(branch.word)
        notes = textwrap.wrap(clean(branch.note), room) or [""]
        label = branch.label.ljust(second) if branch.note else branch.label
        gap = " " * (first - 2 - len(branch.strokes) - len(word))
        bold = "bold" if branch.note else ""
        out.print(Text.assemble("  ", (branch.strokes, "dim"), (word, bold), gap, (label, "dim"), notes[0]))
        for note in notes[1:]:
            out.print(" " * (first + second) + note, markup=False)


def _line(out: Console, line: str) -> None:
    """A line that hangs under its own beginning where it is wrapped."""
    plain = line.lstrip()
    indent = " " * (2 + len(line) - len(plain))
    for told in textwrap.wrap(clean(plain), out.width, initial_indent=indent, subsequent_indent=indent + "  "):
        out.print(told, markup=False)
