"""Training text → examples: each stretch as the product sees it, with its labels.

``python -m training.prepare --re3d TRAIN.conll DEV.conll --muc4 TRAIN.jsonl --isaf DEV.jsonl --out FOLDER`` writes one
line of JSON a stretch. Parse and resolution are the product's own, so that an example looks in training as it will look
at run time. The rules' own claims give each stretch its ``predicates``: what they read with precision, the model learns
to see where they do not reach.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.command import json_lines
from benchmarks.re3d_entities import joined, sentences_in
from benchmarks.spans import Span, spans_of_tags
from benchmarks.templates import ROLES
from benchmarks.truecase import with_capitals

from grounds.documents import ReadOptions, read_bytes
from grounds.language.pipeline import parse
from grounds.pipeline import Pipeline
from grounds.reading.reader import Reading
from grounds.reading.trained.sentences import Stretch, stretches
from grounds.resolution.resolved import Resolved
from training.examples import Example, example

SEED = 7


def read_whole(texts: Sequence[str]) -> Iterator[tuple[Resolved, Reading]]:
    """Texts as the product resolves and as the rules read them, in order."""
    pipeline = Pipeline(reader="frames")
    options = ReadOptions(language="en")
    documents = [read_bytes(text.encode(), name="text.txt", options=options) for text in texts]
    for parsed in parse(documents):
        resolved = pipeline.resolver.resolve(parsed)
        yield resolved, pipeline.frames.read(resolved)


def predicates_of(stretch: Stretch, resolved: Resolved, reading: Reading) -> list[str]:
    """The predicates of the claims that rest on words of a stretch."""
    start, end = resolved.parsed.offsets(stretch.words[0][0], stretch.words[-1][1])
    near = (c for c in reading.claims if c.quote.start < end and start < c.quote.end)
    return sorted({claim.predicate for claim in near})


def tags_of(stretch: Stretch, resolved: Resolved, spans: Sequence[Span]) -> list[str]:
    """BIO tags of a stretch's words by spans in the canonical text; where two overlap, the longer."""
    places = [resolved.parsed.offsets(*word) for word in stretch.words]
    out = ["O"] * len(places)
    for start, end, name in sorted(spans, key=lambda s: s[1] - s[0]):
        inside = [i for i, (a, b) in enumerate(places) if start < b and a < end]
        for i in inside:
            out[i] = f"{'B' if i == inside[0] else 'I'}-{name}"
    return out


def of_re3d(path: Path) -> Iterator[Example]:
    """Examples with ``mentions``."""
    pairs = sentences_in(path)
    texts = [joined(words) for words, _ in pairs]
    read = read_whole([t for t, _ in texts])
    for (_, places), (_, tags), (resolved, reading) in zip(texts, pairs, read, strict=True):
        spans = spans_of_tags(tags, places)
        for sentence in resolved.parsed.sentences:
            for stretch in stretches(resolved, sentence):
                told = predicates_of(stretch, resolved, reading)
                yield example(stretch, mentions=tags_of(stretch, resolved, spans), predicates=told)


def of_muc4(path: Path) -> Iterator[Example]:
    """Examples with ``roles`` and ``incidents``; fragments are left out, and of stretches of which neither a template
    nor a claim tells one in three is kept."""
    rows = json_lines(path)
    chosen = random.Random(SEED)
    for row, (resolved, reading) in zip(rows, read_whole([with_capitals(r["doctext"]) for r in rows]), strict=True):
        spans, types = role_spans(row)
        for sentence in resolved.parsed.sentences:
            for stretch in stretches(resolved, sentence):
                tags, told = tags_of(stretch, resolved, spans), predicates_of(stretch, resolved, reading)
                due = told or any(t != "O" for t in tags) or (len(tags) > 5 and chosen.random() < 1 / 3)
                if due:
                    places = [resolved.parsed.offsets(*w) for w in stretch.words]
                    inside = [s for s in spans if places[0][0] <= s[0] and s[1] <= places[-1][1]]
                    incidents = sorted({t for s in inside for t in types[s]})
                    yield example(stretch, roles=tags, incidents=incidents, predicates=told)


def of_isaf(path: Path) -> Iterator[Example]:
    """Examples with ``predicates`` alone."""
    for resolved, reading in read_whole([row["text"] for row in json_lines(path)]):
        for sentence in resolved.parsed.sentences:
            for stretch in stretches(resolved, sentence):
                yield example(stretch, predicates=predicates_of(stretch, resolved, reading))


def role_spans(row: dict[str, Any]) -> tuple[list[Span], dict[Span, set[str]]]:
    """Where the coded mentions stand, with the types of the incidents that they are of."""
    types: dict[Span, set[str]] = {}
    text = row["doctext"].lower()
    for template in row["templates"]:
        for role in ROLES:
            for mention in (m[0].lower() for entity in template[role] for m in entity):
                for found in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text):
                    span = (found.start(), found.end(), role)
                    types.setdefault(span, set()).add(template["incident_type"].split(" / ")[0])
    return list(types), types


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--re3d", type=Path, nargs="*", default=[])
    parser.add_argument("--muc4", type=Path, nargs="*", default=[])
    parser.add_argument("--isaf", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    for paths, of in ((given.re3d, of_re3d), (given.muc4, of_muc4), (given.isaf, of_isaf)):
        for path in paths:
            out = given.out / f"{of.__name__[3:]}-{path.stem}.jsonl"
            with out.open("w", encoding="utf-8") as file:
                for one in of(path):
                    file.write(json.dumps(one, ensure_ascii=False) + "\n")
            print(out)


if __name__ == "__main__":
    main()
