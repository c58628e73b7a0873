"""What a report adds, as one HTML page. Needs no script."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from grounds._version import __version__


def render_newness(record: dict[str, Any]) -> str:
    """The page of a record that :meth:`grounds.weighing.newness.Newness.record` gives."""
    environment = Environment(
        loader=PackageLoader("grounds.sharing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = _visible
    css = files("grounds.sharing").joinpath("templates", "report.css").read_text("utf-8")
    return environment.get_template("newness.html").render(found=record, parts=PARTS, version=__version__, css=css)


#: The parts of the page with their headings, in order.
PARTS = {
    "opposed": "Opposed by others",
    "updated": "Updates what was told before",
    "new": "New",
    "known_event": "Told anew of a known event",
    "known": "Known already",
    "one_unnamed_source": "Rests on one unnamed source",
}


def _visible(text: str) -> str:
    """Control characters made visible, so that none acts in the page."""
    return "".join(" " if c.isspace() else c if c.isprintable() else "�" for c in text)
