"""Lay the catalogue's files out in one way: ``python tools/format_actors.py``.

An entry is a flow mapping, filled up to 120 columns, with its keys in one order; comments between entries stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[1] / "src" / "grounds" / "actors" / "data" / "actors"
_ORDER = ("id", "name", "kind", "country", "countries", "role", "active_from", "active_to", "parent", "aliases")
_LAST = ("lineage", "designations", "external", "sources", "note")
_WIDTH = 120


def laid_out(text: str) -> str:
    """The text of a file in the one layout."""
    lines: list[str] = []
    entry: list[str] = []
    for line in [*text.splitlines(), "# end"]:
        if not line.startswith(" ") and entry:
            lines += _entry(yaml.load("\n".join(entry), yaml.CSafeLoader)[0])
            entry = []
        if line.startswith("#"):
            lines.append(line)
        else:
            entry.append(line)
    return "\n".join(lines[:-1]) + "\n"


def _entry(values: dict[str, Any]) -> list[str]:
    pieces = [p for key in (*_ORDER, *_LAST) if key in values for p in _pieces(key, values[key])]
    assert not set(values) - {*_ORDER, *_LAST}, values["id"]
    pieces[-1] = pieces[-1].removesuffix(",") + "}"
    lines, line = [], "- {" + pieces[0]
    for piece in pieces[1:]:
        if len(line) + 1 + len(piece) <= _WIDTH:
            line += " " + piece
        else:
            lines.append(line)
            line = "   " + piece
    return [*lines, line]


def _pieces(key: str, value: Any) -> Iterator[str]:
    """A field in pieces between which a line may end."""
    if not isinstance(value, list):
        yield f"{key}: {_written(value)},"
        return
    written = [_written(v) for v in value] or [""]
    for number, item in enumerate(written):
        start = f"{key}: [" if number == 0 else ""
        yield start + item + ("]," if number == len(written) - 1 else ",")


def _written(value: Any) -> str:
    text = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000)
    return text.strip()[1:-1]


def main() -> None:
    """Rewrite all files."""
    for path in sorted(FOLDER.glob("*.yaml")):
        path.write_text(laid_out(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
