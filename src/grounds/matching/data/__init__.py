"""The rules of comparing rows, as data: one YAML file a subject, read when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def settings(name: str) -> dict[str, Any]:
    """The content of ``NAME.yaml`` in this folder; it must not be changed."""
    text = files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded
