"""Coded reports: how far our claims agree with a careful reader's complete coding.

``python -m benchmarks.reports --data FOLDER_OR_FILES [--only NAME …] [--json OUT] [--misses]``. Each report is
``X.txt`` with its coded claims ``X.jsonl`` beside it.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from benchmarks import finish
from benchmarks.command import READERS, run
from benchmarks.ledger_reading import read_documents
from grounds.documents import read_file
from grounds.evaluation import Evaluation, NearMiss, evaluate, load_gold, near_misses
from grounds.explaining import Nearly
from grounds.pipeline import Pipeline
from grounds.reading.lexicon import load_lexicon


def find_reports(paths: list[Path], only: list[str]) -> list[Path]:
    """The texts that have coded claims beside them; only those named, where names are given."""
    texts = [t for p in paths for t in (sorted(p.glob("*.txt")) if p.is_dir() else [p])]
    return [t for t in texts if (not only or t.stem in only) and t.with_suffix(".jsonl").exists()]


def measure(reports: list[Path], reader: str = "frames") -> tuple[Evaluation, float | None]:
    """Read all reports into a ledger; gives the comparison and documents a second (models loaded before)."""
    readings = read_documents([read_file(path) for path in reports], reader=reader)
    rows = [
        (path.stem, list(told.claims), load_gold(path.with_suffix(".jsonl")))
        for path, told in zip(reports, readings.told, strict=True)
    ]
    return evaluate(rows), readings.documents_per_second


def show(evaluation: Evaluation) -> None:
    """A table for people."""
    names = [
        "ours",
        "gold",
        "matched",
        "precision",
        "recall",
        "f1",
        "predicate",
        "factuality",
        "polarity",
        "attributed",
    ]
    print(f"{'':14}" + "".join(f"{n:>11}" for n in names))
    for one in evaluation.documents:
        figures = Evaluation((one,)).figures()
        print(f"{one.document:14}" + "".join(f"{figures[n]!s:>11}" for n in names))
    figures = evaluation.figures()
    print(f"{'all':14}" + "".join(f"{figures[n]!s:>11}" for n in names))
    for key in ("kind", "predicate"):
        print()
        for name, row in evaluation.by(key).items():
            counts = f"ours {row['ours']:4} coded {row['gold']:4}"
            print(f"{name:22} {counts} precision {row['precision']!s:6} recall {row['recall']!s:6}")


def show_rules(evaluation: Evaluation, rules: int) -> None:
    """How many rules gave a claim, and the precision of each, those with most wrong claims first."""
    fired = evaluation.by_rule()
    print(f"\n{len(fired)} of {rules} rules gave a claim; precision by rule, the most wrong first")
    for name, row in fired.items():
        print(f"{name:30} ours {row['ours']:4} right {row['right']:4} precision {row['precision']!s:6}")


def show_misses(evaluation: Evaluation, reports: list[Path], pipeline: Pipeline) -> None:
    """Misses with the rules that nearly read them, extra claims and wrong fields, sentence by sentence."""
    near = {}
    for compared, path in zip(evaluation.documents, reports, strict=True):
        missed = near_misses(compared)
        nearly = pipeline.nearly(read_file(path), [compared.gold[one.place] for one in missed])
        near |= {(compared.document, one.place): (one, rules) for one, rules in zip(missed, nearly, strict=True)}
    for row in evaluation.sentences():
        print(f"\n[{row['document']}] {row['sentence']}")
        told = [near[row["document"], place] for place in row["missed_at"]]
        for kind, sign in (("missed", "-"), ("extra", "+")):
            for claim in row[kind]:
                sides = [" + ".join(p["name"] for p in claim[s]) for s in ("subjects", "objects")]
                held = f"({claim['factuality']}, {claim['polarity']}) {claim.get('reader', {}).get('rule', '')}"
                print(f"  {sign} {claim['predicate']}: {sides[0]} -> {sides[1]} {held}")
                if kind == "missed":
                    show_near(*told.pop(0))
        for wrong in row["wrong"]:
            print(f"  ~ {wrong['predicate']}: {wrong['fields']}")


def show_near(miss: NearMiss, nearly: list[Nearly]) -> None:
    """The nearest claim of a miss with the fields that differ, and the first rules that nearly fired."""
    if miss.nearest is not None:
        print(f"      near: {miss.nearest['predicate']}, differs in {', '.join(miss.differs) or 'nothing'}")
    for one in nearly[:3]:
        print(f"      nearly: {one.rule} at {one.word!r}: {one.why}")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--reader", choices=READERS, default="frames")
    given = parser.parse_args()
    reports = find_reports(given.data, given.only)
    evaluation, speed = measure(reports, given.reader)
    show(evaluation)
    rules = len(load_lexicon().rules)
    show_rules(evaluation, rules)
    if given.misses:
        show_misses(evaluation, reports, Pipeline())
    figures = evaluation.figures()
    result: dict[str, Any] = {
        "score": figures["f1"],
        "interval": evaluation.interval(),
        "baseline": None,
        "documents_per_second": speed,
        "reader": given.reader,
        "rules": rules,
        "rules_fired": len(evaluation.by_rule()),
        "precision_by_predicate": {name: row["precision"] for name, row in evaluation.by("predicate").items()},
        **figures,
    }
    finish(result, given.json)


if __name__ == "__main__":
    run(main)
