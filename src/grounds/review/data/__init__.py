"""Rules of review that people may want to change: what makes a claim useful to look at, what a name must meet."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def settings(name: str) -> Any:
    """The rules of a file beside this module, by its name without the ending."""
    return yaml.load(files(__name__).joinpath(f"{name}.yaml").read_text("utf-8"), yaml.CSafeLoader)
