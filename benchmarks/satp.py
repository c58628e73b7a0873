"""Incident summaries of South Asia with four labels, told from claims and words.

``python -m benchmarks.satp --data FILE.tsv [--fit FILE.tsv …] [--json OUT] [--misses]``. Each line has a text and four
columns of 0 or 1 (by eye: armed assault, bombing, abduction, other); none may be all 0. Each label is told by a
logistic regression over counts of claims and words, fitted when this runs: on the files of ``--fit``, or on the other
rows of ``--data`` (ten parts in turn). Nothing of it is kept. The likeliest label is always given, others where they
are likelier than not.

With trained models the fitted part also sees what the encoder gives of each text
(:mod:`benchmarks.sentence_vectors`); the models were trained on nothing of this set.

The score is F1, averaged over labels; the baseline gives the commonest label alone to every text. ``claims_alone`` is
the score where the fitted part sees no words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.bootstrap import interval_of
from benchmarks.claim_features import features_of
from benchmarks.command import arguments, end, require, run, tab_lines
from benchmarks.fitting import Example, Vectors, answers_in_turn, chances
from benchmarks.ledger_reading import read_texts
from benchmarks.sentence_vectors import vectors_by
from grounds.model.errors import InputError

LABELS = ("assault", "bombing", "abduction", "other")
_LIKELY = 0.45


@dataclass(frozen=True)
class Summary:
    """One text with its labels."""

    example: Example
    labels: tuple[bool, ...]


def summaries_of(
    paths: Sequence[Path], limit: int | None = None, reader: str = "frames"
) -> tuple[list[Summary], float | None]:
    """Read the texts of files; also documents a second."""
    rows = [(path, line) for path in paths for line in tab_lines(path)][:limit]
    for path, row in rows:
        if len(row) != 1 + len(LABELS) or not set(row[1:]) <= {"0", "1"}:
            raise InputError(
                f"{row!r:.80} is no text with four labels", place=str(path), remedy="put tabs between them"
            )
    readings = read_texts([row[0] for _, row in rows], reader=reader)
    documents = [told.document for told in readings.told]
    vectors = vectors_by(reader, documents)
    out = [
        Summary(Example(told.text, features_of(told.claims), vector), tuple(label == "1" for label in row[1:]))
        for (_, row), told, vector in zip(rows, readings.told, vectors, strict=True)
    ]
    return out, readings.documents_per_second


def labelled(fit: list[Summary], test: list[Summary], *, words: bool = True) -> list[tuple[bool, ...]]:
    """Labels of ``test`` by what is fitted on ``fit``."""
    vectors = Vectors([s.example for s in fit], words=words, claims_weigh=0.2)
    rows = vectors.of([s.example for s in test])
    columns = [chances(vectors, [s.labels[i] for s in fit], rows) for i in range(len(LABELS))]
    return [_chosen([column[n] for column in columns]) for n in range(len(test))]


def _chosen(row: Sequence[float]) -> tuple[bool, ...]:
    return tuple(value >= _LIKELY or value == max(row) for value in row)


def macro_f1(pairs: Sequence[tuple[tuple[bool, ...], tuple[bool, ...]]]) -> float:
    """F1 averaged over labels, of pairs of given and coded labels."""
    return sum(label_f1(pairs, i) for i in range(len(LABELS))) / len(LABELS)


def label_f1(pairs: Sequence[tuple[tuple[bool, ...], tuple[bool, ...]]], label: int) -> float:
    """F1 of one label; none given and none coded is 0."""
    both = sum(given[label] and coded[label] for given, coded in pairs)
    either = sum(given[label] + coded[label] for given, coded in pairs)
    return 2 * both / either if either else 0.0


def main() -> None:
    """Run from the command line."""
    given = arguments(__doc__, fits=True).parse_args()
    texts, speed = summaries_of([given.data], given.limit, given.reader)
    require(texts, given.data, "texts")
    fitted = summaries_of(given.fit, None, given.reader)[0] if given.fit else []

    def paired(answer: Callable[..., Any]) -> list[Any]:
        answers = answers_in_turn(texts, [t.example.text for t in texts], answer, fitted)
        return [(a or (False,) * len(LABELS), t.labels) for a, t in zip(answers, texts, strict=True)]

    bare_texts = [replace(t, example=replace(t.example, vector=None)) for t in (*texts, *fitted)]
    without = dict(zip(map(id, (*texts, *fitted)), bare_texts, strict=True))

    def by_claims(fit: list[Summary], test: list[Summary]) -> list[tuple[bool, ...]]:
        return labelled([without[id(t)] for t in fit], [without[id(t)] for t in test], words=False)

    pairs, bare = paired(labelled), paired(by_claims)
    counts = [sum(t.labels[i] for t in fitted or texts) for i in range(len(LABELS))]
    always = tuple(i == counts.index(max(counts)) for i in range(len(LABELS)))
    for (told, coded), text in zip(pairs, texts, strict=True) if given.misses else ():
        if told != coded:
            print(f"   {_names(told)} for {_names(coded)}: {text.example.text[:200]!r}")
    result = {
        "score": round(macro_f1(pairs), 4),
        "interval": interval_of(pairs, macro_f1),
        "baseline": round(macro_f1([(always, t.labels) for t in texts]), 4),
        "claims_alone": round(macro_f1(bare), 4),
        "texts": len(texts),
        "labels": {name: round(label_f1(pairs, i), 4) for i, name in enumerate(LABELS)},
    }
    for i, (name, value) in enumerate(result["labels"].items()):
        print(f"{name:10} coded {sum(t.labels[i] for t in texts):4}  F1 {value}")
    print(f"macro-F1 {result['score']} {result['interval']}, claims alone {result['claims_alone']}")
    print(f"the commonest label alone {result['baseline']}")
    end({**result, "documents_per_second": speed}, given)


def _names(labels: Sequence[bool]) -> str:
    return "+".join(name for name, held in zip(LABELS, labels, strict=True) if held)


if __name__ == "__main__":
    run(main)
