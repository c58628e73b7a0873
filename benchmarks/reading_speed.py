"""Reading end to end: against spaCy, as documents grow, and with a second process.

``python -m benchmarks.reading_speed [--files [ENDING …]] [--documents 400] [--data isaf.jsonl] [--growth 400 1600 6400]
[--workers 2] [--repeats 3] [--json OUT]``. Without data, documents are made from the samples' sentences in turn. Every
figure is of a process of its own, models loaded before the clock starts; memory is told on Linux only:

- the time from texts to a ledger on disk (with ``--files``: from files in a folder, a quarter each of text, pages,
  DOCX and messages, or of the endings that are named, their parsers in a process of their own), against
  spaCy's default pipeline over the same texts (bound: 1.0 times); ``processor_ratio`` is the same in seconds of a
  processor, which other work on the machine disturbs less;
- with ``--growth``, the exponent of that time over the numbers of documents (bound: 1.05), and peak memory at each;
- with ``--workers``, how many times more documents a second that many processes read than one, against spaCy's own gain
  from ``n_process`` (bound: 0.95 of it). Rates are of the last three quarters of the documents, when all processes are
  at work; the whole time, with the start of the workers, is told too.
"""

from __future__ import annotations

import argparse
import html
import json
import math
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import docx

import grounds
from benchmarks import finish
from grounds.documents import ReadOptions, isolation, read_bytes, read_file
from grounds.language.pipeline import MODEL
from grounds.model.document import Document
from grounds.samples import sample_paths

#: Documents that spaCy hands to a process at a time; its own default, 1,000, would leave one of two idle at the end.
_BATCH = 64
#: The endings of the files that are read, in turn.
ENDINGS = (".txt", ".html", ".docx", ".eml")


@dataclass
class Run:
    """One process's figures: seconds in all and of the last three quarters, seconds of a processor (those of the
    parsers' process, with its start, among them), peak memory of it and of its children."""

    documents: int
    seconds: float
    seconds_at_work: float
    processor: float = 0.0
    claims: int = 0
    peak_mb: int = 0
    worker_peak_mb: int = 0

    @property
    def rate(self) -> float:
        """Documents a second when all processes are at work."""
        return (self.documents - self.documents // 4) / self.seconds_at_work


def texts(data: Path | None, number: int) -> list[str]:
    """So many texts of about a hundred words."""
    if data is not None:
        own = [json.loads(line)["text"] for line in data.read_text("utf-8").split("\n") if line.strip()]
    else:
        passages = [p for path in sample_paths() for p in read_file(path).reading.text.split("\n\n") if len(p) > 150]
        own = [f"{a} {b}" for a in passages for b in passages if a != b]
    return [f"{own[i % len(own)]} (No. {i})" for i in range(number)]


def opened(listed: Iterable[str]) -> Iterator[Document]:
    """The texts as documents, one at a time."""
    options = ReadOptions(date="2012-06-01", language="en")
    return (read_bytes(text.encode(), name="a.txt", options=options) for text in listed)


class _Clock:
    """Notes when the first quarter is done, and the workers' peak memory when nearly all is."""

    def __init__(self, documents: int) -> None:
        self._documents = documents
        self._start = self._quarter = time.perf_counter()
        self._processor = processor_seconds()
        self._done = 0
        self._worker_peak = 0

    def step(self, *_: object) -> None:
        self._done += 1
        if self._done == self._documents // 4:
            self._quarter = time.perf_counter()
        if self._done == self._documents - _BATCH // 2:
            self._worker_peak = max((peak_mb(w.pid or 0) for w in multiprocessing.active_children()), default=0)

    def run(self) -> Run:
        end = time.perf_counter()
        isolation.stop()  # a process that has ended has told what it took
        spent = processor_seconds() - self._processor
        return Run(self._documents, end - self._start, end - self._quarter, spent, worker_peak_mb=self._worker_peak)


def processor_seconds() -> float:
    """Seconds of a processor that this process and those of its children that have ended have taken."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def run_spacy(listed: list[str], processes: int) -> Run:
    """spaCy's default pipeline, entity recogniser and all."""
    nlp = import_module(MODEL).load()
    list(nlp.pipe(listed[:20]))
    clock = _Clock(len(listed))
    for _ in nlp.pipe(listed, n_process=processes, batch_size=_BATCH):
        clock.step()
    return clock.run()


def run_grounds(listed: list[str], processes: int, *, endings: Sequence[str] = ()) -> Run:
    """From texts, or files of them, to a ledger on disk."""
    with tempfile.TemporaryDirectory() as folder, grounds.open(Path(folder) / "g.db") as bench:
        bench.read_documents(opened(f"{text}." for text in listed[:20]), 20)
        options = ReadOptions(date="2012-06-01", language="en")
        if endings:
            write_files(listed, Path(folder) / "files", endings)
        clock = _Clock(len(listed))
        given: dict[str, Any] = {"workers": processes, "on_progress": clock.step}
        if endings:
            summary = bench.read(Path(folder) / "files", options=options, **given)
        else:
            summary = bench.read_documents(opened(listed), len(listed), **given)
        run = clock.run()
    run.claims = summary.claims
    return run


def write_files(listed: Sequence[str], folder: Path, endings: Sequence[str] = ENDINGS) -> None:
    """The texts as files, of each ending in turn."""
    folder.mkdir()
    for number, text in enumerate(listed):
        suffix = endings[number % len(endings)]
        path = folder / f"{number:06}{suffix}"
        if suffix == ".docx":
            made = docx.Document()
            made.add_paragraph("".join(c if c.isprintable() else " " for c in text))
            made.save(str(path))
        elif suffix == ".html":
            page = (
                f"<html><body><nav><a href=x>Home</a></nav><article><p>{html.escape(text)}</p></article></body></html>"
            )
            path.write_text(page, "utf-8")
        else:
            head = "Subject: Report\nContent-Type: text/plain; charset=utf-8\n\n" if suffix == ".eml" else ""
            path.write_text(head + text, "utf-8")


def in_a_process(
    who: str, documents: int, data: Path | None, processes: int = 1, *, endings: Sequence[str] = ()
) -> Run:
    """The figures of a fresh process."""
    command = [sys.executable, "-m", "benchmarks.reading_speed", "--only", who, "--documents", str(documents)]
    command += [
        "--workers",
        str(processes),
        *(["--data", str(data)] if data else []),
        *(["--files", *endings] if endings else []),
    ]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    run = Run(**json.loads(done.stdout.splitlines()[-1]))
    print(
        f"{who}, {processes} process(es), {documents} documents: {run.seconds:.1f} s, {run.peak_mb} MB", file=sys.stderr
    )
    return run


def against_spacy(documents: int, data: Path | None, repeats: int, *, endings: Sequence[str] = ()) -> dict[str, Any]:
    """Time against spaCy's, one process each; the best of several runs in turn."""
    runs = [
        (in_a_process("grounds", documents, data, endings=endings), in_a_process("spacy", documents, data))
        for _ in range(repeats)
    ]
    ours, theirs = (min(column, key=lambda r: r.seconds) for column in zip(*runs, strict=True))
    least = [min(run.processor for run in column) for column in zip(*runs, strict=True)]
    return {
        "documents": documents,
        "claims": ours.claims,
        "documents_per_second": round(documents / ours.seconds, 1),
        "ratio_to_spacy": round(ours.seconds / theirs.seconds, 2),
        "processor_ratio": round(least[0] / least[1], 2),
        "peak_mb": ours.peak_mb,
        "score": round(theirs.seconds / ours.seconds, 2),
    }


def growth(numbers: list[int], data: Path | None, *, endings: Sequence[str] = ()) -> dict[str, Any]:
    """The exponent of time over documents (least squares of the logarithms), and peak memory."""
    runs = [in_a_process("grounds", n, data, endings=endings) for n in numbers]
    xs, ys = [math.log(r.documents) for r in runs], [math.log(r.seconds) for r in runs]
    middle, level = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((x - middle) * (y - level) for x, y in zip(xs, ys, strict=True)) / sum((x - middle) ** 2 for x in xs)
    return {
        "numbers": numbers,
        "seconds": [round(r.seconds, 1) for r in runs],
        "exponent": round(slope, 3),
        "peak_mb": [r.peak_mb for r in runs],
    }


def gain(processes: int, documents: int, data: Path | None, repeats: int) -> dict[str, Any]:
    """What more processes gain, ours and spaCy's: the best of several runs in turn, as other work disturbs them."""
    asked = [(who, n) for who in ("grounds", "spacy") for n in (1, processes)]
    runs = [[in_a_process(who, documents, data, n) for who, n in asked] for _ in range(repeats)]
    best = [max(column, key=lambda r: r.rate) for column in zip(*runs, strict=True)]
    ours, theirs = best[:2], best[2:]
    own, peer = ours[1].rate / ours[0].rate, theirs[1].rate / theirs[0].rate
    return {
        "documents": documents,
        "workers": processes,
        "gain": round(own, 2),
        "gain_of_spacy": round(peer, 2),
        "ratio": round(own / peer, 2),
        "rates": [round(r.rate, 1) for r in best],
        "gain_with_start": round(ours[0].seconds / ours[1].seconds, 2),
        "peak_mb": ours[1].peak_mb,
        "worker_peak_mb": ours[1].worker_peak_mb,
    }


def peak_mb(process: int | str = "self") -> int:
    """Peak resident memory of a process; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found.group(1)) // 1024 if found else 0


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--files", nargs="*", choices=ENDINGS, help="read from files in a folder, not from memory")
    parser.add_argument("--growth", type=int, nargs="+")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", choices=("grounds", "spacy"), help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    endings = () if given.files is None else given.files or ENDINGS
    if given.only:
        listed = texts(given.data, given.documents)
        if given.only == "grounds":
            run = run_grounds(listed, given.workers, endings=endings)
        else:
            run = run_spacy(listed, given.workers)
        run.peak_mb = peak_mb()
        print(json.dumps(asdict(run)))
        return
    result = against_spacy(given.documents, given.data, given.repeats, endings=endings)
    if given.growth:
        result["growth"] = growth(given.growth, given.data, endings=endings)
    if given.workers > 1:
        result["gain"] = gain(given.workers, given.documents, given.data, given.repeats)
    finish(result, given.json)


if __name__ == "__main__":
    main()
