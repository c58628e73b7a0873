"""Grounds reads reports and event data into a ledger of claims, each with the exact words it rests on.

>>> import grounds
>>> bench = grounds.open("grounds.db")      # doctest: +SKIP
>>> bench.read("reports/")                  # doctest: +SKIP
>>> bench.claims(actor="al-Shabaab")        # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grounds._version import __version__

if TYPE_CHECKING:
    from grounds.api import Workbench, event_tables, open, resolve
    from grounds.model.errors import GroundsError

__all__ = ["GroundsError", "Workbench", "__version__", "event_tables", "open", "resolve"]


def __getattr__(name: str) -> Any:
    """Load the workbench when it is first asked for: ``import grounds`` itself stays quick."""
    if name in {"open", "resolve", "event_tables", "Workbench"}:
        from grounds import api

        return getattr(api, name)
    if name == "GroundsError":
        from grounds.model.errors import GroundsError

        return GroundsError
    raise AttributeError(f"module 'grounds' has no attribute {name!r}")
