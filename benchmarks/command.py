"""The command line that the sets share, and the last line that each of them ends with.

Every set is run as ``python -m benchmarks.NAME --data FILE [--fit FILE …] [--json OUT] [--reader frames|trained|all]``.
Where something small is fitted, it is fitted on the files that ``--fit`` names; without them, and where ``--data``
carries codes, it is fitted and tested on different rows of ``--data`` itself, in turn (cross-validation).
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import finish
from grounds.model.errors import GroundsError, InputError, UsageError
from grounds.reading.readers import READERS


def arguments(about: str | None, *, fits: bool = False) -> argparse.ArgumentParser:
    """The options that every set has; ``fits``: also those of a set that fits something."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the coded file")
    parser.add_argument("--json", type=Path, help="also write the last line here")
    parser.add_argument("--reader", choices=READERS, default="frames")
    parser.add_argument("--limit", type=int, help="the first rows only")
    parser.add_argument("--misses", action="store_true", help="also print what is wrong")
    if fits:
        parser.add_argument("--fit", type=Path, nargs="+", default=[], help="coded files of the same form to fit on")
    return parser


def run(main: Any) -> None:
    """Run a set's main function; an error that is ours is one line on the way out."""
    try:
        main()
    except GroundsError as error:
        raise SystemExit(f"error: {error}") from error


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file with one a line; only a newline ends a line, for texts may hold other separators."""
    return list(_objects(path, _lines(path)))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({error})", place=str(path), remedy="give a file in UTF-8") from error


def tab_lines(path: Path) -> list[list[str]]:
    """The rows of a file whose columns stand between tabs, without any quoting."""
    return [line.rstrip("\r").split("\t") for line in _lines(path) if line.strip()]


def plain_lines(path: Path) -> list[str]:
    """The lines of a file, empty ones too."""
    return [line.rstrip("\r") for line in _lines(path)]


def _objects(path: Path, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            place = f"{path}:{number}"
            raise InputError(f"holds no JSON ({error})", place=place, remedy="give one object a line") from error
        if not isinstance(found, dict):
            raise InputError("is no JSON object", place=f"{path}:{number}", remedy="give one object a line")
        yield found


def end(result: dict[str, Any], given: argparse.Namespace) -> None:
    """Print the last line, with the reader, commit and data beside the figures."""
    fitted = [path.name for path in getattr(given, "fit", [])]
    finish({**result, "reader": given.reader, "commit": _commit(), "data": given.data.name, "fit": fitted}, given.json)


def _commit() -> str | None:
    """The commit that is measured; null outside of a repository."""
    command = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def require(rows: list[Any], path: Path, what: str) -> None:
    """Raise where a file has nothing to measure on."""
    if not rows:
        raise UsageError(f"{path} has no {what}", remedy="give a file of the form that the module describes")
