"""DuckDB, set up so that it keeps within a bound of memory and touches nothing but the files it is told."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

#: What a question may hold in memory; more is put aside in files.
MEMORY = "1GB"


@contextmanager
def connected() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection without a database of its own."""
    with tempfile.TemporaryDirectory(prefix="grounds-") as aside, engine(Path(aside)) as found:
        yield found


def engine(aside: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A connection that the caller closes; ``aside`` is where it may put what memory does not hold."""
    memory = os.environ.get("GROUNDS_EVENTS_MEMORY") or MEMORY
    settings = {"memory_limit": memory, "autoinstall_known_extensions": "false"}
    found = duckdb.connect(config={**settings, "temp_directory": str(aside) if aside else ""})
    found.execute("SET TimeZone = 'UTC'")
    return found


def quoted(text: str, mark: str = '"') -> str:
    """A name (``"``) or a text (``'``) as SQL writes it."""
    return f"{mark}{text.replace(mark, mark * 2)}{mark}"


def parquet(paths: Sequence[Path]) -> str:
    """Parquet files as a table."""
    listed = ", ".join(quoted(str(path), mark="'") for path in paths)
    return f"read_parquet([{listed}], union_by_name = true)"
