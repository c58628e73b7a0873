"""Which reader reads: the rules (``frames``), the trained models (``trained``), or both joined (``all``)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from grounds.model.errors import UsageError
from grounds.reading.reader import FramesReader, Reader, Reading

if TYPE_CHECKING:
    from grounds.reading.trained.reader import TrainedReader
    from grounds.resolution.resolved import Resolved

READERS = ("frames", "trained", "all")


class JoinedReader:
    """Rules and models together; each claim and mention tells which of them saw it."""

    def __init__(self, frames: FramesReader, trained: TrainedReader) -> None:
        self.frames, self.trained = frames, trained

    def read(self, resolved: Resolved) -> Reading:
        """The rules' claims, all mentions, and what the models hold likely of sentences that gave no claim."""
        from grounds.reading.trained.joining import join

        seen = self.trained.seen(resolved)
        hints = [
            (*resolved.parsed.offsets(one.stretch.words[0][0], one.stretch.words[-1][1]), told)
            for one, told in zip(seen, self.trained.told(seen), strict=True)
        ]
        return join(self.frames.read(resolved), self.trained.mentions(resolved, seen), hints)


def chosen(name: str | None) -> str:
    """The reader that reads where ``name`` was asked for: itself, or the rules where it is null.

    The models add mentions but no claims so far, and three times the time: who wants them asks for them.

    Raises :class:`UsageError` where there is no such reader, :class:`~grounds.model.errors.ModelError` where one is
    asked for whose models are not there.
    """
    from grounds.reading.trained.encoder import check_present

    if name is None:
        return "frames"
    if name not in READERS:
        raise UsageError(f"there is no reader {name!r}", remedy=f"choose among {', '.join(READERS)}")
    if name != "frames":
        check_present()
    return name


def reader_of(name: str, frames: FramesReader) -> Reader:
    """The reader of a name that :func:`chosen` gave; ``frames`` are the rules that it uses."""
    if name == "frames":
        return frames
    from grounds.reading.trained.reader import TrainedReader

    trained = TrainedReader(lexicon=frames.lexicon)
    return trained if name == "trained" else JoinedReader(frames, trained)


def check_names(name: str | None, without: Collection[str]) -> None:
    """Raise where a reader or a rule that is switched off is unknown."""
    if name is not None:
        chosen(name)
    if without:
        from grounds.reading.lexicon import load_lexicon

        load_lexicon(frozenset(without))
