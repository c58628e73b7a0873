"""``grounds review export`` and ``import``: decisions out of one copy of a ledger, into another."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from grounds.cli.deciding import write_conflicts
from grounds.cli.output import number_of, target
from grounds.ledger import Ledger
from grounds.review import Reviews
from grounds.review.exchange import bring as into
from grounds.review.exchange import parcel_record, parcels, parcels_from


def export(ledger: Path, output: Path | None) -> None:
    """Write all decisions."""
    with Ledger.open(ledger, create=False) as store, target(output, ledger) as file:
        for parcel in parcels(store):
            file.write(json.dumps(parcel_record(parcel), ensure_ascii=False) + "\n")


def bring(source: Path, ledger: Path, format_: str, output: Path | None) -> int:
    """Bring decisions in, say how many, and list new conflicts; gives the exit code."""
    brought = parcels_from(source)
    with Ledger.open(ledger, create=False) as store:
        told = into(Reviews(store), brought)
    print(f"{number_of(len(told.added), 'decision')} came in, {told.known} were known", file=sys.stderr)
    if told.waiting:
        number = number_of(len(told.waiting), "decision")
        print(f"{number} wait for claims that this ledger does not have", file=sys.stderr)
    for document in told.purged_elsewhere:
        print(f"{document} was purged there: `grounds purge {document[:12]}` does so here", file=sys.stderr)
    if told.conflicts or (format_, output) != ("table", None):
        write_conflicts(told.conflicts, ledger, format_, output)
    return 1 if told.conflicts else 0
