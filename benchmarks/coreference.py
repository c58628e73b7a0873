"""Coreference: what pronouns, "the group", "both sides", "its fighters" and "the attack" stand for, type by type.

``python -m benchmarks.coreference [--data FILES] [--reports FOLDER] [--only NAME …] [--json OUT] [--misses]``.
Without ``--data`` the marked texts of ``benchmarks/data/coreference`` are asked; the form is told at the head of
``africa.yaml`` there. A reference is right for each entity that is both marked and given; F1 by type and over all, with
an interval over documents. "Nobody" is right where we give nobody, and earns nothing.

``--reports`` adds the coded reports: every coded party with an actor whose sentence holds no telling word of its name
is a reference that was taken up from elsewhere; its type is told by its wording.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks import finish
from benchmarks.bootstrap import Hits, f1_interval
from benchmarks.linking import Names, asked
from benchmarks.reports import find_reports
from grounds.documents import ReadOptions, read_bytes, read_file
from grounds.evaluation import load_gold
from grounds.evaluation.matching_rule import telling_words
from grounds.language.pipeline import Parsed, parse
from grounds.pipeline import Pipeline
from grounds.resolution.resolved import Resolved

MARKED = Path(__file__).parent / "data" / "coreference"
TYPES = ("pronoun", "group", "pair", "members", "order", "they", "event")
_MARK = re.compile(r"\[\[([^|\]]+) \| (\w+) \| ([^\]]+)\]\]")
#: The type of a reference in the coded reports, by the first of these that its wording meets.
_WORDINGS = (
    ("order", r"the (?:former|latter)\b"),
    ("pair", r"(?:both|either|neither|each|the other|these)\b|the (?:two|parties)\b"),
    ("members", r"(?:its|their|his|some of their)\b.+|.*\b(?:fighters|soldiers|troops|men|commanders)$"),
    ("pronoun", r"(?:it|its|they|them|their|he|his|we|our)$"),
    ("group", r"the\b.+"),
)


@dataclass(frozen=True)
class Reference:
    """A marked stretch of text: each of ``means`` is the set of answers that are right for one entity."""

    start: int
    end: int
    type: str
    means: tuple[frozenset[str], ...]

    def hits(self, ours: frozenset[str]) -> Hits:
        """How many of our answers are right, and of those marked."""
        right = sum(bool(wanted & ours) for wanted in self.means)
        return Hits(right, len(ours), len(self.means))


def marked(text: str) -> tuple[str, list[Reference]]:
    """The plain text of a marked one, and its references."""
    plain, references, end = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[end : match.start()]
        start = len(plain)
        plain += match.group(1)
        means = [frozenset(e.strip() for e in m.split(" / ")) for m in match.group(3).split(", ")]
        told = () if means == [frozenset({"nobody"})] else tuple(means)
        references.append(Reference(start, len(plain), match.group(2), told))
        end = match.end()
    return plain + text[end:], references


def load(paths: Iterable[Path]) -> Iterator[tuple[str, str, str, list[Reference]]]:
    """Id, day, plain text and references of every marked report."""
    for path in paths:
        for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
            for report in yaml.safe_load(file.read_text("utf-8")):
                yield report["id"], report["date"], *marked(report["text"])


def answer(resolved: Resolved, reference: Reference) -> frozenset[str]:
    """Whom, or for an event by which word, our resolution takes the reference for."""
    tokens = _tokens(resolved.parsed, reference)
    if reference.type == "event":
        found = (resolved.events.get(t.i) for t in tokens)
        return frozenset(resolved.parsed.doc[e.told].lower_ for e in found if e is not None)
    top = [t for t in tokens if t.head.i == t.i or all(t.head.i != o.i for o in tokens)]
    parties = [p for t in top for p in resolved.parties(t, spread=False)]
    parties = parties or [p for t in tokens if t.dep_ != "poss" or t in top for p in resolved.referents.get(t.i, ())]
    return frozenset(p.actor or p.name.lower() for p in parties if p.resolved_by != "described" or p.actor)


def _tokens(parsed: Parsed, reference: Reference) -> list[Any]:
    return [
        t
        for t in parsed.doc
        if (span := parsed.words(t.idx, t.idx + len(t)))[1] < reference.end and span[2] > reference.start
    ]


def of_marked(paths: Iterable[Path], pipeline: Pipeline) -> Iterator[tuple[str, str, str, Hits, str]]:
    """Document, type, words, hits and both answers of every marked reference."""
    reports = [*load(paths)]
    documents = [
        read_bytes(text.encode(), name=f"{name}.txt", options=ReadOptions(date=day, language="en"))
        for name, day, text, _ in reports
    ]
    for (name, _, text, references), parsed in zip(reports, parse(documents), strict=True):
        resolved = pipeline.resolver.resolve(parsed)
        for reference in references:
            ours = answer(resolved, reference)
            told = f"{sorted(ours)} for {[' or '.join(sorted(m)) for m in reference.means]}"
            words = text[max(0, reference.start - 60) : reference.start] + "⟦" + text[reference.start : reference.end]
            yield name, reference.type, words.replace("\n", " ") + "⟧", reference.hits(ours), told


def of_reports(paths: list[Path], pipeline: Pipeline) -> Iterator[tuple[str, str, str, Hits, str]]:
    """The same for parties of coded reports that their sentence does not name."""
    names = Names(pipeline.resolver.catalogue)
    for path, parsed in zip(paths, parse([read_file(p) for p in paths]), strict=True):
        resolved = pipeline.resolver.resolve(parsed)
        coded = load_gold(path.with_suffix(".jsonl"))
        taken_up = [c | {s: _not_named(c, parsed, s) for s in ("subjects", "objects")} for c in coded]
        for one in asked(path.stem, resolved, taken_up, names):
            told = f"{sorted(one.ours)} for {sorted(one.gold)}"
            yield path.stem, type_of(one.words), f"⟦{one.words}⟧", one.hits, told


def _not_named(claim: dict[str, Any], parsed: Parsed, side: str) -> list[dict[str, Any]]:
    found = []
    for party in claim[side]:
        told = telling_words([{"actor": party["actor"], "name": party["name"]}])
        sentence = _sentence_at(parsed, party["start"])
        if party["actor"] is not None and not told & telling_words([{"name": sentence}]):
            found.append(party)
    return found


def _sentence_at(parsed: Parsed, start: int) -> str:
    for sentence in parsed.sentences:
        _, first, last = parsed.words(sentence.start_char, sentence.end_char)
        if first <= start < last:
            return str(sentence.text)
    return ""


def type_of(words: str) -> str:
    """The type that the wording of a reference tells; ``other`` where none."""
    return next((kind for kind, form in _WORDINGS if re.match(form, words.lower())), "other")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", default=[MARKED])
    parser.add_argument("--reports", type=Path, nargs="*", default=[])
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    pipeline = Pipeline()
    result = show([*of_marked(given.data, pipeline)], misses=given.misses)
    if given.reports:
        print("\ncoded reports")
        coded = show([*of_reports(find_reports(given.reports, given.only), pipeline)], misses=given.misses)
        result |= {"reports": coded}
    finish(result, given.json)


def show(rows: list[tuple[str, str, str, Hits, str]], *, misses: bool) -> dict[str, Any]:
    """A line a type, and what went wrong where it is wanted; gives the figures."""
    by_type: dict[str, Hits] = defaultdict(Hits)
    by_document: dict[str, Hits] = defaultdict(Hits)
    for document, kind, words, hits, told in rows:
        by_type[kind] += hits
        by_document[document] += hits
        if misses and not hits.right == hits.ours == hits.gold:
            print(f"   [{document}] {kind}: {words}: {told}")
    for kind, hits in sorted(by_type.items()):
        print(f"{kind:10}" + json.dumps(hits.figures()))
    total = sum(by_type.values(), Hits()).figures()
    return {
        "score": total["f1"],
        "interval": f1_interval([*by_document.values()]),
        "precision": total["precision"],
        "recall": total["recall"],
        "references": len(rows),
        "types": {kind: hits.figures() for kind, hits in sorted(by_type.items())},
    }


if __name__ == "__main__":
    main()
