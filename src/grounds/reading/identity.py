"""Which reader made a claim: its name, its version with the rules that are switched off, and what it read by.

The version stands in every claim. A run of the ledger keeps the whole identity, with hashes of code, rules, word lists
and catalogue: where it is the same, reading a document again would give the same claims.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from grounds._version import __version__

NAME = "frames"
#: Packages whose code and data decide what is read in a parse; the claim record's own stands beside them.
_DECIDE = ("model", "language", "actors", "places", "resolution", "reading")
_KINDS = (".py", ".yaml")


def reader_version(without: Collection[str] = ()) -> str:
    """The version of the reader as claims tell it: ``0.1.0``, or ``0.1.0 without assault.attack, supports.give``."""
    return f"{__version__} without {', '.join(sorted(without))}" if without else __version__


def identity(without: Collection[str] = (), catalogue: Sequence[Path] = (), reader: str = NAME) -> dict[str, Any]:
    """The whole identity of a reader (``frames``, ``trained``, ``all``); ``catalogue`` are the user's own files of
    actors (null for none). With trained models, the hashes of their files are told."""
    own = hashlib.sha256(b"\0".join(path.read_bytes() for path in catalogue)).hexdigest()[:16] if catalogue else None
    models = {} if reader == NAME else {"models": _models()}
    return {
        "name": reader,
        "version": reader_version(without),
        "without": sorted(without),
        "code": _code(),
        "catalogue": own,
        **models,
    }


def _models() -> dict[str, str]:
    from grounds.reading.trained.encoder import Encoder

    found: dict[str, str] = Encoder().card["sha256"]
    return found


@cache
def _code() -> str:
    """A hash of all code and data that the packages above hold."""
    told = hashlib.sha256()
    for package in _DECIDE:
        for name, file in _files(files("grounds").joinpath(package), package):
            told.update(name.encode() + b"\0" + file.read_bytes())
    return told.hexdigest()[:16]


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, path)
        elif entry.name.endswith(_KINDS):
            yield path, entry
