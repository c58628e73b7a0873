"""Files that Grounds writes for people: whole or not at all, and never over the ledger they come from."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from grounds.model.errors import GroundsError, UsageError

#: What SQLite keeps beside a ledger.
_BESIDE = ("", "-wal", "-shm", "-journal")


@contextmanager
def writing(path: Path, *, keep: Path | None = None) -> Iterator[TextIO]:
    """A text file (UTF-8) to write; it takes its place when all is written, and an older one stays if that fails.

    Raises :class:`UsageError` where ``path`` is the ledger ``keep`` and :class:`GroundsError` where it cannot be
    written.
    """
    with placing(path, keep=keep) as goal, goal.open("w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def placing(path: Path, *, keep: Path | None = None) -> Iterator[Path]:
    """The same for a file of any kind: a path to write to, which takes the place of ``path`` when all is written."""
    if keep is not None and any(_same(path, Path(f"{keep}{end}")) for end in _BESIDE):
        raise UsageError("is the ledger itself", place=str(path), remedy="choose another --output")
    try:
        if _is_special(path):
            yield path
            return
        with _beside(path) as part:
            yield part
    except OSError as error:
        problem = f"cannot be written ({error.strerror})"
        raise GroundsError(problem, place=str(path), remedy="choose another --output") from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    goal = Path(os.path.realpath(path))  # a link stays a link
    mode = goal.stat().st_mode & 0o777 if goal.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{goal.name[:40]}.", suffix=".part", dir=goal.parent)
    try:
        os.close(handle)
        yield Path(name)
        Path(name).chmod(mode)
        Path(name).replace(goal)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _is_special(path: Path) -> bool:
    """A terminal, pipe or device, which is written to as it is."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
