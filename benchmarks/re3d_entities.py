"""Entity spans in reports on Syria and Iraq, told from the ledger's spans and words.

``python -m benchmarks.re3d_entities --data FILE.conll [--fit FILE.conll …] [--json OUT] [--misses]``. The file has a
word and its tag (BIO) a line, and an empty line after each sentence; each sentence is put together as running text and
read as a document of its own.

By the rules alone (``--reader frames``) a tagger (:mod:`benchmarks.spans`) is fitted when this runs: on the files of
``--fit``, or on the other sentences of ``--data`` (ten parts in turn). With trained models nothing is fitted: the
spans are the ledger's mentions that the models saw, their kinds led to types by the mapping file.

The score is F1 over exact spans with their type. ``claims_alone`` is the score of the claims' spans with nothing
fitted, their kinds led to types by the mapping file; the baseline gives each word the tag that it has most often.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.bootstrap import interval_of
from benchmarks.command import arguments, end, plain_lines, require, run
from benchmarks.fitting import answers_in_turn
from benchmarks.ledger_reading import Told, read_texts
from benchmarks.mappings import load_mapping
from benchmarks.spans import Sentence, Span, Tagger, claim_spans, spans_of_tags
from benchmarks.word_classes import word_classes
from grounds.model.errors import InputError

_CLOSE_LEFT, _CLOSE_RIGHT = frozenset(".,;:!?)]}%’'"), frozenset("([{$£")


def joined(words: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Running text of words, with the place of each."""
    text, places = "", []
    for i, word in enumerate(words):
        tight = word[0] in _CLOSE_LEFT or (i and words[i - 1][-1] in _CLOSE_RIGHT) or word in {"n't", "'s", "’s"}
        text += "" if not text or tight else " "
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, tuple(places)


def sentences_in(path: Path) -> list[tuple[list[str], list[str]]]:
    """Words and tags of each sentence; a word without a tag has ``O``."""
    out: list[tuple[list[str], list[str]]] = [([], [])]
    for number, line in enumerate(plain_lines(path), 1):
        parts = line.split()
        if not parts:
            out.append(([], []))
        elif parts[-1] != "O" and parts[-1][:2] not in {"B-", "I-"} and len(parts) > 1:
            raise InputError(f"{parts[-1]!r} is no tag", place=f"{path}:{number}", remedy="use O, B-TYPE and I-TYPE")
        elif parts[0] != "-DOCSTART-":
            out[-1][0].append(parts[0])
            out[-1][1].append(parts[-1] if len(parts) > 1 else "O")
    return [pair for pair in out if pair[0]]


def read_sentences(
    paths: Sequence[Path], limit: int | None = None, reader: str = "frames"
) -> tuple[list[Sentence], float | None]:
    """Read the sentences of files; also documents a second."""
    pairs = [pair for path in paths for pair in sentences_in(path)][:limit]
    texts = [joined(words) for words, _ in pairs]
    readings = read_texts([text for text, _ in texts], reader=reader)
    types = load_mapping("re3d")["mentions"]
    bare = [
        Sentence(
            text,
            places,
            tuple(claim_spans(told)),
            coded=tuple(spans_of_tags(tags, places)),
            mentioned=mentioned(told, types),
        )
        for (text, places), (_, tags), told in zip(texts, pairs, readings.told, strict=True)
    ]
    classes = word_classes([told.document for told in readings.told], [s.words for s in bare])
    out = [replace(s, seen=c) for s, c in zip(bare, classes, strict=True)]
    return out, readings.documents_per_second


def tagged(fit: list[Sentence], test: list[Sentence]) -> list[list[Span]]:
    """Spans of ``test`` by a tagger fitted on ``fit``."""
    with tempfile.TemporaryDirectory() as folder:
        tagger = Tagger().fit(fit, str(Path(folder) / "tagger"))
        return [tagger.spans(s) for s in test]


def commonest_tags(fit: list[Sentence], test: list[Sentence]) -> list[list[Span]]:
    """Spans of ``test`` where each word has the tag that it has most often in ``fit``."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for s in fit:
        for place, tag in zip(s.words, s.tags, strict=True):
            seen[s.text[slice(*place)]][tag] += 1
    tags = {word: counts.most_common(1)[0][0] for word, counts in seen.items()}
    return [spans_of_tags([tags.get(s.text[slice(*w)], "O") for w in s.words], s.words) for s in test]


def mentioned(told: Told, types: dict[str, str]) -> tuple[Span, ...]:
    """The ledger's mentions that trained models saw, under the set's types."""
    seen = [m for m in told.mentions if "trained" in m["evidence"] and m["role"] is None and m["kind"] in types]
    return tuple(sorted({(m["start"], m["end"], types[m["kind"]]) for m in seen}))


def mapped(sentence: Sentence, types: dict[str, str]) -> list[Span]:
    """The claims' own spans under the set's types."""
    return sorted({(a, b, types[name]) for a, b, name in sentence.told if name in types})


def span_f1(pairs: Sequence[tuple[Sequence[Span], Sequence[Span]]]) -> float:
    """F1 over exact spans with their type, of given and coded spans."""
    both = sum(len(set(given) & set(coded)) for given, coded in pairs)
    either = sum(len(set(given)) + len(set(coded)) for given, coded in pairs)
    return 2 * both / either if either else 0.0


def main() -> None:
    """Run from the command line."""
    given = arguments(__doc__, fits=True).parse_args()
    sentences, speed = read_sentences([given.data], given.limit, given.reader)
    require(sentences, given.data, "sentences")
    fitted = read_sentences(given.fit)[0] if given.fit else []  # for the baseline, and for the tagger of the rules
    texts, types = [s.text for s in sentences], load_mapping("re3d")["spans"]

    def paired(answers: Sequence[Any]) -> list[Any]:
        return [(answer or [], s.coded) for answer, s in zip(answers, sentences, strict=True)]

    by_models = given.reader != "frames"
    answers = [s.mentioned for s in sentences] if by_models else answers_in_turn(sentences, texts, tagged, fitted)
    pairs = paired(answers)
    base = paired(answers_in_turn(sentences, texts, commonest_tags, fitted))
    result = {
        "score": round(span_f1(pairs), 4),
        "interval": interval_of(pairs, span_f1),
        "baseline": round(span_f1(base), 4),
        "claims_alone": round(span_f1(paired([mapped(s, types) for s in sentences])), 4),
        "sentences": len(sentences),
        "types": {},
    }
    for name, number in Counter(span[2] for s in sentences for span in s.coded).most_common():
        of_type = [([x for x in a if x[2] == name], [x for x in b if x[2] == name]) for a, b in pairs]
        result["types"][name] = round(span_f1(of_type), 4)
        print(f"{name:20} coded {number:4}  F1 {result['types'][name]}")
    print(
        f"all {result['score']} {result['interval']}, claims alone {result['claims_alone']}, base {result['baseline']}"
    )
    for (told, coded), s in zip(pairs, sentences, strict=True) if given.misses else ():
        for sign, spans in (("-", set(coded) - set(told)), ("+", set(told) - set(coded))):
            for start, stop, name in sorted(spans):
                print(f"  {sign} {name}: {s.text[start:stop]!r} in {s.text[max(0, start - 30) : stop + 30]!r}")
    end({**result, "documents_per_second": speed}, given)


if __name__ == "__main__":
    run(main)
