"""``grounds read``: progress while it goes, a summary at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import grounds
from grounds.cli.output import clean, number_of
from grounds.documents import ReadOptions, read_stream
from grounds.model.document import Document
from grounds.model.errors import InputError, UnreadableFile, UsageError
from grounds.taking_in import Differing, ReadSummary

#: So many documents with other facts are told one by one.
_SHOWN = 20
_LABELS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")


def options(**given: Any) -> ReadOptions:
    """What was typed as options of a read. Raises :class:`UsageError`."""
    return ReadOptions(**checked(given))


def checked(given: dict[str, Any]) -> dict[str, Any]:
    """What was typed with its date and label as they are kept. Raises :class:`UsageError`."""
    return {**given, "date": _day(given["date"]), "tlp": None if given["tlp"] is None else _label(given["tlp"])}


def read(paths: list[str], ledger: Path, options: ReadOptions, workers: int, setup: dict[str, Any]) -> int:
    """Read and say what happened; gives the exit code. ``setup``: catalogue, rules without and reader."""
    if "-" in paths and len(paths) > 1:
        raise UsageError("'-' stands alone", remedy="read standard input and files one after the other")
    if not all(paths):
        raise UsageError("a path is empty", remedy="name files and folders, or '.' for this folder")
    if paths == ["-"] and sys.stdin is None:
        raise UsageError("there is no standard input", remedy="pipe a document in, or name a file")
    with grounds.open(ledger, **setup) as bench, progress() as step:
        if paths == ["-"]:
            summary = bench.read_documents(_standard_input(options), 1, on_progress=step)
        else:
            summary = bench.read(paths, options=options, workers=workers, on_progress=step)
    return tell(summary, ledger)


def _day(text: str | None) -> str | None:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError as error:
        raise UsageError(f"--date {text!r} is no day", remedy="give it as YYYY-MM-DD") from error


def _label(text: str) -> str:
    """A Traffic Light Protocol label (FIRST, version 2.0) as it is written."""
    plain = text.upper().removeprefix("TLP:")
    if plain not in _LABELS:
        raise UsageError(f"--tlp {text!r} is no label", remedy=f"choose one of {', '.join(_LABELS)}")
    return plain


def _standard_input(options: ReadOptions) -> Iterator[Document | InputError]:
    try:
        yield read_stream(sys.stdin.buffer, options)
    except InputError as error:
        yield error
    except OSError as error:
        problem = f"cannot be read ({error.strerror})"
        yield UnreadableFile(problem, place="standard input", remedy="pipe a document in, or name a file")


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, with rate and time left; silent where the output is piped.

    The time before the first document is finished, when models load, is told as such.
    """
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("starting", total=None, rate="", left="")

        def step(done: int, total: int) -> None:
            speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
            rate, left = (f"{speed:.1f}/s", "left") if speed else ("", "")
            stage = "reading" if done else "starting"
            bar.update(task, completed=done, total=total, description=stage, rate=rate, left=left)

        yield step


def tell(summary: ReadSummary, ledger: Path) -> int:
    """Print what went in, came out and failed; gives the exit code."""
    out = Console(highlight=False, soft_wrap=True)
    read = number_of(summary.read - len(summary.recorded), "document")
    told = f"{number_of(summary.claims, 'claim')}, {number_of(summary.unread, 'unread sentence')}"
    out.print(f"{read} read: {told} ({summary.seconds:.1f} s).", markup=False)
    if summary.same:
        out.print(f"{summary.same} {'was' if summary.same == 1 else 'were'} in {clean(str(ledger))} already.")
    _tell_differing(out, summary.differing)
    for path, reason in summary.recorded:
        out.print(f"recorded, not read ({reason}): {clean(path)}", markup=False)
    for path, reason in summary.partial:
        out.print(f"read in part ({reason}): {clean(path)}", markup=False)
    for error in summary.failed:
        print(f"failed: {error}", file=sys.stderr)
    if summary.interrupted:
        print("interrupted: what is finished is kept; run the same command again to go on", file=sys.stderr)
    return 1 if summary.failed or summary.interrupted else 0


def _tell_differing(out: Console, differing: list[tuple[str, Differing]]) -> None:
    """Documents that were in with other facts: what the ledger holds, what was given, and how to correct it."""
    for path, facts in differing[:_SHOWN]:
        told = "; ".join(f"{name} {held or 'not known'}, given now {new}" for name, (held, new) in facts.items())
        out.print(f"in already, with other facts ({clean(told)}): {clean(path)}", markup=False)
    if len(differing) > _SHOWN:
        out.print(f"… and {len(differing) - _SHOWN} more")
    if differing:
        names = dict.fromkeys(name for _, facts in differing for name in facts)
        given = " ".join(f"--{name} …" for name in names)
        out.print(f"Nothing was changed; correct facts with `grounds reread PATH {given}`.", markup=False)
