"""Relations between entities in reports on Syria and Iraq; the entities are not given but found.

``python -m benchmarks.re3d_relations --data FILE.jsonl [--fit FILE.jsonl …] [--json OUT]``. Each line is a document
with ``text``, ``entities`` and ``relations`` by offsets; ``unlabelled`` stretches are neither learnt from nor scored.

Mentions are the ledger's: by the rules alone those of claims, and those of a tagger (:mod:`benchmarks.spans`); with
trained models those that the models saw. (Their training text shares sentences with this set's documents, whose
relations they never saw.) The type of each pair within a sentence is told by a linear classifier over the claims on the
pair and words, with trained models also over what the encoder gives of both mentions and of what stands between; what
the mapping file makes of claims stands beside it. Tagger and classifier are fitted when this runs: on the documents of
``--fit``, or on the other documents of ``--data`` (ten parts in turn).

A relation is right where its type is and each side overlaps the coded one by half of the shorter or more; for types
with two like sides either order will do. The score is F1. The baselines take the same mentions: *majority* gives every
pair of a sentence the commonest type, *distance* the commonest type of its kinds of mentions to each nearest pair.
``claims_alone`` is the score of what claims tell by the mapping file.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval_of
from benchmarks.command import arguments, end, json_lines, require, run
from benchmarks.fitting import Example, Vectors, answers_in_turn, predict
from benchmarks.ledger_reading import Record, Told, read_texts
from benchmarks.mappings import load_mapping
from benchmarks.pairs import Pair, Relation, claim_relations, overlaps, pairs_of, sentences_of
from benchmarks.re3d_entities import mentioned
from benchmarks.sentence_vectors import WordRows, word_rows
from benchmarks.spans import Sentence, Span, Tagger, claim_spans, words_of
from benchmarks.word_classes import word_classes

_NONE = "none"
#: Pairs without a relation are by far the most: that code must lead by so much to be given.
_SPARED = 0.8
#: How closely the classifier follows the coded pairs (the tagger's mentions are not those that it is fitted on).
_STRENGTH = 0.04


@dataclass(frozen=True)
class Report:
    """One document: its coded row, what was read, its sentences as the tagger sees them."""

    row: Record
    told: Told
    sentences: tuple[Sentence, ...]
    bounds: tuple[tuple[int, int], ...]
    mapping: Record
    mentioned: tuple[Span, ...] | None = None
    rows: WordRows | None = None

    @cached_property
    def coded(self) -> list[Relation]:
        """The coded relations, each once; those of two like sides in the order of the text."""
        rows = self.row.get("relations") or []
        found = [((r["sourceBegin"], r["sourceEnd"]), (r["targetBegin"], r["targetEnd"]), r["type"]) for r in rows]
        return self.once(found)

    @cached_property
    def entities(self) -> list[Span]:
        """The coded mentions."""
        return [(e["begin"], e["end"], e["type"]) for e in self.row.get("entities") or []]

    def once(self, relations: Sequence[Relation]) -> list[Relation]:
        """Relations without doubles and without those in stretches whose labels are gone."""
        alike = self.mapping["symmetric"]
        out = [(*sorted(r[:2]), r[2]) if r[2] in alike else r for r in relations]
        gone = self.row.get("unlabelled") or []
        return [r for r in dict.fromkeys(out) if not any(b < s[1] and s[0] < e for s in r[:2] for b, e in gone)]

    def pairs(self, mentions: Sequence[Span]) -> list[Pair]:
        """Pairs of mentions within sentences."""
        return pairs_of(self.told.text, mentions, self.bounds, self.told.claims)

    def example(self, pair: Pair) -> Example:
        """What the classifier sees of a pair: with trained models also what the encoder gives of both and between."""
        if self.rows is None:
            return Example("", pair.features)
        stretches = (pair.first[:2], pair.second[:2], (pair.first[1], pair.second[0]))
        return Example("", pair.features, np.concatenate([self.rows.mean(*s) for s in stretches]))


def read_reports(
    paths: Sequence[Path], limit: int | None = None, reader: str = "frames"
) -> tuple[list[Report], float | None]:
    """Read the documents of files; also documents a second."""
    rows = [row for path in paths for row in json_lines(path) if row.get("text")][:limit]
    readings, mapping, out = read_texts([row["text"] for row in rows], reader=reader), load_mapping("re3d"), []
    places = [words_of(row["text"]) for row in rows]
    seen = word_classes([told.document for told in readings.told], places)
    encoded = [None] * len(rows) if reader == "frames" else word_rows([told.document for told in readings.told])
    for row, told, words, classes, figures in zip(rows, readings.told, places, seen, encoded, strict=True):
        bounds = tuple(sentences_of(told.text))
        entities = tuple((e["begin"], e["end"], e["type"]) for e in row.get("entities") or [])
        whole = Sentence(told.text, words, tuple(claim_spans(told)), classes, entities)
        spans = None if reader == "frames" else mentioned(told, mapping["mentions"])
        out.append(Report(row, told, tuple(_cut(whole, b) for b in bounds), bounds, mapping, spans, figures))
    return out, readings.documents_per_second


def _cut(whole: Sentence, bounds: tuple[int, int]) -> Sentence:
    inside = [i for i, (a, b) in enumerate(whole.words) if bounds[0] <= a and b <= bounds[1]]
    return replace(whole, words=tuple(whole.words[i] for i in inside), seen=tuple(whole.seen[i] for i in inside))


class Relations:
    """Mentions and relations, fitted on coded documents."""

    def __init__(self, reports: Sequence[Report], path: str) -> None:
        self._tagger = Tagger()
        if any(r.mentioned is None for r in reports):
            self._tagger.fit([s for r in reports for s in r.sentences if not _gone(r, s)], path)
        coded = [(r.example(pair), pair, self._code(r, pair)) for r in reports for pair in r.pairs(r.entities)]
        self._codes = [code for _, _, code in coded]
        self._vectors = Vectors([example for example, _, _ in coded], words=False, claims_weigh=1.0)
        counts = Counter(code.split()[0] for code in self._codes if code != _NONE)
        self.commonest = counts.most_common(1)[0][0] if counts else _NONE
        kinds = Counter((p.first[2], p.second[2], c.split()[0]) for _, p, c in coded if c != _NONE)
        self.by_kinds = {k[:2]: k[2] for k, _ in reversed(kinds.most_common())}

    @staticmethod
    def _code(report: Report, pair: Pair) -> str:
        for first, second, name in report.coded:
            if overlaps(first, pair.first) and overlaps(second, pair.second):
                return f"{name} ahead"
            if overlaps(second, pair.first) and overlaps(first, pair.second):
                return f"{name} {'ahead' if name in report.mapping['symmetric'] else 'back'}"
        return _NONE

    def mentions(self, report: Report) -> list[Span]:
        """The models' mentions or else the tagger's, and the claims' where these have none."""
        if report.mentioned is not None:
            found = list(report.mentioned)
        else:
            found = [span for s in report.sentences for span in self._tagger.spans(s)]
        types = report.mapping["spans"]
        for start, stop, name in sorted({s for s in claim_spans(report.told) if s[2] in types}):
            if not any(overlaps((start, stop), span) for span in found):
                found.append((start, stop, types[name]))
        return sorted(set(found))

    def told(self, report: Report) -> list[Relation]:
        """The relations of a document."""
        pairs = report.pairs(self.mentions(report))
        if not pairs:
            return []
        rows = self._vectors.of([report.example(p) for p in pairs])
        codes = predict(self._vectors, self._codes, rows, strength=_STRENGTH, spared=(_NONE, _SPARED))
        out = []
        for pair, code in zip(pairs, codes, strict=True):
            if code is not None and code != _NONE:
                name, way = code.split()
                sides = (pair.first[:2], pair.second[:2])
                out.append((*(sides if way == "ahead" else sides[::-1]), name))
        return report.once([*out, *claim_relations(report.told.claims, report.mapping)])

    def majority(self, report: Report) -> list[Relation]:
        """The baseline that gives every pair the commonest type."""
        return report.once([(p.first[:2], p.second[:2], self.commonest) for p in report.pairs(self.mentions(report))])

    def distance(self, report: Report) -> list[Relation]:
        """The baseline that gives neighbours the commonest type of their kinds."""
        near = [p for p in report.pairs(self.mentions(report)) if p.between == 0]
        kinds = [(p, self.by_kinds.get((p.first[2], p.second[2]))) for p in near]
        return report.once([(p.first[:2], p.second[:2], name) for p, name in kinds if name])


def _gone(report: Report, sentence: Sentence) -> bool:
    if not sentence.words:
        return True
    start, end = sentence.words[0][0], sentence.words[-1][1]
    return any(b < end and start < e for b, e in report.row.get("unlabelled") or [])


def answers(fit: list[Report], test: list[Report]) -> list[dict[str, list[Relation]]]:
    """Of each document, the relations told and those of the baselines."""
    with tempfile.TemporaryDirectory() as folder:
        fitted = Relations(fit, str(Path(folder) / "tagger"))
        return [
            {
                "told": fitted.told(r),
                "majority": fitted.majority(r),
                "distance": fitted.distance(r),
                "claims": r.once(claim_relations(r.told.claims, r.mapping)),
            }
            for r in test
        ]


def matched(given: Sequence[Relation], coded: Sequence[Relation], same: Callable[[Any, Any], bool] = overlaps) -> int:
    """How many of the coded relations are given; each given one counts once."""
    left, hits = list(given), 0
    for first, second, name in coded:
        found = next((g for g in left if g[2] == name and same(g[0], first) and same(g[1], second)), None)
        if found is not None:
            left.remove(found)
            hits += 1
    return hits


def relation_f1(rows: Sequence[tuple[int, int, int]]) -> float:
    """F1 of numbers matched, given and coded, document by document."""
    both, either = sum(r[0] for r in rows), sum(r[1] + r[2] for r in rows)
    return 2 * both / either if either else 0.0


def main() -> None:
    """Run from the command line."""
    given = arguments(__doc__, fits=True).parse_args()
    reports, speed = read_reports([given.data], given.limit, given.reader)
    require(reports, given.data, "documents")
    fitted = read_reports(given.fit, None, given.reader)[0] if given.fit else []
    found = answers_in_turn(reports, [r.told.text for r in reports], answers, fitted)
    rows = [(answer or {}, report.coded) for answer, report in zip(found, reports, strict=True)]

    def counts(name: str, same: Callable[[Any, Any], bool] = overlaps) -> list[tuple[int, int, int]]:
        return [(matched(a.get(name, []), coded, same), len(a.get(name, [])), len(coded)) for a, coded in rows]

    figures = {name: round(relation_f1(counts(name)), 4) for name in ("told", "majority", "distance", "claims")}
    types = {}
    for name, number in Counter(c[2] for _, coded in rows for c in coded).most_common():
        of_type = [([x for x in a.get("told", []) if x[2] == name], [x for x in b if x[2] == name]) for a, b in rows]
        types[name] = round(relation_f1([(matched(a, b), len(a), len(b)) for a, b in of_type]), 4)
        print(f"{name:16} coded {number:4}  F1 {types[name]}")
    result = {
        "score": figures["told"],
        "interval": interval_of(counts("told"), relation_f1),
        "baseline": max(figures["majority"], figures["distance"]),
        "majority": figures["majority"],
        "distance": figures["distance"],
        "claims_alone": figures["claims"],
        "exact_spans": round(relation_f1(counts("told", lambda a, b: tuple(a) == tuple(b))), 4),
        "documents": len(reports),
        "types": types,
    }
    print(" ".join(f"{name} {result[name]}" for name in list(result)[:7]))
    end({**result, "documents_per_second": speed}, given)


if __name__ == "__main__":
    run(main)
