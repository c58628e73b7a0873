"""HTML pages from the templates of this package: one style sheet, everything escaped, nothing that acts."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from grounds._version import __version__


def page(template: str, **values: Any) -> str:
    """The page of a template; what it names and is not given is an error. Functions may be among the values."""
    environment = Environment(
        loader=PackageLoader("grounds.sharing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    environment.globals.update({name: value for name, value in values.items() if callable(value)})
    css = files("grounds.sharing").joinpath("templates", "report.css").read_text("utf-8")
    return environment.get_template(template).render(version=__version__, css=css, **values)


def visible(text: Any) -> str:
    """Control characters made visible, so that none acts in the page."""
    return "".join(" " if c.isspace() else c if c.isprintable() else "�" for c in str(text))
