"""Measurements. Each module runs as ``python -m benchmarks.NAME`` and ends with one line of JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def finish(result: dict[str, Any], path: Path | None) -> None:
    """Print the line of JSON that every measurement ends with; also into a file where one is named."""
    line = json.dumps(result)
    if path is not None:
        path.write_text(line + "\n", "utf-8")
    print(line)
