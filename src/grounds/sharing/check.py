"""How a report stands to event data, as one HTML page. Needs no script."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from grounds._version import __version__

#: The parts of the page with their headings, in order: the statuses of claims.
PARTS = {
    "disagrees": "The record disagrees",
    "denied": "Denied by the report, and in the record",
    "agrees": "The record agrees",
    "absent": "Not in the record, which takes such events up",
    "none_either": "Denied by the report, and not in the record either",
    "figures": "Claims about many events, and figures that bear on them",
    "out_of_scope": "Not in scope of the record",
    "not_checkable": "Not checkable",
}


def render_check(record: dict[str, Any]) -> str:
    """The page of a record that :meth:`grounds.checking.verdicts.Check.as_record` gives."""
    environment = Environment(
        loader=PackageLoader("grounds.sharing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = _visible
    css = files("grounds.sharing").joinpath("templates", "report.css").read_text("utf-8")
    listed = {name: [c for c in record["claims"] if c["status"] == name] for name in PARTS}
    return environment.get_template("check.html").render(
        found=record, listed=listed, parts=PARTS, version=__version__, css=css
    )


def _visible(text: Any) -> str:
    """Control characters made visible, so that none acts in the page."""
    return "".join(" " if c.isspace() else c if c.isprintable() else "�" for c in str(text))
