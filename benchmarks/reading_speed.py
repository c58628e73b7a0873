"""Reading end to end against spaCy's default pipeline over the same text, one process each, models loaded before.

``python -m benchmarks.reading_speed [--documents 400] [--data isaf.jsonl] [--json OUT]``. Without data, documents
are made from the samples' sentences in turn. Bound: 1.0 times. Also the cost as documents grow (exponent) and peak
memory.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import tempfile
import time
from importlib import import_module
from pathlib import Path

import grounds
from grounds.documents import ReadOptions, read_bytes, read_file
from grounds.language.pipeline import MODEL
from grounds.model.document import Document
from grounds.samples import sample_paths


def texts(data: Path | None, number: int) -> list[str]:
    """So many texts of about a hundred words."""
    if data is not None:
        own = [json.loads(line)["text"] for line in data.read_text("utf-8").split("\n") if line.strip()]
    else:
        passages = [p for path in sample_paths() for p in read_file(path).reading.text.split("\n\n") if len(p) > 150]
        own = [f"{a} {b}" for a in passages for b in passages if a != b]
    return [f"{own[i % len(own)]} (No. {i})" for i in range(number)]


def opened(listed: list[str]) -> list[Document]:
    """The texts as documents."""
    return [read_bytes(t.encode(), name="a.txt", options=ReadOptions(date="2012-06-01", language="en")) for t in listed]


def seconds_of_spacy(listed: list[str]) -> float:
    """spaCy's default pipeline, entity recogniser and all."""
    nlp = import_module(MODEL).load()
    list(nlp.pipe(listed[:20]))
    start = time.perf_counter()
    for _ in nlp.pipe(listed):
        pass
    return time.perf_counter() - start


def seconds_of_grounds(listed: list[str]) -> tuple[float, int]:
    """From documents to a ledger on disk; and the number of claims."""
    with tempfile.TemporaryDirectory() as folder, grounds.open(Path(folder) / "g.db") as bench:
        bench.read_documents(opened(listed[:20]), 20)
        documents = opened([f"{t}." for t in listed])
        start = time.perf_counter()
        summary = bench.read_documents(documents, len(documents))
        return time.perf_counter() - start, summary.claims


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    listed = texts(given.data, given.documents)
    quarter = max(given.documents // 4, 20)
    small, _ = seconds_of_grounds(listed[:quarter])
    ours, claims = seconds_of_grounds(listed)
    theirs = seconds_of_spacy(listed)
    exponent = math.log(ours / small) / math.log(len(listed) / quarter)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {
        "documents": len(listed),
        "claims": claims,
        "documents_per_second": round(len(listed) / ours, 1),
        "ratio_to_spacy": round(ours / theirs, 2),
        "exponent": round(exponent, 2),
        "peak_mb": round(memory),
        "score": round(theirs / ours, 2),
    }
    print(f"{len(listed)} documents: grounds {ours:.1f} s, spaCy {theirs:.1f} s, ratio {ours / theirs:.2f} (bound 1.0)")
    print(f"growth {exponent:.2f} (bound 1.05); {memory:.0f} MB")
    line = json.dumps(result)
    if given.json:
        given.json.write_text(line + "\n", "utf-8")
    print(line)


if __name__ == "__main__":
    main()
