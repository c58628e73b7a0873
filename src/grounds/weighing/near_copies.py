"""Texts that are copies of each other, whole or rewritten: they are one origin.

Two measures, both over runs of words (shingles), both near-linear:

* **Near-copies** by MinHash and locality-sensitive hashing (the package ``rensa``): an agency's text in ten papers,
  with another headline. Only the first text of a group stands in the index, so that ten thousand copies cost ten
  thousand look-ups.
* **Rewritten copies** by shared runs of six words, a fixed quarter of which is kept by their hash (Broder's
  containment, with the sampling of Manber 1994): a story with new beginning, cut, in another order. What stands
  between quotation marks is left out: two reporters at one press conference quote the same words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from rensa import RMinHash, RMinHashLSH

from grounds.weighing.data import settings
from grounds.weighing.groups import Groups

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[“\"«][^“”\"«»]{0,2000}[”\"»]")
_KEPT = 4
#: Texts beyond this are compared by their beginning.
_LONGEST = 200_000


class Copy(NamedTuple):
    """``document`` is a copy of ``of``: ``share`` of the runs of words of the shorter are in both."""

    document: str
    of: str
    how: str
    share: float


def marks_of(text: str) -> set[int]:
    """Numbers by which the copies of a text are found among many: bands of its sketch, and the runs of words kept.

    Two texts that share none are no copies (but with a small chance, which ``bands`` sets); those that share some are
    compared by :class:`CopyFinder`.
    """
    rules = settings("origins")["copies"]
    words = _WORD.findall(text[:_LONGEST].casefold())
    if len(words) < 3:
        return set()
    digest = _sketch(words, rules["permutations"]).digest()
    rows = rules["permutations"] // rules["bands"]
    bands = {_band(number, digest[number * rows : (number + 1) * rows]) for number in range(rules["bands"])}
    return bands | set(_runs(_unquoted(text)))


def _band(number: int, rows: list[int]) -> int:
    """A band's own number, apart from those of runs."""
    return (1 << 40) | (number << 32) | crc32(",".join(map(str, rows)).encode())


def _sketch(words: list[str], permutations: int) -> RMinHash:
    sketch = RMinHash(num_perm=permutations, seed=1)
    sketch.update([" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))])
    return sketch


class CopyFinder:
    """Takes texts in the order of their age and tells for each whether it copies an earlier one."""

    def __init__(self) -> None:
        rules = settings("origins")["copies"]
        self._permutations: int = rules["permutations"]
        self._alike: float = rules["near_copy"]
        self._rewritten: float = rules["rewritten"]
        self._least: int = rules["least_runs"]
        self._least_words: int = rules["least_words"]
        bands = rules["bands"]
        self._index = RMinHashLSH(threshold=self._alike, num_perm=self._permutations, num_bands=bands)
        self._sketches: list[tuple[str, RMinHash]] = []
        self._by_run: defaultdict[int, list[int]] = defaultdict(list)
        self._runs: list[frozenset[int]] = []
        self.groups: Groups[str] = Groups()

    def add(self, document: str, text: str) -> Copy | None:
        """Enter a text; gives what it copies, or null for a text of its own."""
        self.groups.add(document)
        words = _WORD.findall(text[:_LONGEST].casefold())
        if len(words) < 3:
            return None
        found = self._near(document, words) or self._rewrite(document, _unquoted(text))
        if found is not None:
            self.groups.join(found.of, document)
        return found

    def _near(self, document: str, words: list[str]) -> Copy | None:
        sketch = _sketch(words, self._permutations)
        best = max(((self._sketches[i][1].jaccard(sketch), i) for i in self._index.query(sketch)), default=None)
        alike = self._alike if len(words) >= self._least_words else 1.0
        if best is not None and best[0] >= alike:
            return Copy(document, self._sketches[best[1]][0], "near-copy", round(best[0], 2))
        self._index.insert(len(self._sketches), sketch)
        self._sketches.append((document, sketch))
        return None

    def _rewrite(self, document: str, words: list[str]) -> Copy | None:
        """Must be asked right after :meth:`_near` found nothing: both number texts alike."""
        runs = frozenset(_runs(words))
        number = len(self._runs)
        shared = Counter(i for run in runs for i in self._by_run.get(run, ()))
        found = None
        for i, count in shared.most_common(3):
            share = count / max(1, min(len(runs), len(self._runs[i])))
            if share >= self._rewritten and count >= self._least:
                found = Copy(document, self._sketches[i][0], "rewritten", round(share, 2))
                break
        self._runs.append(runs)
        for run in runs:
            holders = self._by_run[run]
            if len(holders) < 8:  # a run that many texts share is a form of words, or is found by the first of them
                holders.append(number)
        return found


def _runs(words: list[str]) -> Iterator[int]:
    """Hashes of the runs of six words, of which one in four is kept."""
    for i in range(len(words) - 5):
        run = crc32(" ".join(words[i : i + 6]).encode())
        if run % _KEPT == 0:
            yield run


def _unquoted(text: str) -> list[str]:
    return _WORD.findall(_QUOTED.sub(" ", text[:_LONGEST]).casefold())


def find_copies(texts: Iterable[tuple[str, str]]) -> tuple[Groups[str], list[Copy]]:
    """Groups of texts that copy one another, given in the order of their age, and what each copies."""
    finder = CopyFinder()
    copies = [found for document, text in texts if (found := finder.add(document, text)) is not None]
    return finder.groups, copies
