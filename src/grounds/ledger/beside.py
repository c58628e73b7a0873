"""Files that lie beside a ledger: ``grounds.db`` has the user's own actors in ``grounds.actors.yaml``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def overlay_of(ledger: Path) -> Path:
    """The file of the user's own actors, whether there is one or not."""
    return ledger.with_name(f"{ledger.stem}.actors.yaml")


def catalogues(ledger: Path, given: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The files of actors that hold for a ledger: the one beside it, where there is one, and those given."""
    own = overlay_of(ledger)
    return (own, *(g for g in given if g != own)) if own.exists() else tuple(given)
