"""Find the files to read: folders in order, links not followed twice, what cannot be read told, not dropped."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from grounds.model.errors import InputError, UnreadableFile

#: Files that belong to a document beside them and are no documents themselves.
_BESIDE = (".meta.json", ".gold.jsonl")


def find_files(paths: Sequence[Path]) -> Iterator[Path | InputError]:
    """Files of all paths, folders walked in sorted order; a path that cannot be entered comes as its error.

    Hidden files and sidecars are passed over inside folders; coded claims (``X.jsonl`` beside another ``X.*``) too.
    """
    for path in paths:
        if os.path.isdir(path):
            yield from _walk(path, set())
        elif os.path.lexists(path):
            yield path
        else:
            yield _missing(path)


def _missing(path: Path) -> UnreadableFile:
    try:
        path.lstat()
    except PermissionError as error:
        return UnreadableFile(f"cannot be opened ({error.strerror})", place=str(path), remedy="check the rights")
    except (OSError, ValueError):
        pass  # there is no such path, or none can have this name
    return UnreadableFile("does not exist", place=str(path), remedy="check the path")


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | InputError]:
    """Files below a folder, in order; without recursion, for folders may lie thousands deep."""
    waiting: list[Path | InputError] = [folder]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Path) and os.path.isdir(found):
            waiting.extend(reversed(_entries(found, seen)))
        else:
            yield found


def _entries(folder: Path, seen: set[tuple[int, int]]) -> list[Path | InputError]:
    """What is to be read or entered in one folder, in order; the error alone where it cannot be entered."""
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return []
        seen.add((status.st_dev, status.st_ino))
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        problem = f"cannot be entered ({error.strerror})"
        return [UnreadableFile(problem, place=str(folder), remedy="check the rights")]
    stems = {Path(e.name).stem for e in entries if not e.name.endswith(".jsonl")}
    listed: list[Path | InputError] = []
    for entry in entries:
        path = Path(entry.path)
        beside = entry.name.endswith(_BESIDE) or (path.suffix == ".jsonl" and path.stem in stems)
        if not entry.name.startswith(".") and (os.path.isdir(path) or not beside):
            listed.append(path)
    return listed
