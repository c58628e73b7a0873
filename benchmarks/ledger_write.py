"""Writing claims against bare ``executemany`` of the same rows into the same schema, indexes and full text.

``python -m benchmarks.ledger_write [--documents 1000] [--repeats 5] [--json OUT]``. The best of several runs in turn,
as other work on the machine disturbs them. Bound: 2 times.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks import finish
from grounds.documents import ReadOptions, read_bytes, read_file
from grounds.ledger import Ledger, Run, rows
from grounds.model.claim import Claim, make_claim
from grounds.model.document import Document
from grounds.pipeline import Pipeline
from grounds.samples import sample_paths


def made(number: int) -> list[tuple[Document, list[Claim]]]:
    """So many documents, each with the claims of a sample under its own id."""
    read = [(d, r.claims) for d, r in Pipeline().run(read_file(p) for p in sample_paths())]
    out = []
    for i in range(number):
        document, claims = read[i % len(read)]
        copy = read_bytes(f"{document.text} {i}".encode(), name="a.txt", options=ReadOptions(language="en"))
        out.append((copy, [make_claim(replace(c, quote=replace(c.quote, document=copy.id))) for c in claims]))
    return out


def by_ledger(path: Path, items: list[tuple[Document, list[Claim]]]) -> float:
    """Seconds through the product."""
    with Ledger.open(path) as ledger:
        start = time.perf_counter()
        with ledger.writer() as writer:
            for document, claims in items:
                writer.add(document, claims, [])
        return time.perf_counter() - start


def by_hand(path: Path, items: list[tuple[Document, list[Claim]]]) -> float:
    """Seconds of sqlite3 alone; rows are made before the clock starts."""
    Ledger.open(path).close()
    names = ("documents", "runs", "readings", "claims", "given", "parties", "search")
    tables: dict[str, list[dict[str, object]]] = {name: [] for name in names}
    tables["runs"].append(Run().row(1))
    rowid = 0
    for sequence, (document, claims) in enumerate(items, start=1):
        tables["documents"].append(rows.document_row(document, sequence, "2024-01-01T00:00:00Z"))
        reading = {"number": sequence, "run": 1, "document": document.id, "facts": None, "at": "2024-01-01T00:00:00Z"}
        tables["readings"].append(reading)
        for claim in claims:
            rowid += 1
            tables["given"].append({"reading": sequence, "claim": rowid})
            tables["claims"].append(rows.claim_row(claim, rowid))
            tables["parties"].extend(rows.party_rows(claim, rowid))
            tables["search"].append(rows.search_row(claim, rowid))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    start = time.perf_counter()
    with connection:
        for name, listed in tables.items():
            columns = list(listed[0])
            quoted = ", ".join(f'"{c}"' for c in columns)
            connection.executemany(
                f"INSERT INTO {name} ({quoted}) VALUES ({', '.join(':' + c for c in columns)})", listed
            )
    seconds = time.perf_counter() - start
    connection.close()
    return seconds


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    items = made(given.documents)
    runs = []
    for _ in range(given.repeats):
        with tempfile.TemporaryDirectory() as folder:
            runs.append((by_ledger(Path(folder) / "a.db", items), by_hand(Path(folder) / "b.db", items)))
    ours, bare = map(min, zip(*runs, strict=True))
    number = sum(len(c) for _, c in items)
    print(f"{number} claims: ledger {ours:.2f} s, executemany {bare:.2f} s, ratio {ours / bare:.2f} (bound 2)")
    finish(
        {
            "claims": number,
            "ratio": round(ours / bare, 2),
            "claims_per_second": round(number / ours),
            "score": round(2 * bare / ours, 2),
        },
        given.json,
    )


if __name__ == "__main__":
    main()
