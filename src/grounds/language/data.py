"""The data files of a language (``en/*.yaml``)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from grounds.model.errors import LexiconError


@cache
def load_data(name: str) -> dict[str, Any]:
    """Read ``en/NAME`` once; raise :class:`LexiconError` where it is no mapping."""
    text = files("grounds.language").joinpath("en", name).read_text("utf-8")
    raw = yaml.load(text, yaml.CSafeLoader)
    if not isinstance(raw, dict):
        raise LexiconError("the file is not a mapping", place=f"language/en/{name}", remedy="restore it")
    return raw
