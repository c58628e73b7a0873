"""How long the command takes to answer, against ``python -c pass``.

``python -m benchmarks.startup [--runs 9] [--json OUT]``. Bounds: ``--help`` 12 times, ``claims`` on a small ledger
30 times.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import grounds
from benchmarks import finish
from grounds.samples import sample_paths


def median_seconds(command: list[str], runs: int) -> float:
    """The median wall time of a command, the first run left out."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    command = str(Path(sys.executable).with_name("grounds"))
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "g.db"
        with grounds.open(ledger) as bench:
            bench.read(sample_paths())
        bare = median_seconds([sys.executable, "-c", "pass"], given.runs)
        aid = median_seconds([command, "--help"], given.runs)
        claims = median_seconds([command, "claims", "-l", str(ledger), "-f", "jsonl"], given.runs)
    result = {
        "bare_ms": round(bare * 1000, 1),
        "help_ratio": round(aid / bare, 1),
        "claims_ratio": round(claims / bare, 1),
        "score": round(12 * bare / aid, 2),
    }
    ratios = f"--help {aid / bare:.1f} times (bound 12); claims {claims / bare:.1f} times (bound 30)"
    print(f"python -c pass {bare * 1000:.0f} ms; {ratios}")
    finish(result, given.json)


if __name__ == "__main__":
    main()
