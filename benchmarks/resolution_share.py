"""What resolution (names, places, parties, anaphora) takes of reading a text into a ledger.

``python -m benchmarks.resolution_share [--data isaf.jsonl] [--documents 150] [--repeats 3] [--json OUT]``. Without
data, documents are made from the samples' sentences in turn. Each run is a process of its own: models loaded and
twenty other documents read before the clock starts, then CPU time from texts to a ledger on disk, and of it that of
``Resolver.resolve``, countries that are read when first asked about included. Told is the run with the middle share
(bound: 0.10).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

import grounds
from benchmarks import finish
from benchmarks.reading_speed import opened, texts
from grounds.language.pipeline import Parsed
from grounds.resolution.resolved import Resolved
from grounds.resolution.resolver import Resolver

_BOUND = 0.10
_WARM = 20


@dataclass
class Run:
    """CPU seconds of one process: of the whole reading, and of resolution in it."""

    documents: int
    claims: int
    seconds: float
    resolution: float

    @property
    def share(self) -> float:
        """The part of the whole that resolution takes."""
        return self.resolution / self.seconds


def measured(listed: list[str], warm: list[str]) -> Run:
    """One run in this process."""
    spent = 0.0
    resolve = Resolver.resolve

    def timed(self: Resolver, parsed: Parsed) -> Resolved:
        nonlocal spent
        begun = process_time()
        try:
            return resolve(self, parsed)
        finally:
            spent += process_time() - begun

    with tempfile.TemporaryDirectory() as folder, grounds.open(Path(folder) / "g.db") as bench:
        bench.read_documents(opened(warm), len(warm))
        with patch.object(Resolver, "resolve", timed):
            begun = process_time()
            summary = bench.read_documents(opened(listed), len(listed))
            seconds = process_time() - begun
    return Run(len(listed), summary.claims, seconds, spent)


def in_a_process(documents: int, data: Path | None) -> Run:
    """The figures of a fresh process."""
    command = [sys.executable, "-m", "benchmarks.resolution_share", "--only", "--documents", str(documents)]
    done = subprocess.run(
        [*command, *(["--data", str(data)] if data else [])], check=True, stdout=subprocess.PIPE, text=True
    )
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=150)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    if given.only:
        listed = texts(given.data, given.documents + _WARM)
        print(json.dumps(asdict(measured(listed[: given.documents], listed[given.documents :]))))
        return
    runs = sorted((in_a_process(given.documents, given.data) for _ in range(given.repeats)), key=lambda r: r.share)
    middle = runs[len(runs) // 2]
    print(
        f"{middle.documents} documents, {middle.claims} claims: resolution {middle.resolution:.2f} s of "
        f"{middle.seconds:.2f} s CPU, share {middle.share:.3f} (bound {_BOUND})"
    )
    result: dict[str, Any] = {
        **{name: round(value, 3) for name, value in asdict(middle).items()},
        "share": round(middle.share, 3),
        "shares": [round(run.share, 3) for run in runs],
        "score": round(_BOUND / middle.share, 2),
    }
    finish(result, given.json)


if __name__ == "__main__":
    main()
