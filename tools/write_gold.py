"""Turn the hand-made coding of the samples (``tools/gold/*.yaml``) into coded claims with exact offsets.

Each entry gives the first and last words of a sentence and its claims in short: ``predicate: [id/words …]`` for the
subjects, other fields as in the codebook; words are looked for inside the sentence. Run: ``python tools/write_gold.py``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from grounds.actors import load_catalogue
from grounds.documents import read_file
from grounds.model.vocabulary import VOCABULARY
from grounds.samples import gold_path, sample_paths

HERE = Path(__file__).parent / "gold"
PLAIN = (
    "modes",
    "weapons",
    "violence_type",
    "scope",
    "outcome",
    "phase",
    "support",
    "trend",
    "state",
    "goal_type",
    "subtype",
)
Record = dict[str, Any]


class Sentence:
    """A sentence of a text, in which the words of its claims are found."""

    def __init__(self, text: str, first: str, last: str) -> None:
        self.text = text
        opening = pattern(first).search(text)
        closing = pattern(last).search(text, opening.start()) if opening else None
        if opening is None or closing is None:
            raise SystemExit(f"no sentence from {first!r} to {last!r}")
        self.start, self.end = opening.start(), closing.end()

    def words(self, words: str) -> Record:
        """Offsets of ``words``; in the sentence, or where it takes them up, before it."""
        found = pattern(words).search(self.text, self.start, self.end)
        found = found or next(reversed(list(pattern(words).finditer(self.text, 0, self.start))), None)
        if found is None:
            raise SystemExit(f"{words!r} does not stand in the text up to {self.text[self.start : self.end]!r}")
        return {"mention": found.group(), "start": found.start(), "end": found.end()}


def pattern(words: str) -> re.Pattern[str]:
    """``words`` with any blanks between them, for lines may end there."""
    return re.compile(r"\s+".join(re.escape(w) for w in words.split()))


def party(sentence: Sentence, short: str, names: dict[str, str]) -> Record:
    """A participant from ``id/words`` or ``/words``."""
    actor, words = short.split("/", 1)
    plain = " ".join(words.split())
    if actor and actor not in names:
        raise SystemExit(f"{short!r}: the catalogue has no actor of this id")
    return {"actor": actor or None, "name": names.get(actor, plain), **sentence.words(words)}


def record(sentence: Sentence, short: Record, document: str, names: dict[str, str]) -> Record:
    """The coded claim in the form of the record."""
    predicate = next(k for k in short if k in VOCABULARY.kind_of)
    made: Record = {
        "kind": VOCABULARY.kind_of[predicate],
        "predicate": predicate,
        "subjects": [party(sentence, p, names) for p in short[predicate]],
        "objects": [party(sentence, p, names) for p in short.get("objects", [])],
        "directed": short.get("directed", True),
        "factuality": short.get("factuality", "asserted"),
        "polarity": short.get("polarity", "positive"),
        "attribution": None,
        "quote": {
            "document": document,
            "start": sentence.start,
            "end": sentence.end,
            "exact": sentence.text[sentence.start : sentence.end],
        },
    }
    made.update({key: short[key] for key in PLAIN if key in short})
    if "said" in short:
        said = short["said"]
        sources = [{"name": " ".join(w.split()), **sentence.words(w)} for w in said["source"]]
        made["attribution"] = {
            "source": sources,
            "kind": said["kind"],
            "stance": said["stance"],
            "self": said.get("self", False),
        }
    if "goal" in short:
        made["goal"] = spelled(sentence.words(short["goal"]))
    if "when" in short:
        words, first, last, precision = short["when"]
        made["when"] = {
            "from": str(first),
            "to": str(last) if last else None,
            "precision": precision,
            **sentence.words(words),
        }
    if "where" in short:
        made["where"] = [
            {"role": role, "name": " ".join(w.split()), "level": level, **sentence.words(w)}
            for w, role, level in short["where"]
        ]
    if "casualties" in short:
        made["casualties"] = [casualty(sentence, entry) for entry in short["casualties"]]
    return made


def casualty(sentence: Sentence, entry: list[Any]) -> Record:
    """One figure from outcome, words, low, best, high and bound."""
    outcome, words, low, best, high, bound = entry
    return {
        "outcome": outcome,
        "low": low,
        "best": best,
        "high": high,
        "bound": bound,
        **spelled(sentence.words(words)),
    }


def spelled(found: Record) -> Record:
    """The same words under the name that figures and goals use."""
    return {"words": found["mention"], "start": found["start"], "end": found["end"]}


def coded(sample: Path, names: dict[str, str]) -> str:
    """The coded claims of a sample as JSON Lines; ``names`` are those of the catalogue by id."""
    text = read_file(sample).text
    lines = []
    for entry in yaml.safe_load((HERE / f"{sample.stem}.yaml").read_text("utf-8")):
        sentence = Sentence(text, *entry["sentence"])
        lines += [json.dumps(record(sentence, c, sample.stem, names), ensure_ascii=False) for c in entry["claims"]]
    return "\n".join(lines) + "\n"


def catalogue_names() -> dict[str, str]:
    """Names by id, of every actor in the catalogue."""
    return {actor.id: actor.name for _, actor in load_catalogue(()).names()}


def main() -> None:
    """Write the coded claims of every sample beside it."""
    for sample in sample_paths():
        lines = coded(sample, catalogue_names())
        gold_path(sample).write_text(lines, "utf-8")
        print(f"{gold_path(sample).name}: {lines.count(chr(10))} claims")


if __name__ == "__main__":
    main()
