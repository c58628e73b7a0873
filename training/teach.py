"""Examples without mentions get those that a larger model sees in them, for a smaller one to learn from.

``python -m training.teach FILE.jsonl … --teacher FOLDER`` writes ``FILE.taught.jsonl`` beside each file; ``FOLDER``
holds a model that :mod:`training.export` wrote. Examples stay text that can be looked at.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from grounds.reading.trained.encoder import Encoder
from grounds.reading.trained.sentences import Stretch
from grounds.reading.trained.tagging import Tagged, Tagger
from training.examples import Example, load_examples

#: Stretches are handed to the teacher so many at a time.
_AT_ONCE = 512


def taught(examples: Sequence[Example], encoder: Encoder) -> Iterator[Example]:
    """The examples with the teacher's ``mentions``."""
    tagger = Tagger(encoder.heads, "mentions", encoder.card["tags"]["mentions"])
    for begin in range(0, len(examples), _AT_ONCE):
        some = examples[begin : begin + _AT_ONCE]
        seen = encoder.words([_stretch(one) for one in some])
        for one, spans in zip(some, tagger.spans(seen), strict=True):
            yield {**one, "mentions": _tags(spans, len(one["texts"]))}


def _stretch(one: Example) -> Stretch:
    places = tuple((i, i + 1) for i in range(len(one["texts"])))
    return Stretch(places, tuple(one["texts"]), tuple(tuple(known) for known in one["known"]))


def _tags(spans: Sequence[Tagged], length: int) -> list[str]:
    out = ["O"] * length
    for span in spans:
        for i in range(span.first, span.last + 1):
            out[i] = f"{'B' if i == span.first else 'I'}-{span.label}"
    return out


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--teacher", type=Path, required=True)
    given = parser.parse_args()
    encoder = Encoder(given.teacher)
    for path in given.examples:
        with path.with_suffix(".taught.jsonl").open("w", encoding="utf-8") as file:
            for one in taught(load_examples(path), encoder):
                file.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
