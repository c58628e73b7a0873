"""Files that lie beside a ledger: ``grounds.db`` has the user's own actors in ``grounds.actors.yaml``, and those that
its decisions tell of in ``grounds.decided.yaml``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def overlay_of(ledger: Path) -> Path:
    """The file of the user's own actors, whether there is one or not."""
    return ledger.with_name(f"{ledger.stem}.actors.yaml")


def decided_of(ledger: Path) -> Path:
    """The file of actors by decision, whether there is one or not."""
    return ledger.with_name(f"{ledger.stem}.decided.yaml")


def catalogues(ledger: Path, given: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The files of actors that hold for a ledger: those beside it, where there are some, and those given."""
    own = [path for path in (overlay_of(ledger), decided_of(ledger)) if path.exists()]
    return (*own, *(g for g in given if g not in own))
