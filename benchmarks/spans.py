"""Entity spans: the ledger's spans beside the words, and a small tagger fitted on them when a set is run.

The tagger is a conditional random field over words and their neighbours, over what the claims' spans say of each word
(party, of which kind; place, of which level; period, casualties, …), and over the word classes of the product's own
parse. Spans are ``(start, end, type)`` in code points of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pycrfsuite

from benchmarks.ledger_reading import Record, Told

Span = tuple[int, int, str]

_WORD = re.compile(r"\w+(?:[.'’-]\w+)*|[^\w\s]")


def claim_spans(told: Told) -> Iterator[Span]:
    """All that the claims of a text name by offsets, with what it is in them."""
    for claim in told.claims:
        for side in ("subjects", "objects", "against"):
            for party in claim[side]:
                yield party["start"], party["end"], f"party {party['actor_kind']}"
                if party["position"]:
                    yield party["position"]["start"], party["position"]["end"], "position"
        for place in claim["where"]:
            yield place["start"], place["end"], f"place {place['level']}"
        yield from _others(claim)


def _others(claim: Record) -> Iterator[Span]:
    for entry in claim["casualties"]:
        yield entry["start"], entry["end"], f"casualties {entry['of']}"
    for name in ("when", "quantity", "count"):
        held = claim[name]
        if held is not None and held["start"] is not None:
            yield held["start"], held["end"], name
    for speaker in (claim["attribution"] or {"source": ()})["source"]:
        yield speaker["start"], speaker["end"], "speaker"


@dataclass(frozen=True)
class Sentence:
    """One stretch of a text to be tagged: its words with their offsets, the ledger's spans, and its coded spans."""

    text: str
    words: tuple[tuple[int, int], ...]
    told: tuple[Span, ...]
    seen: tuple[str, ...] = ()
    coded: tuple[Span, ...] = ()
    mentioned: tuple[Span, ...] = ()

    @cached_property
    def marks(self) -> list[set[str]]:
        """Of each word, what the ledger's spans say of it."""
        out: list[set[str]] = [set() for _ in self.words]
        for start, end, name in self.told:
            for i, (a, b) in enumerate(self.words):
                if start < b and a < end:
                    out[i].add(f"{'first' if a <= start else 'in'} {name}")
        return out

    @cached_property
    def tags(self) -> list[str]:
        """BIO tags of the coded spans; where two overlap, the longer."""
        out = ["O"] * len(self.words)
        for start, end, name in sorted(self.coded, key=lambda s: s[1] - s[0]):
            inside = [i for i, (a, b) in enumerate(self.words) if start < b and a < end]
            for i in inside:
                out[i] = f"{'B' if i == inside[0] else 'I'}-{name}"
        return out

    @cached_property
    def features(self) -> list[list[str]]:
        """What the tagger sees of each word."""
        own = [self._of_word(i) for i in range(len(self.words))]
        return [self._around(i, own) for i in range(len(self.words))]

    def _of_word(self, i: int) -> dict[str, str]:
        start, end = self.words[i]
        word = self.text[start:end]
        shape = re.sub(r"\d+", "0", re.sub(r"[^\W\d_a-z]+", "A", re.sub(r"[a-z]+", "a", word)))
        found = {"w": word.lower(), "s": shape[:6], "e": word.lower()[-3:]}
        if self.seen:
            found["c"] = self.seen[i]
        return found

    def _around(self, i: int, own: list[dict[str, str]]) -> list[str]:
        out = ["bias", f"p={self.text[slice(*self.words[i])].lower()[:3]}"]
        for step in (-2, -1, 0, 1, 2):
            if 0 <= i + step < len(own):
                out += [f"{step}{k}={v}" for k, v in own[i + step].items() if abs(step) < 2 or k in "wc"]
                out += [f"{step}m={m}" for m in self.marks[i + step]] if abs(step) < 2 else []
            else:
                out.append(f"{step} outside")
        if 0 < i < len(own) - 1:
            out.append(f"c3={own[i - 1].get('c')} {own[i].get('c')} {own[i + 1].get('c')}")
        return out


def words_of(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of a text's words and marks."""
    return tuple((m.start(), m.end()) for m in _WORD.finditer(text))


class Tagger:
    """A conditional random field over sentences; :meth:`fit` before :meth:`spans`."""

    def __init__(self, *, rounds: int = 80) -> None:
        self._rounds = rounds
        self._tagger: Any = None

    def fit(self, sentences: Sequence[Sentence], path: str) -> Tagger:
        """Learn from coded sentences; the model lies at ``path`` as long as the tagger is used."""
        trainer = pycrfsuite.Trainer(verbose=False)
        for sentence in sentences:
            trainer.append(sentence.features, sentence.tags)
        trainer.set_params({"c1": 0.1, "c2": 0.05, "max_iterations": self._rounds, "feature.minfreq": 1})
        trainer.train(path)
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(path)
        return self

    def spans(self, sentence: Sentence) -> list[Span]:
        """The spans of a sentence."""
        return spans_of_tags(self._tagger.tag(sentence.features), sentence.words)


def spans_of_tags(tags: Sequence[str], words: Sequence[tuple[int, int]]) -> list[Span]:
    """Spans of BIO tags; an I without a beginning begins one."""
    out: list[Span] = []
    before = "O"
    for tag, (start, end) in zip(tags, words, strict=True):
        if tag.startswith("I-") and before[2:] == tag[2:]:
            out[-1] = (out[-1][0], end, tag[2:])
        elif tag != "O":
            out.append((start, end, tag[2:]))
        before = tag
    return out
