"""Mapping files: from claims to a set's own codes, one YAML file a set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "data" / "mappings"


def load_mapping(name: str) -> dict[str, Any]:
    """The mapping of a set by its module's name."""
    found = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    assert isinstance(found, dict), name
    return found
