"""Conflict datasets → event tables: import, releases, comparison of releases, export.

This package knows nothing of claims. A dataset is data: ``datasets/*.yaml`` says which of its columns mean what, in the
names of current and earlier releases, what its codes stand for, whom it may be given to, and what it leaves out by its
own rules. A file goes through in pieces, column by column (Polars), into Parquet; questions are asked by DuckDB and
answered as Arrow. No row is altered: each keeps all its own columns in ``own``, beside the columns of the event row,
which every dataset shares. Rows that cannot be right are listed with line and reason and left out.

The tables lie in a folder beside the ledger (``grounds.db`` → ``grounds.events/``), one folder a release, one Parquet
file an imported file with a JSON file of what it is and where it came from. Files and not tables of the ledger: they
are read by column and by any other tool, a release can be deleted or given away whole, and a backup of what people
decided does not carry gigabytes that can be downloaded again. Sides and countries are linked to the catalogue in a
small table beside them, so that a better catalogue needs no new import.

================================================  ==============================================================
``tables = grounds.event_tables("grounds.db")``   the tables beside a ledger
``tables.add(file, "ucdp-ged")``                  import a file; gives what was added and the rows that are bad
``tables.polars("ucdp-ged", "25.1")``             rows as a frame; also ``arrow``, ``pandas``, ``ibis``
``tables.query("SELECT …", ged="ucdp-ged")``      SQL over releases
``tables.difference("ucdp-ged", "24.1", "25.1")`` rows added, removed, changed
================================================  ==============================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grounds.events.workbench import EventTables

__all__ = ["EventTables"]


def __getattr__(name: str) -> Any:
    """Load the tables when they are first asked for: DuckDB, Arrow and Polars are heavy."""
    if name in __all__:
        from grounds.events import workbench

        return getattr(workbench, name)
    raise AttributeError(f"module 'grounds.events' has no attribute {name!r}")
