"""Defaults of a user's own: a file ``grounds.toml`` and environment variables.

What is typed wins, then ``GROUNDS_…`` in the environment, then the file. The file is the one that ``GROUNDS_CONFIG``
names, else ``grounds.toml`` in the current folder, else ``grounds/config.toml`` in the user's configuration folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grounds.model.errors import UsageError

#: Every setting: its type in the file, and what it says.
KEYS: dict[str, tuple[type, str]] = {
    "ledger": (str, "the ledger file"),
    "publisher": (str, "publisher of the documents, where they tell none"),
    "tlp": (str, "Traffic Light Protocol label of the documents"),
    "language": (str, "language of the documents"),
    "workers": (int, "processes that read"),
    "catalogue": (list, "YAML files with actors of your own"),
    "without": (list, "rules of the reader that are switched off"),
    "reader": (str, "what reads: frames, trained or all"),
    "max_size": (int, "largest file to read, in megabytes"),
    "max_seconds": (int, "longest time to take one file apart"),
    "max_memory": (int, "memory that the parsers' process may take, in megabytes"),
    "max_depth": (int, "how deep elements, and messages in messages, may be nested"),
    "max_unpacked": (int, "what an archive may unpack to, in megabytes"),
    "max_ratio": (int, "how many times its packed size a member of an archive may unpack to"),
}
FILE = "grounds.toml"


@dataclass(frozen=True)
class Settings:
    """The settings of a file; ``path`` is null where there is none."""

    path: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    def source(self, name: str) -> str | None:
        """Where a setting comes from; null where it is the built-in one."""
        if os.environ.get(f"GROUNDS_{name.upper()}"):
            return f"GROUNDS_{name.upper()}"
        return str(self.path) if name in self.values else None


def load_settings() -> Settings:
    """The settings of the file that holds. Raises :class:`UsageError` with file and key."""
    path = _path()
    if path is None:
        return Settings()
    import tomllib

    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot be read ({error})", place=str(path), remedy="mend or remove it") from error
    for name, value in values.items():
        _check(name, value, path)
    return Settings(path, values)


def _path() -> Path | None:
    named = os.environ.get("GROUNDS_CONFIG")
    if named:
        if not os.path.isfile(named):
            raise UsageError("there is no such file", place=named, remedy="mend GROUNDS_CONFIG")
        return Path(named)
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    for path in (FILE, os.path.join(home, "grounds", "config.toml")):
        if os.path.isfile(path):
            return Path(path)
    return None


def _check(name: str, value: Any, path: Path) -> None:
    if name not in KEYS:
        known = ", ".join(KEYS)
        raise UsageError(f"{name!r} is no setting", place=str(path), remedy=f"choose among {known}")
    kind = KEYS[name][0]
    right = isinstance(value, kind) and not isinstance(value, bool)
    if kind is list:
        right = right and all(isinstance(v, str) for v in value)
    if kind is int:
        right = right and value > 0
    if not right:
        meant = {str: "a text", int: "a whole number over 0", list: "a list of texts"}[kind]
        raise UsageError(f"{name} is not {meant}", place=str(path), remedy="mend it")
