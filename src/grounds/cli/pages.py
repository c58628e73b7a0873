"""What the commands share that tell of one report on a page: its forms, and what may be given as a report."""

from __future__ import annotations

import json
from typing import Any

from grounds.documents import is_url
from grounds.model.errors import UsageError

FORMS = ("table", "json", "html")


def check_page(report: str, form: str) -> None:
    """Raise :class:`UsageError` where the form is none of a page, or the report is no file."""
    if form not in FORMS:
        raise UsageError(f"{form!r} is no form of this page", remedy=f"choose one of {', '.join(FORMS)}")
    if is_url(report):
        raise UsageError("an address is no file", remedy="`grounds read ADDRESS` first, or keep it as a file")


def page_json(record: dict[str, Any]) -> str:
    """The page's record as JSON; marks that steer a terminal are escaped."""
    return json.dumps(record, ensure_ascii=True, indent=1) + "\n"
