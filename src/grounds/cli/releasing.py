"""What somebody else may see, from the command line: a clearance, and what it held back."""

from __future__ import annotations

import sys

from grounds.ledger import Ledger
from grounds.ledger.clearance import Clearance
from grounds.ledger.released import Released


def released(store: Ledger, clearance: str | None) -> Released | None:
    """What of a ledger a clearance allows; null for the owner, who sees all."""
    return None if clearance is None else Released(store, Clearance(tlp=clearance))


def tell_withheld(seen: Released | None) -> None:
    """Say on standard error what was held back, by reason."""
    if seen is None:
        return
    for held, number in sorted(seen.withheld.items(), key=lambda item: (-item[1], item[0].reason)):
        print(f"held back {number}: {held.reason} ({held.rule})", file=sys.stderr)
